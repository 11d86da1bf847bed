"""Hotels: every house with its chain, its place and its rooms."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import cos, pi, radians, sin

from bangwo_city.geography import Point
from bangwo_city.merchant.menu import chance
from bangwo_city.travel import gazetteer
from bangwo_city.travel.brands import Brand, brands, of_kind
from bangwo_city.travel.gazetteer import Landmark, Town

_METRES_PER_DEGREE = 111_320
_NEAREST_M, _FARTHEST_M = 120, 1_100
"""How far from its landmark a house lies."""


@dataclass(frozen=True, slots=True)
class Room:
    """A type of room, as rooms.txt explains it."""

    word: str  # single, double, twin, family, suite
    percent: int
    guests: int
    count: int
    name: str


@dataclass(frozen=True, slots=True)
class Chain:
    """What houses of one name have in common, as chains.txt explains it."""

    name: str
    brand_id: str  # empty: sold by an agency
    stars: int
    yuan: int
    rooms: tuple[Room, ...]
    breakfast_yuan: int
    pattern: str
    aliases: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def is_one(self) -> bool:
        """Whether this stands for houses on their own."""
        return self.pattern == "A"

    def named(self, town: str, area: str) -> str:
        """What its house in an area of a town is called."""
        if self.is_one:
            return area
        # 杭州杭州东站 would say the town twice
        return self.pattern.replace("C", "" if area.startswith(town) else town, 1).replace("A", area, 1)


@dataclass(frozen=True, slots=True, eq=False)  # there is one of each
class Hotel:
    """One house."""

    hotel_id: str
    name: str
    chain: Chain
    brand: Brand
    town: Town
    landmark: Landmark
    area: str
    point: Point
    address: str
    yuan: int  # a double room on a plain night
    rating: int

    def room(self, word: str) -> Room | None:
        """Its rooms of a type."""
        return next((room for room in self.chain.rooms if room.word == word), None)


@cache
def hotels() -> dict[str, Hotel]:
    """Every hotel by its id."""
    return {each.hotel_id: each for each in _hotels()}


@cache
def chains() -> dict[str, Chain]:
    """Every chain by its name."""
    classes = _classes()
    found: dict[str, Chain] = {}
    for line in gazetteer.read("stays", "chains.txt"):
        (name, brand, stars, yuan, kind, pattern), aliases, tags = gazetteer.split(line, 3)
        breakfast, rooms = classes[kind]
        brand_id = "" if brand == "-" else brand
        spoken = gazetteer.spoken(aliases)
        found[name] = Chain(name, brand_id, int(stars), int(yuan), rooms, breakfast, pattern, spoken, tuple(tags))
    return found


def _classes() -> dict[str, tuple[int, tuple[Room, ...]]]:
    classes: dict[str, tuple[int, tuple[Room, ...]]] = {}
    for head, lines in gazetteer.blocks(gazetteer.read("stays", "rooms.txt"), "class "):
        name, breakfast = head.split()
        rows = (line.split() for line in lines)
        rooms = tuple(
            Room(word, int(percent), int(guests), int(count), title) for word, percent, guests, count, title in rows
        )
        classes[name] = int(breakfast), rooms
    return classes


def _hotels() -> Iterator[Hotel]:
    for town_name, lines in gazetteer.blocks(gazetteer.read("stays", "hotels.txt"), "== "):
        town = gazetteer.towns()[town_name]
        for line in lines:
            mark, _, houses = line.partition(":")
            for house in houses.split():
                chain, _, area = house.partition("/")
                yield _hotel(town, town.landmarks[mark], chains()[chain], area or mark)


def _hotel(town: Town, landmark: Landmark, chain: Chain, area: str) -> Hotel:
    name = chain.named(town.name, area)
    key = f"{town.name}{landmark.name}{name}"
    away = _NEAREST_M + int((_FARTHEST_M - _NEAREST_M) * chance(key, "away") ** 2)
    near = 112 - 24 * away // _FARTHEST_M  # the nearer, the dearer
    number = 2 + int(397 * chance(key, "number"))
    street = landmark.street if landmark.street.startswith(town.name) else town.name + landmark.street
    return Hotel(
        hotel_id=f"h{hashlib.blake2b(key.encode(), digest_size=4).hexdigest()}",
        name=name,
        chain=chain,
        brand=brands()[chain.brand_id] if chain.brand_id else _agency(key),
        town=town,
        landmark=landmark,
        area=area,
        point=_around(landmark.point, away, 2 * pi * chance(key, "side")),
        address=f"{street}{number}号",
        yuan=chain.yuan * town.level * near * (92 + int(17 * chance(key, "price"))) // 100**3,
        rating=min(42 + chain.stars // 2 + int(6 * chance(key, "rating")), 49),
    )


def _agency(key: str) -> Brand:
    agencies = of_kind("agency")
    return agencies[int(chance("agency", key) * len(agencies))]


def _around(point: Point, away_m: int, side: float) -> Point:
    lat = point.lat + away_m * cos(side) / _METRES_PER_DEGREE
    lon = point.lon + away_m * sin(side) / (_METRES_PER_DEGREE * cos(radians(point.lat)))
    return Point(round(lat, 6), round(lon, 6))
