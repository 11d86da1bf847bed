"""Asking: the filter of stays, read with bounds on everything."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bangwo_city.geography import Point
from bangwo_city.merchant import Doc
from bangwo_city.merchant.reading import QUANTITY_MAX, Invalid
from bangwo_city.travel import nearby
from bangwo_city.travel.admissions.asking import text_of
from bangwo_city.travel.gazetteer import Town, plain
from bangwo_city.travel.journeys.asking import asked_day

SALE_DAYS = 180
"""Nights are sold so many days ahead."""
NIGHTS_MAX = 30

ROOM_TYPES = ("single", "double", "twin", "family", "suite")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; empty where nothing was said."""

    town: Town | None
    near: Point | None
    text: str  # plain
    merchant_id: str
    check_in: date
    nights: int
    rooms: int
    guests: int  # all together; 0: unsaid
    room_type: str


def asked_of(doc: Doc, now: datetime) -> Asked:
    """Read a filter. Invalid (422): place_unknown, date_past, date_too_far, date_order; otherwise 400."""
    town, point = nearby.whole_town(text_of(doc, "city"))
    near = nearby.where(doc.get("near"), town) or point
    text, merchant_id, room_type = (text_of(doc, name) for name in ("text", "merchant_id", "room_type"))
    if not (town or near or text or merchant_id):
        raise Invalid("invalid", "one of city, near, text and merchant_id is needed")
    if room_type not in ("", *ROOM_TYPES):
        raise Invalid("invalid", f"room_type is one of {', '.join(ROOM_TYPES)}")
    check_in = asked_day(doc.get("check_in"), now, SALE_DAYS)
    return Asked(
        town=town,
        near=near,
        text=plain(text),
        merchant_id=merchant_id,
        check_in=check_in,
        nights=_nights(doc.get("nights"), check_in, now),
        rooms=_whole(doc, "rooms", 1),
        guests=_whole(doc, "guests", 0),
        room_type=room_type,
    )


def _nights(value: object, check_in: date, now: datetime) -> int:
    count = 1 if value is None else value
    if type(count) is not int or count > NIGHTS_MAX:
        raise Invalid("invalid", f"nights must be a whole number of at most {NIGHTS_MAX}")
    if count < 1:
        raise Invalid("date_order", "退房须在入住之后", 422)
    if check_in + timedelta(days=count) > now.date() + timedelta(days=SALE_DAYS):
        raise Invalid("date_too_far", f"最多预订{SALE_DAYS}天内的", 422)
    return count


def _whole(doc: Doc, name: str, otherwise: int) -> int:
    value = doc.get(name)
    if value is None:
        return otherwise
    if type(value) is not int or not 1 <= value <= QUANTITY_MAX:
        raise Invalid("invalid", f"{name} must be a whole number from 1 to {QUANTITY_MAX}")
    return value
