"""Lines: what the report counts, by name, and which of them a fact belongs to."""

from bisect import bisect_right
from functools import cache

from bangwo.domain.facts import BY_CARD, BY_PRICE, EARLY, FactKind

COMMANDS, BUYING, ORDERS = "commands", "buying", "orders"
PER_SECOND = (COMMANDS, BUYING, ORDERS)
"""What is counted by the second as well."""

FIRST_ORDERS, FIRST_OVER_60 = "first_orders", "first_orders.over_60"
ACTIVE, BUYERS = "active", "buyers"
KEPT = {1: "kept.1", 7: "kept.7"}
"""Of those who joined on a day, who spoke so many days later."""
BY_DAY = frozenset({ACTIVE, BUYERS, *KEPT.values()})
"""Counted by the day only: nobody is active in an hour and in the next one for two."""

WAIT_MS_MAX = 4 * 3600 * 1000


def _bounds() -> tuple[int, ...]:
    bounds = [10]
    while bounds[-1] < WAIT_MS_MAX:
        bounds.append(bounds[-1] * 11 // 10)
    return tuple(bounds)


WAITS = _bounds()
"""Milliseconds at which a wait falls into the next class; each class is a tenth wider than the one before."""


def waited(ms: int) -> str:
    """The line of a wait: the number of bounds that it has reached."""
    return f"waited/{bisect_right(WAITS, ms)}"


def peak(line: str) -> str:
    """The line that holds the most of another line within one second. It is compared, never added."""
    return f"peak.{line}"


@cache
def lines_of(kind: FactKind, label: str, with_subject: bool) -> tuple[str, ...]:
    """The lines that a fact adds one to, and its amount; the wait of an order apart."""
    first, _, second = label.partition(" ")
    match kind:
        case FactKind.COMMAND_SAID:
            bought = (BUYING, f"{BUYING}/{second}") if second else ()
            return (COMMANDS, f"tier/{first}", *bought)
        case FactKind.ORDER_ACCEPTED:
            by = {BY_CARD: "with_card", BY_PRICE: "with_price"}.get(second, "full_price")
            return (ORDERS, f"{ORDERS}/{first}", f"{ORDERS}.{by}")
        case FactKind.ORDER_CANCELLED:
            return ("cancelled", "cancelled.early") if second == EARLY else ("cancelled",)
        case FactKind.ORDER_FAILED:
            return ("failed", f"failed/{label}")
        case FactKind.REFUSED:
            return ("refused", f"refused/{label}")
        case FactKind.CARD_USED:
            return ("subsidy", f"subsidy/{label}", *(("cards.used",) if with_subject else ()))
        case FactKind.CARD_RETURNED:
            return ("subsidy_back", f"subsidy_back/{label}", *(("cards.returned",) if with_subject else ()))
        case FactKind.CARD_GRANTED:
            return ("cards.granted", f"cards.granted/{label}")
        case FactKind.CARD_HELD | FactKind.CARD_RELEASED:
            return (_PLAIN[kind],) if with_subject else ()
        case _:
            return (_PLAIN[kind],) if kind in _PLAIN else ()


_PLAIN = {
    FactKind.USER_JOINED: "joined",
    FactKind.INVITATION_ACCEPTED: "invited",
    FactKind.CARD_HELD: "cards.held",
    FactKind.CARD_RELEASED: "cards.released",
    FactKind.QUOTE_MADE: "quotes",
    FactKind.ORDER_CONFIRMED: "confirmed",
    FactKind.ORDER_CHARGED: "charged",
    FactKind.ORDER_COMPLETED: "completed",
    FactKind.ORDER_REFUNDED: "refunded",
}
