"""Facts: things that happened, appended once, from which every report is counted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FactKind(StrEnum):
    """What can have happened."""

    USER_JOINED = "user_joined"
    BIRTH_YEAR_TOLD = "birth_year_told"
    INVITATION_ACCEPTED = "invitation_accepted"
    COMMAND_SAID = "command_said"
    CARD_GRANTED = "card_granted"
    CARD_HELD = "card_held"
    CARD_RELEASED = "card_released"
    CARD_USED = "card_used"
    CARD_RETURNED = "card_returned"
    QUOTE_MADE = "quote_made"
    ORDER_CONFIRMED = "order_confirmed"
    ORDER_CHARGED = "order_charged"
    ORDER_ACCEPTED = "order_accepted"
    ORDER_FAILED = "order_failed"
    ORDER_MOVED = "order_moved"
    ORDER_COMPLETED = "order_completed"
    ORDER_CANCELLED = "order_cancelled"
    ORDER_REFUNDED = "order_refunded"
    REFUSED = "refused"
    CASE_OPENED = "case_opened"
    STANDING_MADE = "standing_made"


LOCAL_TIER = "local"
"""The brain that answers by itself, without a model."""
BY_CARD, BY_PRICE = "card", "price"
"""What an accepted order was made cheaper by: a card, or a campaign's price alone."""
EARLY = "early"
"""Of an order that was cancelled before a provider had accepted it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """`subject`: the id of what it is about; `fen`: an amount where one belongs; `ms`: how long it took, where told.

    `label`: a campaign, a code, a state or a year; of a command its tier and the trade that it wants to buy of (`local
    food`); of an order its trade and one of the words above (`food card`).
    """

    fact_id: str
    user_id: str
    kind: FactKind
    at: datetime
    subject: str = ""
    fen: int = 0
    label: str = ""
    ms: int = 0


def labelled(first: str, second: str = "") -> str:
    """A label of one word or two."""
    return f"{first} {second}" if second else first
