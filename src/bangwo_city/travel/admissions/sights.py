"""Sights: what there is to see, when it is open, and the tickets to it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import cache

from bangwo_city.geography import Point
from bangwo_city.merchant.menu import chance
from bangwo_city.travel import gazetteer
from bangwo_city.travel.brands import Brand, brands, of_kind
from bangwo_city.travel.feasts import days_off, is_holiday
from bangwo_city.travel.gazetteer import Months, Town

ADULT, CHILD, SENIOR, STUDENT = KINDS = ("adult", "child", "senior", "student")

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HALF = "50%"
_NOT_SOLD = "no"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One ticket of a sight, as sights.txt explains it."""

    name: str
    yuan: int
    months: Months = ()
    rest: int | None = None
    feast: int | None = None
    night: tuple[time, time] | None = None
    kinds: tuple[tuple[str, str], ...] = ()  # (child, 50%)
    alone: bool = False

    def prices_fen(self, day: date) -> dict[str, int]:
        """What each kind of person pays on a day; who is not in it has no such ticket."""
        adult = {"rest": self.rest, "feast": self.feast or self.rest}.get(days_off(day))
        if adult is None:
            adult = gazetteer.in_month(self.months, day.month, self.yuan)
        prices = {ADULT: adult * 100}
        for kind, price in self.kinds:
            if price.endswith("%"):
                prices[kind] = adult * int(price[:-1]) // 100 * 100
            elif price != _NOT_SOLD:
                prices[kind] = min(int(price), adult) * 100
        return prices


@dataclass(frozen=True, slots=True, eq=False)  # there is one of each
class Sight:
    """Somewhere to go, as sights.txt explains it."""

    sight_id: str
    name: str
    town: Town
    point: Point
    opens: time
    closes: time
    brand: Brand
    per_day: int
    rating: int
    closed: str  # mon … sun, or nothing
    season: tuple[int, int] | None  # 1220, 225: the days of the year it opens at all
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    tickets: tuple[Ticket, ...]

    def is_open(self, day: date) -> bool:
        """Whether it opens on this day."""
        if self.season is not None:
            first, last = self.season
            today = day.month * 100 + day.day
            if not (first <= today <= last if first <= last else today >= first or today <= last):
                return False
        return _WEEK[day.weekday()] != self.closed or is_holiday(day)

    def hours(self, ticket: Ticket) -> tuple[time, time]:
        """From when until when a ticket is good."""
        return ticket.night or (self.opens, self.closes)


@cache
def sights() -> dict[str, Sight]:
    """Every sight by its id."""
    return {each.sight_id: each for each in _sights()}


def _sights() -> Iterator[Sight]:
    for town, lines in gazetteer.blocks(gazetteer.read("admissions", "sights.txt"), "== "):
        rows: list[tuple[str, list[Ticket]]] = []
        for line in lines:
            if line.startswith("  "):
                rows[-1][1].append(_ticket(line.split()))
            else:
                rows.append((line, []))
        for line, tickets in rows:
            yield _sight(gazetteer.towns()[town], line, tuple(tickets))


def _sight(town: Town, line: str, tickets: tuple[Ticket, ...]) -> Sight:
    words, aliases, tags = gazetteer.split(line, 3)
    name, where, hours, brand_id, per_day, rating, *more = words
    extra = dict(each.split("=") for each in more)
    first, _, last = extra.get("open", "").partition("-")
    opens, closes = _hours(hours)
    return Sight(
        sight_id=f"a{hashlib.blake2b(f'{town.name}{name}'.encode(), digest_size=4).hexdigest()}",
        name=name,
        town=town,
        point=gazetteer.point_of(where),
        opens=opens,
        closes=closes,
        brand=_agency(name) if brand_id == "-" else brands()[brand_id],
        per_day=int(per_day),
        rating=int(rating),
        closed=extra.get("closed", ""),
        season=(int(first), int(last)) if first else None,
        aliases=gazetteer.spoken(aliases),
        tags=tuple(tags),
        tickets=tickets,
    )


def _agency(name: str) -> Brand:
    agencies = of_kind("agency")
    return agencies[int(chance("agency", name) * len(agencies))]


def _ticket(words: list[str]) -> Ticket:
    name, yuan, *more = words
    extra = dict(each.split("=") for each in more if "=" in each)
    rest, feast = (int(extra[key]) if key in extra else None for key in ("rest", "feast"))
    return Ticket(
        name=name,
        yuan=int(yuan),
        months=gazetteer.months_of(extra.get("months", "-")),
        rest=rest,
        feast=feast,
        night=_hours(extra["night"]) if "night" in extra else None,
        kinds=tuple((kind, extra.get(kind, _HALF)) for kind in KINDS[1:]),
        alone="alone" in more,
    )


def _hours(text: str) -> tuple[time, time]:
    first, _, last = text.partition("-")
    return time(int(first[:2]), int(first[2:])), time(int(last[:2]), int(last[2:]))
