"""Migrate: bring a database to the schema that this code needs."""

from importlib import import_module

from bangwo.adapters.store import driver
from bangwo.adapters.store.database import Database, Limits
from bangwo.adapters.store.schema import SchemaState, schema_state
from bangwo.core.errors import Unavailable

_LOCK = 0x62616E67776F  # "bangwo"
_TIMEOUT_S = 10


class SchemaError(Unavailable):
    """The database cannot be used as it is, and one sentence why."""


_REFUSED = {
    SchemaState.AHEAD: "the database was used by a later version of Bangwo: start that one, or use another database",
    SchemaState.BROKEN: "the database is half made: restore a backup, or use an empty database",
}


async def migrate(dsn: str) -> None:
    """Migrate, and begin the campaigns that come with Bangwo. Safe when several processes do it at once.

    Raises SchemaError when the database cannot be migrated, Unavailable when it is not reached.
    """
    guard = await _locked(dsn)
    try:
        state = await schema_state(dsn)
        if state in _REFUSED:
            raise SchemaError(_REFUSED[state])
        if state is not SchemaState.CURRENT:
            await _upgrade(dsn)
        await _begin(dsn)
    finally:
        await guard.close()  # which unlocks


async def _locked(dsn: str) -> driver.Connection:
    try:
        connection = await driver.connect(dsn, _TIMEOUT_S)
        await connection.execute(f"SELECT pg_advisory_lock({_LOCK})")
    except (*driver.LOST, driver.PostgresError) as error:
        raise Unavailable(f"store: {error}") from error
    return connection


async def _upgrade(dsn: str) -> None:
    # loaded only here: Alembic takes half a second, and most starts have nothing to migrate
    module = import_module("bangwo.adapters.store.upgrade")
    try:
        await module.upgrade(dsn)
    except driver.PostgresError as error:
        raise SchemaError(f"the database could not be migrated and is as it was before: {error}") from error


async def _begin(dsn: str) -> None:
    database = Database(dsn, Limits(connections=1))
    await database.open()
    try:
        if await database.row("SELECT 1 FROM campaign_changes LIMIT 1") is None:
            # loaded only here, as above: most starts have campaigns
            await import_module("bangwo.adapters.store.beginning").begin(database)
    finally:
        await database.close()
