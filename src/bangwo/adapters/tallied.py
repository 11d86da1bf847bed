"""Tallied: the report over facts that lie in memory, for simulation and tests."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bangwo.app.report.reading import Counted, Peak, Second, Sums
from bangwo.core.clock import LOCAL
from bangwo.domain.facts import Fact
from bangwo.domain.report.lines import PER_SECOND
from bangwo.domain.report.period import Part
from bangwo.domain.report.tally import DAY, Grain, Row, Tally, tally


class TalliedFacts:
    """Implements `ReportStore`: all facts are counted anew when there are more of them than before."""

    error = 0.0

    def __init__(self, facts: Callable[[], Sequence[Fact]]) -> None:
        self._facts = facts
        self._known, self._tally = -1, Tally()

    def tally(self) -> Tally:
        """What all facts come to."""
        facts = self._facts()
        if len(facts) != self._known:
            self._known, self._tally = len(facts), tally(facts, {})
        return self._tally

    async def counted(self) -> Counted:
        return Counted(max((fact.at for fact in self._facts()), default=None), behind=False)

    async def sums(self, parts: Iterable[Part]) -> Sums:
        """All lines added up."""
        spans = list(parts)
        chosen = (
            row
            for row in self.tally().rows()
            if any(row.grain == grain and since <= row.at < until for grain, since, until in spans)
        )
        return _added(chosen)

    async def ever(self, lines: Sequence[str]) -> Sums:
        """These lines added up since the beginning."""
        return _added(row for row in self.tally().rows() if row.grain == DAY and row.line in lines)

    async def course(self, grain: Grain, since: datetime, until: datetime, lines: Sequence[str]) -> Sequence[Row]:
        """These lines one after the other, the oldest first."""
        found = [
            row for row in self.tally().rows() if row.grain == grain and since <= row.at < until and row.line in lines
        ]
        return sorted(found, key=lambda row: (row.at, row.line))

    async def seconds(self, since: datetime, until: datetime) -> Sequence[Second]:
        """The seconds in which anything happened."""
        by: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for (second, line), many in self.tally().seconds.items():
            if since.timestamp() <= second < until.timestamp():
                by[second][line] = many
        return [Second(_moment(second), **lines) for second, lines in sorted(by.items())]

    async def peaks(self, since: datetime, until: datetime) -> Sequence[Peak]:
        """Of each line, the busiest second."""
        found = await self.seconds(since, until)
        peaks: list[Peak] = []
        for line in PER_SECOND:
            best = max(found, key=lambda each: (getattr(each, line), -each.at.timestamp()), default=None)
            if best is not None and getattr(best, line):
                peaks.append(Peak(line, getattr(best, line), best.at))
        return peaks

    async def people(self, line: str, since: datetime, until: datetime) -> int:
        """How many different people there were, exactly."""
        seen = self.tally().seen
        hours = (hour for hour, name in seen if name == line and since.timestamp() <= hour < until.timestamp())
        return len(set[str]().union(*(seen[hour, line] for hour in hours)))


def _added(found: Iterable[Row]) -> Sums:
    many, fen = Counter[str](), Counter[str]()
    for row in found:
        many[row.line] += row.many
        fen[row.line] += row.fen
    return {line: (many[line], fen[line]) for line in many}


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, LOCAL)
