"""Finding: the hotels that fit what somebody looks for, best first."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from bangwo_city.geography import Point
from bangwo_city.travel import nearby
from bangwo_city.travel.gazetteer import plain
from bangwo_city.travel.stays.asking import Asked
from bangwo_city.travel.stays.hotels import Hotel, hotels

_KIND = re.compile(r"(大酒店|度假酒店|酒店|宾馆|饭店|民宿|客栈|hotel|店|的)")
_ONLY_THE_CHAIN, _CHAIN_AND_NEARLY, _CHAIN_AND_AREA = 60, 78, 95

Found = tuple[Hotel, int | None]
"""A hotel, and how far it is from the place that was named."""


def looked_for(asked: Asked) -> list[Found]:
    """By their names, then nearest, then by what people think of them. Around a place, only if none is near it."""
    among = _in_town(asked.town.name) if asked.town else _all()
    if asked.merchant_id:
        among = tuple(hotel for hotel in among if hotel.hotel_id == asked.merchant_id)
    placed: list[Found] = _by_distance(asked.near, among) if asked.near else [(hotel, None) for hotel in among]
    if asked.text:
        fits = _called(asked.text, [hotel for hotel, _ in placed])
        placed = [each for each in placed if each[0].hotel_id in fits]
        placed.sort(key=lambda each: -fits[each[0].hotel_id])  # stable: within a name the nearest or best stay first
    return placed


def _by_distance(near: Point, among: Iterable[Hotel]) -> list[Found]:
    away = sorted(((near.metres_to(hotel.point), hotel) for hotel in among), key=lambda each: each[0])
    most = nearby.HERE_M if away and away[0][0] <= nearby.HERE_M else nearby.AROUND_M
    return [(hotel, metres) for metres, hotel in away if metres <= most]


@cache
def _all() -> tuple[Hotel, ...]:
    return tuple(sorted(hotels().values(), key=lambda hotel: (-hotel.rating, hotel.hotel_id)))


@cache
def _in_town(name: str) -> tuple[Hotel, ...]:
    return tuple(hotel for hotel in _all() if hotel.town.name == name)


def _called(said: str, among: Sequence[Hotel]) -> dict[str, int]:
    """The hotels that a name fits: a whole name, a chain, a chain and an area (全季西溪店, 人民广场的全季)."""
    names = {hotel.hotel_id: _names()[hotel.hotel_id] for hotel in among}
    chained = {each: score for each, (_, *parts) in names.items() if (score := _by_chain(said, *parts))}
    whole = nearby.fitting(said, {each: own for each, (own, *_) in names.items()})
    found = {each: max(chained.get(each, 0), whole.get(each, 0)) for each in (*chained, *whole)}
    best = max(found.values(), default=0)
    return {each: score for each, score in found.items() if score > best - 10}


def _by_chain(said: str, names: tuple[str, ...], areas: tuple[str, ...]) -> int:
    chain = next((name for name in names if name in said), None)
    if chain is None:
        return 0
    rest = nearby.bare(_KIND.sub("", said.replace(chain, "", 1)))
    if not rest:
        return nearby.HOLDS
    if any(rest in area or area in rest for area in areas):
        return _CHAIN_AND_AREA
    return _CHAIN_AND_NEARLY if nearby.nearly(rest, areas) else _ONLY_THE_CHAIN


@cache
def _names() -> dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """By hotel: its whole names, how its chain is called (the longest first), and where it lies."""
    found: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {}
    for each in hotels().values():
        whole = plain(each.name), plain(each.town.name + each.name)
        words = () if each.chain.is_one else (each.chain.name, *each.chain.aliases)
        names = sorted({plain(word) for word in words}, key=len, reverse=True)
        mark = each.landmark
        areas = {plain(word) for word in (each.area, mark.name, mark.street, each.town.name, *mark.aliases)}
        found[each.hotel_id] = whole, tuple(names), tuple(sorted(areas))
    return found
