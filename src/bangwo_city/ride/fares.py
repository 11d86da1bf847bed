"""Fares: what a ride costs by way, time, hour, day and weather."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from importlib.resources import files
from typing import Any

from bangwo_city.merchant.menu import chance

CANCEL_FEE_FEN = 500


@dataclass(frozen=True, slots=True)
class Car:
    """A kind of car with its prices in fen."""

    name: str  # economy, comfort, business, six_seat, taxi
    title: str
    base: int
    per_km: int
    per_min: int
    night_percent: int
    seats: int
    drivers: int
    models: tuple[str, ...]
    metered: bool = False  # demand and weather change nothing


@dataclass(frozen=True, slots=True)
class Fares:
    """The prices of every kind of car, and what makes them dearer."""

    cars: tuple[Car, ...]
    rules: dict[str, Any]
    demand: dict[str, int]
    seed: int

    def fen(self, car: Car, metres: int, minutes: int, at: datetime) -> int:
        """The fixed price of a ride that begins at this moment, in full ten fen."""
        rules = self.rules
        way = max(metres - rules["free_m"], 0) * car.per_km + max(metres - rules["far_from_m"], 0) * rules["far_per_km"]
        fare = car.base + way // 1000 + max(minutes - rules["free_min"], 0) * car.per_min
        return fare * self.percent(car, at) // 1000 * 10

    def percent(self, car: Car, at: datetime) -> int:
        """What the hour, the day and the weather make of a fare of 100."""
        added = car.night_percent if self._night(at.time()) else 0
        if self._new_year(at):
            added += self.rules["new_year_percent"]
        if not car.metered:
            added += self.demand.get(self.weather(at), 0) + self._demand(at)
        return min(100 + added, self.rules["percent_max"])

    def weather(self, at: datetime) -> str:
        """clear, rain or snow, for three hours at a time."""
        dice = chance(self.seed, "weather", at.date().isoformat(), at.hour // 3)
        if at.month in (12, 1, 2) and dice < 0.05:
            return "snow"
        return "rain" if dice < 0.18 else "clear"

    def _demand(self, at: datetime) -> int:
        """More at rush hours and late in the evening, and a little by the dice of the hour."""
        rush = at.weekday() < 5 and at.hour in (7, 8, 17, 18)
        late = at.weekday() >= 4 and at.hour in (21, 22)
        dice = int(chance(self.seed, "demand", at.date().isoformat(), at.hour) * 7)
        return dice + (self.demand["rush"] if rush else 0) + (self.demand["late"] if late else 0)

    def _night(self, at: time) -> bool:
        begins, ends = (time.fromisoformat(each) for each in self.rules["night"])
        return at >= begins or at < ends

    def _new_year(self, at: datetime) -> bool:
        eve = at.date().isoformat() in self.rules["new_year_eves"] or (at.month, at.day) == (12, 31)
        return eve and at.hour >= 17


def fares(seed: int) -> Fares:
    """The prices of 云湖出行."""
    table = _table()
    cars = tuple(Car(name, **{**car, "models": tuple(car["models"])}) for name, car in table["car"].items())
    return Fares(cars, table["fare"], table["demand"], seed)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads((files("bangwo_city.ride") / "cars.toml").read_text("utf-8"))
