"""Cancelling for a fee: nothing happens without agreement to it, and what is left comes back."""

import pytest
from desks import Desk, ledger_of

from bangwo.app.ports import CancelTerms
from bangwo.core.errors import Code, Refused
from bangwo.domain.money import Money
from bangwo.domain.order import Order, OrderState
from bangwo.domain.person import Person
from bangwo.simulation.shop import Shop


async def ordered(desk: Desk, monkeypatch: pytest.MonkeyPatch, fee: int) -> tuple[Person, Order]:
    """An accepted order that costs so much to cancel."""
    person = await desk.buyer()
    order = await desk.order(person, await desk.quote(person))
    assert order.state is OrderState.ACCEPTED

    charge_for_cancelling(monkeypatch, Money(fee))
    return person, order


def charge_for_cancelling(monkeypatch: pytest.MonkeyPatch, fee: Money) -> None:
    """From now on every shop takes so much."""

    async def terms(shop: Shop, provider_order_id: str) -> CancelTerms:
        return CancelTerms(fee, "rule")

    monkeypatch.setattr(Shop, "cancel_terms", terms)


async def test_a_fee_that_nobody_agreed_to_cancels_nothing(any_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    person, order = await ordered(any_desk, monkeypatch, 100)
    with pytest.raises(Refused) as refused:
        await any_desk.till.cancel(person.user_id, order.order_id, "", "no")
    assert refused.value.code is Code.CANCEL_FEE
    assert refused.value.facts["fee_fen"] == 100
    kept = await any_desk.store.order(person.user_id, order.order_id)
    assert kept is not None
    assert kept.state is OrderState.ACCEPTED


@pytest.mark.parametrize("share", [0, 1, 100])
async def test_what_the_fee_leaves_comes_back(any_desk: Desk, monkeypatch: pytest.MonkeyPatch, share: int) -> None:
    person, order = await ordered(any_desk, monkeypatch, 0)
    fee = Money(order.paid.fen * share // 100)
    charge_for_cancelling(monkeypatch, fee)
    gone = await any_desk.till.cancel(person.user_id, order.order_id, "", "yes", fee=fee)
    assert gone.state is OrderState.CANCELLED
    assert gone.refunded == order.paid - fee
    refunds = [amount for kind, amount in await ledger_of(any_desk, person) if kind == "refund"]
    assert sum(refunds) == (order.paid - fee).fen
    assert sum(any_desk.purse.book[order.order_id].refunds.values()) == (order.paid - fee).fen


async def test_more_than_was_paid_cannot_be_taken(any_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    person, order = await ordered(any_desk, monkeypatch, 10**7)
    with pytest.raises(Refused) as refused:
        await any_desk.till.cancel(person.user_id, order.order_id, "", "no", fee=Money(10**7))
    assert refused.value.code is Code.ORDER_NOT_CANCELLABLE
