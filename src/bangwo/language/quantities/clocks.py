"""Clocks: times of day and parts of the day, as said."""
# ruff: noqa: E501

import re
from dataclasses import dataclass

from bangwo.language.quantities.numbers import value

PARTS = {
    "凌晨": (0, 5), "清晨": (6, 9), "清早": (6, 9), "大清早": (6, 9), "一大早": (6, 9), "一早": (6, 9), "早上": (6, 9), "早晨": (6, 9), "朝早": (6, 9),
    "早间": (6, 9), "上午": (8, 12), "上昼": (8, 12), "中午": (11, 13), "晌午": (11, 13), "正午": (11, 13), "晏昼": (11, 13), "午间": (11, 13), "下午": (12, 18),
    "下昼": (12, 18), "午后": (12, 18), "傍晚": (17, 19), "黄昏": (17, 19), "晚上": (18, 24), "夜晚": (18, 24), "夜里": (18, 24), "晚间": (18, 24), "夜间": (18, 24),
    "今夜": (18, 24), "半夜": (22, 26), "深夜": (22, 26), "大半夜": (22, 26), "午夜": (22, 26), "早": (6, 9), "晚": (18, 24), "夜": (18, 24),
    "morning": (6, 9), "noon": (11, 13), "afternoon": (12, 18), "evening": (18, 24), "tonight": (18, 24), "night": (18, 24),
    "midnight": (22, 26),
}  # fmt: skip
"""Part → first hour, last hour; past 24 it runs into the next day (spec/understanding.md, Parts of the day)."""

_PM = {
    each
    for each, (first, _) in PARTS.items()
    if first >= 12 or each in ("中午", "noon", "晏昼", "晌午", "午间", "正午")
}
_N = r"(?:\d{1,2}|[一二三四五六七八九十两零]{1,3})"
_LONG = "|".join(sorted((each for each in PARTS if len(each) > 1), key=len, reverse=True))
_NO_UNIT = r"(?![杯份个斤盒箱袋瓶张碗只条根块包位人号路楼])"
_MIN = (
    rf"(?:半|一刻|三刻|整|钟(?!头)|(?:\d{{1,2}}|[一二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九])(?:分(?!钟)|(?![\d零一二三四五六七八九]){_NO_UNIT})"
    r"|[五一二三四]分(?!钟))"
)

PATTERN = (
    rf"(?P<part>{_LONG}|(?<=[今明后听昨当])[早晚夜](?![饭餐])(?:上|间|里)?)"
    rf"|(?P<clock>(?:(?P<hm>(?<![\d:])\d{{1,2}}[::]\d{{2}}(?!\d))|(?P<hour>{_N})(?:点(?!了)|时(?=\d|整|半|$))(?P<min>{_MIN})?(?:钟)?)\s*(?P<ampm>[ap]\.?m\b\.?)?)"
    r"|(?:(?<=\bat )|(?<=\bby )|(?<=before )|(?<=after )|(?<=around )|(?<=until ))(?P<phour>\d{1,2})"
    r"(?=\s+(?:tonight|today|tomorrow|this|in the|on)|\s*[,.?!]|$)"
    r"|(?:\bat |\bby |\bbefore |\bafter |\baround )?(?P<quarter>half past|quarter past|quarter to|ten past|ten to|twenty past|twenty to|five past|five to) (?P<qhour>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?: ?(?P<qampm>[ap]\.?m\b\.?))?"
    r"|(?P<eclock>\b(?P<ehour>\d{1,2})\s*(?P<eampm>[ap]\.?m\b\.?|o'clock))"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """Hour and minute as said. `half`: am, pm, or "" where it was not told. `bare`: 点 with nothing behind, maybe 一点."""

    hour: int
    minute: int
    half: str = ""
    bare: bool = False


_PAST = {"half": 30, "quarter": 15, "ten": 10, "twenty": 20, "five": 5}
_MINUTES = {"半": 30, "一刻": 15, "三刻": 45, "整": 0, "钟": 0, "": 0}


def clock(match: re.Match[str]) -> Clock | None:
    """The clock time that a match of PATTERN tells, None for none."""
    if match["hm"]:
        hour, minute = (int(each) for each in re.split("[::]", match["hm"]))
        half = (match["ampm"] or "")[:1]
        bare = False
    elif match["quarter"]:
        minute = _PAST[match["quarter"].split()[0]]
        hour, back = int(value(match["qhour"]) or 0), match["quarter"].endswith("to")
        hour, minute = ((hour - 2) % 12 + 1, 60 - minute) if back else (hour, minute)
        half, bare = (match["qampm"] or "")[:1], False
    elif match["phour"]:
        hour, minute, half, bare = int(match["phour"]), 0, "", False
    elif match["ehour"]:
        hour, minute, half, bare = int(match["ehour"]), 0, (match["eampm"] or "")[:1].replace("o", ""), False
    else:
        text = match["min"] or ""
        number = value(match["hour"])
        minute = _MINUTES.get(text, -1)
        if minute < 0:
            minute = int(value(text.removesuffix("分").removeprefix("零")) or 0)
        hour, half, bare = int(number if number is not None else 99), (match["ampm"] or "")[:1], not text
    if hour > 24 or minute > 59:
        return None
    return Clock(hour, minute, {"a": "am", "p": "pm"}.get(half, ""), bare)


def hour_in(part: str, said: Clock) -> int:
    """The hour on a 24-hour clock when a part of the day is said with it: 晚上8点 is 20; 晚上12点 is 24."""
    hour = said.hour
    if hour > 12:
        return hour
    if said.half:
        return hour % 12 + (12 if said.half == "pm" else 0)
    if part in ("半夜", "深夜", "大半夜", "午夜", "midnight"):
        return hour + 12 if 8 <= hour < 12 else 24 if hour == 12 else 24 + hour
    if part in _PM:
        if hour == 12:
            return 12 if PARTS[part][0] < 17 else 24
        return hour if part in ("中午", "noon", "晏昼", "晌午", "午间", "正午") and hour >= 10 else hour + 12
    return hour
