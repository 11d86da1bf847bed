"""Wire: UCP documents, built by hand because they are built for every order."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bangwo_city.merchant.provider import Doc, Priced, Refusal, Wish

VERSION = "2026-08-25"
CURRENCY = "CNY"
CHARGE_HANDLER = "org.bangwo.charge"

_SPEC = f"https://ucp.dev/{VERSION}"
_STANDARD = ("dev.ucp.shopping.catalog.search", "dev.ucp.shopping.catalog.lookup", "dev.ucp.shopping.checkout")
_CART, _ORDER = "dev.ucp.shopping.cart", "dev.ucp.shopping.order"
_FULFILLMENT, _DISCOUNT = "dev.ucp.shopping.fulfillment", "dev.ucp.shopping.discount"
_EXTENDS = {_FULFILLMENT: "dev.ucp.shopping.checkout", _DISCOUNT: ["dev.ucp.shopping.checkout", _CART]}
_VENDOR_SCHEMA = "https://bangwo.org/schemas"
_HANDLERS = {CHARGE_HANDLER: [{"id": "charge", "version": VERSION}]}

ENVELOPE: Doc = {"version": VERSION, "status": "success"}
"""`ucp` of an answer without payment."""
CHECKOUT_ENVELOPE: Doc = {**ENVELOPE, "payment_handlers": _HANDLERS}


def profile(base: str, vendor: Iterable[str], delivers: bool, keys: Sequence[Doc]) -> Doc:
    """The business profile, served under `/.well-known/ucp`."""
    standard = (*_STANDARD, _CART, _ORDER, _DISCOUNT, *([_FULFILLMENT] if delivers else []))
    capabilities = {name: [_capability(name, _schema(name))] for name in standard}
    capabilities |= {name: [_capability(name, f"{_VENDOR_SCHEMA}/{name}.json")] for name in vendor}
    for name in capabilities.keys() & _EXTENDS.keys():
        capabilities[name][0]["extends"] = _EXTENDS[name]
    service = {"version": VERSION, "transport": "rest", "endpoint": base, "spec": f"{_SPEC}/specification/overview"}
    ucp = {
        "version": VERSION,
        "services": {"dev.ucp.shopping": [service]},
        "capabilities": capabilities,
        "payment_handlers": _HANDLERS,
    }
    return {"ucp": ucp, "keys": list(keys), "signing_keys": list(keys)}


def _schema(name: str) -> str:
    return f"{_SPEC}/schemas/shopping/{name.removeprefix('dev.ucp.shopping.').replace('.', '_')}.json"


def _capability(name: str, schema: str) -> Doc:
    return {"version": VERSION, "schema": schema}


def error(code: str, content: str) -> Doc:
    """A UCP error response."""
    message = {"type": "error", "code": code, "content": content, "severity": "unrecoverable"}
    return {"ucp": {"version": VERSION, "status": "error"}, "messages": [message]}


def moment(at: datetime) -> str:
    """RFC 3339 with offset."""
    return at.isoformat(timespec="seconds")


def checkout(
    checkout_id: str, wish: Wish, priced: Priced, *, base: str, delivery: Doc | None, expires: datetime
) -> Doc:
    """A checkout: ready, or incomplete with the reasons."""
    doc: Doc = {
        "ucp": CHECKOUT_ENVELOPE,
        "id": checkout_id,
        "line_items": _lines(wish, priced),
        "status": "incomplete" if priced.refusals else "ready_for_complete",
        "currency": CURRENCY,
        "totals": _totals(priced),
        "links": [{"type": "terms_of_service", "url": f"{base}/terms"}],
        "messages": messages(priced.refusals),
        "expires_at": moment(expires),
        "org.bangwo.order": {"reference": wish.reference, "merchant_id": priced.merchant_id, "note": wish.note},
    }
    if delivery is not None:
        doc["fulfillment"] = delivery
    if wish.hold_id:
        doc[wish.hold_key] = {"hold_id": wish.hold_id, "fence": wish.fence}
    return doc


def cart(
    cart_id: str, wish: Wish, priced: Priced, discounts: Doc | None, warnings: Sequence[Doc], *, expires: datetime
) -> Doc:
    """A cart: what it would cost by now, and what of it cannot be had."""
    return {
        "ucp": ENVELOPE,
        "id": cart_id,
        "line_items": _lines(wish, priced),
        "currency": CURRENCY,
        "totals": _totals(priced),
        "messages": [*messages(priced.refusals), *warnings],
        "expires_at": moment(expires),
        **({} if discounts is None else {"discounts": discounts}),
    }


def _lines(wish: Wish, priced: Priced) -> list[Doc]:
    return [
        {
            "id": f"l{number}",
            "item": {"id": asked.product_id, "title": line.title, "price": line.unit_fen},
            "quantity": line.quantity,
            "totals": _line_totals(line.unit_fen * line.quantity, line.off_fen),
            **line.extra,
        }
        for number, (asked, line) in enumerate(zip(wish.lines, priced.lines, strict=True), 1)
    ]


def messages(refusals: Iterable[Refusal]) -> list[Doc]:
    """Refusals as messages of type `error`."""
    return [
        {
            "type": "error",
            "code": each.code,
            "content": each.content,
            "severity": "recoverable",
            **({} if each.line is None else {"path": f"$.line_items[{each.line}]"}),
        }
        for each in refusals
    ]


def _line_totals(fen: int, off: int) -> list[Doc]:
    discount = [{"type": "items_discount", "amount": -off}] if off else []
    return [{"type": "subtotal", "amount": fen}, *discount, {"type": "total", "amount": fen - off}]


def _totals(priced: Priced) -> list[Doc]:
    subtotal = sum(line.unit_fen * line.quantity for line in priced.lines)
    off, fee = sum(line.off_fen for line in priced.lines), priced.fee_fen
    totals: list[Doc] = [{"type": "subtotal", "display_text": "商品", "amount": subtotal}]
    if off:
        totals.append({"type": "items_discount", "display_text": "优惠", "amount": -off})
    if fee is not None:
        totals.append({"type": "fulfillment", "display_text": "配送费", "amount": fee})
    return [*totals, {"type": "total", "display_text": "合计", "amount": subtotal - off + (fee or 0)}]


def fulfilment(destination: Doc, lines: int, fee: int, minutes: int) -> Doc:
    """Delivery to one destination in one parcel, the only option there is."""
    line_ids = [f"l{number}" for number in range(1, lines + 1)]
    option = {"id": "courier", "title": f"约{_said(minutes)}送达", "totals": [{"type": "total", "amount": fee}]}
    group = {"id": "g1", "line_item_ids": line_ids, "options": [option], "selected_option_id": "courier"}
    method: dict[str, Any] = {
        "id": "m1",
        "type": "shipping",
        "line_item_ids": line_ids,
        "destinations": [destination],
        "selected_destination_id": destination["id"],
        "groups": [group],
    }
    return {"methods": [method]}


def _said(minutes: int) -> str:
    """Minutes as people say them: whole days where it takes days."""
    days, rest = divmod(minutes, 24 * 60)
    return f"{days}天" if days and not rest else f"{minutes}分钟"
