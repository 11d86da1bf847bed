"""Database: bounded connections to PostgreSQL, and what their failures mean."""

import asyncio
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from bangwo.adapters.store import driver
from bangwo.adapters.store.driver import Connection, Pool, Row
from bangwo.core.errors import Bug, Conflict, Unavailable, Unknown

RETRIES_MAX = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """How many connections one process has, and how long it waits: for one, for a statement, for any answer at all."""

    connections: int = 12
    connect_s: float = 5.0
    statement_s: float = 8.0
    answer_s: float = 12.0  # longer than the server's own limit, so that a slow statement is heard to fail


GUARD = "BW001"
_GUARD_OF_TABLE = {
    "persons": "person",
    "logins": "person",
    "conversations": "conversation",
    "turns": "turn",
    "quotes": "quote",
    "orders": "order",
    "cards": "card",
    "budget_holds": "budget",
    "transfers": "transfer",
    "facts": "fact",
    "consents": "consent",
    "journal": "journal",
    "answers": "once",
}


class Database:
    """A pool of connections. Every failure comes out as an error of `core.errors`."""

    def __init__(self, dsn: str, limits: Limits) -> None:
        self._dsn = dsn
        self._limits = limits
        self._pool: Pool | None = None

    async def open(self) -> None:
        """Connect. Raises Unavailable."""
        with _connecting():
            self._pool = await driver.create_pool(
                self._dsn,
                max_size=self._limits.connections,
                connect_s=self._limits.connect_s,
                answer_s=self._limits.answer_s,
                settings=_settings(self._limits),
            )

    async def close(self) -> None:
        """Let go of all connections."""
        if self._pool is not None:
            await self._pool.close()

    async def rows(self, statement: str, *args: object) -> Sequence[Row]:
        """All rows of a reading. Raises Unavailable."""
        async with self._connection() as connection:
            with _reading():
                return await connection.fetch(statement, *map(_storable, args))

    async def row(self, statement: str, *args: object) -> Row | None:
        """The first row of a reading, if any. Raises Unavailable."""
        async with self._connection() as connection:
            with _reading():
                return await connection.fetchrow(statement, *map(_storable, args))

    async def write(self, statement: str, *args: object) -> Sequence[Row]:
        """One writing statement, which commits with its answer. Raises Conflict, Unavailable, or Unknown.

        A deadlock wrote nothing and is tried again, a few times at most.
        """
        for _ in range(RETRIES_MAX):
            async with self._connection() as connection:
                try:
                    with _writing():
                        return await connection.fetch(statement, *args)
                except driver.AGAIN:
                    continue
        raise Unavailable("store: too many deadlocks")

    @asynccontextmanager
    async def _connection(self) -> AsyncGenerator[Connection]:
        if self._pool is None:
            raise Bug("the database is used before it is opened")
        with _connecting():
            connection = await self._pool.acquire(timeout=self._limits.connect_s)
        try:
            yield connection
        finally:
            await asyncio.shield(self._pool.release(connection))


def _settings(limits: Limits) -> dict[str, str]:
    return {
        "application_name": "bangwo",
        "statement_timeout": str(int(limits.statement_s * 1000)),
        "synchronous_commit": "on",
        # all statements are by key: one plan fits all values, and none is made again
        "plan_cache_mode": "force_generic_plan",
        "jit": "off",
    }


def _storable(value: object) -> object:
    """Text that PostgreSQL can compare: what it could never have stored is changed, and so finds nothing."""
    if not isinstance(value, str) or (value.isascii() and "\0" not in value):
        return value
    return value.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


@contextmanager
def _connecting() -> Generator[None]:
    try:
        yield
    except (*driver.LOST, driver.PostgresError) as error:
        raise Unavailable(f"store: {_said(error)}") from error


@contextmanager
def _reading() -> Generator[None]:
    try:
        yield
    except (*driver.LOST, *driver.GOING_DOWN, *driver.AGAIN, *driver.OVERLOADED) as error:
        raise Unavailable(f"store: {_said(error)}") from error
    except driver.PostgresError as error:
        raise Bug(f"store: {_said(error)}") from error


@contextmanager
def _writing() -> Generator[None]:
    try:
        yield
    except driver.AGAIN:
        raise
    except (*driver.LOST, *driver.GOING_DOWN) as error:
        raise Unknown(f"store: {_said(error)}") from error
    except driver.OVERLOADED as error:  # the server's own word that it gave up
        raise Unavailable(f"store: {_said(error)}") from error
    except driver.UniqueViolationError as error:
        raise Conflict(_GUARD_OF_TABLE[driver.table_of(error)]) from error
    except driver.PostgresError as error:
        if driver.state_of(error) == GUARD:
            raise Conflict(str(error)) from error
        raise Bug(f"store: {_said(error)}") from error


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__
