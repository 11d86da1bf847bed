"""Database: bounded connections to PostgreSQL, and what their failures mean."""

from collections.abc import Sequence
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
        try:
            self._pool = await driver.create_pool(
                self._dsn,
                max_size=self._limits.connections,
                connect_s=self._limits.connect_s,
                answer_s=self._limits.answer_s,
                settings=_settings(self._limits),
            )
        except driver.FAILURES as error:
            raise Unavailable(f"store: {_said(error)}") from error

    async def close(self) -> None:
        """Let go of all connections."""
        if self._pool is not None:
            await self._pool.close()

    async def rows(self, statement: str, *args: object) -> Sequence[Row]:
        """All rows of a reading. Raises Unavailable."""
        connection = await self._lent()
        try:
            return await connection.fetch(statement, *map(_storable, args))
        except driver.FAILURES as error:
            raise _read_error(error) from error
        finally:
            await self._return(connection)

    async def row(self, statement: str, *args: object) -> Row | None:
        """The first row of a reading, if any. Raises Unavailable."""
        found = await self.rows(statement, *args)
        return found[0] if found else None

    async def write(self, statement: str, *args: object) -> Sequence[Row]:
        """One writing statement, which commits with its answer. Raises Conflict, Unavailable, or Unknown.

        A deadlock wrote nothing and is tried again, a few times at most.
        """
        for _ in range(RETRIES_MAX):
            connection = await self._lent()
            try:
                return await connection.fetch(statement, *args)
            except driver.AGAIN:
                continue
            except driver.FAILURES as error:
                raise _write_error(error) from error
            finally:
                await self._return(connection)
        raise Unavailable("store: too many deadlocks")

    async def _lent(self) -> Connection:
        if self._pool is None:
            raise Bug("the database is used before it is opened")
        # a limit costs as much as half a statement, and who need not queue needs none
        limit = None if self._pool.get_idle_size() else self._limits.connect_s
        try:
            return await self._pool.acquire(timeout=limit)
        except driver.FAILURES as error:
            raise Unavailable(f"store: {_said(error)}") from error

    async def _return(self, connection: Connection) -> None:
        if self._pool is not None:
            await self._pool.release(connection)


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


def _read_error(error: Exception) -> Exception:
    if isinstance(error, (*driver.LOST, *driver.GOING_DOWN, *driver.AGAIN, *driver.OVERLOADED)):
        return Unavailable(f"store: {_said(error)}")
    return Bug(f"store: {_said(error)}")


def _write_error(error: Exception) -> Exception:
    if isinstance(error, (*driver.LOST, *driver.GOING_DOWN)):
        return Unknown(f"store: {_said(error)}")
    if isinstance(error, driver.OVERLOADED):  # the server's own word that it gave up
        return Unavailable(f"store: {_said(error)}")
    if isinstance(error, driver.UniqueViolationError):
        return Conflict(_GUARD_OF_TABLE[driver.table_of(error)])
    if driver.state_of(error) == GUARD:
        return Conflict(str(error))
    return Bug(f"store: {_said(error)}")


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__
