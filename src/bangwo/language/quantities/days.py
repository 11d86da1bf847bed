"""Days: words and numerals that name a day, or a span of days, relative to now."""
# ruff: noqa: E501

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bangwo.language.quantities import calendar
from bangwo.language.quantities.numbers import NUMERAL, value

NEAR = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨儿": -1, "寻日": -1, "今天": 0, "今日": 0, "今儿个": 0, "今儿": 0,
    "明天": 1, "明日": 1, "明儿个": 1, "明儿": 1, "听日": 1, "后天": 2, "后日": 2, "后儿": 2, "大后天": 3, "大后日": 3,
    "day after tomorrow": 2, "tomorrow": 1, "today": 0, "yesterday": -1,
}  # fmt: skip
NEAR_PART = {"今": 0, "当": 0, "明": 1, "听": 1, "后": 2, "昨": -1, "前": -2}
WEEKDAYS = dict(zip("一二三四五六日天末123456", (0, 1, 2, 3, 4, 5, 6, 6, 5, 0, 1, 2, 3, 4, 5), strict=True))
ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
_SHORT = {each[:3]: k for k, each in enumerate(MONTHS, 1)} | {"sept": 9}

_MONTH = "(?:" + "|".join(MONTHS) + r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
_N = r"[\d一二三四五六七八九十廿两]{1,3}"

PATTERN = (
    r"(?P<iso>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?)"
    rf"|(?P<month>{_N})月(?P<mday>{_N})(?:[号日](?![楼线院厅座店])|(?=[到至\-~]|$|[^\d一二三四五六七八九十]))"
    r"|(?:(?P<ahead>下下|下|这|本|上)个?(?:月|month))(?:的)?(?:(?P<aday>" + _N + r")[号日])?"
    r"|(?P<near>" + "|".join(sorted((re.escape(k) for k in NEAR), key=len, reverse=True)) + r")"
    r"|(?P<npart>[今明后听昨])(?=[早晚夜]|下午|上午|中午|凌晨|傍晚|年)"
    r"|(?P<same>当[天日晚]|同一天|that (?:same )?day|that night)"
    r"|(?P<week>(?:下下|下|这|本|今|上)?个?)(?:周|星期|礼拜)(?P<wday>[一二三四五六日天末1-6])(?![边围折年])"
    r"|(?P<span>下下|下|这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天末1-6围边])"
    r"|(?P<lunar>(?:大年|正月|年|农历)?初(?P<lday>[一二三四五六七八九十]))(?![中恋级])"
    r"|(?P<holiday>"
    + "|".join(re.escape(k) for k in calendar.NAMES)
    + r")(?:假期|长假)?(?P<off>(?:的)?(?:前|后)(?:一|两|二|三)天|前夕)?(?!快乐|节目|祝福|[点号月个份杯块元])"
    r"|(?P<premiere>首映(?:日|礼|场)?(?:那天|当天)?|上映(?:第一天|首日|那天)|opening (?:day|night)|premiere)"
    rf"|(?:(?<![路街道段弄巷楼第\d一二三四五六七八九十])|(?<=\d)(?=[一二三四五六七八九十]))(?P<num>{_N})(?P<hao>号|日(?![票游]))(?![楼线院厅座店门宿电馆机桌车病航教会仓库码地])"
    rf"|(?P<eweek>(?:this|next|coming|on)?\s*)\b(?P<ewday>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b|weekend\b)"
    rf"|(?P<emonth>{_MONTH})\s*(?:the\s+)?(?P<emday>{_DAY})"
    rf"|(?P<dmday>{_DAY})\s+(?:of\s+)?(?P<dmonth>{_MONTH})"
    r"|\bthe (?P<ord>\d{1,2})(?:st|nd|rd|th)\b(?! (?:floor|row|street|avenue|road|one|option))"
)
"""Every way to name a day; group names tell `resolve` which."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, a span of days (`last` after `first`), or the premiere, which only the catalogue dates."""

    first: date
    last: date
    premiere: bool = False
    month: bool = False  # it fixes the month for a later 五号
    repeats: bool = False  # 当天: the day said before


_MONTH_WEEK = {"下下": 2, "下": 1, "这": 0, "本": 0, "今": 0, "上": -1}


def resolve(match: re.Match[str], today: date, anchor: Day | None) -> Day | None:
    """The day that a match of PATTERN names, None for no real day. `anchor` is the day named before it."""
    groups = match.groupdict()
    for name, rule in _RULES.items():
        if groups.get(name) is not None:
            found = rule(groups, today, anchor)
            return found if found is None or isinstance(found, Day) else Day(found, found)
    return None


Groups = dict[str, str | None]


def _text(groups: Groups, name: str) -> str:
    return groups[name] or ""


def _number(text: str | None) -> int:
    digits = re.sub(r"\D+$", "", text or "") if (text or "")[:1].isdigit() else text or ""
    found = value(digits)
    return int(found) if found is not None else 0


def _iso(groups: Groups, today: date, anchor: Day | None) -> Day | None:
    parts = [int(each) for each in re.findall(r"\d+", _text(groups, "iso"))]
    try:
        day = date(*parts)
    except ValueError:
        return None
    return Day(day, day, month=True)


def _month_day(groups: Groups, today: date, anchor: Day | None) -> Day | None:
    day = calendar.month_day(_number(groups["month"]), _number(groups["mday"]), today)
    return Day(day, day, month=True) if day else None


def _ahead(groups: Groups, today: date, anchor: Day | None) -> Day | None:
    months = today.year * 12 + today.month - 1 + _MONTH_WEEK[_text(groups, "ahead")]
    year, month = divmod(months, 12)
    first = date(year, month + 1, 1)
    if groups["aday"]:
        day = calendar.day_of_month(_number(groups["aday"]), today, (year, month + 1))
        return Day(day, day, month=True) if day else None
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return Day(first, after - timedelta(days=1), month=True)


def _near(groups: Groups, today: date, anchor: Day | None) -> date:
    return today + timedelta(days=NEAR[_text(groups, "near")])


def _near_part(groups: Groups, today: date, anchor: Day | None) -> date:
    return today + timedelta(days=NEAR_PART[_text(groups, "npart")])


def _same(groups: Groups, today: date, anchor: Day | None) -> Day:
    if anchor is None:
        return Day(today, today)
    return Day(anchor.first, anchor.first, premiere=anchor.premiere, repeats=True)


def _week(groups: Groups, today: date, anchor: Day | None) -> Day | date:
    week = {"": None}.get(_text(groups, "week"), _MONTH_WEEK.get(_text(groups, "week").removesuffix("个")))
    index = WEEKDAYS[_text(groups, "wday")]
    if groups["wday"] == "末":
        return _weekend(week, today)
    day = calendar.weekday(index, week, today)
    if (
        week is None
        and anchor is not None
        and not anchor.premiere
        and day < anchor.first
        and anchor.first - day < timedelta(days=7)
    ):
        day += timedelta(days=7)
    return day


def _span(groups: Groups, today: date, anchor: Day | None) -> Day:
    """A whole week, from Monday; of this one what is left."""
    week = _MONTH_WEEK[_text(groups, "span")]
    monday = calendar.weekday(0, week, today)
    return Day(max(monday, today), monday + timedelta(days=6))


def _weekend(week: int | None, today: date) -> Day:
    saturday = calendar.weekday(5, week or 0, today)
    return Day(saturday, saturday + timedelta(days=1))


def _lunar(groups: Groups, today: date, anchor: Day | None) -> date:
    return calendar.lunar_next(1, _number(groups["lday"]), today)


def _holiday(groups: Groups, today: date, anchor: Day | None) -> Day:
    day = calendar.holiday(_text(groups, "holiday"), today)
    if off := _text(groups, "off").removeprefix("的"):
        count = {"一": 1, "两": 2, "二": 2, "三": 3}.get(off[1:2], 1)
        day += timedelta(days=count if off[0] == "后" else -count)
    return Day(day, day, month=True)


def _premiere(groups: Groups, today: date, anchor: Day | None) -> Day:
    return Day(today, today, premiere=True)


def _day_number(number: int, today: date, anchor: Day | None) -> date | None:
    if (
        anchor is not None
        and anchor.month
        and (found := calendar.day_of_month(number, today, (anchor.first.year, anchor.first.month)))
        and found >= today
    ):
        return found
    return calendar.day_of_month(number, today)


def _num(groups: Groups, today: date, anchor: Day | None) -> Day | None:
    day = _day_number(_number(groups["num"]), today, anchor)
    return Day(day, day, month=True) if day else None


def _english_weekday(groups: Groups, today: date, anchor: Day | None) -> Day | date:
    week = 1 if "next" in _text(groups, "eweek") else None
    word = _text(groups, "ewday")
    if word == "weekend":
        return _weekend(week, today)
    index = next(k for k, each in enumerate(ENGLISH_WEEKDAYS) if each.startswith(word[:3]))
    return calendar.weekday(index, week, today)


def _english_month(groups: Groups, today: date, anchor: Day | None) -> Day | None:
    month = _text(groups, "emonth") or _text(groups, "dmonth")
    day = _number(groups["emday"] or groups["dmday"])
    found = calendar.month_day(_SHORT[month[:3]], day, today)
    return Day(found, found, month=True) if found else None


def _ordinal(groups: Groups, today: date, anchor: Day | None) -> date | None:
    return _day_number(_number(groups["ord"]), today, anchor)


_RULES = {
    "iso": _iso, "month": _month_day, "ahead": _ahead, "near": _near, "npart": _near_part, "same": _same, "wday": _week, "span": _span,
    "lunar": _lunar, "holiday": _holiday, "premiere": _premiere, "num": _num, "ewday": _english_weekday,
    "emonth": _english_month, "dmonth": _english_month, "ord": _ordinal,
}  # fmt: skip

__all__ = ["NUMERAL", "PATTERN", "Day", "resolve"]
