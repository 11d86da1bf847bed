"""Holds: the routes of `org.bangwo.holds`, which keep pieces of any desk and give them back."""

from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bangwo_city.clock import CityClock, local
from bangwo_city.durable import Batch, Shelf
from bangwo_city.merchant import Doc, Refusal, wire
from bangwo_city.merchant.once import Act, Once
from bangwo_city.merchant.reading import ID_MAX, LINES_MAX, QUANTITY_MAX, Invalid, body
from bangwo_city.travel.allotments import Sold
from bangwo_city.travel.seller import Seller

HOLD_LIFE_MAX = timedelta(minutes=30)
"""No hold lives longer, whatever was asked for."""

WISHES_MAX = 10


class HoldRoutes:
    """Handlers over one seller's book."""

    def __init__(self, seller: Seller, clock: CityClock, shelf: Shelf) -> None:
        self._seller = seller
        self._clock = clock
        self._once = Once(shelf)

    def add_to(self, app: web.Application) -> None:
        """Put the routes on an application."""
        app.router.add_post("/org.bangwo/holds", self.hold)
        app.router.add_delete("/org.bangwo/holds/{id}", self.release)

    async def hold(self, request: web.Request) -> web.Response:
        """Keep pieces, all or none."""
        asked = body(await request.read())
        return await self._run(request, lambda batch: self._hold(asked, batch))

    async def release(self, request: web.Request) -> web.Response:
        """Give them back."""
        hold_id = request.match_info["id"]
        return await self._run(request, lambda batch: self._release(hold_id, batch))

    def _hold(self, asked: Doc, batch: Batch) -> tuple[int, Doc]:
        now = self._clock.now()
        lines, wishes, until = _lines(asked.get("lines")), _wishes(asked.get("wishes")), _until(asked, now)
        kept = self._seller.keep(lines, wishes, until=until, now=now, batch=batch)
        if isinstance(kept, Refusal):
            if kept.code == "item_unknown":
                raise Invalid("not_found", kept.content)
            return 409, {"code": kept.code, **wire.error(kept.code, kept.content)}
        return 201, {
            "id": kept.hold_id,
            "expires_at": wire.moment(kept.expires_at),
            "fence": kept.fence,
            "places": kept.places,
            "unmet": kept.unmet,
            "member_off": sum(each.count for each in kept.claims if each.pool.startswith("member:")),
        }

    def _release(self, hold_id: str, batch: Batch) -> tuple[int, Doc]:
        self._seller.book.release(hold_id, batch)
        return 200, {"id": hold_id}

    async def _run(self, request: web.Request, act: Act) -> web.Response:
        key = request.headers.get("Idempotency-Key", "")
        if len(key) > ID_MAX:
            raise Invalid("invalid", f"Idempotency-Key has at most {ID_MAX} characters")
        asked = b"%s %s\n%s" % (request.method.encode(), request.path.encode(), await request.read())
        status, answer = await self._once.run(key, asked, act)
        return web.Response(body=answer, status=status, content_type="application/json")


def _lines(value: Any) -> Sold:
    if not isinstance(value, list) or not 1 <= len(value) <= LINES_MAX:
        raise Invalid("invalid", f"lines must hold 1 to {LINES_MAX} lines")
    lines: list[tuple[str, int]] = []
    for each in value:
        product_id, quantity = (each.get("product_id"), each.get("quantity")) if isinstance(each, dict) else (None, 0)
        if not isinstance(product_id, str) or not 0 < len(product_id) <= ID_MAX:
            raise Invalid("invalid", "a line needs a product_id")
        if type(quantity) is not int or not 1 <= quantity <= QUANTITY_MAX:
            raise Invalid("invalid", f"quantity must be a whole number from 1 to {QUANTITY_MAX}")
        lines.append((product_id, quantity))
    return tuple(lines)


def _wishes(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > WISHES_MAX:
        raise Invalid("invalid", f"wishes must be a list of at most {WISHES_MAX}")
    if not all(isinstance(wish, str) and 0 < len(wish) <= ID_MAX for wish in value):
        raise Invalid("invalid", "wishes must be words")
    return tuple(dict.fromkeys(value))


def _until(asked: Doc, now: datetime) -> datetime:
    try:
        until = local(datetime.fromisoformat(asked["expires_at"]))
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Invalid("invalid", "expires_at must be a moment as in RFC 3339") from None
    if until <= now:
        raise Invalid("invalid", "expires_at is over")
    return min(until, now + HOLD_LIFE_MAX)
