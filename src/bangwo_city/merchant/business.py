"""Business: checkouts and orders, decided without waiting and kept together with the answer given."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bangwo_city.clock import CityClock
from bangwo_city.durable import Batch, Shelf
from bangwo_city.faults import Fault, Faults
from bangwo_city.merchant import orders, reading, wire
from bangwo_city.merchant.provider import Doc, Priced, PricedLine, Provider, Refusal

CHECKOUT_LIFE = timedelta(hours=6)

_CHECKOUTS, _ORDERS, _LIVE = "checkouts", "orders", "live"


class Business:
    """One provider's books. Every method that writes fills a batch and returns (status, document) at once."""

    def __init__(self, provider: Provider, shelf: Shelf, clock: CityClock, faults: Faults) -> None:
        self.provider = provider
        self._shelf = shelf
        self._clock = clock
        self._faults = faults
        self._changed: list[orders.Record] = []
        provider.restore(shelf)
        provider.freshen(clock.now())

    def create(self, body: Doc, base: str, batch: Batch) -> tuple[int, Doc]:
        """A new checkout."""
        return 201, self._price(f"co_{secrets.token_hex(10)}", body, base, batch)

    def checkout(self, checkout_id: str) -> Doc:
        """A checkout as it stands."""
        return self._checkout(checkout_id)["doc"]

    def update(self, checkout_id: str, body: Doc, base: str, batch: Batch) -> tuple[int, Doc]:
        """A checkout asked anew, as long as it is open."""
        doc = self._checkout(checkout_id)["doc"]
        if doc["status"] in ("completed", "canceled"):
            return 409, wire.error("checkout_closed", f"the checkout is {doc['status']}")
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
        """Close an open checkout; one that is completed or cancelled is shown as it is."""
        record = self._checkout(checkout_id)
        if record["doc"]["status"] in ("completed", "canceled"):
            return 200, record["doc"]
        return 200, self._close(record, "canceled", (), batch)

    def order(self, order_id: str) -> Doc:
        """An order as it stands."""
        return orders.document(self.order_record(order_id), self._clock.now())

    def cancel_order(self, order_id: str, reason: str, batch: Batch) -> tuple[int, Doc]:
        """Cancel an order while the provider still lets one; cancelling twice shows it cancelled."""
        record, now = self.order_record(order_id), self._clock.now()
        state, _ = orders.standing(record, now)
        if state == "cancelled":
            return 200, orders.document(record, now)
        if not self.provider.cancellable(state):
            content = "订单已无法取消"
            return 409, {"code": "order_not_cancellable", **wire.error("order_not_cancellable", content)}
        record |= {"cancelled_at": wire.moment(now), "reason": reason}
        self.provider.give_back(orders.wish_of(record["wish"]), order_id, batch, now)
        batch.put(_ORDERS, order_id, record)
        self._changed.append(record)
        return 200, orders.document(record, now)

    def order_record(self, order_id: str) -> orders.Record:
        """An order as it is kept."""
        record = self._shelf.get(_ORDERS, order_id)
        if record is None:
            raise reading.Invalid("not_found", f"there is no order {order_id}")
        return record

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

    def _checkout(self, checkout_id: str) -> dict[str, Any]:
        record = self._shelf.get(_CHECKOUTS, checkout_id)
        if record is None:
            raise reading.Invalid("not_found", f"there is no checkout {checkout_id}")
        return record

    def _price(self, checkout_id: str, body: Doc, base: str, batch: Batch) -> Doc:
        wish, destination = reading.wish(body)
        now = self._clock.now()
        self.provider.freshen(now)
        priced = self._troubled(self.provider.price(wish, now))
        wish = replace(wish, merchant_id=priced.merchant_id)
        delivery = None
        if destination is not None and priced.fee_fen is not None:
            delivery = wire.fulfilment(destination, len(wish.lines), priced.fee_fen, priced.minutes)
        doc = wire.checkout(checkout_id, wish, priced, base=base, delivery=delivery, expires=now + CHECKOUT_LIFE)
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


def _priced(doc: Doc, record: dict[str, Any]) -> Priced:
    """The promise that a checkout made."""
    fee = next((each["amount"] for each in doc["totals"] if each["type"] == "fulfillment"), None)
    lines = tuple(
        PricedLine(line["item"]["title"], line["item"]["price"], line["quantity"]) for line in doc["line_items"]
    )
    return Priced(record["wish"]["merchant_id"], lines, fee, record["minutes"])


def _in_short(record: orders.Record, now: datetime) -> Doc:
    return {
        "id": record["id"],
        "checkout_id": record["checkout_id"],
        "reference": record["wish"]["reference"],
        "charge": record["charge"],
        "total": next(each["amount"] for each in record["totals"] if each["type"] == "total"),
        "state": orders.standing(record, now)[0],
    }
