"""Places: enough of them, found by name, kind and nearness; the way to them over HTTP."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bangwo_city.atlas.places import places
from bangwo_city.atlas.roads import roads
from bangwo_city.geography import LANDMARKS, Point, locate
from city.selling import HOME, Buyer, codes, holds_to, selling

CENTRE = Point(**HOME)
KINDS = (
    *("地铁站", "公园", "医院", "药店", "银行", "ATM", "厕所", "加油站", "充电桩", "停车场", "超市", "商场", "学校"),
    *("派出所", "邮局", "博物馆", "图书馆", "咖啡馆", "餐厅", "影院", "景点", "火车站", "机场", "酒店", "公交站"),
    *("汽车站", "便利店", "菜市场", "快递站", "小区", "写字楼"),
)


@pytest.fixture
async def buyer(tmp_path: Path) -> AsyncIterator[Buyer]:
    async with selling(tmp_path, "ride") as buyer:
        yield buyer


async def search(buyer: Buyer, **query: Any) -> list[dict[str, Any]]:
    return (await buyer.get(f"/org.bangwo/places/search?{urlencode(query)}"))["places"]


async def way(buyer: Buyer, start: Point, goal: Point, mode: str) -> tuple[int, dict[str, Any]]:
    query = urlencode({"from": f"{start.lat},{start.lon}", "to": f"{goal.lat},{goal.lon}", "mode": mode})
    return await buyer.call("GET", f"/org.bangwo/places/route?{query}")


def test_there_are_enough_and_each_has_a_name_of_its_own():
    known = places().all
    assert len([each for each in known if each.kind != "公交站"]) >= 600
    assert [name for name, times in Counter(each.name for each in known).items() if times > 1] == []
    assert len({each.place_id for each in known}) == len(known)


def test_nothing_is_called_like_a_kind_that_it_is_not_of():
    kinds = places().kinds
    named = [(name, each.kind) for each in places().all for name in (each.name.lower(), *each.words) if name in kinds]
    assert [(name, kind) for name, kind in named if kinds[name] != kind] == []


def test_every_place_can_be_reached_and_has_hours():
    for each in places().all:
        assert roads().foot(each.point) is not None, each.name
        assert 30 <= each.rating <= 50
        assert time.fromisoformat(each.opens) is not None
        assert time.fromisoformat(each.closes) is not None


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_is_found_nearest_first(buyer: Buyer, kind: str):
    found = await search(buyer, text=kind, **HOME, limit=5)
    assert found
    assert found[0]["kind"] == kind
    of_kind = [each["distance_m"] for each in found if each["kind"] == kind and each["name"] != kind]
    assert of_kind[1:] == sorted(of_kind[1:])
    assert set(found[0]) == {
        *("id", "name", "kind", "address", "lat", "lon", "distance_m", "rating", "opens", "closes")
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("火车站", "云湖站"),
        ("机场", "云湖机场"),
        ("高铁站", "云湖东站"),
        ("云湖站", "云湖站"),
        ("云湖东站", "云湖东站"),
        ("云湖机场", "云湖机场"),
        ("T2", "云湖机场T2航站楼"),
        ("市一医院", "云湖市第一医院"),
        ("市政府", "云湖市政府"),
        ("人民广场地铁站", "人民广场站（地铁）"),
        ("附近的云湖图书馆", "云湖图书馆"),
        ("去云湖公园", "云湖公园"),
    ],
)
async def test_what_people_call_it(buyer: Buyer, text: str, name: str):
    assert (await search(buyer, text=text))[0]["name"] == name
    assert (await search(buyer, text=text, **HOME))[0]["name"] == name


@pytest.mark.parametrize("name", sorted(LANDMARKS))
async def test_every_landmark_is_found_near_where_it_lies(name: str, buyer: Buyer):
    where = await buyer.get(f"/org.bangwo/places/locate?{urlencode({'text': name})}")
    assert Point(**where).metres_to(LANDMARKS[name]) <= 160


@pytest.mark.parametrize(
    ("text", "kind"),
    [("卫生间", "厕所"), ("取款机", "ATM"), ("买药", "药店"), ("coffee", "咖啡馆"), ("便宜的停车场", "停车场")],
)
async def test_kinds_have_other_names(buyer: Buyer, text: str, kind: str):
    assert {each["kind"] for each in await search(buyer, text=text, **HOME)} == {kind}


async def test_open_round_the_clock(buyer: Buyer):
    found = await search(buyer, text="24小时药店", **HOME)
    assert len(found) >= 5
    assert all(each["kind"] == "药店" and each["opens"] == each["closes"] for each in found)


async def test_within_a_radius_and_nothing_for_nonsense(buyer: Buyer):
    near = await search(buyer, **HOME, radius_m=400, limit=50)
    assert near
    assert all(each["distance_m"] <= 400 for each in near)
    assert await search(buyer, text="厕所", **HOME, radius_m=1) == []
    assert await search(buyer, text="绝无此地zzz", **HOME) == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_looked_for_and_lies_somewhere(text: str):
    found = places().search(text, CENTRE, None, 10)
    assert [each.fits for each in found] == sorted((each.fits for each in found), reverse=True)
    assert roads().foot(locate(text)) is not None


async def test_flash_and_ride_agree_where_a_text_lies(tmp_path: Path, buyer: Buyer):
    async with selling(tmp_path / "flash") as flash:
        for text in ("云湖博物馆", "T2", "人民路18号", "紫藤公寓3幢", "某个没有的地方", "云湖植物园门口"):
            path = f"/org.bangwo/places/locate?{urlencode({'text': text})}"
            assert await flash.get(path) == await buyer.get(path)
        assert "org.bangwo.places" in (await flash.get("/.well-known/ucp"))["ucp"]["capabilities"]


@pytest.mark.parametrize("mode", ["walk", "drive", "transit", "bike"])
async def test_a_route_adds_up(buyer: Buyer, mode: str):
    status, found = await way(buyer, LANDMARKS["翠园小区"], LANDMARKS["东湖新城"], mode)
    assert (status, found["mode"]) == (200, mode)
    assert sum(step["distance_m"] for step in found["steps"]) == found["distance_m"]
    assert sum(step["minutes"] for step in found["steps"]) == found["minutes"]
    assert all(step["minutes"] >= 0 for step in found["steps"])
    assert Point(*found["line"][0]).metres_to(LANDMARKS["翠园小区"]) <= 2
    assert Point(*found["line"][-1]).metres_to(LANDMARKS["东湖新城"]) <= 2
    assert 8_000 < found["distance_m"] < 14_000


async def test_faster_by_wheel_than_on_foot_and_slower_at_rush_hour(tmp_path: Path):
    minutes: dict[str, int] = {}
    for name, hour in (("night", 2), ("noon", 12), ("rush", 18)):
        async with selling(tmp_path / name, "ride", now=datetime(2026, 2, 10, hour)) as buyer:
            for mode in ("walk", "bike", "transit", "drive"):
                _, found = await way(buyer, LANDMARKS["大学城"], LANDMARKS["云湖机场"], mode)
                minutes[f"{mode} {name}"] = found["minutes"]
    assert minutes["drive noon"] < minutes["transit noon"] < minutes["bike noon"] < minutes["walk noon"]
    assert minutes["drive night"] < minutes["drive noon"] < minutes["drive rush"]
    assert minutes["walk night"] == minutes["walk rush"]


async def test_where_one_is_already(buyer: Buyer):
    status, found = await way(buyer, CENTRE, CENTRE, "walk")
    assert (status, found["distance_m"]) == (200, 0)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("search", 400, "invalid"),
        ("search?text=", 400, "invalid"),
        ("search?text=%20", 400, "invalid"),
        (f"search?text={'a' * 501}", 400, "invalid"),
        ("search?lat=29.6", 400, "invalid"),
        ("search?lat=x&lon=119.3", 400, "invalid"),
        ("search?lat=nan&lon=119.3", 400, "invalid"),
        ("search?lat=inf&lon=119.3", 400, "invalid"),
        ("search?lat=91&lon=119.3", 400, "invalid"),
        ("search?text=a&limit=0", 400, "invalid"),
        ("search?text=a&limit=51", 400, "invalid"),
        ("search?text=a&limit=%C2%B2", 400, "invalid"),
        ("search?text=a&radius_m=-1", 400, "invalid"),
        ("route", 400, "invalid"),
        ("route?from=29.6,119.3", 400, "invalid"),
        ("route?from=29.6,119.3&to=29.6", 400, "invalid"),
        ("route?from=29.6,119.3&to=29.6,119.3,1", 400, "invalid"),
        ("route?from=29.6,119.3&to=29.61,119.3&mode=fly", 400, "invalid"),
        ("route?from=29.6,119.3&to=30.6,120.3&mode=drive", 422, "out_of_range"),
        ("route?from=0,0&to=29.6,119.3&mode=transit", 422, "out_of_range"),
        ("locate", 400, "invalid"),
        (f"locate?text={'a' * 501}", 400, "invalid"),
    ],
)
async def test_bad_questions_are_answered_why(buyer: Buyer, path: str, status: int, code: str):
    got, doc = await buyer.call("GET", f"/org.bangwo/places/{path}")
    assert (got, codes(doc)) == (status, [code])
    holds_to("common/types/error_response.json", doc)
