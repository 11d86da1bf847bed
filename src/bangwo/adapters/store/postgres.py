"""PostgresStore: the store in PostgreSQL; one commit, one round trip."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bangwo.adapters.store import rows
from bangwo.adapters.store.budgets import open_budget
from bangwo.adapters.store.campaigns import CampaignRows
from bangwo.adapters.store.cases import DUE_CASES, DUE_STANDINGS, CaseRows
from bangwo.adapters.store.claims import ClaimRows
from bangwo.adapters.store.database import Database, Limits
from bangwo.adapters.store.erasure import erase
from bangwo.adapters.store.schema import SchemaState, state_of
from bangwo.adapters.store.writes import arguments
from bangwo.app.changes import Changes, Conversation, JournalEntry, StoredAnswer, TurnRecord
from bangwo.app.ports import Context, ConversationBrief
from bangwo.core.errors import Unavailable
from bangwo.domain.campaigns.card import Card
from bangwo.domain.campaigns.programme import Programme
from bangwo.domain.invitation import Invited
from bangwo.domain.ledger import Transfer
from bangwo.domain.money import Money
from bangwo.domain.order import Consent, Order
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote, QuoteState

LIMITS = Limits()

_CONTEXT = """
SELECT p.user_id, p.body,
       (SELECT json_agg(body ORDER BY granted_at, card_id) FROM cards WHERE user_id = p.user_id) AS cards,
       c.conversation_id, c.state, c.open, c.updated_at, c.version,
       a.key, a.digest, a.answer, a.order_id,
       q.body AS quote, q.state AS quote_state,
       (SELECT json_agg(body ORDER BY at, memo_id) FROM memos WHERE user_id = p.user_id) AS memos,
       (SELECT revision FROM campaign_head WHERE one = 1) AS campaigns
FROM persons AS p
LEFT JOIN LATERAL ({conversation}) AS c ON true
LEFT JOIN answers AS a ON a.user_id = p.user_id AND a.key = $2
LEFT JOIN quotes AS q ON q.user_id = p.user_id AND q.quote_id = c.quote_id
WHERE p.user_id = $1
"""

_CONTEXT_OF = _CONTEXT.format(
    conversation="SELECT * FROM conversations WHERE user_id = p.user_id AND conversation_id = $3"
)
_CONTEXT_RUNNING = _CONTEXT.format(
    conversation="""SELECT * FROM conversations WHERE user_id = p.user_id AND open
                    ORDER BY updated_at DESC, conversation_id DESC LIMIT 1"""
)

_CONVERSATIONS = """
SELECT c.conversation_id, c.open, c.updated_at, coalesce(f.text, '') AS first
FROM (SELECT * FROM conversations WHERE user_id = $1 ORDER BY updated_at DESC, conversation_id DESC LIMIT $2) AS c
LEFT JOIN LATERAL (SELECT text FROM turns
                   WHERE user_id = $1 AND conversation_id = c.conversation_id AND text <> ''
                   ORDER BY at, turn_id LIMIT 1) AS f ON true
ORDER BY c.updated_at DESC, c.conversation_id DESC
"""

_TURNS = """
SELECT * FROM (SELECT * FROM turns WHERE user_id = $1 AND conversation_id = $2
               ORDER BY at DESC, turn_id DESC LIMIT $3) AS latest
ORDER BY at, turn_id
"""

# another claimer's rows are skipped, not waited for
_CLAIM = """
UPDATE orders SET claimed_by = $2, claimed_until = $3
FROM (SELECT user_id, order_id FROM orders
      WHERE next_at <= $1 AND (claimed_until IS NULL OR claimed_until <= $1)
      ORDER BY next_at, user_id, order_id LIMIT $4 FOR NO KEY UPDATE SKIP LOCKED) AS due
WHERE orders.user_id = due.user_id AND orders.order_id = due.order_id
RETURNING orders.body, orders.quote
"""

_EXPIRED = """
SELECT body FROM quotes WHERE state = 'open' AND expires_at <= $1 ORDER BY expires_at, user_id, quote_id LIMIT $2
"""


_INVITED = """
SELECT coalesce((SELECT code FROM invites WHERE user_id = $1), '') AS code,
       (SELECT count(*) FROM invitations WHERE user_id = $1) AS many
"""
_INVITATIONS = "SELECT * FROM invitations WHERE user_id = $1 ORDER BY at DESC, invited_id DESC LIMIT $2"
_INVITED_BY = "SELECT i.* FROM invited JOIN invitations AS i USING (user_id, invited_id) WHERE invited_id = $1"

HOT_READS = (_CONTEXT_OF, _CONTEXT_RUNNING, _TURNS, _CLAIM, _EXPIRED, DUE_CASES, DUE_STANDINGS)
"""What runs for every turn or every moment: a test holds each to its indexes."""


class PostgresStore(CaseRows):
    """Implements `CaseStore` and `StoreBooks`."""

    def __init__(self, dsn: str, limits: Limits = LIMITS) -> None:
        super().__init__(Database(dsn, limits))
        self.campaigns = CampaignRows(self._database)
        self.claims = ClaimRows(self._database, self.campaigns)

    async def open(self) -> None:
        """Connect. Raises Unavailable."""
        await self._database.open()

    async def close(self) -> None:
        """Let go of all connections."""
        await self._database.close()

    async def open_budget(self, campaign_id: str, amount: Money) -> None:
        """Make a budget ready; one that is there keeps what it has."""
        await open_budget(self._database, campaign_id, amount)

    async def programme(self) -> Programme:
        """Every campaign as it now stands."""
        return await self.campaigns.programme()

    async def given_out(self) -> frozenset[str]:
        """The campaigns that have given their last card."""
        return await self.campaigns.given_out()

    async def commit(self, changes: Changes) -> None:
        """Write all or nothing, in one round trip. Raises Conflict, Unavailable, or Unknown."""
        await self._database.write("SELECT commit_changes($1, $2, $3, $4)", *arguments(changes))

    async def person(self, user_id: str) -> Person | None:
        row = await self._database.row("SELECT body FROM persons WHERE user_id = $1", user_id)
        return rows.person(row) if row else None

    async def person_by_phone(self, phone: str) -> Person | None:
        statement = "SELECT body FROM logins JOIN persons USING (user_id) WHERE logins.phone = $1"
        row = await self._database.row(statement, phone)
        return rows.person(row) if row else None

    async def was_here(self, mark: str) -> bool:
        """Whether a person of that mark was here and is forgotten."""
        return await self._database.row("SELECT 1 AS here FROM logins WHERE phone = $1", mark) is not None

    async def erase(self, person: Person, mark: str, orders: Sequence[Order]) -> None:
        """Forget a person. Raises Conflict, Unavailable, or Unknown."""
        await erase(self._database, person, mark, orders)

    async def open_quotes(self, user_id: str) -> Sequence[Quote]:
        statement = "SELECT body FROM quotes WHERE user_id = $1 AND state = 'open'"
        return [rows.quote(row) for row in await self._database.rows(statement, user_id)]

    async def context(self, user_id: str, conversation_id: str | None, key: str) -> Context | None:
        """All that a turn needs, in one round trip; in two where a campaign was changed since the last."""
        if conversation_id is None:
            row = await self._database.row(_CONTEXT_RUNNING, user_id, key)
        else:
            row = await self._database.row(_CONTEXT_OF, user_id, key, conversation_id)
        if row is None:
            return None
        return replace(rows.context(row), programme=await self.campaigns.at(rows.number(row, "campaigns")))

    async def conversation(self, user_id: str, conversation_id: str) -> Conversation | None:
        statement = "SELECT * FROM conversations WHERE user_id = $1 AND conversation_id = $2"
        row = await self._database.row(statement, user_id, conversation_id)
        return rows.conversation(row) if row else None

    async def conversations(self, user_id: str, limit: int) -> Sequence[ConversationBrief]:
        """The latest first."""
        return [rows.conversation_brief(row) for row in await self._database.rows(_CONVERSATIONS, user_id, limit)]

    async def turns(self, user_id: str, conversation_id: str, limit: int) -> Sequence[TurnRecord]:
        """The latest so many, the oldest of them first."""
        return [rows.turn(row) for row in await self._database.rows(_TURNS, user_id, conversation_id, limit)]

    async def quote(self, user_id: str, quote_id: str) -> tuple[Quote, QuoteState] | None:
        statement = "SELECT body, state FROM quotes WHERE user_id = $1 AND quote_id = $2"
        row = await self._database.row(statement, user_id, quote_id)
        return (rows.quote(row), QuoteState(rows.text(row, "state"))) if row else None

    async def order(self, user_id: str, order_id: str) -> Order | None:
        statement = "SELECT body, quote FROM orders WHERE user_id = $1 AND order_id = $2"
        row = await self._database.row(statement, user_id, order_id)
        return rows.order(row) if row else None

    async def orders(self, user_id: str, limit: int) -> Sequence[Order]:
        """The latest first."""
        statement = """
            SELECT body, quote FROM orders WHERE user_id = $1 ORDER BY created_at DESC, order_id DESC LIMIT $2"""
        return [rows.order(row) for row in await self._database.rows(statement, user_id, limit)]

    async def cards(self, user_id: str) -> Sequence[Card]:
        """The first granted first."""
        statement = "SELECT body FROM cards WHERE user_id = $1 ORDER BY granted_at, card_id"
        return [rows.card(row) for row in await self._database.rows(statement, user_id)]

    async def invited(self, user_id: str, limit: int) -> Invited:
        """The latest first."""
        (row,) = await self._database.rows(_INVITED, user_id)
        latest = await self._database.rows(_INVITATIONS, user_id, limit)
        by = await self._database.row(_INVITED_BY, user_id)
        return Invited(
            code=rows.text(row, "code"),
            count=rows.number(row, "many"),
            latest=tuple(rows.invitation(each) for each in latest),
            by=rows.invitation(by) if by else None,
        )

    async def inviter(self, code: str) -> str | None:
        row = await self._database.row("SELECT user_id FROM invite_codes WHERE code = $1", code)
        return rows.text(row, "user_id") if row else None

    async def transfers(self, user_id: str) -> Sequence[Transfer]:
        """The oldest first."""
        statement = "SELECT * FROM transfers WHERE user_id = $1 ORDER BY at, transfer_id"
        return [rows.transfer(row) for row in await self._database.rows(statement, user_id)]

    async def answer(self, user_id: str, key: str) -> StoredAnswer | None:
        row = await self._database.row("SELECT * FROM answers WHERE user_id = $1 AND key = $2", user_id, key)
        return rows.answer(row) if row else None

    async def consent(self, user_id: str, order_id: str) -> Consent | None:
        statement = "SELECT body FROM consents WHERE user_id = $1 AND order_id = $2"
        row = await self._database.row(statement, user_id, order_id)
        return rows.consent(row) if row else None

    async def journal(self, user_id: str, order_id: str) -> Sequence[JournalEntry]:
        statement = "SELECT * FROM journal WHERE user_id = $1 AND order_id = $2 ORDER BY seq"
        return [rows.entry(row) for row in await self._database.rows(statement, user_id, order_id)]

    async def find_provider_order(self, provider_id: str, provider_order_id: str) -> tuple[str, str] | None:
        """(user_id, order_id) of a provider's order."""
        statement = "SELECT user_id, order_id FROM provider_orders WHERE provider_id = $1 AND provider_order_id = $2"
        row = await self._database.row(statement, provider_id, provider_order_id)
        return (rows.text(row, "user_id"), rows.text(row, "order_id")) if row else None

    async def claim_due(self, now: datetime, owner: str, until: datetime, limit: int) -> Sequence[Order]:
        """Orders whose `next_at` has come and that no live claim covers, the longest due first."""
        claimed = [rows.order(row) for row in await self._database.write(_CLAIM, now, owner, until, limit)]
        return sorted(claimed, key=lambda order: (order.next_at or now, order.user_id, order.order_id))

    async def expired_quotes(self, now: datetime, limit: int) -> Sequence[Quote]:
        """Open quotes whose life is over, the oldest first."""
        return [rows.quote(row) for row in await self._database.rows(_EXPIRED, now, limit)]

    async def ready(self) -> bool:
        """Whether the store answers and its schema is the one this code needs."""
        try:
            return await state_of(self._database) is SchemaState.CURRENT
        except Unavailable:
            return False
