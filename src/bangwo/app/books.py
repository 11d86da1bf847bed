"""Books: small rows over everything stored, for an auditor and for reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bangwo.domain.campaigns.card import CardState
from bangwo.domain.facts import FactKind
from bangwo.domain.order import Order, OrderState, Step


@dataclass(frozen=True, slots=True)
class OrderBrief:
    """An order without its lines."""

    user_id: str
    order_id: str
    quote_id: str
    provider_id: str
    provider_order_id: str
    charge_id: str
    state: OrderState
    step: Step
    created_at: datetime
    paid_fen: int
    refunded_fen: int


@dataclass(frozen=True, slots=True)
class HoldBrief:
    """Budget of a campaign under an id; `state` is held, used, released or restored."""

    user_id: str
    campaign_id: str
    hold_id: str
    fen: int
    state: str


@dataclass(frozen=True, slots=True)
class CardBrief:
    """A card, its state, and the quote or order it is held for."""

    user_id: str
    card_id: str
    campaign_id: str
    state: CardState
    held_for: str


@dataclass(frozen=True, slots=True)
class BudgetBrief:
    """A campaign's budget and what of it is neither held nor used."""

    campaign_id: str
    budget_fen: int
    left_fen: int


class StoreBooks(Protocol):
    """What an auditor may read of a store: every row there is, each from committed data."""

    async def sums_by_account(self) -> dict[str, int]:
        """Balance in fen of every account."""
        ...

    async def orders_brief(self) -> Sequence[OrderBrief]: ...
    async def budget_holds(self) -> Sequence[HoldBrief]:
        """Every hold there ever was."""
        ...

    async def open_holds(self) -> Sequence[HoldBrief]:
        """Those that are held now."""
        ...

    async def card_states(self) -> Sequence[CardBrief]: ...
    async def budgets(self) -> Sequence[BudgetBrief]: ...
    async def fact_counts(self) -> dict[FactKind, int]: ...


def brief_of(order: Order) -> OrderBrief:
    """An order without its lines."""
    return OrderBrief(
        user_id=order.user_id,
        order_id=order.order_id,
        quote_id=order.quote.quote_id,
        provider_id=order.quote.provider_id,
        provider_order_id=order.provider_order_id,
        charge_id=order.charge_id,
        state=order.state,
        step=order.step,
        created_at=order.created_at,
        paid_fen=order.paid.fen,
        refunded_fen=order.refunded.fen,
    )
