"""Talk over HTTP: a sentence in, a Turn out; a quote's yes; what was said before."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Header
from starlette.requests import Request
from starlette.responses import Response

from bangwo.core.errors import Code, Refused
from bangwo.core.json import Json
from bangwo.edge.answers import event, json_answer, stream, wants_stream
from bangwo.edge.bodies import Sentence, Yes
from bangwo.edge.documents import History, TurnShape
from bangwo.edge.identity import Caller, callers, known_id
from bangwo.edge.routing import hot, own
from bangwo.edge.services import Services

TURNS_MAX = 200

KeyHeader = Annotated[str | None, Header(description="Same key and body: the stored answer; other body: 409")]


def talk_routes(services: Services) -> APIRouter:
    """Sentences and yeses."""
    who = callers(services)
    router, asks = own("talk", "/v1", hot(who)), Depends(who)

    @router.post("/turns", responses={200: {"model": TurnShape, "content": {"text/event-stream": {}}}})
    async def say(
        request: Request, body: Sentence, caller: Caller = asks, idempotency_key: KeyHeader = None
    ) -> Response:
        """Say one sentence. With `Accept: text/event-stream` the parts come as events, the last one the whole Turn."""
        turn = await services.converse.say(caller.user_id, body.text, body.conversation_id, caller.key)
        return _turn_answer(request, turn)

    @router.post("/quotes/{quote_id}/confirm", responses={200: {"model": TurnShape}})
    async def confirm(
        request: Request, quote_id: str, body: Yes, caller: Caller = asks, idempotency_key: KeyHeader = None
    ) -> Response:
        """Agree to exactly what the digest was made of: the order is placed and paid."""
        turn = await services.converse.confirm(caller.user_id, known_id(quote_id), body.digest, caller.key)
        return _turn_answer(request, turn)

    @router.get("/conversations/{conversation_id}", responses={200: {"model": History}})
    async def history(conversation_id: str, caller: Caller = asks) -> Response:
        """What was said and answered, the oldest first."""
        store, user_id = services.store, caller.user_id
        conversation = await store.conversation(user_id, known_id(conversation_id))
        if conversation is None:
            raise Refused(Code.NOT_FOUND)
        turns = await store.turns(user_id, conversation_id, TURNS_MAX)
        said: list[Json] = [
            {"turn_id": each.turn_id, "text": each.text, "reply": each.reply, "at": each.at.isoformat()}
            for each in turns
        ]
        return json_answer({"conversation_id": conversation_id, "open": conversation.open, "turns": said})

    return router


def _turn_answer(request: Request, turn: Json) -> Response:
    return stream(_events(turn)) if wants_stream(request) else json_answer(turn)


async def _events(turn: Json) -> AsyncIterator[bytes]:
    whole = cast("Mapping[str, Json]", turn)
    yield event("reply", {"reply": whole.get("reply"), "asks": whole.get("asks")})
    for block in cast("Sequence[Json]", whole.get("blocks") or ()):
        yield event("block", block)
    if whole.get("quote"):
        yield event("quote", whole["quote"])
    for order in cast("Sequence[Json]", whole.get("orders") or ()):
        yield event("order", order)
    yield event("turn", turn)
