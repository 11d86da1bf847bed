"""Orders: what was sold, and where it stands at a moment."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bangwo_city.geography import Point
from bangwo_city.merchant.cancelling import kept_rules, remaining
from bangwo_city.merchant.moving import kept_movers, seen
from bangwo_city.merchant.provider import Doc, Plan, Wish, WishLine
from bangwo_city.merchant.wire import CURRENCY, ENVELOPE, moment

Record = dict[str, Any]
"""An order as it is kept; a pure function of it and the time says where it stands."""

_EVENTS = {"preparing": "processing", "on_the_way": "shipped", "ready": "processing", "completed": "delivered"}
_TRACKED = ("on_the_way", "completed")
_ENDED = ("completed", "cancelled")


def wish_record(wish: Wish) -> Record:
    """A wish as it is kept."""
    return {
        "lines": [[line.product_id, line.quantity, line.choice_ids] for line in wish.lines],
        "merchant_id": wish.merchant_id,
        "point": None if wish.point is None else [wish.point.lat, wish.point.lon],
        "reference": wish.reference,
        "note": wish.note,
        "gift_note": wish.gift_note,
        "hold_id": wish.hold_id,
        "fence": wish.fence,
        "hold_key": wish.hold_key,
    }


def wish_of(record: Record) -> Wish:
    """The wish that was kept."""
    return Wish(
        lines=tuple(WishLine(i, n, None if chosen is None else tuple(chosen)) for i, n, chosen in record["lines"]),
        merchant_id=record["merchant_id"],
        point=None if record["point"] is None else Point(*record["point"]),
        reference=record["reference"],
        note=record["note"],
        gift_note=record.get("gift_note", ""),
        hold_id=record["hold_id"],
        fence=record["fence"],
        hold_key=record.get("hold_key", "org.bangwo.seats"),
    )


def opened(order_id: str, sold: Record, plan: Plan, *, agent: str, base: str, charge: str) -> Record:
    """The record of an order that was just accepted out of the record of a checkout."""
    checkout: Doc = sold["doc"]
    methods = checkout.get("fulfillment", {}).get("methods", [])
    return {
        "id": order_id,
        "checkout_id": checkout["id"],
        "lines": checkout["line_items"],
        "totals": checkout["totals"],
        "wish": sold["wish"],
        "destination": methods[0]["destinations"][0] if methods else None,
        "steps": [[step.state, moment(step.at)] for step in plan.steps],
        "deliver_at": None if plan.deliver_at is None else moment(plan.deliver_at),
        "codes": list(plan.codes),
        "places": list(plan.places),
        "notices": [[moment(notice.at), notice.says] for notice in plan.notices],
        "movers": kept_movers(plan.movers),
        "rules": kept_rules(plan.rules),
        "returns": [],
        "route": None if plan.route is None else [[each.lat, each.lon] for each in plan.route],
        "agent": agent,
        "base": base,
        "charge": charge,
        "cancelled_at": None,
        "reason": plan.reason,
    }


def accepted_at(record: Record) -> datetime:
    """When it was accepted."""
    return datetime.fromisoformat(record["steps"][0][1])


def standing(record: Record, now: datetime) -> tuple[str, str]:
    """(state, since when)."""
    if record["cancelled_at"] is not None:
        return "cancelled", record["cancelled_at"]
    reached = [step for step in record["steps"] if datetime.fromisoformat(step[1]) <= now]
    state, at = (reached or record["steps"][:1])[-1]
    return state, at


def ahead(record: Record, now: datetime) -> Iterator[tuple[str, datetime]]:
    """The states it has yet to reach by itself, and when."""
    for state, told in record["steps"]:
        if (at := datetime.fromisoformat(told)) > now:
            yield state, at


def ended(record: Record, now: datetime) -> bool:
    """Whether nothing more will happen to it."""
    return standing(record, now)[0] in _ENDED


def next_step_at(record: Record, now: datetime) -> datetime | None:
    """When it changes next by itself."""
    if record["cancelled_at"] is not None:
        return None
    told = [at for _, at in record["steps"]] + [at for at, _ in record.get("notices", ())]
    return min((at for each in told if (at := datetime.fromisoformat(each)) > now), default=None)


def changes(record: Record, now: datetime) -> list[str]:
    """When it was changed otherwise than by a new state: by notices after it was accepted, and by returns."""
    noticed = [at for at, _ in _noticed(record, now) if accepted_at(record) < datetime.fromisoformat(at)]
    return [*noticed, *(back["at"] for back in record.get("returns", ()))]


def _noticed(record: Record, now: datetime) -> list[tuple[str, Doc]]:
    """The notices told by now, or until it was cancelled."""
    until = now if record["cancelled_at"] is None else datetime.fromisoformat(record["cancelled_at"])
    return [(at, says) for at, says in record.get("notices", ()) if datetime.fromisoformat(at) <= until]


def news(record: Record, now: datetime) -> Doc:
    """`org.bangwo.order` of an order: where it stands."""
    state, at = standing(record, now)
    wish = record["wish"]
    doc: Doc = {
        "reference": wish["reference"],
        "merchant_id": wish["merchant_id"],
        "note": wish["note"],
        "state": state,
        "updated_at": max([at, *changes(record, now)], key=datetime.fromisoformat),
        "codes": _kept(record, "codes") if state != "cancelled" else [],
    }
    if wish.get("gift_note"):
        doc["gift_note"] = wish["gift_note"]
    if state != "cancelled" and record.get("places"):
        doc["places"] = _kept(record, "places")
    for _, says in _noticed(record, now):
        doc |= says
    doc |= seen(record.get("movers", ()), now if state != "cancelled" else datetime.fromisoformat(at))
    if record["deliver_at"] is not None:
        doc["deliver_at"] = record["deliver_at"]
    if state == "on_the_way" and record["route"] is not None:
        courier = _courier(record, now)
        doc["courier"] = {"lat": courier.lat, "lon": courier.lon}
    return doc


def _kept(record: Record, name: str) -> list[str]:
    """Codes or places less those of the pieces that were given back, the last of a line first."""
    if not record.get("returns"):
        return record[name]
    kept: list[str] = []
    first = 0
    for number, pieces in remaining(record).items():
        kept += record[name][first : first + pieces]
        first += record["lines"][number]["quantity"]
    return kept


def _courier(record: Record, now: datetime) -> Point:
    """Where the courier is between shop and address."""
    times = {state: datetime.fromisoformat(at) for state, at in record["steps"]}
    left, arrives = times["on_the_way"], times["completed"]
    share = (now - left) / (arrives - left) if arrives > left else 1.0
    shop, home = (Point(*each) for each in record["route"])
    return shop.towards(home, min(max(share, 0.0), 1.0))


def document(record: Record, now: datetime) -> Doc:
    """The order of UCP, as it stands."""
    state, since = standing(record, now)
    left = remaining(record)
    parts = [{"id": line["id"], "quantity": line["quantity"]} for line in record["lines"]]
    doc: Doc = {
        "ucp": ENVELOPE,
        "id": record["id"],
        "checkout_id": record["checkout_id"],
        "permalink_url": f"{record['base']}/orders/{record['id']}",
        "line_items": [_line(line, left[number], state) for number, line in enumerate(record["lines"])],
        "fulfillment": {"expectations": [_expectation(record, parts)], "events": _events(record, parts, now)},
        "currency": CURRENCY,
        "totals": record["totals"],
        "org.bangwo.order": news(record, now),
    }
    if record.get("returns"):
        doc["adjustments"] = [_cancellation(record, number) for number in range(len(record["returns"]))]
    elif state == "cancelled":  # by the seller, or from before returns were kept
        total = next(each["amount"] for each in record["totals"] if each["type"] == "total")
        back = {"at": since, "reason": record["reason"], "refund": total, "fee": 0, "parts": []}
        doc["adjustments"] = [_cancellation({**record, "returns": [back]}, 0)]
    return doc


def _line(line: Doc, left: int, state: str) -> Doc:
    original = line["quantity"]
    total = 0 if state == "cancelled" else left
    fulfilled = total if state == "completed" else 0
    status = "removed" if not total else "fulfilled" if fulfilled else "processing"
    return {**line, "quantity": {"original": original, "total": total, "fulfilled": fulfilled}, "status": status}


def _expectation(record: Record, parts: list[Doc]) -> Doc:
    delivered = record["destination"] is not None
    doc: Doc = {
        "id": "e1",
        "line_items": parts,
        "method_type": "shipping" if delivered else "digital",
        "destination": record["destination"] or {},
    }
    if record["deliver_at"] is not None:
        doc["fulfillable_on"] = record["deliver_at"]
    return doc


def _events(record: Record, parts: list[Doc], now: datetime) -> list[Doc]:
    until = now if record["cancelled_at"] is None else datetime.fromisoformat(record["cancelled_at"])
    parcel = next((says["parcel"] for _, says in record.get("notices", ()) if "parcel" in says), None)
    tracking = {} if parcel is None else {"tracking_number": parcel["number"], "carrier": parcel["carrier"]}
    return [
        {
            "id": f"{record['id']}-{state}",
            "occurred_at": at,
            "type": _EVENTS[state],
            "line_items": parts,
            **(tracking if state in _TRACKED else {}),
        }
        for state, at in record["steps"]
        if state in _EVENTS and datetime.fromisoformat(at) <= until
    ]


def _cancellation(record: Record, number: int) -> Doc:
    back = record["returns"][number]
    doc: Doc = {
        "id": f"{record['id']}-cancelled{number or ''}",
        "type": "cancellation",
        "occurred_at": back["at"],
        "status": "completed",
        "totals": [{"type": "total", "amount": -back["refund"]}],
        "description": back["reason"] or "顾客取消",
    }
    if back["parts"]:
        doc["line_items"] = [{"id": record["lines"][line]["id"], "quantity": -pieces} for line, pieces in back["parts"]]
    if back["fee"]:
        doc["totals"] = [{"type": "fee", "display_text": "退订费", "amount": back["fee"]}, *doc["totals"]]
    return doc
