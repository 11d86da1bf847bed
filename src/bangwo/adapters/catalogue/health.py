"""Health: how each provider answered last, and what is known of it."""

from datetime import datetime
from typing import cast

from bangwo.adapters.store import rows
from bangwo.adapters.store.database import Database
from bangwo.adapters.store.driver import Row
from bangwo.app.oversight import Health
from bangwo.core.clock import LOCAL

_HEALTH = """
SELECT p.provider_id, p.answered_at, p.failures, p.problem,
    (SELECT count(*) FROM catalogue_offers AS o WHERE o.provider_id = p.provider_id AND NOT o.gone) AS offers,
    (SELECT coalesce(array_agg(DISTINCT m.body->>'trade' ORDER BY m.body->>'trade'), '{}')
     FROM catalogue_merchants AS m WHERE m.provider_id = p.provider_id AND NOT m.gone) AS trades
FROM catalogue_providers AS p ORDER BY p.provider_id
"""


class ProviderHealth:
    """What the synchroniser found out and keeps in the store: nobody is asked for it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def look(self) -> list[Health]:
        """Every provider that was ever asked."""
        return [_health(row) for row in await self._database.rows(_HEALTH)]


def _health(row: Row) -> Health:
    at = row["answered_at"]
    return Health(
        provider_id=rows.text(row, "provider_id"),
        answered_at=at.astimezone(LOCAL) if isinstance(at, datetime) else None,
        failures=rows.number(row, "failures"),
        problem=rows.text(row, "problem"),
        offers=rows.number(row, "offers"),
        trades=tuple(str(each) for each in cast("list[str]", row["trades"])),
    )
