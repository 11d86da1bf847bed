"""Vouchers: a deal of a restaurant, bought before and shown there as a code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bangwo.core.json import Json
from bangwo.domain.money import Money


@dataclass(frozen=True, slots=True)
class Voucher:
    """A deal. `worth`: what it would cost there; `people`: for how many it is meant."""

    shop: str
    address: str
    deal: str
    contents: str
    people: int
    worth: Money
    valid_until: datetime
    metres: int | None = None
    rating: int = 0

    @property
    def begins_at(self) -> datetime:
        """When it is too late to have it."""
        return self.valid_until

    def details(self, pieces: Mapping[str, int]) -> dict[str, Json]:
        """As quotes and orders show it; `pieces`: how many of it."""
        return {
            "name": self.shop,
            "address": self.address,
            "deal": self.deal,
            "contents": self.contents,
            "people": self.people,
            "worth_fen": self.worth.fen,
            "valid_until": self.valid_until.isoformat(),
            "count": sum(pieces.values()),
        }
