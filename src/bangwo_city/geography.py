"""Geography: 云湖市, an invented city, and where any text lies in it."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from math import cos, hypot, pi, radians, sin, sqrt

_METRES_PER_DEGREE = 111_320
CITY = "云湖市"


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees north and east (WGS 84)."""

    lat: float
    lon: float

    def metres_to(self, other: "Point") -> int:
        """Distance in metres on a plane, right to a metre or two within the city."""
        north = (other.lat - self.lat) * _METRES_PER_DEGREE
        east = (other.lon - self.lon) * _METRES_PER_DEGREE * cos(radians(self.lat))
        return round(hypot(north, east))

    def towards(self, other: "Point", share: float) -> "Point":
        """The point at this share (0 to 1) of the way to another."""
        lat = self.lat + (other.lat - self.lat) * share
        return Point(round(lat, 6), round(self.lon + (other.lon - self.lon) * share, 6))


CENTRE = Point(29.600000, 119.300000)
CORE_RADIUS_M = 3_000
"""An address lies this near the centre, so that shops deliver to it, unless it names what lies outside."""


def at(east_m: float, north_m: float) -> Point:
    """A point by its distance from the centre, in metres."""
    lat = CENTRE.lat + north_m / _METRES_PER_DEGREE
    lon = CENTRE.lon + east_m / (_METRES_PER_DEGREE * cos(radians(CENTRE.lat)))
    return Point(round(lat, 6), round(lon, 6))


@dataclass(frozen=True, slots=True)
class Street:
    """A road from its first to its last house number, as a line of straight pieces."""

    name: str
    kind: str  # express, main, street, lane
    points: tuple[Point, ...]
    last_number: int  # 0: it has no houses

    @property
    def start(self) -> Point:
        """Where its first house stands."""
        return self.points[0]

    @property
    def end(self) -> Point:
        """Where its last house stands."""
        return self.points[-1]

    def along(self, share: float) -> Point:
        """The point at this share (0 to 1) of its length."""
        pieces = list(pairwise(self.points))
        lengths = [a.metres_to(b) for a, b in pieces]
        way = share * sum(lengths)
        for (a, b), length in zip(pieces, lengths, strict=True):
            if way <= length:
                return a.towards(b, way / length if length else 0.0)
            way -= length
        return self.end


def _read_map() -> tuple[tuple[Street, ...], dict[str, Point]]:
    streets: list[Street] = []
    marks: dict[str, Point] = {}
    for line in (files("bangwo_city") / "map.txt").read_text("utf-8").splitlines():
        match line.split():
            case ["road", kind, name, last, *points]:
                streets.append(Street(name, kind, tuple(map(_point, points)), int(last)))
            case ["mark", name, point]:
                marks[name] = _point(point)
            case [word, *_] if not word.startswith("#"):
                raise ValueError(f"map.txt: cannot read {line!r}")
            case _:
                pass
    return tuple(streets), marks


def _point(text: str) -> Point:
    east, north = text.split(",")
    return at(float(east), float(north))


STREETS, LANDMARKS = _read_map()

_NUMBER = re.compile(r"(\d{1,5})\s*(?:号|弄|#)?")
_NAMES = sorted([*LANDMARKS, *(street.name for street in STREETS if street.last_number)], key=len, reverse=True)
_BY_NAME = {street.name: street for street in STREETS}


@lru_cache(maxsize=20_000)
def locate(text: str) -> Point:
    """Where an address lies: any text somewhere, the same text always at the same point; the unknown in the core."""
    plain = re.sub(r"\s+", "", text)
    known = named(plain)
    place = next((name for name in known if name in LANDMARKS), None)
    if place is not None:
        return _near(LANDMARKS[place], plain, 60)
    street = next((_BY_NAME[name] for name in known), None)
    if street is not None:
        return _near(_along(street, plain), plain, 40)
    return _near(CENTRE, plain, CORE_RADIUS_M - 200)


def named(text: str) -> list[str]:
    """The streets and landmarks it names, longest first; 科技园路 does not name 科技园 as well."""
    known: list[str] = []
    for name in _NAMES:
        if name in text:
            known.append(name)
            text = text.replace(name, "|")
    return known


def _along(street: Street, text: str) -> Point:
    said = _NUMBER.match(text, text.index(street.name) + len(street.name))
    number = int(said[1]) if said else street.last_number // 2
    return street.along((number % (street.last_number + 1)) / street.last_number)


def _near(point: Point, text: str, within_m: int) -> Point:
    """A point around another, spread evenly over a disc by the hash of the text."""
    if not text or within_m <= 0:
        return point
    digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
    angle = int.from_bytes(digest[:4], "big") / 2**32 * 2 * pi
    away = sqrt(int.from_bytes(digest[4:8], "big") / 2**32) * within_m
    east, north = away * cos(angle), away * sin(angle)
    lat = point.lat + north / _METRES_PER_DEGREE
    lon = point.lon + east / (_METRES_PER_DEGREE * cos(radians(point.lat)))
    return Point(round(lat, 6), round(lon, 6))
