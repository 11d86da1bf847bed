"""Business: checkouts and orders, decided without waiting and kept together with the answer given."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bangwo_city.clock import CityClock
from bangwo_city.durable import Batch, Shelf
from bangwo_city.faults import Fault, Faults
from bangwo_city.merchant import cancelling, discounts, orders, reading, wire
from bangwo_city.merchant.carts import Carts
from bangwo_city.merchant.provider import Doc, Priced, PricedLine, Provider, Refusal

CHECKOUT_LIFE = timedelta(hours=6)

_CHECKOUTS, _ORDERS, _LIVE = "checkouts", "orders", "live"
_CLOSED = ("completed", "canceled")

Pieces = dict[str, int | None]
"""How many pieces by the id of their line; None: all of it."""


class Business:
    """One provider's books. Every method that writes fills a batch and returns (status, document) at once."""

    def __init__(self, provider: Provider, shelf: Shelf, clock: CityClock, faults: Faults) -> None:
        self.provider = provider
        self.carts = Carts(provider, shelf, clock)
        self._shelf = shelf
        self._clock = clock
        self._faults = faults
        self._changed: list[orders.Record] = []
        provider.restore(shelf)
        provider.freshen(clock.now())

    def create(self, body: Doc, base: str, batch: Batch) -> tuple[int, Doc]:
        """A new checkout, or the one that was made of the same cart and is still open."""
        checkout_id, cart_id = f"co_{secrets.token_hex(10)}", reading.cart_id(body)
        if cart_id:
            made = self.carts.checkout_id(cart_id)
            if made and self.checkout(made)["status"] not in _CLOSED:
                return 201, self.checkout(made)
            body = self.carts.converted(cart_id, body, checkout_id, batch)
        return 201, self._price(checkout_id, body, base, batch)

    def checkout(self, checkout_id: str) -> Doc:
        """A checkout as it stands."""
        return self._checkout(checkout_id)["doc"]

    def update(self, checkout_id: str, body: Doc, base: str, batch: Batch) -> tuple[int, Doc]:
        """A checkout asked anew, as long as it is open."""
        doc = self._checkout(checkout_id)["doc"]
        if doc["status"] in _CLOSED:
            return _closed(doc)
        return 200, self._price(checkout_id, body, base, batch)

    def complete(self, checkout_id: str, body: Doc, *, base: str, agent: str, batch: Batch) -> tuple[int, Doc]:
        """Make the order; completing what is completed shows the same order again."""
        record = self._checkout(checkout_id)
        doc, now = record["doc"], self._clock.now()
        if doc["status"] != "ready_for_complete":
            return 200, doc
        charge = reading.charge(body)
        if datetime.fromisoformat(doc["expires_at"]) <= now:
            return 200, self._close(record, "canceled", (Refusal("checkout_expired", "结算已过期"),), batch)
        wish, order_id = orders.wish_of(record["wish"]), f"or_{secrets.token_hex(10)}"
        refusals = self._sold_out() or self.provider.take(wish, order_id, batch, now)
        if refusals:
            return 200, self._close(record, "incomplete", refusals, batch)
        plan = self.provider.plan(wish, _priced(doc, record), order_id, now)
        order = orders.opened(order_id, record, plan, agent=agent, base=base, charge=charge)
        batch.put(_ORDERS, order_id, order)
        batch.put(_LIVE, order_id, 1)
        self._changed.append(order)
        doc["order"] = {
            "id": order_id,
            "permalink_url": f"{base}/orders/{order_id}",
            "org.bangwo.order": orders.news(order, now),
        }
        return 200, self._close(record, "completed", (), batch)

    def cancel(self, checkout_id: str, batch: Batch) -> tuple[int, Doc]:
        """Close an open checkout. One that is cancelled is shown as it is, one that is completed stays so."""
        record = self._checkout(checkout_id)
        if record["doc"]["status"] == "completed":
            return _closed(record["doc"])
        if record["doc"]["status"] == "canceled":
            return 200, record["doc"]
        return 200, self._close(record, "canceled", (), batch)

    def order(self, order_id: str) -> Doc:
        """An order as it stands."""
        return orders.document(self.order_record(order_id), self._clock.now())

    def cancellation(self, order_id: str, asked: Pieces | None) -> tuple[int, Doc]:
        """What giving an order or some of its pieces back would cost now."""
        record, now = self.order_record(order_id), self._clock.now()
        cost = self._cost(record, _parts(record, asked), now)
        if cost is None:
            return _conflict("order_not_cancellable", "订单已无法取消")
        until = {} if cost.until is None else {"until": wire.moment(cost.until)}
        return 200, {"refund": cost.refund_fen, "fee": cost.fee_fen, "rule": cost.rule, **until}

    def cancel_order(
        self, order_id: str, reason: str, batch: Batch, asked: Pieces | None = None, fee: int | None = None
    ) -> tuple[int, Doc]:
        """Cancel an order or some pieces, while provider and rules let one; cancelling twice shows it cancelled."""
        record, now = self.order_record(order_id), self._clock.now()
        if orders.standing(record, now)[0] == "cancelled":
            return 200, orders.document(record, now)
        parts = _parts(record, asked)
        cost = self._cost(record, parts, now)
        if cost is None:
            return _conflict("order_not_cancellable", "订单已无法取消")
        if fee is not None and cost.fee_fen > fee:
            return _conflict("fee_changed", f"现在取消收取{cost.fee_fen / 100:g}元")
        wish = orders.wish_of(record["wish"])
        back = tuple(replace(wish.lines[number], quantity=pieces) for number, pieces in parts.items())
        self.provider.give_back(replace(wish, lines=back), order_id, batch, now)
        at = wire.moment(now)
        kept = {"at": at, "reason": reason, "refund": cost.refund_fen, "fee": cost.fee_fen}
        record["returns"] = [*record.get("returns", ()), {**kept, "parts": list(parts.items())}]
        if not any(cancelling.remaining(record).values()):
            record |= {"cancelled_at": at, "reason": reason}
        batch.put(_ORDERS, order_id, record)
        self._changed.append(record)
        return 200, orders.document(record, now)

    def order_record(self, order_id: str) -> orders.Record:
        """An order as it is kept."""
        record = self._shelf.get(_ORDERS, order_id)
        if record is None:
            raise reading.Invalid("not_found", f"there is no order {order_id}")
        return record

    def keep(self, record: orders.Record, batch: Batch) -> None:
        """Keep what has become of an order in the seller's own hands, and tell it."""
        batch.put(_ORDERS, record["id"], record)
        self._changed.append(record)

    def live_orders(self) -> Iterator[orders.Record]:
        """Orders that may still change."""
        for order_id, _ in self._shelf.scan(_LIVE):
            yield self.order_record(order_id)

    def changed(self) -> list[orders.Record]:
        """Orders accepted or cancelled since this was asked last."""
        changed, self._changed = self._changed, []
        return changed

    def books(self) -> list[Doc]:
        """Every order in short, for whoever checks the books of a sandbox."""
        now = self._clock.now()
        return [_in_short(record, now) for _, record in self._shelf.scan(_ORDERS)]

    def _cost(self, record: orders.Record, parts: cancelling.Parts, now: datetime) -> cancelling.Cost | None:
        """What giving these pieces back costs; None when it cannot be done."""
        state, _ = orders.standing(record, now)
        whole = all(parts.get(number, 0) == left for number, left in cancelling.remaining(record).items())
        if state == "cancelled" or not self.provider.cancellable(state):
            return None
        if not (whole or self.provider.cancels_pieces):
            return None
        cost = cancelling.cost(record, parts, now)
        closes = next((at for reached, at in orders.ahead(record, now) if not self.provider.cancellable(reached)), None)
        if cost is None or closes is None:
            return cost
        return replace(cost, until=min(cost.until or closes, closes))

    def _checkout(self, checkout_id: str) -> dict[str, Any]:
        record = self._shelf.get(_CHECKOUTS, checkout_id)
        if record is None:
            raise reading.Invalid("not_found", f"there is no checkout {checkout_id}")
        return record

    def _price(self, checkout_id: str, body: Doc, base: str, batch: Batch) -> Doc:
        wish, destination = reading.wish(body)
        now = self._clock.now()
        self.provider.freshen(now)
        priced, given, warnings = discounts.applied(self._troubled(self.provider.price(wish, now)), reading.codes(body))
        wish = replace(wish, merchant_id=priced.merchant_id)
        delivery = None
        if destination is not None and priced.fee_fen is not None:
            delivery = wire.fulfilment(destination, len(wish.lines), priced.fee_fen, priced.minutes)
        doc = wire.checkout(checkout_id, wish, priced, base=base, delivery=delivery, expires=now + CHECKOUT_LIFE)
        doc["messages"] += warnings
        if given is not None:
            doc["discounts"] = given
        if isinstance(body.get("buyer"), dict):
            doc["buyer"] = body["buyer"]
        record = {"doc": doc, "wish": orders.wish_record(wish), "minutes": priced.minutes}
        batch.put(_CHECKOUTS, checkout_id, record)
        return doc

    def _troubled(self, priced: Priced) -> Priced:
        """The price as the faults would have it."""
        if self._faults.hits(Fault.PRICE):
            dearer = tuple(
                replace(line, unit_fen=line.unit_fen + max(100, line.unit_fen // 10)) for line in priced.lines
            )
            priced = replace(priced, lines=dearer)
        return replace(priced, refusals=(*priced.refusals, *self._sold_out()))

    def _sold_out(self) -> tuple[Refusal, ...]:
        return (Refusal("sold_out", "刚刚售罄", 0),) if self._faults.hits(Fault.SOLDOUT) else ()

    def _close(self, record: dict[str, Any], status: str, refusals: tuple[Refusal, ...], batch: Batch) -> Doc:
        doc = record["doc"]
        doc |= {"status": status, "messages": wire.messages(refusals)}
        batch.put(_CHECKOUTS, doc["id"], record)
        return doc


def _parts(record: orders.Record, asked: Pieces | None) -> dict[int, int]:
    """The pieces asked for by the number of their line; all that remain where nothing is asked."""
    left = cancelling.remaining(record)
    if asked is None:
        return {number: pieces for number, pieces in left.items() if pieces}
    numbers = {line["id"]: number for number, line in enumerate(record["lines"])}
    parts: dict[int, int] = {}
    for line_id, pieces in asked.items():
        number = numbers.get(line_id)
        if number is None or not 1 <= (pieces or 1) <= left[number]:
            raise reading.Invalid("invalid", f"the order has not so many pieces of the line {line_id}")
        parts[number] = pieces or left[number]
    return parts


def _closed(doc: Doc) -> tuple[int, Doc]:
    return 409, wire.error("checkout_closed", f"the checkout is {doc['status']}")


def _conflict(code: str, content: str) -> tuple[int, Doc]:
    return 409, {"code": code, **wire.error(code, content)}


def _priced(doc: Doc, record: dict[str, Any]) -> Priced:
    """The promise that a checkout made."""
    fee = next((each["amount"] for each in doc["totals"] if each["type"] == "fulfillment"), None)
    lines = tuple(
        PricedLine(
            line["item"]["title"],
            line["item"]["price"],
            line["quantity"],
            off_fen=sum(-each["amount"] for each in line["totals"] if each["type"] == "items_discount"),
        )
        for line in doc["line_items"]
    )
    return Priced(record["wish"]["merchant_id"], lines, fee, record["minutes"])


def _in_short(record: orders.Record, now: datetime) -> Doc:
    state, _ = orders.standing(record, now)
    total = next(each["amount"] for each in record["totals"] if each["type"] == "total")
    by_seller = state == "cancelled" and record["cancelled_at"] is None
    refunded = total if by_seller else cancelling.refunded(record)
    return {
        "id": record["id"],
        "checkout_id": record["checkout_id"],
        "reference": record["wish"]["reference"],
        "charge": record["charge"],
        "total": total,
        "state": state,
        **({"refunded": refunded} if refunded else {}),
    }
