"""Conversations about places: the ride program's map is searched, and asked for the way."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp.test_utils import unused_port

from bangwo.adapters.outbound import Outbound
from bangwo.adapters.places import MapService
from bangwo.core.errors import Code
from bangwo.language.replies import phrase, render
from city.selling import selling
from fakes_city import ADDRESSES, House, Town, moment, options_of


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    """Somebody with a home and an office in the city of the map."""
    async with selling(tmp_path, "ride") as buyer:
        outbound = Outbound()
        house = House(moment("2026-02-10T12:00"), Town())
        house.places = MapService(outbound, str(buyer.client.make_url("")))  # type: ignore[assignment]
        house.converse = replace(house.converse, places=house.places)
        try:
            yield await house.open(0, ADDRESSES.items())
        finally:
            await outbound.close()


async def test_what_is_near(home: House) -> None:
    found = await home.say("附近哪里有药店")
    assert (found["quote"], found["asks"]) == (None, None)
    (block,) = found["blocks"]
    options = block["options"]
    assert block["kind"] == "places"
    assert [each["index"] for each in options] == list(range(1, len(options) + 1))
    assert all("药" in each["title"] and each["metres"] < 10_000 for each in options)
    office = options_of(await home.say("公司附近哪里有药店"))
    assert [each["ref"] for each in office] != [each["ref"] for each in options]


async def test_the_way(home: House) -> None:
    told = await home.say("从公司到火车站怎么走")
    assert told["reply"].startswith("公司到火车站，开车约")
    assert "路线：" in told["reply"]
    assert (told["quote"], told["asks"]) == (None, None)
    assert "步行约" in (await home.say("从公司走路去火车站要多久"))["reply"]


@pytest.mark.parametrize(("said", "mode"), [("火车站离这儿多远", "开车"), ("骑车去图书馆要多久", "骑车")])
async def test_where_from_is_asked(home: House, said: str, mode: str) -> None:
    assert (await home.say(said))["asks"] == "from"
    told = await home.say("家")
    assert "家到" in told["reply"]
    assert mode in told["reply"]
    assert told["asks"] is None


async def test_nobody_has_said_where_that_is(home: House) -> None:
    told = await home.say("从学校到火车站怎么走")
    assert "学校" in told["reply"]
    assert told["asks"] is None


async def test_no_map(home: House) -> None:
    outbound = Outbound()
    home.converse = replace(home.converse, places=MapService(outbound, f"http://127.0.0.1:{unused_port()}"))
    told = await home.say("附近哪里有药店")
    await outbound.close()
    assert options_of(told) == []
    assert render([phrase(Code.PROVIDER_DOWN)], "zh-Hans") in told["reply"]
