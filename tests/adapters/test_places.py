"""Places: the same text lies at the same place, and is asked for once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bangwo.adapters.outbound import Outbound
from bangwo.adapters.places import MapService
from bangwo.core.errors import Code, Refused, Unavailable, Unknown
from bangwo.domain.place import Point
from city.selling import selling


@pytest.fixture
async def outbound() -> AsyncIterator[Outbound]:
    """A client."""
    client = Outbound()
    yield client
    await client.close()


async def test_the_citys_map(tmp_path: Path, outbound: Outbound):
    async with selling(tmp_path) as buyer:
        places = MapService(outbound, str(buyer.client.make_url("")))
        home = await places.locate("和平路18号翠园小区3幢502 & 对面?#%")
        assert home == await places.locate("  和平路18号翠园小区3幢502 & 对面?#%  ")
        assert home.metres_to(await places.locate("科技园路6号B座12楼")) > 0


async def test_what_is_there_and_how_to_get_there(tmp_path: Path, outbound: Outbound):
    async with selling(tmp_path, "ride") as buyer:
        places = MapService(outbound, str(buyer.client.make_url("")))
        home, station = await places.locate("和平路18号"), await places.locate("火车站")
        found = await places.search("药店", home, 3)
        assert len(found) == 3
        assert all(each.metres == pytest.approx(home.metres_to(each.point), abs=20) for each in found)
        assert await places.search("没有这种东西", home, 3) == []
        walk, drive = [await places.route(home, station, mode) for mode in ("walk", "drive")]
        assert walk.minutes > drive.minutes > 0
        assert (walk.mode, drive.mode, walk.metres >= home.metres_to(station)) == ("walk", "drive", True)
        with pytest.raises(Refused) as refused:
            await places.route(home, Point(0.0, 0.0), "drive")
        assert refused.value.code is Code.ROUTE_UNKNOWN


async def test_what_was_asked_is_remembered_up_to_a_bound(outbound: Outbound):
    asked: list[str] = []

    async def locate(request: web.Request) -> web.Response:
        asked.append(request.query["text"])
        return web.json_response({"lat": 30.0, "lon": 120})

    app = web.Application()
    app.router.add_get("/org.bangwo/places/locate", locate)
    async with TestServer(app) as server:
        places = MapService(outbound, str(server.make_url("")), remembered_max=2)
        for text in ("家", "公司", "家", "学校", "家", "公司"):
            await places.locate(text)
    assert asked == ["家", "公司", "学校", "公司"]


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [(404, b"{}", Refused), (200, b"{}", Unavailable), (200, b"<html>", Unavailable), (500, b"{}", Unavailable)],
)
async def test_a_map_that_fails(status: int, body: bytes, error: type[Exception], outbound: Outbound):
    async def locate(_: web.Request) -> web.Response:
        return web.Response(status=status, body=body)

    app = web.Application()
    app.router.add_get("/org.bangwo/places/locate", locate)
    async with TestServer(app) as server:
        with pytest.raises(error) as failed:
            await MapService(outbound, str(server.make_url(""))).locate("家")
    assert not isinstance(failed.value, Unknown)


async def test_no_text_lies_nowhere(outbound: Outbound):
    with pytest.raises(Refused) as refused:
        await MapService(outbound, f"http://127.0.0.1:{unused_port()}").locate(" \n ")
    assert refused.value.code is Code.ADDRESS_UNKNOWN


async def test_no_map(outbound: Outbound):
    with pytest.raises(Unavailable):
        await MapService(outbound, f"http://127.0.0.1:{unused_port()}").locate("家")
