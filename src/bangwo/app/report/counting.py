"""Counting: facts into the report, each once, by one of any number of workers at a time."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

import structlog

from bangwo.core.clock import Clock
from bangwo.core.errors import Conflict, Unavailable
from bangwo.domain.facts import Fact
from bangwo.domain.report.standing import Standing
from bangwo.domain.report.tally import Tally, tally, watched

BATCH = 20_000
LEASE_S = 15.0
"""Whoever stops counting for so long is followed by another. It saves work; the cursor is what keeps counts right."""


class Came(Enum):
    """What came of a round."""

    MORE = "more"  # and there is more to count
    ALL = "all"
    ANOTHERS = "anothers"  # another counts


PAUSE_S = {Came.MORE: 0.0, Came.ALL: 0.5, Came.ANOTHERS: 5.0}

log = structlog.get_logger("bangwo.report")


@dataclass(frozen=True, slots=True)
class Span:
    """Facts of transactions from `since` to before `upto`, all of which have ended. `more`: there are later ones."""

    since: int
    upto: int
    facts: Sequence[Fact]
    more: bool = False


class CountStore(Protocol):
    """Keeps the report, and the cursor that says which facts are in it."""

    async def behind(self) -> bool:
        """Whether there are facts that were not counted, or may be."""
        ...

    async def next_span(self, owner: str, lease_s: float, most: int) -> Span | None:
        """About so many facts that are to be counted next; None while another owns the count."""
        ...

    async def standings(self, user_ids: Sequence[str]) -> Mapping[str, Standing]:
        """Of those of whom something is known."""
        ...

    async def add(self, span: Span, found: Tally, now: datetime) -> None:
        """Add what a span comes to, and move the cursor over it, together. Conflict `report`: it was counted before."""
        ...


@dataclass(frozen=True, slots=True)
class Counting:
    """Counts on whenever there is something to count."""

    store: CountStore
    clock: Clock
    owner: str
    most: int = BATCH

    async def count(self) -> Came:
        """Count the next facts, if any. Conflict `report`: another did meanwhile."""
        if not await self.store.behind():
            return Came.ALL
        now = self.clock.now()
        span = await self.store.next_span(self.owner, LEASE_S, self.most)
        if span is None:
            return Came.ANOTHERS
        known = await self.store.standings(sorted(watched(span.facts)))
        await self.store.add(span, tally(span.facts, known), now)
        return Came.MORE if span.more else Came.ALL

    async def run(self) -> None:
        """For ever. What cannot be counted now is counted later: the cursor stays where it is."""
        while True:
            came = Came.ALL
            try:
                came = await self.count()
            except Conflict:
                log.warning("report_counted_by_another", owner=self.owner)
            except Unavailable as outage:
                log.warning("report_waits", what=outage.what)
            await asyncio.sleep(PAUSE_S[came])
