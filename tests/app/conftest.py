"""The app over both stores: the fake and the real one."""

from collections.abc import AsyncIterator

import pytest
from desks import Desk

from bangwo.adapters.campaigns.shipped import terms_of
from bangwo.adapters.memory import MemoryStore
from bangwo.adapters.store.postgres import PostgresStore


@pytest.fixture
async def postgres_desk(database_url: str) -> AsyncIterator[Desk]:
    store = PostgresStore(database_url)
    await store.open()
    yield Desk(store)
    await store.close()


@pytest.fixture
def memory_desk() -> Desk:
    return Desk(MemoryStore([terms_of("new-year")]))


@pytest.fixture(params=["memory", "postgres"])
def any_desk(request: pytest.FixtureRequest) -> Desk:
    """A desk over each store in turn."""
    return request.getfixturevalue(f"{request.param}_desk")
