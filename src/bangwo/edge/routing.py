"""Routing: routers whose commands are read as strict UTF-8 JSON."""

from collections.abc import Awaitable, Callable
from typing import cast

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from bangwo.core.json import Json
from bangwo.edge.identity import DOCUMENTED


class _StrictRequest(Request):
    async def json(self) -> Json:
        """The body without NaN, lone surrogates or another encoding."""
        return cast("Json", orjson.loads(await self.body()))


class _StrictRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        handle = super().get_route_handler()

        async def strict(request: Request) -> Response:
            return await handle(_StrictRequest(request.scope, request.receive))

        return strict


def own(tag: str, prefix: str) -> APIRouter:
    """A router for what belongs to a person: it wants a bearer token."""
    return APIRouter(prefix=prefix, tags=[tag], dependencies=DOCUMENTED, route_class=_StrictRoute)


def shared(tag: str, prefix: str = "") -> APIRouter:
    """A router for what belongs to nobody."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=_StrictRoute)
