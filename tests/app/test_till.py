"""The till: one yes, one order, one charge, one provider order; and the no that gives all of it back."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from desks import CAKE, TEA, Desk, ledger_of, states_of_cards

from bangwo.app.ports import Charge
from bangwo.core.errors import BangwoError, Code, Conflict, Refused, Unavailable, Unknown
from bangwo.domain.money import Money
from bangwo.domain.offer import Seat
from bangwo.domain.order import OrderState, Step
from bangwo.domain.pricing import Pick
from bangwo.domain.quote import QUOTE_LIFE, QuoteState, order_id_of

SECOND = timedelta(seconds=1)


async def refusal(of: object) -> Code:
    with pytest.raises(Refused) as refused:
        await of
    return refused.value.code


async def test_a_yes_becomes_an_accepted_order(any_desk: Desk) -> None:
    person = await any_desk.buyer(cards=1)
    quote = await any_desk.quote(person)
    order = await any_desk.order(person, quote)
    assert (order.state, order.step, order.order_id) == (OrderState.ACCEPTED, Step.FOLLOW, order_id_of(quote.quote_id))
    assert await any_desk.store.order(person.user_id, order.order_id) == order
    assert await states_of_cards(any_desk, person) == ["used"]
    assert await ledger_of(any_desk, person) == [("charge", 1), ("settle", 1), ("subsidise", 1599)]
    consent = await any_desk.store.consent(person.user_id, order.order_id)
    assert consent is not None and consent.digest == quote.digest and quote.digest in consent.jws


async def test_fifty_yeses_to_one_quote_are_one_order(any_desk: Desk) -> None:
    person = await any_desk.buyer(cards=1)
    quote = await any_desk.quote(person)
    orders = await asyncio.gather(*(any_desk.order(person, quote, f"yes {number % 25}") for number in range(50)))
    await any_desk.later(15 * SECOND)
    assert {order.order_id for order in orders} == {order_id_of(quote.quote_id)}
    assert len(await any_desk.store.orders(person.user_id, 10)) == 1
    assert len(any_desk.purse.book) == len(any_desk.eats.sold) == 1
    assert await ledger_of(any_desk, person) == [("charge", 1), ("settle", 1), ("subsidise", 1599)]


async def test_the_last_seat_wanted_by_twenty_is_sold_once(any_desk: Desk) -> None:
    people = [await any_desk.buyer() for _ in range(20)]

    async def want(person: object) -> object:
        try:
            return await any_desk.order(person, await any_desk.tickets(person, Seat(1, 1)))
        except Refused as refused:
            return refused.code

    outcomes = await asyncio.gather(*(want(person) for person in people))
    assert outcomes.count(Code.SEATS_UNAVAILABLE) == 19
    assert [each.state for each in outcomes if not isinstance(each, Code)] == [OrderState.ACCEPTED]
    assert [payment.fen for payment in any_desk.purse.book.values()] == [4500]


async def test_the_last_cake_quoted_to_twenty_is_sold_once_and_nobody_else_pays(memory_desk: Desk) -> None:
    memory_desk.eats.stock["cake"] = 1
    people = [await memory_desk.buyer(cards=1) for _ in range(20)]
    quotes = [await memory_desk.quote(person, Pick(CAKE)) for person in people]
    orders = await asyncio.gather(*map(memory_desk.order, people, quotes))
    assert sorted(order.state for order in orders) == [OrderState.ACCEPTED] + [OrderState.FAILED] * 19
    assert {order.failure for order in orders} == {None, Code.SOLD_OUT}
    kept = [each.fen - sum(each.refunds.values()) for each in memory_desk.purse.book.values()]
    assert sum(1 for fen in kept if fen) == 1
    assert sorted([*(await asyncio.gather(*(states_of_cards(memory_desk, person) for person in people)))]) == [
        ["granted"]
    ] * 19 + [["used"]]


async def test_the_same_key_gives_the_same_order_and_another_body_is_refused(any_desk: Desk) -> None:
    person = await any_desk.buyer()
    first, second = await any_desk.quote(person), await any_desk.quote(person, Pick(TEA, 2))
    order = await any_desk.order(person, first, "key")
    assert (await any_desk.order(person, first, "key")).order_id == order.order_id
    assert await refusal(any_desk.order(person, second, "key")) is Code.IDEMPOTENCY_MISMATCH
    assert (await any_desk.order(person, first, "other")).order_id == order.order_id
    assert await refusal(any_desk.order(person, second, "other")) is Code.IDEMPOTENCY_MISMATCH
    assert len(any_desk.purse.book) == 1


async def test_a_quote_just_read_is_not_read_again_and_may_be_stale(any_desk: Desk) -> None:
    person, stranger = await any_desk.buyer(), await any_desk.buyer()
    quote = await any_desk.quote(person)
    say = any_desk.till.confirm
    assert await refusal(say(stranger, quote.quote_id, quote.digest, "1", shown=quote)) is Code.NOT_FOUND
    order = await say(person, quote.quote_id, quote.digest, "2", shown=quote)
    assert (await say(person, quote.quote_id, quote.digest, "3", shown=quote)).order_id == order.order_id
    gone = await any_desk.quote(person)
    any_desk.clock.advance(QUOTE_LIFE)
    await any_desk.follow.sweep_quotes(any_desk.clock.now())
    assert await refusal(say(person, gone.quote_id, gone.digest, "4", shown=gone)) is Code.QUOTE_EXPIRED
    assert len(any_desk.purse.book) == 1


async def test_what_is_not_to_be_confirmed_is_refused_and_costs_nothing(any_desk: Desk) -> None:
    person, stranger = await any_desk.buyer(), await any_desk.buyer()
    quote = await any_desk.quote(person)
    other = replace(quote, note="放门口").digest
    assert await refusal(any_desk.order(stranger, quote)) is Code.NOT_FOUND
    assert await refusal(any_desk.till.confirm(person, "q_none", quote.digest, "1")) is Code.NOT_FOUND
    assert await refusal(any_desk.till.confirm(person, quote.quote_id, other, "2")) is Code.DIGEST_MISMATCH
    any_desk.clock.advance(QUOTE_LIFE)
    assert await refusal(any_desk.order(person, quote)) is Code.QUOTE_EXPIRED
    await any_desk.follow.sweep_quotes(any_desk.clock.now())
    assert await refusal(any_desk.order(person, quote)) is Code.QUOTE_GONE
    assert any_desk.purse.book == {}


async def test_a_swept_quote_gives_back_its_card_and_its_seats(any_desk: Desk) -> None:
    person = await any_desk.buyer(cards=1)
    quote = await any_desk.quote(person)
    seats = await any_desk.tickets(person, Seat(1, 2))
    assert await states_of_cards(any_desk, person) == ["held"]
    any_desk.clock.advance(QUOTE_LIFE)
    assert await any_desk.follow.sweep_quotes(any_desk.clock.now()) >= 2
    assert await states_of_cards(any_desk, person) == ["granted"]
    assert any_desk.films.kept == {}
    for each in (quote, seats):
        assert (await any_desk.store.quote(person.user_id, each.quote_id))[1] is QuoteState.DROPPED


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda desk: desk.eats.dearer.update(tea=1), Code.PRICE_CHANGED),
        (lambda desk: desk.eats.stock.update(tea=0), Code.SOLD_OUT),
    ],
)
async def test_what_the_shop_changes_fails_the_order_before_a_charge(any_desk: Desk, spoil, code: Code) -> None:
    person = await any_desk.buyer(cards=1)
    quote = await any_desk.quote(person)
    spoil(any_desk)
    order = await any_desk.order(person, quote)
    assert (order.state, order.failure, order.step) == (OrderState.FAILED, code, Step.END)
    assert any_desk.purse.book == {}
    assert await ledger_of(any_desk, person) == []
    assert await states_of_cards(any_desk, person) == ["granted"]


async def test_a_refused_payment_fails_the_order_and_withdraws_it(any_desk: Desk) -> None:
    person = await any_desk.buyer(cards=1)
    quote = await any_desk.quote(person)
    any_desk.purse.poor.add(person.user_id)
    order = await any_desk.order(person, quote)
    assert (order.state, order.failure) == (OrderState.FAILED, Code.PAYMENT_REFUSED)
    assert [sheet.status for sheet in any_desk.eats.sheets.values()] == ["cancelled"]
    assert await states_of_cards(any_desk, person) == ["granted"]


async def test_a_cancelled_order_gives_everything_back(any_desk: Desk) -> None:
    person = await any_desk.buyer(cards=1)
    order = await any_desk.order(person, await any_desk.quote(person))
    gone = await any_desk.till.cancel(person.user_id, order.order_id, "不想要了", "no")
    assert (gone.state, gone.refunded, gone.reason) == (OrderState.CANCELLED, Money(1), "不想要了")
    assert await states_of_cards(any_desk, person) == ["granted"]
    assert await ledger_of(any_desk, person) == [
        ("charge", 1),
        ("refund", 1),
        ("settle", 1),
        ("subsidise", 1599),
        ("unsubsidise", 1599),
    ]
    again = await any_desk.till.cancel(person.user_id, order.order_id, "不想要了", "no")
    assert again == gone
    assert await any_desk.till.cancel(person.user_id, order.order_id, "真的", "no again") == gone


async def test_what_is_on_its_way_cannot_be_cancelled(any_desk: Desk) -> None:
    person = await any_desk.buyer(cards=1)
    order = await any_desk.order(person, await any_desk.quote(person))
    for sold in any_desk.eats.sold.values():
        sold.state = OrderState.ON_THE_WAY
    cancelling = any_desk.till.cancel(person.user_id, order.order_id, "", "no")
    assert await refusal(cancelling) is Code.ORDER_NOT_CANCELLABLE
    kept = await any_desk.store.order(person.user_id, order.order_id)
    assert (kept.state, kept.step, kept.refunded) == (OrderState.ACCEPTED, Step.FOLLOW, Money(0))
    assert await states_of_cards(any_desk, person) == ["used"]
    stranger = await any_desk.buyer()
    assert await refusal(any_desk.till.cancel(stranger.user_id, order.order_id, "", "k")) is Code.NOT_FOUND


async def test_a_dead_shop_is_waited_for_and_nothing_is_charged(memory_desk: Desk) -> None:
    person = await memory_desk.buyer(cards=1)
    quote = await memory_desk.quote(person)
    memory_desk.eats.wire.dead = True
    order = await memory_desk.order(person, quote)
    assert (order.state, order.step) == (OrderState.PLACING, Step.CHECKOUT)
    for _ in range(40):
        await memory_desk.later(SECOND)
    failed = await memory_desk.store.order(person.user_id, order.order_id)
    assert (failed.state, failed.failure) == (OrderState.FAILED, Code.PROVIDER_DOWN)
    assert memory_desk.purse.book == {}
    assert await states_of_cards(memory_desk, person) == ["granted"]


async def test_a_shop_that_comes_back_gets_the_order(memory_desk: Desk) -> None:
    person = await memory_desk.buyer()
    quote = await memory_desk.quote(person)
    memory_desk.eats.wire.dead = True
    order = await memory_desk.order(person, quote)
    memory_desk.eats.wire.dead = False
    await memory_desk.later(2 * SECOND)
    assert (await memory_desk.store.order(person.user_id, order.order_id)).state is OrderState.ACCEPTED


class Mumbling:
    """A payment service whose answers to charges get lost, though it takes the money."""

    def __init__(self, desk: Desk) -> None:
        self._purse = desk.purse
        self.asked = 0

    async def charge(self, order_id: str, user_id: str, amount: Money, subject: str) -> Charge:
        await self._purse.charge(order_id, user_id, amount, subject)
        raise Unknown("payment")

    async def find(self, order_id: str) -> Charge:
        self.asked += 1
        return await self._purse.find(order_id)

    async def refund(self, order_id: str, refund_id: str, amount: Money, reason: str) -> Charge:
        return await self._purse.refund(order_id, refund_id, amount, reason)


async def test_a_payment_without_an_answer_is_asked_about(memory_desk: Desk) -> None:
    payments = Mumbling(memory_desk)
    memory_desk.join({"eats": memory_desk.eats}, payments)
    person = await memory_desk.buyer()
    order = await memory_desk.order(person, await memory_desk.quote(person))
    assert (order.state, payments.asked, len(memory_desk.purse.book)) == (OrderState.ACCEPTED, 1, 1)


async def test_an_order_left_by_a_dead_process_is_finished_by_a_worker(any_desk: Desk) -> None:
    class Died(BaseException):
        pass

    class Dying:
        async def charge(self, order_id: str, user_id: str, amount: Money, subject: str) -> Charge:
            await any_desk.purse.charge(order_id, user_id, amount, subject)
            raise Died

    person = await any_desk.buyer(cards=1)
    quote = await any_desk.quote(person)
    any_desk.join({"eats": any_desk.eats}, Dying())  # type: ignore[arg-type]
    task = asyncio.create_task(any_desk.order(person, quote))
    with pytest.raises(Died):
        await task
    any_desk.join({"eats": any_desk.eats}, any_desk.purse)
    await any_desk.later(5 * SECOND)
    left = await any_desk.store.order(person.user_id, order_id_of(quote.quote_id))
    assert left.step is Step.CHECKOUT  # the lease of the dead is not over
    await any_desk.later(6 * SECOND)
    order = await any_desk.store.order(person.user_id, order_id_of(quote.quote_id))
    assert order.state is OrderState.ACCEPTED
    assert len(any_desk.purse.book) == len(any_desk.eats.sold) == 1


async def test_two_workers_finish_an_order_once(any_desk: Desk) -> None:
    person = await any_desk.buyer(cards=1)
    quote = await any_desk.quote(person)
    any_desk.eats.wire.dead = True
    order = await any_desk.order(person, quote)
    any_desk.eats.wire.dead = False
    any_desk.clock.advance(2 * SECOND)
    left = await any_desk.store.order(person.user_id, order.order_id)
    ended = await asyncio.gather(*(any_desk.saga.resume(left) for _ in range(5)))
    assert OrderState.ACCEPTED in {each.state for each in ended}
    assert await ledger_of(any_desk, person) == [("charge", 1), ("settle", 1), ("subsidise", 1599)]


async def test_one_card_pays_for_one_quote(memory_desk: Desk) -> None:
    person = await memory_desk.buyer(cards=1)
    outcomes = await asyncio.gather(*(memory_desk.quote(person) for _ in range(5)), return_exceptions=True)
    assert sum(1 for each in outcomes if not isinstance(each, BangwoError) and each.discounts) == 1
    assert all(not isinstance(each, BangwoError) or isinstance(each, Conflict) for each in outcomes)


async def test_a_store_that_is_away_changes_nothing(memory_desk: Desk) -> None:
    person = await memory_desk.buyer()
    quote = await memory_desk.quote(person)

    class Away:
        def __getattr__(self, name: str) -> object:
            return getattr(memory_desk.store, name)

        async def commit(self, changes: object) -> None:
            raise Unavailable("store")

    away = Desk(Away())  # type: ignore[arg-type]
    with pytest.raises(Unavailable):
        await away.order(person, quote)
    assert memory_desk.purse.book == away.purse.book == {}
