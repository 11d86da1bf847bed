"""Chores: what workers take up beside orders, for as long as they are let."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bangwo.core.errors import Conflict, Unavailable

Chore = Callable[[], Awaitable[int]]
"""Takes up what is due and tells how much that was."""
PAUSE_S = 0.5

log = structlog.get_logger("bangwo.chores")


class Chores:
    """One round after another; what is due is found again by whoever comes next."""

    def __init__(self, chores: Sequence[Chore]) -> None:
        self._chores = chores

    async def round(self) -> int:
        """Take up all that is due once."""
        return sum([await self._taken_up(each) for each in self._chores])

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            if not await self.round():
                await asyncio.sleep(PAUSE_S)

    async def _taken_up(self, chore: Chore) -> int:
        try:
            return await chore()
        except (Conflict, Unavailable) as error:
            log.warning("chore_put_off", what=error.what)
            return 0
