"""Carts: baskets with estimated prices, which commit to nothing until one becomes a checkout."""

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bangwo_city.clock import CityClock
from bangwo_city.durable import Batch, Shelf
from bangwo_city.merchant import discounts, reading, wire
from bangwo_city.merchant.provider import Doc, Provider

CART_LIFE = timedelta(days=7)

_TABLE = "carts"
_KEPT = ("line_items", "buyer", "context", "discounts", "org.bangwo.order")
"""What a checkout takes over from its cart."""


class Carts:
    """One provider's carts. A method that writes fills a batch and returns (status, document) at once."""

    def __init__(self, provider: Provider, shelf: Shelf, clock: CityClock) -> None:
        self._provider = provider
        self._shelf = shelf
        self._clock = clock

    def create(self, body: Doc, batch: Batch) -> tuple[int, Doc]:
        """A new cart."""
        return 201, self._priced(f"ca_{secrets.token_hex(10)}", body, batch)

    def get(self, cart_id: str) -> Doc:
        """A cart as it was priced last."""
        return self._record(cart_id)["doc"]

    def update(self, cart_id: str, body: Doc, batch: Batch) -> tuple[int, Doc]:
        """All of it anew."""
        linked = self._record(cart_id)["checkout_id"]
        return 200, self._priced(cart_id, body, batch, linked)

    def cancel(self, cart_id: str, batch: Batch) -> tuple[int, Doc]:
        """Forget it, and show once more what it was."""
        doc = self._record(cart_id)["doc"]
        batch.delete(_TABLE, cart_id)
        return 200, doc

    def checkout_id(self, cart_id: str) -> str:
        """The checkout that was made of it last; empty: none."""
        return self._record(cart_id)["checkout_id"]

    def converted(self, cart_id: str, body: Doc, checkout_id: str, batch: Batch) -> Doc:
        """The body of a checkout in which the cart's contents stand in place of whatever the body says of them."""
        record = self._record(cart_id)
        batch.put(_TABLE, cart_id, {**record, "checkout_id": checkout_id})
        asked = record["asked"]
        return {**{name: value for name, value in body.items() if name not in _KEPT or name not in asked}, **asked}

    def _record(self, cart_id: str) -> dict[str, Any]:
        record = self._shelf.get(_TABLE, cart_id)
        if record is None:
            raise reading.Invalid("not_found", f"there is no cart {cart_id}")
        return record

    def _priced(self, cart_id: str, body: Doc, batch: Batch, checkout_id: str = "") -> Doc:
        wish, _ = reading.wish(body)
        now = self._clock.now()
        self._provider.freshen(now)
        priced, given, warnings = discounts.applied(self._provider.price(wish, now), reading.codes(body))
        # Where it goes and whether the shop is open are questions of a checkout; what a line lacks can be said now.
        priced = replace(
            priced, fee_fen=None, refusals=tuple(each for each in priced.refusals if each.line is not None)
        )
        doc = wire.cart(cart_id, wish, priced, given, warnings, expires=now + CART_LIFE)
        if isinstance(body.get("buyer"), dict):
            doc["buyer"] = body["buyer"]
        asked = {name: body[name] for name in _KEPT if name in body}
        batch.put(_TABLE, cart_id, {"doc": doc, "asked": asked, "checkout_id": checkout_id})
        return doc
