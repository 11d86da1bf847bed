"""Campaigns: the record of what was done to them in PostgreSQL, folded anew whenever it has grown."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import cast

from bangwo.adapters.codec import dump
from bangwo.adapters.store import rows
from bangwo.adapters.store.database import Database
from bangwo.adapters.store.driver import Row
from bangwo.app.campaigns import Entry
from bangwo.core.clock import LOCAL
from bangwo.domain.campaigns.programme import Change, Deed, Programme, Span, programme
from bangwo.domain.campaigns.terms import Campaign
from bangwo.domain.money import Money

_VERSIONS_KEPT = 1000
_COLUMNS = "campaign_id, seq, deed, at, by_whom, reason, source, span_from, span_until"
_CHANGES = f"SELECT {_COLUMNS} FROM campaign_changes ORDER BY campaign_id, seq"
_RECORD = f"SELECT {_COLUMNS} FROM campaign_changes WHERE campaign_id = $1 ORDER BY seq"
_POTS = """
SELECT campaign_id, budget_fen, sum(left_fen)::bigint AS left_fen
FROM campaigns JOIN budget_slots USING (campaign_id)
WHERE campaign_id = $1 OR starts_with(campaign_id, $1 || '/') GROUP BY campaign_id, budget_fen
"""


@lru_cache(maxsize=_VERSIONS_KEPT)
def terms_of(source: str) -> Campaign:
    """What an applied text says: checked when it was applied, and never again."""
    from bangwo.adapters.campaigns.reader import parsed  # noqa: PLC0415  no start needs it

    return parsed(source).terms


_GIVEN_OUT = """
SELECT campaign_id FROM campaigns JOIN budget_slots USING (campaign_id)
WHERE campaign_id LIKE '%#cards' GROUP BY campaign_id HAVING sum(left_fen) = 0
"""


class CampaignRows:
    """Implements `CampaignStore`. The programme is read again only when the revision has grown."""

    def __init__(self, database: Database, terms: Callable[[str], Campaign] = terms_of) -> None:
        self._database = database
        self._terms = terms
        self._known = Programme()

    async def programme(self) -> Programme:
        """Every campaign as it now stands. Raises Unavailable."""
        head = await self._database.row("SELECT revision FROM campaign_head WHERE one = 1")
        return await self.at(rows.number(head, "revision") if head else 0)

    async def at(self, revision: int) -> Programme:
        """The same, where the revision was read already. What comes in between is found again next time."""
        if revision != self._known.revision:
            found = await self._database.rows(_CHANGES)
            self._known = programme((self._entry(row).change for row in found), revision)
        return self._known

    async def record(self, campaign_id: str) -> Sequence[Entry]:
        """All that was done to a campaign, the first change first."""
        return [self._entry(row) for row in await self._database.rows(_RECORD, campaign_id)]

    async def pots(self, campaign_id: str) -> dict[str, tuple[Money, Money]]:
        """Each of a campaign's budgets: the whole, and what is left of it."""
        return {
            rows.text(row, "campaign_id"): (Money(rows.number(row, "budget_fen")), Money(rows.number(row, "left_fen")))
            for row in await self._database.rows(_POTS, campaign_id)
        }

    async def given_out(self) -> frozenset[str]:
        """The campaigns that have given their last card."""
        found = await self._database.rows(_GIVEN_OUT)
        return frozenset(rows.text(row, "campaign_id").partition("#")[0] for row in found)

    async def change(self, entry: Entry) -> None:
        """Write one more line, and what it makes of the budgets. Conflict: `campaign`, `budget`."""
        change, span = entry.change, entry.change.span
        pots: dict[str, int] = {}
        if change.terms is not None:
            pots = {name: amount.fen for name, amount in change.terms.pots.items()} | dict(change.terms.counts)
        await self._database.write(
            "SELECT change_campaign($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            change.campaign_id,
            change.seq,
            change.deed.value,
            change.at,
            change.by,
            change.reason,
            entry.source,
            span and span.from_,
            span and span.until,
            dump(pots),
        )

    def _entry(self, row: Row) -> Entry:
        source, from_ = rows.text(row, "source"), cast("datetime | None", row["span_from"])
        span = None if from_ is None else Span(from_.astimezone(LOCAL), rows.moment(row, "span_until"))
        change = Change(
            campaign_id=rows.text(row, "campaign_id"),
            seq=rows.number(row, "seq"),
            deed=Deed(rows.text(row, "deed")),
            at=rows.moment(row, "at"),
            by=rows.text(row, "by_whom"),
            reason=rows.text(row, "reason"),
            terms=self._terms(source) if source else None,
            span=span,
        )
        return Entry(change, source)
