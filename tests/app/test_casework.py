"""Casework: settlements give back what they say, once, through ledger and payment, whatever dies meanwhile."""

import asyncio
from datetime import timedelta

import pytest
from desks import Desk, ledger_of

from bangwo.app.cases import Cases, Matter
from bangwo.app.casework import Casework, Wish
from bangwo.app.once import Command
from bangwo.app.redress import Redress
from bangwo.core.errors import Code, Refused, Unavailable
from bangwo.domain.case import Bearer, Case, CaseKind, CaseState
from bangwo.domain.ledger import HOUSE, balances
from bangwo.domain.money import Money
from bangwo.domain.operator import Deed, Operator, Role
from bangwo.domain.order import Order
from bangwo.simulation.world import START

ANN = Operator("ann", Role.AGENT, "", START, version=1)
KIM = Operator("kim", Role.MANAGER, "", START, version=1)


class Front:
    """A desk with a queue before it."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.store = desk, desk.store
        self.cases = Cases(desk.store, desk.clock, desk.ids)  # type: ignore[arg-type]
        self.redress = Redress(desk.store, desk.purse, desk.clock, desk.ids)  # type: ignore[arg-type]
        self.work = Casework(desk.store, self.redress, desk.clock, desk.ids)  # type: ignore[arg-type]

    async def disputed(self, *, over: bool = True) -> tuple[Order, Case]:
        """An order that was brought, and a case about it in Ann's hands."""
        person = await self.desk.buyer()
        order = await self.desk.order(person, await self.desk.quote(person))
        if over:
            self.desk.eats.finish()
            await self.desk.later(timedelta(minutes=3))
        order = await self.store.order(order.user_id, order.order_id) or order
        matter = Matter(CaseKind.DISPUTE, "东西坏了", order_id=order.order_id)
        case = (await self.cases.open(Command(person.user_id, "k1", "d"), matter)).case
        return order, await self.work.take(ANN, case.case_id)


@pytest.fixture
def front(any_desk: Desk) -> Front:
    return Front(any_desk)


async def test_a_settlement_gives_back_a_part_once(front: Front) -> None:
    order, case = await front.disputed()
    for key in ("s1", "s1"):
        settled = await front.work.settle(ANN, case.case_id, Wish(Money(500), Bearer.MERCHANT, "洒了"), key)
        assert settled.state is CaseState.SETTLED
    after = await front.store.order(order.user_id, order.order_id)
    assert (after.paid, after.refunded) == (order.paid, Money(500))
    assert front.desk.purse.book[order.order_id].refunds == {case.case_id: 500}
    assert [
        fen for kind, fen in await ledger_of(front.desk, await front.store.person(order.user_id)) if kind == "redress"
    ] == [500]
    deeds = [each.deed for each in await front.store.deeds(9, case.case_id)]
    assert sorted(deeds) == [Deed.SETTLED, Deed.TOOK]
    context = await front.store.context(order.user_id, None, "")
    assert [(each.code, each.facts["refund_fen"]) for each in context.memos] == [("case_refunded", 500)]


async def test_never_more_than_was_paid_and_not_before_the_end(front: Front) -> None:
    order, case = await front.disputed()
    with pytest.raises(Refused) as refused:
        await front.work.settle(KIM, case.case_id, Wish(order.paid + Money(1)), "s1")
    assert (refused.value.code, refused.value.facts["left_fen"]) == (Code.REFUND_TOO_MUCH, order.paid.fen)
    assert (await front.work.settle(ANN, case.case_id, Wish(order.paid, Bearer.HOUSE), "s2")).state is CaseState.SETTLED
    books = balances(await front.store.transfers(order.user_id))
    assert (books[HOUSE], sum(books.values())) == (-order.paid.fen, 0)

    running, open_case = await front.disputed(over=False)
    with pytest.raises(Refused) as refused:
        await front.work.settle(ANN, open_case.case_id, Wish(Money(1)), "s1")
    assert refused.value.code is Code.ORDER_OPEN
    assert front.desk.purse.book[running.order_id].refunds == {}


async def test_two_settlements_at_once_give_once(front: Front) -> None:
    order, case = await front.disputed()
    wish = Wish(order.paid)
    tries = [front.work.settle(who, case.case_id, wish, f"s{n}") for n, who in enumerate((ANN, KIM, ANN))]
    await asyncio.gather(*tries, return_exceptions=True)
    assert front.desk.purse.book[order.order_id].refunds == {case.case_id: order.paid.fen}
    assert (await front.store.order(order.user_id, order.order_id)).refunded == order.paid


@pytest.mark.parametrize("silence", ["before", "after"])
async def test_what_a_dead_run_left_is_gone_on_with(front: Front, silence: str) -> None:
    """The run dies before the refund or right after it: the worker asks, and gives once."""
    order, case = await front.disputed()
    desk = front.desk

    async def refund(*args: object) -> object:
        if silence == "after":
            await Redress._refund(front.redress, *args)  # type: ignore[arg-type]
        raise Unavailable("pay")

    class Dying(Redress):
        _refund = staticmethod(refund)  # type: ignore[assignment]

    dying = Dying(desk.store, desk.purse, desk.clock, desk.ids)  # type: ignore[arg-type]
    work = Casework(desk.store, dying, desk.clock, desk.ids)  # type: ignore[arg-type]
    left = await work.settle(ANN, case.case_id, Wish(Money(700)), "s1")
    assert (left.state, left.attempts) == (CaseState.SETTLING, 1)
    front.desk.clock.advance(timedelta(minutes=10))
    assert await front.redress.run_due() == 1
    assert await front.redress.run_due() == 0
    assert front.desk.purse.book[order.order_id].refunds == {case.case_id: 700}
    assert (await front.store.case(case.case_id)).state is CaseState.SETTLED
    assert (await front.store.order(order.user_id, order.order_id)).refunded == Money(700)


async def test_a_no_of_the_payment_service_comes_back_to_the_operator(front: Front) -> None:
    order, case = await front.disputed()

    class Refusing(type(front.desk.purse)):  # type: ignore[misc]
        async def refund(self, *args: object) -> None:
            raise Refused(Code.PAYMENT_REFUSED)

    refusing = Refusing(front.desk.purse.wire, front.desk.purse.book)
    redress = Redress(front.store, refusing, front.desk.clock, front.desk.ids)  # type: ignore[arg-type]
    work = Casework(front.store, redress, front.desk.clock, front.desk.ids)  # type: ignore[arg-type]
    back = await work.settle(ANN, case.case_id, Wish(Money(700)), "s1")
    assert (back.state, back.failure) == (CaseState.TAKEN, Code.PAYMENT_REFUSED)
    assert (await front.store.order(order.user_id, order.order_id)).refunded == Money(0)
    assert (await front.work.settle(ANN, case.case_id, Wish(Money(700)), "s2")).state is CaseState.SETTLED


async def test_one_case_about_one_thing_and_a_place_in_the_queue(front: Front) -> None:
    person, other = await front.desk.buyer(), await front.desk.buyer()
    first = await front.cases.open(Command(person.user_id, "a", "a"), Matter(CaseKind.HANDOFF, "转人工"))
    again = await front.cases.open(Command(person.user_id, "b", "b"), Matter(CaseKind.HANDOFF, "人呢"))
    assert (first.new, again.new, again.case) == (True, False, first.case)
    front.desk.clock.advance(timedelta(seconds=1))
    behind = await front.cases.open(Command(other.user_id, "a", "a"), Matter(CaseKind.HANDOFF, "转人工"))
    assert behind.ahead >= 1
    for user, case_id in ((other.user_id, first.case.case_id), (person.user_id, "k_none")):
        with pytest.raises(Refused) as refused:
            await front.cases.mine(user, case_id)
        assert refused.value.code is Code.NOT_FOUND
    file = await front.work.file(KIM, first.case.case_id)
    assert (file.person.user_id, [each.deed for each in file.deeds]) == (person.user_id, [Deed.LOOKED])


async def test_a_memo_is_told_once(front: Front) -> None:
    _, case = await front.disputed()
    await front.work.reply(ANN, case.case_id, "马上给您退", "r1")
    await front.work.reply(ANN, case.case_id, "马上给您退", "r1")
    context = await front.store.context(case.user_id, None, "")
    assert [each.facts["text"] for each in context.memos] == ["马上给您退"]
