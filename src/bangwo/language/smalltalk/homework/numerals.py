"""Numerals: Chinese and English number words and figures, exactly."""

from fractions import Fraction

DIGITS_MAX = 15
"""Of one number."""
DIGITS = {each: at for at, each in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
ENGLISH = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip


def figure(text: str) -> Fraction | None:
    """The amount of figures, also 3万 and 2千; None where there are too many of them."""
    scale = (SCALES | MYRIADS).get(text[-1], 1)
    plain = text.rstrip("百千万亿")
    if len(plain.replace(".", "")) > DIGITS_MAX:
        return None
    whole, dot, decimals = plain.partition(".")
    amount = Fraction(int(whole or "0") * scale)
    return amount + Fraction(int(decimals) * scale, 10 ** len(decimals)) if dot else amount


def spoken(text: str) -> Fraction | None:
    """三百零五, 二点五, 半; None where it is no number."""
    if text == "半":
        return Fraction(1, 2)
    whole, _, decimals = text.partition("点")
    number = _whole(whole)
    if number is None or not decimals:
        return None if number is None else Fraction(number)
    return number + Fraction(int("".join(str(DIGITS[each]) for each in decimals)), 10 ** len(decimals))


def _whole(text: str) -> int | None:
    if len(text) > 1 and all(each in DIGITS for each in text):
        return int("".join(str(DIGITS[each]) for each in text)) if len(text) <= DIGITS_MAX else None
    total = section = digit = 0
    for at, each in enumerate(text):
        if each in DIGITS:
            digit = DIGITS[each]
        elif each in SCALES:
            section += (digit or 1) * SCALES[each]
            digit = 0
        elif at == 0:
            return None
        else:
            section += digit
            total = (total + section) * MYRIADS[each] if each == "亿" else total + section * MYRIADS[each]
            section = digit = 0
    return total + section + _last(text, digit)


def _last(text: str, digit: int) -> int:
    """A last digit counts in the scale below the one before it: 三百五 is 350."""
    if digit and len(text) > 1:
        before = (SCALES | MYRIADS).get(text[-2], 1)
        return digit * before // 10 if before >= 100 else digit
    return digit
