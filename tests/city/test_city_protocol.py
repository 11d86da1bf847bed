"""What providers say holds to UCP's schemas and to the models of its SDK."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from selling import EVERYTHING, PAYMENT, Buyer, basket, holds_to, line, selling
from ucp_sdk.models.schemas.profile import BusinessSchema
from ucp_sdk.models.schemas.shopping.catalog_search import SearchResponse
from ucp_sdk.models.schemas.shopping.checkout import Checkout
from ucp_sdk.models.schemas.shopping.order import Order


@pytest.fixture(params=["flash", "fresh", "mall"])
async def buyer(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Buyer]:
    async with selling(tmp_path, request.param) as buyer:
        yield buyer


async def a_basket(buyer: Buyer) -> dict[str, object]:
    products = await buyer.everything()
    wanted = next(each for each in products if each["title"] in ("珍珠奶茶", "鲜鸡蛋", "春联"))
    return basket(line(wanted["id"], 3))


async def test_profile(buyer: Buyer):
    profile = await buyer.get("/.well-known/ucp")
    holds_to("profile.json#/$defs/business_schema", profile)
    BusinessSchema.model_validate(profile)
    assert profile["signing_keys"] == profile["keys"]
    assert profile["signing_keys"][0]["alg"] == "ES256"
    assert {"dev.ucp.shopping.order", "org.bangwo.menu"} <= set(profile["ucp"]["capabilities"])


async def test_catalogue(buyer: Buyer):
    _, page = await buyer.call("POST", "/catalog/search", {**EVERYTHING, "pagination": {"limit": 60}})
    holds_to("shopping/catalog_search.json#/$defs/search_response", page)
    SearchResponse.model_validate(page)
    ids = [each["id"] for each in page["products"][:3]]
    _, found = await buyer.call("POST", "/catalog/lookup", {"ids": [*ids, "nothing"]})
    holds_to("shopping/catalog_lookup.json#/$defs/lookup_response", found)
    assert [each["id"] for each in found["products"]] == ids
    _, one = await buyer.call("POST", "/catalog/product", {"id": ids[0]})
    holds_to("shopping/catalog_lookup.json#/$defs/get_product_response", one)


async def test_checkout_and_order(buyer: Buyer):
    body = await a_basket(buyer)
    open_ = await buyer.create({**body, "buyer": {"first_name": "小李", "phone_number": "13800000000"}})
    done = await buyer.complete(open_["id"])
    refused = await buyer.create(basket(line("nothing")))
    for doc in (open_, done, refused, await buyer.get(f"/checkout-sessions/{open_['id']}")):
        holds_to("shopping/checkout.json", doc)
        holds_to("shopping/fulfillment.json#/$defs/dev.ucp.shopping.checkout", doc)
        Checkout.model_validate(doc)
    order_id = done["order"]["id"]
    for minutes in (0, 5, 20, 60, 5000):
        buyer.pass_time(minutes=minutes)
        order = await buyer.get(f"/orders/{order_id}")
        holds_to("shopping/order.json", order)
        Order.model_validate(order)
    other = await buyer.buy(body)
    _, cancelled = await buyer.call("POST", f"/org.bangwo/orders/{other}/cancel", {"reason": "点错了"}, "c1")
    holds_to("shopping/order.json", cancelled)
    Order.model_validate(cancelled)


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/orders/nothing", None, 404),
        ("GET", "/checkout-sessions/nothing", None, 404),
        ("GET", "/nowhere", None, 404),
        ("DELETE", "/checkout-sessions", None, 405),
        ("POST", "/checkout-sessions", b"{", 400),
        ("POST", "/checkout-sessions", b"\xff\xfe", 400),
        ("POST", "/checkout-sessions", [], 400),
        ("POST", "/checkout-sessions", {"line_items": []}, 400),
        ("POST", "/checkout-sessions", {"line_items": [line("luming-1")] * 31}, 400),
        ("POST", "/checkout-sessions", basket(line("luming-1", 0)), 400),
        ("POST", "/checkout-sessions", basket(line("luming-1", 100)), 400),
        ("POST", "/checkout-sessions", basket(line("luming-1", 1.5)), 400),
        ("POST", "/checkout-sessions", basket(line("luming-1", True)), 400),
        ("POST", "/checkout-sessions", basket(line("luming-1"), point={"lat": 1000, "lon": 0}), 400),
        ("POST", "/checkout-sessions/nothing/complete", PAYMENT, 404),
        ("POST", "/catalog/search", {"pagination": {"limit": 10}}, 400),
        ("POST", "/catalog/search", {**EVERYTHING, "pagination": {"limit": 0}}, 400),
        ("POST", "/catalog/search", {**EVERYTHING, "pagination": {"cursor": "x"}}, 400),
        ("POST", "/catalog/lookup", {"ids": []}, 400),
        ("POST", "/catalog/product", {"id": "nothing"}, 200),
        ("GET", "/org.bangwo/places/locate", None, 400),
    ],
)
async def test_errors_say_why(tmp_path: Path, method: str, path: str, body: object, status: int):
    async with selling(tmp_path) as buyer:
        got, doc = await buyer.call(method, path, body)
        assert got == status
        holds_to("common/types/error_response.json", doc)
