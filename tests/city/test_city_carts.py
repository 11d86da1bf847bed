"""Carts and codes: a basket becomes one checkout, and what codes take off adds up to the fen."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from selling import Buyer, basket, codes, holds_to, line, selling
from ucp_sdk.models.schemas.shopping.cart import Cart

TEA, CAKE = "luming-1", "luming-13"


@pytest.fixture
async def buyer(tmp_path: Path) -> AsyncIterator[Buyer]:
    async with selling(tmp_path) as buyer:
        yield buyer


async def a_cart(at: Buyer, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    status, cart = await at.call("POST", "/carts", {"line_items": list(lines), **more})
    assert status == 201, cart
    holds_to("shopping/cart.json", cart)
    Cart.model_validate(cart)
    return cart


def total(doc: dict[str, Any], kind: str = "total") -> int:
    return sum(each["amount"] for each in doc["totals"] if each["type"] == kind)


async def test_a_cart_is_priced_and_forgotten(buyer: Buyer):
    cart = await a_cart(buyer, line(TEA, 2))
    assert total(cart) == total(cart, "subtotal") > 0
    assert await buyer.get(f"/carts/{cart['id']}") == cart
    _, more = await buyer.call("PUT", f"/carts/{cart['id']}", {"line_items": [line(TEA, 3)]})
    assert total(more) * 2 == total(cart) * 3
    assert await buyer.call("POST", f"/carts/{cart['id']}/cancel") == (200, more)
    for method, path in (("GET", ""), ("PUT", ""), ("POST", "/cancel")):
        body = {"line_items": [line(TEA)]}
        status, doc = await buyer.call(method, f"/carts/{cart['id']}{path}", body if method != "GET" else None)
        assert (status, codes(doc)) == (404, ["not_found"])


async def test_a_cart_says_what_it_lacks_and_nothing_of_the_way(buyer: Buyer):
    cart = await a_cart(buyer, line(TEA), line("nothing"))
    assert codes(cart) == ["item_unknown"]


async def test_a_cart_becomes_one_checkout(buyer: Buyer):
    cart = await a_cart(buyer, line(TEA, 4), buyer={"first_name": "小李"})
    body = {**basket(line(CAKE)), "cart_id": cart["id"]}
    first, second = await buyer.create(body), await buyer.create(body)
    assert first["id"] == second["id"]
    assert [(each["item"]["id"], each["quantity"]) for each in first["line_items"]] == [(TEA, 4)]
    assert first["buyer"] == {"first_name": "小李"}
    await buyer.complete(first["id"])
    assert (await buyer.create(body))["id"] != first["id"]
    assert (await buyer.call("POST", "/checkout-sessions", {**body, "cart_id": "nothing"}, "k"))[0] == 404


async def test_a_cart_is_kept_over_a_restart(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        cart = await a_cart(buyer, line(TEA))
    async with selling(tmp_path) as buyer:
        assert await buyer.get(f"/carts/{cart['id']}") == cart


@pytest.mark.parametrize(
    ("given", "taken", "refused"),
    [
        (["XINCHUN10"], 1, []),
        (["xinchun10", " HongBao2 "], 2, []),
        (["XINCHUN10", "xinchun10"], 1, []),
        (["HONGBAO2", "没有"], 1, ["discount_code_invalid"]),
        (["没有"], 0, ["discount_code_invalid"]),
        ([], 0, []),
    ],
)
async def test_codes(buyer: Buyer, given: list[str], taken: int, refused: list[str]):
    body = {**basket(line(TEA, 3), line(CAKE, 1)), "discounts": {"codes": given}}
    checkout = await buyer.create(body)
    holds_to("shopping/discount.json#/$defs/dev.ucp.shopping.checkout", checkout)
    applied = checkout["discounts"]["applied"]
    assert (checkout["status"], codes(checkout)) == ("ready_for_complete", refused)
    assert (len(applied), checkout["discounts"]["codes"]) == (taken, given)
    off = sum(each["amount"] for each in applied)
    assert total(checkout, "items_discount") == -off
    assert total(checkout) == total(checkout, "subtotal") - off + total(checkout, "fulfillment")
    assert off == -sum(total(each, "items_discount") for each in checkout["line_items"])
    assert all(each["amount"] == sum(part["amount"] for part in each["allocations"]) for each in applied)


async def test_new_codes_replace_the_old_ones(buyer: Buyer):
    body = basket(line(TEA, 3))
    checkout = await buyer.create({**body, "discounts": {"codes": ["XINCHUN10"]}})
    _, other = await buyer.call(
        "PUT", f"/checkout-sessions/{checkout['id']}", {**body, "discounts": {"codes": ["HONGBAO2"]}}
    )
    assert total(other, "items_discount") == -200
    _, none = await buyer.call("PUT", f"/checkout-sessions/{checkout['id']}", {**body, "discounts": {"codes": []}})
    assert (total(none, "items_discount"), none["discounts"]["applied"]) == (0, [])


async def test_what_was_taken_off_is_not_given_back(buyer: Buyer):
    checkout = await buyer.create({**basket(line(TEA, 3)), "discounts": {"codes": ["XINCHUN10", "HONGBAO2"]}})
    order_id = (await buyer.complete(checkout["id"]))["order"]["id"]
    terms = await buyer.get(f"/org.bangwo/orders/{order_id}/cancellation")
    assert (terms["refund"], terms["fee"]) == (total(checkout), 0)


async def test_a_completed_checkout_stays_completed(buyer: Buyer):
    checkout = await buyer.create(basket(line(TEA, 3)))
    done = await buyer.complete(checkout["id"])
    status, doc = await buyer.call("POST", f"/checkout-sessions/{checkout['id']}/cancel", {}, "c1")
    assert (status, codes(doc)) == (409, ["checkout_closed"])
    assert await buyer.get(f"/checkout-sessions/{checkout['id']}") == done


@pytest.mark.parametrize("given", ["X", [1], ["X" * 200], ["X"] * 11])
async def test_codes_that_are_none_change_nothing(buyer: Buyer, given: Any):
    status, doc = await buyer.call("POST", "/carts", {"line_items": [line(TEA)], "discounts": {"codes": given}})
    assert (status, codes(doc)) == (400, ["invalid"])
