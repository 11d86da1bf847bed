"""Asking: the filters of tables and vouchers, read with bounds on everything."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bangwo_city.clock import local
from bangwo_city.dine.houses import SIZES, House, named
from bangwo_city.geography import Point
from bangwo_city.merchant import Doc
from bangwo_city.merchant.reading import Invalid
from bangwo_city.travel.admissions.asking import text_of
from bangwo_city.travel.nearby import where

AHEAD = timedelta(days=30)
"""Tables are booked so far ahead."""
NEAR_M = 3_000
"""What is farther from a place that was named is not near it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: at which of these houses, best first; for how many; when (None: now)."""

    houses: tuple[House, ...]
    named: bool
    near: Point | None
    party: int
    at: datetime | None = None


def asked_of(doc: Doc, now: datetime, *, dated: bool = False) -> Asked:
    """Read a filter. Invalid (422): shop_unknown, party_too_large, date_past, date_too_far; otherwise 400."""
    text, near, party = text_of(doc, "text"), where(doc.get("near"), None), _party(doc.get("party"))
    found = tuple(named(text))
    if not found:
        raise Invalid("shop_unknown", f"没有可以到店的“{text}”", 422)
    around = tuple(each for each in found if near is None or each.shop.point.metres_to(near) <= NEAR_M) or found
    if near is not None:
        around = tuple(sorted(around, key=lambda each: each.shop.point.metres_to(near)))
    else:
        around = tuple(sorted(around, key=lambda each: -each.shop.rating))
    return Asked(around, bool(text), near, party, _at(doc.get("at"), now) if dated else None)


def _party(value: Any) -> int:
    if value is None:
        return 1
    if type(value) is not int or value < 1:
        raise Invalid("invalid", "party must be a whole number from 1")
    if value > SIZES[-1]:
        raise Invalid("party_too_large", f"一桌最多坐{SIZES[-1]}位", 422)
    return value


def _at(value: Any, now: datetime) -> datetime:
    try:
        at = local(datetime.fromisoformat(value))
    except (TypeError, ValueError, OverflowError):
        raise Invalid("invalid", "at must be a moment: 2026-02-10T18:00:00+08:00") from None
    if at <= now:
        raise Invalid("date_past", "这个时间已经过去", 422)
    if at > now + AHEAD:
        raise Invalid("date_too_far", f"最多提前{AHEAD.days}天订位", 422)
    return at
