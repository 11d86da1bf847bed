"""A laundry's own program: speaks UCP with a filter of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from app.laundry.wire import CAPABILITY

UCP = {"version": "2026-08-25", "status": "success"}
CAN = [f"dev.ucp.shopping.{name}" for name in ("catalog.search", "catalog.lookup", "checkout", "order")] + [CAPABILITY]
WAYS = {"wet": ("水洗", 1500), "dry": ("干洗", 3800)}
SERVICE = {"dev.ucp.shopping": [{"version": UCP["version"], "transport": "rest"}]}


class LaundryProgram:
    """One laundry, its checkouts and its orders."""

    def __init__(self) -> None:
        self.checkouts: dict[str, dict[str, Any]] = {}
        self.orders: dict[str, dict[str, Any]] = {}

    def product(self, product_id: str) -> dict[str, Any]:
        """A manner of cleaning on a day: both are in the id."""
        key, _, day = product_id.partition("@")
        manner, fen = WAYS[key]
        price, said = {"amount": fen, "currency": "CNY"}, {"id": product_id, "title": manner}
        ours = {"manner": manner, "date": day, "left": 9, "brand": "白云洗衣"}
        return {**said, "variants": [{**said, "price": price, "availability": {"available": True}}], CAPABILITY: ours}

    async def profile(self, request: web.Request) -> web.Response:
        can = {name: [{"version": UCP["version"], "schema": f"https://ucp.dev/{name}.json"}] for name in CAN}
        pay = {"org.bangwo.charge": [{"id": "charge", "version": UCP["version"]}]}
        here = {**SERVICE["dev.ucp.shopping"][0], "endpoint": f"http://{request.host}"}
        services = {"dev.ucp.shopping": [here]}
        ucp = {**UCP, "services": services, "capabilities": can, "payment_handlers": pay}
        return web.json_response({"ucp": ucp})

    async def search(self, request: web.Request) -> web.Response:
        asked = (await request.json())["filters"][CAPABILITY]
        return web.json_response({"ucp": UCP, "products": [self.product(f"{each}@{asked['date']}") for each in WAYS]})

    async def lookup(self, request: web.Request) -> web.Response:
        ids = (await request.json())["ids"]
        return web.json_response({"ucp": UCP, "products": [self.product(each) for each in ids]})

    async def create(self, request: web.Request) -> web.Response:
        body = await request.json()
        total = sum(WAYS[each["item"]["id"].partition("@")[0]][1] * each["quantity"] for each in body["line_items"])
        checkout_id = f"c-{body['org.bangwo.order']['reference']}"
        checkout = {"ucp": UCP, "id": checkout_id, "status": "ready_for_complete", "currency": "CNY", "links": []}
        totals = [{"type": "subtotal", "amount": total}, {"type": "total", "amount": total}]
        checkout |= {"line_items": body["line_items"], "totals": totals, "reference": body["org.bangwo.order"]}
        return web.json_response(self.checkouts.setdefault(checkout_id, checkout), status=201)

    async def look(self, request: web.Request) -> web.Response:
        return web.json_response(self.checkouts[request.match_info["id"]])

    async def complete(self, request: web.Request) -> web.Response:
        checkout = self.checkouts[request.match_info["id"]]
        order_id = checkout["id"].replace("c-", "o-")
        ours = {**checkout["reference"], "state": "accepted", "updated_at": "2026-02-10T10:00:00+08:00"}
        self.orders[order_id] = {**checkout, "id": order_id, "org.bangwo.order": ours}
        checkout |= {"status": "completed", "order": {"id": order_id, "permalink_url": "http://127.0.0.1/"}}
        return web.json_response(checkout)

    async def order(self, request: web.Request) -> web.Response:
        return web.json_response(self.orders[request.match_info["id"]])


@asynccontextmanager
async def washing() -> AsyncIterator[tuple[LaundryProgram, str]]:
    """The laundry, and where it is."""
    laundry, app = LaundryProgram(), web.Application()
    app.add_routes(
        [
            web.get("/.well-known/ucp", laundry.profile),
            web.post("/catalog/search", laundry.search),
            web.post("/catalog/lookup", laundry.lookup),
            web.post("/checkout-sessions", laundry.create),
            web.get("/checkout-sessions/{id}", laundry.look),
            web.post("/checkout-sessions/{id}/complete", laundry.complete),
            web.get("/orders/{id}", laundry.order),
        ]
    )
    async with TestServer(app) as server:
        yield laundry, str(server.make_url("")).rstrip("/")
