"""Campaigns: cards, what they take off, and the budget that pays for them."""

from dataclasses import dataclass
from datetime import timedelta

from bangwo.domain.campaigns.card import Card as Card
from bangwo.domain.campaigns.card import CardState as CardState
from bangwo.domain.money import Money
from bangwo.domain.offer import Trade


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
