"""Promotion: the first cards, which of them pays, and what the wallet shows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from desks import Desk
from hypothesis import given
from hypothesis import strategies as st

from bangwo.adapters.campaigns.shipped import terms_of
from bangwo.app import promote
from bangwo.app.changes import Changes, PutCard
from bangwo.app.checkout import dropped, opened, replaced
from bangwo.core.errors import Conflict
from bangwo.core.ids import random_id
from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.campaigns.programme import Change, Deed, programme
from bangwo.domain.campaigns.terms import Budget, Campaign, Pacing, Window, windows_of
from bangwo.domain.money import Money
from bangwo.domain.person import Person
from bangwo.domain.quote import Discount, Quote
from bangwo.simulation.world import START

PERSON = Person("u_1", "13800000000", START)
RUNNING = programme([Change("new-year", 1, Deed.APPLY, START, "me", terms=terms_of("new-year"))])


def a_card(number: int, days: float, state: CardState = CardState.GRANTED, campaign: str = "new-year") -> Card:
    return Card(f"c_{number}", "u_1", campaign, state, Money(2500), START, START + timedelta(days=days))


@pytest.mark.parametrize(("asked", "got"), [(-1, 0), (0, 0), (1, 1), (3, 3), (21, 21), (22, 21), (1000, 21)])
def test_nobody_gets_more_cards_than_the_cap(asked: int, got: int) -> None:
    writes = promote.welcome(PERSON, asked, START, random_id, RUNNING)
    cards = [each.card for each in writes if isinstance(each, PutCard)]
    assert len({card.card_id for card in cards}) == got
    assert all(card.max == Money(2500) and card.usable(START) for card in cards)


@given(st.lists(st.sampled_from([0.0, 1.0, 2.0, 7.0]), max_size=10))
def test_a_wallet_counts_what_can_be_used(days: list[float]) -> None:
    wallet = promote.wallet([a_card(number, each) for number, each in enumerate(days)], START, RUNNING)
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
    assert not any(card.usable(now) for card in cards)
    assert all(card.usable(now) for card in promote.freed(cards, old, now))
    new = replace(old, quote_id=any_desk.ids("q", now), note="放门口")
    await commit(any_desk, person, replaced(old, new, cards, now, any_desk.ids))
    (held,) = await any_desk.store.cards(person.user_id)
    assert (held.state, held.held_for) == (CardState.HELD, new.quote_id)
    await commit(any_desk, person, dropped(new, [held], now, any_desk.ids))
    (free,) = await any_desk.store.cards(person.user_id)
    assert free.usable(now)


async def test_a_quote_cannot_hold_a_card_twice(any_desk: Desk) -> None:
    person = await any_desk.buyer(cards=1)
    now, free = any_desk.clock.now(), await any_desk.store.cards(person.user_id)
    quote = await any_desk.quote(person)
    again = replace(quote, quote_id=any_desk.ids("q", now))
    with pytest.raises(Conflict):
        await commit(any_desk, person, opened(again, free, now, any_desk.ids))


async def commit(desk: Desk, person: Person, writes: tuple) -> None:
    await desk.store.commit(Changes("turn.answered", person.user_id, writes))


async def test_an_hour_takes_no_more_of_the_budget_than_its_pace(any_desk: Desk) -> None:
    now = any_desk.clock.now()
    noon = Window(f"new-year@{any_desk.ids('w', now)}", Money(2500))
    later = Window(f"new-year@{any_desk.ids('w', now)}", Money(2500))

    async def paced(window: Window, fen: int) -> tuple[Person, Quote]:
        person = await any_desk.buyer()
        plain = await any_desk.quote(person)
        cut = Discount("会员价", Money(fen), "new-year", windows=(window,))
        quote = replace(plain, quote_id=any_desk.ids("q", now), discounts=(cut,))
        await commit(any_desk, person, opened(quote, (), now, any_desk.ids))
        return person, quote

    person, quote = await paced(noon, 2000)
    with pytest.raises(Conflict, match="budget"):
        await paced(noon, 501)
    await paced(later, 501)
    await commit(any_desk, person, dropped(quote, (), now, any_desk.ids))
    await paced(noon, 2500)
    with pytest.raises(Conflict, match="budget"):
        await paced(noon, 1)


@pytest.mark.parametrize(
    ("pacing", "pots"),
    [
        (Pacing(), []),
        (Pacing(per_hour=Money(1)), ["k@2026-02-10T12"]),
        (Pacing(Money(1), Money(2)), ["k@2026-02-10T12", "k@2026-02-10"]),
    ],
)
def test_a_paced_campaign_is_bound_by_the_hour_and_the_day(pacing: Pacing, pots: list[str]) -> None:
    campaign = Campaign("k", "k", "CNY", Budget(Money(9), pacing))
    assert [each.pot for each in windows_of(campaign, START)] == pots
