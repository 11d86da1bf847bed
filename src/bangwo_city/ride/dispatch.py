"""Dispatch: which driver takes a ride, and when each part of it happens."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from bangwo_city.atlas import plane, traffic
from bangwo_city.atlas.roads import roads
from bangwo_city.atlas.routes import route
from bangwo_city.geography import Point
from bangwo_city.merchant.menu import chance
from bangwo_city.ride.fleet import Driver, Fleet, Trip
from bangwo_city.ride.quotes import Quote

LOOKING = timedelta(minutes=5)
"""So long a driver is looked for: one who will be free within it is waited for."""
AHEAD = timedelta(minutes=30)
"""So long before a pick-up that was agreed its driver is named."""
_EARLY = timedelta(minutes=3)
_M_S = 7.0
_TRIED_MAX = 12
"""Drivers whose calendar is looked at for one ride, the soonest first."""


@dataclass(frozen=True, slots=True)
class Job:
    """A ride as one driver will make it."""

    driver: Driver
    found_at: datetime
    leaves_at: datetime
    arrives_at: datetime
    starts_at: datetime
    ends_at: datetime
    approach: tuple[Point, ...]
    way: tuple[Point, ...]

    def whole(self) -> "Job":
        """The same in whole seconds, as orders keep them: a driver stands where the order says that he stands."""
        found, leaves, arrives, starts, ends = (
            at.replace(microsecond=0)
            for at in (self.found_at, self.leaves_at, self.arrives_at, self.starts_at, self.ends_at)
        )
        return replace(self, found_at=found, leaves_at=leaves, arrives_at=arrives, starts_at=starts, ends_at=ends)

    def trip(self, order_id: str) -> Trip:
        """What the driver's calendar keeps of it."""
        last = self.way[-1]
        return Trip(self.found_at, self.ends_at, order_id, self.driver.driver_id, last.lat, last.lon)


class Dispatch:
    """Finds drivers; durations are those of life divided by the pace, agreed moments stay what they are."""

    def __init__(self, fleet: Fleet, pace: float) -> None:
        self._fleet = fleet
        self._pace = pace

    def paced(self, span: timedelta) -> timedelta:
        """A duration as the city lives it."""
        return span / self._pace

    def find(self, quote: Quote, car: str, now: datetime, order_id: str = "") -> Job | None:
        """The driver who is there first, with all moments of the ride; None: nobody is free in time."""
        begins = now + self._seconds(4 + 26 * chance("found", order_id))
        until = now + self.paced(LOOKING)
        agreed = quote.pickup_at if quote.pickup_at is not None and quote.pickup_at > now else None
        if agreed is not None:
            begins = max(begins, agreed - self.paced(AHEAD))
            until = max(until, agreed)
        free = [(self._fleet.free_from(driver, begins), driver) for driver in self._fleet.of(car)]
        soonest = sorted(
            (
                at + self._seconds(self._fleet.place(driver, at).metres_to(quote.start.point) / _M_S),
                at,
                driver.driver_id,
            )
            for at, driver in free
            if at <= until
        )
        for _, at, driver_id in soonest[:_TRIED_MAX]:
            job = self._job(quote, self._fleet.drivers[driver_id], at, agreed, order_id)
            too_late = agreed is not None and job.arrives_at > agreed + self.paced(LOOKING)
            if not too_late and self._fleet.is_free(job.driver, job.found_at, job.ends_at):
                return job
        return None

    def _job(self, quote: Quote, driver: Driver, at: datetime, agreed: datetime | None, order_id: str) -> Job:
        approach, seconds = drive(self._fleet.place(driver, at), quote.start.point)
        takes = self._seconds(max(seconds * traffic.percent(at) / 100, 1))
        leaves = at if agreed is None else max(at, agreed - takes - self.paced(_EARLY))
        arrives = leaves + takes
        starts = arrives + self._seconds(45 + 105 * chance("boarding", order_id))
        if agreed is not None:
            starts = max(starts, agreed)
        way, _ = drive(quote.start.point, quote.goal.point)
        ends = starts + self._seconds(quote.seconds)
        return Job(driver, at, leaves, arrives, starts, ends, approach=approach, way=way)

    def _seconds(self, seconds: float) -> timedelta:
        return self.paced(timedelta(seconds=seconds))


@lru_cache(maxsize=2_000)
def drive(start: Point, goal: Point) -> tuple[tuple[Point, ...], float]:
    """The line of a drive and its seconds on usual roads; atlas.routes.OutOfCity."""
    found = route(roads(), start, goal, "drive")
    return tuple(plane.point(each) for each in found.line), found.seconds
