"""Shelves: small durable tables in memory and on disk, with one fsync for all writers that wait together."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson

Op = tuple[str, str, bytes | None]
"""(table, key, value as JSON, or None to delete)."""

# Rows lie in the order they were written and only the small index is keyed: half the work of a table WITHOUT ROWID,
# where values of a kilobyte would be moved about for every new key.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (shelf TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (shelf, key))
"""
_PUT = "INSERT INTO kept VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
_DELETE = "DELETE FROM kept WHERE shelf = ? AND key = ?"
_LOCK_S = 2.0
"""How long to wait for an earlier program that is still closing the same file."""


def packed(value: Any) -> bytes:
    """JSON in no more memory than it needs: orjson's own answer keeps kilobytes of spare room, which adds up."""
    return bytes(memoryview(orjson.dumps(value)))


class ShelfError(Exception):
    """The shelf cannot be opened or written; the message says which file and why."""


class Batch:
    """Writes collected to happen together or not at all."""

    def __init__(self) -> None:
        self.ops: list[Op] = []

    def put(self, table: str, key: str, value: Any) -> None:
        """Keep a value under a key, in place of the one there."""
        self.ops.append((table, key, packed(value)))

    def delete(self, table: str, key: str) -> None:
        """Forget a key; forgetting what is not there is no error."""
        self.ops.append((table, key, None))


class Shelf:
    """Key/value tables of JSON in one SQLite file.

    A write is seen by readers at once, so that whoever checks and then writes without awaiting in between is alone;
    its awaitable resolves when it is on disk. Writes reach the disk in the order in which they were made, so nothing
    that was acknowledged can depend on something that was lost. Values are read as fresh copies.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables: dict[str, dict[str, bytes]] = {}
        self._waiting: list[tuple[list[Op], asyncio.Future[None]]] = []
        self._wake = threading.Condition()
        self._closing = False
        self._broken: ShelfError | None = None
        self.commits = 0
        """How often the disk was asked, for tests and figures."""
        self._database = self._open()
        for table, key, value in self._database.execute("SELECT shelf, key, value FROM kept ORDER BY rowid"):
            self._tables.setdefault(table, {})[key] = value
        self._writer = threading.Thread(target=self._write, name=f"shelf {path.name}", daemon=True)
        self._writer.start()

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(self._path, timeout=_LOCK_S, isolation_level=None, check_same_thread=False)
            database.execute("PRAGMA locking_mode = EXCLUSIVE")  # memory would not see what another program writes
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = FULL")
            database.execute(_SCHEMA)
            database.execute("BEGIN IMMEDIATE")
            database.execute("ROLLBACK")
        except (OSError, sqlite3.Error) as error:
            raise ShelfError(f"{self._path} cannot be written: {error}") from error
        return database

    def get(self, table: str, key: str) -> Any:
        """The value under a key, or None."""
        value = self._tables.get(table, {}).get(key)
        return None if value is None else orjson.loads(value)

    def scan(self, table: str) -> Iterator[tuple[str, Any]]:
        """Every (key, value) of a table as it stands now, in the order first written since the file was opened."""
        for key, value in list(self._tables.get(table, {}).items()):
            yield key, orjson.loads(value)

    def count(self, table: str) -> int:
        """How many keys a table has."""
        return len(self._tables.get(table, {}))

    def put(self, table: str, key: str, value: Any) -> Awaitable[None]:
        """Keep a value; await it to know that it is on disk."""
        return self.write([(table, key, packed(value))])

    def delete(self, table: str, key: str) -> Awaitable[None]:
        """Forget a key; await it to know that it is on disk."""
        return self.write([(table, key, None)])

    @asynccontextmanager
    async def batch(self) -> AsyncIterator[Batch]:
        """Collect writes; leaving the block makes them visible together and waits for the disk. An error drops them."""
        collected = Batch()
        yield collected
        await self.write(collected.ops)

    def write(self, ops: list[Op]) -> Awaitable[None]:
        """Make all these writes together."""
        done = asyncio.get_running_loop().create_future()
        with self._wake:
            if self._broken or self._closing:
                raise self._broken or ShelfError(f"{self._path} is closed")
            for table, key, value in ops:
                if value is None:
                    self._tables.get(table, {}).pop(key, None)
                else:
                    self._tables.setdefault(table, {})[key] = value
            self._waiting.append((ops, done))
            self._wake.notify()
        return done

    def flushed(self) -> Awaitable[None]:
        """Wait until everything written so far is on disk: needed before answering from what another one wrote."""
        return self.write([])

    def close(self) -> None:
        """Write what waits, then close. Closing twice is no error."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._writer.join()
        self._database.close()

    def _write(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._waiting or self._closing)
                together, self._waiting = self._waiting, []
            if not together:
                return
            error = self._commit([op for ops, _ in together for op in ops])
            _resolve([done for _, done in together], error)

    def _commit(self, ops: list[Op]) -> ShelfError | None:
        if not ops or self._broken:
            return self._broken
        try:
            self._database.execute("BEGIN")
            for table, key, value in ops:
                if value is None:
                    self._database.execute(_DELETE, (table, key))
                else:
                    self._database.execute(_PUT, (table, key, value))
            self._database.execute("COMMIT")
            self.commits += 1
        except sqlite3.Error as error:
            # Memory is now ahead of the disk: nothing may be acknowledged any more.
            self._broken = ShelfError(f"{self._path} cannot be written: {error}")
        return self._broken


def _resolve(waiting: list[asyncio.Future[None]], error: ShelfError | None) -> None:
    by_loop: dict[asyncio.AbstractEventLoop, list[asyncio.Future[None]]] = {}
    for done in waiting:
        by_loop.setdefault(done.get_loop(), []).append(done)
    for loop, group in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_finish, group, error)


def _finish(waiting: list[asyncio.Future[None]], error: ShelfError | None) -> None:
    for done in waiting:
        if done.done():
            continue
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)
