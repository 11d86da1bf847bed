"""Audit: ledger = orders = provider orders = charges, and nothing is held for nobody."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from bangwo.app.books import BudgetBrief, CardBrief, HoldBrief, OrderBrief, StoreBooks
from bangwo.app.ports import Charge, Payments, ProviderOrder, Providers, Stated, Statement
from bangwo.core.clock import LOCAL
from bangwo.core.errors import Refused, Unavailable
from bangwo.domain.campaigns.card import CardState
from bangwo.domain.ledger import escrow, payer
from bangwo.domain.order import OrderState, Step
from bangwo.domain.quote import Quote, QuoteState

AT_ONCE_MAX = 16
EVER = datetime(2000, 1, 1, tzinfo=LOCAL)
"""Before the first charge there was."""
ASKS_MAX = 3
"""An answer may get lost; one that does not come three times over is a finding."""

T = TypeVar("T")


class Books(StoreBooks, Protocol):
    """What an audit reads of the store."""

    async def quote(self, user_id: str, quote_id: str) -> tuple[Quote, QuoteState] | None: ...


@dataclass(frozen=True, slots=True)
class Audit:
    """How much was looked at, and what is wrong, one finding a line. `open_orders`: still on their way."""

    orders: int
    open_orders: int
    charged_fen: int
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    orders: Sequence[OrderBrief]
    holds: Sequence[HoldBrief]
    cards: Sequence[CardBrief]
    budgets: Sequence[BudgetBrief]
    sums: dict[str, int]


async def audit(books: Books, providers: Providers, payments: Payments, statement: Statement, now: datetime) -> Audit:
    """Compare all books. What is still on its way may be ahead elsewhere; what has ended must agree everywhere.

    The statement is read first: whatever is charged by then is an order that was written before it was charged.
    """
    findings: list[str] = []
    stated = await _asked(
        lambda: statement.charges(EVER, now + timedelta(days=1)), "the statement of charges", findings
    )
    rows = _Rows(
        await books.orders_brief(),
        await books.budget_holds(),
        await books.card_states(),
        await books.budgets(),
        await books.sums_by_account(),
    )
    findings += [*_orders(rows), *_ledger(rows), *_budgets(rows), *_strays(rows, stated or ())]
    findings += await _holds(rows, books)
    turn = asyncio.Semaphore(AT_ONCE_MAX)
    asked = await asyncio.gather(*(_elsewhere(order, providers, payments, turn) for order in rows.orders))
    findings += [finding for each in asked for finding in each]
    return Audit(
        orders=len(rows.orders),
        open_orders=sum(order.step not in (Step.END, Step.FOLLOW) for order in rows.orders),
        charged_fen=sum(order.paid_fen - order.refunded_fen for order in rows.orders),
        findings=tuple(findings),
    )


def _orders(rows: _Rows) -> Iterator[str]:
    """One quote, one order; one charge and one provider order belong to one order."""
    for what, ids in (
        ("quote", [order.quote_id for order in rows.orders]),
        ("charge", [order.charge_id for order in rows.orders if order.charge_id]),
        ("provider order", [f"{o.provider_id} {o.provider_order_id}" for o in rows.orders if o.provider_order_id]),
    ):
        yield from (f"{what} {key} has {many} orders" for key, many in Counter(ids).items() if many > 1)


def _strays(rows: _Rows, stated: Sequence[Stated]) -> Iterator[str]:
    """Every charge of the statement belongs to an order of ours, and to no other charge."""
    known = {order.order_id for order in rows.orders}
    for each in stated:
        if each.order_id not in known:
            back = f" and gave {each.refunded.fen} back" if each.refunded else ""
            yield f"the payment service took {each.amount.fen} fen{back} for {each.order_id}, which is no order of ours"
    for key, many in Counter(each.order_id for each in stated).items():
        if many > 1:
            yield f"the payment service charged {key} {many} times"


def _ledger(rows: _Rows) -> Iterator[str]:
    """The ledger sums to zero, holds money only of orders on their way, and took of each person what orders say."""
    if total := sum(rows.sums.values()):
        yield f"the ledger sums to {total} fen"
    paid: defaultdict[str, int] = defaultdict(int)
    for order in rows.orders:
        paid[order.user_id] += order.paid_fen - order.refunded_fen
        held = rows.sums.get(escrow(order.order_id), 0)
        settled = order.step in (Step.END, Step.FOLLOW)
        if held and (settled or held != order.paid_fen):
            yield f"{order.order_id} ({order.state}) holds {held} fen in escrow"
    for user_id, fen in paid.items():
        if -rows.sums.get(payer(user_id), 0) != fen:
            yield f"{user_id} paid {fen} fen by orders, {-rows.sums.get(payer(user_id), 0)} by the ledger"


def _budgets(rows: _Rows) -> Iterator[str]:
    for budget in rows.budgets:
        name, _, counted = budget.campaign_id.partition("#")
        spent = sum(h.fen for h in rows.holds if h.campaign_id == budget.campaign_id and h.state in ("held", "used"))
        spent += sum(card.campaign_id == name for card in rows.cards) if counted else 0
        if spent + budget.left_fen != budget.budget_fen or budget.left_fen < 0:
            yield f"campaign {budget.campaign_id}: {spent} + {budget.left_fen} is not {budget.budget_fen}"


async def _holds(rows: _Rows, books: Books) -> list[str]:
    """Everything held is held for an open quote, or for an order on its way."""
    orders = {order.quote_id: order for order in rows.orders}
    held = [
        (hold.user_id, hold.hold_id.partition("+")[0], f"budget of {hold.campaign_id}")
        for hold in rows.holds
        if hold.state == "held"
    ]
    held += [(card.user_id, card.held_for, card.card_id) for card in rows.cards if card.state is CardState.HELD]
    findings: list[str] = []
    for user_id, quote_id, what in held:
        order = orders.get(quote_id)
        if order is not None and order.step not in (Step.END, Step.FOLLOW):
            continue
        found = await books.quote(user_id, quote_id) if order is None else None
        if found is None or found[1] is not QuoteState.OPEN:
            findings.append(f"{what} is held for {quote_id}, which is over")
    for card in rows.cards:
        if card.state is CardState.USED and not _lives(orders.get(card.held_for)):
            findings.append(f"card {card.card_id} was used for {card.held_for}, which was undone")
    return findings


def _lives(order: OrderBrief | None) -> bool:
    return order is not None and order.state not in (OrderState.FAILED, OrderState.CANCELLED)


async def _elsewhere(order: OrderBrief, providers: Providers, payments: Payments, turn: asyncio.Semaphore) -> list[str]:
    async with turn:
        findings: list[str] = []
        charge = await _asked(partial(payments.find, order.order_id), f"{order.order_id}: its charge", findings)
        if charge is not None:
            findings += _charge(order, charge)
        provider = providers.get(order.provider_id)
        if provider is not None and order.provider_order_id:
            what = f"{order.order_id}: its provider order"
            theirs = await _asked(partial(provider.order, order.provider_order_id), what, findings)
            if theirs is not None:
                findings += _provider_order(order, theirs)
        return findings


async def _asked(ask: Callable[[], Awaitable[T]], what: str, findings: list[str]) -> T | None:
    why: Exception | None = None
    for _ in range(ASKS_MAX):
        try:
            return await ask()
        except Refused as refusal:
            why = refusal
            break
        except Unavailable as outage:
            why = outage
    findings.append(f"{what} could not be asked for: {why}")
    return None


def _charge(order: OrderBrief, charge: Charge) -> Iterable[str]:
    taken = charge.amount.fen if charge.status == "paid" else 0
    kept = taken - charge.refunded.fen
    if order.paid_fen and taken != order.paid_fen:
        yield f"{order.order_id} was paid {order.paid_fen}, the payment service took {taken}"
    if order.step in (Step.END, Step.FOLLOW) and kept != order.paid_fen - order.refunded_fen:
        yield f"{order.order_id} ({order.state}): the payment service keeps {kept} fen"


def _provider_order(order: OrderBrief, theirs: ProviderOrder) -> Iterable[str]:
    """A state may be on its way to us; an end on our side must be an end on theirs."""
    undone = order.state in (OrderState.CANCELLED, OrderState.FAILED)
    wrong = (theirs.state is not OrderState.CANCELLED) if undone else False
    done = order.state is OrderState.COMPLETED and theirs.state is not OrderState.COMPLETED
    if wrong or done:
        yield f"{order.order_id} is {order.state}, its provider order {theirs.state}"
