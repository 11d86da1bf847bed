"""Quotes: priced, expiring promises, and a digest of all that was promised."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from bangwo.core.json import Json, canonical
from bangwo.domain.basis import Basis
from bangwo.domain.campaigns.terms import Window
from bangwo.domain.money import ZERO, Money, total
from bangwo.domain.offer import Hold, Trade
from bangwo.domain.place import Address
from bangwo.domain.trades import Particulars

QUOTE_LIFE = timedelta(minutes=10)
QTY_MAX = 99
LINES_MAX = 30
PAY_LEAST = Money(1)
"""The payer always pays at least one fen, unless the thing itself costs nothing."""


class QuoteState(StrEnum):
    """A quote is open until it becomes an order or is dropped (denied, replaced, expired)."""

    OPEN = "open"
    ORDERED = "ordered"
    DROPPED = "dropped"


def order_id_of(quote_id: str) -> str:
    """The id of the order that a quote becomes: one quote, one order, by primary key."""
    return "o" + quote_id.removeprefix("q")


def quote_id_of(named: str) -> str:
    """The quote that is named by its own id, or by that of the order it became."""
    return "q" + named[1:] if named.startswith("o") else named


@dataclass(frozen=True, slots=True)
class Line:
    """So many of one offer with chosen options; `unit_price` holds the options' prices."""

    offer_ref: str
    offer_id: str
    name: str
    qty: int
    unit: str
    unit_price: Money
    options: tuple[str, ...] = ()  # as shown: 少糖, 去冰
    choice_ids: tuple[str, ...] = ()

    @property
    def amount(self) -> Money:
        """Unit price times quantity."""
        return self.unit_price * self.qty


@dataclass(frozen=True, slots=True)
class Fee:
    """A charge beside the lines, e.g. delivery."""

    kind: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Discount:
    """Taken off by a card or a price, paid to the merchant by the campaign, from the budget that `pot` names."""

    source: str  # the title of the card or price
    amount: Money
    campaign_id: str
    card_id: str = ""  # empty where it needs none
    pot: str = ""  # empty: the campaign's own
    windows: tuple[Window, ...] = ()  # of a paced campaign: what of it may go in this hour, on this day


@dataclass(frozen=True)
class Quote:
    """An exact offer to one person. Everything in it but its life and its basis is under the digest.

    What it comes to and its digest are asked for at every step of an order and worked out once: hence no slots. Their
    names begin with an underscore, so that they are not written with the fields.
    """

    quote_id: str
    user_id: str
    trade: Trade
    provider_id: str
    merchant_id: str
    merchant_name: str
    lines: tuple[Line, ...]
    fees: tuple[Fee, ...]
    discounts: tuple[Discount, ...]
    where: Address | None
    note: str
    refs: tuple[str, ...]  # of every option that led here
    created_at: datetime
    expires_at: datetime
    title: str = ""
    venue: str = ""
    hall: str = ""
    starts_at: datetime | None = None
    format: str = ""
    rows: int = 0
    hold: Hold | None = None
    of: Particulars | None = None  # what is made to measure
    member: Money = ZERO  # off for members, which the brand pays
    brand: str = ""
    rule: str = ""  # what cancelling costs, in the provider's words
    gift: str = ""  # what the card says that goes with it
    basis: Basis | None = None  # why it is this one

    @property
    def goods(self) -> Money:
        """The lines without fees."""
        return total(line.amount for line in self.lines)

    @property
    def gross(self) -> Money:
        """What the provider is paid: lines and fees, less what members save there."""
        return self._gross

    @property
    def off(self) -> Money:
        """What campaigns pay."""
        return total(discount.amount for discount in self.discounts)

    @property
    def pay(self) -> Money:
        """What the person pays."""
        return self._pay

    @property
    def digest(self) -> str:
        """SHA-256 over all that is promised: a consent names it, and nothing else can be bought with it."""
        return self._digest

    @property
    def pieces(self) -> dict[str, int]:
        """How many of each kind of person, where lines are told apart by it."""
        counts: dict[str, int] = {}
        for line in self.lines:
            counts[line.unit] = counts.get(line.unit, 0) + line.qty
        return counts

    def live(self, now: datetime) -> bool:
        """Whether the promise still holds."""
        return now < self.expires_at

    @cached_property
    def _gross(self) -> Money:
        return self.goods + total(fee.amount for fee in self.fees) - self.member

    @cached_property
    def _pay(self) -> Money:
        return self.gross - self.off

    @cached_property
    def _digest(self) -> str:
        return "sha256:" + hashlib.sha256(canonical(_promised(self))).hexdigest()


def _promised(quote: Quote) -> Json:
    return {
        "quote": quote.quote_id,
        "user": quote.user_id,
        "trade": quote.trade.value,
        "merchant": [quote.provider_id, quote.merchant_id, quote.merchant_name],
        "lines": [
            [each.offer_ref, each.name, each.qty, each.unit, each.unit_price.fen, list(each.choice_ids)]
            for each in quote.lines
        ],
        "fees": [[fee.kind, fee.amount.fen] for fee in quote.fees],
        "discounts": [[each.campaign_id, each.card_id, each.amount.fen] for each in quote.discounts],
        "currency": quote.gross.currency,
        "pay": quote.pay.fen,
        "where": quote.where and [quote.where.text, quote.where.contact, quote.where.phone],
        "note": quote.note,
        "showing": [
            quote.title,
            quote.venue,
            quote.hall,
            quote.starts_at and quote.starts_at.isoformat(),
            quote.format,
        ],
        "seats": [[seat.row, seat.col] for seat in quote.hold.seats] if quote.hold else [],
        "places": list(quote.hold.places) if quote.hold else [],
        "of": quote.of and quote.of.details(quote.pieces),
        "member": [quote.brand, quote.member.fen],
        "rule": quote.rule,
        **({"gift": quote.gift} if quote.gift else {}),
    }
