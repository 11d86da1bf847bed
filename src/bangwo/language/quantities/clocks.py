"""Clocks: times of day and parts of the day, as said."""
# ruff: noqa: E501

import re
from typing import NamedTuple

from bangwo.language.quantities.numbers import english, read

PARTS = {
    "凌晨": (0, 5), "清晨": (6, 9), "清早": (6, 9), "大清早": (6, 9), "一大早": (6, 9), "一早": (6, 9), "早上": (6, 9), "早晨": (6, 9), "朝早": (6, 9),
    "早间": (6, 9), "上午": (8, 12), "上昼": (8, 12), "中午": (11, 13), "晌午": (11, 13), "正午": (11, 13), "晏昼": (11, 13), "午间": (11, 13), "下午": (12, 18),
    "下昼": (12, 18), "午后": (12, 18), "傍晚": (17, 19), "黄昏": (17, 19), "晚上": (18, 24), "夜晚": (18, 24), "夜里": (18, 24), "晚间": (18, 24), "夜间": (18, 24),
    "今夜": (18, 24), "半夜": (22, 26), "深夜": (22, 26), "大半夜": (22, 26), "午夜": (22, 26), "早": (6, 9), "晨": (6, 9), "晚": (18, 24), "夜": (18, 24),
    "morning": (6, 9), "noon": (11, 13), "afternoon": (12, 18), "evening": (18, 24), "tonight": (18, 24), "night": (18, 24),
    "midnight": (22, 26), "lunchtime": (11, 13), "midday": (11, 13),
}  # fmt: skip
"""Part → first hour, last hour; past 24 it runs into the next day (spec/understanding.md, Parts of the day)."""

_NOON = frozenset(("中午", "noon", "晏昼", "晌午", "午间", "正午", "midday", "lunchtime"))
_DEEP = frozenset(("半夜", "深夜", "大半夜", "午夜", "midnight"))
_PM = frozenset(each for each, (first, _) in PARTS.items() if first >= 12) | _NOON
_HALVES = {"a": "am", "p": "pm"}
_MINUTE = r"\d{1,2}|[一二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九]"
_MINUTES = re.compile(
    rf"(?!了|点|儿)(?:(?P<said>半|一刻|三刻|整|钟(?!头))|(?: *(?P<minute>{_MINUTE})(?: *分(?!钟|之)(?:(?P<second>{_MINUTE}|[一二三四五六七八九]) *秒)?"
    r"|(?![\d零一二三四五六七八九:])(?![杯份个斤盒箱袋瓶张碗只条根块包位人号路楼]))"
    r"|(?P<few>[一二三四五六七八九])分(?!钟|之|[甜糖熟])))?钟? *(?:(?P<half>[ap])\.?m(?![a-z])\.?)?"
)
_SHORT = re.compile(r"差(一刻|[五十]分|十五分|二十分)钟?")
_SHORT_MINUTES = {"一刻": 15, "五分": 5, "十分": 10, "十五分": 15, "二十分": 20}
_SHI = re.compile(r"(?=[\d整半,。;!?、 ]|$|[二三四五]?十|零|[一二三四五]?十?[一二三四五六七八九]分|[前后到至之以左])")
_COLON = re.compile(r"(\d{1,2})[::](\d{2})(?:[::](\d{2}))?(?!\d) *(?:([ap])\.?m(?![a-z])\.?)?")
_HOUR = re.compile(r" *(?:([ap])\.?m(?![a-z])\.?|o'?clock\b(?: *([ap])\.?m(?![a-z])\.?)?)")
_ALONE = re.compile(r"(?= +(?:tonight|today|tomorrow|this|in the|on|sharp)\b| *[,.?!;]| *$)(?: +sharp\b)?")
_PREPOSED = re.compile(r"\b(?:at|by|before|after|around|until|till|about|for) $")
_PAST = re.compile(
    r"(?:(?:at|by|before|after|around) )?(half past|(?:a )?quarter past|(?:a )?quarter to|ten past|ten to|twenty past|twenty to|five past|five to) "
    r"(\d{1,2}|[a-z]+)\b(?: ?([ap])\.?m(?![a-z])\.?)?"
)
_MEANT = {"半": 30, "一刻": 15, "三刻": 45}
_PAST_MINUTES = {"half": 30, "quarter": 15, "ten": 10, "twenty": 20, "five": 5}


class Clock(NamedTuple):
    """Hour and minute as said. `half`: am, pm, or "" where it was not told. `bare`: 点 with nothing behind, maybe 一点."""

    hour: int
    minute: int = 0
    second: int = 0
    half: str = ""
    bare: bool = False


def _real(clock: Clock) -> Clock | None:
    return clock if clock.hour <= 24 and clock.minute < 60 and clock.second < 60 else None


def _figure(said: str | None) -> int:
    return int(read(said.lstrip("零")) or 0) if said else 0


def after_hour(text: str, hour: float, word: str, end: int) -> tuple[Clock, int] | None:
    """The clock time whose hour and 点 or 时 end at `end`, and its own end."""
    if hour > 24 or hour != int(hour) or (word == "时" and not _SHI.match(text, end)):
        return None
    if (short := short_of(text, end)) is not None:
        return before_hour(Clock(int(hour)), short[0]), short[1]
    match = _MINUTES.match(text, end)
    if match is None:
        return None
    minute = _figure(match["minute"] or match["few"]) if match["said"] is None else _MEANT.get(match["said"], 0)
    bare = match["said"] is None and match["minute"] is None and match["few"] is None
    found = _real(Clock(int(hour), minute, _figure(match["second"]), _HALVES.get(match["half"] or "", ""), bare))
    stop = match.end() if match["half"] else match.start() + len(match[0].rstrip(" "))
    return (found, stop) if found else None


def before_hour(clock: Clock, minutes: int) -> Clock:
    """So many minutes before a full hour: 差一刻八点."""
    hour = (clock.hour - 2) % 12 + 1 if clock.hour <= 12 else clock.hour - 1
    return clock._replace(hour=hour, minute=60 - minutes, bare=False)


def short_of(text: str, at: int) -> tuple[int, int] | None:
    """The minutes that 差一刻 and 差五分 take off an hour, and their end."""
    match = _SHORT.match(text, at) if text[at : at + 1] == "差" else None
    return (_SHORT_MINUTES[match[1]], match.end()) if match else None


def colon(text: str, at: int) -> tuple[Clock, int] | None:
    """5:30, 17:55:23, 8:00 p.m."""
    match = _COLON.match(text, at)
    if match is None or text[at - 1 : at] == ":":
        return None
    found = _real(Clock(int(match[1]), int(match[2]), int(match[3] or 0), _HALVES.get(match[4] or "", "")))
    stop = match.end() if match[4] else match.start() + len(match[0].rstrip(" "))
    return (found, stop) if found else None


def english_hour(text: str, start: int, hour: float, end: int) -> tuple[Clock, int] | None:
    """6pm, ten o'clock, at 7 in the evening."""
    if hour > 24 or hour != int(hour):
        return None
    if match := _HOUR.match(text, end):
        return Clock(int(hour), half=_HALVES.get(match[1] or match[2] or "", "")), match.end()
    return alone(text, start, hour, end)


def alone(text: str, start: int, hour: float, end: int) -> tuple[Clock, int] | None:
    """An hour that only the preposition before it tells: at 7."""
    if hour > 24 or hour != int(hour) or text[start - 1 : start] != " ":
        return None
    if _PREPOSED.search(text, max(0, start - 8), start) and (match := _ALONE.match(text, end)):
        return Clock(int(hour)), match.end()
    return None


def past(text: str, at: int) -> tuple[Clock, int] | None:
    """Half past three, at quarter to six."""
    match = _PAST.match(text, at)
    if match is None:
        return None
    said = english(text, match.start(2)) if match[2].isalpha() else None
    hour = int(match[2]) if match[2].isdecimal() else int(said.value) if said else 99
    if hour > 24:
        return None
    words = match[1].removeprefix("a ").split()
    minute = _PAST_MINUTES[words[0]]
    if words[1] == "to":
        hour, minute = (hour - 2) % 12 + 1, 60 - minute
    return Clock(hour, minute, half=_HALVES.get(match[3] or "", "")), match.end()


def hour_in(part: str, said: Clock) -> int:
    """The hour on a 24-hour clock when a part of the day is said with it: 晚上8点 is 20; 晚上12点 is 24."""
    hour = said.hour
    if hour > 12:
        return hour
    if said.half:
        return hour % 12 + (12 if said.half == "pm" else 0)
    if part in _DEEP:
        return hour + 12 if 8 <= hour < 12 else 24 if hour == 12 else 24 + hour
    if part in _PM:
        if hour == 12:
            return 12 if PARTS[part][0] < 17 else 24
        return hour if part in _NOON and hour >= 10 else hour + 12
    return hour
