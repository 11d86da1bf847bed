"""Feasts: on which day a holiday is, and which holiday a day is; asked for its own sake, not to book anything."""

import re
from collections.abc import Container
from datetime import date, datetime

from bangwo.language.normalise import normalise
from bangwo.language.quantities import calendar, spans
from bangwo.language.replies import Say, sentence

_NAMES = "|".join(re.escape(name) for name in calendar.NAMES)
_WHEN = re.compile(
    rf"(?:请问|那|告诉我)?(?P<year>\d{{4}}年|今年|明年|后年|去年)?的?(?P<name>{_NAMES})(?:节)?(?:是|在)?"
    r"(?:哪一?天|几月几[号日]|几号|什么时候|什么日子|星期几|周几)(?:呢|啊|呀)?"
    rf"|(?:when|what (?:day|date)) is (?:the )?(?P<en>{_NAMES})(?: (?P<y>\d{{4}}|this year|next year))?",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"(?P<day>.{2,20}?)(?:是|算|放)(?:不是)?(?:什么节日?|什么日子|哪个节日?|节假日|节日|假期|假|过节)(?:吗|么|呢)?"
    r"|is (?P<en>.{2,24}?) a (?:public )?holiday|what holiday is (?:on )?(?P<on>.{2,24}?)",
    re.IGNORECASE,
)
_YEARS = {"去年": -1, "今年": 0, "明年": 1, "后年": 2, "this year": 0, "next year": 1}
_OFF = {"元旦": 1, "春节": 3, "清明节": 1, "劳动节": 2, "端午节": 1, "中秋节": 1, "国庆节": 3}
"""Public holidays by law, and how many days each has; New Year's eve is one as well. Others are moved yearly."""
_EVE = "除夕"
_WEEKDAYS = "一二三四五六日"
_END = " ,。.?!？！吗呢"


def asked(text: str) -> bool:
    """Whether nothing but a day is asked for."""
    plain = normalise(text).strip().strip(_END)
    return bool(_WHEN.fullmatch(plain)) or ((found := _WHICH.fullmatch(plain)) is not None and _day(found, None) != "")


def answer(text: str, language: str, now: datetime) -> str:
    """The day of a holiday, or what a day is; empty where it cannot be told."""
    plain = normalise(text).strip().strip(_END)
    if (found := _WHEN.fullmatch(plain)) is not None:
        return _when(found, language, now)
    found = _WHICH.fullmatch(plain)
    times = [] if found is None else [each for each in spans(_day(found, now), now) if each.kind == "time"]
    at = (times[-1].from_ or times[-1].at) if times else None
    return "" if at is None else _which(at.date(), language)


def names_of(day: date) -> list[str]:
    """What a day is called, public holidays first, each feast by one name."""
    feasts: dict[tuple[int, object], str] = {}
    for table in (calendar.SOLAR, calendar.LUNAR, calendar.TERMS, calendar.FLOATING):
        for name, when in table.items():
            if not name.isascii() and "'" not in name and calendar.in_year(name, day.year) == day:
                feasts.setdefault((id(table), when), _full(name, table))
    if calendar.in_year(_EVE, day.year) == day:
        feasts[0, _EVE] = _EVE
    return sorted(feasts.values(), key=lambda name: (name not in _OFF, name))


def off(day: date) -> bool:
    """Whether the law makes it a day of rest for everybody."""
    if calendar.in_year(_EVE, day.year) == day:
        return True
    return any(0 <= (day - calendar.in_year(name, day.year)).days < days for name, days in _OFF.items())


def _full(name: str, table: Container[str]) -> str:
    """五一 is 劳动节: of several names of a feast the one that ends in 节, else the first."""
    return f"{name}节" if f"{name}节" in table else name


def _day(found: re.Match[str], now: datetime | None) -> str:
    """The words that name a day; without a moment only whether they may."""
    said = next((each for each in found.groupdict().values() if each), "")
    return said if re.search(r"\d|[一二三四五六七八九十今明后昨天号日]|day|tomorrow|[a-z]{3} ", said) else ""


def _when(found: re.Match[str], language: str, now: datetime) -> str:
    name, year = (found["name"] or found["en"]).lower(), (found["year"] or found["y"] or "").lower()
    if year in _YEARS:
        day = calendar.in_year(name, now.year + _YEARS[year])
    elif year:
        day = calendar.in_year(name, int(year[:4]))
    else:
        day = calendar.holiday(name, now.date())
    shown = found["name"] or found["en"].title()
    return sentence(Say.FEAST_ON, {"feast": shown, "date": _shown(day, language)}, language)


def _which(day: date, language: str) -> str:
    facts = {"date": _shown(day, language), "feast": "、".join(names_of(day))}
    if off(day):
        return sentence(Say.FEAST_OFF if facts["feast"] else Say.FEAST_AFTER, facts, language)
    if facts["feast"]:
        return sentence(Say.FEAST_DAY, facts, language)
    return sentence(Say.FEAST_REST if day.weekday() >= 5 else Say.FEAST_NONE, facts, language)


def _shown(day: date, language: str) -> str:
    if language == "en":
        return day.strftime("%A, %Y-%m-%d")
    return f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}）"
