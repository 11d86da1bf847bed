"""Upgrade: run Alembic on a database."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bangwo.adapters.store import driver
from bangwo.adapters.store.schema import VERSIONS

_TIMEOUT_S = 10


async def upgrade(dsn: str, revision: str = "head") -> None:
    """Bring the database to a revision; each one is a transaction, so what fails leaves the revision before it."""

    async def connect() -> driver.Connection:
        return await driver.connect(dsn, _TIMEOUT_S)

    engine = create_async_engine("postgresql+asyncpg://", async_creator=connect, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_run, revision)
    finally:
        await engine.dispose()


def _run(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
