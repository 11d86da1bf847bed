"""Days: what names a day or a span of days, relative to now."""
# ruff: noqa: E501

import re
from datetime import date, timedelta
from typing import NamedTuple

from bangwo.language.quantities import calendar
from bangwo.language.quantities.numbers import Numeral, read
from bangwo.language.quantities.units import alternatives

NEAR = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨儿": -1, "寻日": -1, "今天": 0, "今日": 0, "今儿个": 0, "今儿": 0,
    "明天": 1, "明日": 1, "明儿个": 1, "明儿": 1, "听日": 1, "后天": 2, "后日": 2, "后儿": 2, "大后天": 3, "大后日": 3, "大大后天": 4,
}  # fmt: skip
ENGLISH_NEAR = {
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "the day before yesterday": -2,
    "tomorrow": 1,
    "today": 0,
    "yesterday": -1,
}
YEARS = {
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "去年": -1,
    "后年": 2,
    "前年": -2,
    "大前年": -3,
    "大后年": 3,
    "this year": 0,
    "next year": 1,
    "last year": -1,
}
WEEKDAYS = dict(zip("一二三四五六日天末123456", (0, 1, 2, 3, 4, 5, 6, 6, 5, 0, 1, 2, 3, 4, 5), strict=True))
ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
AHEAD = {
    "下下": 2,
    "下": 1,
    "这": 0,
    "本": 0,
    "今": 0,
    "上": -1,
    "上上": -2,
    "next": 1,
    "this": 0,
    "last": -1,
    "coming": 0,
}
_SHORT = {each[:3]: k for k, each in enumerate(MONTHS, 1)}
_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14)}
_NUMBER_DAY = frozenset("楼线院厅座店门宿电馆机桌车病航教会仓库码地球房桶杆铺坑")
"""Behind 号: a number of a house, a line, a seat; no day."""
_BEFORE_DAY = frozenset("路街道段弄巷楼第型")


class Day(NamedTuple):
    """A day, a span of days (`last` after `first`), or the premiere, which only the catalogue dates."""

    first: date
    last: date
    grain: str = "day"  # day, week, month, year, or span for another number of days
    premiere: bool = False
    month: bool = False  # it fixes the month for a later 五号
    repeats: bool = False  # 当天: the day said before
    dated: bool = False  # said with its month or its number: 10月12号,星期一 is one day


def one(day: date | None, *, month: bool = False, dated: bool = False) -> Day | None:
    """A single day."""
    return Day(day, day, month=month, dated=dated) if day else None


def year(number: int) -> Day:
    """All of a year."""
    return Day(date(number, 1, 1), date(number, 12, 31), "year")


def month(number: int, months: int) -> Day:
    """All of a month; `months` counts from January of the year `number`, and may run past its ends."""
    ahead, index = divmod(number * 12 + months - 1, 12)
    first = date(ahead, index + 1, 1)
    after = date(ahead + (index == 11), (index + 1) % 12 + 1, 1)
    return Day(first, after - timedelta(days=1), "month", month=True)


def span(first: date, last: date) -> Day:
    """Any number of days."""
    return Day(first, last, "span")


def week(ahead: int, today: date) -> Day:
    """A whole week, from Monday; of this one what is left."""
    monday = calendar.weekday(0, ahead, today)
    return Day(max(monday, today) if ahead == 0 else monday, monday + timedelta(days=6), "week")


def weekend(ahead: int | None, today: date) -> Day:
    """Saturday and Sunday of a week."""
    saturday = calendar.weekday(5, ahead or 0, today)
    return Day(saturday, saturday + timedelta(days=1), "span")


def weekday(index: int, ahead: int | None, today: date, anchor: Day | None) -> Day:
    """A day of the week; without a week the next one to come, not before the day said before."""
    day = calendar.weekday(index, ahead, today)
    if (
        ahead is None
        and anchor is not None
        and not anchor.premiere
        and day < anchor.first
        and anchor.first - day < timedelta(days=7)
    ):
        day += timedelta(days=7)
    return Day(day, day)


def english_month(said: str) -> int:
    """1 for jan, january, jan. and so on."""
    return _SHORT[said[:3]]


def two_digit(number: int) -> int:
    """The year that two digits mean: 08 is 2008, 95 is 1995."""
    return 2000 + number if number < 60 else 1900 + number


def year_of(text: str, said: Numeral, end: int) -> int | None:
    """The year that a numeral before 年 tells, None for a number of years (五年)."""
    if not said.plain or said.value != int(said.value):
        return None
    number, length = int(said.value), said.end - said.start
    if length == 4 and 1000 <= number < 3000:
        return number
    if length == 2 and (text[said.start] in "0零〇" or _MONTH_NEXT.match(text, end)):
        return two_digit(number)
    return None


_N = r"\d{1,2}|[一二三四五六七八九十廿两]{1,3}"
_MONTH_NEXT = re.compile(rf" *(?:的 *)?(?P<month>{_N}) *月(?!饼)份?")
_DAY_NEXT = re.compile(
    r" *(?P<day>\d{1,2}|[一二三四五六七八九十廿]{1,3})(?: *[号日](?![楼线院厅座店])|(?=[到至\-~]|$|[^\d一二三四五六七八九十点时:./个天周月%]))"
)
_HOLIDAY_NEXT = re.compile(
    rf" *的?({alternatives({each for each in calendar.NAMES if not each.isascii() and each[0] not in calendar.NUMERALS})})(?!快乐|节目|祝福|上河)"
)
_LUNAR_NEXT = re.compile(r"初([一二三四五六七八九十])")
_INSIDE = re.compile(
    r" *的? *(?:(?P<half>[上下前后])半(?P<of>年|月)|第? *(?P<quarter>[一二三四1-4]) *季度|(?P<season>[春夏秋冬])(?:天|季)|(?P<ten>[上中下])旬"
    rf"|第 *(?P<nth>{_N}) *(?:个? *(?P<nunit>周|星期|礼拜|月)(?P<nday>[一二三四五六日天])?)"
    rf"|(?P<edge>最后|最後|末|头|前) *(?P<many>{_N}) *个? *(?P<unit>天|日|周|星期|礼拜|月)(?P<eday>[一二三四五六日天])?|(?P<end>年?底|月底|末)|(?P<start>年?初(?![一二三四五六七八九十])|月初))"
)


def inside(whole: Day, text: str, at: int) -> tuple[Day, int] | None:
    """A part of a year or a month that is named behind it: 上半年, 第一周, 最后三天, 三月上旬; and its end."""
    match = _INSIDE.match(text, at)
    if match is None or whole.grain not in ("year", "month"):
        return None
    found = _inside(whole, match)
    return (found, match.end()) if found else None


def _inside(whole: Day, match: re.Match[str]) -> Day | None:
    first, last = whole.first, whole.last
    of_year = whole.grain == "year"
    if match["half"]:
        if (match["of"] == "年") != of_year:
            return None
        middle = date(first.year, 7, 1) if of_year else first + timedelta(days=15)
        return span(first, middle - timedelta(days=1)) if match["half"] in "上前" else span(middle, last)
    if match["ten"]:
        begin = {"上": 1, "中": 11, "下": 21}[match["ten"]]
        return (
            None if of_year else span(first.replace(day=begin), last if begin == 21 else first.replace(day=begin + 9))
        )
    if match["quarter"] or match["season"]:
        quarter = int(read(match["quarter"]) or 1) if match["quarter"] else 0
        begin, end = _SEASONS[match["season"]] if match["season"] else (quarter * 3 - 2, quarter * 3)
        return span(month(first.year, begin).first, month(first.year, end).last) if of_year else None
    if match["nth"]:
        return _nth(whole, int(read(match["nth"]) or 0), match["nunit"], match["nday"])
    if match["many"]:
        return _edge(whole, int(read(match["many"]) or 0), match["unit"], match["edge"] in ("头", "前"), match["eday"])
    if match["end"]:
        return month(first.year, 12) if of_year else span(last - timedelta(days=4), last)
    return month(first.year, 1) if of_year else span(first, first + timedelta(days=4))


def _weeks(whole: Day) -> tuple[date, date]:
    """The Monday of the first week of a year or a month, and the one after its last; a week belongs where its Thursday is."""
    first, after = (each - timedelta(days=each.weekday()) for each in (whole.first, whole.last + timedelta(days=1)))
    if whole.first.weekday() > 3:
        first += timedelta(days=7)
    if (whole.last + timedelta(days=1)).weekday() > 3:
        after += timedelta(days=7)
    return first, after


def _nth(whole: Day, nth: int, unit: str, day: str | None) -> Day | None:
    if not 0 < nth < 60:
        return None
    if unit == "月":
        return month(whole.first.year, nth) if whole.grain == "year" and nth <= 12 else None
    if day:
        begin = whole.first + timedelta(days=(WEEKDAYS[day] - whole.first.weekday()) % 7 + 7 * (nth - 1))
        return Day(begin, begin) if begin <= whole.last else None
    begin = _weeks(whole)[0] + timedelta(days=7 * (nth - 1))
    return Day(begin, begin + timedelta(days=6), "week")


def _edge(whole: Day, many: int, unit: str, front: bool, day: str | None) -> Day | None:
    if not 0 < many < 400:
        return None
    if unit in ("天", "日"):
        length = timedelta(days=many - 1)
        return span(whole.first, whole.first + length) if front else span(whole.last - length, whole.last)
    if unit == "月":
        if whole.grain != "year" or many > 12:
            return None
        number = whole.first.year
        return (
            span(whole.first, month(number, many).last) if front else span(month(number, 13 - many).first, whole.last)
        )
    if day and not front:
        last = whole.last - timedelta(days=(whole.last.weekday() - WEEKDAYS[day]) % 7 + 7 * (many - 1))
        return Day(last, last)
    begin, after = _weeks(whole)
    week_s = timedelta(days=7 * many)
    return span(begin, begin + week_s - timedelta(days=1)) if front else span(after - week_s, after - timedelta(days=1))


def after_year(number: int, text: str, end: int) -> tuple[Day | None, int]:
    """A year and what is named in it: a month, a day, a half, a holiday; and its end."""
    whole = year(number)
    if (holiday := _HOLIDAY_NEXT.match(text, end)) is not None:
        day = calendar.in_year(holiday[1], number)
        return Day(day, day, month=True), holiday.end()
    if match := _MONTH_NEXT.match(text, end):
        index = int(read(match["month"]) or 0)
        if 1 <= index <= 12:
            return in_month(month(number, index), text, match.end())
    return inside(whole, text, end) or (whole, end)


def in_month(whole: Day, text: str, end: int, *, marked: bool = False) -> tuple[Day | None, int]:
    """A month with its year, and the day or the part of it named behind; `marked`: a day is one only with 号 or 日."""
    if lunar := _LUNAR_NEXT.match(text, end):
        day = calendar.lunar_day(whole.first.year, whole.first.month, int(read(lunar[1]) or 1))
        return Day(day, day, month=True, dated=True), lunar.end()
    match = _DAY_NEXT.match(text, end)
    if match and (not marked or match[0][-1] in "号日"):
        try:
            day = whole.first.replace(day=int(read(match["day"]) or 0))
        except ValueError:
            return None, match.end()
        return Day(day, day, month=True, dated=True), match.end()
    return inside(whole, text, end) or (whole, end)


def month_and_day(said: Numeral, text: str, end: int, base: date) -> tuple[Day | None, int] | None:
    """What a numeral and 月 begin: 3月7号, 三月上旬, 3月; the next to come, no day for 2月30日."""
    index = int(said.value)
    if not 1 <= index <= 12 or said.value != index or (text[said.start - 1 : said.start] in "第个" and said.start):
        return None
    if lunar := _LUNAR_NEXT.match(text, end):
        day = calendar.lunar_next(index, int(read(lunar[1]) or 1), base)
        return Day(day, day, month=True, dated=True), lunar.end()
    if match := _DAY_NEXT.match(text, end):
        found = calendar.month_day(index, int(read(match["day"]) or 0), base)
        return (Day(found, found, month=True, dated=True), match.end()) if found else (None, match.end())
    whole = month(base.year + (index < base.month), index)
    return inside(whole, text, end) or (whole, end)


def day_number(said: Numeral, word: str, text: str, end: int, *, today: date, anchor: Day | None) -> Day | None:
    """The next day of that number: 五号; of the month said before where there is one."""
    number = int(said.value)
    before = text[said.start - 1 : said.start] if said.start else ""
    if not 1 <= number <= 31 or said.value != number or said.end - said.start > 3:
        return None
    if (before and (before in _BEFORE_DAY or (before.isdecimal() and said.arabic))) or (
        before and before in "一二三四五六七八九十" and not said.arabic
    ):
        return None
    following = text[end : end + 1]
    if following and (following in _NUMBER_DAY if word == "号" else following in "票游元本语式料用"):
        return None
    return one(_numbered(number, today, anchor), month=True, dated=True)


def _numbered(number: int, today: date, anchor: Day | None) -> date | None:
    if anchor is not None and anchor.month:
        found = calendar.day_of_month(number, today, (anchor.first.year, anchor.first.month))
        if found and (found >= today or anchor.last < today):
            return found
    return calendar.day_of_month(number, today)


def ordinal_day(number: int, today: date, anchor: Day | None) -> Day | None:
    """The 21st."""
    return one(_numbered(number, today, anchor))


def decade(said: Numeral, century: int | None, end: int) -> tuple[Day, int] | None:
    """九十年代, of this century's last where none is said; 十九世纪七十年代."""
    number = int(said.value)
    if number % 10 or not 0 <= number < 100:
        return None
    begin = (
        (century - 1) * 100 + number if century is not None else two_digit(number) if number >= 60 else 2000 + number
    )
    return (span(date(begin, 1, 1), date(begin + 9, 12, 31)), end) if 1 <= begin < 9000 else None


def english_date(said: str, number: int, of_year: str | None, base: date) -> Day | None:
    """March 3rd, 3 March 2026; the next to come where no year was said."""
    index = english_month(said)
    if of_year is None:
        return one(calendar.month_day(index, number, base), month=True, dated=True)
    try:
        return one(date(max(1, int(of_year)), index, number), month=True, dated=True)
    except ValueError:
        return None


def written(text: str, at: int, today: date) -> tuple[Day, int] | None:
    """2026-03-07, 2026/3/7, 12/1, 1/2/2020 (the day first), 12-11-10 (the year first)."""
    match = _WRITTEN.match(text, at)
    if match is None:
        return None
    figures = [int(each) for each in match.groups() if each and each.isdecimal()]
    if match["y"]:
        parts = figures
    elif match["ly"]:
        parts = [figures[2], figures[1], figures[0]] if figures[1] <= 12 else [figures[2], figures[0], figures[1]]
    elif match["sy"]:
        parts = [two_digit(figures[0]), *figures[1:]]
    else:
        found = calendar.month_day(figures[0], figures[1], today) if figures[0] <= 12 else None
        return (Day(found, found, month=True, dated=True), match.end()) if found else None
    try:
        day = date(*parts)
    except ValueError:
        return None
    return Day(day, day, month=True, dated=True), match.end()


_WRITTEN = re.compile(
    r"(?P<y>\d{4})(?P<s>[-/.])(\d{1,2})(?P=s)(\d{1,2})(?!\d|/\d|[-.]\d{1,2}(?!\d))|(\d{1,2})/(\d{1,2})/(?P<ly>\d{4})(?!\d)"
    r"|(?P<sy>\d{2})-(\d{1,2})-(\d{1,2})(?![\d-])|(\d{1,2})/(\d{1,2})(?![\d/.]|[份杯个斤])"
)
