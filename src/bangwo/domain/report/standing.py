"""Standing: what the report must remember of one person to count each once, whatever order facts come in.

Every field only ever grows one way: the earliest, the latest, the union. So facts may be counted in any order and in
any pieces, and what a person adds to the report is a function of the standing alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from bangwo.core.clock import LOCAL
from bangwo.domain.facts import Fact, FactKind
from bangwo.domain.report.lines import ACTIVE, BUYERS, FIRST_ORDERS, FIRST_OVER_60, KEPT

HOUR_S = 3600
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
OLD = 60
"""The age from which somebody counts as over sixty."""

WATCHED = frozenset({FactKind.COMMAND_SAID, FactKind.ORDER_ACCEPTED, FactKind.USER_JOINED, FactKind.BIRTH_YEAR_TOLD})
"""The facts that may change a standing."""


@cache
def day_of(hour: int) -> int:
    """The local day of a whole hour, as an ordinal. The deployment's zone has whole hours."""
    return datetime.fromtimestamp(hour, LOCAL).toordinal()


def hour_of(second: int) -> int:
    """The whole hour of a second since 1970."""
    return second - second % HOUR_S


def starts_at(day: int) -> datetime:
    """The local midnight at which a day begins."""
    begins = date.fromordinal(day)
    return datetime(begins.year, begins.month, begins.day, tzinfo=LOCAL)


@dataclass(frozen=True, slots=True)
class Standing:
    """Seconds since 1970 and ordinals of local days. `born`: the year told last, after the moment in ms."""

    joined: int | None = None
    born: tuple[int, int] | None = None
    first_order: int | None = None
    spoke: tuple[int, ...] = ()
    bought: tuple[int, ...] = ()

    def after(self, facts: Iterable[Fact]) -> "Standing":
        """The standing once these facts are known as well."""
        joined, born, first = self.joined, self.born, self.first_order
        spoke, bought = set(self.spoke), set(self.bought)
        for fact in facts:
            second = int(fact.at.timestamp())
            match fact.kind:
                case FactKind.COMMAND_SAID:
                    spoke.add(day_of(hour_of(second)))
                case FactKind.ORDER_ACCEPTED:
                    bought.add(day_of(hour_of(second)))
                    first = second if first is None else min(first, second)
                case FactKind.USER_JOINED:
                    joined = second if joined is None else min(joined, second)
                case FactKind.BIRTH_YEAR_TOLD:
                    told = ((fact.at - _EPOCH) // _MS, int(fact.label))
                    born = told if born is None else max(born, told)
                case _:
                    pass
        return Standing(joined, born, first, tuple(sorted(spoke)), tuple(sorted(bought)))

    def hours(self) -> Iterator[tuple[int, str]]:
        """What the person adds to hours, one of each."""
        if self.first_order is None:
            return
        hour = hour_of(self.first_order)
        yield hour, FIRST_ORDERS
        if self.born is not None and date.fromordinal(day_of(hour)).year - self.born[1] >= OLD:
            yield hour, FIRST_OVER_60

    def days(self) -> Iterator[tuple[int, str]]:
        """What the person adds to days, one of each."""
        for day in self.spoke:
            yield day, ACTIVE
        for day in self.bought:
            yield day, BUYERS
        if self.joined is not None:
            came = day_of(hour_of(self.joined))
            for later, line in KEPT.items():
                if came + later in self.spoke:
                    yield came, line


NOBODY = Standing()
