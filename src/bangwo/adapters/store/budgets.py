"""Budgets: a campaign's money, spread over slots so that many can draw on it at once."""

from bangwo.adapters.store.database import Database
from bangwo.domain.money import Money

SLOTS = 64


async def open_budget(database: Database, campaign_id: str, amount: Money) -> None:
    """Make a budget ready; one that is there keeps what it has."""
    await database.write("SELECT open_budget($1, $2, $3)", campaign_id, amount.fen, SLOTS)
