"""Stock: whether what is searched is what providers sell now, or as near to it as can be had."""

from collections.abc import Iterable
from datetime import timedelta
from time import monotonic

from bangwo.adapters.catalogue.index import CatalogueIndex
from bangwo.adapters.catalogue.names import Names
from bangwo.adapters.store.database import Database

FAILURES_MAX = 3
"""A provider that failed so often in a row is not waited for."""
LATELY = timedelta(minutes=1)
EVER = timedelta(days=36500)
_AWAITED = """
SELECT FROM unnest($1::text[]) AS wanted (id)
WHERE NOT EXISTS (
    SELECT FROM catalogue_providers
    WHERE provider_id = wanted.id AND (answered_at > now() - $3::interval OR failures >= $2)
)
"""


class Stock:
    """Ready once every provider was read, or cannot be; and then for good. `patience`: how long for a fresh reading."""

    def __init__(
        self,
        database: Database,
        index: CatalogueIndex,
        names: Names,
        provider_ids: Iterable[str],
        patience: timedelta = timedelta(),
    ) -> None:
        self._database = database
        self._index = index
        self._names = names
        self._provider_ids = provider_ids
        self._until = monotonic() + patience.total_seconds()
        self._ready = False

    async def ready(self) -> bool:
        """Whether people can be served. Raises Unavailable."""
        age = LATELY if monotonic() < self._until else EVER
        if not self._ready and not await self._database.rows(_AWAITED, list(self._provider_ids), FAILURES_MAX, age):
            await self._index.catch_up()
            await self._names.catch_up()
            self._ready = self._index.version > 0
        return self._ready
