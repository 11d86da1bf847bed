"""Words: where a quantity may begin, and the words about time that need no numeral."""
# ruff: noqa: E501

import re
from collections.abc import Callable
from datetime import timedelta

from bangwo.language.quantities import calendar, clocks, days, english_words
from bangwo.language.quantities.clocks import PARTS
from bangwo.language.quantities.counted import Counted
from bangwo.language.quantities.days import AHEAD, Day
from bangwo.language.quantities.found import Found
from bangwo.language.quantities.numbers import read
from bangwo.language.quantities.times import PERIODS, Atom, with_part
from bangwo.language.quantities.units import alternatives

_NEAR_PART = {"今": 0, "当": 0, "明": 1, "听": 1, "后": 2, "昨": -1}
_SAME = ("当天", "当日", "当晚", "同一天")
_PREMIERE = re.compile(r"(?:首映(?:日|礼|场)?(?:那天|当天)?|上映(?:第一天|首日|那天))")
_HOLIDAY_REST = re.compile(r"(?:假期|长假)?(?P<off>(?:的)?(?P<side>前|后)(?P<many>一|两|二|三)天|前夕)?")
_NO_HOLIDAY = re.compile(r"快乐|节目|祝福|上河|[点号月个份杯块元]")
_NO_NUMERIC = re.compile(
    r"快乐|节目|祝福|[点号月个份杯块元只斤条张位人楼层路街广大中村栋幢座排室级一二两三四五六七八九十百千万半多几度岁年分时]|\d"
)
_NUMERIC_NAMES = frozenset(each for each in calendar.NAMES if each[0] in calendar.NUMERALS)


def _near() -> dict[str, tuple[int, str]]:
    """Words that hold a day and a part of it: 今早, 明晚, 后下午."""
    whole = ("下午", "上午", "中午", "凌晨", "傍晚")
    out = {near + part: (ahead, part) for near, ahead in _NEAR_PART.items() for part in whole if near != "当"}
    for near, ahead in _NEAR_PART.items():
        for part in "早晚夜晨":
            for tail in ("", "上", "间", "里"):
                out[near + part + tail] = (ahead, part)
    return {word: found for word, found in out.items() if word not in _SAME}


_NEAR_PARTS = _near()
_PART_WORDS = frozenset(each for each in PARTS if len(each) > 1 and not each.isascii())
_EVERY = {f"每{many}{unit}": period for unit, period in PERIODS.items() for many in ("", "个", "一")}
_CHINESE = frozenset(
    (*days.NEAR, *(each for each in days.YEARS if not each.isascii()), *_NEAR_PARTS, *_PART_WORDS, *_SAME, *_EVERY,
     *(each for each in calendar.NAMES if not each.isascii()))
)  # fmt: skip
_CUT = {"今日": "头", "明天": "系", "重阳": "糕", "元宵": "圆馅", "端午": "粽", "今夜": "头"}
"""Words that these characters make part of another (今日头条)."""

_WEEKDAY = "一二三四五六日天末1-6"
_AHEAD_OF = "下下|下|上上|上|这一|这|本|今|每"
_FIRSTS = "".join(
    {each[0] for each in _CHINESE}
    | set(
        "《下上这本今每周星礼初正腊农大年前后首对差0123456789.零〇一二两三四五六七八九十百千万亿廿壹贰叁肆伍陆柒捌玖拾佰仟半俩仨"
    )
)
SCAN = re.compile(
    rf"(?=[{re.escape(_FIRSTS)}a-z])(?:"
    r"(?P<title>《[^《》]{1,40}》|https?://\S+)"
    r"|(?P<latin>(?<![a-z])[a-z])"
    rf"|(?P<weekday>(?:(?:{_AHEAD_OF})个?)?(?:周|星期|礼拜)[{_WEEKDAY}](?![边围折年次])(?<!天(?=气)))"
    rf"|(?P<week>(?:{_AHEAD_OF})(?:个|半)?(?:周|星期|礼拜)(?![{_WEEKDAY}围边]))"
    rf"|(?P<month>(?:下下|下|上上|上|这|本)(?:个|半)?月(?![饼亮球光经季])份?)"
    r"|(?P<half>(?:[上下前后]|[上下]个)半年)"
    r"|(?P<hour>[上下这]个?(?:小时|钟头))"
    r"|(?P<lunar>(?:大年|正月|年|农历)?初[一二三四五六七八九十](?![中恋级次审步])|(?:正月|腊月)(?:初|廿|二?十)?[一二三四五六七八九十]+)"
    r"|(?P<half_price>(?<=打)对折)"
    r"|(?P<short>差(?=一刻|[五十]分|十五分|二十分))"
    r"|(?P<premiere>首映|上映(?=第一天|首日|那天))"
    rf"|(?P<word>{alternatives(set(_CHINESE))})"
    r"|(?P<number>[0-9零〇一二两三四五六七八九十百千万廿壹贰叁肆伍陆柒捌玖拾佰仟亿半俩仨]|(?<![.\d])\.(?=\d)))"
)


def _weekday(match: re.Match[str], counted: Counted) -> Atom:
    said = match[0]
    ahead = re.split("个|周|星|礼", said, maxsplit=1)[0].removesuffix("一")
    index = days.WEEKDAYS[said[-1]]
    ahead_of = AHEAD.get(ahead)
    if said[-1] == "末":
        day = days.weekend(ahead_of, counted.today)
    else:
        day = days.weekday(index, ahead_of, counted.base(match.start()), counted.anchor)
    return with_part(counted.text, match.start(), match.end(), day, "P1W" if ahead == "每" else "")


def _ahead(said: str) -> int:
    return AHEAD[said[:2]] if said[:2] in ("下下", "上上") else AHEAD[said[0]]


def _week(match: re.Match[str], counted: Counted) -> Atom:
    said = match[0]
    today = counted.today
    if said[0] == "每":
        return Atom(match.start(), match.end(), every="P1W")
    if said[1] == "半":
        monday = calendar.weekday(0, 0, today)
        first, last = (0, 2) if said[0] == "上" else (3, 6)
        day = days.span(monday + timedelta(days=first), monday + timedelta(days=last))
        return Atom(match.start(), match.end(), day, dated=True)
    ahead = _ahead(said)
    return Atom(match.start(), match.end(), days.week(ahead, today), dated=True)


def _month(match: re.Match[str], counted: Counted) -> Atom | None:
    said, today, text = match[0], counted.today, counted.text
    if "半" in said:
        found = days.inside(days.month(today.year, today.month), text, match.start())
        assert found is not None
        return Atom(match.start(), found[1], found[0], dated=True)
    ahead = _ahead(said)
    end = match.end() + (text[match.end() : match.end() + 1] == "的")
    whole = days.month(today.year, today.month + ahead)
    day, stop = days.in_month(whole, text, end, marked=True)
    if day is None:
        return None
    return with_part(text, match.start(), stop if stop > end else match.end(), day)


def _half(match: re.Match[str], counted: Counted) -> Atom | None:
    said, today = match[0], counted.today
    if said[1] == "个":
        halves = today.year * 2 + (today.month > 6) + (-1 if said[0] == "上" else 1)
        year, second = divmod(halves, 2)
        day = days.span(days.month(year, 7 if second else 1).first, days.month(year, 12 if second else 6).last)
        return Atom(match.start(), match.end(), day, dated=True)
    found = days.inside(days.year(today.year), counted.text, match.start())
    return Atom(match.start(), found[1], found[0], dated=True) if found else None


def _lunar(match: re.Match[str], counted: Counted) -> Atom | None:
    said = match[0]
    month = 12 if "腊" in said else 1
    number = said.rpartition("月")[2].lstrip("大年农历初")
    day = int(read(number) or 0)
    if not 1 <= day <= 30 or counted.text[match.end() : match.end() + 1] in ("月",):
        return None
    found = calendar.lunar_next(month, day, counted.today)
    return with_part(counted.text, match.start(), match.end(), Day(found, found))


def _premiere(match: re.Match[str], counted: Counted) -> Atom:
    full = _PREMIERE.match(counted.text, match.start())
    return Atom(
        match.start(), full.end() if full else match.end(), Day(counted.today, counted.today, premiere=True), dated=True
    )


def _short(match: re.Match[str], counted: Counted) -> Atom | None:
    """差一刻八点."""
    short = clocks.short_of(counted.text, match.start())
    hour = counted.number(short[1]) if short and short[1] < len(counted.text) else None
    if short is None or not isinstance(hour, Atom) or hour.clock is None or not hour.clock.bare:
        return None
    return hour._replace(start=match.start(), clock=clocks.before_hour(hour.clock, short[0]))


def _half_price(match: re.Match[str], counted: Counted) -> Found:
    return Found("percent", match[0], match.start(), match.end(), value=50.0)


def _hour(match: re.Match[str], counted: Counted) -> Found:
    """上个小时: the sixty minutes up to now."""
    now = counted.now.replace(microsecond=0)
    hour = timedelta(hours=1)
    first = now - hour if match[0][0] == "上" else now
    return Found(
        "time",
        match[0],
        match.start(),
        match.end(),
        from_=first,
        to=first + hour,
        clock=True,
        dated=True,
        grain="minute",
    )


def _word(match: re.Match[str], counted: Counted) -> Atom | Found | None:
    said, start, end, text = match[0], match.start(), match.end(), counted.text
    following = text[end : end + 1]
    if following and following in _CUT.get(said, ""):
        return None
    if (offset := days.NEAR.get(said)) is not None:
        day = counted.today + timedelta(days=offset)
        return with_part(counted.text, start, end, Day(day, day))
    if said in _PART_WORDS:
        return Atom(start, end, part=said)
    if (near := _NEAR_PARTS.get(said)) is not None:
        if following in ("饭", "餐") and len(said) == 2:
            return None
        day = counted.today + timedelta(days=near[0])
        return Atom(start, end, Day(day, day), near[1], dated=True)
    if (years := days.YEARS.get(said)) is not None:
        return _year(start, end, counted.today.year + years, counted)
    if said in _SAME:
        return counted.same(start, end, "晚上" if said == "当晚" else "")
    if (period := _EVERY.get(said)) is not None:
        return Atom(start, end, every=period)
    return _holiday(said, start, end, counted)


def _year(start: int, end: int, year: int, counted: Counted) -> Atom | None:
    text = counted.text
    day, stop = days.after_year(year, text, end)
    if day is None:
        return None
    return with_part(counted.text, start, stop, day) if day.grain == "day" else Atom(start, stop, day, dated=True)


def _holiday(said: str, start: int, end: int, counted: Counted) -> Atom | Found | None:
    text = counted.text
    numeric = said in _NUMERIC_NAMES
    rest = _HOLIDAY_REST.match(text, end)
    assert rest is not None
    if (_NO_NUMERIC if numeric else _NO_HOLIDAY).match(text, rest.end()) or (
        numeric and text[start - 1 : start] in ("第", "-", ".") and start
    ):
        return counted.number(start) if numeric else None
    day = calendar.holiday(said, counted.today)
    if rest["off"]:
        many = {"一": 1, "两": 2, "二": 2, "三": 3}.get(rest["many"] or "一", 1)
        day += timedelta(days=many if rest["side"] == "后" else -many)
    return with_part(counted.text, start, rest.end(), Day(day, day, month=True))


Reader = Callable[[re.Match[str], Counted], Atom | Found | None]
READERS: dict[str, Reader] = {
    "latin": english_words.read, "weekday": _weekday, "week": _week, "month": _month, "half": _half, "hour": _hour, "lunar": _lunar,
    "premiere": _premiere, "word": _word, "half_price": _half_price, "short": _short,
}  # fmt: skip
