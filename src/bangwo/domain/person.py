"""Persons: who asks, and what Bangwo remembers of them."""

from dataclasses import dataclass
from datetime import datetime

from bangwo.domain.place import Address


@dataclass(frozen=True, slots=True)
class Person:
    """A user. `addresses` are in the order they were added: the first is the default; labels are unique."""

    user_id: str
    phone: str
    created_at: datetime
    name: str = ""
    birth_year: int | None = None
    language: str = "zh-Hans"
    addresses: tuple[Address, ...] = ()
    version: int = 0

    def address(self, label: str) -> Address | None:
        """The address of that label, by its label or a word for it (家里 → 家)."""
        wanted = label.removesuffix("里").removesuffix("这边") or label
        return next((each for each in self.addresses if wanted in (each.label, each.label.removesuffix("里"))), None)
