"""Finding: orders of anybody, for operators; never on the way of a sentence."""

from collections.abc import Sequence
from datetime import timedelta

from bangwo.adapters.store import rows
from bangwo.adapters.store.database import Database
from bangwo.app.changes import TurnRecord
from bangwo.domain.order import Order

_TURNS = """
SELECT * FROM turns WHERE user_id = $1 AND at BETWEEN $2 AND $3 ORDER BY at, turn_id
"""


class FoundOrders:
    """Implements `OrderFinder`. Order numbers grow with time, so that the latest are the last of their index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def latest(self, limit: int) -> Sequence[Order]:
        """The latest first."""
        found = await self._database.rows("SELECT body, quote FROM orders ORDER BY order_id DESC LIMIT $1", limit)
        return [rows.order(row) for row in found]

    async def by_id(self, order_id: str) -> Order | None:
        row = await self._database.row("SELECT body, quote FROM orders WHERE order_id = $1", order_id)
        return rows.order(row) if row else None

    async def turns_around(self, order: Order, before: timedelta, after: timedelta) -> Sequence[TurnRecord]:
        """What its person said and was told about the time of the yes, the oldest first."""
        span = (order.created_at - before, order.created_at + after)
        return [rows.turn(row) for row in await self._database.rows(_TURNS, order.user_id, *span)]
