"""Database: bounded connections to PostgreSQL, and what their failures mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bangwo.adapters.store import driver
from bangwo.adapters.store.driver import Connection, Row
from bangwo.adapters.store.lender import Lender
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
    "invites": "invite_code",
    "invite_codes": "invite_code",
    "invitations": "invited",
    "invited": "invited",
    "cases": "case",
    "memos": "memo",
    "deeds": "deed",
    "operators": "operator",
    "standings": "standing",
    "groups": "group",
    "group_codes": "group",
    "connected_providers": "provider",
}


class Database:
    """A pool of connections. Every failure comes out as an error of `core.errors`."""

    def __init__(self, dsn: str, limits: Limits) -> None:
        self._dsn = dsn
        self._limits = limits
        self._lender: Lender | None = None

    async def open(self) -> None:
        """Connect. Raises Unavailable."""
        self._lender = Lender(self._connect, self._limits.connections, self._limits.connect_s)
        self._lender.take_back(await self._lender.lend(), whole=True)

    async def close(self) -> None:
        """Let go of all connections."""
        if self._lender is not None:
            await self._lender.close()

    async def rows(self, statement: str, *args: object) -> Sequence[Row]:
        """All rows of a reading. Raises Unavailable."""
        try:
            return await self._fetch(statement, map(_storable, args))
        except driver.FAILURES as error:
            raise _read_error(error) from error

    async def row(self, statement: str, *args: object) -> Row | None:
        """The first row of a reading, if any. Raises Unavailable."""
        found = await self.rows(statement, *args)
        return found[0] if found else None

    async def write(self, statement: str, *args: object) -> Sequence[Row]:
        """One writing statement, which commits with its answer. Raises Conflict, Unavailable, or Unknown.

        A deadlock wrote nothing and is tried again, a few times at most.
        """
        for _ in range(RETRIES_MAX):
            try:
                return await self._fetch(statement, args)
            except driver.AGAIN:
                continue
            except driver.FAILURES as error:
                raise _write_error(error) from error
        raise Unavailable("store: too many deadlocks")

    async def _fetch(self, statement: str, args: Iterable[object]) -> Sequence[Row]:
        if self._lender is None:
            raise Bug("the database is used before it is opened")
        connection = await self._lender.lend()
        whole = False
        try:
            found = await connection.fetch(statement, *args)
            whole = True
        except driver.PostgresError:
            whole = True  # refused, and ready for the next
            raise
        finally:
            self._lender.take_back(connection, whole)
        return found

    async def _connect(self) -> Connection:
        limits = self._limits
        return await driver.connect(self._dsn, limits.connect_s, limits.answer_s, _settings(limits))


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
