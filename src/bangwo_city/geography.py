"""Geography: 云湖市, an invented city, and where any text lies in it."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
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
"""Every address lies within this distance of the centre, so that shops deliver to it."""


def _at(east_m: float, north_m: float) -> Point:
    """A point by its distance from the centre."""
    lat = CENTRE.lat + north_m / _METRES_PER_DEGREE
    lon = CENTRE.lon + east_m / (_METRES_PER_DEGREE * cos(radians(CENTRE.lat)))
    return Point(round(lat, 6), round(lon, 6))


@dataclass(frozen=True, slots=True)
class Street:
    """A street from its first to its last house number, as a straight line."""

    name: str
    start: Point
    end: Point
    last_number: int


STREETS = tuple(
    Street(name, _at(*start), _at(*end), last)
    for name, start, end, last in (
        # running east, from south to north
        ("滨湖路", (-2200, -1900), (2200, -1700), 480),
        ("解放路", (-2600, -1200), (2600, -1100), 560),
        ("和平路", (-2700, -600), (2700, -500), 600),
        ("人民路", (-2800, 0), (2800, 0), 640),
        ("青年路", (-2700, 550), (2700, 650), 600),
        ("文三路", (-2600, 1100), (2500, 1200), 520),
        ("学院路", (-2300, 1700), (2200, 1800), 440),
        ("科技园路", (-1700, 2350), (1700, 2400), 320),
        # running north, from west to east
        ("西园路", (-2400, -1700), (-2300, 1500), 360),
        ("中山路", (-1500, -2300), (-1450, 2300), 480),
        ("湖滨大道", (-700, -2700), (-650, 2700), 560),
        ("云湖大道", (0, -2800), (0, 2800), 600),
        ("建设路", (700, -2700), (750, 2600), 520),
        ("长江路", (1500, -2300), (1450, 2300), 480),
        ("东环路", (2350, -1600), (2300, 1600), 360),
        # lanes
        ("桂花巷", (-1200, -300), (-900, 300), 88),
        ("柳荫街", (300, -900), (600, -650), 96),
        ("梧桐街", (900, 700), (1300, 1000), 120),
        ("老码头街", (-500, -2200), (200, -2100), 90),
        ("书院巷", (-1900, 1300), (-1700, 1600), 66),
    )
)

LANDMARKS = {
    name: _at(east, north)
    for name, east, north in (
        # stations and the airport bus
        ("云湖火车站", 1900, -1900),
        ("火车站", 1900, -1900),
        ("云湖东站", 2600, 900),
        ("高铁站", 2600, 900),
        ("汽车站", -1900, -1800),
        ("人民广场", 50, 30),
        ("市政府", 120, 420),
        # districts
        ("湖滨新区", -800, -1700),
        ("老城区", -300, -300),
        ("高新区", 600, 2200),
        ("大学城", -1500, 1850),
        ("城东", 1900, 200),
        ("城西", -2000, 0),
        # homes
        ("翠园小区", -1300, -560),
        ("湖畔花园", -900, -2000),
        ("阳光花园", 1200, -800),
        ("金桂苑", -1700, 700),
        ("云湖壹号", 300, -1500),
        ("锦绣家园", 1700, 1200),
        ("春江里", -400, 1400),
        ("紫藤公寓", 850, 950),
        ("教师新村", -1900, 1500),
        ("铁路新村", 1700, -1500),
        # offices
        ("云湖中心", 200, 200),
        ("国际金融大厦", 500, -150),
        ("创业大厦", 900, 2300),
        ("软件园", 300, 2450),
        ("科技园", 0, 2370),
        ("科创大厦", -400, 2300),
        ("世贸中心", -200, -450),
        ("报业大厦", 1100, 150),
        # malls and cinemas lie in or by them
        ("湖滨里", -650, -1250),
        ("万景汇", 250, -80),
        ("云天广场", 1450, 600),
        ("星湖城", -1450, 1150),
        ("悦来天地", -100, 1700),
        ("东城坊", 2100, 300),
        ("西园印象", -2200, -200),
        ("老码头", -200, -2150),
        # hospitals, schools, sights
        ("市一医院", -950, 150),
        ("人民医院", 650, -700),
        ("妇幼保健院", 1300, 1300),
        ("云湖大学", -1600, 1900),
        ("实验小学", 400, 800),
        ("第二中学", -700, 900),
        ("图书馆", 350, 1250),
        ("体育馆", 1700, 1700),
        ("大剧院", -300, 900),
        ("云湖公园", -1000, -2300),
        ("湿地公园", -2300, -1300),
        ("动物园", 2200, -900),
    )
}

_NUMBER = re.compile(r"(\d{1,5})\s*(?:号|弄|#)?")
_NAMES = sorted([*LANDMARKS, *(street.name for street in STREETS)], key=len, reverse=True)
_BY_NAME = {street.name: street for street in STREETS}


@lru_cache(maxsize=20_000)
def locate(text: str) -> Point:
    """Where an address lies: any text somewhere in the core, the same text always at the same point."""
    plain = re.sub(r"\s+", "", text)
    known = _named(plain)
    place = next((name for name in known if name in LANDMARKS), None)
    if place is not None:
        return _near(LANDMARKS[place], plain, 60)
    street = next((_BY_NAME[name] for name in known), None)
    if street is not None:
        return _near(_along(street, plain), plain, 40)
    return _near(CENTRE, plain, CORE_RADIUS_M - 200)


def _named(text: str) -> list[str]:
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
    return street.start.towards(street.end, (number % (street.last_number + 1)) / street.last_number)


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
