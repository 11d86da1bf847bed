"""Cases in both stores: the queue, one open case about one thing, operators and their record."""

from dataclasses import replace

import pytest
from store_things import MINUTE, NEW_YEAR, NOW, a_case, a_person, changes, joins, new_id

from bangwo.adapters.memory import MemoryStore
from bangwo.adapters.store.postgres import PostgresStore
from bangwo.app.changes import AddDeed, PutCase, PutOperator
from bangwo.core.errors import Bug, Conflict
from bangwo.domain.case import CaseState
from bangwo.domain.operator import Deed, DeedRecord, Operator, Role, account_of

AnyStore = MemoryStore | PostgresStore


@pytest.fixture(params=["memory", "postgres"])
def store(request: pytest.FixtureRequest) -> AnyStore:
    return MemoryStore([NEW_YEAR]) if request.param == "memory" else request.getfixturevalue("postgres_store")


async def opened(store: AnyStore, **fields: object):
    person = a_person()
    await store.commit(joins(person))
    case = a_case(person.user_id, **fields)
    await store.commit(changes(person.user_id, PutCase(case)))
    return case


async def test_the_queue_is_told_oldest_first_and_a_place_counts_those_before(store: AnyStore) -> None:
    later = await opened(store, opened_at=NOW + MINUTE)
    first = await opened(store, opened_at=NOW - 1000 * MINUTE)
    queue = [each.case_id for each in await store.queue((CaseState.WAITING,), 1000)]
    assert queue.index(first.case_id) < queue.index(later.case_id)
    assert await store.waiting_before(later) - await store.waiting_before(first) >= 1
    await store.commit(changes(first.user_id, PutCase(replace(first, state=CaseState.TAKEN, version=2))))
    assert first.case_id not in [each.case_id for each in await store.queue((CaseState.WAITING,), 1000)]
    assert (await store.case(first.case_id)).state is CaseState.TAKEN


async def test_one_open_case_about_one_thing(store: AnyStore) -> None:
    case = await opened(store)
    again = a_case(case.user_id)
    with pytest.raises(Conflict, match="case"):
        await store.commit(changes(case.user_id, PutCase(again)))
    await store.commit(changes(case.user_id, PutCase(replace(case, state=CaseState.CLOSED, version=2))))
    await store.commit(changes(case.user_id, PutCase(again)))
    assert {each.case_id for each in await store.cases(case.user_id, 9)} == {case.case_id, again.case_id}


async def test_a_case_that_is_due_is_found_until_it_is_put_off(store: AnyStore) -> None:
    case = await opened(store, state=CaseState.SETTLING, next_at=NOW - 5000 * MINUTE)
    assert case.case_id in [each.case_id for each in await store.due_cases(NOW - 4000 * MINUTE, 100)]
    await store.commit(changes(case.user_id, PutCase(replace(case, next_at=None, version=2))))
    assert case.case_id not in [each.case_id for each in await store.due_cases(NOW, 100)]


async def test_operators_and_their_record(store: AnyStore) -> None:
    name = new_id("op")
    operator = Operator(name, Role.AGENT, "s", NOW, version=1)
    deed = DeedRecord(new_id("d"), account_of(name), NOW, "root", Deed.ADDED)
    await store.commit(changes(account_of(name), PutOperator(operator), AddDeed(deed)))
    assert await store.operator(name) == operator
    assert deed in await store.deeds(1000)
    with pytest.raises(Conflict, match="operator"):
        await store.commit(changes(account_of(name), PutOperator(operator)))
    with pytest.raises(Conflict, match="deed"):
        await store.commit(changes(account_of(name), AddDeed(deed)))
    with pytest.raises(Bug):
        await store.commit(changes("somebody", PutOperator(replace(operator, version=2))))
    await store.commit(changes(account_of(name), PutOperator(operator.changed(active=False))))
    assert not next(each for each in await store.operators() if each.name == name).active
