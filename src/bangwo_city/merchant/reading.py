"""Reading: request bodies into wishes, with bounds on everything."""

import re
from dataclasses import dataclass
from typing import Any

import orjson

from bangwo_city.geography import Point, locate
from bangwo_city.merchant.provider import Doc, Wish, WishLine

LINES_MAX = 30
QUANTITY_MAX = 99
CODES_MAX = 10
CHOICES_MAX = 20
TEXT_MAX = 2000
ID_MAX = 128

_PROFILE = re.compile(r'profile\s*=\s*"(https?://[^"\s]{1,500})"')


class Invalid(Exception):
    """A body that cannot be read; nothing was done."""

    def __init__(self, code: str, content: str, status: int = 400) -> None:
        super().__init__(content)
        self.code = code
        self.content = content
        self.status = 404 if code == "not_found" else status


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in the catalogue."""

    query: str
    since: int  # only what changed after this revision
    after: int  # the revision that the page before ended at
    limit: int
    price: tuple[int, int | None]
    measures: Doc  # filters of org.bangwo.*: what is made when it is asked for


def body(raw: bytes) -> Doc:
    """A JSON object."""
    try:
        value = orjson.loads(raw or b"{}")
    except orjson.JSONDecodeError as error:
        raise Invalid("invalid", f"the body is no JSON: {error}") from None
    return _object(value, "the body")


def agent(header: str, otherwise: str) -> str:
    """The platform's profile URL out of `UCP-Agent`."""
    found = _PROFILE.search(header)
    return found[1] if found else otherwise


def wish(doc: Doc) -> tuple[Wish, Doc | None]:
    """What a checkout asks for, and the destination as it will be shown (None: nothing is delivered)."""
    order = _object(doc.get("org.bangwo.order") or {}, "org.bangwo.order")
    hold_key = "org.bangwo.hold" if doc.get("org.bangwo.hold") else "org.bangwo.seats"
    hold = _object(doc.get(hold_key) or {}, hold_key)
    destination = _destination(doc)
    return Wish(
        lines=_lines(doc.get("line_items")),
        merchant_id=_text(order.get("merchant_id"), "merchant_id", ID_MAX),
        point=None if destination is None else _point(destination),
        reference=_text(order.get("reference"), "reference", ID_MAX),
        note=_text(order.get("note"), "note", TEXT_MAX),
        gift_note=_text(order.get("gift_note"), "gift_note", TEXT_MAX),
        hold_id=_text(hold.get("hold_id"), "hold_id", ID_MAX),
        fence=_whole(hold.get("fence") or 0, "fence", 0, 2**53),
        hold_key=hold_key,
    ), destination


def search(doc: Doc) -> Search:
    """A catalogue search: words, filters, or what changed; one that names none of them asks for nothing."""
    if not (doc.get("query") or doc.get("filters") or isinstance(doc.get("org.bangwo.sync"), dict)):
        raise Invalid("invalid", "a search needs a query, filters or org.bangwo.sync")
    pages = _object(doc.get("pagination") or {}, "pagination")
    sync = _object(doc.get("org.bangwo.sync") or {}, "org.bangwo.sync")
    filters = _object(doc.get("filters") or {}, "filters")
    price = _object(filters.get("price") or {}, "filters.price")
    cursor = _text(pages.get("cursor") or doc.get("cursor"), "cursor", ID_MAX)  # some platforms put it beside
    if cursor and not cursor.isdecimal():
        raise Invalid("invalid", "the cursor is not one of ours")
    most = price.get("max")
    return Search(
        query=_text(doc.get("query"), "query", TEXT_MAX),
        since=_whole(sync.get("since") or 0, "since", 0, 2**53),
        after=int(cursor or 0),
        limit=_whole(pages.get("limit", 10), "limit", 1, 2**31),
        price=(
            _whole(price.get("min") or 0, "price.min", 0, 2**53),
            None if most is None else _whole(most, "price.max", 0, 2**53),
        ),
        measures={name: _object(asked, name) for name, asked in filters.items() if name.startswith("org.bangwo.")},
    )


def ids(doc: Doc, most: int) -> list[str]:
    """The ids of a lookup."""
    wanted = doc.get("ids")
    if not isinstance(wanted, list) or not wanted:
        raise Invalid("invalid", f"ids must hold 1 to {most} ids")
    if len(wanted) > most:
        raise Invalid("request_too_large", f"ids must hold 1 to {most} ids")
    return [_text(each, "ids", ID_MAX) for each in wanted]


def codes(doc: Doc) -> list[str] | None:
    """The discount codes that are named; None: nothing is said of any."""
    given = _object(doc.get("discounts") or {}, "discounts").get("codes")
    if given is None:
        return None
    if not isinstance(given, list) or len(given) > CODES_MAX:
        raise Invalid("invalid", f"discounts.codes must be a list of at most {CODES_MAX}")
    return [_text(each, "a discount code", ID_MAX) for each in given]


def cart_id(doc: Doc) -> str:
    """The cart that a checkout is made of; empty: none."""
    return _text(doc.get("cart_id"), "cart_id", ID_MAX)


def reason(doc: Doc) -> str:
    """Why an order is cancelled."""
    return _text(doc.get("reason"), "reason", TEXT_MAX)


def fee(doc: Doc) -> int | None:
    """What cancelling may cost at most; None: nothing was named."""
    named = doc.get("fee")
    return None if named is None else _whole(named, "fee", 0, 2**53)


def parts(doc: Doc) -> dict[str, int | None] | None:
    """Pieces by the id of their line, None for all of it; None: the whole order."""
    lines = doc.get("lines")
    if lines is None:
        return None
    if not isinstance(lines, list) or not 1 <= len(lines) <= LINES_MAX:
        raise Invalid("invalid", f"lines must hold 1 to {LINES_MAX} lines")
    found: dict[str, int | None] = {}
    for each in lines:
        line = _object(each, "a line")
        quantity = line.get("quantity")
        named = None if quantity is None else _whole(quantity, "quantity", 1, QUANTITY_MAX)
        found[_text(line.get("id"), "line id", ID_MAX)] = named
    if len(found) != len(lines):
        raise Invalid("invalid", "lines must be different ones")
    return found


def parts_in_short(text: str) -> dict[str, int | None] | None:
    """The same as `l1:2,l2`; empty: the whole order."""
    if not text:
        return None
    lines: list[Doc] = []
    for each in text[:TEXT_MAX].split(","):
        line_id, colon, quantity = each.partition(":")
        if colon and not (quantity.isascii() and quantity.isdecimal() and len(quantity) <= 2):
            raise Invalid("invalid", "lines must read like l1:2,l2")
        lines.append({"id": line_id, "quantity": int(quantity) if colon else None})
    return parts({"lines": lines})


def charge(doc: Doc) -> str:
    """The platform's charge id out of the first payment instrument."""
    try:
        token = doc["payment"]["instruments"][0]["credential"]["token"]
    except (KeyError, IndexError, TypeError):
        token = None
    if not isinstance(token, str) or not 0 < len(token) <= ID_MAX:
        raise Invalid("payment_required", "payment.instruments[0].credential.token must name the charge")
    return token


def _lines(value: Any) -> tuple[WishLine, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= LINES_MAX:
        raise Invalid("invalid", f"line_items must hold 1 to {LINES_MAX} lines")
    return tuple(_line(_object(each, "a line item")) for each in value)


def _line(line: Doc) -> WishLine:
    item = _object(line.get("item"), "item")
    menu = line.get("org.bangwo.menu")
    return WishLine(
        product_id=_text(item.get("id"), "item.id", ID_MAX),
        quantity=_whole(line.get("quantity"), "quantity", 1, QUANTITY_MAX),
        choice_ids=None if menu is None else _choices(_object(menu, "org.bangwo.menu").get("choice_ids")),
    )


def _choices(value: Any) -> tuple[str, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) > CHOICES_MAX:
        raise Invalid("invalid", f"choice_ids must be a list of at most {CHOICES_MAX}")
    return tuple(_text(each, "choice_ids", ID_MAX) for each in value)


def _destination(doc: Doc) -> Doc | None:
    fulfilment = _object(doc.get("fulfillment") or {}, "fulfillment")
    methods = fulfilment.get("methods") or []
    if not isinstance(methods, list):
        raise Invalid("invalid", "fulfillment.methods must be a list")
    if not methods:
        return None
    method = _object(methods[0], "a fulfillment method")
    destinations = method.get("destinations") or []
    if not isinstance(destinations, list) or len(destinations) != 1:
        raise Invalid("invalid", "one destination is needed")
    given = _object(destinations[0], "the destination")
    return {**given, "id": _text(given.get("id"), "destination id", ID_MAX) or "d1", "type": "shipping_address"}


def _point(destination: Doc) -> Point:
    """The point that was given, or else where the street address lies."""
    given = destination.get("org.bangwo.point")
    if given is None:
        parts = (destination.get(name) for name in ("address_locality", "street_address", "extended_address"))
        return locate("".join(part for part in parts if isinstance(part, str))[:TEXT_MAX])
    point = _object(given, "org.bangwo.point")
    return Point(_degrees(point.get("lat"), 90), _degrees(point.get("lon"), 180))


def _degrees(value: Any, most: int) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not -most <= value <= most:
        raise Invalid("invalid", "org.bangwo.point needs lat and lon in degrees")
    return float(value)


def _object(value: Any, what: str) -> Doc:
    if not isinstance(value, dict):
        raise Invalid("invalid", f"{what} must be an object")
    return value


def _text(value: Any, what: str, longest: int) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > longest:
        raise Invalid("invalid", f"{what} must be text of at most {longest} characters")
    return value


def _whole(value: Any, what: str, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Invalid("invalid", f"{what} must be a whole number from {least} to {most}")
    return value
