"""The report over HTTP: figures counted from stored facts, once or every second."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from fastapi import APIRouter
from starlette.responses import Response

from bangwo.core.json import Json
from bangwo.domain.facts import FactKind
from bangwo.edge.answers import event, json_answer, stream
from bangwo.edge.documents import Report
from bangwo.edge.routing import shared
from bangwo.edge.services import Services

TICK_S = 1.0
TICKS_MAX = 3600


@dataclass(slots=True)
class _Counted:
    """The figures of at most a second ago, so that many who look cost one count."""

    services: Services
    at: float = -TICK_S
    figures: dict[str, int] = field(default_factory=dict[str, int])
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def report(self) -> Json:
        async with self.lock:
            if time.monotonic() - self.at >= TICK_S:
                counts = await self.services.figures.fact_counts()
                self.figures = {kind.value: counts.get(kind, 0) for kind in FactKind}
                self.at = time.monotonic()
        return {"at": self.services.clock.now().isoformat(), "figures": self.figures}


def report_routes(services: Services) -> APIRouter:
    """Open to all: it names nobody."""
    router = shared("report", "/v1/report")
    counted = _Counted(services)

    @router.get("", responses={200: {"model": Report}})
    async def report() -> Response:
        """How many joined, spoke, ordered, cancelled, so far."""
        return json_answer(await counted.report())

    @router.get("/stream", responses={200: {"content": {"text/event-stream": {}}}}, response_class=Response)
    async def ticks() -> Response:
        """The same every second."""

        async def events() -> AsyncIterator[bytes]:
            for number in range(1, TICKS_MAX + 1):
                yield event("report", await counted.report(), number)
                await asyncio.sleep(TICK_S)

        return stream(events())

    return router
