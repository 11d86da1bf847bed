"""English: what the words behind a numeral make of it, and the numerals that are words."""
# ruff: noqa: E501

import re
from datetime import date

from bangwo.language.quantities import clocks, days, durations
from bangwo.language.quantities.found import Found
from bangwo.language.quantities.money import price
from bangwo.language.quantities.numbers import Numeral, english
from bangwo.language.quantities.times import Atom
from bangwo.language.quantities.units import alternatives, unit_at

_UNITS = (
    "bottle", "bag", "box", "cup", "portion", "bowl", "serving", "carton", "can", "pack", "packet", "piece", "slice", "kilo", "kg",
    "kilogram", "gram", "liter", "litre", "pair", "set", "case", "roll", "loaf", "bunch", "glass", "order", "plate", "tin", "jar", "tube",
    "pound", "jin", "tray", "stick",
)  # fmt: skip
_UNIT = re.compile(rf"\s+(?:(?:large|small|medium|big)\s+)?({alternatives(set(_UNITS))})(?:e?s)?\s+of\b")
_DOZEN = re.compile(r" ?dozens?\b(?: of)?")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_OF_MONTH = re.compile(
    r"\s+(?:of\s+)?(january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)(?:,? +(\d{4})\b)?"
)
_WORD_BEHIND = re.compile(r" ?(?:[a-z']|- ?[a-z])")


def counted(text: str, said: Numeral, base: date) -> Atom | Found | None:
    """A clock time, a length, an amount or a date that the words behind a numeral tell; None where they tell nothing."""
    start, end = said.start, said.end
    if not _WORD_BEHIND.match(text, end):
        clock = clocks.alone(text, start, said.value, end)
        return Atom(start, clock[1], clock=clock[0]) if clock else None
    if clock := clocks.english_hour(text, start, said.value, end):
        return Atom(start, clock[1], clock=clock[0])
    if length := durations.english_length(text, said.value, end):
        return Atom(start, length[1], length=length[0])
    if dozen := _DOZEN.match(text, end):
        return Found("amount", text[start : dozen.end()], start, dozen.end(), value=said.value * 12.0)
    if unit := _UNIT.match(text, end):
        return Found("amount", text[start : unit.end()], start, unit.end(), value=float(said.value), unit=unit[1])
    return _date(text, said, base) if said.arabic and 1 <= said.value <= 31 else None


def _date(text: str, said: Numeral, base: date) -> Atom | None:
    """3rd of March, 3 March."""
    ordinal = _ORDINAL.match(text, said.end)
    month = _OF_MONTH.match(text, ordinal.end() if ordinal else said.end)
    if month is None:
        return None
    day = days.english_date(month[1], int(said.value), month[2], base)
    return Atom(said.start, month.end(), day, dated=True) if day else None


def number(text: str, start: int, base: date) -> tuple[Atom | Found | None, int]:
    """What begins with an English number word, and where to go on."""
    said = english(text, start)
    if said is None:
        return None, start
    if found := counted(text, said, base):
        return found, said.end
    unit, end = unit_at(text, said.end) or (None, said.end)
    if unit is not None and unit.counts != "money":
        unit, end = None, said.end
    article = text[start : said.end] in ("a", "an") or text.startswith("half", start)
    return None if article else price(text, said, unit, end), said.end
