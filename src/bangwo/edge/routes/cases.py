"""Cases over HTTP: one's own matters with a person, and what is answered, live."""

import asyncio
import time
from collections.abc import AsyncIterator

from fastapi import APIRouter, Depends
from starlette.responses import Response

from bangwo.app.case_shapes import case_json
from bangwo.app.cases import Matter, Place
from bangwo.core.json import Json
from bangwo.domain.case import CaseKind, CaseState
from bangwo.edge.answers import event, json_answer, stream
from bangwo.edge.bodies import CaseBody, CaseWords
from bangwo.edge.case_documents import CaseList, CaseShape
from bangwo.edge.identity import Caller, callers, known_id
from bangwo.edge.routes.talk import KeyHeader
from bangwo.edge.routing import own
from bangwo.edge.services import Services

STREAM_LIFE_S = 3600.0
LOOK_EVERY_S = 1.0
KEEP_ALIVE_S = 15.0


def case_routes(services: Services) -> APIRouter:
    """One's own cases; anybody else's do not exist."""
    router = own("cases", "/v1/cases")
    asks = Depends(callers(services))
    cases = services.cases

    @router.get("", responses={200: {"model": CaseList}})
    async def listed(caller: Caller = asks) -> Response:
        """The latest first."""
        return json_answer({"cases": [_json(each) for each in await cases.list(caller.user_id)]})

    @router.post("", responses={200: {"model": CaseShape}})
    async def open_case(body: CaseBody, caller: Caller = asks, idempotency_key: KeyHeader = None) -> Response:
        """Want a person: a new case, or the one that is open about the same."""
        matter = Matter(CaseKind(body.kind), body.text, body.order_id, body.card_id, body.conversation_id)
        return json_answer(_json(await cases.open(caller.command("case", body.model_dump()), matter)))

    @router.get("/{case_id}", responses={200: {"model": CaseShape}})
    async def case(case_id: str, caller: Caller = asks) -> Response:
        """One case: its state, how many wait before it, and what was said."""
        return json_answer(_json(await cases.mine(caller.user_id, known_id(case_id))))

    @router.post("/{case_id}/words", responses={200: {"model": CaseShape}})
    async def add(case_id: str, body: CaseWords, caller: Caller = asks, idempotency_key: KeyHeader = None) -> Response:
        """Say more about it."""
        command = caller.command("case words", [case_id, body.text])
        return json_answer(_json(await cases.add(command, known_id(case_id), body.text)))

    @router.post("/{case_id}/close", responses={200: {"model": CaseShape}})
    async def close(case_id: str, caller: Caller = asks, idempotency_key: KeyHeader = None) -> Response:
        """Want nobody any more; goes for as long as it waits."""
        command = caller.command("case close", case_id)
        return json_answer(_json(await cases.close(command, known_id(case_id))))

    @router.get("/{case_id}/events", responses={200: {"content": {"text/event-stream": {}}}}, response_class=Response)
    async def events(case_id: str, caller: Caller = asks) -> Response:
        """The case now and at every change, until it is closed."""
        first = await cases.mine(caller.user_id, known_id(case_id))
        return stream(_changes(services, caller.user_id, first))

    return router


def _json(place: Place) -> Json:
    return case_json(place.case, place.ahead)


async def _changes(services: Services, user_id: str, place: Place) -> AsyncIterator[bytes]:
    """A `case` event for every change of the case or of its place in the queue."""
    ends, spoke = time.monotonic() + STREAM_LIFE_S, time.monotonic()
    yield event("case", case_json(place.case, place.ahead), place.case.version)
    while place.case.state is not CaseState.CLOSED and time.monotonic() < ends:
        await asyncio.sleep(LOOK_EVERY_S)
        now = await services.cases.mine(user_id, place.case.case_id)
        if now != place:
            yield event("case", case_json(now.case, now.ahead), now.case.version)
            spoke = time.monotonic()
        elif time.monotonic() - spoke > KEEP_ALIVE_S:
            yield b": still here\n\n"
            spoke = time.monotonic()
        place = now
