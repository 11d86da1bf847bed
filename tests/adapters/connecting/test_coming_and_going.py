"""What a provider sells is shown as soon as it is connected, whoever was first, and no longer than it is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from adapters.catalogue.shelf_things import FOOD, MERCHANTS, OFFERS, TEA, Shelves
from bangwo.adapters.catalogue.index import CatalogueIndex
from bangwo.adapters.catalogue.rows import Rows
from bangwo.adapters.catalogue.sync import Sync
from bangwo.adapters.store.database import Database, Limits
from bangwo.app.ports import Query
from bangwo.core.errors import Unavailable
from bangwo.domain.offer import Merchant, Trade

SOON = timedelta(milliseconds=10)


@pytest.fixture
async def rows(database_url: str) -> AsyncIterator[Rows]:
    database = Database(database_url, Limits())
    await database.open()
    for table in ("offers", "merchants", "providers"):
        await database.write(f"DELETE FROM catalogue_{table}")
    yield Rows(database)
    await database.close()


def stocked(provider_id: str = "p") -> Shelves:
    own = tuple(replace(each, provider_id=provider_id) for each in MERCHANTS)
    shelves = Shelves(merchants_=own, provider_id=provider_id)
    shelves.put(*(replace(each, provider_id=provider_id, ref=f"{provider_id}:{each.offer_id}") for each in OFFERS))
    return shelves


@dataclass
class Stuck(Shelves):
    """Never answers."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def merchants(self) -> tuple[Merchant, ...]:
        self.asked.set()
        await asyncio.Event().wait()
        raise AssertionError


async def test_what_was_read_before_we_heard_of_it_is_shown(rows: Rows):
    sources: dict[str, Shelves] = {}
    index = CatalogueIndex(rows, sources)
    await Sync(rows, {"p": stocked()}, SOON).now()
    await index.load()
    assert index.offer(FOOD[0].ref) is None
    sources["p"] = stocked()
    await index.catch_up()
    assert index.offer(FOOD[0].ref) == FOOD[0]
    assert index.search(Query(Trade.FOOD, "柠檬水"))


async def test_who_goes_takes_goods_shops_and_names_along(rows: Rows):
    sources = {"p": stocked(), "q": stocked("q")}
    await Sync(rows, sources, SOON).now()
    index = CatalogueIndex(rows, sources)
    await index.load()
    del sources["q"]
    await index.catch_up()
    assert {hit.offer.provider_id for hit in index.search(Query(Trade.FOOD, "柠檬水"))} == {"p"}
    version = index.version
    del sources["p"]
    await index.catch_up()
    assert index.version > version
    assert index.search(Query(Trade.FOOD, "柠檬水")) == ()
    assert (list(index.entries()), index.merchant("p", TEA.merchant_id), dict(index.titles())) == ([], None, {})
    with suppress(Unavailable):
        await index.refresh([FOOD[0].ref])
    sources["p"] = stocked()
    await index.catch_up()
    assert index.offer(FOOD[0].ref) == FOOD[0]


async def test_who_comes_while_it_runs_is_read_and_nobody_waits_for_the_slow(rows: Rows):
    stuck = Stuck(provider_id="slow")
    sources: dict[str, Shelves] = {"slow": stuck}
    reading = asyncio.create_task(Sync(rows, sources, SOON).run())
    async with asyncio.timeout(20):
        await stuck.asked.wait()
        sources["p"] = stocked()
        while not await rows.trades("p"):  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.01)
    reading.cancel()
    await asyncio.wait({reading})
    assert reading.cancelled()
