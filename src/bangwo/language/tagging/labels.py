"""Labels: the acts that a stretch of a sentence may be, and the tags that a span of it may carry."""

from typing import NamedTuple

KINDS = ("order", "search", "track", "cancel", "refund", "change", "reorder", "handoff", "wallet", "chat", "-")
TRADES = ("food", "grocery", "shop", "movie", "show", "flight", "train", "hotel", "attraction", "ride", "place")
WALLET = ("cards", "invite", "balance", "bill", "address", "limit")
CHAT = ("couplet", "greeting", "homework", "weather", "story", "smalltalk", "impossible", "other")
FIELDS = (*TRADES, *WALLET, *CHAT, "")
"""What an act is about: a trade, or the topic of talk."""


class Code(NamedTuple):
    """What a stretch is: a kind, and the trade or topic that goes with it; kind `-` is no act."""

    kind: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.kind}.{self.field}" if self.field else self.kind


CODES = (
    *(Code(kind, trade) for kind in ("order", "search") for trade in TRADES),
    *(Code(kind) for kind in ("track", "cancel", "refund", "change", "reorder", "handoff", "-")),
    *(Code("wallet", topic) for topic in WALLET),
    *(Code("chat", topic) for topic in CHAT),
)

_COMMON = ["time", "budget", "sort:*", "coupon:*", "tag", "note", "x"]
_GOODS = ["item", "amount", "opt", "without", "same", "shop", "where", "near", "near:me"]
_OUTING = [
    "title",
    "venue",
    "near",
    "near:me",
    "city",
    "count",
    "people",
    "premiere",
    "row",
    "row:*",
    "side:*",
    "together",
    "zone",
    "format:*",
]
_JOURNEY = [
    "from",
    "to",
    "carrier",
    "number",
    "return",
    "cabin:*",
    "nonstop",
    "count",
    "people",
    "row",
    "row:*",
    "side:*",
    "together",
    "zone",
]
_STAY = [
    "city",
    "name",
    "near",
    "near:me",
    "people",
    "count",
    "return",
    "rooms",
    "nights",
    "stars",
    "room:*",
    "breakfast",
]
_SIGHT = ["city", "name", "near", "near:me", "people", "count"]
_RIDE = ["from", "to", "car:*", "people", "where"]
_PLACE = ["from", "to", "query", "near", "near:me", "city", "mode:*"]
_BY_TRADE = {
    "food": _GOODS, "grocery": _GOODS, "shop": _GOODS, "movie": _OUTING, "show": _OUTING, "flight": _JOURNEY,
    "train": _JOURNEY, "hotel": _STAY, "attraction": _SIGHT, "ride": _RIDE, "place": _PLACE,
}  # fmt: skip
_ADDED = ["count", "people"]
"""What may be heard of a trade that was added."""
_CLOSED = {
    "sort": "cheapest nearest fastest best_rated popular earliest latest",
    "coupon": "true false",
    "row": "last front middle",
    "side": "center aisle window",
    "format": "IMAX 3D 2D dolby dubbed subtitled",
    "cabin": "economy business first second hard_sleeper soft_sleeper hard_seat no_seat",
    "room": "double twin family suite single",
    "car": "economy comfort business six_seat taxi",
    "mode": "drive walk transit bike",
}


def _spread(names: list[str]) -> tuple[str, ...]:
    """The tags that a list names; `sort:*` stands for all of sort."""
    return tuple(
        tag
        for name in names
        for tag in ([f"{name[:-2]}:{value}" for value in _CLOSED[name[:-2]].split()] if name.endswith(":*") else [name])
    )


TAGS = tuple(
    dict.fromkeys(
        _spread([*_COMMON, *_GOODS, *_OUTING, *_JOURNEY, *_STAY, *_SIGHT, *_RIDE, *_PLACE, "which", "reason"])
    )
)


def allowed(code: Code) -> tuple[str, ...]:
    """The tags that make sense inside a stretch."""
    match code.kind:
        case "order" | "search":
            return _spread([*_COMMON, *_BY_TRADE.get(code.field, _ADDED)])
        case "change" | "reorder":
            return TAGS
        case "track" | "cancel" | "refund" | "handoff":
            return "which", "reason", "note", "x", "time"
        case _:
            return ()
