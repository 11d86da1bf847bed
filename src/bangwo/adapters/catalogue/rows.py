"""Rows: the catalogue's tables, written by whoever synchronises and followed by every process that searches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

import orjson

from bangwo.adapters.codec import Codec
from bangwo.adapters.store.database import Database
from bangwo.adapters.store.driver import Row
from bangwo.domain.offer import Merchant, Offer, Trade

PROBLEM_MAX = 500

_merchants = Codec(Merchant)
_offers = Codec(Offer)

_PUT_MERCHANTS = """
WITH head AS (UPDATE catalogue_head SET revision = revision + 1 RETURNING revision),
put AS (
    INSERT INTO catalogue_merchants AS present (provider_id, merchant_id, body, gone, revision)
    SELECT $1, given.id, given.body::jsonb, false, head.revision
    FROM head, unnest($2::text[], $3::text[]) AS given (id, body)
    ON CONFLICT (provider_id, merchant_id) DO UPDATE
    SET body = excluded.body, gone = false, revision = excluded.revision
    WHERE present.gone OR present.body <> excluded.body
)
UPDATE catalogue_merchants SET gone = true, revision = head.revision
FROM head WHERE provider_id = $1 AND NOT gone AND merchant_id <> ALL ($2)
"""
_PUT_OFFERS = """
WITH head AS (UPDATE catalogue_head SET revision = revision + 1 RETURNING revision),
put AS (
    INSERT INTO catalogue_offers AS present (provider_id, offer_id, body, gone, revision)
    SELECT $1, given.id, given.body::jsonb, false, head.revision
    FROM head, unnest($2::text[], $3::text[]) AS given (id, body)
    ON CONFLICT (provider_id, offer_id) DO UPDATE
    SET body = excluded.body, gone = false, revision = excluded.revision
    WHERE present.gone OR present.body <> excluded.body
)
UPDATE catalogue_offers SET gone = true, revision = head.revision
FROM head WHERE provider_id = $1 AND NOT gone AND offer_id = ANY ($4::text[])
"""
_KEEP_OFFERS = """
WITH head AS (UPDATE catalogue_head SET revision = revision + 1 RETURNING revision)
UPDATE catalogue_offers SET gone = true, revision = head.revision
FROM head WHERE provider_id = $1 AND NOT gone
AND NOT EXISTS (SELECT FROM unnest($2::text[]) AS kept (id) WHERE kept.id = offer_id)
"""
_CLAIM = """
INSERT INTO catalogue_providers AS present (provider_id, next_at) VALUES ($1, now() + $2::interval)
ON CONFLICT (provider_id) DO UPDATE SET next_at = excluded.next_at WHERE $4::boolean OR present.next_at <= now()
RETURNING revision, failures, full_at < now() - $3::interval AS stale
"""
_ANSWERED = """
UPDATE catalogue_providers SET revision = $2, next_at = now() + $3::interval, answered_at = now(),
    failures = 0, problem = '', full_at = CASE WHEN $4::boolean THEN now() ELSE full_at END
WHERE provider_id = $1
"""
_FAILED = """
UPDATE catalogue_providers SET next_at = now() + $2::interval, failures = failures + 1, problem = $3
WHERE provider_id = $1
"""
_TRADES = """
SELECT merchant_id, body ->> 'trade' AS trade FROM catalogue_merchants WHERE provider_id = $1 AND NOT gone
"""
_MERCHANTS = (
    "SELECT provider_id, merchant_id AS id, body::text AS body, gone FROM catalogue_merchants WHERE revision > $1"
)
_OFFERS = "SELECT provider_id, offer_id AS id, body::text AS body, gone FROM catalogue_offers WHERE revision > $1"


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to ask a provider now: from where on, whether all of it, and how often it failed before."""

    revision: int
    full: bool
    failures: int


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed up to a revision. `gone` names merchants and offers by (provider, id)."""

    revision: int
    merchants: tuple[Merchant, ...]
    offers: tuple[Offer, ...]
    gone_merchants: tuple[tuple[str, str], ...]
    gone_offers: tuple[tuple[str, str], ...]


class Rows:
    """The tables. Every call raises Unavailable when the store cannot be reached."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, provider_id: str, lease: timedelta, full_every: timedelta, now: bool = False) -> Claim | None:
        """The right to ask a provider, for one process at a time; None when it is not time, unless it must be now."""
        for row in await self._database.write(_CLAIM, provider_id, lease, full_every, now):
            revision = _whole(row, "revision")
            return Claim(revision, bool(row["stale"]) or not revision, _whole(row, "failures"))
        return None

    async def trades(self, provider_id: str) -> dict[str, Trade]:
        """The trade of each merchant of a provider."""
        rows = await self._database.rows(_TRADES, provider_id)
        return {_text(row, "merchant_id"): Trade(_text(row, "trade")) for row in rows}

    async def put_merchants(self, provider_id: str, merchants: Sequence[Merchant]) -> None:
        """These are the merchants of a provider, and there are no others."""
        ids, bodies = [each.merchant_id for each in merchants], [orjson.dumps(each).decode() for each in merchants]
        await self._database.write(_PUT_MERCHANTS, provider_id, ids, bodies)

    async def put_offers(self, provider_id: str, offers: Sequence[Offer], gone: Sequence[str]) -> None:
        """These offers are as given, and those are sold no more."""
        ids, bodies = [each.offer_id for each in offers], [orjson.dumps(each).decode() for each in offers]
        await self._database.write(_PUT_OFFERS, provider_id, ids, bodies, list(gone))

    async def keep_only(self, provider_id: str, offer_ids: Sequence[str]) -> None:
        """All other offers of the provider are sold no more."""
        await self._database.write(_KEEP_OFFERS, provider_id, list(offer_ids))

    async def answered(self, provider_id: str, revision: int, pause: timedelta, full: bool) -> None:
        """The provider was read up to its revision."""
        await self._database.write(_ANSWERED, provider_id, revision, pause, full)

    async def failed(self, provider_id: str, pause: timedelta, problem: str) -> None:
        """The provider could not be read; what it sold stays as last known."""
        await self._database.write(_FAILED, provider_id, pause, problem[:PROBLEM_MAX])

    async def problems(self) -> dict[str, str]:
        """Why each provider that could not be read last time was not; those that answer are not in it."""
        rows = await self._database.rows("SELECT provider_id, problem FROM catalogue_providers WHERE problem <> ''")
        return {_text(row, "provider_id"): _text(row, "problem") for row in rows}

    async def changed(self, since: int) -> Changed | None:
        """What changed after a revision, or None."""
        head = await self._database.row("SELECT revision FROM catalogue_head")
        if head is None or _whole(head, "revision") == since:
            return None
        # read after the head: what comes in between is found again next time, and is the same
        merchants = await self._database.rows(_MERCHANTS, since)
        offers = await self._database.rows(_OFFERS, since)
        return Changed(
            _whole(head, "revision"),
            tuple(_merchants.load(_text(row, "body")) for row in merchants if not row["gone"]),
            tuple(_offers.load(_text(row, "body")) for row in offers if not row["gone"]),
            tuple((_text(row, "provider_id"), _text(row, "id")) for row in merchants if row["gone"]),
            tuple((_text(row, "provider_id"), _text(row, "id")) for row in offers if row["gone"]),
        )


def _text(row: Row, column: str) -> str:
    return cast("str", row[column])


def _whole(row: Row, column: str) -> int:
    return cast("int", row[column])
