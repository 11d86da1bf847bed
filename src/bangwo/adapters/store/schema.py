"""Schema: which revision a database is at, and whether it is whole."""

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

from bangwo.adapters.store.database import Database, Limits

VERSIONS = Path(__file__).parent / "migrations" / "versions"
_MAKES_TABLE = re.compile(r"CREATE (?:UNLOGGED )?TABLE (\w+)")


class SchemaState(StrEnum):
    """How a database stands to this code."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"  # a later Bangwo has been here
    BROKEN = "broken"  # tables are missing, or are there without a revision


async def schema_state(dsn: str) -> SchemaState:
    """How the database of a DSN stands. Raises Unavailable."""
    database = Database(dsn, Limits(connections=1))
    await database.open()
    try:
        return await state_of(database)
    finally:
        await database.close()


async def state_of(database: Database) -> SchemaState:
    """How an open database stands. Raises Unavailable."""
    found = await database.rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    tables = frozenset(str(row["tablename"]) for row in found)
    if "alembic_version" not in tables:
        return judge("", tables)
    row = await database.row("SELECT version_num FROM alembic_version")
    return judge(str(row["version_num"]) if row else "", tables)


def judge(revision: str, tables: frozenset[str]) -> SchemaState:
    """How a database at a revision (none: empty) with these tables stands."""
    if not revision:
        return SchemaState.BROKEN if tables & tables_at(revisions()[-1]) else SchemaState.EMPTY
    if revision not in revisions():
        return SchemaState.AHEAD
    if not tables_at(revision) <= tables:
        return SchemaState.BROKEN
    return SchemaState.CURRENT if revision == revisions()[-1] else SchemaState.BEHIND


@cache
def revisions() -> tuple[str, ...]:
    """Every revision, in order: the four digits that its file's name begins with."""
    return tuple(sorted(path.name[:4] for path in VERSIONS.glob("[0-9]*.py")))


@cache
def tables_at(revision: str) -> frozenset[str]:
    """The tables that the revisions up to this one make."""
    files = [path for path in VERSIONS.iterdir() if path.suffix in {".sql", ".py"} and path.name[:4] <= revision]
    return frozenset(table for path in files for table in _MAKES_TABLE.findall(path.read_text(encoding="utf-8")))
