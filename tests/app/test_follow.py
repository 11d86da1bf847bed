"""Following: news moves an order on, late and repeated news is dropped, and silence is asked about."""

from datetime import timedelta

import pytest
from desks import Desk, ledger_of, states_of_cards

from bangwo.app.ports import PaymentNotice, ProviderOrder
from bangwo.domain.offer import Seat
from bangwo.domain.order import Order, OrderState, Step
from bangwo.domain.person import Person

A, P, W, R, D, X = (
    OrderState.ACCEPTED,
    OrderState.PREPARING,
    OrderState.ON_THE_WAY,
    OrderState.READY,
    OrderState.COMPLETED,
    OrderState.CANCELLED,
)


async def an_accepted_order(desk: Desk) -> tuple[Person, Order]:
    person = await desk.buyer(cards=1)
    return person, await desk.order(person, await desk.quote(person))


async def tell(desk: Desk, order: Order, state: OrderState, codes: tuple[str, ...] = ()) -> Order:
    news = ProviderOrder(order.provider_order_id, state, desk.clock.now(), codes)
    told = await desk.follow.news("eats", news)
    assert told is not None
    return told


@pytest.mark.parametrize(
    ("news", "timeline"),
    [
        ([P, W, D], [A, P, W, D]),
        ([P, P, W, W, D, D], [A, P, W, D]),
        ([W, P, A, D], [A, W, D]),
        ([D, W, P], [A, D]),
        ([R, D], [A, R, D]),
        ([D, X], [A, D]),
        ([], [A]),
    ],
)
async def test_news_twice_late_and_out_of_order(
    memory_desk: Desk, news: list[OrderState], timeline: list[OrderState]
) -> None:
    _, order = await an_accepted_order(memory_desk)
    for state in news:
        order = await tell(memory_desk, order, state)
    assert [moment.state for moment in order.timeline] == [OrderState.PLACING, *timeline]
    assert order.ended is (timeline[-1] is D)


@pytest.mark.parametrize("before", [[], [P]])
async def test_a_shop_that_gives_up_pays_everything_back_once(any_desk: Desk, before: list[OrderState]) -> None:
    person, order = await an_accepted_order(any_desk)
    for state in (*before, X, X):
        order = await tell(any_desk, order, state)
    assert (order.state, order.step, order.refunded) == (X, Step.END, order.paid)
    assert await states_of_cards(any_desk, person) == ["granted"]
    kinds = [kind for kind, _ in await ledger_of(any_desk, person)]
    assert kinds == ["charge", "refund", "settle", "subsidise", "unsubsidise"]


async def test_news_of_an_unknown_order_is_to_be_told_again(any_desk: Desk) -> None:
    assert await any_desk.follow.news("eats", ProviderOrder("po-none", W, any_desk.clock.now())) is None


async def test_silence_is_asked_about(any_desk: Desk) -> None:
    person, order = await an_accepted_order(any_desk)
    any_desk.eats.finish()
    await any_desk.later(timedelta(seconds=119))
    assert (await any_desk.store.order(person.user_id, order.order_id)).state is A
    await any_desk.later(timedelta(seconds=2))
    assert (await any_desk.store.order(person.user_id, order.order_id)).state is D


async def test_a_silent_shop_is_asked_ever_more_seldom(memory_desk: Desk) -> None:
    person, order = await an_accepted_order(memory_desk)
    memory_desk.eats.wire.dead = True
    waits: list[timedelta] = []
    for _ in range(8):
        before = await memory_desk.store.order(person.user_id, order.order_id)
        await memory_desk.later(before.next_at - memory_desk.clock.now())
        after = await memory_desk.store.order(person.user_id, order.order_id)
        waits.append(after.next_at - memory_desk.clock.now())
    assert waits == [timedelta(minutes=each) for each in (2, 4, 8, 16, 30, 30, 30, 30)]


async def test_codes_that_come_with_news_are_kept(any_desk: Desk) -> None:
    _, order = await an_accepted_order(any_desk)
    order = await tell(any_desk, order, P, ("123456",))
    assert (await tell(any_desk, order, W)).codes == ("123456",)


async def test_tickets_without_codes_are_asked_about_at_once(any_desk: Desk) -> None:
    person = await any_desk.buyer()
    order = await any_desk.order(person, await any_desk.tickets(person, Seat(1, 3)))
    assert order.state is A
    assert order.next_at - any_desk.clock.now() <= timedelta(seconds=1)


async def test_a_notice_of_payment_hurries_an_order_that_waits_for_it(any_desk: Desk) -> None:
    person = await any_desk.buyer()
    any_desk.purse.wire.dead = True
    waiting = await any_desk.order(person, await any_desk.quote(person))
    assert (waiting.step, waiting.attempts) == (Step.CHARGE, 1)
    any_desk.purse.wire.dead = False
    notice = PaymentNotice(person.user_id, waiting.order_id)
    accepted = await any_desk.follow.paid(notice)
    assert accepted is not None
    assert accepted.state is A
    assert await any_desk.follow.paid(notice) == accepted  # told twice
    assert len(any_desk.purse.book) == 1


async def test_a_notice_that_came_before_any_money_is_not_believed(memory_desk: Desk) -> None:
    person = await memory_desk.buyer()
    memory_desk.purse.wire.dead = True
    waiting = await memory_desk.order(person, await memory_desk.quote(person))
    after = await memory_desk.follow.paid(PaymentNotice(person.user_id, waiting.order_id))
    assert after is not None
    assert (after.state, after.paid.fen) == (OrderState.PLACING, 0)


async def test_a_notice_of_no_order_is_of_none(any_desk: Desk) -> None:
    assert await any_desk.follow.paid(PaymentNotice("u_none", "o_none")) is None
