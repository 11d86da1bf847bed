"""Campaigns: cards, what they take off, and the budget that pays for them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bangwo.domain.money import Money
from bangwo.domain.offer import Trade


class CardState(StrEnum):
    """A card is in exactly one state."""

    GRANTED = "granted"
    HELD = "held"
    USED = "used"
    EXPIRED = "expired"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True)
class Campaign:
    """Who gets which cards from which budget. The engine around it grows; these are its terms."""

    campaign_id: str
    title: str
    card_max: Money
    card_life: timedelta
    cards_per_user_max: int
    trades: frozenset[Trade]
    budget: Money


@dataclass(frozen=True, slots=True)
class Card:
    """A free-order card: takes up to `max` off one order. `held_for` is the quote, then the order, that holds it."""

    card_id: str
    user_id: str
    campaign_id: str
    state: CardState
    max: Money
    granted_at: datetime
    expires_at: datetime
    held_for: str = ""

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


NEW_YEAR = Campaign(
    campaign_id="new-year",
    title="新年免单卡",
    card_max=Money(2500),
    card_life=timedelta(days=7),
    cards_per_user_max=21,
    trades=frozenset(Trade),
    budget=Money(300_000_000_000),
)
"""The built-in New Year campaign: a 25-yuan free-order card on first login, from a budget of three billion yuan."""
