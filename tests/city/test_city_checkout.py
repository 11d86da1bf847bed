"""Checkouts: priced, refused for good reasons, completed once, and remembered over a restart."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from selling import FAR, HOME, NOON, Buyer, basket, codes, line, selling

TEA = "luming-1"  # 珍珠奶茶, 13 yuan; delivery 3, free over 30
MIDNIGHT = datetime(2026, 2, 10, 0, 30)


def amounts(doc: dict[str, Any]) -> dict[str, int]:
    return {each["type"]: each["amount"] for each in doc["totals"]}


@pytest.mark.parametrize(
    ("lines", "subtotal", "fee"),
    [
        ([line(TEA)], 1300, 300),
        ([line(TEA, 2)], 2600, 300),
        ([line(TEA, 3)], 3900, 0),
        ([line(TEA, 1, "size2.2")], 1600, 300),
        ([line(TEA, 1, "size2.2", "sugar.5", "ice.4", "teaadd.1", "teaadd.3")], 2100, 300),
        ([line(TEA), line("luming-2")], 2300, 300),
    ],
)
async def test_prices_add_up(tmp_path: Path, lines: list[Any], subtotal: int, fee: int):
    async with selling(tmp_path) as buyer:
        doc = await buyer.create(basket(*lines))
        assert doc["status"] == "ready_for_complete"
        assert amounts(doc) == {"subtotal": subtotal, "fulfillment": fee, "total": subtotal + fee}


async def test_what_was_not_chosen_is_the_default(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        doc = await buyer.create(basket(line(TEA, 1, "sugar.5", "ice.4")))
        assert doc["line_items"][0]["org.bangwo.menu"]["choices"] == ["中杯", "少糖", "去冰"]


@pytest.mark.parametrize(
    ("body", "now", "code"),
    [
        (basket(line("nothing")), NOON, "item_unknown"),
        (basket(line(TEA), line("yunqi-1")), NOON, "item_unknown"),  # of another shop
        (basket(line(TEA), merchant="yunqi"), NOON, "item_unknown"),
        (basket(line(TEA), merchant="nobody"), NOON, "item_unknown"),
        (basket(line(TEA, 1, "sugar.99")), NOON, "option_unknown"),
        (basket(line(TEA, 1, "sugar.1", "sugar.2")), NOON, "option_unknown"),
        (basket(line(TEA, 1, "teaadd.1", "teaadd.2", "teaadd.3", "teaadd.4")), NOON, "option_unknown"),
        (basket(line("yunqi-1")), MIDNIGHT, "shop_closed"),
        (basket(line(TEA), point=FAR), NOON, "out_of_range"),
        (basket(line(TEA), point=None), NOON, "address_required"),
        (basket(line("xiaoshan-1")), NOON, "below_minimum"),
        (basket(line("luming-13", 61)), NOON, "sold_out"),
    ],
)
async def test_refusals(tmp_path: Path, body: Any, now: datetime, code: str):
    async with selling(tmp_path, now=now) as buyer:
        doc = await buyer.create(body)
        assert doc["status"] == "incomplete"
        assert codes(doc) == [code]
        assert "order" not in await buyer.complete(doc["id"])


async def test_an_incomplete_checkout_is_mended_by_an_update(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        doc = await buyer.create(basket(line(TEA), point=FAR))
        status, mended = await buyer.call("PUT", f"/checkout-sessions/{doc['id']}", basket(line(TEA), point=HOME), "u1")
        assert (status, mended["status"], mended["id"]) == (200, "ready_for_complete", doc["id"])
        assert (await buyer.complete(doc["id"]))["status"] == "completed"


async def test_the_same_key_gets_the_same_answer_and_another_body_a_conflict(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        first = await buyer.create(basket(line(TEA)), "k")
        assert await buyer.create(basket(line(TEA)), "k") == first
        status, doc = await buyer.call("POST", "/checkout-sessions", basket(line(TEA, 2)), "k")
        assert (status, codes(doc)) == (409, ["idempotency_mismatch"])
        done = await buyer.complete(first["id"], "c")
        assert await buyer.complete(first["id"], "c") == done
        assert (await buyer.complete(first["id"], "another"))["order"] == done["order"]
        assert len((await buyer.get("/_books"))["orders"]) == 1


async def test_a_closed_checkout_stays_closed(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        doc = await buyer.create(basket(line(TEA)))
        path = f"/checkout-sessions/{doc['id']}"
        assert (await buyer.call("POST", f"{path}/cancel", {}, "x1"))[1]["status"] == "canceled"
        assert (await buyer.call("POST", f"{path}/cancel", {}, "x2"))[1]["status"] == "canceled"
        assert (await buyer.call("PUT", path, basket(line(TEA)), "x3"))[0] == 409
        assert "order" not in await buyer.complete(doc["id"])
        sold = await buyer.create(basket(line(TEA)))
        await buyer.complete(sold["id"])
        _, after = await buyer.call("POST", f"/checkout-sessions/{sold['id']}/cancel", {}, "x4")
        assert codes(after) == ["checkout_closed"]
        assert (await buyer.get(f"/checkout-sessions/{sold['id']}"))["status"] == "completed"


async def test_payment_must_be_named(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        doc = await buyer.create(basket(line(TEA)))
        status, refused = await buyer.call("POST", f"/checkout-sessions/{doc['id']}/complete", {}, "p1")
        assert (status, codes(refused)) == (400, ["payment_required"])


async def test_an_old_checkout_expires(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        doc = await buyer.create(basket(line(TEA)))
        buyer.pass_time(hours=7)
        late = await buyer.complete(doc["id"])
        assert (late["status"], codes(late)) == ("canceled", ["checkout_expired"])


async def test_the_last_piece_is_sold_once_and_comes_back_when_cancelled(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        both = [await buyer.create(basket(line("luming-13", 40))) for _ in range(2)]
        first, second = [await buyer.complete(each["id"]) for each in both]
        assert (first["status"], second["status"], codes(second)) == ("completed", "incomplete", ["sold_out"])
        assert await stock(buyer) == 20
        await buyer.call("POST", f"/org.bangwo/orders/{first['order']['id']}/cancel", {"reason": ""}, "z")
        assert await stock(buyer) == 60


async def stock(buyer: Buyer) -> int:
    _, found = await buyer.call("POST", "/catalog/lookup", {"ids": ["luming-13"]})
    return found["products"][0]["org.bangwo.menu"]["stock"]


async def test_stock_is_of_the_day(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        await buyer.buy(basket(line("luming-13", 40)))
        buyer.pass_time(days=1)
        assert await stock(buyer) == 60


async def test_a_restart_forgets_nothing(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        open_ = await buyer.create(basket(line(TEA)), "open")
        order_id = await buyer.buy(basket(line("luming-13", 40)))
        before = await buyer.get(f"/orders/{order_id}")
        keys = (await buyer.get("/.well-known/ucp"))["keys"]
    async with selling(tmp_path) as buyer:
        after = await buyer.get(f"/orders/{order_id}")
        assert after["org.bangwo.order"] == before["org.bangwo.order"]
        assert after["line_items"] == before["line_items"]
        assert await stock(buyer) == 20
        assert (await buyer.get("/.well-known/ucp"))["keys"] == keys
        assert await buyer.create(basket(line(TEA)), "open") == open_
        assert (await buyer.complete(open_["id"]))["status"] == "completed"


async def test_faults_change_the_price_and_sell_out(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        ready = await buyer.create(basket(line(TEA)))
        buyer.faults.become("price")
        assert amounts(await buyer.create(basket(line(TEA))))["subtotal"] == 1430
        buyer.faults.become("soldout")
        assert codes(await buyer.create(basket(line(TEA)))) == ["sold_out"]
        late = await buyer.complete(ready["id"])
        assert (late["status"], codes(late)) == ("incomplete", ["sold_out"])


async def test_a_lost_answer_was_done(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        doc = await buyer.create(basket(line(TEA)))
        await buyer.call("POST", "/_faults", {"spec": "flash:lost"})
        with pytest.raises(Exception, match=r"(?i)disconnect|reset|closed"):
            await buyer.complete(doc["id"], "lost")
        buyer.faults.become("")
        assert (await buyer.get(f"/checkout-sessions/{doc['id']}"))["status"] == "completed"
        assert (await buyer.complete(doc["id"], "lost"))["status"] == "completed"
        assert [each["charge"] for each in (await buyer.get("/_books"))["orders"]] == ["ch_1"]
