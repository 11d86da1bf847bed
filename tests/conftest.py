"""Shared parts of tests: one embedded PostgreSQL for the session, one fresh database for each module."""

import asyncio
import shutil
from collections.abc import Iterator
from uuid import uuid4

import asyncpg
import pytest

from bangwo.adapters.embedded import EmbeddedPostgres
from bangwo.adapters.store.migrate import migrate


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The DSN of a server that lives as long as the session."""
    data = tmp_path_factory.mktemp("pg")
    server = EmbeddedPostgres(data, durable=False)
    yield server.start()
    server.stop()
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def template(postgres: str) -> str:
    """The name of a migrated database that others are copied from."""
    _execute(postgres, "CREATE DATABASE migrated")
    asyncio.run(migrate(dsn_of(postgres, "migrated")))
    return "migrated"


@pytest.fixture(scope="module")
def database_url(postgres: str, template: str) -> Iterator[str]:
    """The DSN of a migrated database that this module has for itself."""
    name = f"t{uuid4().hex}"
    _execute(postgres, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield dsn_of(postgres, name)
    _execute(postgres, f"DROP DATABASE {name} WITH (FORCE)")


def dsn_of(postgres: str, database: str) -> str:
    """The DSN of another database of the session's server."""
    return postgres.replace("/postgres?", f"/{database}?")


def _execute(dsn: str, statement: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(dsn)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())
