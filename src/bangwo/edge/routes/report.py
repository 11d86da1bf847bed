"""The report over HTTP: what facts add up to, once or every second."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from bangwo.app.report.reading import report as read
from bangwo.core.clock import LOCAL
from bangwo.core.json import Json
from bangwo.domain.report.period import Period, period
from bangwo.edge.answers import event, json_answer, stream
from bangwo.edge.documents import Report
from bangwo.edge.routing import shared
from bangwo.edge.services import Services

TICK_S = 1.0
TICKS_MAX = 3600
PERIODS_MAX = 8
_DESCRIPTION = "Local where no offset is named; cut to whole hours."

Moment = Annotated[datetime | None, Query(description=_DESCRIPTION, examples=["2026-02-10T10:00"])]


@dataclass(slots=True)
class _Read:
    """The reports of at most a second ago, so that many who look cost one reading."""

    services: Services
    known: dict[Period, tuple[float, Json]] = field(default_factory=dict[Period, tuple[float, Json]])
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def of(self, since: datetime | None, until: datetime | None) -> Json:
        now = self.services.clock.now()
        wanted = period(_local(since), _local(until), now)
        async with self.lock:
            at, told = self.known.pop(wanted, (-TICK_S, None))
            if time.monotonic() - at >= TICK_S:
                at, told = time.monotonic(), await read(self.services.figures, wanted, now)
            self.known[wanted] = at, told
            if len(self.known) > PERIODS_MAX:
                del self.known[next(iter(self.known))]
        return told


def report_routes(services: Services) -> APIRouter:
    """Open to all: it names nobody."""
    router = shared("report", "/v1/report")
    known = _Read(services)

    @router.get("", responses={200: {"model": Report}})
    async def report(since: Moment = None, until: Moment = None) -> Response:
        """The war report of a period: today and the six days before where none is named."""
        return json_answer(await known.of(since, until))

    @router.get("/stream", responses={200: {"content": {"text/event-stream": {}}}}, response_class=Response)
    async def ticks(since: Moment = None, until: Moment = None) -> Response:
        """The same every second."""
        first = await known.of(since, until)

        async def events() -> AsyncIterator[bytes]:
            yield event("report", first, 1)
            for number in range(2, TICKS_MAX + 1):
                await asyncio.sleep(TICK_S)
                yield event("report", await known.of(since, until), number)

        return stream(events())

    return router


def _local(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=LOCAL) if moment is not None and moment.tzinfo is None else moment
