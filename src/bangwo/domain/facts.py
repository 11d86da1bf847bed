"""Facts: things that happened, appended once, from which every report is counted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FactKind(StrEnum):
    """What can have happened."""

    USER_JOINED = "user_joined"
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


@dataclass(frozen=True, slots=True)
class Fact:
    """`subject`: the id of what it is about; `fen`: an amount where one belongs; `label`: a trade, tier or code."""

    fact_id: str
    user_id: str
    kind: FactKind
    at: datetime
    subject: str = ""
    fen: int = 0
    label: str = ""
