"""Every seller of the city passes every check of `spck-conformance` that applies to it."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from city.conformance.clerk import attended
from city.selling import EVERYTHING, Buyer, selling

TOOL = Path(sys.executable).parent / "spck-conformance"
MEASURED = {
    "travel": {"org.bangwo.admission": {"city": "北京", "date": "2026-03-11"}},
    "ride": {
        "org.bangwo.ride": {
            "from": {"lat": 29.6, "lon": 119.3, "text": "和平路18号"},
            "to": {"lat": 29.61, "lon": 119.33, "text": "云湖机场"},
        }
    },
    "dine": {"org.bangwo.voucher": {"text": "火锅"}},
}
HOLDS = {"tickets": "org.bangwo.seats", "travel": "org.bangwo.hold", "dine": "org.bangwo.hold"}
"""Whose orders book places that were kept before; the tool keeps none, so a clerk does."""

MEANT_FOR_OTHERS = "not-applicable (spec 2026-08-25 out of scope)"
NO_OPTIONS = "sizes and colours are groups of org.bangwo.menu, no product has options of UCP"
NOT_LISTED = "its products are made when they are asked for; there is no list to turn pages of"
DELIVERS_NOTHING = "nothing is brought, so dev.ucp.shopping.fulfillment is not in its profile"
LEFT_OUT: Mapping[str, str] = {"catalog.getproduct_selected": NO_OPTIONS}
PAGES: Mapping[str, str] = {
    "catalog.pagination_default_limit": NOT_LISTED,
    "catalog.pagination_cursor_walk": NOT_LISTED,
}
FULFILMENT: Mapping[str, str] = {
    "fulfillment.method_shape": DELIVERS_NOTHING,
    "fulfillment.option_shape": DELIVERS_NOTHING,
    "fulfillment.single_group_default": DELIVERS_NOTHING,
}
SELLERS: Mapping[str, Mapping[str, str]] = {
    "flash": LEFT_OUT,
    "fresh": LEFT_OUT,
    "mall": LEFT_OUT,
    "tickets": {**LEFT_OUT, **FULFILMENT},
    "travel": {**LEFT_OUT, **FULFILMENT, **PAGES},
    "ride": {**LEFT_OUT, **FULFILMENT, **PAGES},
    "dine": {**LEFT_OUT, **FULFILMENT, **PAGES},
}
"""The checks that do not apply, with the reason; those for other versions of the protocol or transports aside."""


@asynccontextmanager
async def address(buyer: Buyer, name: str) -> AsyncIterator[str]:
    """Where the tool finds a seller."""
    if name in HOLDS:
        async with attended(buyer, HOLDS[name]) as url:
            yield url
    else:
        yield str(buyer.client.make_url("")).rstrip("/")


async def on_sale(buyer: Buyer, name: str) -> list[dict[str, Any]]:
    """Its products, the dearest first: no minimum stands in their way."""
    if name in MEASURED:
        _, page = await buyer.call("POST", "/catalog/search", {"filters": MEASURED[name], "pagination": {"limit": 200}})
        products = [each for each in page["products"] if "org.bangwo.member" not in each]  # there a code is not alone
    else:
        products = [each for each in await buyer.everything() if each["variants"][0]["availability"]["available"]]
    return sorted(products, key=lambda each: -each["price_range"]["min"]["amount"])


async def sellable(buyer: Buyer, name: str) -> str:
    """A product that can be had by somebody who names no more than a country."""
    where = {"methods": [{"type": "shipping", "destinations": [{"id": "d1", "address_country": "US"}]}]}
    for product in await on_sale(buyer, name):
        body = {"line_items": [{"item": {"id": product["id"]}, "quantity": 1}], "fulfillment": where}
        checkout = await buyer.create(body)
        if name in HOLDS or checkout["status"] == "ready_for_complete":
            return str(product["id"])
    raise AssertionError(f"{name} sells nothing")


async def two_pages(buyer: Buyer) -> dict[str, Any]:
    """A word that ten products and a few more have, and how many: the tool wants to turn one page."""
    for word, _ in Counter("".join(each["title"] for each in await buyer.everything())).most_common():
        _, page = await buyer.call("POST", "/catalog/search", {"query": word, "pagination": {"limit": 500}})
        if len(page["products"]) in (12, 13, 15, 16, 17):
            return {"paginated_query": word, "paginated_total": len(page["products"])}
    raise AssertionError("no word is said so often")


async def configured(buyer: Buyer, name: str) -> dict[str, Any]:
    """What the tool must know of a seller to run all its checks."""
    product_id = await sellable(buyer, name)
    instrument = {"id": "i1", "handler_id": "charge", "type": "org.bangwo.charge"}
    credential = {"type": "org.bangwo.charge", "token": "ch_5e0f6b1c"}
    catalogue: dict[str, Any] = {"variant_id": product_id, "max_batch": 200}
    if name not in MEASURED:
        catalogue |= await two_pages(buyer)
    return {
        "product_id": product_id,
        "currency": "CNY",
        "fulfillment_option_id": "courier",
        "complete_payment": {"payment": {"instruments": [{**instrument, "credential": credential}]}},
        "catalog": catalogue,
        "discount": {
            "valid_code": "xinchun10",
            "second_valid_code": "HONGBAO2",
            "invalid_code": "NOTHING",
            "rejected_messages": True,
        },
    }


async def judged(url: str, config: Path) -> dict[str, Any]:
    """The tool's report."""
    tool = await asyncio.create_subprocess_exec(
        TOOL, "--server", url, "--config", config, "--json", stdout=asyncio.subprocess.PIPE
    )
    said, _ = await tool.communicate()
    return json.loads(said)


@pytest.mark.parametrize("name", SELLERS)
async def test_every_check_that_applies_passes(tmp_path: Path, name: str):
    config = tmp_path / "config.json"
    async with selling(tmp_path, name) as buyer, address(buyer, name) as url:
        config.write_text(json.dumps(await configured(buyer, name)))
        report = await judged(url, config)
    status = {each["id"]: each["status"] for each in report["checks"]}
    passed = {check for check, said in status.items() if said == "clean-pass"}
    foreign = {check for check, said in status.items() if said == MEANT_FOR_OTHERS or check.startswith("mcp.")}
    other = {check: said for check, said in status.items() if check not in passed | foreign | SELLERS[name].keys()}
    assert other == {}, [each for each in report["checks"] if each["id"] in other]
    assert not passed & SELLERS[name].keys()
    assert {each["id"] for each in report["checks"] if each["id"] in passed and not each["kill_safe"]} == set()
    assert len(passed) > 30


async def test_the_search_that_takes_all_is_a_search(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        assert (await buyer.call("POST", "/catalog/search", {}))[0] == 400
        assert (await buyer.call("POST", "/catalog/search", EVERYTHING))[0] == 200
