"""Rides: a car from one place to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bangwo.core.json import Json


@dataclass(frozen=True, slots=True)
class Ride:
    """A car at a fixed price. Labels are those of the person's address book, where one was meant."""

    car: str
    start: str
    end: str
    metres: int
    minutes: int
    wait_minutes: int
    begins_at: datetime  # until when the price holds, or when it comes
    pickup_at: datetime | None = None
    start_label: str = ""
    end_label: str = ""

    def details(self, pieces: Mapping[str, int]) -> dict[str, Json]:
        """As quotes and orders show it; `pieces`: one car."""
        out: dict[str, Json] = {
            "from": self.start,
            "to": self.end,
            "from_label": self.start_label,
            "to_label": self.end_label,
            "car": self.car,
            "pickup_at": self.pickup_at.isoformat() if self.pickup_at else None,
            "distance_m": self.metres,
            "minutes": self.minutes,
            "wait_minutes": self.wait_minutes,
        }
        return {name: value for name, value in out.items() if value not in ("", None)}
