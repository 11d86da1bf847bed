"""Quantities: numbers, amounts, money, dates, times and durations in a sentence."""

from datetime import datetime

from bangwo.language.normalise import script
from bangwo.language.quantities.found import Found, found_json, moment
from bangwo.language.quantities.plain import find_numbers
from bangwo.language.quantities.reading import Reading
from bangwo.language.quantities.words import SCAN

__all__ = ["Found", "find", "find_numbers", "found_json", "moment", "spans"]

_PLAIN = frozenset(("number", "ordinal", "percent"))


def spans(text: str, now: datetime) -> list[Found]:
    """Times, durations, money and amounts of a normalised text, in order and without overlap."""
    return [
        each
        for each in _read(text, now, plain=False)
        if each.kind not in _PLAIN and (not each.every or each.at or each.from_ or each.to)
    ]


def find(text: str, now: datetime) -> tuple[Found, ...]:
    """Every quantity in a text as people write it; `text` of each is as said."""
    plain = script(text)
    if "，" in text and len(plain) == len(text):
        plain = _apart(text, plain)
    found = _read(plain, now, plain=True)
    if len(plain) != len(text):
        return tuple(found)
    return tuple(each._replace(text=text[each.start : each.end]) for each in found)


def _apart(text: str, plain: str) -> str:
    """A full-width comma behind plain figures parts two numbers: 150，100 is no 150,100."""
    return "".join(
        "、" if said == "，" and at and text[at - 1] in "0123456789" else each
        for at, (said, each) in enumerate(zip(text, plain, strict=True))
    )


def _read(text: str, now: datetime, *, plain: bool) -> list[Found]:
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    first = SCAN.search(lowered)
    return [] if first is None else Reading(lowered, now, plain=plain).read(first)
