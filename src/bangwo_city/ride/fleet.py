"""The fleet: drivers, where each is, and the rides each has taken on, one at a time."""

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bangwo_city.clock import local
from bangwo_city.durable import Batch, Shelf
from bangwo_city.geography import STREETS, Point
from bangwo_city.merchant.menu import chance
from bangwo_city.ride.fares import Car

_TRIPS = "trips"
_STANDS = timedelta(hours=1)
"""So long a driver waits where the last ride ended, before going back to a stand."""

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Driver:
    """A driver with a car."""

    driver_id: str
    name: str  # 王师傅
    car: str  # the kind: economy …
    model: str
    plate: str
    phone: str


@dataclass(frozen=True, slots=True, order=True)
class Trip:
    """What a driver has taken on: from the moment he is bound until the guest gets out, and where that is."""

    begins: datetime
    ends: datetime
    order_id: str
    driver_id: str
    lat: float
    lon: float


class Fleet:
    """Every method decides at once and leaves what must last in the batch, so that two rides never share a driver."""

    def __init__(self, cars: tuple[Car, ...], seed: int) -> None:
        self._seed = seed
        self._roads = [each for each in STREETS if each.last_number]
        self.drivers = {each.driver_id: each for car in cars for each in _hired(car, seed)}
        self._trips: dict[str, list[Trip]] = {each: [] for each in self.drivers}

    def restore(self, shelf: Shelf) -> None:
        """Read back what the drivers have taken on."""
        for order_id, row in shelf.scan(_TRIPS):
            begins, ends = (local(datetime.fromisoformat(row[each])) for each in ("begins", "ends"))
            if row["driver_id"] in self._trips:
                trip = Trip(begins, ends, order_id, row["driver_id"], row["lat"], row["lon"])
                insort(self._trips[trip.driver_id], trip)

    def of(self, car: str) -> Iterator[Driver]:
        """The drivers of this kind of car."""
        return (each for each in self.drivers.values() if each.car == car)

    def free_from(self, driver: Driver, at: datetime) -> datetime:
        """The first moment from `at` on when the driver is bound to nobody."""
        for trip in self._trips[driver.driver_id]:
            if trip.begins <= at < trip.ends:
                at = trip.ends
        return at

    def is_free(self, driver: Driver, begins: datetime, ends: datetime) -> bool:
        """Whether the driver is bound to nobody in between."""
        return all(trip.ends <= begins or ends <= trip.begins for trip in self._trips[driver.driver_id])

    def place(self, driver: Driver, at: datetime) -> Point:
        """Where a driver who is free then waits: where the last ride ended, or at a stand of that hour."""
        done = [trip for trip in self._trips[driver.driver_id] if trip.ends <= at < trip.ends + _STANDS]
        if done:
            last = max(done, key=lambda trip: trip.ends)
            return Point(last.lat, last.lon)
        hour = at.strftime("%Y-%m-%d %H")
        road = self._roads[int(chance(self._seed, driver.driver_id, hour, "road") * len(self._roads))]
        return road.along(chance(self._seed, driver.driver_id, hour, "house"))

    def bind(self, trip: Trip, batch: Batch) -> None:
        """Take a ride on. LookupError: the driver is bound to somebody else."""
        if not self.is_free(self.drivers[trip.driver_id], trip.begins, trip.ends):
            raise LookupError(f"{trip.driver_id} has a ride already")
        own = self._trips[trip.driver_id]
        for old in [each for each in own if each.ends + _STANDS < trip.begins]:
            own.remove(old)
            batch.delete(_TRIPS, old.order_id)
        insort(own, trip)
        row = {"driver_id": trip.driver_id, "begins": trip.begins.isoformat(), "ends": trip.ends.isoformat()}
        batch.put(_TRIPS, trip.order_id, {**row, "lat": trip.lat, "lon": trip.lon})

    def release(self, order_id: str, batch: Batch) -> None:
        """Let the driver of a cancelled order go; one who has none is no error."""
        for trips in self._trips.values():
            for trip in [each for each in trips if each.order_id == order_id]:
                trips.remove(trip)
                batch.delete(_TRIPS, order_id)


def _hired(car: Car, seed: int) -> Iterator[Driver]:
    for number in range(car.drivers):
        driver_id = f"{car.name}-{number + 1}"

        def dice(about: str, among: int, who: str = driver_id) -> int:
            return int(chance(seed, who, about) * among)

        letters = "".join(_LETTERS[dice(f"letter{place}", len(_LETTERS))] for place in range(2))
        yield Driver(
            driver_id=driver_id,
            name=f"{_SURNAMES[dice('name', len(_SURNAMES))]}师傅",
            car=car.name,
            model=car.models[dice("model", len(car.models))],
            plate=f"云{letters}·{10000 + dice('plate', 90000)}",
            phone=f"199****{dice('phone', 10000):04d}",
        )
