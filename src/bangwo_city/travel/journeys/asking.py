"""Asking: the filter of journeys, read with bounds on everything."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bangwo_city.merchant import Doc
from bangwo_city.merchant.reading import Invalid
from bangwo_city.travel.cities import Place, place
from bangwo_city.travel.journeys.timetable import Service

SALE_DAYS = 60
"""Journeys are sold so many days ahead."""

_TEXT_MAX = 100
_KINDS = ("flight", "train")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; empty where nothing was said."""

    kind: str
    start: Place
    end: Place
    day: date
    number: str = ""
    carrier: str = ""
    cabin: str = ""

    def fits(self, service: Service) -> bool:
        """Whether a service has the number and the carrier that were asked for."""
        if self.number and service.number.lower() != self.number.lower():
            return False
        names = (service.carrier, service.brand.code, service.brand.name)
        return not self.carrier or any(_same(self.carrier, name) for name in names if name)


def asked_of(doc: Doc, now: datetime) -> Asked:
    """Read a filter. Invalid (422): place_unknown, route_unknown, date_past, date_too_far; otherwise 400."""
    kind = _text(doc, "kind")
    if kind not in _KINDS:
        raise Invalid("invalid", "kind must be flight or train")
    start, end = _place(kind, doc, "from"), _place(kind, doc, "to")
    if start.city is end.city:
        raise Invalid("route_unknown", f"出发和到达都在{start.city.name}", 422)
    day = asked_day(doc.get("date"), now, SALE_DAYS)
    return Asked(kind, start, end, day, _text(doc, "number"), _text(doc, "carrier"), _text(doc, "cabin"))


def asked_day(value: object, now: datetime, days: int) -> date:
    """A day from today on, at most so many days ahead."""
    try:
        day = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise Invalid("invalid", "date must be a day as in 2026-02-12") from None
    if day < now.date():
        raise Invalid("date_past", f"{day}已经过了", 422)
    if day > now.date() + timedelta(days=days):
        raise Invalid("date_too_far", f"最多预订{days}天内的", 422)
    return day


def _place(kind: str, doc: Doc, name: str) -> Place:
    text = _text(doc, name)
    found = place(kind, text)
    if found is None:
        raise Invalid("place_unknown", text or name, 422)
    return found


def _text(doc: Doc, name: str) -> str:
    value = doc.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _TEXT_MAX:
        raise Invalid("invalid", f"{name} must be text of at most {_TEXT_MAX} characters")
    return value.strip()


def _same(said: str, name: str) -> bool:
    """中国国航 and 国航航空 are 国航."""
    plain = said.lower().removesuffix("公司").removesuffix("航空")
    return plain != "" and (plain in name.lower() or name.lower().removesuffix("航空") in plain)
