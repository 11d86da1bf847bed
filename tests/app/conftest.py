"""The app over both stores: the fake and the real one."""

from collections.abc import AsyncIterator

import pytest
from desks import Desk

from bangwo.adapters.memory import MemoryStore
from bangwo.adapters.store.postgres import PostgresStore
from bangwo.domain.campaign import NEW_YEAR


@pytest.fixture
async def postgres_desk(database_url: str) -> AsyncIterator[Desk]:
    store = PostgresStore(database_url)
    await store.open()
    await store.ensure_campaign(NEW_YEAR)
    yield Desk(store)
    await store.close()


@pytest.fixture
def memory_desk() -> Desk:
    return Desk(MemoryStore())


@pytest.fixture(params=["memory", "postgres"])
def any_desk(request: pytest.FixtureRequest) -> Desk:
    """A desk over each store in turn."""
    return request.getfixturevalue(f"{request.param}_desk")
