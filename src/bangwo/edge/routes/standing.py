"""Standing orders over HTTP: what waits to be ordered, and wanting it no more. They are made in words."""

from fastapi import APIRouter, Depends
from starlette.responses import Response

from bangwo.app.standing_shapes import standing_json
from bangwo.edge.answers import json_answer
from bangwo.edge.case_documents import StandingList, StandingShape
from bangwo.edge.identity import Caller, callers, known_id
from bangwo.edge.routes.talk import KeyHeader
from bangwo.edge.routing import own
from bangwo.edge.services import Services


def standing_routes(services: Services) -> APIRouter:
    """One's own standing orders."""
    router = own("standing", "/v1/standing")
    asks = Depends(callers(services))

    @router.get("", responses={200: {"model": StandingList}})
    async def listed(caller: Caller = asks) -> Response:
        """Those that wait and those that waited, the latest first."""
        found = await services.wishes.all(caller.user_id)
        return json_answer({"standing": [standing_json(each) for each in found]})

    @router.post("/{standing_id}/cancel", responses={200: {"model": StandingShape}})
    async def cancel(standing_id: str, caller: Caller = asks, idempotency_key: KeyHeader = None) -> Response:
        """Want it no more; too late once it is ordered: then the order is cancelled."""
        command = caller.command("standing cancel", standing_id)
        return json_answer(standing_json(await services.wishes.cancel(command, known_id(standing_id))))

    return router
