"""Rides: quoted at a fixed price, driven over the real roads, cancelled by the rule, and no driver shared."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given, settings
from hypothesis import strategies as st
from ucp_sdk.models.schemas.profile import BusinessSchema
from ucp_sdk.models.schemas.shopping.catalog_search import SearchResponse
from ucp_sdk.models.schemas.shopping.checkout import Checkout
from ucp_sdk.models.schemas.shopping.order import Order

from bangwo_city import ride
from bangwo_city.clock import ManualClock, local
from bangwo_city.durable import Shelf
from bangwo_city.faults import Faults
from bangwo_city.geography import LANDMARKS, Point
from bangwo_city.options import Options
from city.selling import NOON, Buyer, Platform, basket, codes, holds_to, line, listening, selling

RIDE = "org.bangwo.ride"
STATES = ["accepted", "preparing", "ready", "on_the_way", "completed"]


def end(name: str) -> dict[str, Any]:
    point = LANDMARKS[name]
    return {"lat": point.lat, "lon": point.lon, "text": name}


def wanted(start: str = "人民广场", goal: str = "云湖机场", **more: Any) -> dict[str, Any]:
    return {"filters": {RIDE: {"from": end(start), "to": end(goal), **more}}}


async def quotes(buyer: Buyer, body: Any = None) -> dict[str, dict[str, Any]]:
    """The products by kind of car."""
    status, page = await buyer.call("POST", "/catalog/search", body or wanted())
    assert status == 200, page
    return {each[RIDE]["car"]: each for each in page["products"]}


def booking(product: dict[str, Any]) -> dict[str, Any]:
    return basket(line(product["id"]), point=None)


async def ordered(buyer: Buyer, car: str = "economy", body: Any = None) -> str:
    return await buyer.buy(booking((await quotes(buyer, body))[car]))


async def news(buyer: Buyer, order_id: str) -> dict[str, Any]:
    return (await buyer.get(f"/orders/{order_id}"))["org.bangwo.order"]


async def until(buyer: Buyer, order_id: str, state: str) -> None:
    """Wait for a state, at most two hours."""
    for _ in range(1440):
        if await buyer.state(order_id) == state:
            return
        buyer.pass_time(seconds=5)
    raise AssertionError(f"never {state}")


@pytest.fixture
async def buyer(tmp_path: Path) -> AsyncIterator[Buyer]:
    async with selling(tmp_path, "ride") as buyer:
        yield buyer


async def test_five_kinds_of_car_as_the_contract_says(buyer: Buyer):
    found = await quotes(buyer)
    assert set(found) == {"economy", "comfort", "business", "six_seat", "taxi"}
    for product in found.values():
        about = product[RIDE]
        assert about["from"] == end("人民广场")
        assert 15_000 < about["distance_m"] < 22_000
        assert 15 < about["minutes"] < 45
        assert 0 < about["wait_minutes"] < 30
        assert about["rule"]["steps"][0]["fee_percent"] == 0 < about["rule"]["steps"][1]["fee_percent"]
        assert about["rule"]["text"]
        assert "pickup_at" not in about
    prices = {car: each["price_range"]["min"]["amount"] for car, each in found.items()}
    assert prices["economy"] < prices["comfort"] < prices["six_seat"] < prices["business"]
    _, page = await buyer.call("POST", "/catalog/search", wanted())
    listed = [each["price_range"]["min"]["amount"] for each in page["products"]]
    assert listed == sorted(listed)


async def test_what_is_said_holds_to_the_protocol(buyer: Buyer):
    BusinessSchema.model_validate(profile := await buyer.get("/.well-known/ucp"))
    holds_to("profile.json#/$defs/business_schema", profile)
    assert {RIDE, "org.bangwo.rides", "org.bangwo.places"} <= set(profile["ucp"]["capabilities"])
    _, page = await buyer.call("POST", "/catalog/search", wanted())
    holds_to("shopping/catalog_search.json#/$defs/search_response", page)
    SearchResponse.model_validate(page)
    open_ = await buyer.create(booking(page["products"][0]))
    done = await buyer.complete(open_["id"])
    for doc in (open_, done):
        holds_to("shopping/checkout.json", doc)
        Checkout.model_validate(doc)
    for _ in range(12):
        order = await buyer.get(f"/orders/{done['order']['id']}")
        holds_to("shopping/order.json", order)
        Order.model_validate(order)
        buyer.pass_time(minutes=4)


async def test_a_ride_is_never_listed_without_being_asked_for(buyer: Buyer):
    await quotes(buyer)
    assert await buyer.everything() == []


async def test_a_quote_is_good_for_ten_minutes_and_its_checkout_keeps_the_price(buyer: Buyer):
    product = (await quotes(buyer))["taxi"]
    fen = product["price_range"]["min"]["amount"]
    open_ = await buyer.create(booking(product))
    assert open_["totals"][-1] == {"type": "total", "display_text": "合计", "amount": fen}
    buyer.pass_time(minutes=9)
    _, found = await buyer.call("POST", "/catalog/lookup", {"ids": [product["id"]]})
    assert [each["id"] for each in found["products"]] == [product["id"]]
    assert (await buyer.create(booking(product)))["status"] == "ready_for_complete"
    buyer.pass_time(minutes=1)
    _, found = await buyer.call("POST", "/catalog/lookup", {"ids": [product["id"]]})
    assert found["products"] == []
    assert codes(await buyer.create(booking(product))) == ["item_unknown"]
    buyer.pass_time(hours=5)
    done = await buyer.complete(open_["id"])
    assert (done["status"], done["totals"][-1]["amount"]) == ("completed", fen)


async def test_a_ride_goes_through_its_states_and_the_driver_moves_along_the_way(buyer: Buyer):
    order_id = await ordered(buyer)
    seen: dict[str, list[dict[str, Any]]] = {}
    for _ in range(1500):
        doc = await news(buyer, order_id)
        seen.setdefault(doc["state"], []).append(doc)
        if doc["state"] == "completed":
            break
        buyer.pass_time(seconds=4)
    assert list(seen) == STATES
    assert all("driver" not in doc for doc in seen["accepted"])
    drivers = {state: [doc["driver"] for doc in seen[state]] for state in STATES[1:]}
    for each in drivers["preparing"]:
        assert {"name", "car", "plate", "phone", "lat", "lon", "minutes"} == set(each)
    assert len({(each["plate"], each["phone"]) for state in drivers.values() for each in state}) == 1
    for state in ("preparing", "on_the_way"):
        left = [each["minutes"] for each in drivers[state]]
        assert left == sorted(left, reverse=True)
        assert left[-1] >= 1
        hops = [Point(a["lat"], a["lon"]).metres_to(Point(b["lat"], b["lon"])) for a, b in pairwise(drivers[state])]
        assert max(hops, default=0) < 160, "nobody drives faster than 140 km/h"
        assert sum(hops) > 0
    start, goal = LANDMARKS["人民广场"], LANDMARKS["云湖机场"]
    assert all(at(each).metres_to(start) < 5 and each["minutes"] == 0 for each in drivers["ready"])
    assert at(drivers["completed"][0]).metres_to(goal) < 5
    assert (
        max(at(each).metres_to(start.towards(goal, 0.5)) for each in drivers["on_the_way"]) > 6_000
    )  # not as the crow


def at(driver: dict[str, Any]) -> Point:
    return Point(driver["lat"], driver["lon"])


async def test_every_state_is_told(tmp_path: Path):
    platform = Platform()
    async with listening(platform) as agent, selling(tmp_path, "ride", agent=agent) as buyer:
        order_id = await ordered(buyer)
        for number, state in enumerate(STATES[1:], 1):
            await until(buyer, order_id, state)
            assert await platform.until(number) == STATES[1 : number + 1]


@pytest.mark.parametrize(
    ("state", "later", "fee"),
    [("accepted", 0, 0), ("preparing", 0, 0), ("preparing", 110, 0), ("preparing", 125, 500), ("ready", 0, 500)],
)
async def test_cancelling_costs_what_the_rule_says(tmp_path: Path, state: str, later: int, fee: int):
    async with selling(tmp_path, "ride") as buyer:
        order_id = await ordered(buyer, "business", wanted("云湖机场", "人民广场"))  # the driver is far
        await until(buyer, order_id, state)
        buyer.pass_time(seconds=later)
        total = (await buyer.get(f"/orders/{order_id}"))["totals"][-1]["amount"]
        cost = await buyer.get(f"/org.bangwo/orders/{order_id}/cancellation")
        assert (cost["fee"], cost["refund"]) == (fee, total - fee)
        assert "司机" in cost["rule"]
        path = f"/org.bangwo/orders/{order_id}/cancel"
        if fee:
            status, doc = await buyer.call("POST", path, {"reason": "不去了", "fee": 0}, "low")
            assert (status, doc["code"]) == (409, "fee_changed")
        status, doc = await buyer.call("POST", path, {"reason": "不去了", "fee": fee}, "c")
        assert (status, doc["org.bangwo.order"]["state"]) == (200, "cancelled")
        assert doc["adjustments"][0]["totals"][-1]["amount"] == fee - total


async def test_nobody_cancels_a_ride_from_inside_the_car(buyer: Buyer):
    order_id = await ordered(buyer)
    await until(buyer, order_id, "on_the_way")
    status, doc = await buyer.call("POST", f"/org.bangwo/orders/{order_id}/cancel", {"reason": ""}, "c")
    assert (status, doc["code"]) == (409, "order_not_cancellable")


async def plates(buyer: Buyer, order_ids: list[str]) -> list[str]:
    found = [await news(buyer, each) for each in order_ids]
    return [doc["driver"]["plate"] for doc in found if "driver" in doc]


async def test_twenty_who_want_the_last_driver_never_share_one(buyer: Buyer):
    taken = [await ordered(buyer, "business") for _ in range(7)]  # of eight
    product = (await quotes(buyer))["business"]
    open_ = [await buyer.create(booking(product)) for _ in range(20)]
    done = await asyncio.gather(*(buyer.complete(each["id"]) for each in open_))
    order_ids = [each["order"]["id"] for each in done]
    assert codes(await buyer.create(booking((await quotes(buyer))["business"]))) == ["no_driver"]
    buyer.pass_time(minutes=1)
    assert len(await plates(buyer, [*taken, *order_ids])) == 8
    assert len(set(await plates(buyer, [*taken, *order_ids]))) == 8
    buyer.pass_time(minutes=6)
    docs = [await buyer.get(f"/orders/{each}") for each in order_ids]
    lost = [doc for doc in docs if doc["org.bangwo.order"]["state"] == "cancelled"]
    assert len(lost) == 19
    for doc in lost:
        assert doc["org.bangwo.order"]["code"] == "no_driver"
        assert doc["adjustments"][0]["totals"][-1]["amount"] == -doc["totals"][-1]["amount"]
        holds_to("shopping/order.json", doc)
    books = {each["id"]: each for each in (await buyer.get("/_books"))["orders"]}
    assert all(books[doc["id"]]["refunded"] == books[doc["id"]]["total"] for doc in lost)


async def test_when_nobody_is_free_the_car_is_shown_as_gone_and_comes_back(buyer: Buyer):
    orders = [await ordered(buyer, "six_seat") for _ in range(8)]
    gone = (await quotes(buyer))["six_seat"]
    assert gone["variants"][0]["availability"] == {"available": False, "status": "out_of_stock"}
    await buyer.call("POST", f"/org.bangwo/orders/{orders[0]}/cancel", {"reason": ""}, "c")
    back = (await quotes(buyer))["six_seat"]
    assert back["variants"][0]["availability"]["available"]
    await buyer.buy(booking(back))


async def test_a_driver_who_is_done_drives_again_from_there(buyer: Buyer):
    orders = [await ordered(buyer, "business") for _ in range(8)]
    await until(buyer, orders[-1], "completed")
    buyer.pass_time(minutes=10)
    product = (await quotes(buyer, wanted("云湖机场", "人民广场")))["business"]
    assert product[RIDE]["wait_minutes"] <= 3


async def test_an_agreed_pick_up_is_kept(buyer: Buyer):
    pickup = local(NOON) + timedelta(days=1, hours=3)
    body = wanted(pickup_at=pickup.isoformat())
    product = (await quotes(buyer, body))["economy"]
    assert product[RIDE]["pickup_at"] == "2026-02-11T15:00:00+08:00"
    order_id = await buyer.buy(booking(product))
    buyer.pass_time(hours=26, minutes=29)
    assert (await news(buyer, order_id))["state"] == "accepted"
    buyer.pass_time(minutes=2)
    doc = await news(buyer, order_id)
    assert doc["state"] == "preparing"
    assert 20 <= doc["driver"]["minutes"] <= 29
    buyer.pass_time(minutes=28)
    assert await buyer.state(order_id) == "ready"
    buyer.pass_time(minutes=4)
    assert await buyer.state(order_id) == "on_the_way"


async def test_eight_agreed_pick_ups_leave_nobody_for_the_ninth_but_for_another_hour(buyer: Buyer):
    def at(hour: int) -> Any:
        return wanted(pickup_at=(local(NOON) + timedelta(days=2, hours=hour)).isoformat())

    for _ in range(8):
        await ordered(buyer, "business", at(1))
    ninth = (await quotes(buyer, at(1)))["business"]
    assert codes(await buyer.create(booking(ninth))) == ["no_driver"]
    await ordered(buyer, "business", at(5))
    await ordered(buyer, "business")  # and now


async def test_a_restart_forgets_neither_quotes_nor_drivers(tmp_path: Path):
    async with selling(tmp_path, "ride") as buyer:
        orders = [await ordered(buyer, "business") for _ in range(7)]
        product = (await quotes(buyer))["business"]
        buyer.pass_time(minutes=1)
        before = [await news(buyer, each) for each in orders]
        now = buyer.clock.now()
    async with selling(tmp_path, "ride", now=now) as buyer:
        assert [await news(buyer, each) for each in orders] == before
        last = await buyer.buy(booking(product))
        assert codes(await buyer.create(booking(product))) == ["no_driver"]
        buyer.pass_time(minutes=1)
        assert len(set(await plates(buyer, [*orders, last]))) == 8
        await until(buyer, last, "completed")


async def test_the_pace_quickens_the_ride_but_not_what_is_told_of_it(tmp_path: Path):
    clock, shelf = ManualClock(NOON), Shelf(tmp_path / "ride.db")
    options = Options("ride", clock, shelf, Faults(), tmp_path, pace=60.0)
    async with TestClient(TestServer(ride.build(options))) as client, selling(tmp_path / "slow", "ride") as slow:
        quick = Buyer(client, clock, Faults())
        told = [(await quotes(buyer))["taxi"][RIDE] for buyer in (quick, slow)]
        assert told[0]["minutes"] == told[1]["minutes"] > 15
        assert told[0]["wait_minutes"] == told[1]["wait_minutes"] > 0
        order_id = await ordered(quick, "taxi")
        quick.pass_time(seconds=50)
        assert await quick.state(order_id) == "completed"
        other = await ordered(slow, "taxi")
        slow.pass_time(seconds=50)
        assert await slow.state(other) in ("preparing", "ready")
    shelf.close()


async def test_only_one_car_an_order(buyer: Buyer):
    found = await quotes(buyer)
    two = basket(line(found["taxi"]["id"], 2), point=None)
    assert codes(await buyer.create(two)) == ["sold_out"]
    both = basket(line(found["taxi"]["id"]), line(found["economy"]["id"]), point=None)
    assert codes(await buyer.create(both)) == ["sold_out"]
    for unknown in ("nothing", "rd_0.taxi", found["taxi"]["id"].replace("taxi", "rocket")):
        assert codes(await buyer.create(basket(line(unknown), point=None))) == ["item_unknown"]


MIDDLE = end("人民广场")


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({}, 400, "invalid"),
        ({"from": MIDDLE}, 400, "invalid"),
        ({"from": MIDDLE, "to": "云湖机场"}, 400, "invalid"),
        ({"from": MIDDLE, "to": {}}, 400, "invalid"),
        ({"from": MIDDLE, "to": {"lat": 29.6}}, 400, "invalid"),
        ({"from": MIDDLE, "to": {"lat": True, "lon": 119.3}}, 400, "invalid"),
        ({"from": MIDDLE, "to": {"lat": 200, "lon": 119.3}}, 400, "invalid"),
        ({"from": MIDDLE, "to": {"text": "长" * 201}}, 400, "invalid"),
        ({"from": MIDDLE, "to": {"text": ["机场"]}}, 400, "invalid"),
        ({"from": MIDDLE, "to": MIDDLE}, 422, "route_unknown"),
        ({"from": MIDDLE, "to": {**MIDDLE, "lat": 29.6002}}, 422, "route_unknown"),
        ({"from": MIDDLE, "to": {"lat": 30.6, "lon": 120.3, "text": "别的城市"}}, 422, "out_of_range"),
        ({"from": {"lat": 0, "lon": 0}, "to": MIDDLE}, 422, "out_of_range"),
        ({"from": MIDDLE, "to": end("机场"), "pickup_at": "明天"}, 400, "invalid"),
        ({"from": MIDDLE, "to": end("机场"), "pickup_at": 17}, 400, "invalid"),
        ({"from": MIDDLE, "to": end("机场"), "pickup_at": "0001-01-01T00:00:00+08:00"}, 400, "invalid"),
        ({"from": MIDDLE, "to": end("机场"), "pickup_at": "2026-02-10T11:00:00+08:00"}, 422, "date_past"),
        ({"from": MIDDLE, "to": end("机场"), "pickup_at": "2026-02-17T12:01:00+08:00"}, 422, "date_too_far"),
    ],
)
async def test_what_cannot_be_ridden_is_refused(buyer: Buyer, asked: Any, status: int, code: str):
    got, doc = await buyer.call("POST", "/catalog/search", {"filters": {RIDE: asked}})
    assert (got, codes(doc)) == (status, [code])
    holds_to("common/types/error_response.json", doc)


async def test_a_text_alone_says_where(buyer: Buyer):
    asked = {"from": {"text": "云湖站"}, "to": {"text": "云湖博物馆"}}
    found = await quotes(buyer, {"filters": {RIDE: asked}})
    assert Point(**{k: found["taxi"][RIDE]["from"][k] for k in ("lat", "lon")}).metres_to(LANDMARKS["云湖站"]) < 100


NAMES = st.sampled_from(sorted(LANDMARKS))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES, st.integers(0, 300), st.booleans()), min_size=5, max_size=40))
def test_whatever_is_ordered_and_cancelled_no_driver_has_two_rides_at_once(wishes: list[Any]):
    asyncio.run(overlapping(wishes))


async def overlapping(wishes: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        async with selling(Path(folder), "ride") as buyer:
            live: list[str] = []
            for start, goal, seconds, given_up in wishes:
                buyer.pass_time(seconds=seconds)
                if LANDMARKS[start].metres_to(LANDMARKS[goal]) < 60:
                    continue
                product = (await quotes(buyer, wanted(start, goal)))["business"]
                open_ = await buyer.create(booking(product))
                if open_["status"] != "ready_for_complete":
                    assert codes(open_) == ["no_driver"]
                    continue
                order_id = (await buyer.complete(open_["id"]))["order"]["id"]
                live.append(order_id)
                if given_up:
                    await buyer.call("POST", f"/org.bangwo/orders/{order_id}/cancel", {"reason": ""}, order_id)
                docs = [await news(buyer, each) for each in live]
                bound = [doc["driver"]["plate"] for doc in docs if doc["state"] in ("preparing", "ready", "on_the_way")]
                assert len(bound) == len(set(bound))


async def test_another_seed_is_another_fleet_and_the_same_seed_the_same(tmp_path: Path):
    async def first(folder: str, seed: int) -> Any:
        async with selling(tmp_path / folder, "ride", seed=seed) as buyer:
            order_id = await ordered(buyer)
            await until(buyer, order_id, "preparing")
            return (await news(buyer, order_id))["driver"]["plate"], (await quotes(buyer))["economy"]["price_range"]

    assert await first("a", 1) == await first("b", 1)
    assert await first("c", 7) != await first("a2", 1)
