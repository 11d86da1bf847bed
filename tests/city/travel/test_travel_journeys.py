"""Journeys over HTTP: what is found, held, sold, given back, changed and remembered."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bangwo_city.clock import local
from bangwo_city.travel.brands import brands
from bangwo_city.travel.cities import cities
from bangwo_city.travel.journeys.timetable import services
from bangwo_city.travel.journeys.trips import Trip, trip
from city.selling import Platform, codes, holds_to, listening
from city.travel.travelling import NOW, kinds, total, travelling


async def test_a_flight_says_when_where_and_what(tmp_path: Path):
    async with travelling(tmp_path) as traveller:
        status, page = await traveller.find(date="2026-02-12")
        assert status == 200
        holds_to("shopping/catalog_search.json#/$defs/search_response", page)
        product = page["products"][0]
        journey = product["org.bangwo.journey"]
        assert (journey["kind"], journey["cabin"], journey["nonstop"]) == ("flight", "economy", True)
        assert journey["from"] == {"city": "云湖", "name": "云湖机场", "code": "Y8H", "terminal": "T1"}
        assert journey["to"]["code"] in ("PEK", "PKX")
        assert journey["departs_at"].startswith("2026-02-12T")
        assert journey["brand"] in {brand.name for brand in brands().values()}
        assert product["id"] == kinds(product)["adult"]
        assert product["price_range"]["min"]["amount"] == journey["kinds"]["adult"]["price"]
        assert journey["kinds"]["child"]["price"] < journey["kinds"]["adult"]["price"]
        assert [step["fee_percent"] for step in journey["rule"]["steps"]] == [10, 20, 40, 60]
        _, found = await traveller.buyer.call("POST", "/catalog/lookup", {"ids": [product["id"], "f_no_such_1_x"]})
        assert [each["id"] for each in found["products"]] == [product["id"]]
        listed = await traveller.buyer.everything()
        assert listed == []  # nothing is found without a filter


@pytest.mark.parametrize(
    ("asked", "stops"),
    [
        ({"from": "虹桥机场", "to": "首都"}, ("虹桥机场", "首都机场")),
        ({"from": "上海浦东国际机场", "to": "大兴机场"}, ("浦东机场", "大兴机场")),
        ({"from": "PVG", "to": "北京首都机场T3"}, ("浦东机场", "首都机场")),
        ({"kind": "train", "from": "上海虹桥", "to": "北京南站"}, ("上海虹桥站", "北京南站")),
        ({"kind": "train", "from": "虹桥站", "to": "vnp"}, ("上海虹桥站", "北京南站")),
        ({"kind": "train", "from": "云湖东站", "to": "杭州东"}, ("云湖东站", "杭州东站")),
        ({"from": "Beijing", "to": "香港"}, (None, "香港国际机场")),
    ],
)
async def test_places_are_named_as_people_do(tmp_path: Path, asked: dict[str, str], stops: tuple[str | None, str]):
    async with travelling(tmp_path) as traveller:
        found = [each["org.bangwo.journey"] for each in await traveller.journeys(**asked)]
        assert found
        assert {each["to"]["name"] for each in found} == {stops[1]}
        assert stops[0] is None or {each["from"]["name"] for each in found} == {stops[0]}


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"to": "亚特兰蒂斯"}, 422, "place_unknown"),
        ({"from": ""}, 422, "place_unknown"),
        ({"from": None}, 422, "place_unknown"),
        ({"kind": "train", "to": "东京"}, 422, "route_unknown"),
        ({"to": "云湖机场"}, 422, "route_unknown"),
        ({"to": "苏州"}, 422, "route_unknown"),  # has no airport
        ({"to": "杭州"}, 422, "route_unknown"),  # too near to fly
        ({"date": "2026-02-09"}, 422, "date_past"),
        ({"date": "2026-04-12"}, 422, "date_too_far"),
        ({"date": "soon"}, 400, "invalid"),
        ({"date": 7}, 400, "invalid"),
        ({"date": None}, 400, "invalid"),
        ({"kind": "boat"}, 400, "invalid"),
        ({"kind": None}, 400, "invalid"),
        ({"from": ["云湖"]}, 400, "invalid"),
        ({"from": "云" * 200}, 400, "invalid"),
        ({"number": 7}, 400, "invalid"),
    ],
)
async def test_what_cannot_be_looked_for(tmp_path: Path, asked: dict[str, Any], status: int, code: str):
    async with travelling(tmp_path) as traveller:
        answered, body = await traveller.find(**asked)
        assert (answered, codes(body)) == (status, [code])
        if asked.get("to") == "亚特兰蒂斯":
            assert body["messages"][0]["content"] == "亚特兰蒂斯"


@pytest.mark.parametrize(
    ("filters", "status"),
    [
        ({"org.bangwo.journey": "no object"}, 400),
        ({"org.bangwo.boat": {}}, 400),
        ({"org.bangwo.journey": {}, "org.bangwo.stay": {}}, 400),
    ],
)
async def test_filters_that_make_no_sense(tmp_path: Path, filters: dict[str, Any], status: int):
    async with travelling(tmp_path) as traveller:
        assert (await traveller.buyer.call("POST", "/catalog/search", {"filters": filters}))[0] == status


async def test_filters_by_number_carrier_cabin_and_price(tmp_path: Path):
    async with travelling(tmp_path) as traveller:
        every = [each["org.bangwo.journey"] for each in await traveller.journeys()]
        one = every[0]
        by_number = await traveller.journeys(number=one["number"].lower())
        assert {each["org.bangwo.journey"]["number"] for each in by_number} == {one["number"]}
        by_carrier = await traveller.journeys(carrier=one["carrier"] + "航空")
        assert {each["org.bangwo.journey"]["carrier"] for each in by_carrier} == {one["carrier"]}
        by_cabin = await traveller.journeys(cabin="business")
        assert {each["org.bangwo.journey"]["cabin"] for each in by_cabin} == {"business"}
        assert len(by_cabin) < len(every)
        body = {
            "filters": {"org.bangwo.journey": {"kind": "flight", "from": "云湖", "to": "北京", "date": "2026-03-10"}}
        }
        body["filters"]["price"] = {"max": 60000}
        _, cheap = await traveller.buyer.call("POST", "/catalog/search", body)
        assert all(each["price_range"]["min"]["amount"] <= 60000 for each in cheap["products"])


async def test_pages_make_the_whole(tmp_path: Path):
    async with travelling(tmp_path) as traveller:
        every = [each["id"] for each in await traveller.journeys()]
        read: list[str] = []
        cursor: dict[str, str] = {}
        asked = {"org.bangwo.journey": {"kind": "flight", "from": "云湖", "to": "北京", "date": "2026-03-10"}}
        while True:
            body = {"filters": asked, "pagination": {"limit": 7, **cursor}}
            _, page = await traveller.buyer.call("POST", "/catalog/search", body)
            read += [each["id"] for each in page["products"]]
            if not page["pagination"]["has_next_page"]:
                break
            cursor = {"cursor": page["pagination"]["cursor"]}
        assert read == every
        assert len(set(read)) == len(read)


async def test_a_family_travels_and_pays_the_member_price(tmp_path: Path):
    async with travelling(tmp_path) as traveller:
        product = await traveller.first()
        who = kinds(product)
        lines = ((who["adult"], 2), (who["child"], 1))
        before = await traveller.left(who["adult"])
        status, hold = await traveller.hold(*lines, wishes=["window", "together", "bathtub"])
        assert status == 201
        assert (len(hold["places"]), hold["unmet"]) == (3, ["bathtub"])
        assert len({place[:-1] for place in hold["places"]}) == 1  # one row
        assert await traveller.left(who["adult"]) == before - 3
        checkout = await traveller.checkout(hold, *lines)
        holds_to("shopping/checkout.json", checkout)
        off = -total(checkout, "items_discount")
        assert off >= 3 * 100
        assert total(checkout) == total(checkout, "subtotal") - off
        done = await traveller.buyer.complete(checkout["id"])
        order = await traveller.buyer.get(f"/orders/{done['order']['id']}")
        holds_to("shopping/order.json", order)
        ours = order["org.bangwo.order"]
        assert (ours["state"], ours["places"], len(set(ours["codes"]))) == ("accepted", hold["places"], 3)
        assert ours["departs_at"] == product["org.bangwo.journey"]["departs_at"]
        assert await traveller.left(who["adult"]) == before - 3


async def test_no_order_saves_more_than_three_hundred_yuan(tmp_path: Path):
    async with travelling(tmp_path) as traveller:
        dear = max(await traveller.journeys(cabin="business"), key=lambda each: each["price_range"]["min"]["amount"])
        lines = (dear["id"], min(dear["org.bangwo.journey"]["left"], 6))
        _, hold = await traveller.hold(lines)
        checkout = await traveller.checkout(hold, lines)
        assert dear["org.bangwo.member"]["off"] * lines[1] > 30000
        assert total(checkout, "items_discount") == -30000


async def test_a_child_does_not_travel_alone(tmp_path: Path):
    async with travelling(tmp_path) as traveller:
        one, other = (await traveller.journeys(cabin="economy"))[:2]
        child = kinds(one)["child"]
        for lines in (((child, 1),), ((child, 1), (kinds(other)["adult"], 1))):
            status, refused = await traveller.hold(*lines)
            assert (status, refused["code"]) == (409, "child_alone")
        checkout = await traveller.checkout({"id": "h_none", "fence": 1}, (child, 1))
        assert (checkout["status"], codes(checkout)) == ("incomplete", ["child_alone"])
        assert (await traveller.hold((child, 1), (kinds(one)["senior"], 1)))[0] == 201


async def test_a_hold_runs_out(tmp_path: Path):
    async with travelling(tmp_path) as traveller:
        line = ((await traveller.first())["id"], 2)
        before = await traveller.left(line[0])
        _, hold = await traveller.hold(line, minutes=600)
        assert hold["expires_at"] == "2026-02-10T10:30:00+08:00"
        checkout = await traveller.checkout(hold, line)
        traveller.buyer.pass_time(minutes=30)
        late = await traveller.buyer.complete(checkout["id"])
        assert (late["status"], codes(late)) == ("incomplete", ["hold_expired"])
        assert await traveller.left(line[0]) == before


@pytest.mark.parametrize("change", [{"fence": 999}, {"id": "h_none"}, {"id": ""}, {"quantity": 3}])
async def test_a_checkout_fits_its_hold(tmp_path: Path, change: dict[str, Any]):
    async with travelling(tmp_path) as traveller:
        product_id = (await traveller.first())["id"]
        _, hold = await traveller.hold((product_id, 2))
        checkout = await traveller.checkout(hold | change, (product_id, change.get("quantity", 2)))
        assert (checkout["status"], codes(checkout)) == ("incomplete", ["hold_expired"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"lines": []}, 400),
        ({"lines": "all"}, 400),
        ({"lines": [{"product_id": "x"}]}, 400),
        ({"lines": [{"product_id": "x", "quantity": True}]}, 400),
        ({"lines": [{"product_id": "x", "quantity": 100}]}, 400),
        ({"lines": ["x"]}, 400),
        ({"lines": [{"product_id": "nothing", "quantity": 1}]}, 404),
        ({"lines": [{"product_id": "f_yhu_bjs_1_20260231_economy-adult", "quantity": 1}]}, 404),
        ({"lines": [{"product_id": "f_yhu_bjs_1_20260501_economy-adult", "quantity": 1}]}, 404),  # too far ahead
        ({"lines": [{"product_id": "f_yhu_bjs_1_20260209_economy-adult", "quantity": 1}]}, 404),  # yesterday
        ({"lines": [{"product_id": "f_yhu_bjs_1_20260310_economy-dog", "quantity": 1}]}, 404),
        ({"wishes": "window"}, 400),
        ({"wishes": [7]}, 400),
        ({"wishes": ["window"] * 11}, 400),
        ({"expires_at": "soon"}, 400),
        ({"expires_at": None}, 400),
        ({"expires_at": "2026-02-10T09:59:00+08:00"}, 400),
    ],
)
async def test_holds_that_make_no_sense(tmp_path: Path, body: dict[str, Any], status: int):
    async with travelling(tmp_path) as traveller:
        product_id = (await traveller.first())["id"]
        good = {"lines": [{"product_id": product_id, "quantity": 1}], "expires_at": "2026-02-10T10:10:00+08:00"}
        before = await traveller.left(product_id)
        answered, _ = await traveller.buyer.call("POST", "/org.bangwo/holds", good | body, "k")
        assert answered == status
        assert await traveller.left(product_id) == before


async def test_the_last_places_go_to_whoever_asks_first(tmp_path: Path):
    async with travelling(tmp_path) as traveller:
        cabin = await traveller.first(cabin="business")
        left = cabin["org.bangwo.journey"]["left"]
        answers = await asyncio.gather(*(traveller.hold((cabin["id"], 1)) for _ in range(left + 5)))
        assert sorted(status for status, _ in answers) == [201] * left + [409] * 5
        assert {answer["code"] for status, answer in answers if status == 409} == {"sold_out"}
        places = [place for status, answer in answers if status == 201 for place in answer["places"]]
        assert len(set(places)) == left
        (shown,) = (await traveller.buyer.call("POST", "/catalog/lookup", {"ids": [cabin["id"]]}))[1]["products"]
        assert shown["variants"][0]["availability"] == {"available": False, "status": "out_of_stock"}
        released = next(answer for status, answer in answers if status == 201)
        assert await traveller.release(released) == 200
        assert await traveller.left(cabin["id"]) == 1


async def test_all_lines_are_kept_or_none(tmp_path: Path):
    async with travelling(tmp_path) as traveller:
        out = await traveller.first(cabin="business")
        back = await traveller.first(**{"from": "北京", "to": "云湖", "date": "2026-03-12", "cabin": "business"})
        many = back["org.bangwo.journey"]["left"] + 1
        before = await traveller.left(out["id"])
        status, refused = await traveller.hold((out["id"], 1), (back["id"], many))
        assert (status, refused["code"]) == (409, "sold_out")
        assert await traveller.left(out["id"]) == before


async def test_one_key_is_one_hold(tmp_path: Path):
    async with travelling(tmp_path) as traveller:
        line = ((await traveller.first())["id"], 1)
        first, again = await traveller.hold(line, key="a"), await traveller.hold(line, key="a")
        assert first == again


async def test_nothing_is_sold_shortly_before_the_departure(tmp_path: Path):
    async with travelling(tmp_path, datetime(2026, 3, 10, 0, 5)) as traveller:
        products = await traveller.journeys()
        first = min(products, key=lambda each: each["org.bangwo.journey"]["departs_at"])
        departs = datetime.fromisoformat(first["org.bangwo.journey"]["departs_at"])
        traveller.buyer.clock.advance(departs - timedelta(minutes=20) - traveller.buyer.clock.now())
        assert first["id"] not in [each["id"] for each in await traveller.journeys()]
        assert (await traveller.hold((first["id"], 1)))[0] == 404
        assert (await traveller.buyer.call("POST", "/catalog/lookup", {"ids": [first["id"]]}))[1]["products"] == []


def plain_trip() -> Trip:
    """A flight from 云湖 to 北京 in March whose time does not change."""
    made = (trip(1, each, datetime(2026, 3, 10).date()) for each in services(1, "flight", "yhu", "bjs"))
    return next(each for each in made if each is not None and each.change is None)


async def test_an_order_is_ready_before_and_completed_at_the_arrival(tmp_path: Path):
    flight = plain_trip()
    async with travelling(tmp_path) as traveller:
        order_id = await traveller.buy((f"{flight.trip_id}_economy-adult", 1))
        for at, state in (
            (flight.departs_at - timedelta(hours=2, minutes=1), "accepted"),
            (flight.departs_at - timedelta(hours=2), "ready"),
            (flight.arrives_at - timedelta(minutes=1), "ready"),
            (flight.arrives_at, "completed"),
        ):
            traveller.buyer.clock.advance(at - traveller.buyer.clock.now())
            assert await traveller.buyer.state(order_id) == state
        assert (await traveller.cancel(order_id))[1]["code"] == "order_not_cancellable"


@pytest.mark.parametrize(
    ("hours", "percent"), [(24 * 8, 10), (24 * 7, 20), (49, 20), (48, 40), (5, 40), (4, 60), (1, 60), (0, None)]
)
async def test_cancelling_costs_more_the_later(tmp_path: Path, hours: int, percent: int | None):
    flight = plain_trip()
    async with travelling(tmp_path) as traveller:
        order_id = await traveller.buy((f"{flight.trip_id}_economy-adult", 2))
        paid = total(await traveller.buyer.get(f"/orders/{order_id}"))
        traveller.buyer.clock.advance(flight.departs_at - timedelta(hours=hours) - traveller.buyer.clock.now())
        status, cost = await traveller.cost(order_id)
        if percent is None:
            assert (status, cost["code"]) == (409, "order_not_cancellable")
            assert (await traveller.cancel(order_id))[0] == 409
            return
        assert (cost["fee"], cost["refund"]) == (paid * percent // 100, paid - paid * percent // 100)
        assert (await traveller.cancel(order_id, fee=cost["fee"] - 1))[1]["code"] == "fee_changed"
        status, order = await traveller.cancel(order_id, fee=cost["fee"])
        assert (status, order["org.bangwo.order"]["state"]) == (200, "cancelled")
        assert order["adjustments"][0]["totals"][-1]["amount"] == -cost["refund"]
        assert (await traveller.cancel(order_id))[0] == 200
        (entry,) = (await traveller.buyer.get("/_books"))["orders"]
        assert (entry["state"], entry["refunded"]) == ("cancelled", cost["refund"])


async def test_some_pieces_are_given_back(tmp_path: Path):
    async with travelling(tmp_path) as traveller:
        product_id = (await traveller.first())["id"]
        before = await traveller.left(product_id)
        order_id = await traveller.buy((product_id, 3))
        order = await traveller.buyer.get(f"/orders/{order_id}")
        paid, places = total(order), order["org.bangwo.order"]["places"]
        _, one = await traveller.cost(order_id, "l1:1")
        _, after = await traveller.cancel(order_id, lines=[{"id": "l1", "quantity": 1}], fee=one["fee"])
        holds_to("shopping/order.json", after)
        assert after["line_items"][0]["quantity"] == {"original": 3, "total": 2, "fulfilled": 0}
        assert after["org.bangwo.order"]["state"] == "accepted"
        assert after["org.bangwo.order"]["places"] == places[:2]
        assert await traveller.left(product_id) == before - 2
        _, rest = await traveller.cost(order_id)
        assert one["refund"] + one["fee"] + rest["refund"] + rest["fee"] == paid
        _, gone = await traveller.cancel(order_id, lines=[{"id": "l1"}])
        assert gone["org.bangwo.order"]["state"] == "cancelled"
        assert await traveller.left(product_id) == before


@pytest.mark.parametrize(
    "lines",
    [[{"id": "l9"}], [{"id": "l1", "quantity": 3}], [{"id": "l1", "quantity": 0}], [], "l1", [{"id": "l1"}] * 2],
)
async def test_pieces_that_are_not_there(tmp_path: Path, lines: Any):
    async with travelling(tmp_path) as traveller:
        order_id = await traveller.buy(((await traveller.first())["id"], 2))
        assert (await traveller.cancel(order_id, lines=lines))[0] == 400
        assert (await traveller.cost(order_id, "l1:x"))[0] == 400
        assert await traveller.buyer.state(order_id) == "accepted"


def changing_trip() -> Trip:
    """A flight from 云湖 to 北京 whose time changes some days after now."""
    days = (datetime(2026, 3, 1).date() + timedelta(days=n) for n in range(30))
    made = (trip(1, each, day) for day in days for each in services(1, "flight", "yhu", "bjs"))
    return next(each for each in made if each is not None and each.change is not None and each.change.at > local(NOW))


async def test_a_change_of_time_is_told_and_makes_cancelling_free(tmp_path: Path):
    flight, platform = changing_trip(), Platform()
    assert flight.change is not None
    async with listening(platform) as agent, travelling(tmp_path, agent=agent) as traveller:
        order_id = await traveller.buy((f"{flight.trip_id}_economy-adult", 1))
        traveller.buyer.clock.advance(flight.change.at - timedelta(minutes=1) - traveller.buyer.clock.now())
        before = await traveller.order(order_id)
        assert datetime.fromisoformat(before["departs_at"]) == flight.departs_at
        assert (await traveller.cost(order_id))[1]["fee"] > 0
        traveller.buyer.pass_time(minutes=1)
        assert await platform.until(1) == ["accepted"]
        after = await traveller.order(order_id)
        assert datetime.fromisoformat(after["departs_at"]) == flight.departs_at + flight.change.by
        assert after["departs_at_before"] == before["departs_at"]
        assert datetime.fromisoformat(after["updated_at"]) == flight.change.at
        assert (await traveller.cost(order_id))[1]["fee"] == 0
        product = (await traveller.buyer.call("POST", "/catalog/lookup", {"ids": [f"{flight.trip_id}_economy-adult"]}))[
            1
        ]
        assert product["products"][0]["org.bangwo.journey"]["departs_at"] == after["departs_at"]


async def test_a_restart_forgets_nothing(tmp_path: Path):
    async with travelling(tmp_path) as traveller:
        product_id = (await traveller.first())["id"]
        order_id = await traveller.buy((product_id, 2))
        _, hold = await traveller.hold((product_id, 1))
        left, order = await traveller.left(product_id), await traveller.order(order_id)
    async with travelling(tmp_path) as traveller:
        assert await traveller.left(product_id) == left
        assert await traveller.order(order_id) == order
        checkout = await traveller.checkout(hold, (product_id, 1))
        assert total(checkout, "items_discount") < 0
        assert (await traveller.buyer.complete(checkout["id"]))["status"] == "completed"
        assert (await traveller.cancel(order_id))[0] == 200
        assert await traveller.left(product_id) == left + 2


async def test_there_are_many_brands_and_each_has_a_member_price(tmp_path: Path):
    selling = [brand for brand in brands().values() if brand.kind != "railway"]
    assert len(selling) >= 40
    assert all(0 < brand.off_fen(100_000) <= 30_000 for brand in selling)
    async with travelling(tmp_path) as traveller:
        merchants = (await traveller.buyer.get("/org.bangwo/merchants"))["merchants"]
        trades = {each["trade"] for each in merchants}
        assert {"flight", "train"} <= trades
        assert len({each["id"] for each in merchants}) == len(merchants)


def test_every_city_is_reached():
    known = cities()
    assert len([city for city in known.values() if city.country == "CN"]) >= 40
    for city_id, city in known.items():
        hub = "sha" if city_id == "bjs" else "bjs"
        ways = [services(1, kind, hub, city_id) or services(1, kind, "can", city_id) for kind in ("flight", "train")]
        assert any(ways), city.name
