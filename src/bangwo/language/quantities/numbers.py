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
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
SCALES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}

ENGLISH = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "half": 0.5,
}  # fmt: skip

WIDE_NUMERAL = (
    r"(?:(?:\d+(?:\.\d+)?[十百千万亿]+){1,4}\d*|\.\d{1,12}|\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,12})?[百千万亿]{0,3}"
    r"|(?:[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{1,20})(?:点[零一二三四五六七八九]{1,8})?)"
)
"""Also formal and mixed numerals (壹佰, 5万4千6百), where nothing but a number is looked for."""
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
    if text[:1].isdecimal() or text[:1] == ".":
        return _arabic(text)
    whole, _, fraction = text.partition("点")
    if fraction:
        decimals = [DIGITS.get(each) for each in fraction]
        head = _chinese(whole)
        if head is None or None in decimals:
            return None
        return float(f"{head}.{''.join(str(each) for each in decimals)}")
    return _chinese(text)


_GROUPS = re.compile(r"(\d+(?:\.\d+)?)([十百千万亿]+)")


def _arabic(text: str) -> float | None:
    """Figures, with scales behind them or between (5万4千6百)."""
    if (tail := re.fullmatch(r"[\d.]+", text)) is not None:
        return float(text) if tail[0].count(".") < 2 and text != "." else None
    total = 0.0
    at = 0
    for match in _GROUPS.finditer(text):
        if match.start() != at:
            return None
        at = match.end()
        scale = 1
        for each in match[2]:
            scale *= SCALES.get(each) or MYRIADS[each]
        total += round(float(match[1]) * scale, 6)
    rest = text[at:]
    if rest and not rest.isdecimal():
        return None
    return total + (float(rest) if rest else 0) if at else None


def _chinese(text: str) -> int | None:
    if not text:
        return None
    if len(text) > 1 and all(each in DIGITS for each in text):
        return int("".join(str(DIGITS[each]) for each in text))  # 二零二六
    for name, scale in (("亿", MYRIADS["亿"]), ("万", MYRIADS["万"])):
        head, said, tail = text.rpartition(name)
        if said:
            return _scaled(head, tail, scale)
    return _section(text)


def _scaled(head: str, tail: str, scale: int) -> int | None:
    """So many times ten thousand, or a hundred million, and what comes behind."""
    times = _chinese(head) if head else 1
    if times is None:
        return None
    if len(tail) == 1 and tail in DIGITS:
        return times * scale + DIGITS[tail] * (scale // 10)  # 两万三
    rest = _chinese(tail.lstrip("零〇")) if tail.lstrip("零〇") else 0
    return None if rest is None else times * scale + rest


def _section(text: str) -> int | None:
    """A numeral below ten thousand."""
    total = digit = 0
    scale = 1
    for each in text:
        if each in DIGITS:
            digit = DIGITS[each]
        elif each in SCALES:
            scale = SCALES[each]
            total += (digit or 1) * scale
            digit = 0
        else:
            return None
    if digit and scale >= 100 and len(text) > 1 and text[-2] not in "零〇":
        digit *= scale // 10  # 一千五, 三百五
    return total + digit


_ANY = re.compile(NUMERAL)


def read(text: str) -> float | None:
    """The value of a text that is one numeral and nothing else."""
    return value(text) if text in ENGLISH or _ANY.fullmatch(text) else None
