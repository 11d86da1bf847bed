"""Figures of the report, read from PostgreSQL: sums over hours and days, never over facts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import cast

from bangwo.adapters.sketches import ERROR, estimate
from bangwo.adapters.store import rows
from bangwo.adapters.store.counting import LATEST
from bangwo.adapters.store.database import Database
from bangwo.app.report.reading import Counted, Peak, Second, Sums
from bangwo.core.clock import LOCAL
from bangwo.domain.report.lines import PER_SECOND, peak
from bangwo.domain.report.period import Part
from bangwo.domain.report.tally import Grain, Row

_Record = tuple[str, datetime, str, int, int]

_COUNTED = f"SELECT counted_at, {LATEST} >= upto AS behind FROM report_cursor WHERE one = 1"
# OFFSET 0 keeps each part a span of the key; joined, all lines there are would be read
_SUMS = """
SELECT line, sum(many)::bigint AS many, sum(fen)::bigint AS fen
FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) AS p(grain, since, until)
CROSS JOIN LATERAL (
    SELECT line, many, fen FROM report_lines AS r
    WHERE r.grain = p.grain AND r.at >= p.since AND r.at < p.until OFFSET 0
) AS l
WHERE NOT starts_with(line, 'peak.') GROUP BY line
"""
_EVER = """
SELECT line, sum(many)::bigint AS many, sum(fen)::bigint AS fen
FROM report_lines WHERE grain = 'day' AND line = ANY ($1) GROUP BY line
"""
_COURSE = """
SELECT grain, at, line, many, fen FROM report_lines
WHERE grain = $1 AND at >= $2 AND at < $3 AND line = ANY ($4) ORDER BY at, line
"""
_SECONDS = "SELECT at, commands, buying, orders FROM report_seconds WHERE at >= $1 AND at < $2 ORDER BY at"
# the hour of the peak first, then the second in it: 3,600 rows to look at, not half a million
_PEAK = """
SELECT s.at, s.{line} AS many
FROM (SELECT at FROM report_lines WHERE grain = 'hour' AND at >= $1 AND at < $2 AND line = '{peak}'
      ORDER BY many DESC, at LIMIT 1) AS h
JOIN report_seconds AS s ON s.at >= h.at AND s.at < h.at + interval '1 hour'
ORDER BY many DESC, s.at LIMIT 1
"""
_SKETCHES = "SELECT body FROM report_sketches WHERE line = $1 AND at >= $2 AND at < $3"

_PEAKS = {line: _PEAK.format(line=line, peak=peak(line)) for line in PER_SECOND}

HOT_READS = (_SUMS, _COURSE, _SECONDS, *_PEAKS.values(), _SKETCHES)


class FigureRows:
    """Implements `ReportStore`."""

    error = ERROR

    def __init__(self, database: Database) -> None:
        self._database = database

    async def counted(self) -> Counted:
        row = await self._database.row(_COUNTED)
        at = cast("datetime | None", row["counted_at"]) if row is not None else None
        return Counted(at and at.astimezone(LOCAL), row is None or bool(row["behind"]))

    async def sums(self, parts: Iterable[Part]) -> Sums:
        """All lines added up."""
        grains, sinces, untils = zip(*parts, strict=True)
        return _sums(await self._database.rows(_SUMS, list(grains), list(sinces), list(untils)))

    async def ever(self, lines: Sequence[str]) -> Sums:
        """These lines added up since the beginning."""
        return _sums(await self._database.rows(_EVER, list(lines)))

    async def course(self, grain: Grain, since: datetime, until: datetime, lines: Sequence[str]) -> Sequence[Row]:
        """These lines one after the other, the oldest first."""
        found = await self._database.rows(_COURSE, grain, since, until, list(lines))
        return [
            Row(
                grain, rows.moment(row, "at"), rows.text(row, "line"), rows.number(row, "many"), rows.number(row, "fen")
            )
            for row in found
        ]

    async def seconds(self, since: datetime, until: datetime) -> Sequence[Second]:
        """The seconds in which anything happened."""
        found = await self._database.rows(_SECONDS, since, until)
        return [Second(rows.moment(row, "at"), *(rows.number(row, line) for line in PER_SECOND)) for row in found]

    async def peaks(self, since: datetime, until: datetime) -> Sequence[Peak]:
        """Of each line, the busiest second."""
        peaks: list[Peak] = []
        for line in PER_SECOND:
            row = await self._database.row(_PEAKS[line], since, until)
            if row is not None:
                peaks.append(Peak(line, rows.number(row, "many"), rows.moment(row, "at")))
        return peaks

    async def people(self, line: str, since: datetime, until: datetime) -> int:
        """How many different people there were, about."""
        found = await self._database.rows(_SKETCHES, line, since, until)
        return estimate(cast("bytes", row["body"]) for row in found)


@lru_cache(maxsize=1_000)
def _local(moment: datetime) -> datetime:
    """Many lines are of one hour."""
    return moment.astimezone(LOCAL)


def _sums(found: Sequence[rows.Row]) -> Sums:
    return {rows.text(row, "line"): (rows.number(row, "many"), rows.number(row, "fen")) for row in found}
