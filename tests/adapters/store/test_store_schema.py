"""The schema: shardable by person, made in whole steps, and never scanned on the hot path."""

import asyncio
import json
from collections.abc import AsyncIterator

import asyncpg
import pytest

from bangwo.adapters.store.counting import HOT_READS as COUNTING_READS
from bangwo.adapters.store.driver import Connection
from bangwo.adapters.store.figures import HOT_READS as FIGURE_READS
from bangwo.adapters.store.migrate import SchemaError, migrate
from bangwo.adapters.store.postgres import HOT_READS, PostgresStore
from bangwo.adapters.store.schema import SchemaState, revisions, schema_state
from bangwo.adapters.store.upgrade import upgrade
from databases import run

NOBODYS = {
    "alembic_version",
    "logins",  # found by phone, before anyone knows whose it is
    "provider_orders",  # found by the provider's id, before anyone knows whose it is
    "invite_codes",  # found by code, before anyone knows whose it is
    "invited",  # found by who came, before anyone knows by whom
    "operators",  # of the house
    "group_codes",  # found by code, before anyone knows whose it is
    "campaigns",
    "campaign_changes",
    "campaign_head",
    "budget_slots",  # shared by all, and so in many slots
    "report_cursor",
    "report_lines",
    "report_seconds",
    "report_sketches",  # they count people and name nobody
    "catalogue_head",
    "catalogue_providers",
    "catalogue_merchants",
    "catalogue_offers",
    "connected_providers",
}
"""Every other table is somebody's."""

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_UNIQUE = """
SELECT c.relname AS table, i.indisprimary AS is_primary, array_agg(a.attname::text ORDER BY k.place) AS columns
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
WHERE n.nspname = 'public' AND i.indisunique
GROUP BY c.relname, i.indexrelid, i.indisprimary
"""


@pytest.fixture
async def connection(database_url: str) -> AsyncIterator[Connection]:
    opened = await asyncpg.connect(database_url)
    yield opened
    await opened.close()


async def test_the_tables_that_are_nobodys_are_these(connection: Connection) -> None:
    found = {row["tablename"] for row in await connection.fetch(_TABLES)}
    assert found >= NOBODYS
    assert len(found - NOBODYS) == 20


async def test_what_a_person_owns_is_keyed_by_the_person_first(connection: Connection) -> None:
    owned = {row["tablename"] for row in await connection.fetch(_TABLES)} - NOBODYS
    unique = [row for row in await connection.fetch(_UNIQUE) if row["table"] in owned]
    assert {row["table"] for row in unique if row["is_primary"]} == owned
    assert [(row["table"], row["columns"]) for row in unique if row["columns"][0] != "user_id"] == []


async def test_no_table_refers_to_another(connection: Connection) -> None:
    assert await connection.fetch("SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'f'") == []


async def test_no_row_draws_from_a_sequence(connection: Connection) -> None:
    assert await connection.fetch("SELECT relname FROM pg_class WHERE relkind = 'S'") == []


async def test_no_trigger_does_anything_unseen(connection: Connection) -> None:
    assert await connection.fetch("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal") == []


@pytest.mark.parametrize("statement", [*HOT_READS, *COUNTING_READS, *FIGURE_READS])
async def test_what_runs_often_scans_no_table(connection: Connection, statement: str) -> None:
    await connection.execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan")
    await connection.execute(f"PREPARE hot AS {statement}")
    many = statement.count("$") and max(int(each[0]) for each in statement.split("$")[1:])
    nulls = f"({', '.join(['NULL'] * many)})" if many else ""
    (row,) = await connection.fetch(f"EXPLAIN (FORMAT JSON) EXECUTE hot{nulls}")
    assert "Seq Scan" not in json.dumps(json.loads(row["QUERY PLAN"]))


async def test_an_empty_database_is_migrated_by_two_at_once(empty_database_url: str) -> None:
    assert await schema_state(empty_database_url) is SchemaState.EMPTY
    await asyncio.gather(migrate(empty_database_url), migrate(empty_database_url))
    assert await schema_state(empty_database_url) is SchemaState.CURRENT
    await migrate(empty_database_url)
    store = PostgresStore(empty_database_url)
    await store.open()
    assert await store.ready()
    await store.close()


async def test_a_migration_that_stopped_half_way_goes_on(empty_database_url: str) -> None:
    await upgrade(empty_database_url, revisions()[0])
    assert await schema_state(empty_database_url) is SchemaState.BEHIND
    await migrate(empty_database_url)
    assert await schema_state(empty_database_url) is SchemaState.CURRENT


@pytest.mark.parametrize(
    ("damage", "state"),
    [
        ("DROP TABLE orders", SchemaState.BROKEN),
        ("DROP TABLE alembic_version", SchemaState.BROKEN),
        ("DELETE FROM alembic_version", SchemaState.BROKEN),
        ("UPDATE alembic_version SET version_num = '9999'", SchemaState.AHEAD),
    ],
)
async def test_a_database_that_cannot_be_used_is_refused(empty_database_url: str, damage: str, state: str) -> None:
    await migrate(empty_database_url)
    await run(empty_database_url, damage)
    assert await schema_state(empty_database_url) is state
    with pytest.raises(SchemaError, match="database"):
        await migrate(empty_database_url)


async def test_a_migration_that_fails_leaves_nothing(empty_database_url: str) -> None:
    await run(empty_database_url, "CREATE TYPE persons AS (name text)")
    with pytest.raises(SchemaError, match="could not be migrated"):
        await migrate(empty_database_url)
    assert await schema_state(empty_database_url) is SchemaState.EMPTY
    await run(empty_database_url, "DROP TYPE persons")
    await migrate(empty_database_url)
    assert await schema_state(empty_database_url) is SchemaState.CURRENT
