"""Routing: routers whose commands are read as strict UTF-8 JSON, the busiest of them without detours."""

from collections.abc import Awaitable, Callable
from typing import cast

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

from bangwo.core.json import Json
from bangwo.edge.identity import DOCUMENTED, Caller


class _StrictRequest(Request):
    async def json(self) -> Json:
        """The body without NaN, lone surrogates or another encoding."""
        return cast("Json", orjson.loads(await self.body()))


def _strict(request: Request) -> _StrictRequest:
    return _StrictRequest(request.scope, request.receive)


class _StrictRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        handle = super().get_route_handler()

        async def strict(request: Request) -> Response:
            return await handle(request if isinstance(request, _StrictRequest) else _strict(request))

        return strict


def hot(who: Callable[[Request], Awaitable[Caller]]) -> type[APIRoute]:
    """Routes whose commands are sent often: endpoints that take `request`, `body`, `caller` and what the path names.

    What FastAPI does for any endpoint at all costs more than the endpoint's own reading; here it is done only for
    requests that are to be refused, which get the answers that all others get.
    """

    class HotRoute(_StrictRoute):
        def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:
            with_care, endpoint = super().get_route_handler(), self.endpoint
            if self.body_field is None:
                return with_care
            kind = cast("type[BaseModel]", self.body_field.field_info.annotation)

            async def straight(request: Request) -> Response:
                request = _strict(request)
                if request.headers.get("content-type") != "application/json":
                    return await with_care(request)
                try:
                    body = kind.model_validate(await request.json())
                except ValueError:
                    return await with_care(request)
                return await endpoint(request=request, body=body, caller=await who(request), **request.path_params)

            return straight

    return HotRoute


def own(tag: str, prefix: str, route_class: type[APIRoute] = _StrictRoute) -> APIRouter:
    """A router for what belongs to a person: it wants a bearer token."""
    return APIRouter(prefix=prefix, tags=[tag], dependencies=DOCUMENTED, route_class=route_class)


def shared(tag: str, prefix: str = "") -> APIRouter:
    """A router for what belongs to nobody."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=_StrictRoute)
