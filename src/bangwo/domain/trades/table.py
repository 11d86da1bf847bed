"""Tables: one for a party at a moment, or the next number of those who wait for one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bangwo.core.json import Json


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a restaurant. What it costs is a deposit. `queue`: no moment is agreed, one waits one's turn.

    `at`: when the party sits down; of a queue, when the restaurant closes. `ahead`: parties that wait before.
    """

    shop: str
    address: str
    party: int
    at: datetime
    queue: bool = False
    ahead: int = 0
    wait_minutes: int = 0
    metres: int | None = None
    rating: int = 0

    @property
    def begins_at(self) -> datetime:
        """When it is too late to have it."""
        return self.at

    def details(self, pieces: Mapping[str, int]) -> dict[str, Json]:
        """As quotes and orders show it; `pieces`: one table."""
        out: dict[str, Json] = {"name": self.shop, "address": self.address, "party": self.party}
        if self.queue:
            return out | {"ahead": self.ahead, "wait_minutes": self.wait_minutes}
        return out | {"at": self.at.isoformat()}
