"""Outcomes: the writes that each commit of the saga makes together: order, ledger, card, budget, facts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bangwo.app import promote
from bangwo.app.changes import AddFacts, AddTransfers, LinkProviderOrder, PutOrder, Write
from bangwo.app.crashpoints import Commit
from bangwo.core.ids import Ids
from bangwo.domain.campaigns.card import Card
from bangwo.domain.facts import BY_CARD, BY_PRICE, EARLY, Fact, FactKind, labelled
from bangwo.domain.ledger import Transfer, escrow, payable, payer, subsidy
from bangwo.domain.money import ZERO, Money
from bangwo.domain.order import Order

_MS = timedelta(milliseconds=1)


def needs_cards(commit: Commit, order: Order) -> bool:
    """Whether the writes of a commit touch the card that the order holds."""
    return bool(order.quote.discounts) and commit in (Commit.ACCEPTED, Commit.FAILED, Commit.CANCELLED)


def writes(commit: Commit, order: Order, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """What a commit writes for an order that is already in its next version."""
    match commit:
        case Commit.CHARGED:
            if not order.paid:  # it costs nothing: only that it goes on is written
                return (PutOrder(order),)
            facts = (fact(order, FactKind.ORDER_CHARGED, now, ids, amount=order.paid),)
            return (PutOrder(order), AddTransfers((_charge(order, now),)), AddFacts(facts))
        case Commit.ACCEPTED:
            return _accepted(order, cards, now, ids)
        case Commit.FAILED | Commit.CANCELLED:
            return _undone(commit, order, cards, now, ids)
        case _:
            return (PutOrder(order),)


def fact(order: Order, kind: FactKind, now: datetime, ids: Ids, *, amount: Money = ZERO, label: str = "") -> Fact:
    """A fact about an order; its label is the trade unless something more telling is given."""
    return Fact(ids("f", now), order.user_id, kind, now, order.order_id, amount.fen, label or order.quote.trade.value)


def _acceptance(order: Order, now: datetime, ids: Ids) -> Fact:
    """What was sold, what made it cheaper, and how long the person waited for it since the yes."""
    taken = order.quote.discounts
    by = BY_CARD if any(each.card_id for each in taken) else BY_PRICE if taken else ""
    label = labelled(order.quote.trade.value, by)
    made = fact(order, FactKind.ORDER_ACCEPTED, now, ids, amount=order.quote.gross, label=label)
    return replace(made, ms=max(0, (now - order.created_at) // _MS))


def _accepted(order: Order, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    owed = _payable(order)
    paid = [_transfer(order, "settle", (escrow(order.order_id), owed), order.paid, now)] if order.paid else []
    transfers = [
        *paid,
        *(
            _transfer(order, "subsidise", (subsidy(each.campaign_id), owed), each.amount, now, index=index)
            for index, each in enumerate(order.quote.discounts)
        ),
    ]
    return (
        PutOrder(order),
        *((AddTransfers(tuple(transfers)),) if transfers else ()),
        LinkProviderOrder(order.quote.provider_id, order.provider_order_id, order.user_id, order.order_id),
        *promote.use(order.quote, cards, now, ids),
        AddFacts((_acceptance(order, now, ids),)),
    )


def _undone(commit: Commit, order: Order, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """The end of an order that is not to be: its money, card and budget go back where they came from."""
    back: list[Transfer] = []
    facts = [_end(commit, order, now, ids)]
    if order.paid:
        source = _payable(order) if order.accepted else escrow(order.order_id)
        facts.append(fact(order, FactKind.ORDER_REFUNDED, now, ids, amount=order.due_back))
        if order.due_back:  # what a fee leaves stays with the merchant
            back.append(_transfer(order, "refund", (source, payer(order.user_id)), order.due_back, now))
    if order.accepted:
        back += [
            _transfer(order, "unsubsidise", (_payable(order), subsidy(each.campaign_id)), each.amount, now, index=index)
            for index, each in enumerate(order.quote.discounts)
        ]
    give_back = promote.restore if order.accepted else promote.release
    return (
        PutOrder(order),
        *((AddTransfers(tuple(back)),) if back else ()),
        *give_back(order.quote, cards, now, ids),
        AddFacts(tuple(facts)),
    )


def _end(commit: Commit, order: Order, now: datetime, ids: Ids) -> Fact:
    if commit is Commit.FAILED:
        return fact(order, FactKind.ORDER_FAILED, now, ids, label=order.failure.value if order.failure else "")
    label = labelled(order.quote.trade.value, "" if order.accepted else EARLY)
    return fact(order, FactKind.ORDER_CANCELLED, now, ids, label=label)


def _charge(order: Order, now: datetime) -> Transfer:
    return _transfer(order, "charge", (payer(order.user_id), escrow(order.order_id)), order.paid, now)


def _payable(order: Order) -> str:
    return payable(order.quote.provider_id, order.quote.merchant_id)


def _transfer(
    order: Order, kind: str, between: tuple[str, str], amount: Money, now: datetime, *, index: int = 0
) -> Transfer:
    """Its id is the order's and the kind: each kind happens once to an order, or once to each of its discounts."""
    debit, credit = between
    key = f"{order.order_id}:{kind}" if not index else f"{order.order_id}:{kind}:{index}"
    return Transfer(key, order.order_id, kind, debit, credit, amount, now)
