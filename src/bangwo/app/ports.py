"""Ports: the verbs that the app needs of the world, each with a fake and a real adapter under one contract suite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bangwo.app.changes import Changes, Conversation, JournalEntry, StoredAnswer, TurnRecord
from bangwo.core.errors import Code
from bangwo.core.json import Json
from bangwo.domain.campaigns.card import Card
from bangwo.domain.campaigns.programme import NONE, Programme
from bangwo.domain.invitation import Invited
from bangwo.domain.ledger import Transfer
from bangwo.domain.memo import Memo
from bangwo.domain.money import Money
from bangwo.domain.offer import Hold, Merchant, Offer, Seat, SeatMap, Trade
from bangwo.domain.order import Consent, Order, OrderState
from bangwo.domain.person import Person
from bangwo.domain.place import Point, Route, Spot
from bangwo.domain.quote import Quote, QuoteState
from bangwo.language.smalltalk import Talk


@dataclass(frozen=True, slots=True)
class Context:
    """All of one person that a turn needs, read at once."""

    person: Person
    cards: tuple[Card, ...]
    conversation: Conversation | None
    answer: StoredAnswer | None
    quote: Quote | None
    quote_state: QuoteState | None
    programme: Programme = NONE
    memos: tuple[Memo, ...] = ()


@dataclass(frozen=True, slots=True)
class ConversationBrief:
    """A conversation in a list; `first` is the first sentence that was said in it."""

    conversation_id: str
    open: bool
    updated_at: datetime
    first: str


class Store(Protocol):
    """PostgreSQL, or its fake. Reads see committed data; `commit` is the only way to write what a person owns."""

    async def commit(self, changes: Changes) -> None:
        """Write all or nothing, in one round trip. Raises Conflict, Unavailable, or Unknown (no answer came)."""
        ...

    async def person(self, user_id: str) -> Person | None: ...
    async def person_by_phone(self, phone: str) -> Person | None: ...
    async def was_here(self, mark: str) -> bool:
        """Whether somebody whose phone number had that mark was here and is forgotten."""
        ...

    async def erase(self, person: Person, mark: str, orders: Sequence[Order]) -> None:
        """Forget a person but for these orders, which tell nothing of them, and what stays of the books.

        Conflict `person`: changed since it was read, or with an open quote or an order under way.
        """
        ...

    async def open_quotes(self, user_id: str) -> Sequence[Quote]: ...

    async def context(self, user_id: str, conversation_id: str | None, key: str) -> Context | None:
        """The person, the cards, the campaigns, the memos, the conversation, its quote, and the stored answer to `key`.

        The conversation is the one named, or with None the latest open one. The quote is
        the one that the conversation's state names under `quote_id`, if any.
        """
        ...

    async def conversation(self, user_id: str, conversation_id: str) -> Conversation | None: ...
    async def conversations(self, user_id: str, limit: int) -> Sequence[ConversationBrief]:
        """The latest first."""
        ...

    async def turns(self, user_id: str, conversation_id: str, limit: int) -> Sequence[TurnRecord]:
        """The latest so many, the oldest of them first."""
        ...

    async def quote(self, user_id: str, quote_id: str) -> tuple[Quote, QuoteState] | None: ...
    async def order(self, user_id: str, order_id: str) -> Order | None: ...

    async def orders(self, user_id: str, limit: int) -> Sequence[Order]:
        """The latest first."""
        ...

    async def cards(self, user_id: str) -> Sequence[Card]: ...
    async def programme(self) -> Programme:
        """Every campaign as it now stands."""
        ...

    async def given_out(self) -> frozenset[str]:
        """The campaigns that have given their last card."""
        ...

    async def invited(self, user_id: str, limit: int) -> Invited:
        """A person's code, who came by it (so many of the latest), and by whom the person came."""
        ...

    async def inviter(self, code: str) -> str | None:
        """Whose code it is."""
        ...

    async def transfers(self, user_id: str) -> Sequence[Transfer]: ...
    async def answer(self, user_id: str, key: str) -> StoredAnswer | None: ...
    async def consent(self, user_id: str, order_id: str) -> Consent | None: ...
    async def journal(self, user_id: str, order_id: str) -> Sequence[JournalEntry]: ...
    async def find_provider_order(self, provider_id: str, provider_order_id: str) -> tuple[str, str] | None:
        """(user_id, order_id) of a provider's order."""
        ...

    async def claim_due(self, now: datetime, owner: str, until: datetime, limit: int) -> Sequence[Order]:
        """Orders whose `next_at` has come and that no live claim covers, claimed for `owner` until a moment.

        Two claimers never get the same order. A claim is a hint that saves work: versions and stable keys keep it safe.
        Writing the order ends its claim: from then on its new `next_at` says when it is due again.
        """
        ...

    async def expired_quotes(self, now: datetime, limit: int) -> Sequence[Quote]:
        """Open quotes whose life is over, the oldest first."""
        ...

    async def ready(self) -> bool:
        """Whether the store answers and its schema is the one this code needs."""
        ...


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for in the catalogue. Empty fields do not filter."""

    trade: Trade
    text: str = ""  # a dish, a product, a film
    shop: str = ""  # a shop, cinema or brand as said
    tags: tuple[str, ...] = ()
    from_: datetime | None = None  # showings that start in [from_, to)
    to: datetime | None = None
    near: Point | None = None  # merchants that deliver there, or are close, come first among equals
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """An offer that fits, its merchant, and how well the words fit.

    From 95 it is the thing itself, from 80 a kind of it (珍珠奶茶 for 奶茶), from 50 it has the words in it
    (牛奶糖 for 牛奶), below that it only resembles them and is found when nothing better is.
    """

    offer: Offer
    merchant: Merchant
    fit: int


class Catalogue(Protocol):
    """The local index of all that providers sell, kept fresh in the background: looking costs no remote call."""

    def search(self, query: Query) -> Sequence[Hit]:
        """Offers that fit, best first; sold-out offers and closed shops too: saying so is the caller's business."""
        ...

    async def refresh(self, refs: Sequence[str]) -> None:
        """Ask the providers anew for these offers, before a price is promised a second time."""
        ...

    def offer(self, ref: str) -> Offer | None: ...
    def merchant(self, provider_id: str, merchant_id: str) -> Merchant | None: ...
    def merchants(self, trade: Trade) -> Sequence[Merchant]: ...
    def titles(self) -> Mapping[str, datetime | None]:
        """Every film and show, with the day of its premiere where it has one ahead or behind."""
        ...

    @property
    def version(self) -> int:
        """Grows with every change, so that the lexicon knows when to reload."""
        ...


class Market(Protocol):
    """What is made to measure, asked of the providers that sell it whenever it is wanted."""

    async def serves(self, trade: Trade) -> bool:
        """Whether any provider that can be asked sells it."""
        ...

    async def find(self, trade: Trade, asked: Mapping[str, Json]) -> Sequence[Offer]:
        """What fits, as the provider orders it; `asked` is the filter of docs/providers.md.

        Refused: place_unknown, route_unknown, date_past, date_too_far, out_of_range. Raises Unavailable.
        """
        ...

    async def offers(self, refs: Sequence[str]) -> Sequence[Offer]:
        """These offers as they are now; what is sold no more is missing. Raises Unavailable."""
        ...

    def merchant(self, offer: Offer) -> Merchant:
        """Who sells it."""
        ...


@dataclass(frozen=True, slots=True)
class Checkout:
    """A provider's checkout as it now stands."""

    checkout_id: str
    status: str  # ready, completed, cancelled, refused
    total: Money
    provider_order_id: str = ""
    refusal: Code | None = None  # why, when refused (sold_out, shop_closed, out_of_range, seats_unavailable …)


@dataclass(frozen=True, slots=True)
class ProviderOrder:
    """A provider's order as it now stands; the provider's news and its answers have the same shape."""

    provider_order_id: str
    state: OrderState
    at: datetime
    codes: tuple[str, ...] = ()
    deliver_at: datetime | None = None
    courier: Point | None = None
    particulars: str = ""  # driver, parcel, places, new times: a JSON object as its provider tells it


@dataclass(frozen=True, slots=True)
class Piece:
    """So many of an offer, to be kept."""

    offer: Offer
    qty: int


@dataclass(frozen=True, slots=True)
class CancelTerms:
    """What cancelling costs, and the rule in the provider's words."""

    fee: Money
    rule: str = ""


class Provider(Protocol):
    """One connected service, by the verbs of UCP. Every write takes a stable key: repeating it does nothing twice.

    Any call may raise Unavailable or Unknown. A business refusal is an answer (`Checkout.refusal`), or Refused.
    """

    async def create_checkout(self, quote: Quote, buyer: Person, order_id: str) -> Checkout:
        """Make the checkout for a quote (key: the order's id); it shows the price the provider asks now."""
        ...

    async def checkout(self, checkout_id: str) -> Checkout:
        """Ask how a checkout stands."""
        ...

    async def complete(self, checkout_id: str, order_id: str, charge_id: str) -> Checkout:
        """Have it accepted. `completed` with the provider's order id, or `refused`."""
        ...

    async def cancel_checkout(self, checkout_id: str, order_id: str) -> Checkout:
        """Withdraw one that is not completed. The answer may be `completed` when that came first."""
        ...

    async def order(self, provider_order_id: str) -> ProviderOrder:
        """Ask how an order stands."""
        ...

    async def cancel_terms(self, provider_order_id: str) -> CancelTerms:
        """What cancelling would cost now. Refused(order_not_cancellable) when it is too late."""
        ...

    async def cancel_order(self, provider_order_id: str, order_id: str, reason: str, fee: Money) -> ProviderOrder:
        """Ask to cancel for a fee of at most so much. Refused: order_not_cancellable, or cancel_fee: it costs more."""
        ...

    async def seat_map(self, offer: Offer) -> SeatMap: ...

    async def hold_seats(self, offer: Offer, seats: Sequence[Seat], key: str, until: datetime) -> Hold:
        """Keep seats. Refused(seats_unavailable) when one was taken first."""
        ...

    async def hold_pieces(self, pieces: Sequence[Piece], wishes: Sequence[str], key: str, until: datetime) -> Hold:
        """Keep rooms, berths or tickets, all or none; `Hold.unmet` names the wishes that could not be met.

        Refused(sold_out) when there are not enough, Refused(child_alone).
        """
        ...

    async def release_seats(self, hold: Hold) -> None:
        """Give back what is held; releasing what is gone is no error."""
        ...


@dataclass(frozen=True, slots=True)
class Charge:
    """A payment as the payment service knows it."""

    charge_id: str
    status: str  # paid, refused, absent
    amount: Money
    refunded: Money


@dataclass(frozen=True, slots=True)
class PaymentNotice:
    """What a payment service pushes: money moved for this order. How much is asked, not believed."""

    user_id: str
    order_id: str


class Payments(Protocol):
    """A payment service. Calls may raise Unavailable or Unknown; every write is keyed by the order."""

    async def charge(self, order_id: str, user_id: str, amount: Money, subject: str) -> Charge:
        """Take money once for an order. `refused` is an answer."""
        ...

    async def find(self, order_id: str) -> Charge:
        """Ask whether an order was charged, and how much was given back; `absent` if never."""
        ...

    async def refund(self, order_id: str, refund_id: str, amount: Money, reason: str) -> Charge:
        """Give money back once per refund id."""
        ...


@dataclass(frozen=True, slots=True)
class Stated:
    """A charge as a statement lists it."""

    order_id: str
    charge_id: str
    amount: Money
    refunded: Money


class Statement(Protocol):
    """What a payment service says that it took for us, whether we remember it or not."""

    async def charges(self, since: datetime, until: datetime) -> Sequence[Stated]:
        """Every charge made in a span. May raise Unavailable."""
        ...


class News(Protocol):
    """Reads what providers push."""

    async def read(self, provider_id: str, headers: Mapping[str, str], body: bytes) -> ProviderOrder:
        """The order that the news is about. Raises Refused(unauthenticated) when the provider did not sign it."""
        ...


class Places(Protocol):
    """A map service."""

    async def locate(self, text: str) -> Point:
        """Where an address lies: the same text, the same point."""
        ...

    async def search(self, text: str, near: Point | None, limit: int) -> Sequence[Spot]:
        """What fits the words, the best and nearest first. Raises Unavailable."""
        ...

    async def route(self, start: Point, end: Point, mode: str) -> Route:
        """How to get there by walk, drive, transit or bike. Refused(route_unknown) where there is no way."""
        ...


class Companion(Protocol):
    """Whoever answers talk that wants nothing bought: couplets, greetings, homework, stories. It moves nothing."""

    async def answer(self, talk: Talk) -> str:
        """What is said, in the person's language; empty where there is no answer. Never raises for what was said."""
        ...


class Signer(Protocol):
    """Signs consents and checks them."""

    def sign(self, claims: Mapping[str, Json]) -> str:
        """A compact JWS (EdDSA)."""
        ...

    def verify(self, jws: str) -> Mapping[str, Json]:
        """The claims; raises Refused(not_found) when the signature is not ours."""
        ...


Providers = Mapping[str, Provider]
