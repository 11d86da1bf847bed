"""Requests: what we ask of a provider, as UCP and our vendor capabilities write it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4, uuid5

import orjson

from bangwo.app.ports import Piece
from bangwo.core import trace
from bangwo.core.json import Json
from bangwo.domain.offer import Hold, Seat
from bangwo.domain.person import Person
from bangwo.domain.place import Address
from bangwo.domain.quote import Line, Quote

_NAMESPACE = UUID("5f0c3c1e-6d0b-5b3e-9a53-0f6a5c2f7d11")
"""Ours alone: the protocol wants UUIDs, we have ids of our own."""


def stable_key(key: str, verb: str) -> str:
    """The Idempotency-Key of a verb: the same for the same thing, whoever retries it."""
    return str(uuid5(_NAMESPACE, f"{verb}:{key}"))


def request_id() -> str:
    """The Request-Id of this call: the traced request's own where it is a UUID, one derived from it where it is not."""
    traced = trace.request_id.get()
    if not traced:
        return str(uuid4())
    try:
        return str(UUID(traced))
    except ValueError:
        return str(uuid5(_NAMESPACE, traced))


def checkout_body(quote: Quote, buyer: Person, order_id: str) -> bytes:
    """Create a checkout: the lines with their choices, who buys, whose order it is, and where it goes."""
    body: dict[str, Json] = {
        "line_items": [_line_item(each) for each in quote.lines],
        "buyer": {"first_name": buyer.name, "phone_number": buyer.phone}
        if buyer.name
        else {"phone_number": buyer.phone},
        "org.bangwo.order": {"reference": order_id, "merchant_id": quote.merchant_id, "note": quote.note}
        | ({"gift_note": quote.gift} if quote.gift else {}),
    }
    if quote.where is not None:
        body["fulfillment"] = {"methods": [{"type": "shipping", "destinations": [_destination(quote.where)]}]}
    if quote.hold is not None:
        kept = "org.bangwo.seats" if quote.hold.seats else "org.bangwo.hold"
        body[kept] = {"hold_id": quote.hold.hold_id, "fence": quote.hold.fence}
    return orjson.dumps(body)


def complete_body(charge_id: str, handler_id: str) -> bytes:
    """Complete a checkout: it is paid, and this is the charge."""
    credential: Json = {"type": "org.bangwo.charge", "token": charge_id}
    instrument: Json = {
        "id": charge_id,
        "handler_id": handler_id,
        "type": "org.bangwo.charge",
        "selected": True,
        "credential": credential,
    }
    return orjson.dumps({"payment": {"instruments": [instrument]}})


def hold_body(showing_id: str, seats: Sequence[Seat], until: datetime) -> bytes:
    """Keep seats until a moment."""
    return orjson.dumps(
        {"showing_id": showing_id, "seats": [[seat.row, seat.col] for seat in seats], "expires_at": until.isoformat()}
    )


def pieces_body(pieces: Sequence[Piece], wishes: Sequence[str], until: datetime) -> bytes:
    """Keep rooms, berths or tickets until a moment."""
    lines = [{"product_id": each.offer.offer_id, "quantity": each.qty} for each in pieces]
    return orjson.dumps({"lines": lines, "wishes": list(wishes), "expires_at": until.isoformat()})


def release_key(hold: Hold) -> str:
    """The Idempotency-Key of giving a hold back."""
    return stable_key(hold.hold_id, "release")


def _line_item(line: Line) -> Json:
    item: dict[str, Json] = {"item": {"id": line.offer_id}, "quantity": line.qty}
    if line.choice_ids:
        item["org.bangwo.menu"] = {"choice_ids": list(line.choice_ids)}
    return item


def _destination(where: Address) -> Json:
    out: dict[str, Json] = {
        "id": "destination",
        "type": "shipping_address",
        "street_address": where.text,
        "address_country": "CN",
        "org.bangwo.point": {"lat": where.point.lat, "lon": where.point.lon},
    }
    if where.contact:
        out["first_name"] = where.contact
    if where.phone:
        out["phone_number"] = where.phone
    return out
