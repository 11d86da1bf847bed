"""A clerk at a seller of places: keeps places for whoever orders without having kept any, and passes on all else."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from city.selling import Buyer

_DROPPED = {"host", "content-length", "transfer-encoding"}


class Clerk:
    """Passes requests on under its own address; a checkout gets a hold for its first line beforehand."""

    def __init__(self, buyer: Buyer, kept: str) -> None:
        self._buyer = buyer
        self._kept = kept  # org.bangwo.seats or org.bangwo.hold

    async def passed_on(self, request: web.Request) -> web.Response:
        """The seller's answer."""
        body = await request.read()
        if (
            request.method in ("POST", "PUT")
            and request.path.startswith("/checkout-sessions")
            and b"line_items" in body
        ):
            body = json.dumps(await self._with_hold(json.loads(body))).encode()
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _DROPPED}
        headers["Host"] = request.host  # the seller names its addresses after it
        async with self._buyer.client.request(request.method, request.path_qs, data=body, headers=headers) as answer:
            kind = {"Content-Type": answer.headers["Content-Type"]}
            return web.Response(status=answer.status, body=await answer.read(), headers=kind)

    async def _with_hold(self, body: dict[str, Any]) -> dict[str, Any]:
        line = body["line_items"][0]
        product_id, quantity = line["item"]["id"], line["quantity"]
        until = (self._buyer.clock.now() + timedelta(minutes=10)).isoformat()
        wanted: dict[str, Any] = {"expires_at": until}
        if self._kept == "org.bangwo.seats":
            hall = await self._buyer.get(f"/org.bangwo/showings/{product_id}/seats")
            wanted |= {"showing_id": product_id, "seats": hall.get("free", [])[:quantity]}
        else:
            wanted |= {"lines": [{"product_id": product_id, "quantity": quantity}], "wishes": []}
        status, hold = await self._buyer.call("POST", "/org.bangwo/holds", wanted)
        if status != 201:
            return body
        return {**body, self._kept: {"hold_id": hold["id"], "fence": hold["fence"]}}


@asynccontextmanager
async def attended(buyer: Buyer, kept: str) -> AsyncIterator[str]:
    """The address of a clerk at this seller."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", Clerk(buyer, kept).passed_on)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")
