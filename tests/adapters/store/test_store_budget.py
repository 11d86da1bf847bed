"""A campaign's budget: spent to the last fen, never past it, whoever comes at once."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_things import NEW_YEAR, changes, new_id

from bangwo.adapters.memory import MemoryStore
from bangwo.adapters.store.postgres import PostgresStore
from bangwo.app.changes import EndBudgetHold, HoldBudget
from bangwo.core.errors import Conflict
from bangwo.domain.money import Money

Both = MemoryStore | PostgresStore


async def campaign_of(store: Both, fen: int) -> str:
    campaign_id = new_id("campaign")
    await store.open_budget(campaign_id, Money(fen))
    return campaign_id


async def hold(store: Both, campaign_id: str, hold_id: str, fen: int) -> bool:
    return await _done(lambda: store.commit(changes(f"u_{hold_id}", HoldBudget(campaign_id, hold_id, Money(fen)))))


async def end(store: Both, campaign_id: str, hold_id: str, how: str) -> bool:
    return await _done(lambda: store.commit(changes(f"u_{hold_id}", EndBudgetHold(campaign_id, hold_id, how))))


async def _done(commit: Callable[[], Awaitable[None]]) -> bool:
    try:
        await commit()
    except Conflict as conflict:
        assert conflict.what == "budget"
        return False
    return True


async def left(store: Both, campaign_id: str) -> int:
    return next(each.left_fen for each in await store.budgets() if each.campaign_id == campaign_id)


async def deadlocks(dsn: str) -> int:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    finally:
        await connection.close()


async def test_a_budget_opens_once(store: Both) -> None:
    campaign_id = await campaign_of(store, 1003)
    assert await hold(store, campaign_id, "h", 3)
    await store.open_budget(NEW_YEAR.campaign_id, Money(1))
    (new_year,) = [each for each in await store.budgets() if each.campaign_id == NEW_YEAR.campaign_id]
    assert new_year.budget_fen == new_year.left_fen == NEW_YEAR.budget.total.fen
    assert await left(store, campaign_id) == 1000


async def test_one_hold_may_take_the_whole_budget(store: Both) -> None:
    campaign_id = await campaign_of(store, 1003)
    assert not await hold(store, campaign_id, "more", 1004)
    assert await hold(store, campaign_id, "all", 1003)
    assert not await hold(store, campaign_id, "one fen", 1)
    assert await end(store, campaign_id, "all", "released")
    assert await hold(store, campaign_id, "again", 1003)


@pytest.mark.parametrize(
    ("ends", "fine", "rest"),
    [
        (("used",), True, 60),
        (("released",), True, 100),
        (("used", "restored"), True, 100),
        (("used", "used"), False, 60),
        (("released", "released"), False, 100),
        (("used", "restored", "restored"), False, 100),
        (("released", "used"), False, 100),
        (("released", "restored"), False, 100),
        (("used", "released"), False, 60),
        (("restored",), False, 60),
    ],
)
async def test_a_hold_ends_once(store: Both, ends: tuple[str, ...], fine: bool, rest: int) -> None:
    campaign_id = await campaign_of(store, 100)
    assert await hold(store, campaign_id, "h", 40)
    outcomes = [await end(store, campaign_id, "h", how) for how in ends]
    assert outcomes == [True] * (len(ends) - 1) + [fine]
    assert await left(store, campaign_id) == rest


async def test_many_at_once_drain_it_to_the_last_fen(postgres_store: PostgresStore, database_url: str) -> None:
    campaign_id = await campaign_of(postgres_store, 1009)
    random = Random(1)
    asked = {f"h{number}": random.randint(1, 20) for number in range(200)}
    got = await asyncio.gather(*(hold(postgres_store, campaign_id, key, fen) for key, fen in asked.items()))
    held = sum(fen for fen, ok in zip(asked.values(), got, strict=True) if ok)
    rest = await left(postgres_store, campaign_id)
    assert held + rest == 1009
    assert rest < min(fen for fen, ok in zip(asked.values(), got, strict=True) if not ok)
    assert sum([await hold(postgres_store, campaign_id, f"last{number}", 1) for number in range(25)]) == rest
    assert await deadlocks(database_url) == 0


async def test_many_who_take_and_give_back_at_once_lose_nothing(
    postgres_store: PostgresStore, database_url: str
) -> None:
    campaign_id = await campaign_of(postgres_store, 900)

    async def person(number: int) -> None:
        random = Random(number)
        for visit in range(4):
            hold_id = f"{number}-{visit}"
            if await hold(postgres_store, campaign_id, hold_id, random.choice((1, 25, 100, 400))):
                for how in random.choice((("released",), ("used", "restored"))):
                    assert await end(postgres_store, campaign_id, hold_id, how)

    await asyncio.gather(*(person(number) for number in range(60)))
    assert await left(postgres_store, campaign_id) == 900
    assert await postgres_store.open_holds() == []
    assert await deadlocks(database_url) == 0


async def test_a_freed_amount_is_taken_in_the_same_commit(store: Both) -> None:
    campaign_id = await campaign_of(store, 640)
    await store.commit(changes("u", HoldBudget(campaign_id, "old", Money(640))))
    await store.commit(
        changes("u", EndBudgetHold(campaign_id, "old", "released"), HoldBudget(campaign_id, "new", Money(640)))
    )
    assert [each.hold_id for each in await store.open_holds()] == ["new"]


MOVES = st.tuples(
    st.sampled_from("abcd"), st.sampled_from(("hold", "used", "released", "restored")), st.integers(1, 70)
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(MOVES, max_size=25))
async def test_what_is_left_and_what_is_held_make_the_budget(store: Both, moves: list[tuple[str, str, int]]) -> None:
    campaign_id = await campaign_of(store, 100)
    prefix = new_id("h")
    for name, move, fen in moves:
        hold_id = f"{prefix}{name}"
        if move == "hold":
            await hold(store, campaign_id, hold_id, fen)
        else:
            await end(store, campaign_id, hold_id, move)
        gone = (each for each in await store.budget_holds() if each.campaign_id == campaign_id)
        taken = sum(each.fen for each in gone if each.state in {"held", "used"})
        assert await left(store, campaign_id) == 100 - taken >= 0
