"""Cards: a promise to one person to take something off one order."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bangwo.domain.money import Money


class CardState(StrEnum):
    """A card is in exactly one state."""

    GRANTED = "granted"
    HELD = "held"
    USED = "used"
    EXPIRED = "expired"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class Card:
    """A card of a campaign. It keeps the terms of `version`, and gains by later ones.

    `max`: the most that it takes off; `held_for`: the quote, then the order, that holds it; `kind`: which card of the
    campaign's file (empty: its first); `grant`: what it was given for.
    """

    card_id: str
    user_id: str
    campaign_id: str
    state: CardState
    max: Money
    granted_at: datetime
    expires_at: datetime
    held_for: str = ""
    kind: str = ""
    version: int = 0
    grant: str = ""

    def usable(self, now: datetime) -> bool:
        """Whether it can be held now."""
        return self.state is CardState.GRANTED and now < self.expires_at

    def hold(self, quote_id: str) -> "Card":
        """Keep it for a quote."""
        return replace(self, state=CardState.HELD, held_for=quote_id)

    def release(self, now: datetime) -> "Card":
        """Give it back; one whose time ran out while it was held is expired."""
        state = CardState.GRANTED if now < self.expires_at else CardState.EXPIRED
        return replace(self, state=state, held_for="")

    def use(self) -> "Card":
        """Spend it for good."""
        return replace(self, state=CardState.USED)
