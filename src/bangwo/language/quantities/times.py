"""Times: days, parts of the day, clock times and durations, joined into moments and windows."""
# ruff: noqa: E501

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice

from bangwo.language.gates import firsts
from bangwo.language.quantities import clocks, days
from bangwo.language.quantities.clocks import PARTS, Clock
from bangwo.language.quantities.days import Day
from bangwo.language.quantities.found import Found
from bangwo.language.quantities.numbers import ENGLISH_NUMERAL, NUMERAL, value

ATOMS_MAX = 60
"""Words about time that are read in one text."""
_UNITS = {
    "小时": 3600, "钟头": 3600, "钟": 3600, "分钟": 60, "刻钟": 900, "天": 86400, "日": 86400, "晚": 86400, "夜": 86400, "宿": 86400,
    "周": 604800, "星期": 604800, "礼拜": 604800, "个月": 2592000, "年": 31536000, "秒": 1,
    "hour": 3600, "minute": 60, "min": 60, "day": 86400, "night": 86400, "week": 604800, "month": 2592000, "second": 1,
}  # fmt: skip
_DURATION = (
    rf"(?P<dnum>半|{NUMERAL})(?:(?P<mid>个半)|个)?(?P<dunit>小时|钟头|分钟|刻钟|星期|礼拜|秒)(?P<dhalf>半)?(?!工)"
    r"|(?<![百千万])(?P<dnum2>[一二两三四五六七八九十]{1,3}|\d{1,3}|半)(?:个(?P<wan>晚)上|(?P<dunit2>天|晚|夜|宿|周|个月|个钟)(?!前排|年|岁|鹅|市|宵|班|会|饭))"
    rf"|\b(?P<dnum3>{ENGLISH_NUMERAL}|an?)(?P<ehalf> and a half)?[ -]?(?P<dunit3>hour|minute|min|day|night|week|month)s?\b"
)
_ATOM = re.compile(f"{clocks.PATTERN}|(?:{_DURATION})|{days.PATTERN}")
_FIRST = re.compile("[" + "".join(sorted(re.escape(each) for each in firsts(_ATOM.pattern) or ())) + "]")
_JOIN = re.compile(r"(?:的|那天|当天|那晚|当日|这天|早?的?|,|\s|at|on|in the|in|this|for|，)*")
_RANGE = re.compile(r"\s*(?:到|至|-|~|—|–|to|and)\s*")
_BEFORE = re.compile(r"的?(?:以前|之前|前(?![后排台门面往]))")
_AFTER = re.compile(r"的?(?:以后|之后|过后|后(?![面门排备仓])|开始)")
_ABOUT = re.compile(r"的?(?:左右|前后|上下|差不多|吧?大概)")
_WITHIN = re.compile(r"(?:之|以)?内")
_LATER = re.compile(r"(?:以|之|过)?后| later| from now")
_LEAD = re.compile(
    r"(?:(?P<about>大概|大约|差不多|约莫|\baround|\babout|\bapproximately)"
    r"|(?P<to>最晚|最迟|不晚于|赶在|\bbefore|\bby|\bno later than|\buntil|\btill)|(?P<from>\bafter|不早于|过了)"
    r"|(?P<within>\bwithin)|(?P<in>\bin|过))\s*$"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """Neighbouring words about one time."""

    start: int
    end: int
    day: Day | None = None
    part: str = ""
    clock: Clock | None = None
    seconds: int | None = None
    dated: bool = False  # the day was said here


def find_times(text: str, now: datetime) -> list[Found]:
    """Every time and duration in the text, in order; a later one takes the day and part that it leaves out from an earlier one."""
    found: list[Found] = []
    anchor = _Anchor(now)
    groups = list(_groups(text, now, anchor))
    index = 0
    while index < len(groups):
        said = groups[index]
        after = groups[index + 1] if index + 1 < len(groups) else None
        if after is not None and said.seconds is None and after.seconds is None and _is_range(text, said, after):
            found.append(_window(text, said, after, anchor))
            index += 2
            continue
        index += 1
        if (one := _one(text, said, anchor)) is not None:
            found.append(one)
    return found


class _Anchor:
    """The day and part said last, which later times may leave out."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = now.date()
        self.day: Day | None = None
        self.part = ""

    def remember(self, said: _Said) -> None:
        """Note what was said, unless it is past."""
        if said.day is not None and said.dated and said.day.last >= self.today:
            if not said.day.repeats:
                self.day = said.day if not (self.day and self.day.premiere) else self.day
            self.part = said.part
        elif said.part:
            self.part = said.part

    def complete(self, said: _Said) -> _Said:
        """The same with the day and part that it left out."""
        day = said.day
        if day is None and self.day is not None and self.day.first == self.day.last:
            day = self.day
        part = said.part
        if not part and said.clock is not None and not said.dated:
            part = self.part
        return _Said(said.start, said.end, day, part, said.clock, said.seconds, said.dated)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A moment of a day; hours past 24 run into the next."""
        start = self.now.replace(year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0, microsecond=0)
        return start + timedelta(hours=hour, minutes=minute)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Every atom, tried only where one can begin."""
    end = 0
    for begin in _FIRST.finditer(text):
        at = begin.start()
        if at >= end and (match := _ATOM.match(text, at)) is not None:
            end = match.end()
            yield match


def _groups(text: str, now: datetime, anchor: _Anchor) -> Iterator[_Said]:
    current: _Said | None = None
    last_day: Day | None = None
    for match in islice(_matches(text), ATOMS_MAX):
        atom = _atom(match, now, last_day)
        if atom is None:
            continue
        if atom.day is not None and not atom.day.repeats and atom.day.last >= anchor.today:
            last_day = (
                atom.day if atom.day.month or not (last_day and last_day.month) else replace(atom.day, month=True)
            )
        if current is not None:
            joined = _joined(current, atom) if _JOIN.fullmatch(text, current.end, atom.start) else None
            if joined is not None:
                current = joined
                continue
            yield current
        current = atom
    if current is not None:
        yield current


def _atom(match: re.Match[str], now: datetime, last_day: Day | None) -> _Said | None:
    start, end = match.span()
    if match["dnum"] or match["dnum2"] or match["dnum3"]:
        seconds = _seconds(match)
        return _Said(start, end, seconds=seconds) if seconds is not None else None
    if match["part"]:
        part = match["part"]
        if part == "tonight":
            return _Said(start, end, Day(now.date(), now.date()), part, dated=True)
        return _Said(start, end, part=part if part in PARTS else part[0])
    if match["clock"] or match["eclock"] or match["phour"] or match["quarter"]:
        said = clocks.clock(match)
        return _Said(start, end, clock=said) if said else None
    day = days.resolve(match, now.date(), last_day)
    if day is None:
        return None
    part = {"当晚": "晚上", "that night": "night"}.get(match["same"] or "", "")
    return _Said(start, end, day, part, dated=True)


def _seconds(match: re.Match[str]) -> int | None:
    text = match["dnum"] or match["dnum2"] or match["dnum3"]
    number = 0.5 if text == "半" else value(text)
    if number is None:
        return None
    if match["mid"] or match["dhalf"] or match["ehalf"]:
        number += 0.5
    unit = match["dunit"] or ("晚" if match["wan"] else (match["dunit2"] or "").removeprefix("个") or match["dunit3"])
    return int(number * _UNITS["个月" if unit == "月" else unit])


def _joined(one: _Said, other: _Said) -> _Said | None:
    """Both as one, None where they say the same thing twice."""
    if one.seconds is not None or other.seconds is not None:
        return None
    if (
        (one.day and other.day)
        or (one.part and other.part)
        or (one.clock and other.clock)
        or (
            one.clock
            and other.part
            and not other.day
            and other.part not in ("morning", "afternoon", "evening", "night")
        )
    ):
        return None
    return _Said(
        one.start, other.end, one.day or other.day, one.part or other.part, one.clock or other.clock,
        dated=one.dated or other.dated,
    )  # fmt: skip


def _is_range(text: str, said: _Said, after: _Said) -> bool:
    return bool(_RANGE.fullmatch(text, said.end, after.start)) and (said.clock is None) == (after.clock is None)


def _window(text: str, first: _Said, second: _Said, anchor: _Anchor) -> Found:
    if first.clock and second.clock and second.clock.half and not first.clock.half:
        first = replace(first, clock=replace(first.clock, half=second.clock.half))
    one = anchor.complete(first)
    anchor.remember(one)
    if second.day is None:
        second = replace(second, day=one.day, part=second.part or one.part)
    end = second.end
    if text[end : end + 2] in ("之间", "期间"):
        end += 2
    if first.clock is None:
        begins, _ = _bounds(one, anchor)
        _, ends = _bounds(second, anchor)
    else:
        begins, ends = _moment(one, anchor), _moment(second, anchor)
        if ends <= begins:
            ends += timedelta(hours=12)
    premiere = bool(one.day and one.day.premiere)
    return Found(
        kind="time",
        text=text[first.start : end],
        start=first.start,
        end=end,
        from_=begins,
        to=ends,
        clock=first.clock is not None,
        premiere=premiere,
    )


def _moment(said: _Said, anchor: _Anchor) -> datetime:
    """The moment that a clock time means: with its part of the day, else the next such one in the waking day."""
    clock = said.clock
    assert clock is not None
    day = said.day.first if said.day else None
    if said.part or clock.half or clock.hour > 12 or clock.hour == 0:
        at = anchor.at(day or anchor.today, clocks.hour_in(said.part, clock), clock.minute)
        return at if day is not None or at > anchor.now else at + timedelta(days=1)
    hours = [each for each in (clock.hour, clock.hour + 12) if 7 <= each <= 23] or [clock.hour]
    if day is not None:
        moments = [anchor.at(day, hour, clock.minute) for hour in hours]
        return next((each for each in moments if each > anchor.now), moments[-1])
    moments = sorted(anchor.at(anchor.today + timedelta(days=k), hour, clock.minute) for k in (0, 1) for hour in hours)
    return next((each for each in moments if each > anchor.now), moments[-1])


def _bounds(said: _Said, anchor: _Anchor) -> tuple[datetime, datetime]:
    """The window of a day, or of a part of one."""
    first = said.day.first if said.day else anchor.today
    last = said.day.last if said.day else anchor.today
    if not said.part:
        return anchor.at(first, 0), anchor.at(last, 24)
    begin, end = PARTS[said.part]
    if said.day is None and anchor.at(last, end) <= anchor.now:
        first, last = first + timedelta(days=1), last + timedelta(days=1)
    return anchor.at(first, begin), anchor.at(first, end)


def _one(text: str, said: _Said, anchor: _Anchor) -> Found | None:
    lead = _LEAD.search(text, max(0, said.start - 14), said.start)
    if said.seconds is not None:
        return _duration(text, said, anchor, lead)
    if said.clock and said.clock.bare and said.clock.hour == 1 and not said.part and not said.dated:
        tail = text[said.end : said.end + 2]
        if text[said.start] == "一" and not (_BEFORE.match(tail) or _AFTER.match(tail) or _ABOUT.match(tail)):
            return None  # 清淡一点
    full = anchor.complete(said)
    anchor.remember(full if said.dated or not said.part else replace(full, dated=full.day is not None))
    return _placed(text, said, full, anchor, lead)


def _placed(text: str, said: _Said, full: _Said, anchor: _Anchor, lead: re.Match[str] | None) -> Found:
    end = said.end
    side = lead.lastgroup if lead else None
    start = lead.start() if lead and side != "in" else said.start
    if about := _ABOUT.match(text, end):
        side, end = "about", about.end()
    elif before := _BEFORE.match(text, end):
        side, end = "to", before.end()
    elif after := _AFTER.match(text, end):
        side, end = "from", after.end()
    day_only = said.clock is None and not full.part
    base = Found(
        kind="time", text=text[start:end], start=start, end=end, approx=side == "about", day=day_only,
        premiere=bool(full.day and full.day.premiere), clock=said.clock is not None,
    )  # fmt: skip
    if said.clock is not None:
        at = _moment(full, anchor)
        return (
            replace(base, from_=at)
            if side == "from"
            else replace(base, to=at)
            if side == "to"
            else replace(base, at=at)
        )
    begins, ends = _bounds(full, anchor)
    if side == "to":
        return replace(base, day=False, to=ends if day_only else begins)
    if side == "from" and not (day_only and lead and lead[0].strip() == "from"):
        return replace(base, day=False, from_=begins)
    single = day_only and begins + timedelta(days=1) == ends
    return replace(base, from_=begins, to=ends, day=single)


def _duration(text: str, said: _Said, anchor: _Anchor, lead: re.Match[str] | None) -> Found:
    assert said.seconds is not None
    side = lead.lastgroup if lead else None
    start, end = said.start, said.end
    now = anchor.now
    if later := _LATER.match(text, end):
        side, end = "in", later.end()
    elif within := _WITHIN.match(text, end):
        side, end = "within", within.end()
    moment = (now + timedelta(seconds=min(said.seconds, 10**9))).replace(second=0, microsecond=0)
    whole_days = said.seconds % 86400 == 0
    if side == "in" and (end > said.end or (lead and text[lead.start() : lead.end()].strip() == "in")):
        start = lead.start() if lead and end == said.end else start
        if whole_days:
            begins = anchor.at(moment.date(), 0)
            return Found(
                kind="time",
                text=text[start:end],
                start=start,
                end=end,
                from_=begins,
                to=begins + timedelta(days=1),
                day=True,
            )
        return Found(kind="time", text=text[start:end], start=start, end=end, at=moment, clock=True)
    if side == "within":
        start = lead.start() if lead and end == said.end else start
        return Found(kind="time", text=text[start:end], start=start, end=end, to=moment, clock=True)
    return Found(kind="duration", text=text[start:end], start=start, end=end, seconds=said.seconds)
