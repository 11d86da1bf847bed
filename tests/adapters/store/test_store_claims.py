"""Claims from one hot budget: never a card too many, whoever comes at once, from however many processes."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from store_things import NOW, changes, new_id

from bangwo.adapters.campaigns.reader import checked
from bangwo.adapters.store.database import Limits
from bangwo.adapters.store.postgres import PostgresStore
from bangwo.app.campaigns import Campaigns
from bangwo.app.changes import TakeCards
from bangwo.app.claims import Claim, Claims
from bangwo.core.clock import ManualClock
from bangwo.core.errors import Conflict, Unavailable
from bangwo.core.ids import random_id
from bangwo.domain.campaigns.card import Card
from bangwo.domain.campaigns.granting import Event, Profile, Refusal
from bangwo.domain.campaigns.terms import Trigger

FILE = """
campaign: {name}
title: 抢卡
cards:
  c: {{title: 卡, effect: {{off: {{up_to_yuan: 1}}}}, life_days: 7}}
grants: [{{on: invitation, card: c, count: {count}}}]
caps: {{campaign: {{cards: {cards}}}, person: {{cards: {person}}}}}
budget: {{yuan: 1000000}}
"""
PERSON = Profile(joined=NOW)


@pytest.fixture
async def alone(postgres_store: PostgresStore) -> AsyncIterator[Campaigns]:
    """No campaign but those of the test."""
    office = Campaigns(postgres_store.campaigns, checked, ManualClock(NOW), "operator")
    await office.end("new-year")
    yield office


async def begun(office: Campaigns, cards: int, *, person: int = 1, count: int = 1) -> str:
    name = new_id("k").replace("_", "-")
    await office.apply(FILE.format(name=name, cards=cards, person=min(person, cards), count=count))
    return name


async def left(store: PostgresStore, name: str) -> int:
    return next(each.left_fen for each in await store.budgets() if each.campaign_id == f"{name}#cards")


def asks(user_id: str, key: str = "friend") -> Claim:
    return Claim(user_id, Event(Trigger.INVITATION, key, NOW), PERSON)


def told(answers: Sequence[Sequence[object]]) -> Counter[str]:
    return Counter("card" if isinstance(each, Card) else each.why for answer in answers for each in answer)


async def test_of_two_hundred_at_once_exactly_a_hundred_get_a_card(
    alone: Campaigns, postgres_store: PostgresStore
) -> None:
    name = await begun(alone, 100)
    desks = [Claims(postgres_store.claims, random_id) for _ in range(4)]
    answers = await asyncio.gather(*(desks[number % 4].claim(asks(f"{name}{number}")) for number in range(200)))
    assert told(answers) == {"card": 100, Refusal.CAMPAIGN_CAP: 100}
    assert (await left(postgres_store, name), await given(postgres_store, name)) == (0, 100)


async def given(store: PostgresStore, name: str) -> int:
    return sum(each.campaign_id == name for each in await store.card_states())


@pytest.mark.parametrize(("cards", "count"), [(1, 1), (63, 1), (64, 1), (65, 1), (100, 3), (7, 5)])
async def test_cards_are_given_to_the_last_one(
    alone: Campaigns, postgres_store: PostgresStore, cards: int, count: int
) -> None:
    name = await begun(alone, cards, person=count, count=count)
    desk = Claims(postgres_store.claims, random_id)
    for start in range(0, cards + 40, 10):
        await asyncio.gather(*(desk.claim(asks(f"{name}{start + number}")) for number in range(10)))
    assert (await left(postgres_store, name), await given(postgres_store, name)) == (0, cards)


async def test_a_claim_that_is_repeated_gives_nothing_twice(alone: Campaigns, postgres_store: PostgresStore) -> None:
    name = await begun(alone, 100, person=50)
    desks = [Claims(postgres_store.claims, random_id) for _ in range(3)]
    answers = await asyncio.gather(*(desk.claim(asks(name)) for desk in desks for _ in range(5)))
    assert told(answers) == {"card": 1, Refusal.ALREADY: 14}
    assert await left(postgres_store, name) == 99


async def test_a_person_never_gets_more_than_the_cap(alone: Campaigns, postgres_store: PostgresStore) -> None:
    name = await begun(alone, 100, person=3)
    desks = [Claims(postgres_store.claims, random_id) for _ in range(3)]
    claims = (desks[n % 3].claim(asks(name, f"friend {n}")) for n in range(9))
    answers = await asyncio.gather(*claims, return_exceptions=True)
    assert sum(isinstance(each, Card) for answer in answers if not isinstance(answer, Conflict) for each in answer) == 3
    assert (await left(postgres_store, name), await given(postgres_store, name)) == (97, 3)


async def test_commits_and_claims_share_one_pot(alone: Campaigns, postgres_store: PostgresStore) -> None:
    name = await begun(alone, 60)
    desk = Claims(postgres_store.claims, random_id)

    async def commit(number: int) -> bool:
        try:
            await postgres_store.commit(changes(f"{name}c{number}", TakeCards(name, 1)))
        except Conflict as conflict:
            assert conflict.what == "budget"
            return False
        return True

    claims = asyncio.gather(*(desk.claim(asks(f"{name}{number}")) for number in range(50)))
    commits = await asyncio.gather(*(commit(number) for number in range(50)))
    assert told(await claims)["card"] + sum(commits) == 60
    assert await left(postgres_store, name) == 0


async def test_who_claims_where_nothing_answers_is_told(database_url: str) -> None:
    store = PostgresStore(database_url.replace("host=", "host=/nowhere"), Limits(connections=1, connect_s=0.5))
    desk = Claims(store.claims, random_id)
    with pytest.raises(Unavailable):
        await store.open()
    with pytest.raises(Unavailable):
        await desk.claim(asks("u"))


_PROCESS = """
import asyncio, sys
sys.path.insert(0, {here!r})
from bangwo.adapters.store.postgres import PostgresStore
from bangwo.app.claims import Claims
from bangwo.core.ids import random_id
from test_store_claims import asks, told

async def main(dsn, name, who):
    store = PostgresStore(dsn)
    await store.open()
    desk = Claims(store.claims, random_id)
    print("ready", flush=True)
    sys.stdin.readline()
    answers = await asyncio.gather(*(desk.claim(asks(f"{{name}}{{who}}{{n}}")) for n in range(400)))
    print(told(answers)["card"], flush=True)

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.mark.parametrize("killed", [False, True])
async def test_two_processes_share_a_budget(
    alone: Campaigns, postgres_store: PostgresStore, database_url: str, killed: bool
) -> None:
    """Also where one of them is killed in the midst of it: what it gave is counted, what it did not is left."""
    name = await begun(alone, 500)
    code = _PROCESS.format(here=str(Path(__file__).parent))
    pipe = asyncio.subprocess.PIPE
    words = [sys.executable, "-c", code, database_url, name]
    both = [await asyncio.create_subprocess_exec(*words, who, stdin=pipe, stdout=pipe) for who in "ab"]
    for each in both:
        assert each.stdout is not None
        assert await each.stdout.readline() == b"ready\n"
    for each in both:
        assert each.stdin is not None
        each.stdin.write(b"go\n")
    if killed:
        await asyncio.sleep(0.02)
        both[0].kill()
    outs = [(await each.communicate())[0] for each in both]
    cards = await given(postgres_store, name)
    assert cards + await left(postgres_store, name) == 500
    if killed:
        assert cards >= int(outs[1])
    else:
        assert [sum(map(int, outs)), cards] == [500, 500]


async def test_what_is_capped_by_nothing_is_not_counted(alone: Campaigns, postgres_store: PostgresStore) -> None:
    name = await begun(alone, 5)
    run = await alone.run(name)
    free = replace(run.terms.caps, campaign_cards=None)
    assert replace(run.terms, caps=free).counts == {}
    assert run.terms.counts == {f"{name}#cards": 5}
