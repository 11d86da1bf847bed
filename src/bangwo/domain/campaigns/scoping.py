"""Scoping: whether a card or price counts for a purchase, why not, and for how much of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bangwo.domain.campaigns.conditions import Values
from bangwo.domain.campaigns.terms import Scope
from bangwo.domain.money import Money, total
from bangwo.domain.offer import IN_SHOP, Trade


class Why(StrEnum):
    """Why a card or a price does not count."""

    CAMPAIGN = "campaign"  # its campaign is not known
    PAUSED = "paused"
    HELD = "held"  # for another quote
    USED = "used"
    FROZEN = "frozen"
    EXPIRED = "expired"
    PERSON = "person"  # it is not for this person
    TRADE = "trade"
    PROVIDER = "provider"
    MERCHANT = "merchant"
    GOODS = "goods"
    HOURS = "hours"
    MINIMUM = "minimum"
    CONDITION = "condition"
    NOTHING = "nothing"  # there is nothing that it could take off


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a purchase: what it is called, its tags, how many, and what they cost together."""

    name: str
    tags: tuple[str, ...]
    pieces: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Purchase:
    """What is bought, as promotions see it. `brands`: every name of the merchant."""

    now: datetime
    trade: Trade
    provider_id: str
    merchant_id: str
    merchant_name: str
    brands: frozenset[str]
    lines: tuple[Piece, ...]
    fees: Money

    @property
    def goods(self) -> Money:
        """The lines without fees."""
        return total(line.amount for line in self.lines)

    @property
    def gross(self) -> Money:
        """Lines and fees."""
        return self.goods + self.fees

    @property
    def values(self) -> Values:
        """What conditions may ask (`conditions.ORDER`)."""
        return {
            "now": self.now,
            "trade": self.trade.value,
            "provider": self.provider_id,
            "merchant": self.merchant_name,
            "brands": tuple(sorted(self.brands)),
            "goods": tuple(line.name for line in self.lines),
            "tags": tuple(sorted({tag for line in self.lines for tag in line.tags})),
            "pieces": sum(line.pieces for line in self.lines),
            "goods_fen": self.goods.fen,
            "gross_fen": self.gross.fen,
        }


def why_not(scope: Scope, purchase: Purchase) -> Why | None:
    """The first thing that keeps it from counting, or None."""
    called = Trade.FOOD if purchase.trade in IN_SHOP else purchase.trade  # what counts for food counts for its vouchers
    if not scope.trades & {purchase.trade, called}:
        return Why.TRADE
    if scope.providers and purchase.provider_id not in scope.providers:
        return Why.PROVIDER
    if scope.merchants and not scope.merchants & {purchase.merchant_id, *purchase.brands}:
        return Why.MERCHANT
    if scope.goods and not any(_meant(scope, line) for line in purchase.lines):
        return Why.GOODS
    if scope.hours and not any(hours.open_at(purchase.now) for hours in scope.hours):
        return Why.HOURS
    if scope.minimum is not None and purchase.goods < scope.minimum:
        return Why.MINIMUM
    return None if scope.when.holds(purchase.values) else Why.CONDITION


def share_of(scope: Scope, purchase: Purchase) -> Money:
    """What of a purchase is made cheaper: all of it with its fees, or the goods that are named."""
    if not scope.goods:
        return purchase.gross
    return total(line.amount for line in purchase.lines if _meant(scope, line))


def _meant(scope: Scope, line: Piece) -> bool:
    return any(word in line.name or word in line.tags for word in scope.goods)
