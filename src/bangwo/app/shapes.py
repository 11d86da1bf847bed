"""Shapes: the JSON of turns, quotes, orders and cards, as the HTTP contract fixes it."""

from collections.abc import Sequence
from typing import cast

from bangwo.core.json import Json, parsed
from bangwo.domain.act import Act, act_json
from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.ledger import Transfer
from bangwo.domain.order import Order, OrderState
from bangwo.domain.person import Person
from bangwo.domain.place import Address
from bangwo.domain.quote import Line, Quote


def turn_json(
    *,
    conversation_id: str,
    turn_id: str,
    reply: str,
    acts: Sequence[Act],
    asks: str | None,
    blocks: Sequence[Json],
    quote: Quote | None,
    orders: Sequence[Order],
) -> dict[str, Json]:
    """The answer to one sentence: what is said, what is shown, what is asked, and what came of it."""
    return {
        "conversation_id": conversation_id,
        "turn_id": turn_id,
        "reply": reply,
        "acts": [act_json(each) for each in acts],
        "asks": asks,
        "blocks": list(blocks),
        "quote": None if quote is None else quote_json(quote),
        "orders": [order_json(each) for each in orders],
    }


def quote_json(quote: Quote) -> dict[str, Json]:
    """A quote: its figures in fen, and the digest that a yes must name."""
    out: dict[str, Json] = {
        "id": quote.quote_id,
        "digest": quote.digest,
        "expires_at": quote.expires_at.isoformat(),
        "trade": quote.trade.value,
        "lines": [_line(each) for each in quote.lines],
        "fees": [{"kind": each.kind, "fen": each.amount.fen} for each in quote.fees],
        "total_fen": (quote.gross + quote.member).fen,
        "discounts": _discounts(quote),
        "pay_fen": quote.pay.fen,
        "details": details_json(quote),
    }
    if quote.where is not None:
        out["where"] = where_text(quote.where)
    return out


def order_json(order: Order) -> dict[str, Json]:
    """An order as it stands."""
    quote = order.quote
    out: dict[str, Json] = {
        "id": order.order_id,
        "trade": quote.trade.value,
        "state": order.state.value,
        "items": [{"name": each.name, "qty": each.qty, "options": list(each.options)} for each in quote.lines],
        "total_fen": (quote.gross + quote.member).fen,
        "discount_fen": (quote.off + quote.member).fen,
        "paid_fen": order.paid.fen,
        "refunded_fen": order.refunded.fen,
        "card_used": bool(quote.discounts) and order.state is not OrderState.FAILED,
        "refs": list(quote.refs),
        "details": _order_details(order),
        "timeline": [{"at": each.at.isoformat(), "state": each.state.value} for each in order.timeline],
    }
    if quote.where is not None:
        out["where"] = where_text(quote.where)
    if order.failure is not None:
        out["failure"] = order.failure.value
    return out


def card_json(card: Card) -> dict[str, Json]:
    """A free-order card."""
    out: dict[str, Json] = {
        "id": card.card_id,
        "campaign": card.campaign_id,
        "state": card.state.value,
        "max_fen": card.max.fen,
        "expires_at": card.expires_at.isoformat(),
    }
    if card.state is CardState.HELD:
        out["held_for"] = card.held_for
    return out


def person_json(person: Person) -> dict[str, Json]:
    """A person as they see themselves."""
    return {
        "user_id": person.user_id,
        "phone": person.phone,
        "name": person.name,
        "birth_year": person.birth_year,
        "language": person.language,
        "addresses": [
            {"label": each.label, "text": each.text, "contact": each.contact, "phone": each.phone}
            for each in person.addresses
        ],
    }


def entry_json(transfer: Transfer, account: str) -> Json:
    """Money that moved, as the owner of an account sees it: negative went out."""
    fen = transfer.amount.fen if transfer.credit == account else -transfer.amount.fen
    return {"at": transfer.at.isoformat(), "kind": transfer.kind, "order_id": transfer.order_id, "fen": fen}


def where_text(where: Address) -> str:
    """An address with its label: 家 · 和平路18号."""
    return str(where)


def details_json(quote: Quote) -> dict[str, Json]:
    """What belongs to the trade: the shop, or the showing with its seats."""
    out: dict[str, Json] = {"shop": quote.merchant_name}
    if quote.of is not None:
        out |= quote.of.details(quote.pieces)
        out |= {"places": list(quote.hold.places)} if quote.hold and quote.hold.places else {}
        out |= {"rule": quote.rule} if quote.rule else {}
    if quote.note:
        out["note"] = quote.note
    if quote.gift:
        out["gift_note"] = quote.gift
    if quote.starts_at is not None:
        out |= {
            "title": quote.title,
            "venue": quote.venue,
            "hall": quote.hall,
            "starts_at": quote.starts_at.isoformat(),
            "format": quote.format,
            "rows": quote.rows,
            "seats": [{"row": seat.row, "col": seat.col} for seat in quote.hold.seats] if quote.hold else [],
        }
    return out


def _order_details(order: Order) -> dict[str, Json]:
    out = details_json(order.quote)
    out |= cast("dict[str, Json]", parsed(order.particulars) or {})
    if order.codes or order.quote.starts_at is not None or order.quote.of is not None:
        out["codes"] = list(order.codes)
    if order.deliver_at is not None:
        out["deliver_at"] = order.deliver_at.isoformat()
    if order.reason:
        out["reason"] = order.reason
    return out


def _discounts(quote: Quote) -> list[Json]:
    """What campaigns pay, and what the brand gives to members."""
    out: list[Json] = [
        {"source": each.source, "fen": each.amount.fen, "card_id": each.card_id} for each in quote.discounts
    ]
    if quote.member:
        out.append({"source": f"{quote.brand}会员价", "fen": quote.member.fen})
    return out


def _line(line: Line) -> dict[str, Json]:
    return {
        "name": line.name,
        "qty": line.qty,
        "options": list(line.options),
        "unit_fen": line.unit_price.fen,
        "total_fen": line.amount.fen,
    }
