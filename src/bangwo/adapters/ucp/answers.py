"""Answers: a provider's checkouts, orders, halls and refusals, read strictly into ours.

The hot path reads by hand what it needs; the tests hold the same answers against the models of `ucp-sdk`.
"""

from collections.abc import Iterator
from typing import cast

import orjson

from bangwo.adapters.outbound import Answer
from bangwo.adapters.wire import Fields, Garbled, parsed
from bangwo.app.ports import Checkout, ProviderOrder
from bangwo.core.errors import Code, Unknown
from bangwo.domain.money import ZERO, Money
from bangwo.domain.offer import Hold, Offer, Seat, SeatMap
from bangwo.domain.order import OrderState
from bangwo.domain.place import Point

_CODES: dict[str, Code] = {
    "sold_out": Code.SOLD_OUT,
    "shop_closed": Code.SHOP_CLOSED,
    "out_of_range": Code.OUT_OF_RANGE,
    "below_minimum": Code.BELOW_MINIMUM,
    "item_unknown": Code.ITEM_UNKNOWN,
    "option_unknown": Code.OPTION_UNKNOWN,
    "seats_unavailable": Code.SEATS_UNAVAILABLE,
    "order_not_cancellable": Code.ORDER_NOT_CANCELLABLE,
    "idempotency_mismatch": Code.IDEMPOTENCY_MISMATCH,
    "fee_changed": Code.CANCEL_FEE,
    "hold_expired": Code.HOLD_EXPIRED,
    "child_alone": Code.CHILD_ALONE,
    "no_driver": Code.NO_DRIVER,
    "place_unknown": Code.PLACE_UNKNOWN,
    "route_unknown": Code.ROUTE_UNKNOWN,
    "date_past": Code.DATE_PAST,
    "date_too_far": Code.DATE_TOO_FAR,
    "date_order": Code.DATE_ORDER,
    "too_many_guests": Code.TOO_MANY_GUESTS,
    "closed_that_day": Code.CLOSED_THAT_DAY,
    "shop_unknown": Code.SHOP_UNKNOWN,
    "party_too_large": Code.PARTY_TOO_LARGE,
    # the protocol's own words
    "out_of_stock": Code.SOLD_OUT,
    "item_unavailable": Code.SOLD_OUT,
    "address_undeliverable": Code.OUT_OF_RANGE,
    "payment_failed": Code.PAYMENT_REFUSED,
    "not_found": Code.NOT_FOUND,
}

_STATUS = {"ready_for_complete": "ready", "completed": "completed", "canceled": "cancelled"}

_PARTICULARS = (
    *("driver", "parcel", "places", "departs_at", "arrives_at", "departs_at_before", "reason"),
    *("queue", "redeemed"),
)
"""What an order of some trades says beside its state."""

_STATES = frozenset(
    {
        OrderState.ACCEPTED,
        OrderState.PREPARING,
        OrderState.ON_THE_WAY,
        OrderState.READY,
        OrderState.COMPLETED,
        OrderState.CANCELLED,
    }
)


def checkout_of(answer: Answer) -> Checkout:
    """A checkout from an answer of 2xx: also one that could not be made, which has messages only."""
    body = parsed(answer.body, "checkout")
    status = body.text("status") if "id" in body else "incomplete"
    if status == "complete_in_progress":
        raise Unknown(f"checkout {body.text('id')} is being completed")
    if status not in ("incomplete", "requires_escalation", *_STATUS):
        raise Garbled(f"checkout.status: {status}")
    return Checkout(
        checkout_id=body.text("id", ""),
        status=_STATUS.get(status, "refused"),
        total=_total(body) if "totals" in body else ZERO,
        provider_order_id=_order_id(body, status),
        refusal=None if status in _STATUS else (error_code(body) or Code.PROVIDER_DOWN),
    )


def order_of(body: Fields) -> ProviderOrder:
    """An order, from an answer or from news."""
    ours = body.object("org.bangwo.order")
    state = ours.as_one_of("state", OrderState)
    if state not in _STATES:
        raise Garbled(f"org.bangwo.order.state: {state}")
    courier = ours.object_or_none("courier")
    return ProviderOrder(
        provider_order_id=body.text("id"),
        state=state,
        at=ours.moment("updated_at"),
        codes=ours.texts("codes"),
        deliver_at=ours.moment_or_none("deliver_at"),
        courier=Point(courier.number("lat"), courier.number("lon")) if courier else None,
        particulars=_particulars(ours),
    )


def _particulars(ours: Fields) -> str:
    said = {name: ours.json(name) for name in _PARTICULARS if name in ours}
    return orjson.dumps(said).decode() if said else ""


def seat_map_of(body: Fields) -> SeatMap:
    """A hall for one showing."""
    return SeatMap(
        rows=body.whole("rows"),
        cols=body.whole("cols"),
        seats=frozenset(_seats(body, "seats")),
        free=frozenset(_seats(body, "free")),
        aisles=tuple(_whole(each) for each in body.list("aisles")),
    )


def hold_of(body: Fields, offer: Offer) -> Hold:
    """Seats kept."""
    return Hold(
        hold_id=body.text("id"),
        offer_ref=offer.ref,
        seats=tuple(_seats(body, "seats")),
        expires_at=body.moment("expires_at"),
        fence=body.whole("fence"),
    )


def pieces_hold_of(body: Fields, offer: Offer) -> Hold:
    """Rooms, berths or tickets kept."""
    return Hold(
        hold_id=body.text("id"),
        offer_ref=offer.ref,
        seats=(),
        expires_at=body.moment("expires_at"),
        fence=body.whole("fence"),
        places=body.texts("places"),
        unmet=body.texts("unmet"),
        member=Money(body.whole("member_off", 0)),
    )


def refusal_of(answer: Answer) -> Code:
    """Why an answer of 4xx says no. What has no word of ours is the provider's trouble."""
    try:
        code = error_code(parsed(answer.body, "refusal"))
    except Garbled:
        code = None
    return code or (Code.NOT_FOUND if answer.status in (404, 410) else Code.PROVIDER_DOWN)


def error_code(body: Fields) -> Code | None:
    """The first reason given that we have a word for: in UCP's messages, or as a plain `code`."""
    given = [each.text("code", "") for each in body.objects("messages") if each.text("type", "") == "error"]
    if "code" in body:
        given.append(body.text("code"))
    return next((_CODES[each] for each in given if each in _CODES), None)


def _total(body: Fields) -> Money:
    currency = body.text("currency")
    for each in body.objects("totals"):
        if each.text("type") == "total":
            return Money(each.whole("amount"), currency)
    raise Garbled("checkout.totals: no total")


def _order_id(body: Fields, status: str) -> str:
    if status != "completed":
        return ""
    return body.object("order").text("id")


def _seats(body: Fields, name: str) -> Iterator[Seat]:
    for each in body.list(name):
        if not isinstance(each, list) or len(cast("list[object]", each)) != 2:
            raise Garbled(f"{name}: not pairs of row and column")
        row, col = cast("list[object]", each)
        yield Seat(_whole(row), _whole(col))


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Garbled(f"{value!r} is no whole number")
