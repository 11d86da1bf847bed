"""Asking: the filter of admissions, read with bounds on everything."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bangwo_city.geography import Point
from bangwo_city.merchant import Doc
from bangwo_city.merchant.reading import Invalid
from bangwo_city.travel import nearby
from bangwo_city.travel.gazetteer import Town, plain
from bangwo_city.travel.journeys.asking import asked_day

SALE_DAYS = 180
"""Tickets are sold so many days ahead."""

_TEXT_MAX = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; empty where nothing was said."""

    town: Town | None
    near: Point | None
    text: str  # plain
    merchant_id: str
    day: date


def asked_of(doc: Doc, now: datetime) -> Asked:
    """Read a filter. Invalid (422): place_unknown, date_past, date_too_far; otherwise 400."""
    town, point = nearby.whole_town(text_of(doc, "city"))
    near = nearby.where(doc.get("near"), town) or point
    asked = Asked(
        town=town,
        near=near,
        text=plain(text_of(doc, "text")),
        merchant_id=text_of(doc, "merchant_id"),
        day=asked_day(doc.get("date"), now, SALE_DAYS),
    )
    if not (town or near or asked.text or asked.merchant_id):
        raise Invalid("invalid", "one of city, near, text and merchant_id is needed")
    return asked


def text_of(doc: Doc, name: str) -> str:
    """A text of the filter; empty where nothing was said."""
    value: Any = doc.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _TEXT_MAX:
        raise Invalid("invalid", f"{name} must be text of at most {_TEXT_MAX} characters")
    return value.strip()
