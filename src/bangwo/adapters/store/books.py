"""Books of the database: every row, as an auditor reads them."""

from collections.abc import Sequence

from bangwo.adapters.store import rows
from bangwo.adapters.store.database import Database
from bangwo.app.books import BudgetBrief, CardBrief, HoldBrief, OrderBrief, brief_of
from bangwo.domain.facts import FactKind

_SUMS = """
SELECT account, sum(fen)::bigint AS fen
FROM (SELECT debit AS account, -fen AS fen FROM transfers UNION ALL SELECT credit, fen FROM transfers) AS sides
GROUP BY account
"""

_PAGE = 1000
_ORDERS = f"""
SELECT body, quote FROM orders WHERE (user_id, order_id) > ($1, $2) ORDER BY user_id, order_id LIMIT {_PAGE}
"""

_HOLDS = "SELECT user_id, campaign_id, hold_id, fen, state FROM budget_holds"
_CARDS = "SELECT user_id, card_id, body->>'campaign_id' AS campaign_id, state, held_for FROM cards"
_FACTS = "SELECT kind, count(*) AS many FROM facts GROUP BY kind"

_BUDGETS = """
SELECT campaign_id, budget_fen, sum(left_fen)::bigint AS left_fen
FROM campaigns JOIN budget_slots USING (campaign_id) GROUP BY campaign_id, budget_fen
"""


class Books:
    """Implements `StoreBooks` over a database. Each reads a whole table: for auditors, not for turns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def sums_by_account(self) -> dict[str, int]:
        """Balance in fen of every account."""
        return {rows.text(row, "account"): rows.number(row, "fen") for row in await self._database.rows(_SUMS)}

    async def orders_brief(self) -> Sequence[OrderBrief]:
        briefs: list[OrderBrief] = []
        last = ("", "")
        while page := await self._database.rows(_ORDERS, *last):
            briefs += [brief_of(rows.order(row)) for row in page]
            last = (briefs[-1].user_id, briefs[-1].order_id)
        return briefs

    async def budget_holds(self) -> Sequence[HoldBrief]:
        """Every hold there ever was."""
        return [rows.hold_brief(row) for row in await self._database.rows(_HOLDS)]

    async def open_holds(self) -> Sequence[HoldBrief]:
        """Those that are held now."""
        return [rows.hold_brief(row) for row in await self._database.rows(f"{_HOLDS} WHERE state = 'held'")]

    async def card_states(self) -> Sequence[CardBrief]:
        return [rows.card_brief(row) for row in await self._database.rows(_CARDS)]

    async def budgets(self) -> Sequence[BudgetBrief]:
        return [rows.budget_brief(row) for row in await self._database.rows(_BUDGETS)]

    async def fact_counts(self) -> dict[FactKind, int]:
        return dict(rows.fact_count(row) for row in await self._database.rows(_FACTS))
