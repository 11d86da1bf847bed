"""A provider that misbehaves on purpose: it answers every path as it is told to."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

VERSION = "2026-08-25"
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def profile(base: str, **changes: Any) -> dict[str, Any]:
    """A profile that holds to the protocol."""
    service = {"version": VERSION, "transport": "rest", "endpoint": base}
    handlers = {"org.bangwo.charge": [{"id": "charge", "version": VERSION}]}
    capability = {"version": VERSION, "schema": "https://ucp.dev/schemas/shopping/checkout.json"}
    ucp = {
        "version": VERSION,
        "services": {"dev.ucp.shopping": [service]},
        "capabilities": {"dev.ucp.shopping.checkout": [capability]},
        "payment_handlers": handlers,
    }
    return {"ucp": {**ucp, **changes}}


def checkout(**changes: Any) -> dict[str, Any]:
    """A checkout that is ready."""
    totals = [{"type": "subtotal", "amount": 1000}, {"type": "total", "amount": 1300}]
    ready = {"id": "c1", "status": "ready_for_complete", "currency": "CNY", "totals": totals, "line_items": []}
    return {**ready, **changes}


def says(status: int, doc: Any, **headers: str) -> Answer:
    """Answers a document."""

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.json_response(doc, status=status, headers=headers)

    return answer


def says_bytes(status: int, body: bytes, **headers: str) -> Answer:
    """Answers bytes."""

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=body, status=status, headers=headers)

    return answer


async def drops(request: web.Request) -> web.StreamResponse:
    """Takes the request and hangs up."""
    await request.read()
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def sleeps(_: web.Request) -> web.StreamResponse:
    """Answers too late."""
    await asyncio.sleep(5)
    return web.Response()


async def floods(request: web.Request) -> web.StreamResponse:
    """Answers 10 MiB without saying how much it will be."""
    response = web.StreamResponse()
    response.enable_chunked_encoding()
    await response.prepare(request)
    for _ in range(160):
        await response.write(b"x" * 65536)
    return response


async def half(request: web.Request) -> web.StreamResponse:
    """Promises more than it sends."""
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"id":')
    if request.transport is not None:
        request.transport.close()
    return response


@dataclass
class Trouble:
    """What the provider does, and what it was asked."""

    answer: Answer = drops
    profile: Callable[[str], Any] = profile
    url: str = ""
    own_profile: Answer | None = None  # in place of `profile`
    asked: list[web.Request] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    async def on_profile(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        if self.own_profile is not None:
            return await self.own_profile(request)
        return web.json_response(self.profile(self.url))

    async def on_call(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        self.bodies.append(await request.read())
        return await self.answer(request)


@asynccontextmanager
async def misbehaving(own_profile: Answer | None = None) -> AsyncIterator[Trouble]:
    """Such a provider, running."""
    trouble = Trouble(own_profile=own_profile)
    app = web.Application()
    app.router.add_get("/.well-known/ucp", trouble.on_profile)
    app.router.add_route("*", "/{path:.*}", trouble.on_call)
    async with TestServer(app) as server:
        trouble.url = str(server.make_url("")).rstrip("/")
        yield trouble


def nobody() -> str:
    """An address where nobody listens."""
    return f"http://127.0.0.1:{unused_port()}"
