"""Conversations about parcels: the mall's program sends them, with variants chosen by words."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from adapters.connected import connect
from bangwo.adapters.catalogue.index import CatalogueIndex
from bangwo.adapters.outbound import Outbound
from bangwo.app.checkout import Till
from bangwo.app.follow import Follow
from bangwo.app.saga import Saga
from bangwo.domain.money import Money
from bangwo.domain.offer import Merchant
from city.selling import selling
from fakes_city import ADDRESSES, FakeSigner, House, Town, moment

NOW = "2026-02-10T12:00"
CASE = "在云数码城买个手机壳"


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    """Somebody with an address in front of the mall."""
    async for each in _at_home(tmp_path, ADDRESSES):
        yield each


@pytest.fixture
async def stranger(tmp_path: Path) -> AsyncIterator[House]:
    """Somebody whose address nobody knows."""
    async for each in _at_home(tmp_path, {}):
        yield each


async def _at_home(folder: Path, addresses: dict[str, str]) -> AsyncIterator[House]:
    async with selling(folder, "mall", now=datetime.fromisoformat(NOW)) as buyer:
        outbound = Outbound()
        mall = connect(outbound, {"mall": str(buyer.client.make_url("")).rstrip("/")}, lambda _: "http://127.0.0.1:9/")
        shelves = mall.shelves["mall"]
        merchants = list(await shelves.merchants())
        trades = {each.merchant_id: each.trade for each in merchants}
        offers = [offer async for page in shelves.changes(0, trades) for offer in page.offers]
        house = House(moment(NOW), Town(merchants, offers))
        house.index = CatalogueIndex(house.city, mall.shelves)  # type: ignore[arg-type]
        house.converse = replace(house.converse, catalogue=house.index, providers=mall.providers)
        till = Till(house.store, saga_of(house), FakeSigner(), house.clock, house.ids)
        house.converse = replace(house.converse, till=till)
        try:
            yield await house.open(0, addresses.items())
        finally:
            await outbound.close()


def shop(home: House, name: str) -> Merchant:
    """A shop of the mall."""
    return next(each for each in home.city.merchants if each.name == name)


def saga_of(home: House) -> Saga:
    """What moves the mall's orders."""
    return Saga(home.store, home.converse.providers, home.payments, home.clock, home.ids)


async def test_a_parcel_is_ordered_and_comes_days_later(home: House) -> None:
    asked = await home.say(CASE)
    terms = shop(home, "云数码城").delivery
    assert terms is not None
    assert terms.days is not None
    least, most = terms.days
    assert asked["asks"] == "confirm"
    assert f"和平路18号翠园小区3幢502，{least}–{most} 天" in asked["reply"]
    assert "分钟" not in asked["reply"]
    goods = sum(line["total_fen"] for line in asked["quote"]["lines"])
    assert asked["quote"]["fees"] == [{"kind": "delivery", "fen": terms.fee_for(Money(goods)).fen}]
    (order,) = (await home.say("确认"))["orders"]
    assert (order["state"], order["paid_fen"]) == ("accepted", asked["quote"]["pay_fen"])
    kept = await home.store.order(home.user_id, order["id"])
    assert kept is not None
    follow = Follow(home.store, saga_of(home), home.converse.providers, home.clock, home.ids)
    due = (await follow.look(kept)).deliver_at
    assert due is not None
    assert least <= (due.date() - home.clock.now().date()).days <= most
    assert f"{due.month}月{due.day}日 {due:%H:%M}" in (await home.say("到哪了"))["reply"]


async def test_a_parcel_needs_an_address(stranger: House) -> None:
    assert (await stranger.say(CASE))["asks"] == "address"
    assert (await stranger.say("送到和平路18号翠园小区3幢502"))["asks"] == "confirm"
    assert (await stranger.say("确认"))["orders"][0]["state"] == "accepted"


async def test_variants_are_chosen_by_words(home: House) -> None:
    plain = (await home.say("买一部苹果手机"))["quote"]["lines"][0]
    other = await home.say("要256G白色的")
    line = other["quote"]["lines"][0]
    assert (plain["options"], line["options"]) == (["黑色", "128G"], ["白色", "256G"])
    assert line["unit_fen"] - plain["unit_fen"] == 50_000
    assert "note" not in other["quote"]["details"]
    lacking = await home.say("要紫色的")
    assert "紫色" in lacking["reply"]
    assert "白色" in lacking["quote"]["lines"][0]["options"]
