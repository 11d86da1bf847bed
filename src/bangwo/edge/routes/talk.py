"""Talk over HTTP: a sentence in, a Turn out; a quote's yes; what was said before."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Header
from starlette.requests import Request
from starlette.responses import Response

from bangwo.app.turn import Tell
from bangwo.core.errors import BangwoError
from bangwo.core.json import Json
from bangwo.edge.answers import event, json_answer, stream, wants_stream
from bangwo.edge.bodies import Sentence, Yes
from bangwo.edge.documents import ChoicesShape, ConversationList, History, TurnShape
from bangwo.edge.explanations import ExplanationShape
from bangwo.edge.identity import Caller, callers, known_id
from bangwo.edge.problems import document, language_of, problem_of
from bangwo.edge.routing import HotRoute, own
from bangwo.edge.services import Services

KeyHeader = Annotated[str | None, Header(description="Same key and body: the stored answer; other body: 409")]


def talk_routes(services: Services) -> APIRouter:
    """Sentences and yeses."""
    who = callers(services)
    router, asks = own("talk", "/v1", HotRoute), Depends(who)

    @router.post("/turns", responses={200: {"model": TurnShape, "content": {"text/event-stream": {}}}})
    async def say(
        request: Request, body: Sentence, caller: Caller = asks, idempotency_key: KeyHeader = None
    ) -> Response:
        """Say one sentence. With `Accept: text/event-stream` what is known comes as events at once: `understood`,
        `searching`, `found`, `holding`, `quoted`, `ordering`; then `reply`, each `block`, `quote` and `order`, and last
        the whole `turn`, or the `problem`. A turn that has to begin anew tells again.
        """
        said = (caller.user_id, body.text, body.conversation_id, caller.key)
        if wants_stream(request):
            return await _streamed(request, lambda tell: services.converse.say(*said, tell))
        return json_answer(await services.converse.say(*said))

    @router.post("/quotes/{quote_id}/confirm", responses={200: {"model": TurnShape}})
    async def confirm(
        request: Request, quote_id: str, body: Yes, caller: Caller = asks, idempotency_key: KeyHeader = None
    ) -> Response:
        """Agree to exactly what the digest was made of: the order is placed and paid."""
        what = (caller.user_id, known_id(quote_id), body.digest, caller.key)
        if wants_stream(request):
            return await _streamed(request, lambda tell: services.converse.confirm(*what, tell))
        return json_answer(await services.converse.confirm(*what))

    @router.get("/quotes/{quote_id}/choices", responses={200: {"model": ChoicesShape}})
    async def choices(quote_id: str, caller: Caller = asks) -> Response:
        """What may still be chosen in an open quote, by line, and the seats of the hall: to be said as a sentence."""
        return json_answer(await services.recall.choices(caller.user_id, known_id(quote_id)))

    @router.get("/quotes/{quote_id}/explanation", responses={200: {"model": ExplanationShape}})
    async def explanation(quote_id: str, caller: Caller = asks) -> Response:
        """Why it is this one, out of how many and by which word; how its price is made up; which cards were taken and
        what they were better than. The id of the order that a quote became does as well.
        """
        return json_answer(await services.reasons.explained(caller.user_id, known_id(quote_id)))

    @router.get("/conversations", responses={200: {"model": ConversationList}})
    async def conversations(caller: Caller = asks) -> Response:
        """The latest conversations first."""
        return json_answer(await services.recall.conversations(caller.user_id))

    @router.get("/conversations/{conversation_id}", responses={200: {"model": History}})
    async def history(conversation_id: str, caller: Caller = asks) -> Response:
        """What was said and answered, the oldest first, and what lies on the table."""
        return json_answer(await services.recall.conversation(caller.user_id, known_id(conversation_id)))

    return router


async def _streamed(request: Request, run: Callable[[Tell], Coroutine[None, None, Json]]) -> Response:
    """The events of a turn as they come. Refused before the first of them, it is a problem like any other."""
    told: asyncio.Queue[bytes] = asyncio.Queue()
    task = asyncio.create_task(run(lambda name, content: told.put_nowait(event(name, content))))
    _running.add(task)  # it goes on when nobody listens any more: what it commits is answered under its key
    task.add_done_callback(_running.discard)
    task.add_done_callback(lambda _: told.put_nowait(b""))
    first = await told.get()
    if not first:
        return stream(_events(task.result()))
    return stream(_told(first, told, task, language_of(request.headers.get("accept-language", ""))))


_running: set[asyncio.Task[Json]] = set()


async def _told(
    first: bytes, told: asyncio.Queue[bytes], task: asyncio.Task[Json], language: str
) -> AsyncIterator[bytes]:
    yield first
    while said := await told.get():
        yield said
    try:
        turn = task.result()
    except BangwoError as error:
        yield event("problem", document(problem_of(error), language))
        return
    async for said in _events(turn):
        yield said


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
