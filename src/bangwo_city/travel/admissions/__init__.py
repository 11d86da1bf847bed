"""Admissions: entry tickets of sights, each day's for so many visitors."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache

from bangwo_city.clock import LOCAL
from bangwo_city.merchant import CancelRule, CancelStep, Doc
from bangwo_city.merchant.menu import chance
from bangwo_city.merchant.reading import Invalid
from bangwo_city.travel import nearby
from bangwo_city.travel.admissions.asking import SALE_DAYS, Asked, asked_of
from bangwo_city.travel.admissions.sights import ADULT, CHILD, Sight, Ticket, sights
from bangwo_city.travel.allotments import Allotments, Claim
from bangwo_city.travel.desk import Allotment, Course, Line, Offer
from bangwo_city.travel.feasts import feast
from bangwo_city.travel.gazetteer import in_month, plain, towns

LAST_ENTRY = timedelta(minutes=30)
"""Nobody is let in so shortly before the end."""

_PEOPLE = {"adult": "", "child": "（儿童）", "senior": "（老人）", "student": "（学生）"}
_NIGHT_SHARE = 3  # at night there is room for every third visitor


class Admissions:
    """Sells the tickets of sights.txt."""

    capability = "org.bangwo.admission"

    def __init__(self, seed: int, book: Allotments) -> None:
        self._seed = seed
        self._book = book

    def merchants(self) -> Sequence[Doc]:
        """The sights."""
        return [_merchant(each) for each in sights().values()]

    def find(self, asked: Doc, now: datetime) -> Sequence[Offer]:
        """Every sight's first ticket, nearest or best first, then their second ones. 422: closed_that_day …"""
        wanted = asked_of(asked, now)
        found = list(_looked_for(wanted))
        visits = [visit for sight in found for visit in self._visits(sight, wanted.day, now)]
        if found and not visits and (wanted.text or wanted.merchant_id):
            over = found[0].is_open(wanted.day) and wanted.day == now.date()
            content = "今天已停止入场" if over else f"{wanted.day:%m月%d日}不开放"
            raise Invalid("closed_that_day", f"{found[0].name}{content}", 422)
        visits.sort(key=lambda visit: visit[1])  # stable: the order of the sights stays within
        offers = [self._offer(sight, index, wanted.day, ADULT, now) for sight, index in visits]
        offers.sort(key=lambda offer: offer.left == 0)
        return offers

    def offer(self, product_id: str, now: datetime) -> Offer | None:
        """A ticket of a day for a kind of person: `a1b2c3d4_0_20260212_child`."""
        found = _read(product_id)
        if found is None:
            return None
        sight, index, day, kind = found
        if not now.date() <= day <= now.date() + timedelta(days=SALE_DAYS):
            return None
        ticket = sight.tickets[index]
        if kind not in ticket.prices_fen(day) or not _sold(sight, ticket, day, now):
            return None
        return self._offer(sight, index, day, kind, now)

    def allot(self, lines: Sequence[Line], wishes: Sequence[str], now: datetime) -> Allotment | None:
        """Places among the visitors of a day; nothing there can be wished for."""
        claims: list[Claim] = []
        for line in lines:
            found = _read(line.offer.product_id)
            if found is None:
                return None
            sight, index, day, _ = found
            pool, limit = self._pool(sight, sight.tickets[index], day)
            claims.append(Claim(line.number, pool, line.quantity, limit))
        return Allotment(tuple(claims), tuple(wishes)) if self._book.fits(claims, now) else None

    def course(self, line: Line, places: Sequence[str], order_id: str, now: datetime) -> Course:
        """Ready when the sight opens that day, over when it closes."""
        found = _read(line.offer.product_id)
        if found is None:
            raise LookupError(f"{line.offer.product_id} is no admission")
        sight, index, day, _ = found
        opens, closes = sight.hours(sight.tickets[index])
        return Course(_at(day, opens), _at(day, closes), _rule(day))

    def _visits(self, sight: Sight, day: date, now: datetime) -> Iterator[tuple[Sight, int]]:
        for index, ticket in enumerate(sight.tickets):
            if _sold(sight, ticket, day, now):
                yield sight, index

    def _pool(self, sight: Sight, ticket: Ticket, day: date) -> tuple[str, int]:
        """The visitors of a day (or night), and how many of them others have left to be."""
        part = "night" if ticket.night else "day"
        room = sight.per_day // _NIGHT_SHARE if ticket.night else sight.per_day
        busy = 0.3 + 0.2 * (day.weekday() >= 5) + 0.4 * feast(day) / 100
        share = busy + 0.5 * (chance(self._seed, sight.sight_id, part, day.toordinal()) - 0.4)
        return f"{sight.sight_id}_{part}_{day:%Y%m%d}", room - min(max(int(room * share), 0), room)

    def _offer(self, sight: Sight, index: int, day: date, kind: str, now: datetime) -> Offer:
        ticket = sight.tickets[index]
        pool, room = self._pool(sight, ticket, day)
        opens, closes = sight.hours(ticket)
        stem = f"{sight.sight_id}_{index}_{day:%Y%m%d}"
        prices = ticket.prices_fen(day)
        hours = f"{opens:%H:%M}–{closes:%H:%M}"
        return Offer(
            product_id=f"{stem}_{kind}",
            title=f"{sight.name} {day:%m-%d} {ticket.name}{_PEOPLE[kind]}",
            description=f"{sight.town.name} {sight.name} {hours}",
            merchant_id=sight.sight_id,
            price_fen=prices[kind],
            left=max(room - self._book.taken(pool, now), 0),
            details={
                "merchant_id": sight.sight_id,
                "title": sight.name,
                "city": sight.town.name,
                "ticket": ticket.name,
                "date": day.isoformat(),
                "opens": f"{opens:%H:%M}",
                "closes": f"{closes:%H:%M}",
                "kinds": {each: {"product_id": f"{stem}_{each}", "price": fen} for each, fen in prices.items()},
                "lat": sight.point.lat,
                "lon": sight.point.lon,
                "rating": sight.rating,
            },
            rule=_rule(day),
            brand=sight.brand,
            # Where a child may come alone nobody is told apart, so that nobody asks who comes with it.
            kind="" if ticket.alone and kind == CHILD else kind,
            party=f"{sight.sight_id}_{day:%Y%m%d}",
        )


def _sold(sight: Sight, ticket: Ticket, day: date, now: datetime) -> bool:
    """Whether a ticket is sold for a day at all: the sight opens, and there is time left to go in."""
    if not sight.is_open(day) or not _is_offered(ticket, day):
        return False
    return now < _at(day, sight.hours(ticket)[1]) - LAST_ENTRY


def _is_offered(ticket: Ticket, day: date) -> bool:
    """A night ticket with months is only sold in these."""
    return not (ticket.night and ticket.months) or in_month(ticket.months, day.month, -1) >= 0


def _looked_for(asked: Asked) -> Iterator[Sight]:
    """The sights that fit: by their names, then nearest, then at home, then by what people think of them."""
    fits = nearby.fitting(asked.text, _names()) if asked.text else {}
    home = next(iter(towns()))
    ranked: list[tuple[tuple[int, int, bool, int, int], Sight]] = []
    for sight in sights().values():
        if asked.merchant_id and sight.sight_id != asked.merchant_id:
            continue
        if asked.town and sight.town is not asked.town:
            continue
        if asked.text and sight.sight_id not in fits:
            continue
        away = asked.near.metres_to(sight.point) if asked.near else 0
        if away > nearby.AROUND_M:
            continue
        rank = (-fits.get(sight.sight_id, 0), away, sight.town.name != home, -sight.rating, -sight.per_day)
        ranked.append((rank, sight))
    ranked.sort(key=lambda each: each[0])
    return (sight for _, sight in ranked)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return {
        each.sight_id: tuple(
            dict.fromkeys(
                plain(f"{town}{name}") for name in (each.name, *each.aliases) for town in ("", each.town.name)
            )
        )
        for each in sights().values()
    }


def _read(product_id: str) -> tuple[Sight, int, date, str] | None:
    """The sight, the number of its ticket, the day and the kind of person; None for any other text."""
    parts = product_id.split("_")
    if len(parts) != 4 or parts[0] not in sights():
        return None
    sight = sights()[parts[0]]
    index = next((index for index in range(len(sight.tickets)) if str(index) == parts[1]), None)
    try:
        day = datetime.strptime(parts[2], "%Y%m%d").date()
    except ValueError:
        return None
    if index is None or f"{day:%Y%m%d}" != parts[2] or parts[3] not in _PEOPLE:
        return None
    return sight, index, day, parts[3]


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LOCAL)


def _rule(day: date) -> CancelRule:
    text = f"{day - timedelta(days=1):%m月%d日}24:00前免费取消，游玩当日不可取消"
    return CancelRule(text, (CancelStep(_at(day, time()), 0),))


def _merchant(sight: Sight) -> Doc:
    return {
        "id": sight.sight_id,
        "name": sight.name,
        "trade": "attraction",
        "lat": sight.point.lat,
        "lon": sight.point.lon,
        "address": f"{sight.town.name}{sight.name}",
        "city": sight.town.name,
        "brand": sight.brand.name,
        "opens": f"{sight.opens:%H:%M}",
        "closes": f"{sight.closes:%H:%M}",
        "rating": sight.rating,
        "aliases": list(sight.aliases),
        "tags": list(sight.tags),
        "delivery": None,
    }
