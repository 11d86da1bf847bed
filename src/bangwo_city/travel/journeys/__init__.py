"""Journeys: the desk of flights and trains, worked out when somebody asks for them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bangwo_city.merchant import Doc, Notice, wire
from bangwo_city.merchant.reading import Invalid
from bangwo_city.travel.allotments import Allotments, Claim
from bangwo_city.travel.brands import brands, of_kind
from bangwo_city.travel.cities import City, Stop, cities
from bangwo_city.travel.desk import Allotment, Course, Line, Offer
from bangwo_city.travel.journeys import fares, trips
from bangwo_city.travel.journeys.asking import SALE_DAYS, Asked, asked_of
from bangwo_city.travel.journeys.cabins import Cabin
from bangwo_city.travel.journeys.timetable import service, services
from bangwo_city.travel.journeys.trips import Trip
from bangwo_city.travel.lazily import Lazily

_READY_BEFORE = {"flight": timedelta(hours=2), "train": timedelta(hours=1)}
_MINUTE_FEN = 60
"""What a minute on the way is worth, when the best is to come first."""
_PEOPLE = {"adult": "", "child": "（儿童）", "senior": "（老人）", "student": "（学生）"}


@dataclass(frozen=True, slots=True)
class _Found:
    """A cabin of a trip that fits; the least rank is the best."""

    trip: Trip
    cabin: Cabin
    rank: tuple[bool, int, int]


class Journeys:
    """Sells every flight and train between the cities of cities.toml."""

    capability = "org.bangwo.journey"

    def __init__(self, seed: int, book: Allotments) -> None:
        self._seed = seed
        self._book = book

    def merchants(self) -> Sequence[Doc]:
        """The carriers, each at the place of the first city that it calls home."""
        homes = {code: city for city in reversed(cities().values()) for code in city.carriers}
        capital = cities()["bjs"]
        airlines = [_merchant(each.brand_id, "flight", homes.get(each.code, capital)) for each in of_kind("airline")]
        return [*airlines, *(_merchant(each.brand_id, "train", capital) for each in of_kind("railway"))]

    def find(self, asked: Doc, now: datetime) -> Sequence[Offer]:
        """What goes on a day from one place to another: what can be had first, and of that the quick and cheap."""
        wanted = asked_of(asked, now)
        if not services(self._seed, wanted.kind, wanted.start.city.city_id, wanted.end.city.city_id):
            raise Invalid("route_unknown", f"{wanted.start.city.name}到{wanted.end.city.name}没有直达", 422)
        found = sorted(self._fitting(wanted, now), key=lambda each: each.rank)
        return Lazily(found, lambda each: self._offer(each.trip, each.cabin, "adult", now))

    def offer(self, product_id: str, now: datetime) -> Offer | None:
        """A place of a cabin in a trip for a kind of person: `f_bjs_sha_3_20260212_economy_child`."""
        found = self._read(product_id)
        if found is None:
            return None
        trip, cabin, kind = found
        if not trip.on_sale(now) or trip.day > now.date() + timedelta(days=SALE_DAYS):
            return None
        return self._offer(trip, cabin, kind, now)

    def allot(self, lines: Sequence[Line], wishes: Sequence[str], now: datetime) -> Allotment | None:
        """Places for all who travel together, shared out line by line."""
        claims: list[Claim] = []
        unmet: list[str] = []
        parties: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            parties[_pool(line.offer.product_id)].append(line)
        for pool, party in parties.items():
            found = self._read(party[0].offer.product_id)
            if found is None:
                return None
            trip, cabin, _ = found
            limit = cabin.size - self._bought(trip, cabin, now)
            count = sum(line.quantity for line in party)
            free = self._free(trip, cabin, pool, now) if cabin.names else 0
            chosen = cabin.choose(free, count, wishes) if count <= limit - self._book.taken(pool, now) else None
            if chosen is None:
                return None
            units, missed = chosen
            unmet += [wish for wish in missed if wish not in unmet]
            first = 0
            for line in party:
                own = units[first : first + line.quantity]
                names = tuple(cabin.names[unit] for unit in own)
                claims.append(Claim(line.number, pool, line.quantity, limit, own, names))
                first += line.quantity
        return Allotment(tuple(claims), tuple(unmet))

    def course(self, line: Line, places: Sequence[str], order_id: str, now: datetime) -> Course:
        """Ready shortly before the departure and over with the arrival, both as they will be in the end."""
        found = self._read(line.offer.product_id)
        if found is None:
            raise LookupError(f"{line.offer.product_id} is no journey")
        trip, cabin, _ = found
        notices = [Notice(now, _times(trip, now))]
        change = trip.change
        last = now
        if change is not None and now < change.at:
            last = change.at
            was = wire.moment(trip.departs(now))
            notices.append(Notice(change.at, {**_times(trip, last), "departs_at_before": was}))
        return Course(
            ready_at=trip.departs(last) - _READY_BEFORE[trip.service.kind],
            ends_at=trip.arrives(last),
            rule=trips.rule_in_the_end(trip, cabin.word, now),
            notices=tuple(notices),
        )

    def _fitting(self, wanted: Asked, now: datetime) -> Iterator["_Found"]:
        start, end = wanted.start, wanted.end
        for each in services(self._seed, wanted.kind, start.city.city_id, end.city.city_id):
            if each.origin not in start.stops or each.goal not in end.stops or not wanted.fits(each):
                continue
            trip = trips.trip(self._seed, each, wanted.day)
            if trip is None or not trip.on_sale(now):
                continue
            for cabin in each.cabins:
                if wanted.cabin in ("", cabin.word):
                    price = fares.fare_fen(self._seed, each, cabin, trip.day, now.date())["adult"]
                    gone = not self._left(trip, cabin, now)
                    yield _Found(trip, cabin, (gone, price + _MINUTE_FEN * each.minutes, each.departs))

    def _read(self, product_id: str) -> tuple[Trip, Cabin, str] | None:
        """The trip, the cabin and the kind of person in a product's id; None for any other text."""
        parts = product_id.split("_", 5)
        if len(parts) != 6:
            return None
        found = service(self._seed, "_".join(parts[:4]))
        cabin_word, _, kind = parts[5].rpartition("-")
        cabin = found and next((each for each in found.cabins if each.word == cabin_word), None)
        try:
            day = datetime.strptime(parts[4], "%Y%m%d").date()
        except ValueError:
            return None
        if not found or not cabin or kind not in fares.kinds(found, cabin) or f"{day:%Y%m%d}" != parts[4]:
            return None
        trip = trips.trip(self._seed, found, day)
        return None if trip is None else (trip, cabin, kind)

    def _offer(self, trip: Trip, cabin: Cabin, kind: str, now: datetime) -> Offer:
        each = trip.service
        asked = fares.fare_fen(self._seed, each, cabin, trip.day, now.date())
        pool = f"{trip.trip_id}_{cabin.word}"
        departs, arrives = trip.departs(now), trip.arrives(now)
        way = f"{each.origin.name}→{each.goal.name}"
        return Offer(
            product_id=f"{pool}-{kind}",
            title=f"{each.number} {departs:%m-%d %H:%M} {way} {cabin.title}{_PEOPLE[kind]}",
            description=f"{each.carrier} {each.start.name}→{each.end.name} {departs:%H:%M}–{arrives:%H:%M}",
            merchant_id=each.merchant_id,
            price_fen=asked[kind],
            left=self._left(trip, cabin, now),
            details={
                "kind": each.kind,
                "number": each.number,
                "carrier": each.carrier,
                "from": _stop(each.start, each.origin, each.terminals[0]),
                "to": _stop(each.end, each.goal, each.terminals[1]),
                "departs_at": wire.moment(departs),
                "arrives_at": wire.moment(arrives),
                "minutes": each.minutes,
                "cabin": cabin.word,
                "nonstop": True,
                "wishes": cabin.wishes,
                "kinds": {who: {"product_id": f"{pool}-{who}", "price": fen} for who, fen in asked.items()},
            },
            rule=trips.rule(trip, cabin.word, now),
            brand=each.brand,
            kind=kind,
            party=trip.trip_id,
        )

    def _left(self, trip: Trip, cabin: Cabin, now: datetime) -> int:
        taken = self._book.taken(f"{trip.trip_id}_{cabin.word}", now)
        return max(cabin.size - self._bought(trip, cabin, now) - taken, 0)

    def _bought(self, trip: Trip, cabin: Cabin, now: datetime) -> int:
        hours = (trip.departs_at - now).total_seconds() / 3600
        return fares.bought(self._seed, trip.service, cabin, trip.day, hours)

    def _free(self, trip: Trip, cabin: Cabin, pool: str, now: datetime) -> int:
        """The units that neither others nor our own have taken, as bits: at least as many as are left."""
        gone = self._book.units(pool, now)
        order = cabin.filled(Random(f"{self._seed}:{pool}"))
        for unit in order[: self._bought(trip, cabin, now)]:
            gone |= 1 << unit
        return cabin.all & ~gone


def _pool(product_id: str) -> str:
    return product_id.rpartition("-")[0]


def _times(trip: Trip, now: datetime) -> Doc:
    return {"departs_at": wire.moment(trip.departs(now)), "arrives_at": wire.moment(trip.arrives(now))}


def _stop(city: City, stop: Stop, terminal: str) -> Doc:
    doc: Doc = {"city": city.name, "name": stop.name}
    if stop.code:
        doc["code"] = stop.code
    if terminal:
        doc["terminal"] = terminal
    return doc


def _merchant(brand_id: str, trade: str, home: City) -> Doc:
    brand = brands()[brand_id]
    return {
        "id": brand_id,
        "name": brand.name,
        "trade": trade,
        "lat": home.lat,
        "lon": home.lon,
        "address": home.name,
        "city": home.name,
        "brand": brand.name,
        "opens": "00:00",
        "closes": "00:00",
        "rating": 45,
        "aliases": [brand.code] if brand.code else [],
        "tags": [],
        "delivery": None,
    }
