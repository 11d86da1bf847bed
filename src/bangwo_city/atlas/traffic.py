"""Traffic: what a drive takes by the hour, beside what the roads allow."""

from datetime import datetime

_WORKDAY = "88 88 88 88 90 92 100 128 148 132 115 115 118 115 112 115 124 146 150 130 115 108 100 94"
_FREE_DAY = "90 88 88 88 88 90 94 98 104 112 120 122 120 118 122 126 128 128 124 120 116 110 104 96"
_PERCENT = tuple(tuple(int(each) for each in day.split()) for day in (_WORKDAY, _FREE_DAY))
"""Percent of the usual time at each full hour; under 100 where the lights are with one."""


def percent(at: datetime) -> int:
    """The percent that holds at this moment, gliding from hour to hour."""
    day = _PERCENT[at.weekday() >= 5]
    here, then = day[at.hour], day[(at.hour + 1) % 24]
    return here + (then - here) * at.minute // 60
