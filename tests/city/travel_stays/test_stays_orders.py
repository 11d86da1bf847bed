"""Rooms and tickets over the wire: found, held, bought, used, given back."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from city.selling import Buyer, codes, holds_to, line, selling

STAY, VISIT = "org.bangwo.stay", "org.bangwo.admission"
NIGHTS = {"city": "杭州", "near": "西湖边", "check_in": "2026-02-20", "nights": 2, "room_type": "double"}


@pytest.fixture
async def buyer(tmp_path: Path) -> AsyncIterator[Buyer]:
    async with selling(tmp_path, "travel", now=datetime(2026, 2, 10, 12)) as buyer:
        yield buyer


async def search(buyer: Buyer, measure: str, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    return await buyer.call("POST", "/catalog/search", {"filters": {measure: asked}, "pagination": {"limit": 100}})


async def room(buyer: Buyer, **asked: Any) -> dict[str, Any]:
    """A room that can be had and given back."""
    _, page = await search(buyer, STAY, {**NIGHTS, **asked})
    return next(each for each in page["products"] if each[STAY]["left"] >= 2 and each[STAY]["refundable"])


async def ticket(buyer: Buyer, text: str, date: str = "2026-02-12") -> dict[str, Any]:
    _, page = await search(buyer, VISIT, {"text": text, "date": date})
    return page["products"][0]


async def hold(buyer: Buyer, *lines: tuple[str, int]) -> tuple[int, dict[str, Any]]:
    until = (buyer.clock.now() + timedelta(minutes=10)).isoformat()
    asked = [{"product_id": product_id, "quantity": quantity} for product_id, quantity in lines]
    return await buyer.call("POST", "/org.bangwo/holds", {"lines": asked, "wishes": [], "expires_at": until})


async def bought(buyer: Buyer, *lines: tuple[str, int]) -> str:
    """The id of the order of what was held first."""
    status, held = await hold(buyer, *lines)
    assert status == 201, held
    kept = {"hold_id": held["id"], "fence": held["fence"]}
    body = {
        "line_items": [line(*each) for each in lines],
        "org.bangwo.order": {"reference": "o_1"},
        "org.bangwo.hold": kept,
    }
    checkout = await buyer.create(body)
    assert checkout["status"] == "ready_for_complete", checkout["messages"]
    return (await buyer.complete(checkout["id"]))["order"]["id"]


async def test_the_protocol_holds(buyer: Buyer):
    status, page = await search(buyer, STAY, NIGHTS)
    assert status == 200
    for product in page["products"][:5]:
        holds_to("shopping/types/product.json", product)
    found = page["products"][0][STAY]
    wanted = "merchant_id hotel city stars brand room_type room_name check_in nights guests_max breakfast left nightly"
    assert {*wanted.split(), "lat", "lon", "address", "distance_m", "rule"} <= found.keys()
    visit = (await ticket(buyer, "故宫"))[VISIT]
    wanted = "merchant_id title city brand ticket date opens closes left kinds rule"
    assert set(wanted.split()) <= visit.keys()
    status, looked_up = await buyer.call("POST", "/catalog/lookup", {"ids": [visit["kinds"]["child"]["product_id"]]})
    assert status == 200
    assert looked_up["products"][0]["title"] == "故宫博物院 02-12 门票（儿童）"


async def test_hotels_and_sights_are_merchants_like_any_other(buyer: Buyer):
    merchants = (await buyer.get("/org.bangwo/merchants"))["merchants"]
    assert len({each["id"] for each in merchants}) == len(merchants)
    trades = [each["trade"] for each in merchants]
    assert trades.count("hotel") >= 300
    assert trades.count("attraction") >= 150


async def test_what_cannot_be_asked_for_is_a_422_with_its_code(buyer: Buyer):
    for measure, asked, code in (
        (STAY, {**NIGHTS, "city": "火星"}, "place_unknown"),
        (STAY, {**NIGHTS, "nights": 0}, "date_order"),
        (STAY, {**NIGHTS, "guests": 8}, "too_many_guests"),
        (STAY, {**NIGHTS, "check_in": "2026-02-01"}, "date_past"),
        (VISIT, {"text": "故宫", "date": "2026-03-02"}, "closed_that_day"),
        (VISIT, {"city": "北京", "date": "2027-01-01"}, "date_too_far"),
    ):
        status, doc = await search(buyer, measure, asked)
        assert (status, codes(doc)) == (422, [code])


async def test_a_room_is_bought_slept_in_and_over(buyer: Buyer):
    product = await room(buyer)
    order_id = await bought(buyer, (product["id"], 1))
    assert (await room(buyer, merchant_id=product[STAY]["merchant_id"]))[STAY]["left"] == product[STAY]["left"] - 1
    assert await buyer.state(order_id) == "accepted"
    buyer.clock.advance(datetime(2026, 2, 20, 13, 59) - datetime(2026, 2, 10, 12))
    assert await buyer.state(order_id) == "accepted"
    buyer.pass_time(minutes=2)
    assert await buyer.state(order_id) == "ready"
    buyer.pass_time(days=2)
    assert await buyer.state(order_id) == "completed"


async def test_a_room_is_given_back_for_nothing_then_for_its_first_night(buyer: Buyer):
    product = await room(buyer)
    first = product[STAY]["nightly"][0]
    early, late = await bought(buyer, (product["id"], 1)), await bought(buyer, (product["id"], 1))
    paid = (await buyer.get(f"/orders/{late}"))["totals"][-1]["amount"]
    assert (await buyer.get(f"/org.bangwo/orders/{early}/cancellation"))["fee"] == 0
    status, _ = await buyer.call("POST", f"/org.bangwo/orders/{early}/cancel", {"reason": "不去了", "fee": 0}, "c1")
    assert status == 200
    again = await room(buyer, merchant_id=product[STAY]["merchant_id"])
    assert again[STAY]["left"] == product[STAY]["left"] - 1
    buyer.clock.advance(datetime(2026, 2, 19, 18, 1) - datetime(2026, 2, 10, 12))
    cost = await buyer.get(f"/org.bangwo/orders/{late}/cancellation")
    assert paid * 30 // 100 < cost["fee"] <= first
    assert cost["refund"] == paid - cost["fee"]
    buyer.pass_time(days=1)
    status, doc = await buyer.call("POST", f"/org.bangwo/orders/{late}/cancel", {"reason": "不去了"}, "c2")
    assert (status, doc["code"]) == (409, "order_not_cancellable")


async def test_many_who_want_the_last_rooms_at_once_get_no_more_than_there_are(buyer: Buyer):
    product = await room(buyer)
    answers = await asyncio.gather(*(hold(buyer, (product["id"], 1)) for _ in range(product[STAY]["left"] + 5)))
    assert [status for status, _ in answers].count(201) == product[STAY]["left"]
    assert {doc["code"] for status, doc in answers if status != 201} == {"sold_out"}
    _, page = await search(buyer, STAY, {**NIGHTS, "merchant_id": product[STAY]["merchant_id"]})
    assert not any(each["variants"][0]["availability"]["available"] for each in page["products"])


async def test_the_member_price_is_the_brands_and_at_most_300_yuan(buyer: Buyer):
    product = await room(buyer, city="三亚", near="亚龙湾", text="万豪")
    member = product["org.bangwo.member"]
    assert member["brand"] == "万豪"
    assert 0 < member["off"] <= 30000
    order = await buyer.get(f"/orders/{await bought(buyer, (product['id'], 2))}")
    totals = {each["type"]: each["amount"] for each in order["totals"]}
    assert totals["total"] >= totals["subtotal"] - 30000


async def test_tickets_are_bought_and_good_that_day(buyer: Buyer):
    kinds = (await ticket(buyer, "故宫"))[VISIT]["kinds"]
    order_id = await bought(buyer, (kinds["adult"]["product_id"], 2), (kinds["child"]["product_id"], 1))
    order = await buyer.get(f"/orders/{order_id}")
    assert len(order["org.bangwo.order"]["codes"]) == 3
    assert (await buyer.get(f"/org.bangwo/orders/{order_id}/cancellation"))["fee"] == 0
    assert await buyer.state(order_id) == "accepted"
    buyer.clock.advance(datetime(2026, 2, 12, 9) - datetime(2026, 2, 10, 12))
    assert await buyer.state(order_id) == "ready"
    status, doc = await buyer.call("POST", f"/org.bangwo/orders/{order_id}/cancel", {"reason": "下雨"}, "c1")
    assert (status, doc["code"]) == (409, "order_not_cancellable")
    buyer.pass_time(hours=9)
    assert await buyer.state(order_id) == "completed"


async def test_a_free_ticket_is_booked_all_the_same(buyer: Buyer):
    product = await ticket(buyer, "国家博物馆")
    order_id = await bought(buyer, (product["id"], 2))
    order = await buyer.get(f"/orders/{order_id}")
    assert order["totals"][-1]["amount"] == 0
    assert len(order["org.bangwo.order"]["codes"]) == 2


async def test_a_child_comes_with_somebody(buyer: Buyer):
    kinds = (await ticket(buyer, "上海迪士尼"))[VISIT]["kinds"]
    child, adult = kinds["child"]["product_id"], kinds["adult"]["product_id"]
    status, doc = await hold(buyer, (child, 1))
    assert (status, doc["code"]) == (409, "child_alone")
    assert (await hold(buyer, (child, 1), (adult, 1)))[0] == 201
    alone = (await ticket(buyer, "雍和宫"))[VISIT]["kinds"]["child"]["product_id"]
    assert (await hold(buyer, (alone, 1)))[0] == 201


async def test_a_restart_forgets_no_room(tmp_path: Path):
    async with selling(tmp_path, "travel", now=datetime(2026, 2, 10, 12)) as buyer:
        product = await room(buyer)
        order_id = await bought(buyer, (product["id"], 1))
    async with selling(tmp_path, "travel", now=datetime(2026, 2, 10, 13)) as buyer:
        again = await room(buyer, merchant_id=product[STAY]["merchant_id"])
        assert again[STAY]["left"] == product[STAY]["left"] - 1
        assert await buyer.state(order_id) == "accepted"
