"""Lender: sessions of the database, lent one at a time, and never more than so many.

asyncpg's own pool starts a task for every session it takes back and a timer for every one it lends, which together cost
more than a small statement does. Nothing of ours leaves anything in a session, so there is nothing to reset.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bangwo.adapters.store.driver import FAILURES, Connection
from bangwo.core.errors import Unavailable

IDLE_S_MAX = 60.0


@dataclass(frozen=True, slots=True)
class _Idle:
    connection: Connection
    since: float


class Lender:
    """At most `many` sessions, made when they are needed, the last used lent first."""

    def __init__(self, connect: Callable[[], Awaitable[Connection]], many: int, patience_s: float) -> None:
        self._connect = connect
        self._patience_s = patience_s
        self._places = asyncio.Semaphore(many)
        self._idle: deque[_Idle] = deque()
        self._closed = False

    async def lend(self) -> Connection:
        """A session. Raises Unavailable when none is free for too long, or none can be made."""
        try:
            # a timer costs as much as half a statement, and who need not queue needs none
            if self._places.locked():
                async with asyncio.timeout(self._patience_s):
                    await self._places.acquire()
            else:
                await self._places.acquire()
        except TimeoutError:
            raise Unavailable("store: all connections are busy") from None
        lent = False
        try:
            connection = self._waiting() or await self._connect()
            lent = True
        except FAILURES as error:
            raise Unavailable(f"store: {str(error) or type(error).__name__}") from error
        finally:
            if not lent:
                self._places.release()
        return connection

    def take_back(self, connection: Connection, whole: bool) -> None:
        """End a loan. A session in which something broke off is not lent again: an answer may still be on its way."""
        self._places.release()
        if self._closed or not whole or connection.is_closed():
            connection.terminate()
            return
        now = asyncio.get_running_loop().time()
        self._idle.append(_Idle(connection, now))
        if now - self._idle[0].since > IDLE_S_MAX:
            self._idle.popleft().connection.terminate()

    async def close(self) -> None:
        """Let go of all sessions; those that are lent are let go of when they come back."""
        self._closed = True
        while self._idle:
            await self._idle.popleft().connection.close()

    def _waiting(self) -> Connection | None:
        while self._idle:
            connection = self._idle.pop().connection
            if not connection.is_closed():
                return connection
        return None
