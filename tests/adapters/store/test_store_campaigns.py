"""The record of campaigns: written once, in force in every process at once, with budgets that never lose a fen."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from store_things import NOW, changes, new_id

from bangwo.adapters.campaigns.reader import checked
from bangwo.adapters.campaigns.shipped import text_of
from bangwo.adapters.store.database import Limits
from bangwo.adapters.store.postgres import PostgresStore
from bangwo.app.campaigns import BadCampaign, Campaigns
from bangwo.app.changes import EndBudgetHold, HoldBudget, PutPerson
from bangwo.core.clock import ManualClock
from bangwo.core.errors import Code, Conflict, Refused
from bangwo.domain.campaigns.programme import Deed, Span, Standing
from bangwo.domain.money import Money
from bangwo.domain.offer import Trade
from bangwo.domain.person import Person

FILE = """
campaign: {name}
title: 试一试
cards:
  c: {{title: 卡, effect: {{off: {{up_to_yuan: 1}}}}, life_days: 7}}
grants: [{{on: first_login, card: c}}]
budget: {{yuan: {yuan}}}
extension: {{most_days: 1}}
"""


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def office(postgres_store: PostgresStore, clock: ManualClock) -> Campaigns:
    return Campaigns(postgres_store.campaigns, checked, clock, "operator")


@pytest.fixture
async def elsewhere(postgres_store: PostgresStore, database_url: str) -> AsyncIterator[PostgresStore]:
    """The store of another process."""
    store = PostgresStore(database_url, Limits(connections=2))
    await store.open()
    yield store
    await store.close()


async def left(store: PostgresStore, name: str) -> tuple[int, int]:
    whole, rest = (await store.campaigns.pots(name))[name]
    return whole.fen, rest.fen


async def hold(store: PostgresStore, name: str, fen: int) -> str:
    hold_id = new_id("q")
    await store.commit(changes(f"u_{hold_id}", HoldBudget(name, hold_id, Money(fen))))
    return hold_id


async def test_an_edit_is_in_force_elsewhere_with_the_next_turn(office: Campaigns, elsewhere: PostgresStore) -> None:
    user = new_id("u")
    await elsewhere.commit(changes(user, PutPerson(Person(user, new_id("1"), NOW, version=1), new=True)))
    before = await elsewhere.context(user, None, "")
    await office.apply(text_of("new-year-day-2"), "the supermarket joins")
    after = await elsewhere.context(user, None, "")
    assert before is not None
    assert after is not None
    runs = [each.programme.run("new-year") for each in (before, after)]
    assert [Trade.GROCERY in run.terms.cards[0].scope.trades for run in runs if run] == [False, True]
    assert [run.version for run in runs if run] == [1, 2]
    assert (await elsewhere.programme()).run("new-year") == runs[1]


async def test_all_that_was_done_is_on_record(office: Campaigns, clock: ManualClock) -> None:
    name = new_id("k").replace("_", "-")
    text = FILE.format(name=name, yuan=10)
    await office.apply(text, "begin")
    await office.pause(name, "too many")
    clock.advance(timedelta(hours=1))
    await office.resume(name)
    await office.extend(name, Span(NOW, NOW + timedelta(hours=1)), "outage")
    done = await office.end(name, "enough")
    record = await office.store.record(name)
    assert [(each.change.seq, each.change.deed, each.change.reason) for each in record] == [
        (1, Deed.APPLY, "begin"),
        (2, Deed.PAUSE, "too many"),
        (3, Deed.RESUME, ""),
        (4, Deed.EXTEND, "outage"),
        (5, Deed.END, "enough"),
    ]
    assert {each.change.by for each in record} == {"operator"}
    assert (record[0].source, record[3].change.span) == (text, Span(NOW, NOW + timedelta(hours=1)))
    assert done.run.standing(clock.now()) is Standing.ENDED
    with pytest.raises(BadCampaign, match="ended on"):
        await office.apply(text.replace("试一试", "又一试"))


async def test_the_same_file_again_changes_nothing(office: Campaigns) -> None:
    name = new_id("k").replace("_", "-")
    first = await office.apply(FILE.format(name=name, yuan=10))
    again = await office.apply("# a comment\n" + FILE.format(name=name, yuan=10))
    assert (first.run.seq, again.run.seq, again.changed) == (1, 1, ())
    edited = await office.apply(FILE.format(name=name, yuan=11))
    assert (edited.run.seq, edited.changed) == (2, ("budget",))


async def test_of_many_who_change_it_at_once_each_is_on_record(office: Campaigns) -> None:
    name = new_id("k").replace("_", "-")
    await office.apply(FILE.format(name=name, yuan=10))
    offices = [replace(office, by=f"operator {number}") for number in range(3)]
    done = await asyncio.gather(*(each.pause(name) for each in offices), return_exceptions=True)
    assert sum(isinstance(each, BadCampaign) for each in done) == 2  # paused already
    assert [each.change.seq for each in await office.store.record(name)] == [1, 2]


async def test_a_line_of_the_record_is_written_once(office: Campaigns) -> None:
    name = new_id("k").replace("_", "-")
    await office.apply(FILE.format(name=name, yuan=10))
    (entry,) = await office.store.record(name)
    with pytest.raises(Conflict, match="campaign"):
        await office.store.change(entry)
    with pytest.raises(Conflict, match="campaign"):
        await office.store.change(replace(entry, change=replace(entry.change, seq=3)))


async def test_a_budget_grows_and_shrinks_to_what_is_spent(office: Campaigns, postgres_store: PostgresStore) -> None:
    name = new_id("k").replace("_", "-")
    await office.apply(FILE.format(name=name, yuan=10))
    held = await hold(postgres_store, name, 301)
    await office.apply(FILE.format(name=name, yuan=20.01))
    assert await left(postgres_store, name) == (2001, 1700)
    await office.apply(FILE.format(name=name, yuan=3.01))
    assert await left(postgres_store, name) == (301, 0)
    with pytest.raises(BadCampaign, match=r"line 7: ¥3\.01 of the budget is held or used: it cannot become ¥3\.00"):
        await office.apply(FILE.format(name=name, yuan=3.00).replace("yuan: 3.0}", "yuan: 3.00}"))
    await postgres_store.commit(changes(f"u_{held}", EndBudgetHold(name, held, "released")))
    await office.apply(FILE.format(name=name, yuan=1))
    assert await left(postgres_store, name) == (100, 100)


async def test_a_budget_that_is_resized_while_it_is_drawn_on_loses_no_fen(
    office: Campaigns, postgres_store: PostgresStore
) -> None:
    name = new_id("k").replace("_", "-")
    await office.apply(FILE.format(name=name, yuan=100))

    async def draw() -> None:
        for _ in range(20):
            try:
                hold_id = await hold(postgres_store, name, random.choice((1, 99, 700)))
            except Conflict:
                continue
            if random.random() < 0.5:
                await postgres_store.commit(changes(f"u_{hold_id}", EndBudgetHold(name, hold_id, "released")))

    async def resize() -> None:
        for yuan in random.sample(range(60, 160), 12):
            try:
                await office.apply(FILE.format(name=name, yuan=yuan))
            except BadCampaign:
                continue

    await asyncio.gather(resize(), *(draw() for _ in range(8)))
    held = sum(
        each.fen for each in await postgres_store.budget_holds() if each.campaign_id == name and each.state == "held"
    )
    whole, rest = await left(postgres_store, name)
    assert whole == rest + held


@pytest.mark.parametrize("when_spent", ["end", "wait"])
async def test_a_campaign_may_end_with_its_budget(
    office: Campaigns, postgres_store: PostgresStore, when_spent: str
) -> None:
    name = new_id("k").replace("_", "-")
    await office.apply(FILE.format(name=name, yuan="5, when_spent: " + when_spent))
    await hold(postgres_store, name, 499)
    assert await office.wind_up() == []
    await hold(postgres_store, name, 1)
    assert [each.campaign_id for each in await office.wind_up()] == ([name] if when_spent == "end" else [])
    assert await office.wind_up() == []
    standing = (await office.run(name)).standing(office.clock.now())
    assert standing is (Standing.ENDED if when_spent == "end" else Standing.RUNNING)


async def test_brands_have_budgets_of_their_own(office: Campaigns, postgres_store: PostgresStore) -> None:
    await office.apply(text_of("member-price"))
    pots = await postgres_store.campaigns.pots("member-price")
    assert pots["member-price/国航"][0] == Money(1_000_000_000)
    assert sum(whole.fen for whole, _ in pots.values()) == 30_000_000_000


async def test_nobody_steers_what_is_not_there(office: Campaigns) -> None:
    with pytest.raises(Refused) as refused:
        await office.pause("nothing")
    assert refused.value.code is Code.NOT_FOUND
