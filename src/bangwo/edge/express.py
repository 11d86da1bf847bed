"""Express: the commands that are sent most, taken past the framework; what is wrong with one goes the careful way."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from fastapi import HTTPException, Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bangwo.core.errors import BangwoError
from bangwo.edge.identity import Caller
from bangwo.edge.routing import HotRoute, StrictRequest

Told = Callable[[Request, Exception], Awaitable[Response]]
"""How a failure is answered."""


@dataclass(frozen=True, slots=True)
class Express:
    """Pure ASGI middleware around routing, validation and dependencies.

    What a framework does for any endpoint at all costs more than the endpoint's own reading. Here it is spared to
    commands that are as they should be; all others get the answers that they would have got without it.
    """

    app: ASGIApp
    routes: Sequence[HotRoute]
    who: Callable[[Request], Awaitable[Caller]]
    told: Told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a busy command, or pass on what is none."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        for route in self.routes:
            if found := route.path_regex.match(scope["path"]):
                scope["route"], scope["path_params"] = route, found.groupdict()
                await self._take(route, scope, receive, send)
                return
        await self.app(scope, receive, send)

    async def _take(self, route: HotRoute, scope: Scope, receive: Receive, send: Send) -> None:
        request = StrictRequest(scope, receive)
        try:
            answer = await self._answer(route, request)
        except (BangwoError, HTTPException) as error:
            answer = await self.told(request, error)
        if answer is None:
            await self.app(scope, _again(await request.body(), receive), send)
        else:
            await answer(scope, receive, send)

    async def _answer(self, route: HotRoute, request: StrictRequest) -> Response | None:
        """None for what has to be looked at with care."""
        await request.body()
        if route.body is None or request.headers.get("content-type") != "application/json":
            return None
        try:
            command = route.body.model_validate(await request.json())
        except ValueError:
            return None
        return await route.endpoint(
            request=request, body=command, caller=await self.who(request), **request.path_params
        )


def _again(body: bytes, receive: Receive) -> Receive:
    """`receive` from the beginning, of a body that was read."""
    first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def take() -> Message:
        return first.pop() if first else await receive()

    return take
