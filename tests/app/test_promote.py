"""Promotion: the first cards, which of them pays, and what the wallet shows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from desks import Desk
from hypothesis import given
from hypothesis import strategies as st

from bangwo.app import promote
from bangwo.app.changes import Changes, PutCard
from bangwo.app.checkout import dropped, opened, replaced
from bangwo.core.errors import Conflict
from bangwo.core.ids import random_id
from bangwo.domain.campaign import NEW_YEAR, Card, CardState
from bangwo.domain.money import Money
from bangwo.domain.offer import Trade
from bangwo.domain.person import Person
from bangwo.simulation.world import START

PERSON = Person("u_1", "13800000000", START)


def a_card(number: int, days: float, state: CardState = CardState.GRANTED, campaign: str = "new-year") -> Card:
    return Card(f"c_{number}", "u_1", campaign, state, Money(2500), START, START + timedelta(days=days))


@pytest.mark.parametrize(("asked", "got"), [(-1, 0), (0, 0), (1, 1), (3, 3), (21, 21), (22, 21), (1000, 21)])
def test_nobody_gets_more_cards_than_the_cap(asked: int, got: int) -> None:
    writes = promote.welcome(PERSON, asked, START, random_id)
    cards = [each.card for each in writes if isinstance(each, PutCard)]
    assert len({card.card_id for card in cards}) == got
    assert all(card.max == NEW_YEAR.card_max and card.usable(START) for card in cards)


@pytest.mark.parametrize(
    ("cards", "coupon", "chosen"),
    [
        ([], None, None),
        ([a_card(1, 7)], None, "c_1"),
        ([a_card(1, 7), a_card(2, 3), a_card(3, 5)], None, "c_2"),
        ([a_card(1, 7), a_card(2, 3, CardState.HELD)], True, "c_1"),
        ([a_card(1, 7), a_card(2, 3, CardState.USED), a_card(3, 1, CardState.FROZEN)], None, "c_1"),
        ([a_card(1, 0)], None, None),
        ([a_card(1, 7, campaign="another")], None, None),
        ([a_card(1, 7)], False, None),
    ],
)
def test_the_card_that_runs_out_first_pays(cards: list[Card], coupon: bool | None, chosen: str | None) -> None:
    card = promote.choose(cards, Trade.FOOD, START, coupon)
    assert (card.card_id if card else None) == chosen


@given(st.lists(st.sampled_from([0.0, 1.0, 2.0, 7.0]), max_size=10))
def test_a_wallet_counts_what_can_be_used(days: list[float]) -> None:
    wallet = promote.wallet([a_card(number, each) for number, each in enumerate(days)], START)
    assert wallet.usable == sum(each > 0 for each in days)
    assert sum(card.state is CardState.EXPIRED for card in wallet.cards) == days.count(0.0)


def test_a_card_given_back_after_its_time_is_expired() -> None:
    held = a_card(1, 1).hold("q_1")
    assert held.release(START).state is CardState.GRANTED
    assert held.release(held.expires_at).state is CardState.EXPIRED


async def test_a_new_quote_takes_over_the_card_of_the_one_it_replaces(any_desk: Desk) -> None:
    person = await any_desk.buyer(cards=1)
    old = await any_desk.quote(person)
    now, cards = any_desk.clock.now(), await any_desk.store.cards(person.user_id)
    assert promote.choose(cards, Trade.FOOD, now) is None
    card = promote.choose(promote.freed(cards, old, now), Trade.FOOD, now)
    assert card is not None
    new = replace(old, quote_id=any_desk.ids("q", now), note="放门口")
    await commit(any_desk, person, replaced(old, new, cards, now, any_desk.ids))
    (held,) = await any_desk.store.cards(person.user_id)
    assert (held.state, held.held_for) == (CardState.HELD, new.quote_id)
    await commit(any_desk, person, dropped(new, [held], now, any_desk.ids))
    assert promote.choose(await any_desk.store.cards(person.user_id), Trade.FOOD, now) is not None


async def test_a_quote_cannot_hold_a_card_twice(any_desk: Desk) -> None:
    person = await any_desk.buyer(cards=1)
    now, free = any_desk.clock.now(), await any_desk.store.cards(person.user_id)
    quote = await any_desk.quote(person)
    again = replace(quote, quote_id=any_desk.ids("q", now))
    with pytest.raises(Conflict):
        await commit(any_desk, person, opened(again, free, now, any_desk.ids))


async def commit(desk: Desk, person: Person, writes: tuple) -> None:
    await desk.store.commit(Changes("turn.answered", person.user_id, writes))
