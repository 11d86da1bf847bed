"""Trips: a service on a day, when it leaves and arrives, and the change of time that some flights see."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bangwo_city.merchant import CancelRule, CancelStep
from bangwo_city.merchant.menu import chance
from bangwo_city.travel.journeys.timetable import Service

SALE_ENDS = timedelta(minutes=20)
"""Nothing is sold so shortly before the departure."""

_CHANGED_SHARE = 0.07
_SHIFTS = (-35, 35, 50, 70, 95, 120, 160)
_FLIGHT = ((7 * 24, 10), (2 * 24, 20), (4, 40), (0, 60))
_FLIGHT_DEAR = ((7 * 24, 0), (2 * 24, 5), (4, 10), (0, 20))
_TRAIN = ((8 * 24, 0), (48, 5), (24, 10), (0, 20))


@dataclass(frozen=True, slots=True)
class Change:
    """From a moment on, a trip leaves so much later (or, negative, earlier)."""

    at: datetime
    by: timedelta


@dataclass(frozen=True, slots=True, eq=False)
class Trip:
    """A service on a day; `departs_at` and `arrives_at` as planned, in the local time of each end."""

    trip_id: str  # f_bjs_sha_3_20260212
    service: Service
    day: date
    departs_at: datetime
    arrives_at: datetime
    change: Change | None = None

    def departs(self, now: datetime) -> datetime:
        """When it leaves, as is known now."""
        return self.departs_at + self._shift(now)

    def arrives(self, now: datetime) -> datetime:
        """When it arrives, as is known now."""
        return self.arrives_at + self._shift(now)

    def on_sale(self, now: datetime) -> bool:
        """Whether there is still time to buy."""
        return now < self.departs(now) - SALE_ENDS

    def _shift(self, now: datetime) -> timedelta:
        return self.change.by if self.change is not None and now >= self.change.at else timedelta()


@lru_cache(maxsize=1024)
def trip(seed: int, service: Service, day: date) -> Trip | None:
    """A service on a day; None: it does not go."""
    if day.weekday() == service.rests_on:
        return None
    hours, minutes = divmod(service.departs, 60)
    departs_at = datetime.combine(day, time(hours, minutes), service.start.zone)
    arrives_at = (departs_at + timedelta(minutes=service.minutes)).astimezone(service.end.zone)
    trip_id = f"{service.service_id}_{day:%Y%m%d}"
    return Trip(trip_id, service, day, departs_at, arrives_at, _change(seed, service, day, departs_at))


def rule(trip: Trip, cabin: str, now: datetime) -> CancelRule:
    """What giving a ticket back costs, by the hours that remain."""
    train = trip.service.kind == "train"
    steps = _TRAIN if train else _FLIGHT if cabin == "economy" else _FLIGHT_DEAR
    departs = trip.departs(now)
    words = "开车" if train else "起飞"
    text = "，".join(
        f"{words}{f'{hours // 24}天' if hours >= 48 else f'{hours}小时'}前收{percent}%"
        if hours
        else f"{words}前收{percent}%"
        for hours, percent in steps
    )
    return CancelRule(
        f"退票：{text}", tuple(CancelStep(departs - timedelta(hours=hours), percent) for hours, percent in steps)
    )


def rule_in_the_end(trip: Trip, cabin: str, now: datetime) -> CancelRule:
    """The same, with what nobody knows of yet: once its time is changed, giving back is free."""
    known = rule(trip, cabin, now)
    change = trip.change
    if change is None or now >= change.at:
        return known
    before = [step for step in known.steps if step.until < change.at]
    until_then = CancelStep(change.at, known.steps[len(before)].fee_percent)
    return CancelRule(known.text, (*before, until_then, CancelStep(trip.departs(change.at), 0)))


def _change(seed: int, service: Service, day: date, departs_at: datetime) -> Change | None:
    if service.kind == "train" or chance(seed, service.service_id, day.toordinal(), "changed") >= _CHANGED_SHARE:
        return None
    draw = chance(seed, service.service_id, day.toordinal(), "change")
    ahead = timedelta(hours=6 + round(draw * 9 * 24))
    by = _SHIFTS[int(draw * 1000) % len(_SHIFTS)]
    return Change(departs_at - ahead, timedelta(minutes=by))
