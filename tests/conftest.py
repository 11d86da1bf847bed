"""Shared parts of tests: one embedded PostgreSQL for the session, one fresh database for each module."""

import asyncio
import shutil
from collections.abc import Iterator
from uuid import uuid4

import asyncpg
import pytest

from bangwo.adapters.embedded import EmbeddedPostgres


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The DSN of a server that lives as long as the session."""
    data = tmp_path_factory.mktemp("pg")
    server = EmbeddedPostgres(data, durable=False)
    yield server.start()
    server.stop()
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="module")
def database_url(postgres: str) -> Iterator[str]:
    """The DSN of a migrated database that this module has for itself."""
    name = f"t{uuid4().hex}"
    _execute(postgres, f"CREATE DATABASE {name}")
    yield postgres.replace("/postgres?", f"/{name}?")
    _execute(postgres, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(dsn: str, statement: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(dsn)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())
