"""Driver: asyncpg as far as it is used here, with the types that it does not bring."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from collections.abc import Sequence
from typing import Protocol, cast

import asyncpg


class Row(Protocol):
    """A row: values by the name of their column."""

    def __getitem__(self, column: str) -> object: ...


class Connection(Protocol):
    """One session of the database."""

    async def fetch(self, statement: str, *args: object) -> Sequence[Row]: ...
    async def execute(self, statement: str) -> str: ...
    async def close(self) -> None: ...
    def is_closed(self) -> bool: ...
    def terminate(self) -> None: ...


PostgresError = cast("type[Exception]", asyncpg.PostgresError)
UniqueViolationError = cast("type[Exception]", asyncpg.UniqueViolationError)
UndefinedTableError = cast("type[Exception]", asyncpg.UndefinedTableError)

LOST = (
    cast("type[Exception]", asyncpg.PostgresConnectionError),
    cast("type[Exception]", asyncpg.InterfaceError),
    cast("type[Exception]", asyncpg.InternalClientError),
    OSError,
    TimeoutError,
)
"""No answer came, or none that can be trusted."""

FAILURES = (*LOST, PostgresError)
"""All that a statement can end in."""

GOING_DOWN = (
    cast("type[Exception]", asyncpg.AdminShutdownError),
    cast("type[Exception]", asyncpg.CrashShutdownError),
    cast("type[Exception]", asyncpg.CannotConnectNowError),
)

AGAIN = (
    cast("type[Exception]", asyncpg.SerializationError),
    cast("type[Exception]", asyncpg.DeadlockDetectedError),
)
"""Nothing was done, because someone else was in the way."""

OVERLOADED = (
    cast("type[Exception]", asyncpg.InsufficientResourcesError),
    cast("type[Exception]", asyncpg.QueryCanceledError),
    cast("type[Exception]", asyncpg.LockNotAvailableError),
)
"""The server's own word that it gave up: nothing was done."""


def table_of(error: Exception) -> str:
    """The table that an error is about."""
    return str(getattr(error, "table_name", ""))


def state_of(error: Exception) -> str:
    """The SQLSTATE of an error."""
    return str(getattr(error, "sqlstate", ""))


async def connect(
    dsn: str, timeout_s: float, answer_s: float | None = None, settings: dict[str, str] | None = None
) -> Connection:
    """A session of its own, whose statements are prepared once and kept."""
    timeout = cast("int", timeout_s)  # asyncpg means a number of seconds
    return cast(
        "Connection",
        await asyncpg.connect(
            dsn,
            timeout=timeout,
            command_timeout=answer_s,
            server_settings=settings,
            max_cached_statement_lifetime=0,
        ),
    )
