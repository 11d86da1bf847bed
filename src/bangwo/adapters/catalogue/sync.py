"""Sync: every provider's catalogue brought into the store, all of it first and then what changed."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import structlog

from bangwo.adapters.catalogue.rows import Rows
from bangwo.adapters.catalogue.source import Source
from bangwo.core.errors import Unavailable
from bangwo.domain.offer import Trade

PAUSE = timedelta(seconds=2)
PAUSE_MAX = timedelta(seconds=30)
LEASE = timedelta(seconds=60)
"""One that asks and dies keeps the others waiting for so long."""
READING_MAX = timedelta(seconds=50)
"""Less than the lease. One that cannot be read in so long is not read."""
FULL_EVERY = timedelta(minutes=10)
"""Increments do not tell what is sold no more; reading all of it does."""

_log = structlog.get_logger("bangwo.catalogue")


class Sync:
    """Reads providers, each by one process at a time. A provider that is down keeps its last known catalogue.

    Every process reads all of a provider once: what it sold may have gone while nobody looked. `sources` may change
    while it runs, and a slow one keeps no other waiting.
    """

    def __init__(self, rows: Rows, sources: Mapping[str, Source], pause: timedelta = PAUSE) -> None:
        self._rows = rows
        self._sources = sources
        self._pause = pause
        self._read_whole: set[str] = set()

    async def now(self) -> dict[str, str]:
        """Read every provider at once, due or not. The answer says which could not be read, and why."""
        await asyncio.gather(*(self._read(source, now=True) for source in self._sources.values()))
        return await self._rows.problems()

    async def run(self) -> None:
        """Read providers when they are due, until cancelled."""
        readings: dict[str, asyncio.Task[None]] = {}
        try:
            while True:
                for name, reading in list(readings.items()):
                    if reading.done():
                        readings.pop(name).result()
                for name, source in self._sources.items():
                    if name not in readings:
                        readings[name] = asyncio.create_task(self._tried(source))
                await asyncio.sleep(self._pause.total_seconds() / 2)
        finally:
            for reading in readings.values():
                reading.cancel()
            await asyncio.gather(*readings.values(), return_exceptions=True)

    async def _tried(self, source: Source) -> None:
        try:
            await self._read(source)
        except Unavailable as error:
            _log.warning("the catalogue cannot be written", error=error.what)

    async def _read(self, source: Source, now: bool = False) -> None:
        claim = await self._rows.claim(source.provider_id, LEASE, FULL_EVERY, now)
        if claim is None:
            return
        full = claim.full or source.provider_id not in self._read_whole
        try:
            revision = await self._in_time(source, 0 if full else claim.revision)
        except Unavailable as error:  # the provider, or the store, where noting it raises again
            pause = min(self._pause * 2 ** min(claim.failures, 10), PAUSE_MAX)
            await self._rows.failed(source.provider_id, pause, error.what)
            _log.warning("a provider cannot be read", provider=source.provider_id, error=error.what)
            return
        self._read_whole.add(source.provider_id)
        # a provider that lost its memory counts from the start again: 0 makes the next reading a full one
        known = revision if full or revision >= claim.revision else 0
        await self._rows.answered(source.provider_id, known, self._pause, full)

    async def _in_time(self, source: Source, since: int) -> int:
        try:
            async with asyncio.timeout(READING_MAX.total_seconds()):
                return await self._changes(source, since)
        except TimeoutError:
            raise Unavailable(f"{source.provider_id}: not read in {READING_MAX.total_seconds():.0f} s") from None

    async def _changes(self, source: Source, since: int) -> int:
        """Write what changed (0: all). The revision up to which that is: the first page's, for later ones may move."""
        trades = await self._rows.trades(source.provider_id) if since else await self._merchants(source)
        reading = await self._pages(source, since, trades)
        if reading.strangers and since:
            reading = await self._pages(source, since, await self._merchants(source))
        if not since:
            await self._rows.keep_only(source.provider_id, reading.offer_ids)
        return reading.revision

    async def _pages(self, source: Source, since: int, trades: dict[str, Trade]) -> "_Reading":
        reading, first = _Reading(), True
        async for page in source.changes(since, trades):
            if page.offers or page.gone:
                await self._rows.put_offers(source.provider_id, page.offers, page.gone)
            reading.offer_ids += [each.offer_id for each in page.offers]
            reading.strangers += page.strangers
            reading.revision = page.revision if first else reading.revision
            first = False
        return reading

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
