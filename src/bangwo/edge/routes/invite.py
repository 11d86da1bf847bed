"""Invitations over HTTP: my code, a friend's code, and where a link leads."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bangwo.core.errors import Refused
from bangwo.edge.answers import json_answer
from bangwo.edge.bodies import InviteCode
from bangwo.edge.documents import Invite
from bangwo.edge.identity import Caller, callers
from bangwo.edge.limits import Guesses
from bangwo.edge.posters import poster
from bangwo.edge.routing import own, shared
from bangwo.edge.services import Services


def invite_routes(services: Services) -> APIRouter:
    """One's own invitations."""
    router, guesses = own("wallet", "/v1/invite"), Guesses()
    asks = Depends(callers(services))

    @router.get("", responses={200: {"model": Invite}})
    async def invite(caller: Caller = asks) -> Response:
        """My link and code, who came by it, and what that brought."""
        person = await services.people.who(caller.user_id)
        return json_answer((await services.invites.mine(person.user_id)).json)

    @router.get("/poster", response_class=Response, responses={200: {"content": {"image/png": {}}}})
    async def picture(caller: Caller = asks) -> Response:
        """My invitation as a picture, with the link as a QR code."""
        person = await services.people.who(caller.user_id)
        mine = await services.invites.mine(person.user_id)
        drawn = await run_in_threadpool(poster, mine.link, mine.code, person.language)
        return Response(drawn, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    @router.post("/accept", responses={200: {"model": Invite}})
    async def accept(request: Request, body: InviteCode, caller: Caller = asks) -> Response:
        """Accept a friend's invitation, once and before the first order; answers with my own invitations."""
        address, now = request.client.host if request.client else "", services.clock.now()
        guesses.check(caller.user_id, address, now)
        command = caller.command("invite", body.code)
        try:
            return json_answer((await services.invites.accept(command, body.code)).json)
        except Refused:
            guesses.wrong(caller.user_id, address, now)
            raise

    return router


def link_routes(_: Services) -> APIRouter:
    """The short links that are sent to friends."""
    router = shared("wallet")

    @router.get("/i/{code}", include_in_schema=False)
    async def follow(code: Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,32}$")]) -> Response:
        """On to the web app, which keeps the code through the login."""
        return RedirectResponse(f"/?invite={code}", 303)

    return router
