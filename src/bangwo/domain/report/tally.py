"""Tally: what a batch of facts adds to the report."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bangwo.core.clock import LOCAL
from bangwo.domain.facts import Fact, FactKind
from bangwo.domain.report.lines import ACTIVE, BUYERS, BUYING, COMMANDS, ORDERS, lines_of, waited
from bangwo.domain.report.standing import NOBODY, WATCHED, Standing, day_of, hour_of, starts_at

Grain = str
HOUR: Grain = "hour"
DAY: Grain = "day"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an hour or a day: how many, and how much in sum."""

    grain: Grain
    at: datetime
    line: str
    many: int
    fen: int = 0


@dataclass(slots=True)
class Tally:
    """What is to be added. `people`: the standings that changed; `seen`: who was there in an hour, for sketches."""

    hours: Counter[tuple[int, str]] = field(default_factory=Counter[tuple[int, str]])
    fen: Counter[tuple[int, str]] = field(default_factory=Counter[tuple[int, str]])
    days: Counter[tuple[int, str]] = field(default_factory=Counter[tuple[int, str]])
    seconds: Counter[tuple[int, str]] = field(default_factory=Counter[tuple[int, str]])
    people: dict[str, Standing] = field(default_factory=dict[str, Standing])
    seen: defaultdict[tuple[int, str], set[str]] = field(
        default_factory=lambda: defaultdict[tuple[int, str], set[str]](set)
    )

    def rows(self) -> list[Row]:
        """Hours, and the days that they are of; what cancels out is left out."""
        days, fen = Counter(self.days), Counter[tuple[int, str]]()
        for (hour, line), many in self.hours.items():
            days[day_of(hour), line] += many
            fen[day_of(hour), line] += self.fen[hour, line]
        found = [
            Row(HOUR, datetime.fromtimestamp(hour, LOCAL), line, many, self.fen[hour, line])
            for (hour, line), many in self.hours.items()
        ]
        found += [Row(DAY, starts_at(day), line, many, fen[day, line]) for (day, line), many in days.items()]
        return [row for row in found if row.many or row.fen]


def watched(facts: Iterable[Fact]) -> set[str]:
    """Whose standing must be known to count these facts."""
    return {fact.user_id for fact in facts if fact.kind in WATCHED}


def tally(facts: Iterable[Fact], standings: Mapping[str, Standing]) -> Tally:
    """What facts add, where people stood like this before them."""
    into, of = Tally(), defaultdict[str, list[Fact]](list)
    hours, fen, seconds, seen = into.hours, into.fen, into.seconds, into.seen
    for fact in facts:
        kind, second = fact.kind, int(fact.at.timestamp())
        hour = hour_of(second)
        for line in lines_of(kind, fact.label, fact.subject != ""):
            key = hour, line
            hours[key] += 1
            fen[key] += fact.fen
        if kind in WATCHED:
            of[fact.user_id].append(fact)
        if kind is FactKind.COMMAND_SAID:
            seconds[second, COMMANDS] += 1
            seen[hour, ACTIVE].add(fact.user_id)
            if " " in fact.label:
                seconds[second, BUYING] += 1
        elif kind is FactKind.ORDER_ACCEPTED:
            seconds[second, ORDERS] += 1
            seen[hour, BUYERS].add(fact.user_id)
            hours[hour, waited(fact.ms)] += 1
    for user_id, told in of.items():
        _stand(into, user_id, standings.get(user_id, NOBODY), told)
    return into


def _stand(into: Tally, user_id: str, before: Standing, told: Iterable[Fact]) -> None:
    """A person's standing moves on: what it added before is taken out, what it adds now is put in."""
    after = before.after(told)
    if after == before:
        return
    into.people[user_id] = after
    into.hours.subtract(before.hours())
    into.hours.update(after.hours())
    into.days.subtract(before.days())
    into.days.update(after.days())
