"""Plain numbers, ordinals and percentages that belong to no other quantity."""

import re

from bangwo.language.quantities.found import Found
from bangwo.language.quantities.numbers import NUMERAL, value

_PATTERN = re.compile(
    rf"第(?P<ordinal>{NUMERAL})|(?P<percent>{NUMERAL})\s*%|百分之(?P<cent>{NUMERAL})|(?P<number>[负-]?{NUMERAL})"
)


def find_plain(text: str, taken: list[tuple[int, int]]) -> list[Found]:
    """Numbers outside the spans taken."""
    out: list[Found] = []
    for match in _PATTERN.finditer(text):
        start, end = match.span()
        if any(first < end and start < last for first, last in taken):
            continue
        kind = "ordinal" if match["ordinal"] else "percent" if match["percent"] or match["cent"] else "number"
        digits = match["ordinal"] or match["percent"] or match["cent"] or match["number"]
        number = value(digits.lstrip("负-"))
        if number is None:
            continue
        number = -number if digits[0] in "负-" else number
        out.append(Found(kind=kind, text=text[start:end], start=start, end=end, value=float(number)))
    return out
