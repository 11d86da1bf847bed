"""The timetable: which flights and trains go between two cities, the same for the same seed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from bangwo_city.travel.brands import Brand, brands, of_kind
from bangwo_city.travel.cities import City, Stop, cities
from bangwo_city.travel.journeys.cabins import Cabin, fleet

_FLIGHT_KM_MIN = 250
_FAST_KM_MAX, _SLOW_KM_MAX = 2300, 4800
_TRACK = 1.22  # a railway is so much longer than the way of a bird
_FLIGHTS_MAX, _FAST_MAX, _SLOW_MAX = 24, 24, 6
_ID = re.compile(r"([ft])_([a-z]{3})_([a-z]{3})_([1-9]\d?)")


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """A flight or a train as it goes every day, or every other."""

    service_id: str  # f_bjs_sha_3
    kind: str  # flight, train
    number: str  # CA1501, G7
    carrier: str  # 国航, 中国铁路
    brand: Brand  # in whose name it is sold
    merchant_id: str
    start: City
    end: City
    origin: Stop
    goal: Stop
    terminals: tuple[str, str]
    departs: int  # minutes of the day
    minutes: int
    km: int  # as flown, or along the track
    cabins: tuple[Cabin, ...]
    rests_on: int  # the weekday on which it does not go; 7: none


def service(seed: int, service_id: str) -> Service | None:
    """A service by its id; any text may come."""
    read = _ID.fullmatch(service_id)
    if read is None or not {read[2], read[3]} <= cities().keys():
        return None
    kind = "flight" if read[1] == "f" else "train"
    return next((each for each in services(seed, kind, read[2], read[3]) if each.service_id == service_id), None)


@lru_cache(maxsize=64)
def services(seed: int, kind: str, start_id: str, end_id: str) -> tuple[Service, ...]:
    """All services of one kind from one city to another, by their departure."""
    start, end = cities()[start_id], cities()[end_id]
    if start is end:
        return ()
    random = Random(f"{seed}:{kind}:{start_id}:{end_id}")
    made = _flights(start, end, random) if kind == "flight" else _trains(start, end, random)
    return tuple(sorted(made, key=lambda each: each.departs))


def _flights(start: City, end: City, random: Random) -> Iterator[Service]:
    km = start.km_to(end)
    if km < _FLIGHT_KM_MIN or not (start.airports and end.airports) or "CN" not in (start.country, end.country):
        return
    strength = start.size * end.size
    wanted = strength / 4 * (0.5 if km < 700 else 1.0)
    count = min(round(wanted), _FLIGHTS_MAX) or (1 if strength >= 6 else 0)
    numbers = _numbers(start, random)
    for turn in range(1, count + 1):
        brand = _airline(start, end, random)
        plain = brand.brand_id in ("9c", "kn", "pn", "ho")
        wide = not plain and strength >= 40 and random.random() < 0.3
        origin, goal = _airport(start, random), _airport(end, random)
        yield Service(
            service_id=f"f_{start.city_id}_{end.city_id}_{turn}",
            kind="flight",
            number=f"{brand.code}{next(numbers)}",
            carrier=brand.name,
            brand=brand,
            merchant_id=brand.brand_id,
            start=start,
            end=end,
            origin=origin,
            goal=goal,
            terminals=(_terminal(origin, brand), _terminal(goal, brand)),
            departs=_spread(turn, count, 6 * 60 + 30, 22 * 60 + 30, random),
            minutes=_to_five(40 + km / 12 + random.randrange(-5, 11)),
            km=km,
            cabins=fleet()["plain" if plain else "wide" if wide else "narrow"],
            rests_on=random.randrange(8) if count < 8 else 7,
        )


def _trains(start: City, end: City, random: Random) -> Iterator[Service]:
    km = round(start.km_to(end) * _TRACK)
    strength = start.size * end.size
    for turn, (letter, speed, count) in enumerate(_lines(start, end, km, strength, random), 1):
        origin, goal = _station(start, end, speed, random), _station(end, start, speed, random)
        carriers = of_kind("agency")
        yield Service(
            service_id=f"t_{start.city_id}_{end.city_id}_{turn}",
            kind="train",
            number=f"{letter}{_train_number(letter, start, random)}",
            carrier=brands()["cr"].name,
            brand=carriers[random.randrange(len(carriers))],
            merchant_id="cr",
            start=start,
            end=end,
            origin=origin,
            goal=goal,
            terminals=("", ""),
            departs=_spread(turn, count, 6 * 60, 21 * 60 + 30, random)
            if speed == "fast"
            else 5 * random.randrange(5 * 12, 24 * 12),
            minutes=max(round(km / _KMH[letter] * 60 * (0.92 + 0.2 * random.random())), 12),
            km=km,
            cabins=fleet()[letter if speed == "fast" else "slow"],
            rests_on=7,
        )


_KMH = {"G": 265, "D": 175, "Z": 110, "T": 95, "K": 75}


def _lines(start: City, end: City, km: int, strength: int, random: Random) -> Iterator[tuple[str, str, int]]:
    """(letter, speed, how many of that speed) of each train."""
    if _calls(start, end, "fast") and km <= _FAST_KM_MAX and start.net == end.net:
        share = 0.5 if km < 400 else 0.35 if km < 1200 else 0.2
        count = min(round(strength * share), _FAST_MAX) or (1 if strength >= 8 else 0)
        for _ in range(count):
            yield ("D" if random.random() < (0.25 if km < 1500 else 0.1) else "G"), "fast", count
    if _calls(start, end, "slow") and 60 <= km <= _SLOW_KM_MAX:
        count = min(round(strength / 12), _SLOW_MAX) or (1 if strength >= 8 else 0)
        for _ in range(count):
            yield random.choice("ZTK" if km > 600 else "TKK"), "slow", count


def _calls(start: City, end: City, speed: str) -> bool:
    return bool(_of_speed(start, speed)) and bool(_of_speed(end, speed))


def _of_speed(city: City, speed: str) -> list[Stop]:
    return [stop for stop in city.stations if stop.speed in (speed, "any")]


def _station(city: City, other: City, speed: str, random: Random) -> Stop:
    """One whose trains leave towards the other city; the first of a city has most of them."""
    stops, face = _of_speed(city, speed), city.face_to(other)
    fitting = [stop for stop in stops if face in stop.faces or not stop.faces] or stops
    return random.choices(fitting, [3, *[1] * (len(fitting) - 1)])[0]


def _airport(city: City, random: Random) -> Stop:
    """The first of a city has most of its flights."""
    return random.choices(city.airports, [3, 2, 1][: len(city.airports)])[0]


def _terminal(stop: Stop, brand: Brand) -> str:
    """An airline always uses the same one."""
    return stop.terminals[sum(map(ord, brand.code)) % len(stop.terminals)] if stop.terminals else ""


def _airline(start: City, end: City, random: Random) -> Brand:
    home = [code.lower() for code in (*start.carriers, *end.carriers)]
    if start.country == end.country:
        home += ["ca", "mu", "cz"]
    return brands()[random.choice(home)]


def _numbers(start: City, random: Random) -> Iterator[int]:
    """Four digits, each once on a route: even ones towards Beijing, odd ones away from it."""
    used: set[int] = set()
    while True:
        number = 1000 + 2 * random.randrange(10, 4000) + (1 if start.city_id < "c" else random.randrange(2))
        if number not in used:
            used.add(number)
            yield number


def _train_number(letter: str, start: City, random: Random) -> int:
    """As many digits as its kind has; odd ones leave Beijing."""
    most = {"G": 3999, "D": 2999, "Z": 398, "T": 398, "K": 1998}[letter]
    return 2 * random.randrange(1, most // 2) + (1 if start.city_id == "bjs" else random.randrange(2))


def _spread(turn: int, count: int, first: int, last: int, random: Random) -> int:
    """Departures over the day, each somewhere in its share of it."""
    share = (last - first) / max(count, 1)
    return _to_five(first + share * ((turn - 1) % count + random.random()))


def _to_five(minutes: float) -> int:
    return round(minutes / 5) * 5
