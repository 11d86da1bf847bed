"""Persons: who asks, and what Bangwo remembers of them."""

from dataclasses import dataclass
from datetime import datetime

from bangwo.domain.money import Money
from bangwo.domain.place import Address


@dataclass(frozen=True, slots=True)
class Ceilings:
    """What a person lets an order, and all orders of one day, cost at most; None: as much as it may be."""

    order: Money | None = None
    day: Money | None = None

    def __bool__(self) -> bool:
        return self.order is not None or self.day is not None


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
    ceilings: Ceilings = Ceilings()
    returned: bool = False  # was here before and was forgotten: not newly welcomed

    def address(self, label: str) -> Address | None:
        """The address of that label, by its label or a word for it (家里 → 家)."""
        wanted = label.removesuffix("里").removesuffix("这边") or label
        return next((each for each in self.addresses if wanted in (each.label, each.label.removesuffix("里"))), None)
