"""Orders over HTTP: how they stand, live, with their receipts; and taking them back."""

import asyncio
import time
from collections.abc import AsyncIterator

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from bangwo.app.shapes import order_json
from bangwo.core.errors import Code, Refused
from bangwo.domain.money import ZERO, Money
from bangwo.domain.offer import Trade
from bangwo.domain.order import TERMINAL, Order, OrderState
from bangwo.edge.answers import event, json_answer, stream
from bangwo.edge.bodies import Cancellation
from bangwo.edge.documents import OrderList, OrderShape, Receipt, Whereabouts
from bangwo.edge.identity import Caller, callers, known_id
from bangwo.edge.routes.talk import KeyHeader
from bangwo.edge.routing import own
from bangwo.edge.services import Services

ORDERS_MAX = 100
STREAM_LIFE_S = 3600.0
LOOK_EVERY_S = 0.4
KEEP_ALIVE_S = 15.0


def order_routes(services: Services) -> APIRouter:
    """One's own orders; anybody else's do not exist."""
    router = own("orders", "/v1/orders")
    asks = Depends(callers(services))

    async def theirs(user_id: str, order_id: str) -> Order:
        order = await services.store.order(user_id, known_id(order_id))
        if order is None:
            raise Refused(Code.NOT_FOUND)
        return order

    @router.get("", responses={200: {"model": OrderList}})
    async def orders(caller: Caller = asks, trade: Trade | None = None, state: OrderState | None = None) -> Response:
        """The latest orders first: all, or those of a trade or in a state."""
        found = await services.store.orders(caller.user_id, ORDERS_MAX)
        wanted = [each for each in found if trade in (None, each.quote.trade) and state in (None, each.state)]
        return json_answer({"orders": [order_json(each) for each in wanted]})

    @router.get("/{order_id}", responses={200: {"model": OrderShape}})
    async def order(order_id: str, caller: Caller = asks) -> Response:
        """One order."""
        return json_answer(order_json(await theirs(caller.user_id, order_id)))

    @router.get("/{order_id}/whereabouts", responses={200: {"model": Whereabouts}})
    async def whereabouts(order_id: str, caller: Caller = asks) -> Response:
        """Where it comes from, where it goes, and where the courier is, as far as they are known."""
        return json_answer(await services.recall.whereabouts(caller.user_id, known_id(order_id)))

    @router.get("/{order_id}/receipt", responses={200: {"model": Receipt}})
    async def receipt(order_id: str, caller: Caller = asks) -> Response:
        """The signed consent, its signature checked."""
        found = await theirs(caller.user_id, order_id)
        consent = await services.store.consent(caller.user_id, found.order_id)
        if consent is None:
            raise Refused(Code.NOT_FOUND)
        claims = services.signer.verify(consent.jws)
        return json_answer({"order_id": found.order_id, "jws": consent.jws, "claims": claims})

    @router.post("/{order_id}/cancel", responses={200: {"model": OrderShape}})
    async def cancel(
        order_id: str, body: Cancellation | None = None, caller: Caller = asks, idempotency_key: KeyHeader = None
    ) -> Response:
        """Take an order back: the money and the card return."""
        found = await theirs(caller.user_id, order_id)
        reason, fee = (body.reason, Money(body.fee_fen)) if body else ("", ZERO)
        cancelled = await services.checkout.cancel(caller.user_id, found.order_id, reason, caller.key, fee=fee)
        return json_answer(order_json(cancelled))

    @router.get("/{order_id}/events", responses={200: {"content": {"text/event-stream": {}}}}, response_class=Response)
    async def events(request: Request, order_id: str, caller: Caller = asks) -> Response:
        """Every change of state as it happens, from the first or from `Last-Event-ID`, until the order has ended."""
        first = await theirs(caller.user_id, order_id)
        last = request.headers.get("last-event-id", "")
        return stream(_changes(services, first, int(last) if last.isdecimal() and len(last) < 9 else 0))

    return router


async def _changes(services: Services, order: Order, sent: int) -> AsyncIterator[bytes]:
    """A `state` event for each moment of the timeline, followed by the whole `order` as it stands."""
    ends, spoke = time.monotonic() + STREAM_LIFE_S, time.monotonic()
    current: Order | None = order
    while current is not None:
        for number, moment in enumerate(current.timeline[sent:], sent + 1):
            yield event(
                "state", {"order_id": order.order_id, "at": moment.at.isoformat(), "state": moment.state}, number
            )
        if len(current.timeline) > sent:
            yield event("order", order_json(current))
            sent, spoke = len(current.timeline), time.monotonic()
        if current.state in TERMINAL or time.monotonic() > ends:
            return
        if time.monotonic() - spoke > KEEP_ALIVE_S:
            yield b": still here\n\n"
            spoke = time.monotonic()
        await asyncio.sleep(LOOK_EVERY_S)
        current = await services.store.order(order.user_id, order.order_id)
