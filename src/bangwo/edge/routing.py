"""Routing: routers whose commands are read as strict UTF-8 JSON, and which of their routes are busy."""

from collections.abc import Awaitable, Callable
from typing import cast

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

from bangwo.core.json import Json
from bangwo.edge.identity import DOCUMENTED


class StrictRequest(Request):
    """A request whose body has no NaN, no lone surrogates and no other encoding."""

    async def json(self) -> Json:
        """What the body says."""
        return cast("Json", orjson.loads(await self.body()))


class _StrictRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        handle = super().get_route_handler()

        async def strict(request: Request) -> Response:
            return await handle(StrictRequest(request.scope, request.receive))

        return strict


class HotRoute(_StrictRoute):
    """Commands that are sent often: endpoints that take `request`, `body`, `caller` and what the path names."""

    @property
    def body(self) -> type[BaseModel] | None:
        """What the command is read as; None of a route that takes none."""
        return None if self.body_field is None else cast("type[BaseModel]", self.body_field.field_info.annotation)


def own(tag: str, prefix: str, route_class: type[APIRoute] = _StrictRoute) -> APIRouter:
    """A router for what belongs to a person: it wants a bearer token."""
    return APIRouter(prefix=prefix, tags=[tag], dependencies=DOCUMENTED, route_class=route_class)


def shared(tag: str, prefix: str = "") -> APIRouter:
    """A router for what belongs to nobody."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=_StrictRoute)
