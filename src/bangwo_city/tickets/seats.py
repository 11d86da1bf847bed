"""Seats: the routes of `org.bangwo.seats`, which show a hall, keep seats and give them back."""

from datetime import datetime, timedelta
from typing import Any

import orjson
from aiohttp import web

from bangwo_city.clock import CityClock, local
from bangwo_city.durable import Batch, Shelf
from bangwo_city.merchant import Doc, wire
from bangwo_city.merchant.once import Act, Once
from bangwo_city.merchant.reading import ID_MAX, Invalid, body
from bangwo_city.tickets import documents
from bangwo_city.tickets.halls import Seat, bits
from bangwo_city.tickets.seller import Seller

SEATS_MAX = 20
HOLD_LIFE_MAX = timedelta(minutes=30)
"""No hold lives longer, whatever was asked for."""


class SeatRoutes:
    """Handlers over one seller's box office."""

    def __init__(self, seller: Seller, clock: CityClock, shelf: Shelf) -> None:
        self._seller = seller
        self._clock = clock
        self._shelf = shelf
        self._once = Once(shelf)

    def add_to(self, app: web.Application) -> None:
        """Put the routes on an application."""
        app.router.add_get("/org.bangwo/showings/{id}/seats", self.show)
        app.router.add_post("/org.bangwo/holds", self.hold)
        app.router.add_delete("/org.bangwo/holds/{id}", self.release)

    async def show(self, request: web.Request) -> web.Response:
        """The hall, and which seats are free."""
        now = self._clock.now()
        showing = self._seller.showing(request.match_info["id"], now)
        if showing is None:
            raise Invalid("not_found", "没有这个场次,或者已经开场")
        doc = documents.hall(showing, self._seller.free(showing, now))
        return web.Response(body=orjson.dumps(doc), content_type="application/json")

    async def hold(self, request: web.Request) -> web.Response:
        """Keep seats, all or none."""
        asked = body(await request.read())
        return await self._run(request, lambda batch: self._hold(asked, batch))

    async def release(self, request: web.Request) -> web.Response:
        """Give seats back."""
        hold_id = request.match_info["id"]
        return await self._run(request, lambda batch: self._release(hold_id, batch))

    def _hold(self, asked: Doc, batch: Batch) -> tuple[int, Doc]:
        now = self._clock.now()
        showing = self._seller.showing(str(asked.get("showing_id", "")), now)
        if showing is None:
            raise Invalid("not_found", "没有这个场次,或者已经开场")
        seats, until = _seats(asked.get("seats")), _until(asked.get("expires_at"), now)
        hold = None
        if showing.hall.has(seats) and not showing.crowd & bits(seats):
            hold = self._seller.box_office.hold(showing.showing_id, seats, until=until, now=now, batch=batch)
        if hold is None:
            return 409, {"code": "seats_unavailable", **wire.error("seats_unavailable", "座位已被选走或不存在")}
        return 201, {
            "id": hold.hold_id,
            "seats": hold.seats,
            "expires_at": hold.expires_at.isoformat(),
            "fence": hold.fence,
        }

    def _release(self, hold_id: str, batch: Batch) -> tuple[int, Doc]:
        self._seller.box_office.release(hold_id, batch)
        return 200, {"id": hold_id}

    async def _run(self, request: web.Request, act: Act) -> web.Response:
        key = request.headers.get("Idempotency-Key", "")
        if len(key) > ID_MAX:
            raise Invalid("invalid", f"Idempotency-Key has at most {ID_MAX} characters")
        asked = b"%s %s\n%s" % (request.method.encode(), request.path.encode(), await request.read())
        status, answer = await self._once.run(key, asked, act)
        return web.Response(body=answer, status=status, content_type="application/json")


def _seats(value: Any) -> tuple[Seat, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= SEATS_MAX:
        raise Invalid("invalid", f"seats must hold 1 to {SEATS_MAX} pairs of row and column")
    pairs = [pair for pair in value if isinstance(pair, list) and len(pair) == 2 and all(type(n) is int for n in pair)]
    if len(pairs) != len(value) or len({(row, col) for row, col in pairs}) != len(pairs):
        raise Invalid("invalid", "seats must be different pairs of row and column")
    return tuple((row, col) for row, col in pairs)


def _until(value: Any, now: datetime) -> datetime:
    try:
        until = local(datetime.fromisoformat(value))
    except (TypeError, ValueError):
        raise Invalid("invalid", "expires_at must be a moment as in RFC 3339") from None
    if until <= now:
        raise Invalid("invalid", "expires_at is over")
    return min(until, now + HOLD_LIFE_MAX)
