"""What is read by hand is what the protocol's own models read."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from ucp_sdk.models.schemas.profile import BusinessSchema
from ucp_sdk.models.schemas.shopping.catalog_search import SearchResponse
from ucp_sdk.models.schemas.shopping.checkout import Checkout as CheckoutModel
from ucp_sdk.models.schemas.shopping.order import Order as OrderModel

from bangwo.adapters.outbound import Answer, Outbound
from bangwo.adapters.ucp import answers, products
from bangwo.adapters.ucp.profile import discover
from bangwo.adapters.wire import parsed
from bangwo.domain.offer import Trade
from city.selling import EVERYTHING, PAYMENT, Buyer, basket, line, selling


@pytest.fixture
async def buyer(tmp_path: Path) -> AsyncIterator[Buyer]:
    """The city's takeaway."""
    async with selling(tmp_path) as one:
        yield one


async def raw(buyer: Buyer, method: str, path: str, body: Any = None, key: str = "") -> Answer:
    """An answer as it came."""
    headers = {"Request-Id": "r1", "UCP-Agent": 'profile=""'} | ({"Idempotency-Key": key} if key else {})
    async with buyer.client.request(method, path, json=body, headers=headers) as response:
        return Answer(response.status, response.headers, await response.read())


async def test_the_profile(buyer: Buyer):
    outbound, base = Outbound(), str(buyer.client.make_url("")).rstrip("/")
    ours = await discover(outbound, base)
    theirs = BusinessSchema.model_validate_json((await raw(buyer, "GET", "/.well-known/ucp")).body)
    await outbound.close()
    assert {key.kid for key in theirs.keys or []} == set(ours.keys)
    assert ours.capabilities == {str(getattr(name, "root", name)) for name in theirs.ucp.capabilities or {}}
    assert ours.can("org.bangwo.menu")
    assert ours.endpoint == base


async def test_checkouts_and_orders(buyer: Buyer):
    product = next(each for each in await buyer.everything() if each["org.bangwo.menu"]["stock"] is None)
    made = await raw(buyer, "POST", "/checkout-sessions", basket(line(product["id"], 3)), "k1")
    ours, theirs = answers.checkout_of(made), CheckoutModel.model_validate_json(made.body)
    assert ours.checkout_id == theirs.id
    assert ours.total.fen == next(each.amount for each in theirs.totals if each.type == "total")
    done = await raw(buyer, "POST", f"/checkout-sessions/{theirs.id}/complete", PAYMENT, "k2")
    ours, theirs = answers.checkout_of(done), CheckoutModel.model_validate_json(done.body)
    assert theirs.order is not None
    assert (ours.status, ours.provider_order_id) == (theirs.status, theirs.order.id)
    order = await raw(buyer, "GET", f"/orders/{theirs.order.id}")
    assert (
        answers.order_of(parsed(order.body, "order")).provider_order_id == OrderModel.model_validate_json(order.body).id
    )


async def test_the_catalogue(buyer: Buyer):
    answer = await raw(buyer, "POST", "/catalog/search", {**EVERYTHING, "pagination": {"limit": 500}})
    theirs = SearchResponse.model_validate_json(answer.body)
    trades = {each["id"]: Trade(each["trade"]) for each in (await buyer.get("/org.bangwo/merchants"))["merchants"]}
    ours = products.page_of("flash", parsed(answer.body, "search"), trades, 0)
    assert [each.name for each in ours.offers] == [each.title for each in theirs.products]
    assert [each.price.fen for each in ours.offers] == [each.variants[0].price.amount for each in theirs.products]
