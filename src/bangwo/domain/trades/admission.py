"""Admissions: tickets of a sight for one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bangwo.core.json import Json


@dataclass(frozen=True, slots=True)
class Admission:
    """One kind of ticket. `opens` and `closes`: clock times of that day."""

    sight: str
    city: str
    ticket: str
    date: str  # 2026-02-14
    opens: str
    closes: str
    begins_at: datetime  # when it is too late to go
    rating: int = 0

    def details(self, pieces: Mapping[str, int]) -> dict[str, Json]:
        """As quotes and orders show it; `pieces`: how many of each kind of person."""
        return {
            "name": self.sight,
            "city": self.city,
            "ticket": self.ticket,
            "date": self.date,
            "opens": self.opens,
            "closes": self.closes,
            "tickets": {kind or "adult": count for kind, count in pieces.items()},
        }
