"""Counting in PostgreSQL: which facts were counted is known by the transactions that wrote them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from bangwo.adapters.codec import Codec, dump
from bangwo.adapters.sketches import with_people
from bangwo.adapters.store import rows
from bangwo.adapters.store.database import Database, Limits
from bangwo.adapters.store.driver import Row
from bangwo.app.report.counting import Span
from bangwo.core.clock import LOCAL
from bangwo.core.errors import Unavailable
from bangwo.domain.facts import Fact, FactKind
from bangwo.domain.report.lines import PER_SECOND
from bangwo.domain.report.standing import Standing
from bangwo.domain.report.tally import Tally

LIMITS = Limits(connections=1, statement_s=600, answer_s=630)
"""A batch may hold all facts of one transaction, and after a restore every fact is moved to the beginning."""

_Record = tuple[str, str, str, datetime, str, int, str, int, int]
_standings = Codec(Standing)
_KINDS = {kind.value: kind for kind in FactKind}

LATEST = "(SELECT tx FROM facts ORDER BY tx DESC LIMIT 1)"
"""Looked up at the end of the index. Whether there is one from the cursor on would be looked for in the whole table."""

_BEHIND = f"SELECT {LATEST} >= upto AS behind FROM report_cursor WHERE one = 1"
_COLUMNS = "user_id, fact_id, kind, at, subject, fen, label, ms, tx"
_NEXT = f"SELECT {_COLUMNS} FROM facts WHERE tx >= $1 AND tx < $2 ORDER BY tx LIMIT $3"
_OF_ONE = f"SELECT {_COLUMNS} FROM facts WHERE tx = $1"
_STANDINGS = "SELECT user_id, body FROM report_people WHERE user_id = ANY ($1)"
_SKETCHES = """
SELECT line, at, body FROM report_sketches JOIN unnest($1::text[], $2::timestamptz[]) AS w(line, at) USING (line, at)
"""
_ADD = f"SELECT add_to_report({', '.join(f'${place}' for place in range(1, 19))})"


HOT_READS = (_BEHIND, _NEXT, _OF_ONE, _STANDINGS, _SKETCHES)


class CountRows:
    """Implements `CountStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def behind(self) -> bool:
        """Whether there are facts of transactions that the cursor has not passed."""
        row = await self._database.row(_BEHIND)
        return row is not None and bool(row["behind"])

    async def next_span(self, owner: str, lease_s: float, most: int) -> Span | None:
        """Whole transactions, as many as fit into so many facts, and at least one."""
        owned = await self._database.write("SELECT since, upto FROM own_report($1, $2)", owner, lease_s)
        if not owned:
            return None
        since, upto = rows.number(owned[0], "since"), rows.number(owned[0], "upto")
        found = await self._database.rows(_NEXT, since, upto, most + 1)
        if len(found) <= most:
            return Span(since, upto, _facts(found))
        last = rows.number(found[-1], "tx")
        whole = [row for row in found if rows.number(row, "tx") != last]
        if whole:
            return Span(since, last, _facts(whole), more=True)
        found = await self._database.rows(_OF_ONE, last)
        return Span(since, last + 1, _facts(found), more=True)

    async def standings(self, user_ids: Sequence[str]) -> Mapping[str, Standing]:
        """Of those of whom something is known."""
        found = await self._database.rows(_STANDINGS, list(user_ids))
        return {rows.text(row, "user_id"): _standings.load(rows.text(row, "body")) for row in found}

    async def add(self, span: Span, found: Tally, now: datetime) -> None:
        """Add and move on, in one statement. Conflict `report`: the cursor stood elsewhere."""
        lines = sorted(found.rows(), key=lambda row: (row.grain, row.at, row.line))
        seconds = _by_second(found)
        sketches = await self._sketched(found)
        people = sorted(found.people.items())
        await self._database.write(
            _ADD,
            span.since,
            span.upto,
            now,
            LOCAL.key,
            [user_id for user_id, _ in people],
            [dump(standing) for _, standing in people],
            [row.grain for row in lines],
            [row.at for row in lines],
            [row.line for row in lines],
            [row.many for row in lines],
            [row.fen for row in lines],
            [_moment(second) for second, _ in seconds],
            *([each[place] for _, each in seconds] for place in range(len(PER_SECOND))),
            [line for line, _, _ in sketches],
            [hour for _, hour, _ in sketches],
            [body for _, _, body in sketches],
        )

    async def _sketched(self, found: Tally) -> list[tuple[str, datetime, bytes]]:
        """The sketches of the hours touched, as they will be."""
        wanted = sorted((line, _moment(hour)) for hour, line in found.seen)
        if not wanted:
            return []
        known = {
            (rows.text(row, "line"), rows.moment(row, "at")): cast("bytes", row["body"])
            for row in await self._database.rows(_SKETCHES, [line for line, _ in wanted], [hour for _, hour in wanted])
        }
        return [
            (line, hour, with_people(known.get((line, hour)), found.seen[int(hour.timestamp()), line]))
            for line, hour in wanted
        ]


def _by_second(found: Tally) -> list[tuple[int, tuple[int, ...]]]:
    by: defaultdict[int, list[int]] = defaultdict(lambda: [0] * len(PER_SECOND))
    for (second, line), many in found.seconds.items():
        by[second][PER_SECOND.index(line)] += many
    return [(second, tuple(each)) for second, each in sorted(by.items())]


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, LOCAL)


def _facts(found: Sequence[Row]) -> list[Fact]:
    """Rows are read as they come, without a look at the names of their columns: there are many of them.

    Raises Unavailable for a kind that only a later Bangwo knows: it will count them.
    """
    try:
        return [
            Fact(fact_id, user_id, _KINDS[kind], at, subject, fen, label, ms)
            for user_id, fact_id, kind, at, subject, fen, label, ms, _ in cast("Sequence[_Record]", found)
        ]
    except KeyError as unknown:
        raise Unavailable(f"report: facts of a later version: {unknown}") from None
