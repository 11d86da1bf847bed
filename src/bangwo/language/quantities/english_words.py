"""English words: days, parts of the day and holidays, and where number words begin."""
# ruff: noqa: E501

import re
from collections.abc import Callable
from datetime import timedelta

from bangwo.language.quantities import calendar, clocks, days, english
from bangwo.language.quantities.counted import Counted
from bangwo.language.quantities.days import AHEAD, Day
from bangwo.language.quantities.durations import HOUR
from bangwo.language.quantities.found import Found
from bangwo.language.quantities.numbers import ENGLISH
from bangwo.language.quantities.times import Atom
from bangwo.language.quantities.units import alternatives

_MONTH_NAMES = "|".join(days.MONTHS) + r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_HOLIDAYS = alternatives({each for each in calendar.NAMES if each.isascii() and not each.isdecimal()})
_PARTS = "morning|noon|afternoon|evening|tonight|night|midnight|midday|lunchtime"
_SAID = re.compile(
    r"(?P<past>(?:(?:at|by|before|after|around) )?(?:half|(?:a )?quarter|ten|twenty|five) (?:past|to)\b)"
    r"|(?P<weekday>(?:(?:(?:on|this|next|last|coming) )?(?:the )?|this coming )(?P<name>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b)"
    r"|(?P<weekend>(?:(?:on|this|next|last|over|at) )?(?:the )?(?:coming )?weekend\b)"
    r"|(?P<span>(?P<ahead>this|next|last) (?P<unit>week|month|year)\b)"
    rf"|(?P<month>(?P<mname>{_MONTH_NAMES})\s*(?:the\s+)?(?P<mday>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:%])(?:,? +(?P<year>\d{{4}})\b)?)"
    rf"|(?P<inmonth>in (?P<iname>{_MONTH_NAMES})\b(?: (?P<iyear>\d{{4}})\b)?)"
    rf"|(?P<near>{alternatives(set(days.ENGLISH_NEAR))})\b"
    rf"|(?P<holiday>{_HOLIDAYS})\b"
    r"|(?P<same>that (?:same )?(?:day|night))\b|(?P<premiere>opening (?:day|night)|premiere)\b"
    r"|(?P<ordinal>the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:floor|row|street|avenue|road|one|option)))"
    r"|(?P<sharp>(?:(?<=\bat )|(?<=\bby )|(?<=\bbefore )|(?<=\bafter )|(?<=\buntil )|(?<=\btill ))(?P<twelve>noon|midday|midnight)\b)"
    rf"|(?P<part>(?P<this>this )?(?P<pname>{_PARTS})\b)"
    r"|(?P<hour>(?:within )(?:the|an) hour\b)"
    r"|(?P<every>every(?:day| day| week| month| year)\b)"
    r"|(?P<number>an?\b|half\b|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|thir|fif|twen|for|eigh|nine|hun|thou)"
)


def read(match: re.Match[str], counted: Counted) -> Atom | Found | None:
    """What the English word that begins here says about time, or counts."""
    word = _LETTERS.match(counted.text, match.start())
    assert word is not None
    counted.skip = word.end()
    found = _SAID.match(counted.text, match.start()) if word[0] in _FIRST_WORDS else None
    if found is None:
        return None
    return _READERS[next(name for name in _NAMES if found[name] is not None)](found, counted)


def _past(match: re.Match[str], counted: Counted) -> Atom | Found | None:
    clock = clocks.past(counted.text, match.start())
    return Atom(match.start(), clock[1], clock=clock[0]) if clock else _number(match, counted)


def _weekday(match: re.Match[str], counted: Counted) -> Atom:
    index = next(k for k, each in enumerate(days.ENGLISH_WEEKDAYS) if each.startswith(match["name"][:3]))
    ahead = 1 if "next " in match[0] else -1 if "last " in match[0] else None
    return Atom(match.start(), match.end(), days.weekday(index, ahead, counted.base(match.start()), None), dated=True)


def _weekend(match: re.Match[str], counted: Counted) -> Atom:
    ahead = 1 if "next " in match[0] else -1 if "last " in match[0] else None
    return Atom(match.start(), match.end(), days.weekend(ahead, counted.today), dated=True)


def _span(match: re.Match[str], counted: Counted) -> Atom:
    ahead, today = AHEAD[match["ahead"]], counted.today
    day = (
        days.week(ahead, today) if match["unit"] == "week" else days.month(today.year, today.month + ahead) if match["unit"] == "month"
        else days.year(today.year + ahead)
    )  # fmt: skip
    return Atom(match.start(), match.end(), day, dated=True)


def _date(match: re.Match[str], counted: Counted) -> Atom | None:
    day = days.english_date(match["mname"], int(match["mday"]), match["year"], counted.base(match.start()))
    return Atom(match.start(), match.end(), day, dated=True) if day else None


def _in_month(match: re.Match[str], counted: Counted) -> Atom:
    index, today = days.english_month(match["iname"]), counted.today
    year = int(match["iyear"]) if match["iyear"] else today.year + (index < today.month)
    return Atom(match.start(), match.end(), days.month(max(1000, year), index), dated=True)


def _near(match: re.Match[str], counted: Counted) -> Atom:
    day = counted.today + timedelta(days=days.ENGLISH_NEAR[match["near"]])
    return Atom(match.start(), match.end(), Day(day, day), dated=True)


def _holiday(match: re.Match[str], counted: Counted) -> Atom:
    day = calendar.holiday(match["holiday"], counted.today)
    return Atom(match.start(), match.end(), Day(day, day, month=True), dated=True)


def _same(match: re.Match[str], counted: Counted) -> Atom:
    return counted.same(match.start(), match.end(), "night" if match["same"].endswith("night") else "")


def _premiere(match: re.Match[str], counted: Counted) -> Atom:
    return Atom(match.start(), match.end(), Day(counted.today, counted.today, premiere=True), dated=True)


def _part(match: re.Match[str], counted: Counted) -> Atom:
    part, today = match["pname"], counted.today
    if match["this"] or part == "tonight":
        return Atom(match.start(), match.end(), Day(today, today), part, dated=True)
    return Atom(match.start(), match.end(), part=part)


def _ordinal(match: re.Match[str], counted: Counted) -> Atom | None:
    day = days.ordinal_day(int(match["day"]), counted.today, counted.anchor)
    return Atom(match.start(), match.end(), day, dated=True) if day else None


def _every(match: re.Match[str], counted: Counted) -> Atom:
    unit = match["every"].removeprefix("every").strip()
    return Atom(match.start(), match.end(), every={"day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y"}[unit])


def _sharp(match: re.Match[str], counted: Counted) -> Atom:
    """By noon: a moment, where noon alone is a part of the day."""
    hour = 24 if match["twelve"] == "midnight" else 12
    return Atom(match.start(), match.end(), clock=clocks.Clock(hour))


def _within_hour(match: re.Match[str], counted: Counted) -> Atom:
    begin = match.start() + len("within ")
    return Atom(begin, match.end(), length=HOUR)


def _number(match: re.Match[str], counted: Counted) -> Atom | Found | None:
    found, end = english.number(counted.text, match.start(), counted.base(match.start()))
    counted.skip = max(counted.skip, end)
    return found


Reader = Callable[[re.Match[str], Counted], Atom | Found | None]
_LETTERS = re.compile(r"[a-z]+")
_READERS: dict[str, Reader] = {
    "past": _past, "weekday": _weekday, "weekend": _weekend, "span": _span, "month": _date, "inmonth": _in_month,
    "near": _near, "holiday": _holiday, "same": _same, "premiere": _premiere, "part": _part,
    "ordinal": _ordinal, "sharp": _sharp, "hour": _within_hour, "every": _every, "number": _number,
}  # fmt: skip
_NAMES = tuple(_READERS)
_FIRST_WORDS = frozenset(
    (*ENGLISH, *_PARTS.split("|"), *days.MONTHS, *(each[:3] for each in days.MONTHS), "sept", *days.ENGLISH_WEEKDAYS,
     *(each + "s" for each in days.ENGLISH_WEEKDAYS), "mon", "tue", "tues", "wed", "wednes", "thu", "thur", "thurs", "fri", "sat", "sun",
     *(re.split("[^a-z]", each)[0] for each in (*calendar.NAMES, *days.ENGLISH_NEAR)), "at", "by", "before", "after", "around", "quarter",
     "on", "this", "next", "last", "coming", "the", "over", "weekend", "that", "opening", "premiere", "within", "every", "everyday", "in")
)  # fmt: skip
"""Words that what is read here begins with; of all others nothing is tried."""
