"""Wares: shops, what they sell, what can be chosen of it, and how it is sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Protocol

from bangwo_city.geography import Point
from bangwo_city.merchant.provider import Doc, Plan, Refusal, Wish


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a group; `price_fen` is what it adds."""

    choice_id: str
    name: str
    price_fen: int = 0
    available: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """What can be chosen: between `least` and `most` choices."""

    group_id: str
    kind: str  # size, sugar, ice, spice, addition, variant, other
    name: str
    least: int
    most: int
    choices: tuple[Choice, ...]
    default: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Good:
    """A dish or a good on a shelf."""

    good_id: str
    shop_id: str
    name: str
    price_fen: int
    unit: str
    groups: tuple[Group, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    per_day: int | None = None  # how many there are a day; None: enough
    category: str = ""
    brand: str = ""
    returnable: bool = True  # once it has arrived, where its shop takes back anything


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop or store that sends what is bought."""

    shop_id: str
    name: str
    address: str
    point: Point
    opens: time
    closes: time  # before `opens`: past midnight; equal: always open
    rating: int
    dispatch: "Dispatch"
    fee_fen: int
    minimum_fen: int = 0
    free_over_fen: int | None = None
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    def open_at(self, now: time) -> bool:
        """Whether it is open at this time of day."""
        if self.opens <= self.closes:
            return self.opens == self.closes or self.opens <= now < self.closes
        return now >= self.opens or now < self.closes


@dataclass(frozen=True, slots=True)
class Menu:
    """All shops of a provider with all they sell."""

    shops: Mapping[str, Shop]
    goods: Mapping[str, Good]


@dataclass(frozen=True, slots=True)
class Sale:
    """What a shop has sold and is to send."""

    shop: Shop
    goods: Sequence[Good]  # line by line
    point: Point | None
    minutes: int  # as promised
    now: datetime
    pace: float  # how many times faster than life it proceeds
    luck: Callable[..., float]  # of a word: a number in [0, 1), always the same for this sale


class Dispatch(Protocol):
    """How the goods of a shop get to whoever bought them."""

    def terms(self, shop: Shop) -> Doc:
        """What org.bangwo.merchants says of it."""
        ...

    def refusals(self, shop: Shop, wish: Wish) -> Sequence[Refusal]:
        """Why it does not send to where this wish wants it."""
        ...

    def minutes(self, shop: Shop, wish: Wish) -> int:
        """How long it takes, as is promised."""
        ...

    def plan(self, sale: Sale) -> Plan:
        """How an order goes on until it is there."""
        ...

    def cancellable(self, state: str) -> bool:
        """Whether what is in this state may be given back, as far as the plan's rules allow."""
        ...
