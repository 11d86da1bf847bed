"""Gate: what every request passes first: an id, room for it, a bound on its body, its line in log and metrics."""

import re
import secrets
import time
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Protocol, cast

import structlog
from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bangwo.core.errors import Code
from bangwo.core.trace import request_id
from bangwo.edge import metrics
from bangwo.edge.problems import STATUS, Problem, answer, language_of

BODY_MAX = 64 * 1024
_REQUEST_ID = re.compile(r"[A-Za-z0-9_.:/+=-]{1,80}")
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
_ALWAYS = frozenset({"/healthz", "/readyz", "/metrics"})
_STREAMS = ("/events", "/stream")

_log = structlog.get_logger("bangwo.edge")


class _Routed(Protocol):
    path: str


@dataclass(slots=True)
class Room:
    """So many at once: what does not fit is refused at once instead of queued."""

    size: int
    taken: int = 0


@dataclass(slots=True)
class Rooms:
    """Talk is shed first, what moves orders last; streams have a room of their own."""

    work: Room
    talk: Room
    streams: Room

    @classmethod
    def of(cls, in_flight_max: int) -> "Rooms":
        """Rooms in proportion to the number of requests that may be in flight."""
        return cls(Room(in_flight_max), Room(in_flight_max * 3 // 4), Room(in_flight_max * 2))

    def for_(self, path: str) -> tuple[str, Room]:
        """The room of a path, and its name."""
        if path.endswith(_STREAMS):
            return "streams", self.streams
        return ("talk", self.talk) if path == "/v1/turns" else ("work", self.work)


@dataclass(slots=True)
class Gate:
    """Pure ASGI middleware around the whole application."""

    app: ASGIApp
    rooms: Rooms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer that there is no room."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        visit = _Visit(scope)
        token = request_id.set(visit.id)
        kind, room = self.rooms.for_(scope["path"])
        room.taken += 1
        try:
            if room.taken > room.size and scope["path"] not in _ALWAYS:
                metrics.SHED.labels(kind).inc()
                await _refuse(Code.OVERLOADED, scope, receive, visit.sender(send))
            elif visit.length > BODY_MAX:
                await _refuse(Code.BODY_TOO_LARGE, scope, receive, visit.sender(send))
            else:
                await self._pass(visit, _bounded(receive), send)
        finally:
            room.taken -= 1
            visit.end()
            request_id.reset(token)

    async def _pass(self, visit: "_Visit", receive: Receive, send: Send) -> None:
        sender = visit.sender(send)
        try:
            await self.app(visit.scope, receive, sender)
        except Exception:  # noqa: BLE001  the process edge: recorded, and told as a problem
            _log.exception("request failed", path=visit.scope["path"])
            if visit.status == 0:
                await _refuse(Code.INTERNAL, visit.scope, receive, sender)


@dataclass(slots=True)
class _Visit:
    """One request from the moment it came."""

    scope: Scope
    id: str = ""
    status: int = 0
    started: float = field(default_factory=time.perf_counter)

    def __post_init__(self) -> None:
        given = _header(self.scope, b"x-request-id")
        self.id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)

    @property
    def length(self) -> int:
        """The length of the body as the request names it."""
        named = _header(self.scope, b"content-length")
        return int(named) if named.isdecimal() and len(named) < 12 else 0

    @property
    def method(self) -> str:
        """The method, as one of a few: a client can invent any number of them, and metrics keep each for ever."""
        named = str(self.scope["method"])
        return named if named in _METHODS else "other"

    def sender(self, send: Send) -> Send:
        """`send` that adds the request id and remembers the status."""

        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                headers = cast("list[tuple[bytes, bytes]]", message.setdefault("headers", []))
                headers.append((b"x-request-id", self.id.encode()))
            await send(message)

        return out

    def end(self) -> None:
        """Count and log it."""
        took = time.perf_counter() - self.started
        method, route = self.method, _route(self.scope)
        metrics.answered(method, route, self.status, took)
        if method != "GET" or self.status >= 400:
            ms = round(took * 1000, 1)
            _log.info("answered", method=method, route=route, status=self.status, ms=ms)


def _bounded(receive: Receive) -> Receive:
    """`receive` that ends a request whose body goes on beyond the limit, whatever length it named."""
    left = BODY_MAX

    async def take() -> Message:
        nonlocal left
        message = await receive()
        if message["type"] == "http.request":
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(STATUS[Code.BODY_TOO_LARGE])
        return message

    return take


def _route(scope: MutableMapping[str, object]) -> str:
    route = scope.get("route")
    return cast("_Routed", route).path if hasattr(route, "path") else "none"


def _header(scope: Scope, wanted: bytes) -> str:
    headers = cast("list[tuple[bytes, bytes]]", scope["headers"])
    return next((value.decode("latin-1") for name, value in headers if name == wanted), "")


async def _refuse(code: Code, scope: Scope, receive: Receive, send: Send) -> None:
    language = language_of(_header(scope, b"accept-language"))
    await answer(Problem(code, {}, STATUS[code]), language)(scope, receive, send)
