"""A platform that buys: speaks UCP to a provider of the city over a real socket, on a clock that is moved by hand."""

import asyncio
import importlib
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from bangwo_city.clock import ManualClock
from bangwo_city.durable import Shelf
from bangwo_city.faults import Faults
from bangwo_city.options import Options

NOON = datetime(2026, 2, 10, 12, 0)
HOME = {"lat": 29.6, "lon": 119.3}
FAR = {"lat": 30.6, "lon": 120.3}

EVERYTHING = {"filters": {"price": {"min": 0}}}

_SCHEMAS = Path(__file__).parents[3] / "shared" / "data" / "ucp" / "schemas"
_ROOT = "https://ucp.dev/schemas/"
_keys = count()


def line(product_id: str, quantity: Any = 1, *choices: str) -> dict[str, Any]:
    """A line item of a request."""
    asked: dict[str, Any] = {"item": {"id": product_id}, "quantity": quantity}
    return {**asked, "org.bangwo.menu": {"choice_ids": list(choices)}} if choices else asked


def basket(*lines: dict[str, Any], point: dict[str, float] | None = HOME, merchant: str = "") -> dict[str, Any]:
    """The body of a checkout."""
    order = {"reference": "o_1", "merchant_id": merchant, "note": "放门口"}
    body: dict[str, Any] = {"line_items": list(lines), "org.bangwo.order": order}
    if point is not None:
        where = {"id": "d1", "street_address": "和平路18号", "address_country": "CN", "org.bangwo.point": point}
        body["fulfillment"] = {"methods": [{"type": "shipping", "destinations": [where]}]}
    return body


PAYMENT = {
    "payment": {
        "instruments": [
            {"id": "i1", "handler_id": "charge", "type": "charge", "credential": {"type": "charge", "token": "ch_1"}}
        ]
    }
}


@dataclass
class Buyer:
    """The platform's side of one provider."""

    client: TestClient[Any, Any]
    clock: ManualClock
    faults: Faults
    agent: str = ""

    async def call(self, method: str, path: str, body: Any = None, key: str = "") -> tuple[int, dict[str, Any]]:
        """(status, document)."""
        headers = {"Request-Id": "r1", "UCP-Agent": f'profile="{self.agent}"', "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else None
        async with self.client.request(method, path, data=data, headers=headers) as answer:
            return answer.status, json.loads(await answer.read())

    async def get(self, path: str) -> dict[str, Any]:
        """The document at a path."""
        return (await self.call("GET", path))[1]

    async def create(self, body: Any, key: str = "") -> dict[str, Any]:
        """A new checkout."""
        status, doc = await self.call("POST", "/checkout-sessions", body, key or f"k{next(_keys)}")
        assert status == 201, doc
        return doc

    async def complete(self, checkout_id: str, key: str = "") -> dict[str, Any]:
        """The completed checkout."""
        path = f"/checkout-sessions/{checkout_id}/complete"
        status, doc = await self.call("POST", path, PAYMENT, key or f"k{next(_keys)}")
        assert status == 200, doc
        return doc

    async def buy(self, body: Any) -> str:
        """The id of a new order."""
        return (await self.complete((await self.create(body))["id"]))["order"]["id"]

    async def state(self, order_id: str) -> str:
        """Where an order stands."""
        return (await self.get(f"/orders/{order_id}"))["org.bangwo.order"]["state"]

    async def everything(self) -> list[dict[str, Any]]:
        """The whole catalogue, page by page."""
        products: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            asked = {**EVERYTHING, "pagination": {"limit": 300, **cursor}}
            _, page = await self.call("POST", "/catalog/search", asked)
            products += page["products"]
            if not page["pagination"]["has_next_page"]:
                return products
            cursor = {"cursor": page["pagination"]["cursor"]}

    def pass_time(self, **by: float) -> None:
        """Move the city's clock."""
        self.clock.advance(timedelta(**by))


@asynccontextmanager
async def selling(
    folder: Path,
    program: str = "flash",
    *,
    now: datetime = NOON,
    faults: str = "",
    agent: str = "",
    seed: int = 1,
    pace: float = 1,
) -> AsyncIterator[Buyer]:
    """A provider over the state in this folder."""
    clock, trouble = ManualClock(now), Faults.parse(faults, program)
    shelf = Shelf(folder / f"{program}.db")
    options = Options(program=program, clock=clock, shelf=shelf, faults=trouble, data=folder, seed=seed, pace=pace)
    try:
        app: web.Application = importlib.import_module(f"bangwo_city.{program}").build(options)
        async with TestClient(TestServer(app)) as client:
            yield Buyer(client, clock, trouble, agent)
    finally:
        shelf.close()


@dataclass
class Platform:
    """A platform's profile and webhook: what it heard, and how often it fails first."""

    failures: int = 0
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    profile_reads: int = 0
    url: str = ""
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def profile(self, request: web.Request) -> web.Response:
        """Where news is to be sent."""
        self.profile_reads += 1
        order = {"version": "2026-08-25", "config": {"webhook_url": f"{self.url}/hooks/flash?x=1"}}
        return web.json_response(
            {"ucp": {"version": "2026-08-25", "capabilities": {"dev.ucp.shopping.order": [order]}}}
        )

    async def hook(self, request: web.Request) -> web.Response:
        """Hear, or fail first."""
        if self.failures:
            self.failures -= 1
            return web.Response(status=503)
        async with self.news:
            self.heard.append((dict(request.headers), await request.read()))
            self.news.notify_all()
        return web.json_response({"ucp": {"version": "2026-08-25"}})

    async def until(self, heard: int) -> list[str]:
        """The states told, once there are so many."""
        async with asyncio.timeout(10), self.news:
            await self.news.wait_for(lambda: len(self.heard) >= heard)
        return [json.loads(body)["org.bangwo.order"]["state"] for _, body in self.heard]


@asynccontextmanager
async def listening(platform: Platform) -> AsyncIterator[str]:
    """The address of the platform's profile."""
    app = web.Application()
    app.router.add_get("/.well-known/ucp", platform.profile)
    app.router.add_post("/hooks/flash", platform.hook)
    async with TestServer(app) as server:
        platform.url = str(server.make_url("")).rstrip("/")
        yield f"{platform.url}/.well-known/ucp"


def _registry() -> Registry[Any]:
    found = ((path, json.loads(path.read_text())) for path in _SCHEMAS.rglob("*.json"))
    named = [(schema["$id"], Resource.from_contents(schema)) for _, schema in found if "$id" in schema]
    return Registry[Any]().with_resources(named)


_kept: list[Registry[Any]] = []


def holds_to(schema: str, doc: Any) -> None:
    """Check a document against the protocol's own schema, where it is at hand; say loudly where it is not."""
    if not _SCHEMAS.is_dir():
        pytest.skip(f"UCP SCHEMAS MISSING: {_SCHEMAS} is not there, nothing was validated")
    if not _kept:
        _kept.append(_registry())
    validator = Draft202012Validator({"$ref": f"{_ROOT}{schema}"}, registry=_kept[0])
    faults = [f"{'/'.join(map(str, each.path))}: {each.message[:200]}" for each in validator.iter_errors(doc)]
    assert not faults, faults[:5]


def codes(doc: dict[str, Any]) -> Sequence[str]:
    """The codes of a document's messages."""
    return [each["code"] for each in doc["messages"]]
