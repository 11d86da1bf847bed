"""Stays: a room of one kind for some nights."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bangwo.core.json import Json


@dataclass(frozen=True, slots=True)
class Stay:
    """A room from one day on. `guests_max`: of one room; `metres`: from the place that was named."""

    hotel: str
    city: str
    address: str
    stars: int
    room_type: str
    room: str
    check_in: str  # 2026-02-14
    nights: int
    guests_max: int
    breakfast: bool
    begins_at: datetime
    metres: int | None = None
    rating: int = 0
    refundable: bool = True

    def details(self, pieces: Mapping[str, int]) -> dict[str, Json]:
        """As quotes and orders show it; `pieces`: how many of each kind of person."""
        return {
            "name": self.hotel,
            "city": self.city,
            "address": self.address,
            "check_in": self.check_in,
            "nights": self.nights,
            "room_type": self.room_type,
            "room": self.room,
            "breakfast": self.breakfast,
            "rooms": sum(pieces.values()),
        }
