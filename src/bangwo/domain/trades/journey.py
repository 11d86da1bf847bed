"""Journeys: a flight or a train in one cabin on one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bangwo.core.json import Json


@dataclass(frozen=True, slots=True)
class Stop:
    """An airport or a station."""

    city: str
    name: str
    terminal: str = ""

    def __str__(self) -> str:
        return f"{self.name}{self.terminal}"


@dataclass(frozen=True, slots=True)
class Journey:
    """One service. `wishes`: what can be wished of its seats (window, aisle, together, lower)."""

    number: str
    carrier: str
    start: Stop
    end: Stop
    departs_at: datetime
    arrives_at: datetime
    cabin: str
    wishes: tuple[str, ...] = ()

    @property
    def begins_at(self) -> datetime:
        """When it is too late to have it."""
        return self.departs_at

    def details(self, pieces: Mapping[str, int]) -> dict[str, Json]:
        """As quotes and orders show it; `pieces`: how many of each kind of person."""
        return {
            "number": self.number,
            "carrier": self.carrier,
            "from": _place(self.start),
            "to": _place(self.end),
            "departs_at": self.departs_at.isoformat(),
            "arrives_at": self.arrives_at.isoformat(),
            "cabin": self.cabin,
            "passengers": sum(pieces.values()),
        }


def _place(stop: Stop) -> str:
    return str(stop) if stop.name.startswith(stop.city) else f"{stop.city}{stop}"
