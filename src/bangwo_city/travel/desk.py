"""Desks: what journeys, stays and admissions each supply so that the seller can sell them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bangwo_city.merchant.provider import CancelRule, Doc, Notice
from bangwo_city.travel.allotments import Claim
from bangwo_city.travel.brands import Brand


@dataclass(frozen=True, slots=True)
class Offer:
    """A product as it can be had at a moment."""

    product_id: str
    title: str  # CA1501 02-12 08:30 北京首都→上海虹桥 经济舱
    merchant_id: str
    price_fen: int  # of one piece: a seat, a room for all its nights, a ticket
    left: int  # pieces that can be had now
    details: Doc  # what stands under the desk's capability; `left`, `brand` and `rule` are added by the seller
    rule: CancelRule
    description: str = ""
    brand: Brand | None = None  # who pays the member price
    kind: str = ""  # adult, child, senior, student; empty where people are not told apart
    party: str = ""  # the same for all who travel together: a child goes with somebody of its party


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is to be kept or sold; `number` counts from 0."""

    number: int
    offer: Offer
    quantity: int


@dataclass(frozen=True, slots=True)
class Allotment:
    """What would be taken for some lines, and the wishes that could not be met. A line may have several claims."""

    claims: tuple[Claim, ...]
    unmet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """How a line that was sold goes on, and what its order says of it (`notices`, the first of them from the start)."""

    ready_at: datetime  # the order is `ready` from the first of its lines on
    ends_at: datetime  # and `completed` with the last
    rule: CancelRule  # as it will be in the end, with changes that nobody knows of yet
    notices: tuple[Notice, ...] = ()
    lapses: str = ""  # why it ends `cancelled`, not `completed`, when nobody has come for it by then


class Desk(Protocol):
    """Sells one kind of thing. Made with the seed and the book; all of it is pure but for what the book says."""

    capability: str  # org.bangwo.journey: the key of its filter and of its products' details

    def merchants(self) -> Sequence[Doc]:
        """Its merchants, as org.bangwo.merchants shows them."""
        ...

    def find(self, asked: Doc, now: datetime) -> Sequence[Offer]:
        """What fits a filter, best first. reading.Invalid (422) with place_unknown, date_past, date_too_far …"""
        ...

    def offer(self, product_id: str, now: datetime) -> Offer | None:
        """A product by its id; None: not one of its own, or not on sale (any more). Any text may come."""
        ...

    def allot(self, lines: Sequence[Line], wishes: Sequence[str], now: datetime) -> Allotment | None:
        """Which pieces all of these lines would get; None when they cannot all be had. Takes nothing."""
        ...

    def course(self, line: Line, places: Sequence[str], order_id: str, now: datetime) -> Course:
        """How this line goes on once it is sold."""
        ...
