"""Phrases: what is to be said, before it is put into a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Facts = Mapping[str, str | int]


class Say(StrEnum):
    """Everything that can be said beside refusals. `replies/table.py` holds the sentences."""

    # offers and choosing
    OTHERS = "others"
    LISTED = "listed"
    FILMS = "films"
    SHOWS = "shows"
    SHOWINGS = "showings"
    INSTEAD = "instead"
    SIMILAR = "similar"
    NO_SUCH_CHOICE = "no_such_choice"
    NOTHING_TO_CHOOSE = "nothing_to_choose"
    KEPT = "kept"
    UNHELD = "unheld"
    # what differs from what was asked
    ALL_CLOSED = "all_closed"
    OPTION_MISSING = "option_missing"
    OPTION_LACKS = "option_lacks"
    OPTION_NOT_MADE = "option_not_made"
    ITEMS_MISSING = "items_missing"
    REST = "rest"
    ITEMS_ABSENT = "items_absent"
    SPLIT = "split"
    OVER_BUDGET = "over_budget"
    UNIT_DIFFERS = "unit_differs"
    QTY_NOT_WHOLE = "qty_not_whole"
    TIME_DIFFERS = "time_differs"
    NO_SHOWING_THEN = "no_showing_then"
    NO_FILM_THEN = "no_film_then"
    NO_FORMAT = "no_format"
    ROW_DIFFERS = "row_differs"
    SEATS_APART = "seats_apart"
    SEATS_MOVED = "seats_moved"
    PREMIERE_ON = "premiere_on"
    DELIVERY_TIME_NOTED = "delivery_time_noted"
    SWITCHED = "switched"
    NO_CARD = "no_card"
    CARD_GONE = "card_gone"
    REQUOTED = "requoted"
    # questions
    ASK_ADDRESS = "ask_address"
    ASK_LABEL = "ask_label"
    ASK_ITEMS = "ask_items"
    ASK_OTHER = "ask_other"
    ASK_COUNT = "ask_count"
    ASK_QTY = "ask_qty"
    ASK_DATE = "ask_date"
    ASK_TITLE = "ask_title"
    ASK_CHOICE = "ask_choice"
    ASK_YES = "ask_yes"
    ASK_YES_AGAIN = "ask_yes_again"
    ASK_ROW = "ask_row"
    # drafts
    DROPPED = "dropped"
    NOTHING_TO_DROP = "nothing_to_drop"
    NEXT = "next"
    ASIDE = "aside"
    RESUMED = "resumed"
    JOINED = "joined"
    LATER = "later"
    NOTHING_TO_CONFIRM = "nothing_to_confirm"
    NOTHING_TO_CHANGE = "nothing_to_change"
    ALREADY_ORDERED = "already_ordered"
    PENDING = "pending"
    ADDRESS_SAVED = "address_saved"
    # orders
    ORDERED = "ordered"
    ORDERED_CODES = "ordered_codes"
    ORDERING = "ordering"
    NOT_CHARGED = "not_charged"
    NOT_PAID_YET = "not_paid_yet"
    CONFIRM_CANCEL = "confirm_cancel"
    CARD_TOO = "card_too"
    ASK_CANCEL = "ask_cancel"
    CANCELLED = "cancelled"
    CANCELLING = "cancelling"
    CARD_BACK = "card_back"
    CANCEL_KEPT = "cancel_kept"
    CANCELLED_ALREADY = "cancelled_already"
    NO_ORDER = "no_order"
    TRACK = "track"
    TRACK_ETA = "track_eta"
    TRACK_CODES = "track_codes"
    CHANGE_ORDERED = "change_ordered"
    REORDERED = "reordered"
    # wallet and talk
    CARDS = "cards"
    CARDS_HELD = "cards_held"
    NO_CARDS = "no_cards"
    INVITE = "invite"
    NO_BALANCE = "no_balance"
    BILL = "bill"
    NO_BILL = "no_bill"
    ADDRESSES = "addresses"
    NO_ADDRESSES = "no_addresses"
    LIMIT = "limit"
    UNSUPPORTED = "unsupported"
    HUMAN = "human"
    GREETING = "greeting"
    COUPLET = "couplet"
    HOMEWORK = "homework"
    WEATHER = "weather"
    STORY = "story"
    IMPOSSIBLE = "impossible"
    SMALLTALK = "smalltalk"
    # fragments of a quote
    Q_GOODS = "q_goods"
    Q_SEATS = "q_seats"
    Q_FEE = "q_fee"
    Q_NO_FEE = "q_no_fee"
    Q_CARD = "q_card"
    Q_PAY = "q_pay"
    Q_WHERE = "q_where"
    Q_WHERE_MINUTES = "q_where_minutes"
    Q_NOTE = "q_note"
    # words
    SEAT = "seat"
    LINE = "line"
    LINE_OPTIONS = "line_options"
    COMMA = "comma"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A code with the figures and names that its sentence needs. Facts that end in `_fen` are shown as money."""

    code: str
    facts: Facts = field(default_factory=dict[str, str | int])


def phrase(code: str, /, **facts: str | int) -> Phrase:
    """A phrase with its facts by name."""
    return Phrase(code, facts)
