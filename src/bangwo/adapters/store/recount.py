"""Recounting: the report made anew from stored facts by other means, and compared line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bangwo.adapters.store import rows
from bangwo.adapters.store.database import Database
from bangwo.core.clock import LOCAL
from bangwo.domain.report.lines import WAITS

_RECOUNT = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
# the lines and the cursor in one statement, so that both are of one moment while counting goes on
_LINES = """
SELECT c.upto, l.grain, l.at, l.line, l.many, l.fen FROM report_cursor AS c LEFT JOIN (
    SELECT grain, at, line, many, fen FROM report_lines WHERE many <> 0 OR fen <> 0
    UNION ALL SELECT 'second', s.at, l.line, l.many, 0 FROM report_seconds AS s
        CROSS JOIN LATERAL (VALUES ('commands', commands), ('buying', buying), ('orders', orders)) AS l(line, many)
        WHERE l.many > 0
) AS l ON true WHERE c.one = 1
"""

Key = tuple[str, datetime, str]
Sum = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of an hour, a day or a second that was counted as one thing, and is another by the facts (many, fen)."""

    grain: str
    at: datetime
    line: str
    counted: Sum
    facts: Sum


@dataclass(frozen=True, slots=True)
class Recount:
    """How many lines were compared, and those that differ."""

    lines: int
    differences: Sequence[Difference]


async def recount(database: Database) -> Recount:
    """Compare, up to where facts were counted. Raises Unavailable."""
    found = await database.rows(_LINES)
    upto = rows.number(found[0], "upto") if found else 0
    counted = {_key(row): _sum(row) for row in found if row["grain"] is not None}
    facts = {_key(row): _sum(row) for row in await database.rows(_RECOUNT, upto, LOCAL.key, list(WAITS))}
    every = sorted(counted.keys() | facts.keys())
    none = (0, 0)
    differences = [
        Difference(*key, counted.get(key, none), facts.get(key, none))
        for key in every
        if counted.get(key, none) != facts.get(key, none)
    ]
    return Recount(len(every), differences)


def _key(row: rows.Row) -> Key:
    return rows.text(row, "grain"), rows.moment(row, "at"), rows.text(row, "line")


def _sum(row: rows.Row) -> Sum:
    return rows.number(row, "many"), rows.number(row, "fen")
