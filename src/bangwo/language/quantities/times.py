"""Times: neighbouring words about one time, joined into moments and windows."""
# ruff: noqa: E501

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bangwo.language.quantities import clocks, durations
from bangwo.language.quantities.clocks import PARTS, Clock
from bangwo.language.quantities.days import Day
from bangwo.language.quantities.durations import Length
from bangwo.language.quantities.found import Found

_JOIN = re.compile(r"(?:的|那天|当天|那晚|当日|这天|早?的?|,|\s|at|on|in the|in|this|for|，)*")
RANGE = re.compile(r"\s*(?:到|至|-|~|—|–|to|and|until|till|和|与)\s*")
_FROM = re.compile(r"(?:[从自]|\b(?:from|between) )$")
_LOOSE = ("和", "与", "and")
_BETWEEN = re.compile(r"之间|期间|间(?!隔|断|接)")
_BEFORE = re.compile(r" *的?(?:以前|之前|(?:或|及)(?:之前|以前)|前(?![后排台门面往]))")
_AFTER = re.compile(
    r" *的?(?:以后|之后|过后|(?:或|及)(?:之后|以后)|后(?![面门排备仓])|开始|以来|起(?![飞床送来])|onwards?| or later)"
)
_ABOUT = re.compile(r"的?(?:左右|前后|上下|差不多|吧?大概)")
_LEAD = re.compile(
    r"(?:(?P<about>大概|大约|差不多|约莫|\baround|\babout|\bapproximately)"
    r"|(?P<to>最晚|最迟|不晚于|赶在|截止到?|截至|\bbefore|\bby|\bno later than|\buntil|\btill)|(?P<from>\bafter|不早于|过了|自从|\bsince)"
    r"|(?P<since>从|自))\s*$"
)
_LEADS = frozenset("概约多莫于晚迟在到至rtyenldfo过了从自止 ")
_ENDING = frozenset("前后内左上差开以之或及的吧起过 lefao")
_DAY = timedelta(days=1)
_LOOKBACK = 16
_WHOLE_SPANS = ("week", "month", "year")
PERIODS = {
    "天": "P1D",
    "日": "P1D",
    "晚": "P1D",
    "周": "P1W",
    "星期": "P1W",
    "礼拜": "P1W",
    "月": "P1M",
    "年": "P1Y",
    "小时": "PT1H",
}


class Atom(NamedTuple):
    """Neighbouring words about one time. `dated`: the day was said here; `every`: it comes again after so long."""

    start: int
    end: int
    day: Day | None = None
    part: str = ""
    clock: Clock | None = None
    length: Length | None = None
    dated: bool = False
    every: str = ""


_PART_BEHIND = re.compile(r"([早晚夜晨])(?![饭餐点会班报安茶场宴])(?:上|间|里)?")


def with_part(text: str, start: int, end: int, day: Day, every: str = "") -> Atom:
    """The day, and the part of it that one character behind it tells: 周六晚."""
    if (
        end < len(text)
        and text[end] in "早晚夜晨"
        and text[end : end + 2] not in PARTS
        and (part := _PART_BEHIND.match(text, end))
    ):
        return Atom(start, part.end(), day, part[1], dated=True, every=every)
    return Atom(start, end, day, dated=True, every=every)


class Anchor:
    """The day and part said last, which later times may leave out.

    `floor` and `stop`: where the time before ends and the next one begins; words around a time are looked for between them.
    """

    __slots__ = ("day", "floor", "midnight", "now", "part", "stop", "today")

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        self.today = now.date()
        self.day: Day | None = None
        self.part = ""
        self.floor = self.stop = 0

    def remember(self, said: Atom, part: str) -> None:
        """Note what was said, unless it is past."""
        day = said.day
        if day is not None and said.dated and day.last >= self.today:
            if not day.repeats and not (self.day and self.day.premiere):
                self.day = day
            self.part = part
        elif part:
            self.part = part

    def complete(self, said: Atom) -> Atom:
        """The same with the day and part that it left out."""
        day, part = said.day, said.part
        if day is None and self.day is not None and self.day.first == self.day.last:
            day = self.day
        if not part and said.clock is not None and not said.dated:
            part = self.part
        return said if day is said.day and part == said.part else said._replace(day=day, part=part)

    def at(self, day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
        """A moment of a day; hours past 24 run into the next."""
        return self.midnight + timedelta(days=(day - self.today).days, hours=hour, minutes=minute, seconds=second)


def joined(text: str, one: Atom, other: Atom) -> Atom | None:
    """Both as one, None where they stand apart or say the same thing twice."""
    if one.length is not None or other.length is not None:
        return None
    if one.end != other.start and not _JOIN.fullmatch(text, one.end, other.start):
        return None
    day = one.day or other.day
    if one.day and other.day and (day := _same_day(one, other, text)) is None:
        return None
    if day is not None and day.grain in ("month", "year") and (one.part or other.part or one.clock or other.clock):
        return None
    if (
        (one.part and other.part)
        or (one.clock and other.clock)
        or (other.every and (one.day or one.clock or one.every))
    ):
        return None
    if one.clock and other.part and not other.day and other.part not in ("morning", "afternoon", "evening", "night"):
        return None
    return Atom(one.start, other.end, day, one.part or other.part, one.clock or other.clock, None, one.dated or other.dated,
                one.every or other.every)  # fmt: skip


def _same_day(one: Atom, other: Atom, text: str) -> Day | None:
    """10月12号,星期一 and 元宵节当天 are one day."""
    first, second = one.day, other.day
    if first is None or second is None or one.part or one.clock:
        return None
    if second.repeats and one.end == other.start:
        return first
    close = other.start - one.end <= 2
    return (
        first
        if first.dated and close and second.grain == "day" and not second.dated and text[other.start] in "周星礼("
        else None
    )


def is_range(text: str, said: Atom, after: Atom) -> bool:
    """Whether two times are the ends of one window."""
    if said.length is not None or after.length is not None or (said.clock is None) != (after.clock is None):
        return False
    match = RANGE.fullmatch(text, said.end, after.start)
    if match is None or (said.day and after.day and after.day.last < said.day.first):
        return False
    return (
        match[0].strip() not in _LOOSE
        or bool(_BETWEEN.match(text, after.end))
        or text.endswith("between ", 0, said.start)
    )


def window(text: str, first: Atom, second: Atom, anchor: Anchor) -> Found:
    """The window between two times, the first of which lends what the second leaves out."""
    if first.clock and second.clock and second.clock.half and not first.clock.half:
        first = first._replace(clock=first.clock._replace(half=second.clock.half))
    if first.day is None and second.day is not None and second.clock and text[second.start].isdecimal():
        first = first._replace(day=second.day, dated=True)  # 3pm to 5pm tomorrow: the day behind is of both
    one = anchor.complete(first)
    anchor.remember(one, one.part)
    if second.day is None:
        second = second._replace(day=one.day, part=second.part or one.part)
    match = _BETWEEN.match(text, second.end, anchor.stop)
    end = match.end() if match else second.end
    lead = _FROM.search(text, max(anchor.floor, first.start - 8), first.start)
    start = lead.start() if lead else first.start
    if first.clock is None:
        begins, ends = _bounds(one, anchor)[0], _bounds(second, anchor)[1]
    else:
        begins, ends = _moment(one, anchor), _moment(second, anchor)
        while ends <= begins:
            ends += timedelta(hours=24 if second.part and second.part != one.part else 12)
    return Found("time", text[start:end], start, end, from_=begins, to=ends, clock=first.clock is not None, dated=first.dated or second.dated,
                 premiere=bool(one.day and one.day.premiere), grain=_grain(second))  # fmt: skip


def _grain(said: Atom) -> str:
    if said.clock is not None:
        return "minute"
    if said.part:
        return "part"
    return said.day.grain if said.day is not None else ""


def _moment(said: Atom, anchor: Anchor) -> datetime:
    """The moment that a clock time means: with its part of the day, else the next such one in the waking day."""
    clock = said.clock
    assert clock is not None
    day = said.day.first if said.day else None
    if said.part or clock.half or clock.hour > 12 or clock.hour == 0:
        at = anchor.at(day or anchor.today, clocks.hour_in(said.part, clock), clock.minute, clock.second)
        return at if day is not None or at > anchor.now else at + timedelta(days=1)
    hours = [each for each in (clock.hour, clock.hour + 12) if 7 <= each <= 23] or [clock.hour]
    days = [day] if day is not None else [anchor.today, anchor.today + timedelta(days=1)]
    moments = [anchor.at(each, hour, clock.minute, clock.second) for each in days for hour in hours]
    return next((each for each in moments if each > anchor.now), moments[-1])


def _bounds(said: Atom, anchor: Anchor) -> tuple[datetime, datetime]:
    """The window of a day, or of a part of one."""
    first = said.day.first if said.day else anchor.today
    last = said.day.last if said.day else anchor.today
    if not said.part:
        begins = anchor.at(first, 0)
        return begins, (begins + _DAY if first == last else anchor.at(last, 24))
    begin, end = PARTS[said.part]
    if said.day is None and anchor.at(last, end) <= anchor.now:
        first, last = first + timedelta(days=1), last + timedelta(days=1)
    return anchor.at(first, begin), anchor.at(first, end)


def one(text: str, said: Atom, anchor: Anchor) -> Found | None:
    """The time or the duration that one group of words tells."""
    if said.length is not None:
        return durations.placed(text, (said.start, said.end), said.length, anchor.now, (anchor.floor, anchor.stop))
    lead = None
    if said.start and text[said.start - 1] in _LEADS:
        lead = _LEAD.search(text, max(anchor.floor, said.start - _LOOKBACK), said.start)
    clock = said.clock
    if (
        clock is not None
        and clock.bare
        and clock.hour == 1
        and not said.part
        and not said.dated
        and text[said.start] == "一"
    ):
        end = said.end
        if not any(each.match(text, end, anchor.stop) for each in (_BEFORE, _AFTER, _ABOUT)):
            return None  # 清淡一点
    if said.every and said.day is None and said.clock is None and not said.part:
        return Found("time", text[said.start : said.end], said.start, said.end, every=said.every)
    full = anchor.complete(said)
    anchor.remember(full if said.dated or not said.part else full._replace(dated=full.day is not None), full.part)
    return _placed(text, said, full, anchor, lead)


def _side(text: str, said: Atom, stop: int, lead: re.Match[str] | None) -> tuple[str, bool, int, int]:
    """On which side of what was said the time lies (about, to, from or none), whether inclusively, and the span."""
    side = lead.lastgroup or "" if lead else ""
    start = lead.start() if lead and side != "in" else said.start
    end = said.end
    if end < stop and text[end] in _ENDING:
        for name, pattern in (("about", _ABOUT), ("to", _BEFORE), ("from", _AFTER)):
            if match := pattern.match(text, end, stop):
                inclusive = side == "since" or match[0].strip()[0] in "或及开起" or "以来" in match[0]
                if side == "since" and name != "from":
                    start = said.start
                return name, inclusive, start, match.end()
    if side == "since":
        return "", False, said.start, end
    return side, side == "from" and lead is not None and lead[0].strip() != "after", start, end


def _placed(text: str, said: Atom, full: Atom, anchor: Anchor, lead: re.Match[str] | None) -> Found:
    side, inclusive, start, end = _side(text, said, anchor.stop, lead)
    day = full.day
    at: datetime | None = None
    begins: datetime | None
    ends: datetime | None
    single = False
    if said.clock is not None:
        at = begins = ends = _moment(full, anchor)
        if side in ("from", "to"):
            at = None
        else:
            begins = ends = None
    else:
        begins, ends = _bounds(full, anchor)
        whole = not full.part
        single = whole and (full.day is None or full.day.first == full.day.last)
        if side == "to" and not (whole and (inclusive or single or (lead is not None and end == said.end))):
            ends = begins
        if side == "from" and whole and not inclusive and full.day is not None and full.day.grain in _WHOLE_SPANS:
            begins = ends
        if side == "from" and whole and lead is not None and lead[0].strip() == "from":
            side = ""
    if side == "to":
        begins = None
    elif side == "from":
        ends = None
    return Found(
        "time", text[start:end], start, end, at, begins, ends, single and side not in ("from", "to"), said.dated, _grain(full),
        day is not None and day.premiere, side == "about", said.clock is not None, said.every,
    )  # fmt: skip
