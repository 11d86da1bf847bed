"""Chores: what workers take up beside orders, for as long as they are let."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TypeVar

import structlog

from bangwo.core.errors import Conflict, Unavailable

Chore = Callable[[], Awaitable[int]]
"""Takes up what is due and tells how much that was."""
PAUSE_S = 0.5

T = TypeVar("T")

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
        (outcome,) = await asyncio.gather(chore(), return_exceptions=True)
        if isinstance(outcome, int):
            return outcome
        _log(outcome)
        return 0


async def each_alone(items: Iterable[T], work: Callable[[T], Awaitable[object]]) -> None:
    """Work on one after another: what goes wrong with one, or what somebody else has, keeps nobody from the next."""
    for item in items:
        (outcome,) = await asyncio.gather(work(item), return_exceptions=True)
        if isinstance(outcome, BaseException):
            _log(outcome)


def _log(error: BaseException) -> None:
    if isinstance(error, Conflict):
        return  # another worker was first
    if isinstance(error, Unavailable):
        log.warning("chore_put_off", what=error.what)
    else:
        log.error("chore_failed", error=repr(error), exc_info=error)
