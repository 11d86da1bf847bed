"""Redeeming: a voucher's code is shown in the shop, once."""

from datetime import datetime

from aiohttp import web

from bangwo_city.clock import CityClock
from bangwo_city.durable import Batch, Shelf
from bangwo_city.merchant import Doc, orders, wire
from bangwo_city.merchant.business import Business
from bangwo_city.merchant.once import Once
from bangwo_city.merchant.reading import Invalid, body

_PREFIX = "v_"


class RedeemRoutes:
    """What a shop's own till asks."""

    def __init__(self, business: Business, clock: CityClock, shelf: Shelf) -> None:
        self._business = business
        self._clock = clock
        self._once = Once(shelf)

    def add_to(self, app: web.Application) -> None:
        """Put the route on an application."""
        app.router.add_post("/org.bangwo/vouchers/{code}/redeem", self.redeem)

    async def redeem(self, request: web.Request) -> web.Response:
        """Take a code in payment; 404 for one that is nobody's, 409 for one that is used or given back."""
        asked = await request.read()
        if asked:
            body(asked)
        code, key = request.match_info["code"], request.headers.get("Idempotency-Key", "")
        digest = b"redeem %s" % code.encode()
        status, answer = await self._once.run(key, digest, lambda batch: self._redeem(code, batch))
        return web.Response(body=answer, status=status, content_type="application/json")

    def _redeem(self, code: str, batch: Batch) -> tuple[int, Doc]:
        now = self._clock.now()
        record = next((each for each in self._business.live_orders() if code in each["codes"] and _is(each)), None)
        if record is None:
            raise Invalid("not_found", f"没有这张券：{code}", 404)
        if code in record.get("redeemed", ()):
            return 409, {"code": "already_redeemed", **wire.error("already_redeemed", "这张券已经用过")}
        if orders.ended(record, now):
            return 409, {"code": "voucher_over", **wire.error("voucher_over", "这张券已退款或过期")}
        self._business.keep(redeemed(record, code, now), batch)
        return 200, {"code": code, "title": _line(record, code)["item"]["title"], "redeemed_at": wire.moment(now)}


def redeemed(record: orders.Record, code: str, now: datetime) -> orders.Record:
    """The order after one of its codes was taken: done with the last; until then what is used is not given back."""
    used = [*record.get("redeemed", ()), code]
    left = [each for each in record["codes"] if each not in used]
    accepted, (_, ends) = record["steps"]
    steps = [accepted, ["completed", ends if left else wire.moment(now)]]
    told = [wire.moment(now), {"redeemed": used}]
    rules: list[Doc] = []
    for number, line in enumerate(record["lines"]):
        mine = [each for each in used if _line(record, each) is line]
        fee = line["item"]["price"] * len(mine)
        text = f"已用{len(mine)}张，未用的随时退" if mine else record["rules"][number]["text"]
        rules.append({"text": text, "steps": [[ends, 0, fee]]})
    return {**record, "redeemed": used, "steps": steps, "rules": rules, "notices": [*record["notices"], told]}


def _line(record: orders.Record, code: str) -> Doc:
    """The line that a code is a piece of."""
    place = record["codes"].index(code)
    for line in record["lines"]:
        if place < line["quantity"]:
            return line
        place -= line["quantity"]
    raise LookupError(code)


def _is(record: orders.Record) -> bool:
    """Whether an order is one of vouchers."""
    return all(product_id.startswith(_PREFIX) for product_id, *_ in record["wish"]["lines"])
