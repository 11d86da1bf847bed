"""Words: a Turn, a quote and an order as plain lines, for pipes and as the stuff of panels."""

from bangwo.cli.fields import Answer, clock, number, part, rows, text, words, yuan
from bangwo.language.replies import state_word, trade_word

LANGUAGE = "zh-Hans"
LISTS = ("offers", "menu", "places", "seat_map")


def state(order: Answer) -> str:
    """An order's state."""
    return state_word(text(order, "state"), LANGUAGE)


def trade(order: Answer) -> str:
    """What kind of order it is."""
    return trade_word(text(order, "trade"), LANGUAGE)


def items(order: Answer) -> str:
    """What was ordered, on one line."""
    return "，".join(item(each) for each in rows(order, "items"))


def item(line: Answer) -> str:
    """One line: name, options, quantity."""
    options = "·".join(words(line, "options"))
    return f"{text(line, 'name')}{f'（{options}）' if options else ''} ×{number(line, 'qty') or 1}"


def seats(details: Answer) -> str:
    """Seats as 8排5座."""
    return "、".join(f"{each.get('row')}排{each.get('col')}座" for each in rows(details, "seats"))


def showing(details: Answer) -> str:
    """A showing on one line."""
    parts = [f"《{text(details, 'title')}》", text(details, "venue"), text(details, "hall")]
    parts += [clock(text(details, "starts_at")), text(details, "format"), seats(details)]
    return " · ".join(each for each in parts if each and each != "《》")


def option(choice: Answer) -> str:
    """One thing to choose from."""
    parts = [text(choice, "title"), text(choice, "shop"), yuan(choice, "price_fen"), clock(text(choice, "at"))]
    return f"{choice.get('index')}. " + " · ".join(each for each in parts if each)


def order_lines(order: Answer) -> list[str]:
    """An order: what, where, what was paid, codes, and its way so far."""
    details = part(order, "details")
    head = showing(details) if text(details, "title") else items(order)
    out = [f"订单 {text(order, 'id')} · {trade(order)} · {state(order)}", head]
    if where := text(order, "where"):
        out.append(f"送到 {where}")
    if codes := words(order, "codes") or words(details, "codes"):
        out.append(f"取票码 {' '.join(codes)}")
    out.append(paid(order))
    out.append(" → ".join(f"{clock(text(each, 'at'))[6:]} {state(each)}" for each in rows(order, "timeline")))
    return [each for each in out if each]


def paid(order: Answer) -> str:
    """What was paid, taken off and given back."""
    out = f"已付 {yuan(order, 'paid_fen')}"
    if number(order, "discount_fen"):
        out += f"（免单卡抵 {yuan(order, 'discount_fen')}）"
    if number(order, "refunded_fen"):
        out += f"，已退 {yuan(order, 'refunded_fen')}"
    return out


def turn_lines(turn: Answer) -> list[str]:
    """A whole Turn, plain: the reply holds its quote or its order in full, the lists stand below."""
    lists = (rows(block, "options") for block in rows(turn, "blocks"))
    return [text(turn, "reply"), *(option(each) for options in lists for each in options)]
