"""Telling: a quote or an order in a few sentences with the figures that matter, and the blocks that show them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bangwo.app.ports import Catalogue
from bangwo.app.shapes import card_json, order_json
from bangwo.app.trades import WAYS
from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code
from bangwo.core.json import Json, parsed
from bangwo.domain.campaigns.card import Card
from bangwo.domain.offer import Delivery, Trade
from bangwo.domain.order import Order, OrderState, Step
from bangwo.domain.person import Person
from bangwo.domain.place import Address
from bangwo.domain.quote import Line, Quote
from bangwo.language.dialogue.state import Option
from bangwo.language.replies import Phrase, Say, label_word, option_word, phrase, sentence, shown, state_of


def quote_phrases(quote: Quote, catalogue: Catalogue, language: str, payer: Person | None = None) -> tuple[Phrase, ...]:
    """What a quote promises: what, from whom, fees, card, what is paid, where to, when."""
    out = [_head(quote, language)]
    if quote.of is not None:
        out += _measured(quote)
    elif quote.starts_at is None:
        fees = sum(fee.amount.fen for fee in quote.fees)
        if quote.fees:
            out.append(phrase(Say.Q_FEE, fee_fen=fees) if fees else phrase(Say.Q_NO_FEE))
    if quote.discounts:
        out.append(phrase(Say.Q_CARD, off_fen=quote.off.fen))
    out.append(phrase(Say.Q_PAY, pay_fen=quote.pay.fen) if quote.pay else phrase(Say.Q_FREE))
    if quote.where is not None:
        merchant = catalogue.merchant(quote.provider_id, quote.merchant_id)
        out.append(_brought(quote.where, merchant.delivery if merchant is not None else None, language))
        out += _taken_in(quote.where, payer)
    if quote.note:
        out.append(phrase(Say.Q_NOTE, note=quote.note))
    if quote.gift:
        out.append(phrase(Say.Q_GIFT, gift=quote.gift))
    return tuple(out)


def _taken_in(where: Address, payer: Person | None) -> tuple[Phrase, ...]:
    """Who takes it in, where it is not the one who pays."""
    if payer is None or where.phone in ("", payer.phone):
        return ()
    return (phrase(Say.Q_RECIPIENT, recipient=f"{where.contact} {where.phone}".strip()),)


def _brought(where: Address, delivery: Delivery | None, language: str) -> Phrase:
    """Where to, and how long that takes."""
    text = place_text(where, language)
    if delivery is None:
        return phrase(Say.Q_WHERE, where=text)
    if delivery.days is None:
        return phrase(Say.Q_WHERE_MINUTES, where=text, minutes=delivery.minutes)
    least, most = delivery.days
    if least == most:
        return phrase(Say.Q_WHERE_DAYS, where=text, days=most)
    return phrase(Say.Q_WHERE_DAYS, where=text, days=f"{least}–{most}")


def place_text(where: Address, language: str) -> str:
    """An address with its label in words."""
    return str(replace(where, label=label_word(where.label, language)))


def _measured(quote: Quote) -> list[Phrase]:
    """What is kept, what members save, and what cancelling costs."""
    out: list[Phrase] = []
    if quote.hold is not None and quote.hold.places:
        kept = Say.Q_NUMBERED if quote.trade is Trade.QUEUE else Say.Q_PLACES
        out.append(phrase(kept, places=" ".join(quote.hold.places)))
    if quote.rule:
        out.append(phrase(Say.Q_RULE, rule=quote.rule))
    if quote.member:
        out.append(phrase(Say.Q_MEMBER, brand=quote.brand, off_fen=quote.member.fen))
    return out


def _head(quote: Quote, language: str) -> Phrase:
    if quote.of is not None:
        return WAYS[quote.trade].head(quote, language)
    if quote.starts_at is None:
        return phrase(Say.Q_GOODS, shop=quote.merchant_name, items=lines_text(quote.lines, language))
    return phrase(
        Say.Q_SEATS,
        title=quote.title,
        when=spoken_time(quote.starts_at),
        venue=quote.venue,
        hall=f"{quote.hall} {quote.format}" if quote.trade is Trade.MOVIE else quote.hall,
        seats=_seats(quote, language),
        count=sum(line.qty for line in quote.lines),
        goods_fen=quote.goods.fen,
    )


def _seats(quote: Quote, language: str) -> str:
    """The seats, row by row: 7 排 9、10 座."""
    comma = sentence(Say.COMMA, {}, language)
    rows: dict[int, list[str]] = {}
    for seat in quote.hold.seats if quote.hold else ():
        rows.setdefault(seat.row, []).append(str(seat.col))
    said = [sentence(Say.SEAT, {"row": row, "cols": comma.join(cols)}, language) for row, cols in rows.items()]
    return comma.join(said)


def lines_text(lines: Sequence[Line], language: str) -> str:
    """The lines with options, quantity and price."""
    comma = sentence(Say.COMMA, {}, language)
    return comma.join(_line(each, comma, language) for each in lines)


def _line(line: Line, comma: str, language: str) -> str:
    name = line.name if line.qty == 1 and line.unit in _SERVED else f"{line.name} {_so_many(line, language)}"
    facts: dict[str, str | int] = {"name": name, "line_fen": line.amount.fen}
    if not line.options:
        return sentence(Say.LINE, facts, language)
    options = comma.join(option_word(each, language) for each in line.options)
    return sentence(Say.LINE_OPTIONS, {**facts, "options": options}, language)


_SERVED = frozenset({"", "杯", "份", "个", "碗", "张"})
"""One of these goes without saying; one 斤 or one 箱 does not."""


def _so_many(line: Line, language: str) -> str:
    return f"×{line.qty}" if language == "en" or not line.unit else f"{line.qty} {line.unit}"


def what_of(quote: Quote) -> str:
    """What an order is, in a few words."""
    if quote.of is not None:
        return WAYS[quote.trade].what(quote)
    if quote.starts_at is not None:
        return f"《{quote.title}》{spoken_time(quote.starts_at)}{_times(sum(line.qty for line in quote.lines))}"
    first, *more = quote.lines
    rest = "…" if more else ""
    return f"{quote.merchant_name} {first.name}{_times(first.qty)}{rest}"


def _times(count: int) -> str:
    return f" ×{count}" if count > 1 else ""


def spoken_time(moment: datetime) -> str:
    """A moment of the deployment, to the minute."""
    return moment.astimezone(LOCAL).strftime("%m-%d %H:%M")


def placing_phrases(order: Order) -> tuple[Phrase, ...]:
    """Where an order hangs that is being placed, whether money was taken, and what happens next."""
    shop = order.quote.merchant_name
    match order.step:
        case Step.CHECKOUT if not order.attempts:  # it is still on its way, nobody knows how far
            return (phrase(Say.PLACING_SLOW),)
        case Step.CHECKOUT:
            return (phrase(Say.PLACING_PROVIDER, shop=shop),)
        case Step.CHARGE if order.sure:
            return (phrase(Say.PLACING_PAYMENT),)
        case Step.CHARGE:
            return (phrase(Say.PLACING_UNKNOWN, pay_fen=order.quote.pay.fen),)
        case Step.COMPLETE:
            return (phrase(Say.PLACING_PAID, pay_fen=order.paid.fen, shop=shop),)
        case _:
            return (phrase(Say.PLACING_BACK),)


def failed_phrases(order: Order) -> tuple[Phrase, ...]:
    """Why an order came to nothing, and where the money is."""
    code = order.failure or Code.PROVIDER_DOWN
    facts: dict[str, str | int] = {"item": what_of(order.quote), "shop": order.quote.merchant_name}
    money = phrase(Say.FAILED_REFUNDED, refund_fen=order.refunded.fen) if order.paid else phrase(Say.NOT_CHARGED)
    if code in _FAILED:
        return (Phrase(_FAILED[code], facts), money)
    if order.paid and code in _SAYS_NO_CHARGE:
        return (money,)
    return (Phrase(code, facts), *(() if code in _SAYS_NO_CHARGE else (money,)))


_FAILED = {Code.PROVIDER_DOWN: Say.FAILED_PROVIDER, Code.PAYMENT_DOWN: Say.FAILED_PAYMENT}
_SAYS_NO_CHARGE = frozenset({Code.PRICE_CHANGED, Code.PAYMENT_REFUSED})


def codes_phrase(order: Order) -> Phrase:
    """Ticket codes, or what a booking goes by."""
    if order.quote.trade is Trade.QUEUE and order.quote.hold is not None:
        return _number(order, " ".join(order.quote.hold.places))
    return phrase(_CODES.get(order.quote.trade, Say.CODES), codes=" ".join(_unused(order)))


_CODES = {
    Trade.FLIGHT: Say.CODES_BOOKED,
    Trade.TRAIN: Say.CODES_BOOKED,
    Trade.HOTEL: Say.CODES_BOOKED,
    Trade.TABLE: Say.CODES_TABLE,
    Trade.VOUCHER: Say.CODES_VOUCHER,
}


def _number(order: Order, places: str) -> Phrase:
    """A number, and how many are still before it, as its provider last told."""
    told = parsed(order.particulars)
    queue = told.get("queue") if isinstance(told, Mapping) else None
    ahead = queue.get("ahead") if isinstance(queue, Mapping) else None
    if order.state is OrderState.READY or not ahead:
        return phrase(Say.CODES_CALLED, places=places)
    return phrase(Say.CODES_NUMBER, places=places, ahead=ahead if isinstance(ahead, int) else 0)


def _unused(order: Order) -> tuple[str, ...]:
    """The codes that nobody has taken yet."""
    told = parsed(order.particulars)
    used = told.get("redeemed") if isinstance(told, Mapping) else None
    return tuple(each for each in order.codes if not isinstance(used, Sequence) or each not in used)


def told_state(order: Order) -> str:
    """The state as it is called in the order's trade."""
    return state_of(order.quote.trade.value, order.state.value)


def order_phrases(order: Order) -> tuple[Phrase, ...]:
    """How an order stands."""
    at = order.timeline[-1].at if order.timeline else order.created_at
    out = [phrase(Say.TRACK, what=what_of(order.quote), state=told_state(order), at=spoken_time(at))]
    if order.state is OrderState.PLACING:
        out += placing_phrases(order)
    if order.state is OrderState.FAILED:
        out += failed_phrases(order)
    if order.deliver_at is not None and not order.ended and order.deliver_at > at - timedelta(hours=1):
        out.append(phrase(Say.TRACK_ETA, at=spoken_time(order.deliver_at)))
    if _unused(order):
        out.append(codes_phrase(order))
    return tuple(out)


def offers_block(options: Sequence[Option], language: str) -> Json:
    """A list to choose from, numbered as shown."""
    return {"kind": "offers", "options": [_option(place, each, language) for place, each in enumerate(options, 1)]}


def _option(place: int, option: Option, language: str) -> Json:
    entry: dict[str, Json] = {"index": place, "ref": option.ref, "title": shown(option.title, language)}
    extra: dict[str, Json] = {
        "shop": shown(option.shop, language) or None,
        "price_fen": option.price_fen,
        "at": option.at or None,
        "metres": option.metres,
        "minutes": option.minutes,
        "rating": option.rating or None,
    }
    return entry | {name: value for name, value in extra.items() if value is not None}


def quote_block(quote: Quote) -> Json:
    """The place of the Turn's quote among what is shown."""
    return {"kind": "quote", "quote_id": quote.quote_id}


def order_block(order: Order) -> Json:
    """An order as shown."""
    return {"kind": "order", "order": order_json(order)}


def wallet_block(cards: Sequence[Card]) -> Json:
    """The cards as shown."""
    return {"kind": "wallet", "cards": [card_json(each) for each in cards]}
