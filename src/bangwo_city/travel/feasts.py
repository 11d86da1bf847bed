"""Feasts: how festive a day is, for rooms and sights."""

from datetime import date, timedelta
from functools import lru_cache

from lunar_python import Lunar

_SOLAR = (
    ((1, 1), 3, 60),
    ((2, 14), 1, 30),  # Valentine's Day
    ((4, 4), 3, 50),  # Qingming
    ((5, 1), 5, 90),
    ((10, 1), 7, 100),
    ((12, 31), 1, 70),
)
_LUNAR = (
    ((1, 1), 7, 100),
    ((1, 8), 7, 40),
    ((1, 15), 1, 60),  # the Lantern Festival
    ((5, 5), 3, 50),  # Dragon Boats
    ((7, 7), 1, 30),
    ((8, 15), 3, 50),  # Mid-Autumn
)
_HOLIDAYS = 50
"""From here on a feast is a public holiday."""


def feast(day: date) -> int:
    """How festive a day is, 0 (any other) to 100 (the first week of the New Year)."""
    return _year(day.year).get(day, 0)


def is_holiday(day: date) -> bool:
    """Whether it is a public holiday, on which sights do not rest."""
    return feast(day) >= _HOLIDAYS


def days_off(day: date) -> str:
    """`feast` on public holidays, `rest` at weekends, else nothing."""
    return "feast" if is_holiday(day) else "rest" if day.weekday() >= 5 else ""


@lru_cache(maxsize=16)
def _year(year: int) -> dict[date, int]:
    starts = [(date(year, *first), days, weight) for first, days, weight in _SOLAR]
    starts += [(_lunar(year, *first), days, weight) for first, days, weight in _LUNAR]
    starts.append((_lunar(year, 1, 1) - timedelta(days=1), 1, 100))  # New Year's Eve
    found: dict[date, int] = {}
    for start, days, weight in starts:
        for day in (start + timedelta(days=offset) for offset in range(days)):
            found[day] = max(found.get(day, 0), weight)
    return found


def _lunar(year: int, month: int, day: int) -> date:
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())
