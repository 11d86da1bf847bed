"""Stays: rooms of hotels, night by night, never more than there are."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, islice
from typing import NamedTuple

from bangwo_city.clock import LOCAL
from bangwo_city.merchant import Doc
from bangwo_city.merchant.reading import Invalid
from bangwo_city.travel.allotments import Allotments, Claim
from bangwo_city.travel.desk import Allotment, Course, Line, Offer
from bangwo_city.travel.stays import rates
from bangwo_city.travel.stays.asking import NIGHTS_MAX, SALE_DAYS, Asked, asked_of
from bangwo_city.travel.stays.finding import Found, looked_for
from bangwo_city.travel.stays.hotels import Hotel, Room, hotels
from bangwo_city.travel.stays.rates import PLANS, Night, Plan

OFFERS_MAX = 160
"""No search shows more; who wants the others asks more closely."""


class Vacancy(NamedTuple):
    """A type of room in a hotel for some nights, and how many are left for all of them."""

    hotel: Hotel
    room: Room
    stay: tuple[Night, ...]
    left: int
    place: int = 0  # among what its hotel has, the most usual first
    away_m: int | None = None


class Stays:
    """Sells the rooms of hotels.txt."""

    capability = "org.bangwo.stay"

    def __init__(self, seed: int, book: Allotments) -> None:
        self._seed = seed
        self._book = book

    def merchants(self) -> Sequence[Doc]:
        """The hotels."""
        return [_merchant(each) for each in hotels().values()]

    def find(self, asked: Doc, now: datetime) -> Sequence[Offer]:
        """Every hotel's most usual room, nearest or best first, then their second ones; what is sold out comes last."""
        wanted = asked_of(asked, now)
        vacancies = [each for found in looked_for(wanted) for each in self._vacancies(found, wanted, now)]
        fitting = [each for each in vacancies if wanted.guests <= each.room.guests * wanted.rooms]
        if vacancies and not fitting:
            raise Invalid("too_many_guests", f"{wanted.rooms}间房住不下{wanted.guests}位客人", 422)
        enough = [each for each in fitting if each.left >= wanted.rooms]
        short = [each for each in fitting if each.left < wanted.rooms]
        choices = chain(_in_turn(enough), _in_turn(short))
        return [_offer(vacancy, plan) for vacancy, plan in islice(choices, OFFERS_MAX)]

    def offer(self, product_id: str, now: datetime) -> Offer | None:
        """A room by its product's id, `h1b2c3d4_double_f_20260212_2`, as long as its first day is not over."""
        choice = self._read(product_id, now)
        return None if choice is None else _offer(*choice)

    def allot(self, lines: Sequence[Line], wishes: Sequence[str], now: datetime) -> Allotment | None:
        """A claim for every night of every line; which room it will be is said at the door."""
        claims: list[Claim] = []
        for line in lines:
            choice = self._read(line.offer.product_id, now)
            if choice is None:
                return None
            hotel, room, stay, *_ = choice[0]
            claims += (
                Claim(line.number, rates.pool(hotel, room, night), line.quantity, limit)
                for night, limit in zip(stay, rates.limits(hotel, room, stay), strict=True)
            )
        return Allotment(tuple(claims), tuple(wishes)) if self._book.fits(claims, now) else None

    def course(self, line: Line, places: Sequence[str], order_id: str, now: datetime) -> Course:
        """Ready when one may check in, over when one has to be out."""
        choice = self._read(line.offer.product_id, now)
        if choice is None:
            raise LookupError(f"{line.offer.product_id} is no stay")
        stay = choice[0].stay
        arrival = datetime.combine(stay[0].day, rates.CHECK_IN, LOCAL)
        departure = datetime.combine(stay[-1].day + timedelta(days=1), rates.CHECK_OUT, LOCAL)
        return Course(arrival, departure, line.offer.rule)

    def _vacancies(self, found: Found, asked: Asked, now: datetime) -> Iterator[Vacancy]:
        hotel, away = found
        stay = rates.nights(self._seed, hotel, asked.check_in, asked.nights)
        rooms = [room for room in hotel.chain.rooms if asked.room_type in ("", room.word)]
        rooms.sort(key=lambda room: room.guests * asked.rooms < asked.guests)
        for place, room in enumerate(rooms):
            yield Vacancy(hotel, room, stay, self._left(hotel, room, stay, now), place, away)

    def _left(self, hotel: Hotel, room: Room, stay: tuple[Night, ...], now: datetime) -> int:
        """How many rooms can be had for all of the nights."""
        taken = (self._book.taken(rates.pool(hotel, room, night), now) for night in stay)
        return max(min(limit - count for limit, count in zip(rates.limits(hotel, room, stay), taken, strict=True)), 0)

    def _read(self, product_id: str, now: datetime) -> tuple[Vacancy, Plan] | None:
        """What a product's id means; None for any other text, and for nights that are not sold."""
        parts = product_id.split("_")
        if len(parts) != 5 or parts[0] not in hotels():
            return None
        hotel = hotels()[parts[0]]
        room, plan = hotel.room(parts[1]), next((plan for plan in PLANS if plan.plan_id == parts[2]), None)
        count = next((count for count in range(1, NIGHTS_MAX + 1) if str(count) == parts[4]), 0)
        check_in = _day(parts[3])
        if room is None or plan is None or check_in is None or not count or check_in < now.date():
            return None
        if check_in + timedelta(days=count) > now.date() + timedelta(days=SALE_DAYS):
            return None
        stay = rates.nights(self._seed, hotel, check_in, count)
        return Vacancy(hotel, room, stay, self._left(hotel, room, stay, now)), plan


def _day(text: str) -> date | None:
    try:
        day = datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        return None
    return day if f"{day:%Y%m%d}" == text else None


def _in_turn(vacancies: Sequence[Vacancy]) -> Iterator[tuple[Vacancy, Plan]]:
    """Every room under every plan: each hotel's most usual first, then the next ones of all hotels, and so on."""
    last = max((each.place for each in vacancies), default=-1) + len(PLANS)
    for turn in range(last):
        for each in vacancies:
            if 0 <= turn - each.place < len(PLANS):
                yield each, PLANS[turn - each.place]


def _offer(vacancy: Vacancy, plan: Plan) -> Offer:
    hotel, room, stay, left, _, away = vacancy
    nightly = rates.nightly_fen(hotel, room, plan, stay)
    check_in, key = stay[0].day, stay[0].key
    details: Doc = {
        "merchant_id": hotel.hotel_id,
        "hotel": hotel.name,
        "city": hotel.town.name,
        "stars": hotel.chain.stars,
        "room_type": room.word,
        "room_name": f"{room.name}（{plan.title}）",
        "check_in": check_in.isoformat(),
        "nights": len(stay),
        "guests_max": room.guests,
        "breakfast": plan.breakfast,
        "refundable": plan.refundable,
        "nightly": nightly,
        "lat": hotel.point.lat,
        "lon": hotel.point.lon,
        "address": hotel.address,
        "rating": hotel.rating,
    }
    if away is not None:
        details["distance_m"] = away
    return Offer(
        # hotel, room, terms, first night, nights
        product_id=f"{hotel.hotel_id}_{room.word}_{plan.plan_id}_{key}_{len(stay)}",
        title=f"{hotel.name} {room.name} {plan.title} {key[4:6]}-{key[6:]}起{len(stay)}晚",
        description=f"{hotel.address}，{hotel.landmark.name}附近",
        merchant_id=hotel.hotel_id,
        price_fen=sum(nightly),
        left=left,
        details=details,
        rule=rates.rule(plan, nightly, check_in),
        brand=hotel.brand,
    )


def _merchant(hotel: Hotel) -> Doc:
    called = () if hotel.chain.is_one else (hotel.chain.name, *hotel.chain.aliases)
    short = () if hotel.chain.is_one else (f"{hotel.chain.name}{hotel.area}店", f"{hotel.area}{hotel.chain.name}")
    return {
        "id": hotel.hotel_id,
        "name": hotel.name,
        "trade": "hotel",
        "lat": hotel.point.lat,
        "lon": hotel.point.lon,
        "address": hotel.address,
        "city": hotel.town.name,
        "brand": hotel.brand.name,
        "stars": hotel.chain.stars,
        "opens": "00:00",
        "closes": "00:00",
        "rating": hotel.rating,
        "aliases": [*short, *called],
        "tags": list(hotel.chain.tags),
        "delivery": None,
    }
