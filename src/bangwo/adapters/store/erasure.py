"""Erasure: what of each table goes when a person goes."""

from collections.abc import Sequence

from bangwo.adapters.codec import dump, dump_order
from bangwo.adapters.store.database import Database
from bangwo.core.errors import Conflict
from bangwo.domain.order import Order
from bangwo.domain.person import Person

FORGOTTEN = (
    "persons",
    "logins",
    "conversations",
    "turns",
    "quotes",
    "answers",
    "invites",
    "invite_codes",
    "cases",
    "memos",
    "standings",
    "groups",
    "group_codes",
)
"""Tables that keep nothing of a person who is gone; `logins` keeps the number's mark."""
KEPT = {
    "orders": "the books need what was sold and paid; name, address and words are taken out",
    "cards": "budgets are counted by them",
    "budget_holds": "budgets are counted by them",
    "transfers": "the ledger",
    "facts": "the report; they name nobody, a birth year at most",
    "report_people": "the report; days, hours and a birth year, of nobody by name",
    "deeds": "what operators did, for the house; they hold no words of the person",
    "consents": "the proof of each yes: a digest and a moment",
    "journal": "what was asked of others for an order, and answered",
    "provider_orders": "late news of a provider still finds its order",
    "invitations": "whose friends came: counted for the inviter, by masked names",
    "invited": "nobody is invited twice",
}
"""Tables with a person's rows in which they stay, and why."""

_ERASE = """
WITH gone AS (
    DELETE FROM persons WHERE user_id = $1 AND version = $2
        AND NOT EXISTS (SELECT 1 FROM quotes WHERE user_id = $1 AND state = 'open')
        AND NOT EXISTS (SELECT 1 FROM orders WHERE user_id = $1 AND body->>'step' <> 'end')
        AND NOT EXISTS (SELECT 1 FROM cases WHERE user_id = $1 AND state = 'settling')
    RETURNING phone
),
l AS (DELETE FROM logins USING gone WHERE logins.phone = gone.phone),
m AS (INSERT INTO logins SELECT $3, $1 FROM gone ON CONFLICT DO NOTHING),
c AS (DELETE FROM conversations USING gone WHERE user_id = $1),
t AS (DELETE FROM turns USING gone WHERE user_id = $1),
q AS (DELETE FROM quotes USING gone WHERE user_id = $1),
a AS (DELETE FROM answers USING gone WHERE user_id = $1),
i AS (DELETE FROM invites USING gone WHERE user_id = $1),
k AS (DELETE FROM cases USING gone WHERE user_id = $1),
e AS (DELETE FROM memos USING gone WHERE user_id = $1),
g AS (DELETE FROM groups USING gone WHERE user_id = $1),
gc AS (DELETE FROM group_codes USING gone WHERE user_id = $1),
s AS (DELETE FROM standings USING gone WHERE user_id = $1),
n AS (DELETE FROM invite_codes USING gone WHERE user_id = $1),
o AS (
    UPDATE orders SET body = bare.body, quote = bare.quote
    FROM gone, unnest($4::text[], $5::json[], $6::json[]) AS bare(id, body, quote)
    WHERE user_id = $1 AND order_id = bare.id
)
SELECT count(*) AS gone FROM gone
"""
"""One statement, so that all of it sees the same moment: a quote that becomes an order is seen as one or the other."""


async def erase(database: Database, person: Person, mark: str, orders: Sequence[Order]) -> None:
    """Forget a person and put these orders, which tell nothing of them, in the place of theirs. Conflict: person."""
    ids = [each.order_id for each in orders]
    bodies, quotes = [dump_order(each) for each in orders], [dump(each.quote) for each in orders]
    (row,) = await database.write(_ERASE, person.user_id, person.version, mark, ids, bodies, quotes)
    if not row["gone"]:
        raise Conflict("person")
