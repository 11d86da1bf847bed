"""The catalogue on its way from providers through the store into every process that searches."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from shelf_things import DAY, FILMS, KITCHEN, MERCHANTS, OFFERS, STAR, Shelves, offer, shop

from adapters.connected import connect
from bangwo.adapters.catalogue.index import CatalogueIndex
from bangwo.adapters.catalogue.rows import Rows
from bangwo.adapters.catalogue.sync import Sync
from bangwo.adapters.outbound import Outbound
from bangwo.adapters.store.database import Database, Limits
from bangwo.app.ports import Query
from bangwo.core.errors import Unavailable
from bangwo.domain.money import Money
from bangwo.domain.offer import Trade
from city.selling import selling

SOON = timedelta(milliseconds=1)


@pytest.fixture
async def rows(database_url: str) -> AsyncIterator[Rows]:
    """Empty tables."""
    database = Database(database_url, Limits())
    await database.open()
    for table in ("offers", "merchants", "providers"):
        await database.write(f"DELETE FROM catalogue_{table}")
    yield Rows(database)
    await database.close()


def stocked() -> Shelves:
    """A source with everything."""
    shelves = Shelves()
    shelves.put(*OFFERS)
    return shelves


async def synced(rows: Rows, *sources: Shelves) -> dict[str, str]:
    """Read all of them now; the problems."""
    return await Sync(rows, {each.provider_id: each for each in sources}, SOON).now()


async def followed(rows: Rows, *sources: Shelves) -> CatalogueIndex:
    """An index of what the store has."""
    index = CatalogueIndex(rows, {each.provider_id: each for each in sources})
    await index.load()
    return index


async def test_everything_arrives_as_it_was(rows: Rows):
    shelves = stocked()
    assert await synced(rows, shelves) == {}
    index = await followed(rows, shelves)
    assert [index.offer(each.ref) for each in OFFERS] == list(OFFERS)
    assert [index.merchant("p", each.merchant_id) for each in MERCHANTS] == list(MERCHANTS)
    assert index.titles()["惊蛰无声"] == DAY


async def test_only_what_changed_is_asked_for_and_followed(rows: Rows):
    shelves = stocked()
    sync = Sync(rows, {shelves.provider_id: shelves}, SOON)
    await sync.now()
    index = await followed(rows, shelves)
    version = index.version
    dearer = replace(OFFERS[0], price=Money(1500), stock=3)
    shelves.put(dearer)
    await sync.now()
    assert shelves.asked_since == [0, 1]
    await index.catch_up()
    assert index.offer(dearer.ref) == dearer
    assert index.version == version  # no name came or went


async def test_a_new_name_is_found_and_counts(rows: Rows):
    shelves = stocked()
    await synced(rows, shelves)
    index = await followed(rows, shelves)
    version = index.version
    shelves.put(offer("酸辣粉", KITCHEN))
    await synced(rows, shelves)
    assert index.search(Query(Trade.FOOD, "酸辣粉")) == ()
    await index.catch_up()
    assert [hit.offer.name for hit in index.search(Query(Trade.FOOD, "酸辣粉"))] == ["酸辣粉"]
    assert index.version > version


async def test_a_renamed_offer_goes_by_its_new_name_only(rows: Rows):
    shelves = stocked()
    await synced(rows, shelves)
    index = await followed(rows, shelves)
    shelves.put(
        replace(OFFERS[4], name="金桔柠檬水"), replace(FILMS[3], showing=replace(FILMS[3].showing, title="远山"))
    )
    await synced(rows, shelves)
    await index.catch_up()
    assert [hit.fit for hit in index.search(Query(Trade.FOOD, "柠檬水"))] == [88]
    assert index.search(Query(Trade.FOOD, "金桔柠檬水"))[0].fit == 100
    assert "远山" in index.titles()
    assert "春山" not in index.titles()


async def test_a_new_shop_comes_with_its_goods(rows: Rows):
    shelves = stocked()
    sync = Sync(rows, {shelves.provider_id: shelves}, SOON)
    await sync.now()
    bakery = shop("麦香烘焙")
    shelves.merchants_ = (*MERCHANTS, bakery)
    shelves.put(offer("可颂", bakery))
    await sync.now()
    assert shelves.asked_since == [0, 1, 1]
    index = await followed(rows, shelves)
    assert [hit.merchant for hit in index.search(Query(Trade.FOOD, "可颂"))] == [bakery]


async def test_who_is_connected_no_more_is_not_shown(rows: Rows):
    shelves = stocked()
    await synced(rows, shelves)
    index = await followed(rows)
    assert index.search(Query(Trade.FOOD, "奶茶")) == ()
    assert index.merchants(Trade.FOOD) == []


async def test_what_is_sold_no_more_goes_when_all_is_read_again(rows: Rows):
    shelves = stocked()
    await synced(rows, shelves)
    index = await followed(rows, shelves)
    shelves.merchants_ = tuple(each for each in MERCHANTS if each is not STAR)
    shelves.offers = {
        key: (revision, each)
        for key, (revision, each) in shelves.offers.items()
        if each.merchant_id != STAR.merchant_id and each.name != "拿铁"
    }
    await synced(rows, shelves)
    await index.catch_up()
    assert [hit.offer.name for hit in index.search(Query(Trade.FOOD, "拿铁"))] == ["生椰拿铁"]
    assert index.merchant("p", STAR.merchant_id) is None
    assert "春山" not in index.titles()


async def test_a_provider_that_forgot_its_revisions_is_read_anew(rows: Rows):
    shelves = stocked()
    shelves.revision = 100
    shelves.put(OFFERS[0])
    sync = Sync(rows, {shelves.provider_id: shelves}, SOON)
    await sync.now()
    shelves.revision = 5
    shelves.put(replace(OFFERS[0], price=Money(1)))
    await sync.now()
    await sync.now()
    assert shelves.asked_since == [0, 101, 0]
    index = await followed(rows, shelves)
    assert index.offer(OFFERS[0].ref) == replace(OFFERS[0], price=Money(1))


async def test_one_that_is_down_keeps_what_it_sold_and_is_named(rows: Rows):
    shelves, other = stocked(), Shelves(provider_id="q", merchants_=())
    await synced(rows, shelves, other)
    shelves.down = True
    assert await synced(rows, shelves, other) == {"p": "p is down"}
    index = await followed(rows, shelves)
    assert index.search(Query(Trade.FOOD, "拿铁"))
    shelves.down = False
    assert await synced(rows, shelves, other) == {}


async def test_one_that_is_down_is_asked_less_and_less(rows: Rows):
    shelves = stocked()
    shelves.down = True
    pause = timedelta(seconds=5)
    await Sync(rows, {shelves.provider_id: shelves}, pause).now()
    claim = await rows.claim("p", pause, pause)
    assert claim is None


async def test_one_process_at_a_time_asks(rows: Rows):
    lease = timedelta(minutes=1)
    claims = await asyncio.gather(*(rows.claim("p", lease, lease) for _ in range(8)))
    assert sum(claim is not None for claim in claims) == 1


async def test_writers_at_once_lose_nothing(rows: Rows):
    shelves = stocked()
    index = await followed(rows, shelves)
    await rows.put_merchants("p", MERCHANTS)

    async def write(number: int) -> None:
        for each in range(5):
            await rows.put_offers("p", [offer(f"新品{number}-{each}", KITCHEN)], ())

    async def read() -> None:
        for _ in range(30):
            await index.catch_up()
            await asyncio.sleep(0)

    await asyncio.gather(*(write(number) for number in range(6)), read())
    await index.catch_up()
    assert len(index.search(Query(Trade.FOOD, shop=KITCHEN.name))) == 30


async def test_refreshing_asks_for_these_alone(rows: Rows):
    shelves = stocked()
    await synced(rows, shelves)
    index = await followed(rows, shelves)
    changed = replace(OFFERS[0], price=Money(9900), stock=0)
    shelves.put(changed)
    del shelves.offers[OFFERS[1].offer_id]
    await index.refresh([OFFERS[0].ref, OFFERS[1].ref, "p:nothing", "nobody:nothing"])
    assert index.offer(OFFERS[0].ref) == changed
    assert index.offer(OFFERS[1].ref) is None
    shelves.down = True
    with pytest.raises(Unavailable):
        await index.refresh([OFFERS[0].ref])


async def test_the_whole_city(rows: Rows, tmp_path: Path):
    """Every program of the city is read over UCP; what people ask for is there."""
    async with AsyncExitStack() as stack:
        urls: dict[str, str] = {}
        for program in ("flash", "fresh", "tickets"):
            (tmp_path / program).mkdir()
            now = datetime(2026, 2, 10, 10, 0)
            buyer = await stack.enter_async_context(selling(tmp_path / program, program, now=now))
            urls[program] = str(buyer.client.make_url("")).rstrip("/")
        outbound = Outbound()
        stack.push_async_callback(outbound.close)
        shelves = connect(outbound, urls, lambda _: "http://127.0.0.1:9").shelves
        assert await Sync(rows, shelves, SOON).now() == {}
        index = CatalogueIndex(rows, shelves)
        await index.load()
        assert len(index.search(Query(Trade.FOOD, "奶茶", limit=100))) >= 10
        assert len({hit.offer.name for hit in index.search(Query(Trade.GROCERY, "鸡蛋")) if hit.fit >= 80}) >= 5
        assert index.titles()["惊蛰无声"] == DAY
        premiere = index.search(Query(Trade.MOVIE, "惊蛰无声", from_=DAY, to=DAY + timedelta(days=1)))
        assert premiere
        assert all(hit.offer.showing is not None and hit.offer.showing.premiere for hit in premiere)
        await index.refresh([premiere[0].offer.ref])
        assert index.search(Query(Trade.FOOD, "奶茶", shop="瑞幸")) == ()
