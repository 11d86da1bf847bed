"""Providers: what a seller supplies so that the merchant base can sell it over UCP."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from aiohttp import web

from bangwo_city.durable import Batch, Shelf
from bangwo_city.geography import Point
from bangwo_city.merchant.catalogue import Catalogue

Doc = dict[str, Any]
"""A JSON object as it goes over the wire."""


@dataclass(frozen=True, slots=True)
class WishLine:
    """One line that the platform asks for."""

    product_id: str
    quantity: int  # 1 to 99
    choice_ids: tuple[str, ...] | None = None  # of org.bangwo.menu; None: nothing said, so the defaults


@dataclass(frozen=True, slots=True)
class Wish:
    """What a checkout asks for, already well formed."""

    lines: tuple[WishLine, ...]
    merchant_id: str = ""  # empty: the merchant of the first line
    point: Point | None = None  # where it is to be delivered
    reference: str = ""
    note: str = ""
    gift_note: str = ""  # what the card says
    hold_id: str = ""
    fence: int = 0
    hold_key: str = "org.bangwo.seats"  # or org.bangwo.hold: under which the hold is named


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be sold: a code of docs/providers.md, and the line it is about (None: all of it)."""

    code: str
    content: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its price."""

    title: str
    unit_fen: int
    quantity: int
    extra: Doc = field(default_factory=dict)  # org.bangwo.* keys shown on the line
    off_fen: int = 0  # what a member price takes off the whole line


@dataclass(frozen=True, slots=True)
class Priced:
    """A wish with its prices and all that speaks against it. There is a line for every line of the wish."""

    merchant_id: str
    lines: tuple[PricedLine, ...]
    fee_fen: int | None = None  # None: nothing is delivered
    minutes: int = 0
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A state that an order reaches by itself, and when."""

    state: str  # accepted, preparing, on_the_way, ready, completed; cancelled, when the seller gives up
    at: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """What an order says of itself from a moment on, beside its state; a later one adds to it or replaces it."""

    at: datetime
    says: Doc  # keys of org.bangwo.order


@dataclass(frozen=True, slots=True)
class CancelStep:
    """Until this moment, cancelling costs so many percent of what was paid and so many fen, at most what was paid."""

    until: datetime
    fee_percent: int
    fee_fen: int = 0


@dataclass(frozen=True, slots=True)
class CancelRule:
    """What cancelling costs, in words and step by step; after the last step it cannot be cancelled."""

    text: str
    steps: tuple[CancelStep, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """A way that is gone evenly from one moment to another."""

    leaves: datetime
    arrives: datetime  # later than `leaves`
    line: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody on the way in an order, shown with position and minutes under a key of org.bangwo.order."""

    key: str  # driver
    since: datetime  # known from then on
    says: Doc
    legs: tuple[Leg, ...]  # one after another; at least one


@dataclass(frozen=True, slots=True)
class Plan:
    """How an accepted order goes on; the first step is `accepted`, now."""

    steps: tuple[Step, ...]
    deliver_at: datetime | None = None
    codes: tuple[str, ...] = ()  # ticket codes; one a piece, line by line, where pieces can be given back
    places: tuple[str, ...] = ()  # seats, berths: one a piece as well
    route: tuple[Point, Point] | None = None  # the courier's way while on_the_way
    notices: tuple[Notice, ...] = ()
    movers: tuple[Mover, ...] = ()
    reason: str = ""  # why a plan ends cancelled
    rules: tuple[CancelRule, ...] = ()  # line by line; none: free of charge while it is cancellable


class Provider(Protocol):
    """A seller of many merchants. All of it is called on the event loop and must not block."""

    name: str  # flash
    title: str  # 闪达外卖
    vendor_capabilities: tuple[str, ...]  # org.bangwo.menu …
    catalogue: Catalogue
    cancels_pieces: bool  # whether single pieces of an order can be given back

    def restore(self, shelf: Shelf) -> None:
        """Read back what was taken before a restart."""
        ...

    def freshen(self, now: datetime) -> None:
        """Bring the catalogue up to this moment (a new day's stock and prices); called before every read of it."""
        ...

    def merchants(self) -> Sequence[Doc]:
        """The merchants, as org.bangwo.merchants shows them."""
        ...

    def price(self, wish: Wish, now: datetime) -> Priced:
        """What the wish costs and what speaks against it; changes nothing."""
        ...

    def take(self, wish: Wish, order_id: str, batch: Batch, now: datetime) -> tuple[Refusal, ...]:
        """Take stock or book seats for an order, all or (with refusals) none; what must last goes into the batch."""
        ...

    def give_back(self, wish: Wish, order_id: str, batch: Batch, now: datetime) -> None:
        """Undo `take` for an order that was cancelled; the wish holds what is given back (all, or some pieces)."""
        ...

    def plan(self, wish: Wish, priced: Priced, order_id: str, now: datetime) -> Plan:
        """How the order will go on."""
        ...

    def cancellable(self, state: str) -> bool:
        """Whether an order in this state may still be cancelled."""
        ...

    def add_routes(self, app: web.Application) -> None:
        """Vendor routes of its own (seats, places)."""
        ...


@runtime_checkable
class Finder(Protocol):
    """A provider that also makes products to measure, when somebody asks for them."""

    measures: tuple[str, ...]  # the filters it answers: org.bangwo.journey …

    def find(self, measure: str, asked: Doc, now: datetime) -> Sequence[Doc]:
        """The products that fit one filter, best first. reading.Invalid says what cannot be asked for."""
        ...

    def product(self, product_id: str, now: datetime) -> Doc | None:
        """One of them by its id, as long as it is on sale."""
        ...
