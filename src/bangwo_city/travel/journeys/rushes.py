"""Rushes: how crowded the ways are on a day, above all around the New Year."""

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib import resources

_HOME_DAYS, _BACK_DAYS = 15, 14
_BACK_FROM = 3
_AGAINST = 0.35  # of the crowd goes the other way


@cache
def rush(day: date, homewards: bool) -> float:
    """How crowded a day is, 0 (any other) to 1. `homewards`: on the way to the smaller of two cities."""
    return max(_spring(day, homewards), _holiday(day), _weekend(day))


@cache
def _tables() -> tuple[tuple[date, ...], tuple[tuple[str, int, float], ...]]:
    text = resources.files("bangwo_city.travel.journeys").joinpath("rushes.toml").read_text("utf-8")
    read = tomllib.loads(text)
    holidays = tuple((row["first"], row["days"], row["weight"]) for row in read["holiday"])
    return tuple(date.fromisoformat(each) for each in read["spring"]), holidays


def _spring(day: date, homewards: bool) -> float:
    for first in _tables()[0]:
        away = (day - first).days
        if -_HOME_DAYS <= away <= -1:
            crowd, with_it = 1.0 - (-away - 1) * 0.04, homewards
        elif _BACK_FROM <= away < _BACK_FROM + _BACK_DAYS:
            crowd, with_it = 1.0 - abs(away - _BACK_FROM - 3) * 0.06, not homewards
        else:
            continue
        return crowd if with_it else crowd * _AGAINST
    return 0.0


def _holiday(day: date) -> float:
    for first, days, weight in _tables()[1]:
        begins = date.fromisoformat(f"{day.year}-{first}")
        if begins - timedelta(days=1) <= day < begins + timedelta(days=days):
            edge = day <= begins or day == begins + timedelta(days=days - 1)
            return weight if edge else weight * 0.5
    return 0.0


def _weekend(day: date) -> float:
    return {4: 0.2, 5: 0.05, 6: 0.2}.get(day.weekday(), 0.0)
