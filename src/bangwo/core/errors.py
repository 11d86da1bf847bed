"""Errors: a refusal is business, an outage may pass, a bug is loud.

    BangwoError
    ├── Refused(code, **facts)    normal business; nothing was done
    ├── Unavailable(what)         the other side was not reached; nothing was done there
    │   └── Unknown(what)         no answer came: it may have been done. Ask before acting
    ├── Conflict(what)            a guard of an atomic write failed; nothing was written
    └── Bug                       a broken invariant

Errors know no HTTP and no wording: `edge/problems.py` maps codes to statuses, `language/replies` to sentences.
"""

from enum import StrEnum


class Code(StrEnum):
    """Every reason Bangwo refuses for. Stable: clients may rely on them."""

    # the request itself
    TEXT_EMPTY = "text_empty"
    TEXT_TOO_LONG = "text_too_long"
    TOO_MANY_ACTS = "too_many_acts"
    TOO_MANY_LINES = "too_many_lines"
    QTY_OUT_OF_RANGE = "qty_out_of_range"
    BODY_TOO_LARGE = "body_too_large"
    BODY_INVALID = "body_invalid"
    IDEMPOTENCY_MISMATCH = "idempotency_mismatch"
    RATE_LIMITED = "rate_limited"
    # who asks
    UNAUTHENTICATED = "unauthenticated"
    TOKEN_EXPIRED = "token_expired"
    LOGIN_REFUSED = "login_refused"
    NOT_FOUND = "not_found"
    # what is wanted
    SHOP_UNKNOWN = "shop_unknown"
    SHOP_CLOSED = "shop_closed"
    ITEM_UNKNOWN = "item_unknown"
    OPTION_UNKNOWN = "option_unknown"
    SOLD_OUT = "sold_out"
    OUT_OF_RANGE = "out_of_range"
    BELOW_MINIMUM = "below_minimum"
    TITLE_UNKNOWN = "title_unknown"
    NO_SHOWING = "no_showing"
    DATE_PAST = "date_past"
    ROW_UNKNOWN = "row_unknown"
    PLACE_UNKNOWN = "place_unknown"
    ROUTE_UNKNOWN = "route_unknown"
    DATE_TOO_FAR = "date_too_far"
    DATE_ORDER = "date_order"
    TOO_MANY_GUESTS = "too_many_guests"
    PARTY_TOO_LARGE = "party_too_large"
    CHILD_ALONE = "child_alone"
    CLOSED_THAT_DAY = "closed_that_day"
    NO_DRIVER = "no_driver"
    HOLD_EXPIRED = "hold_expired"
    SEATS_UNAVAILABLE = "seats_unavailable"
    ADDRESS_UNKNOWN = "address_unknown"
    TRADE_UNSUPPORTED = "trade_unsupported"
    # quote, order, money
    QUOTE_EXPIRED = "quote_expired"
    QUOTE_GONE = "quote_gone"
    DIGEST_MISMATCH = "digest_mismatch"
    PRICE_CHANGED = "price_changed"
    PAYMENT_REFUSED = "payment_refused"
    ORDER_NOT_CANCELLABLE = "order_not_cancellable"
    CANCEL_FEE = "cancel_fee"
    ORDERS_RUNNING = "orders_running"
    OVER_CEILING = "over_ceiling"
    CARD_UNAVAILABLE = "card_unavailable"
    BUDGET_EXHAUSTED = "budget_exhausted"
    # invitations
    INVITE_UNKNOWN = "invite_unknown"
    INVITE_OWN = "invite_own"
    INVITE_TAKEN = "invite_taken"
    INVITE_CIRCLE = "invite_circle"
    INVITE_NOT_NEW = "invite_not_new"
    # shared orders
    GROUP_UNKNOWN = "group_unknown"
    GROUP_OVER = "group_over"
    # wishes that wait
    STANDING_OVER = "standing_over"
    STANDING_NOTHING = "standing_nothing"
    TOO_MANY_STANDING = "too_many_standing"
    # cases, and those who work on them
    TOO_MANY_CASES = "too_many_cases"
    CASE_STATE = "case_state"
    CASE_TAKEN = "case_taken"
    NOTHING_TO_SETTLE = "nothing_to_settle"
    ORDER_OPEN = "order_open"
    REFUND_TOO_MUCH = "refund_too_much"
    ROLE_LACKING = "role_lacking"
    # reports
    PERIOD_ORDER = "period_order"
    PERIOD_AHEAD = "period_ahead"
    PERIOD_TOO_LONG = "period_too_long"
    # the house
    PROVIDER_DOWN = "provider_down"
    PAYMENT_DOWN = "payment_down"
    STORE_DOWN = "store_down"
    OVERLOADED = "overloaded"
    INTERNAL = "internal"


class BangwoError(Exception):
    """The root of all errors that Bangwo raises on purpose."""


class Refused(BangwoError):
    """Normal business: what was asked is not done, and here is why."""

    def __init__(self, code: Code, /, **facts: str | int) -> None:
        super().__init__(f"{code.value} {facts}" if facts else code.value)
        self.code = code
        self.facts = facts


class Unavailable(BangwoError):
    """The other side could not be reached; nothing was done there, and the call may be made again."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Unknown(Unavailable):
    """No answer came: the other side may have acted. Ask it before anything is retried or undone."""


class Conflict(BangwoError):
    """A guard of an atomic write failed because someone else was first; nothing was written."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Bug(BangwoError):
    """A broken invariant: never caught, always loud."""
