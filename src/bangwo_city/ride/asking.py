"""Asking: a filter of org.bangwo.ride read into where, where to and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bangwo_city.atlas.places import locate
from bangwo_city.clock import local
from bangwo_city.geography import Point
from bangwo_city.merchant import Doc
from bangwo_city.merchant.reading import Invalid
from bangwo_city.ride.quotes import End

AHEAD_MAX = timedelta(days=7)
TEXT_MAX = 200
APART_M = 50
"""Ends nearer to each other than this are one place."""
_LATE = timedelta(minutes=2)
"""A pick-up so little in the past is meant for now."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A ride that somebody wants."""

    start: End
    goal: End
    pickup_at: datetime | None  # None: now


def read(doc: Doc, now: datetime) -> Asked:
    """What is asked; Invalid with 400 for what cannot be read, 422 for what cannot be ridden."""
    start, goal = _end(doc.get("from"), "from"), _end(doc.get("to"), "to")
    if start.point.metres_to(goal.point) < APART_M:
        raise Invalid("route_unknown", "起点和终点是同一个地方", 422)
    return Asked(start, goal, _pickup(doc.get("pickup_at"), now))


def _end(value: Any, name: str) -> End:
    if not isinstance(value, dict):
        raise Invalid("invalid", f"{name} must be an object with lat, lon and text")
    text = value.get("text") or ""
    if not isinstance(text, str) or len(text) > TEXT_MAX:
        raise Invalid("invalid", f"{name}.text must be text of at most {TEXT_MAX} characters")
    lat, lon = value.get("lat"), value.get("lon")
    if lat is None and lon is None and text.strip():
        return End(locate(text), text)
    return End(Point(_degrees(lat, 90, name), _degrees(lon, 180, name)), text)


def _degrees(value: Any, most: int, name: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not -most <= value <= most:
        raise Invalid("invalid", f"{name} needs lat and lon in degrees, or a text")
    return float(value)


def _pickup(value: Any, now: datetime) -> datetime | None:
    if value is None:
        return None
    try:
        at = local(datetime.fromisoformat(value))
    except (TypeError, ValueError, OverflowError):
        raise Invalid("invalid", "pickup_at must be a moment: 2026-02-10T18:00:00+08:00") from None
    if at < now - _LATE:
        raise Invalid("date_past", "用车时间已经过去", 422)
    if at > now + AHEAD_MAX:
        raise Invalid("date_too_far", f"最多提前{AHEAD_MAX.days}天预约", 422)
    return at if at > now else None
