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
SHOWN_MAX = 1_000

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
    """How many lines were compared and how many differ, and the first of these."""

    lines: int
    differing: int
    differences: Sequence[Difference]


async def recount(database: Database) -> Recount:
    """Compare, up to where facts were counted. Raises Unavailable."""
    found = await database.rows(_RECOUNT, LOCAL.key, list(WAITS), SHOWN_MAX)
    differences = [_difference(row) for row in found if row["grain"] is not None]
    return Recount(rows.number(found[0], "lines"), rows.number(found[0], "differences"), differences)


def _difference(row: rows.Row) -> Difference:
    return Difference(
        grain=rows.text(row, "grain"),
        at=rows.moment(row, "at"),
        line=rows.text(row, "line"),
        counted=(rows.number(row, "counted_many"), rows.number(row, "counted_fen")),
        facts=(rows.number(row, "many"), rows.number(row, "fen")),
    )
