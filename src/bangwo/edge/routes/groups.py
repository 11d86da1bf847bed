"""Shared orders over HTTP: who adds what under a link, and the owner's two words about it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from bangwo.app.groups import Wanted
from bangwo.core import errors
from bangwo.core.errors import Refused
from bangwo.core.json import Json
from bangwo.domain.group import Group
from bangwo.domain.offer import Offer
from bangwo.edge.answers import json_answer
from bangwo.edge.bodies import GroupShare, GroupWish
from bangwo.edge.documents import TurnShape
from bangwo.edge.group_documents import SharedMenu, SharedOrder
from bangwo.edge.identity import Caller, callers
from bangwo.edge.limits import Guesses
from bangwo.edge.routes.talk import KeyHeader
from bangwo.edge.routing import own
from bangwo.edge.services import Services

Code = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,32}$")]
BEGIN, DONE = "发起拼单", "拼单好了"
"""What the buttons say: touch and words agree."""


def group_routes(services: Services) -> APIRouter:
    """Shared orders, for whoever has the link and is logged in."""
    router, guesses, groups = own("groups", "/v1/groups"), Guesses(), services.groups
    asks = Depends(callers(services))

    async def found(request: Request, code: str, caller: Caller) -> Group:
        """The group of a code; who guesses codes is refused after a few."""
        address, now = request.client.host if request.client else "", services.clock.now()
        guesses.check(caller.user_id, address, now)
        try:
            return await groups.of_code(code)
        except Refused:
            guesses.wrong(caller.user_id, address, now)
            raise

    @router.post("", responses={200: {"model": TurnShape}})
    async def begin(
        body: GroupWish | None = None, caller: Caller = asks, idempotency_key: KeyHeader = None
    ) -> Response:
        """Open a link for what is on the table: as saying 发起拼单 does."""
        conversation_id = body.conversation_id if body else None
        return json_answer(await services.converse.say(caller.user_id, BEGIN, conversation_id, caller.key))

    @router.get("/{code}", responses={200: {"model": SharedOrder}})
    async def group(request: Request, code: Code, caller: Caller = asks) -> Response:
        """Who added what so far."""
        return json_answer(groups.json(await found(request, code, caller), caller.user_id))

    @router.get("/{code}/menu", responses={200: {"model": SharedMenu}})
    async def menu(
        request: Request, code: Code, text: Annotated[str, Query(max_length=100)] = "", caller: Caller = asks
    ) -> Response:
        """What the shop has."""
        offers = groups.menu(await found(request, code, caller), text)
        return json_answer({"offers": [_offer(each) for each in offers]})

    @router.post("/{code}/shares", responses={200: {"model": SharedOrder}})
    async def add(
        request: Request, code: Code, body: GroupShare, caller: Caller = asks, idempotency_key: KeyHeader = None
    ) -> Response:
        """Add something, once for each key."""
        await found(request, code, caller)
        command = caller.command("group share", [code, body.model_dump()])
        changed = await groups.add(command, code, Wanted(body.ref, body.qty, tuple(body.choice_ids)))
        return json_answer(groups.json(changed, caller.user_id))

    @router.delete("/{code}/shares/{share_id}", responses={200: {"model": SharedOrder}})
    async def drop(request: Request, code: Code, share_id: str, caller: Caller = asks) -> Response:
        """Take something out: one's own, or any where one pays."""
        await found(request, code, caller)
        changed = await groups.drop(caller.command("group drop", share_id), code, share_id)
        return json_answer(groups.json(changed, caller.user_id))

    @router.post("/{code}/close", responses={200: {"model": TurnShape}})
    async def close(request: Request, code: Code, caller: Caller = asks, idempotency_key: KeyHeader = None) -> Response:
        """For its owner: all of it priced as one, to be agreed to: as saying 拼单好了 does."""
        group = await found(request, code, caller)
        if group.user_id != caller.user_id:
            raise Refused(errors.Code.NOT_FOUND)
        return json_answer(await services.converse.say(caller.user_id, DONE, group.conversation_id, caller.key))

    return router


def _offer(offer: Offer) -> Json:
    return {
        "ref": offer.ref,
        "name": offer.name,
        "price_fen": offer.price.fen,
        "unit": offer.unit,
        "groups": [
            {
                "label": group.name,
                "default": list(group.default),
                "choices": [
                    {"id": each.choice_id, "name": each.name, "fen": each.price.fen}
                    for each in group.choices
                    if each.available
                ],
            }
            for group in offer.groups
        ],
    }
