"""Shared parts of tests: one embedded PostgreSQL for the session, one fresh database for each module."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import structlog
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from bangwo.adapters.embedded import EmbeddedPostgres
from bangwo.adapters.store.migrate import migrate
from databases import dsn_of, run_now
from programs import Urls, running

if "CI" not in os.environ:  # there Hypothesis takes its own profile, which has no deadline either
    settings.register_profile("house", deadline=None)  # time is measured by benchmarks, never by a test
    settings.load_profile("house")

# rich would show every value of every frame, a minute for one traceback
structlog.configure(
    processors=[structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
)


class _OneSandboxOneProcess(LoadScopeScheduling):
    """The tests of a folder that shares a sandbox run in one process, all others wherever there is room."""

    def _split_scope(self, nodeid: str) -> str:
        folder = nodeid.removeprefix("tests/").partition("/")[0]
        return folder if folder in ("browser", "coverage", "e2e") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Marks of groups are not used: pytest-xdist 3.8 overlooks them under pytest 9.2."""
    return _OneSandboxOneProcess(config, log)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The DSN of a server that lives as long as the session."""
    data = tmp_path_factory.mktemp("pg")
    server = EmbeddedPostgres(data, durable=False)
    yield server.start()
    server.stop()
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def trading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Urls]:
    """The city's travel, ride and dine, for all who ask."""
    with running(tmp_path_factory.mktemp("city"), "travel", "ride", "dine") as urls:
        yield urls


@pytest.fixture(scope="session")
def template(postgres: str) -> str:
    """The name of a migrated database that others are copied from."""
    run_now(postgres, "CREATE DATABASE migrated")
    asyncio.run(migrate(dsn_of(postgres, "migrated")))
    return "migrated"


@pytest.fixture(scope="module")
def database_url(postgres: str, template: str) -> Iterator[str]:
    """The DSN of a migrated database that this module has for itself."""
    yield from _database(postgres, f"TEMPLATE {template}")


@pytest.fixture
def empty_database_url(postgres: str) -> Iterator[str]:
    """The DSN of a database in which nothing was ever made."""
    yield from _database(postgres, "")


def _database(postgres: str, options: str) -> Iterator[str]:
    name = f"t{uuid4().hex}"
    run_now(postgres, f"CREATE DATABASE {name} {options}")
    yield dsn_of(postgres, name)
    run_now(postgres, f"DROP DATABASE {name} WITH (FORCE)")
