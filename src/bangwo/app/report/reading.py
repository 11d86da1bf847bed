"""Reading: what the report is read from, and the report itself as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bangwo.core.json import Json
from bangwo.domain.report.lines import ACTIVE, BUYERS, BUYING, COMMANDS, KEPT, ORDERS, PER_SECOND
from bangwo.domain.report.measures import PERCENTILES, growth, per, percentile, share
from bangwo.domain.report.period import Part, Period
from bangwo.domain.report.tally import DAY, HOUR, Grain, Row

HOURS_MAX = 10 * 24
"""Longer periods are told by the day only."""
SECONDS = 60

Sums = Mapping[str, tuple[int, int]]
"""How many, and how much in fen, by line."""


@dataclass(frozen=True, slots=True)
class Second:
    """What happened within one second."""

    at: datetime
    commands: int = 0
    buying: int = 0
    orders: int = 0


@dataclass(frozen=True, slots=True)
class Peak:
    """The most of a line within one second, and when that was."""

    line: str
    many: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """How far facts are counted: all that were there at a moment, and whether there are more."""

    at: datetime | None
    behind: bool


class ReportStore(Protocol):
    """Reads the report. Raises Unavailable. `error`: how far a number of people may be off, as a share of it."""

    @property
    def error(self) -> float: ...

    async def counted(self) -> Counted: ...
    async def sums(self, parts: Iterable[Part]) -> Sums:
        """All lines added up but peaks, of which there is no sum."""
        ...

    async def ever(self, lines: Sequence[str]) -> Sums:
        """These lines added up since the beginning."""
        ...

    async def course(self, grain: Grain, since: datetime, until: datetime, lines: Sequence[str]) -> Sequence[Row]:
        """These lines one after the other, the oldest first."""
        ...

    async def seconds(self, since: datetime, until: datetime) -> Sequence[Second]:
        """The seconds in which anything happened."""
        ...

    async def peaks(self, since: datetime, until: datetime) -> Sequence[Peak]: ...
    async def people(self, line: str, since: datetime, until: datetime) -> int:
        """How many different people there were in a span of whole hours, about."""
        ...


_COURSE = (COMMANDS, BUYING, ORDERS, "orders.full_price", "orders.with_price", "orders.with_card", "joined", "subsidy")
_OF_DAYS = (*_COURSE, ACTIVE, BUYERS, "first_orders", "first_orders.over_60", *KEPT.values())
_UNDER_WAY = ("confirmed", ORDERS, "failed", "cancelled.early")
_GROWING = (COMMANDS, BUYING, ORDERS, "joined", "first_orders", "subsidy")
_TOTALS = (
    *(COMMANDS, BUYING, "quotes", "confirmed", ORDERS, "completed", "failed", "cancelled", "refused"),
    *("joined", "invited", "first_orders", "first_orders.over_60"),
)


async def report(store: ReportStore, period: Period, now: datetime) -> dict[str, Json]:
    """The report of a period (docs/report.md). Raises Unavailable."""
    counted = await store.counted()
    earlier = period.before(now)
    sums, before = await store.sums(period.parts()), await store.sums(earlier.parts())
    days = await store.course(DAY, _day(period.since), period.until, _OF_DAYS)
    short = period.until - period.since <= timedelta(hours=HOURS_MAX)
    hours = await store.course(HOUR, period.since, period.until, _COURSE) if short else ()
    latest = now.replace(microsecond=0)
    people = {line: await store.people(line, period.since, period.until) for line in (ACTIVE, BUYERS)}
    were = {line: await store.people(line, earlier.since, earlier.until) for line in (ACTIVE, BUYERS)}
    more = {line: growth(_many(sums, line), _many(before, line)) for line in _GROWING}
    return {
        "at": now.isoformat(),
        "since": period.since.isoformat(),
        "until": min(period.until, now).isoformat(),
        "counted_at": counted.at and counted.at.isoformat(),
        "behind": counted.behind,
        "totals": _totals(sums),
        "growth": {**more, **{line: growth(people[line], were[line]) for line in people}},
        "peaks": {
            each.line: {"per_second": each.many, "at": each.at.isoformat()}
            for each in await store.peaks(period.since, period.until)
        },
        "people": {
            **people,
            "error": store.error,
            "by_day": {
                line: {row.at.date().isoformat(): row.many for row in days if row.line == line} for line in people
            },
        },
        "retention": _retention(days, now),
        "trades": _trades(sums),
        "tiers": _parts(sums, "tier"),
        "cards": _cards(sums),
        "money": _money(sums),
        "refusals": _parts(sums, "refused"),
        "failures": _parts(sums, "failed"),
        "waiting": await _waiting(store, sums),
        "days": _course(days, "day", _day(period.since), period.ends(now), timedelta(days=1)),
        "hours": _course(hours, "at", period.since, period.ends(now), timedelta(hours=1)) if short else [],
        "seconds": _seconds(await store.seconds(latest - timedelta(seconds=SECONDS), latest), latest),
    }


def _many(sums: Sums, line: str) -> int:
    return sums.get(line, (0, 0))[0]


def _fen(sums: Sums, line: str) -> int:
    return sums.get(line, (0, 0))[1]


def _parts(sums: Sums, line: str) -> dict[str, Json]:
    """The lines below a line, the greatest first."""
    found = [(name.partition("/")[2], many) for name, (many, _) in sums.items() if name.startswith(f"{line}/")]
    found.sort(key=_greatest)
    return dict[str, Json](found)


def _greatest(named: tuple[str, int]) -> tuple[int, str]:
    return -named[1], named[0]


def _totals(sums: Sums) -> dict[str, Json]:
    whole = _many(sums, ORDERS)
    with_card = _many(sums, "orders.with_card")
    return {
        **{line.replace(".", "_"): _many(sums, line) for line in _TOTALS},
        "orders_with_card": with_card,
        "orders_without_card": whole - with_card,
        "orders_full_price": _many(sums, "orders.full_price"),
        "without_card_share": share(whole - with_card, whole),
    }


def _trades(sums: Sums) -> dict[str, Json]:
    names = [line.partition("/")[2] for line in sums if line.startswith((f"{ORDERS}/", f"{BUYING}/"))]
    told: dict[str, Json] = {
        name: {
            "buying": _many(sums, f"{BUYING}/{name}"),
            "orders": _many(sums, f"{ORDERS}/{name}"),
            "gross_fen": _fen(sums, f"{ORDERS}/{name}"),
        }
        for name in sorted(set(names), key=lambda name: (-_many(sums, f"{ORDERS}/{name}"), name))
    }
    return told


def _cards(sums: Sums) -> dict[str, Json]:
    """The funnel. A card may be held, released and held again, so there may be more holds than cards."""
    steps = {step: _many(sums, f"cards.{step}") for step in ("granted", "held", "released", "used", "returned")}
    kept = steps["used"] - steps["returned"]
    return {**steps, "used_share": share(kept, steps["granted"])}


def _money(sums: Sums) -> dict[str, Json]:
    paid = _fen(sums, "subsidy") - _fen(sums, "subsidy_back")
    campaigns = {name.partition("/")[2] for name in sums if name.startswith("subsidy/")}
    return {
        "gross_fen": _fen(sums, ORDERS),
        "charged_fen": _fen(sums, "charged"),
        "refunded_fen": _fen(sums, "refunded"),
        "subsidy_fen": paid,
        "subsidy_fen_per_order": per(paid, _many(sums, ORDERS)),
        "subsidy_fen_by_campaign": {
            name: _fen(sums, f"subsidy/{name}") - _fen(sums, f"subsidy_back/{name}") for name in sorted(campaigns)
        },
    }


async def _waiting(store: ReportStore, sums: Sums) -> dict[str, Json]:
    """Orders between the yes and an answer now, and how long those of the period were."""
    ever = await store.ever(_UNDER_WAY)
    begun, *ended = (_many(ever, line) for line in _UNDER_WAY)
    waits = {int(name.partition("/")[2]): many for name, (many, _) in sums.items() if name.startswith("waited/")}
    return {
        "orders": max(0, begun - sum(ended)),
        **{f"p{percent}_ms": percentile(waits, percent) for percent in PERCENTILES},
    }


def _retention(days: Sequence[Row], now: datetime) -> list[Json]:
    """Of those who joined on a day, who spoke again; None for a day that is not over."""
    by = {(row.at, row.line): row.many for row in days}
    return [
        {
            "day": at.date().isoformat(),
            "joined": joined,
            **{
                f"kept_{later}": by.get((at, line), 0) if now >= at + timedelta(days=later + 1) else None
                for later, line in KEPT.items()
            },
        }
        for (at, name), joined in sorted(by.items())
        if name == "joined"
    ]


def _course(rows: Sequence[Row], name: str, since: datetime, until: datetime, step: timedelta) -> list[Json]:
    """Every hour or day of a span, also those in which nothing happened."""
    told: dict[datetime, dict[str, Json]] = {}
    while since < until:
        told[since] = {name: since.date().isoformat() if name == "day" else since.isoformat()}
        since += step
    for row in rows:
        into = told[row.at]
        into[row.line.replace(".", "_")] = row.many
        if row.line == "subsidy":
            into["subsidy_fen"] = row.fen
    return list(told.values())


def _seconds(found: Sequence[Second], until: datetime) -> list[Json]:
    """Every one of the latest seconds, also those in which nothing happened."""
    by = {each.at: each for each in found}
    every = [until - timedelta(seconds=back) for back in range(SECONDS, 0, -1)]
    told: list[Json] = []
    for at in every:
        each = by.get(at, Second(at))
        told.append({"at": at.isoformat(), **{line: getattr(each, line) for line in PER_SECOND}})
    return told


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
