"""Sync: every provider's catalogue brought into the store, all of it first and then what changed."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import structlog

from bangwo.adapters.catalogue.rows import Claim, Rows
from bangwo.adapters.catalogue.source import Source
from bangwo.core.errors import Unavailable
from bangwo.domain.offer import Trade

PAUSE = timedelta(seconds=2)
PAUSE_MAX = timedelta(seconds=30)
LEASE = timedelta(seconds=60)
"""One that asks and dies keeps the others waiting for so long."""
FULL_EVERY = timedelta(minutes=10)
"""Increments do not tell what is sold no more; reading all of it does."""

_log = structlog.get_logger("bangwo.catalogue")


class Sync:
    """Reads providers, each by one process at a time. A provider that is down keeps its last known catalogue."""

    def __init__(self, rows: Rows, sources: Sequence[Source], pause: timedelta = PAUSE) -> None:
        self._rows = rows
        self._sources = sources
        self._pause = pause

    async def now(self) -> dict[str, str]:
        """Read every provider at once, due or not. The answer says which could not be read, and why."""
        await asyncio.gather(*(self._read(source, now=True) for source in self._sources))
        return await self._rows.problems()

    async def run(self) -> None:
        """Read providers when they are due, until cancelled."""
        while True:
            try:
                await asyncio.gather(*(self._read(source) for source in self._sources))
            except Unavailable as error:
                _log.warning("the catalogue cannot be written", error=error.what)
            await asyncio.sleep(self._pause.total_seconds() / 2)

    async def _read(self, source: Source, now: bool = False) -> None:
        claim = await self._rows.claim(source.provider_id, LEASE, FULL_EVERY, now)
        if claim is None:
            return
        try:
            revision = await self._changes(source, claim)
        except Unavailable as error:  # the provider, or the store, where noting it raises again
            pause = min(self._pause * 2 ** min(claim.failures, 10), PAUSE_MAX)
            await self._rows.failed(source.provider_id, pause, error.what)
            _log.warning("a provider cannot be read", provider=source.provider_id, error=error.what)
            return
        await self._rows.answered(source.provider_id, revision, self._pause, claim.full)

    async def _changes(self, source: Source, claim: Claim) -> int:
        """Write what changed. The revision up to which that is: the first page's, since later ones may have moved."""
        trades = await self._merchants(source) if claim.full else await self._rows.trades(source.provider_id)
        reading = _Reading()
        await self._pages(source, 0 if claim.full else claim.revision, trades, reading)
        if reading.strangers and not claim.full:
            reading = _Reading()
            await self._pages(source, claim.revision, await self._merchants(source), reading)
        if claim.full:
            await self._rows.keep_only(source.provider_id, reading.offer_ids)
        # a provider that lost its memory counts from the start again: 0 makes the next reading a full one
        return reading.revision if reading.revision >= claim.revision else 0

    async def _pages(self, source: Source, since: int, trades: dict[str, Trade], reading: "_Reading") -> None:
        first = True
        async for page in source.changes(since, trades):
            if page.offers or page.gone:
                await self._rows.put_offers(source.provider_id, page.offers, page.gone)
            reading.offer_ids += [each.offer_id for each in page.offers]
            reading.strangers += page.strangers
            reading.revision = page.revision if first else reading.revision
            first = False

    async def _merchants(self, source: Source) -> dict[str, Trade]:
        merchants = await source.merchants()
        await self._rows.put_merchants(source.provider_id, merchants)
        return {each.merchant_id: each.trade for each in merchants}


class _Reading:
    """What one reading of a provider came to."""

    def __init__(self) -> None:
        self.offer_ids: list[str] = []
        self.strangers = 0
        self.revision = 0
