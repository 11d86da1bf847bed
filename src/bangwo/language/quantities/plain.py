"""Plain numbers, ordinals and percentages that belong to no other quantity."""

import re

from bangwo.language.quantities.found import Found
from bangwo.language.quantities.numbers import WIDE_NUMERAL, value

_PATTERN = re.compile(
    rf"第(?P<ordinal>{WIDE_NUMERAL})|(?P<percent>{WIDE_NUMERAL})\s*%|百分之(?P<cent>{WIDE_NUMERAL})|(?P<tenths>(?:\d+(?:\.\d+)?|[一二三四五六七八九十])\s?成)(?!都|人|年|功|为|员|熟|本|交)|(?P<number>[负-]?{WIDE_NUMERAL})"
)


def _kind(match: re.Match[str]) -> str:
    if match["ordinal"]:
        return "ordinal"
    return "percent" if match["percent"] or match["cent"] or match["tenths"] else "number"


def find_plain(text: str, taken: list[tuple[int, int]]) -> list[Found]:
    """Numbers outside the spans taken."""
    out: list[Found] = []
    for match in _PATTERN.finditer(text):
        start, end = match.span()
        if any(first < end and start < last for first, last in taken):
            continue
        kind = _kind(match)
        digits = match["ordinal"] or match["percent"] or match["cent"] or match["tenths"] or match["number"]
        number = value(digits.lstrip("负-").rstrip("成 "))
        if number is None:
            continue
        number = -number if digits[0] in "负-" else number * 10 if match["tenths"] else number
        out.append(Found(kind=kind, text=text[start:end], start=start, end=end, value=float(number)))
    return out
