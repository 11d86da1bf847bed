"""Cases in the database: the queue, each person's, and the operators."""

from collections.abc import Sequence
from datetime import datetime

from bangwo.adapters.codec import Codec
from bangwo.adapters.store import rows
from bangwo.adapters.store.books import Books
from bangwo.adapters.store.driver import Row
from bangwo.domain.case import Case, CaseState
from bangwo.domain.group import Group
from bangwo.domain.operator import Deed, DeedRecord, Operator
from bangwo.domain.standing import Standing

_cases = Codec(Case)
_groups = Codec(Group)
_operators = Codec(Operator)
_standings = Codec(Standing)

_QUEUE = """
SELECT body FROM cases WHERE state = ANY (string_to_array($1, ',')) ORDER BY opened_at, case_id LIMIT $2
"""
_BEFORE = """
SELECT count(*) AS many FROM cases WHERE state = 'waiting' AND (opened_at, case_id) < ($1, $2)
"""
_DEEDS = """
SELECT * FROM deeds WHERE $2 = '' OR case_id = $2 ORDER BY at DESC, deed_id DESC LIMIT $1
"""
DUE_CASES = "SELECT body FROM cases WHERE next_at <= $1 ORDER BY next_at, user_id, case_id LIMIT $2"


DUE_STANDINGS = "SELECT body FROM standings WHERE next_at <= $1 ORDER BY next_at, user_id, standing_id LIMIT $2"


class CaseRows(Books):
    """What `CaseStore` reads."""

    async def case(self, case_id: str) -> Case | None:
        """A case of anybody's."""
        row = await self._database.row("SELECT body FROM cases WHERE case_id = $1", case_id)
        return _case(row) if row else None

    async def cases(self, user_id: str, limit: int) -> Sequence[Case]:
        """A person's, the latest first."""
        statement = "SELECT body FROM cases WHERE user_id = $1 ORDER BY opened_at DESC, case_id DESC LIMIT $2"
        return [_case(row) for row in await self._database.rows(statement, user_id, limit)]

    async def queue(self, states: Sequence[CaseState], limit: int) -> Sequence[Case]:
        """Everybody's in these states, the oldest first."""
        return [_case(row) for row in await self._database.rows(_QUEUE, ",".join(states), limit)]

    async def waiting_before(self, case: Case) -> int:
        """How many wait that came before it."""
        (row,) = await self._database.rows(_BEFORE, case.opened_at, case.case_id)
        return rows.number(row, "many")

    async def due_cases(self, now: datetime, limit: int) -> Sequence[Case]:
        """Those whose `next_at` has come, the longest due first."""
        return [_case(row) for row in await self._database.rows(DUE_CASES, now, limit)]

    async def group(self, user_id: str, group_id: str) -> Group | None:
        row = await self._database.row(
            "SELECT body FROM groups WHERE user_id = $1 AND group_id = $2", user_id, group_id
        )
        return _groups.load(rows.text(row, "body")) if row else None

    async def group_of(self, code: str) -> Group | None:
        """The group of a link's code."""
        statement = "SELECT body FROM group_codes JOIN groups USING (user_id, group_id) WHERE code = $1"
        row = await self._database.row(statement, code)
        return _groups.load(rows.text(row, "body")) if row else None

    async def standing(self, user_id: str, standing_id: str) -> Standing | None:
        statement = "SELECT body FROM standings WHERE user_id = $1 AND standing_id = $2"
        row = await self._database.row(statement, user_id, standing_id)
        return _standings.load(rows.text(row, "body")) if row else None

    async def standings(self, user_id: str, limit: int) -> Sequence[Standing]:
        """A person's, the latest first."""
        statement = "SELECT body FROM standings WHERE user_id = $1 ORDER BY made_at DESC, standing_id DESC LIMIT $2"
        return [_standings.load(rows.text(row, "body")) for row in await self._database.rows(statement, user_id, limit)]

    async def due_standings(self, now: datetime, limit: int) -> Sequence[Standing]:
        """Those whose `next_at` has come, the longest due first."""
        return [_standings.load(rows.text(row, "body")) for row in await self._database.rows(DUE_STANDINGS, now, limit)]

    async def operator(self, name: str) -> Operator | None:
        row = await self._database.row("SELECT body FROM operators WHERE name = $1", name)
        return _operators.load(rows.text(row, "body")) if row else None

    async def operators(self) -> Sequence[Operator]:
        """All accounts by name."""
        found = await self._database.rows("SELECT body FROM operators ORDER BY name")
        return [_operators.load(rows.text(row, "body")) for row in found]

    async def deeds(self, limit: int, case_id: str = "") -> Sequence[DeedRecord]:
        """What operators did, the latest first."""
        return [_deed(row) for row in await self._database.rows(_DEEDS, limit, case_id)]


def _case(row: Row) -> Case:
    return _cases.load(rows.text(row, "body"))


def _deed(row: Row) -> DeedRecord:
    return DeedRecord(
        deed_id=rows.text(row, "deed_id"),
        user_id=rows.text(row, "user_id"),
        at=rows.moment(row, "at"),
        operator=rows.text(row, "operator"),
        deed=Deed(rows.text(row, "deed")),
        case_id=rows.text(row, "case_id"),
        detail=rows.text(row, "detail"),
    )
