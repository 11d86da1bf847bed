"""Calendar: weekdays, solar and lunar holidays, always the next one to come."""
# ruff: noqa: E501

from datetime import date, timedelta
from functools import lru_cache

from bangwo.language.quantities import almanac

SOLAR = {
    "元旦": (1, 1), "跨年": (12, 31), "情人节": (2, 14), "妇女节": (3, 8), "三八节": (3, 8), "植树节": (3, 12), "愚人节": (4, 1),
    "劳动节": (5, 1), "五一": (5, 1), "青年节": (5, 4), "五四": (5, 4), "儿童节": (6, 1), "六一": (6, 1), "建党节": (7, 1),
    "建军节": (8, 1), "八一": (8, 1), "教师节": (9, 10), "国庆节": (10, 1), "国庆": (10, 1), "十一": (10, 1), "光棍节": (11, 11),
    "双十一": (11, 11), "双十二": (12, 12), "平安夜": (12, 24), "圣诞节": (12, 25), "圣诞": (12, 25), "万圣节": (10, 31),
    "双11": (11, 11), "双12": (12, 12), "618": (6, 18),
    "new year's day": (1, 1), "valentine's day": (2, 14), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "national day": (10, 1), "halloween": (10, 31), "labor day": (5, 1), "new year's eve": (12, 31),
}  # fmt: skip
LUNAR = {
    "春节": (1, 1), "大年初一": (1, 1), "元宵节": (1, 15), "元宵": (1, 15), "龙抬头": (2, 2), "端午节": (5, 5), "端午": (5, 5),
    "七夕节": (7, 7), "七夕": (7, 7), "中元节": (7, 15), "中秋节": (8, 15), "中秋": (8, 15), "重阳节": (9, 9), "重阳": (9, 9),
    "腊八节": (12, 8), "腊八": (12, 8), "小年": (12, 23), "正月十五": (1, 15), "八月十五": (8, 15),
    "spring festival": (1, 1), "chinese new year": (1, 1), "lantern festival": (1, 15), "mid-autumn festival": (8, 15),
    "dragon boat festival": (5, 5),
}  # fmt: skip
EVE = ("除夕夜", "除夕", "大年三十", "年三十", "大年夜", "年卅", "chinese new year's eve", "年三十晚")
TERMS = {
    "清明节": "清明",
    "清明": "清明",
    "冬至": "DONG_ZHI",
    "立春": "立春",
    "立夏": "立夏",
    "立秋": "立秋",
    "立冬": "立冬",
    "夏至": "夏至",
}
FLOATING = {
    "母亲节": (5, 2, 6),
    "父亲节": (6, 3, 6),
    "感恩节": (11, 4, 3),
    "mother's day": (5, 2, 6),
    "father's day": (6, 3, 6),
}
"""Month, which one, weekday (Monday is 0)."""

NUMERALS = frozenset("一二三四五六七八九十0123456789")
"""What a name may begin with that is a number elsewhere: 五一, 618."""
NAMES = tuple(sorted({*SOLAR, *LUNAR, *EVE, *TERMS, *FLOATING}, key=len, reverse=True))


@lru_cache(maxsize=512)
def lunar_day(year: int, month: int, day: int) -> date:
    """The solar date of a lunar day; a day past the month's end is its last."""
    return almanac.solar_of(year, month, min(day, 29)) + timedelta(days=max(0, day - 29))


_term = lru_cache(maxsize=64)(almanac.term_of)


def in_year(name: str, year: int) -> date:
    """The day of that name in a year."""
    if name in SOLAR:
        return date(year, *SOLAR[name])
    if name in LUNAR:
        return lunar_day(year, *LUNAR[name])
    if name in EVE:
        return lunar_day(year, 1, 1) - timedelta(days=1)
    if name in TERMS:
        return _term(year, TERMS[name])
    month, nth, weekday = FLOATING[name]
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


@lru_cache(maxsize=4096)
def holiday(name: str, today: date) -> date:
    """The next day of that name, today included."""
    return min(each for each in (in_year(name, today.year + k) for k in (-1, 0, 1, 2)) if each >= today)


@lru_cache(maxsize=4096)
def lunar_next(month: int, day: int, today: date) -> date:
    """The next such day of the lunar calendar."""
    return min(each for each in (lunar_day(today.year + k, month, day) for k in (-1, 0, 1)) if each >= today)


def weekday(index: int, week: int | None, today: date) -> date:
    """Weekday 0 to 6 of this week (0), the next (1) …; None: the next one to come, today included."""
    if week is None:
        return today + timedelta(days=(index - today.weekday()) % 7)
    return today + timedelta(days=index - today.weekday() + 7 * week)


def month_day(month: int, day: int, today: date) -> date | None:
    """The next such day, None where no such day exists."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def day_of_month(day: int, today: date, month: tuple[int, int] | None = None) -> date | None:
    """The next such day of a month; with `month` (year, month), of that month."""
    if month is not None:
        try:
            return date(month[0], month[1], day)
        except ValueError:
            return None
    year, number = today.year, today.month
    for _ in range(14):
        try:
            found = date(year, number, day)
        except ValueError:
            found = None
        if found is not None and found >= today:
            return found
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)
    return None
