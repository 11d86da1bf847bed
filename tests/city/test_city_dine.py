"""Dine: tables that are never given twice, numbers in their order, and vouchers until they are used or lapse."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from selling import Buyer, basket, line, selling

EVENING = "2026-02-10T19:00:00+08:00"
NOON = datetime(2026, 2, 10, 12, 0)


@pytest.fixture
async def buyer(tmp_path: Path) -> AsyncIterator[Buyer]:
    async with selling(tmp_path, "dine", now=NOON) as buyer:
        yield buyer


async def found(buyer: Buyer, measure: str, **asked: Any) -> list[dict[str, Any]]:
    status, page = await buyer.call("POST", "/catalog/search", {"filters": {f"org.bangwo.{measure}": asked}})
    assert status == 200, page
    return page["products"]


async def refused(buyer: Buyer, **asked: Any) -> str:
    status, page = await buyer.call("POST", "/catalog/search", {"filters": {"org.bangwo.table": asked}})
    assert status == 422, page
    return page["messages"][0]["code"]


async def held(buyer: Buyer, product: dict[str, Any], quantity: int = 1) -> tuple[int, dict[str, Any]]:
    until = (buyer.clock.now() + timedelta(minutes=20)).isoformat()
    lines = [{"product_id": product["id"], "quantity": quantity}]
    return await buyer.call("POST", "/org.bangwo/holds", {"lines": lines, "expires_at": until})


async def bought(buyer: Buyer, product: dict[str, Any], quantity: int = 1) -> dict[str, Any]:
    """The order, as its provider shows it."""
    status, hold = await held(buyer, product, quantity)
    assert status == 201, hold
    body = basket(line(product["id"], quantity), point=None)
    body["org.bangwo.hold"] = {"hold_id": hold["id"], "fence": hold["fence"]}
    return await buyer.get(f"/orders/{await buyer.buy(body)}")


async def redeem(buyer: Buyer, code: str) -> int:
    return (await buyer.call("POST", f"/org.bangwo/vouchers/{code}/redeem"))[0]


async def test_a_table_is_found_at_the_hour_or_near_it(buyer: Buyer) -> None:
    tables = await found(buyer, "table", kind="table", text="蜀里老火锅", party=4, at=EVENING)
    for each in tables:
        about = each["org.bangwo.table"]
        assert about["left"] > 0
        assert abs((datetime.fromisoformat(about["at"]) - datetime.fromisoformat(EVENING)).total_seconds()) <= 5400
        assert each["price_range"]["min"]["amount"] == 0


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"text": "没有这家店", "party": 2, "at": EVENING}, "shop_unknown"),
        ({"text": "江边烤鱼", "party": 15, "at": EVENING}, "party_too_large"),
        ({"text": "江边烤鱼", "party": 17, "at": EVENING}, "party_too_large"),
        ({"text": "江边烤鱼", "party": 2, "at": "2026-02-11T04:00:00+08:00"}, "shop_closed"),
        ({"text": "江边烤鱼", "party": 2, "at": "2026-02-10T09:00:00+08:00"}, "date_past"),
        ({"text": "江边烤鱼", "party": 2, "at": "2026-08-10T19:00:00+08:00"}, "date_too_far"),
    ],
)
async def test_why_there_is_no_table(buyer: Buyer, asked: dict[str, Any], code: str) -> None:
    assert await refused(buyer, kind="table", **asked) == code


async def test_no_table_is_given_twice(buyer: Buyer) -> None:
    asked = {"kind": "table", "text": "京味烤鸭坊", "party": 12, "at": "2026-02-12T15:00:00+08:00"}
    room = (await found(buyer, "table", **asked))[0]
    left = room["org.bangwo.table"]["left"]
    answers = await asyncio.gather(*(held(buyer, room) for _ in range(left + 3)))
    assert sorted(status for status, _ in answers) == [201] * left + [409] * 3


async def test_numbers_follow_each_other(buyer: Buyer) -> None:
    (place,) = await found(buyer, "table", kind="queue", text="墨梨咖啡", party=2)
    numbers = [(await held(buyer, place))[1]["places"][0] for _ in range(3)]
    first = int(numbers[0][1:])
    assert numbers == [f"A{first + step:03d}" for step in range(3)]


async def test_a_voucher_is_done_with_its_last_code(buyer: Buyer) -> None:
    deal = (await found(buyer, "voucher", text="蜀里老火锅"))[0]
    order = await bought(buyer, deal, 2)
    first, second = order["org.bangwo.order"]["codes"]
    assert await redeem(buyer, first) == 200
    assert await redeem(buyer, first) == 409, "a code is taken once"
    assert await buyer.state(order["id"]) == "accepted"
    fee = await buyer.get(f"/org.bangwo/orders/{order['id']}/cancellation")
    assert (fee["refund"], fee["fee"]) == (138_00, 138_00), "what was used is kept"
    assert await redeem(buyer, second) == 200
    assert await buyer.state(order["id"]) == "completed"
    assert await redeem(buyer, "000000000000") == 404


async def test_a_voucher_that_nobody_used_lapses_and_all_comes_back(buyer: Buyer) -> None:
    deal = (await found(buyer, "voucher", text="蜀里老火锅"))[0]
    order = await bought(buyer, deal)
    buyer.pass_time(days=91)
    after = await buyer.get(f"/orders/{order['id']}")
    assert after["org.bangwo.order"]["state"] == "cancelled"
    assert after["adjustments"][0]["totals"] == [{"type": "total", "amount": -138_00}]


async def test_a_code_that_was_given_back_is_worth_nothing(buyer: Buyer) -> None:
    order = await bought(buyer, (await found(buyer, "voucher", text="蜀里老火锅"))[0])
    (code,) = order["org.bangwo.order"]["codes"]
    status, _ = await buyer.call("POST", f"/org.bangwo/orders/{order['id']}/cancel", {"reason": ""})
    assert (status, await redeem(buyer, code)) == (200, 409)


async def test_a_deposit_is_kept_from_two_hours_before(buyer: Buyer) -> None:
    tables = await found(buyer, "table", kind="table", text="蜀里老火锅", party=8, at=EVENING)
    order = await bought(buyer, tables[0])
    path = f"/org.bangwo/orders/{order['id']}/cancellation"
    assert (await buyer.get(path))["fee"] == 0
    sits = datetime.fromisoformat(tables[0]["org.bangwo.table"]["at"])
    buyer.pass_time(seconds=(sits - buyer.clock.now()).total_seconds() - 3600)
    assert (await buyer.get(path))["fee"] == 8 * 20_00


async def test_what_was_sold_is_known_after_a_restart(tmp_path: Path) -> None:
    async with selling(tmp_path, "dine", now=NOON) as buyer:
        order = await bought(buyer, (await found(buyer, "voucher", text="蜀里老火锅"))[0])
        (code,) = order["org.bangwo.order"]["codes"]
    async with selling(tmp_path, "dine", now=NOON) as buyer:
        assert await redeem(buyer, code) == 200
        assert await buyer.state(order["id"]) == "completed"
