"""Providers: those that were connected by hand, in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from bangwo.adapters.store import rows
from bangwo.adapters.store.database import Database
from bangwo.app.connecting import Connection
from bangwo.core.clock import LOCAL
from bangwo.core.errors import Conflict

_ALL = "SELECT provider_id, url, added_at, removed_at FROM connected_providers ORDER BY added_at, provider_id"
_PUT = """
INSERT INTO connected_providers AS present (provider_id, url, added_at) VALUES ($1, $2, $3)
ON CONFLICT (provider_id) DO UPDATE SET removed_at = NULL WHERE present.url = excluded.url
RETURNING provider_id
"""
_END = """
UPDATE connected_providers SET removed_at = $2 WHERE provider_id = $1 AND removed_at IS NULL RETURNING provider_id
"""


class ProviderRows:
    """Implements `Connections`: a name and an address belong together for good, for orders remember the name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Sequence[Connection]:
        """Every connection there ever was, the oldest first."""
        return [
            Connection(
                provider_id=rows.text(row, "provider_id"),
                url=rows.text(row, "url"),
                added_at=rows.moment(row, "added_at"),
                removed_at=_moment_or_none(row["removed_at"]),
            )
            for row in await self._database.rows(_ALL)
        ]

    async def put(self, connection: Connection) -> bool:
        """Connect, or connect again; False where the name or the address belongs to another connection."""
        try:
            return bool(await self._database.write(_PUT, connection.provider_id, connection.url, connection.added_at))
        except Conflict:
            return False

    async def end(self, provider_id: str, at: datetime) -> bool:
        """Sell for it no more; False where it is not connected."""
        return bool(await self._database.write(_END, provider_id, at))


def _moment_or_none(value: object) -> datetime | None:
    return None if value is None else cast("datetime", value).astimezone(LOCAL)
