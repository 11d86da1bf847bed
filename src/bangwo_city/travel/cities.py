"""Cities: where journeys begin and end, and how people call it."""

import re
import tomllib
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from functools import cache
from importlib import resources
from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import Any

from bangwo_city.clock import LOCAL

_EARTH_KM = 6371
_FACES = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")


@dataclass(frozen=True, slots=True, eq=False)
class Stop:
    """An airport with its terminals, or a station with the speed of its trains and where they leave to."""

    name: str  # 首都机场, 北京南站
    code: str = ""
    terminals: tuple[str, ...] = ()
    speed: str = "any"  # fast, slow, any
    faces: tuple[str, ...] = ()  # none: all directions


@dataclass(frozen=True, eq=False)
class City:
    """A city, as cities.toml explains it."""

    city_id: str
    name: str
    english: str
    lat: float
    lon: float
    size: int
    carriers: tuple[str, ...]
    airports: tuple[Stop, ...]
    stations: tuple[Stop, ...]
    aliases: tuple[str, ...] = ()
    utc: int = 8
    country: str = "CN"
    net: str = "main"  # the fast railways that it lies on

    @property
    def zone(self) -> tzinfo:
        """Its local time."""
        return LOCAL if self.utc == 8 else timezone(timedelta(hours=self.utc))

    def km_to(self, other: "City") -> int:
        """The distance over the ground."""
        north, east = radians(other.lat - self.lat), radians(other.lon - self.lon)
        part = sin(north / 2) ** 2 + cos(radians(self.lat)) * cos(radians(other.lat)) * sin(east / 2) ** 2
        return round(2 * _EARTH_KM * asin(sqrt(part)))

    def face_to(self, other: "City") -> str:
        """The direction in which another lies, as one of eight."""
        east = radians(other.lon - self.lon) * cos(radians((self.lat + other.lat) / 2))
        return _FACES[round(degrees(atan2(east, radians(other.lat - self.lat))) / 45) % 8]


@dataclass(frozen=True, slots=True)
class Place:
    """What a name means: a city with all its stops of a kind, or with those that were named."""

    city: City
    stops: tuple[Stop, ...]


@cache
def cities() -> dict[str, City]:
    """Every city by its id."""
    text = resources.files("bangwo_city.travel").joinpath("cities.toml").read_text("utf-8")
    return {row["city_id"]: _city(row) for row in tomllib.loads(text)["city"]}


def place(kind: str, text: str) -> Place | None:
    """What a name means to who flies (`flight`) or takes a train (`train`); None: no place that is known."""
    said = re.sub(r"\s+", "", text).lower()
    named = _names(kind).get(said) or _names(kind).get(re.sub(r"(?<=.)[tT]?\d(号?航站楼)?$", "", said))
    return None if named is None else Place(*named)


@cache
def _names(kind: str) -> dict[str, tuple[City, tuple[Stop, ...]]]:
    names: dict[str, tuple[City, tuple[Stop, ...]]] = {}
    for city in cities().values():
        stops = city.airports if kind == "flight" else city.stations
        for stop in stops:
            for name in (_airport_names if kind == "flight" else _station_names)(city, stop):
                names.setdefault(name.lower(), (city, (stop,)))
        for name in _city_names(city, kind):
            names[re.sub(r"\s+", "", name).lower()] = (city, stops)
        if kind == "train":
            fast = tuple(stop for stop in stops if stop.speed != "slow")
            names[f"{city.name}高铁站"] = (city, fast or stops)
    return names


def _city_names(city: City, kind: str) -> tuple[str, ...]:
    every = "机场" if kind == "flight" else "火车站"
    return (city.name, f"{city.name}市", f"{city.name}{every}", city.english, f"{city.english}市", *city.aliases)


def _airport_names(city: City, stop: Stop) -> set[str]:
    base = re.sub(r"(国际)?机场$", "", stop.name).removeprefix(city.name)
    if not base:
        return {stop.name, stop.code}
    return {stop.code, *(f"{front}{base}{end}" for front in ("", city.name) for end in ("", "机场", "国际机场"))}


def _station_names(city: City, stop: Stop) -> set[str]:
    base = stop.name.removesuffix("站")
    own = base.removeprefix(city.name)
    bases = {base} if base == city.name else {base, f"{city.name}{own}"}
    if len(own) > 1:
        bases.add(own)
    ends = ("站",) if base == city.name else ("", "站", "火车站", "高铁站")
    return {f"{each}{end}" for each in bases for end in ends} | ({stop.code} if stop.code else set())


def _city(row: dict[str, Any]) -> City:
    fixed = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    airports = tuple(_airport(*each.split()) for each in row["airports"])
    return City(
        **{**fixed, "airports": airports, "stations": tuple(_station(*each.split()) for each in row["stations"])}
    )


def _airport(name: str, code: str, *terminals: str) -> Stop:
    return Stop(name, code, terminals)


def _station(name: str, code: str, speed: str, *faces: str) -> Stop:
    return Stop(name, "" if code == "-" else code, (), speed, faces)
