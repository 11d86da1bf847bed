"""The two stores that one contract is held by."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from store_things import NEW_YEAR

from bangwo.adapters.memory import MemoryStore
from bangwo.adapters.store.beginning import begin
from bangwo.adapters.store.postgres import PostgresStore

TABLES = """
persons conversations turns quotes orders cards budget_holds transfers facts consents journal answers
logins provider_orders invites invitations invite_codes invited campaigns budget_slots campaign_changes
report_lines report_seconds report_sketches report_people
"""


@pytest.fixture
async def postgres_store(database_url: str) -> AsyncIterator[PostgresStore]:
    """A store over an empty database of this module."""
    connection = await asyncpg.connect(database_url)
    # not TRUNCATE, which makes new files for each table each time
    await connection.execute("; ".join(f"DELETE FROM {table}" for table in TABLES.split()))
    await connection.close()
    store = PostgresStore(database_url)
    await store.open()
    await begin(store._database)
    yield store
    await store.close()


@pytest.fixture(params=["memory", "postgres"])
def store(request: pytest.FixtureRequest) -> MemoryStore | PostgresStore:
    """Each store in turn, empty but for the built-in campaign."""
    return MemoryStore([NEW_YEAR]) if request.param == "memory" else request.getfixturevalue("postgres_store")
