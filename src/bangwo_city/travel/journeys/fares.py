"""Fares: what a place costs and how many others have bought, by day, demand and how far ahead."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from bangwo_city.merchant.menu import chance
from bangwo_city.travel.journeys.cabins import Cabin
from bangwo_city.travel.journeys.rushes import rush
from bangwo_city.travel.journeys.timetable import Service

_CABINS = {
    "economy": 1.0,
    "business": 2.8,
    "first": 4.2,
    "second": 1.0,
    "hard_seat": 1.0,
    "hard_sleeper": 1.8,
    "soft_sleeper": 2.8,
    "no_seat": 1.0,
}
_RAIL = {"first": 1.6, "business": 3.15}
_PER_KM_FEN = {"G": 46, "D": 31, "Z": 12, "T": 12, "K": 11}
_KINDS = {
    ("flight", "child"): 50,
    ("flight", "senior"): 90,
    ("train", "child"): 50,
    ("train", "student"): 75,
}
"""Percent of the full fare. A student pays less in the plain classes alone, a child in a sleeper three quarters."""
_FOR_STUDENTS = ("second", "hard_seat", "hard_sleeper", "no_seat")


def kinds(service: Service, cabin: Cabin) -> tuple[str, ...]:
    """The kinds of person that are told apart."""
    if service.kind == "flight":
        return ("adult", "child", "senior")
    return ("adult", "child", "student") if cabin.word in _FOR_STUDENTS else ("adult", "child")


@lru_cache(maxsize=1024)
def fare_fen(seed: int, service: Service, cabin: Cabin, day: date, today: date) -> Mapping[str, int]:
    """What each kind of person pays today for a place on a day, in fen."""
    if service.kind == "train":
        full = adult = _rail_fen(service, cabin, day)
    else:
        full = _to_ten_yuan((32000 + 92 * service.km) * _CABINS[cabin.word])
        adult = min(full, _to_ten_yuan(full * _part(seed, service, day, today)))
    fares = {"adult": adult}
    for kind in kinds(service, cabin)[1:]:
        percent = _KINDS[service.kind, kind]
        if kind == "child" and cabin.berths:
            percent = 75
        part = full if kind == "child" else adult
        fares[kind] = min(_to_half_yuan(part * percent / 100), adult)
    return fares


def bought(seed: int, service: Service, cabin: Cabin, day: date, hours_ahead: float) -> int:
    """How many places others have by so many hours before the departure: more and more, never more than there are."""
    crowd = rush(day, _homewards(service))
    end = 0.45 + 0.4 * _draw(seed, service.service_id, day, cabin.word) + 0.35 * crowd
    if cabin.word in ("business", "first", "no_seat", "soft_sleeper"):
        end -= 0.1
    days = max(hours_ahead, 0.0) / 24
    pace = 9 + 40 * crowd
    return min(int(cabin.size * end * pace / (pace + days)), cabin.size)


def _rail_fen(service: Service, cabin: Cabin, day: date) -> int:
    letter = service.number[0]
    base = service.km * _PER_KM_FEN[letter]
    if service.km > 500:  # long ways cost less for each kilometre
        base = (500 + (service.km - 500) * 0.85) * _PER_KM_FEN[letter]
    part = 1.0
    if letter in "GD":  # the fast ones cost more when more want to go
        part = 0.92 + 0.12 * rush(day, _homewards(service)) + (0.05 if 8 * 60 <= service.departs < 19 * 60 else 0.0)
    factor = _RAIL.get(cabin.word) or _CABINS[cabin.word]
    return max(_to_half_yuan(base * factor * part), 300)


def _part(seed: int, service: Service, day: date, today: date) -> float:
    """The part of the full fare asked today: cheapest some weeks ahead, dear on the last days and in a rush."""
    ahead = max((day - today).days, 0)
    early = 0.40 + max(ahead - 30, 0) * 0.003
    late = 0.62 * 3.5 / (3.5 + ahead)
    crowd = 0.45 * rush(day, _homewards(service))
    hour = service.departs // 60
    liked = 0.06 if 8 <= hour < 11 or 16 <= hour < 20 else -0.06 if hour < 7 or hour >= 21 else 0.0
    moves = 0.12 * (_draw(seed, service.service_id, day, today) - 0.5)
    plain = 0.8 if len(service.cabins) == 1 else 1.0
    return max((early + late + crowd + liked + moves) * plain, 0.22)


def _homewards(service: Service) -> bool:
    return service.end.size < service.start.size


@lru_cache(maxsize=2048)
def _draw(seed: int, service_id: str, day: date, about: str | date) -> float:
    return chance(seed, service_id, day.toordinal(), str(about))


def _to_ten_yuan(fen: float) -> int:
    return round(fen / 1000) * 1000


def _to_half_yuan(fen: float) -> int:
    return round(fen / 50) * 50
