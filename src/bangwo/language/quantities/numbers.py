"""Numbers: Chinese, Arabic and English numerals to values."""
# ruff: noqa: E501

import re

DIGITS = dict(zip("零〇一二三四五六七八九", (0, *range(10)), strict=True)) | {
    "两": 2,
    "俩": 2,
    "仨": 3,
    "廿": 20,
    "壹": 1,
    "贰": 2,
    "叁": 3,
}
SCALES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}

ENGLISH = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "half": 0.5,
}  # fmt: skip

NUMERAL = r"(?:\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,6})?[百千万亿]?|[零〇一二两三四五六七八九十百千万亿壹贰叁]{1,16}(?:点[零一二三四五六七八九]{1,8})?)"
"""A numeral inside larger patterns; `value` reads what it matches."""

ENGLISH_NUMERAL = (
    r"(?:\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,6})?|(?:"
    + "|".join(sorted((w for w in ENGLISH if len(w) > 2), key=len, reverse=True))
    + r")\b)"
)


def value(text: str) -> float | None:
    """The value of one numeral (`两百五` is 250, `1.5万` is 15000), or None where it is none."""
    text = text.replace(",", "")
    if text in ENGLISH:
        return ENGLISH[text]
    if text[:1].isdigit():
        return _arabic(text)
    whole, _, fraction = text.partition("点")
    if fraction:
        decimals = [DIGITS.get(each) for each in fraction]
        head = _chinese(whole)
        if head is None or None in decimals:
            return None
        return float(f"{head}.{''.join(str(each) for each in decimals)}")
    return _chinese(text)


def _arabic(text: str) -> float | None:
    scale = SCALES.get(text[-1]) or MYRIADS.get(text[-1])
    digits = text[:-1] if scale else text
    try:
        number = float(digits) * (scale or 1)
    except ValueError:
        return None
    return number


def _chinese(text: str) -> int | None:
    if not text:
        return None
    if len(text) > 1 and all(each in DIGITS for each in text):
        return int("".join(str(DIGITS[each]) for each in text))  # 二零二六
    total = section = digit = 0
    scale = 1
    for each in text:
        if each in DIGITS:
            digit = DIGITS[each]
        elif each in SCALES:
            scale = SCALES[each]
            section += (digit or 1) * scale
            digit = 0
        elif each in MYRIADS:
            scale = MYRIADS[each]
            total = (total + section + digit or 1) * scale
            section = digit = 0
        else:
            return None
    if digit and scale >= 100 and text[-2] not in "零〇":
        digit *= scale // 10  # 一千五, 三百五, 两万三
    return total + section + digit


_ANY = re.compile(NUMERAL)


def read(text: str) -> float | None:
    """The value of a text that is one numeral and nothing else."""
    return value(text) if text in ENGLISH or _ANY.fullmatch(text) else None
