"""Durations: lengths of time, and the moments and windows that they reach from now."""
# ruff: noqa: E501

import re
from calendar import monthrange
from datetime import datetime, timedelta
from typing import NamedTuple

from bangwo.language.quantities.found import Found
from bangwo.language.quantities.numbers import Numeral, numeral
from bangwo.language.quantities.units import DAY_S, Counts, unit_at

_YEARS = frozenset(("年", "周年", "year"))
_MONTHS = {"个月": 1, "个季度": 3, "month": 1}
_YEAR_S, _MONTH_S = 365 * DAY_S, 30 * DAY_S
_STAYS = frozenset(("晚", "夜", "宿", "个晚上"))
"""Nights, which join no other length: 两天一夜."""
_WITHIN = re.compile(r" *(?:之|以)?内(?![衣存裤场湖蒙])")
_LATER = re.compile(r" *(?:以|之|过)?后(?![面门排备仓])| later\b| from now\b")
_AGO = re.compile(r" *(?:以|之)?前(?![后排台门面往])| ago\b| earlier\b")
_ENGLISH_LEAD = re.compile(r"\b(?:(?P<in>in)|within(?: the)?) *$")
_PAST_BY = re.compile(r"再?(?<![超通经难度不没])过 *$")
_ENDING = frozenset("前后内之以过 ")
_MANY = 10_000
_LONG_S = 1000 * _YEAR_S
_FIRST_YEAR, _LAST_YEAR = 1002, 8998
"""Further nothing is reckoned: a moment beyond is now."""
_AND = re.compile(r" *(?:[又零余多加] *)?")
_HALF = re.compile(r"半(?![天夜价个糖])")
_ENGLISH_UNITS = {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": DAY_S, "night": DAY_S, "week": 7 * DAY_S,
                  "fortnight": 14 * DAY_S, "month": _MONTH_S, "year": _YEAR_S}  # fmt: skip
_ENGLISH_UNIT = re.compile(
    r"(?P<half> and a half)?[ -]?(?P<unit>second|sec|minute|min|hour|hr|day|night|week|fortnight|month|year)s?\b(?P<after> and a half)?(?! class|-class|-hand| hand)"
)
_BACK = re.compile(r"(?:过去的?|最近的?|近|前面?|(?:在)?之前的?|刚过去的)(?:这)? *$")
_ON = re.compile(r"(?:未来的?|接下来的?|今后的?|往后|之后的?|后面?) *$")
_WORDS_BACK = re.compile(r"(?:the )?(?:past|last|previous) $")
_WORDS_ON = re.compile(r"(?:the )?(?:next|coming|following) $")
_ENDS = frozenset("去近前的面来后往这 ")
_NOT_BEHIND = frozenset("最然以之今提目先午饭餐会课书班放雨背幕门早")
"""Before 前 or 后: no 前三天 in 提前三天, no 后一班 in 最后一班."""


class Length(NamedTuple):
    """So many years and months, which differ in days, and seconds; `whole`: nothing below the day was said."""

    years: float = 0
    months: float = 0
    seconds: float = 0
    whole: bool = True

    @property
    def total(self) -> int:
        """Seconds, of years of 365 days and months of 30."""
        return int(self.years * _YEAR_S + self.months * _MONTH_S + self.seconds)

    def plus(self, other: "Length") -> "Length":
        """Both together."""
        return Length(
            self.years + other.years,
            self.months + other.months,
            self.seconds + other.seconds,
            self.whole and other.whole,
        )


HOUR = Length(seconds=3600, whole=False)


def _length(value: float, name: str, size: float) -> Length:
    if name in _YEARS:
        return Length(years=min(value, _MANY))
    if name in _MONTHS:
        return Length(months=min(value, _MANY) * _MONTHS[name])
    seconds = min(value, _MANY * DAY_S) * size
    return Length(seconds=seconds, whole=size >= DAY_S and seconds % DAY_S == 0)


def length_at(text: str, said: Numeral, name: str, size: float, end: int) -> tuple[Length, int]:
    """The length that a numeral and its unit begin, with what is added behind: 一年零三个月, 两小时半."""
    length = _length(said.value, name, size)
    if name in _STAYS:
        return length, end
    if half := _HALF.match(text, end):
        length, end = _length(said.value + 0.5, name, size), half.end()
    smallest = size
    while (step := _AND.match(text, end)) is not None:
        more = numeral(text, step.end())
        unit = unit_at(text, more.end) if more is not None else None
        if more is None or unit is None:
            break
        name, size = _named(unit[0].counts, unit[0].name, unit[0].size, text[unit[1] - 1])
        if not size or name in _STAYS or (size >= smallest and "又" not in step[0]):
            break
        length, smallest, end = length.plus(_length(more.value, name, size)), size, unit[1]
    return length, end


def _named(counts: Counts, name: str, size: float, last: str) -> tuple[str, float]:
    if counts == "duration":
        return name, size
    if counts == "year":
        return "年", _YEAR_S
    if counts == "clock" and last == "时":
        return "小时", 3600
    return "", 0


def english_length(text: str, value: float, end: int) -> tuple[Length, int] | None:
    """Two hours, a week and a half, an hour."""
    match = _ENGLISH_UNIT.match(text, end)
    if match is None:
        return None
    value += 0.5 if match["half"] or match["after"] else 0
    return _length(value, match["unit"], _ENGLISH_UNITS[match["unit"]]), match.end()


def shifted(now: datetime, length: Length, sign: int) -> datetime:
    """The moment so long after or before another; the 31st of a shorter month is its last day."""
    months = length.years * 12 + length.months
    rest = timedelta(seconds=min(length.seconds + months % 1 * _MONTH_S, _LONG_S))
    year, index = divmod(now.year * 12 + now.month - 1 + sign * int(months), 12)
    if not _FIRST_YEAR < year < _LAST_YEAR:
        return now
    day = min(now.day, monthrange(year, index + 1)[1])
    return now.replace(year=year, month=index + 1, day=day) + sign * rest


def leads(text: str, start: int, floor: int) -> tuple[int, int]:
    """-1 for 过去 and 前, 1 for 未来 and 后 before a length, with where they begin, not before `floor`; 0 for neither."""
    if start <= floor or text[start - 1] not in _ENDS:
        return 0, start
    for sign, pattern in ((-1, _BACK), (1, _ON), (-1, _WORDS_BACK), (1, _WORDS_ON)):
        match = pattern.search(text, max(floor, start - 14), start)
        if match is None:
            continue
        if match[0][0] in "前后近" and match.start() and text[match.start() - 1] in _NOT_BEHIND:
            return 0, start
        return sign, match.start()
    return 0, start


def placed(text: str, span: tuple[int, int], length: Length, now: datetime, room: tuple[int, int]) -> Found:
    """The moment, the window or the mere duration that a length is, told by the words around it.

    `room`: where the time before ends and the next one begins.
    """
    start, end = span
    floor, stop = room
    now = now.replace(microsecond=0)
    if end < stop and text[end] in _ENDING:
        for sign, pattern in ((1, _LATER), (-1, _AGO)):
            if match := pattern.match(text, end, stop):
                return _reached(text, (start, match.end()), shifted(now, length, sign), length)
        if match := _WITHIN.match(text, end, stop):
            return _limit(text, (start, match.end()), shifted(now, length, 1))
    if start and text[start - 1] in " e" and (lead := _ENGLISH_LEAD.search(text, max(floor, start - 12), start)):
        place = _reached if lead["in"] else None
        moment = shifted(now, length, 1)
        return place(text, (lead.start(), end), moment, length) if place else _limit(text, (lead.start(), end), moment)
    if start > floor and text[start - 1] in "过 " and (lead := _PAST_BY.search(text, max(floor, start - 4), start)):
        return _reached(text, (lead.start(), end), shifted(now, length, 1), length)
    sign, begin = leads(text, start, floor)
    if sign and length.total:
        return _stretch(text, (begin, end), sign, length, now)
    return Found("duration", text[start:end], start, end, seconds=length.total)


def _limit(text: str, span: tuple[int, int], to: datetime) -> Found:
    start, end = span
    return Found("time", text[start:end], start, end, to=to, clock=True, grain="minute")


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0)


def _reached(text: str, span: tuple[int, int], at: datetime, length: Length) -> Found:
    """The moment, or the day, that lies so long before or after now."""
    start, end = span
    said = text[start:end]
    if length.whole:
        begins = _midnight(at)
        return Found(
            "time", said, start, end, from_=begins, to=begins + timedelta(days=1), day=True, dated=True, grain="day"
        )
    return Found("time", said, start, end, at=at, clock=True, dated=True, grain="minute")


def _stretch(text: str, span: tuple[int, int], sign: int, length: Length, now: datetime) -> Found:
    """The time of that length from now on, or up to now: of whole days those that are over, or to come."""
    start, end = span
    if length.whole:
        now = _midnight(now) + timedelta(days=1 if sign > 0 else 0)
    other = shifted(now, length, sign)
    begins, ends = (now, other) if sign > 0 else (other, now)
    grain = "span" if length.whole else "minute"
    return Found(
        "time", text[start:end], start, end, from_=begins, to=ends, dated=True, clock=not length.whole, grain=grain
    )
