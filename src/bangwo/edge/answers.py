"""Answers: JSON written once by orjson, and server-sent events."""

from collections.abc import AsyncIterator, Mapping

import orjson
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bangwo.core.json import Json

_STREAM_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


def json_answer(content: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer."""
    return Response(orjson.dumps(content), status, headers, media_type="application/json")


def event(name: str, content: Json, number: int | None = None) -> bytes:
    """One server-sent event; with a number a client that lost the connection says where it was."""
    head = f"id: {number}\n" if number is not None else ""
    return f"{head}event: {name}\ndata: ".encode() + orjson.dumps(content) + b"\n\n"


def stream(events: AsyncIterator[bytes]) -> Response:
    """An answer of server-sent events."""
    return StreamingResponse(events, media_type="text/event-stream", headers=_STREAM_HEADERS)


def wants_stream(request: Request) -> bool:
    """Whether the client would rather have events."""
    return "text/event-stream" in request.headers.get("accept", "")
