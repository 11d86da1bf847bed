"""Nearby: where the landmark or sight lies that somebody names, and what a name fits."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from rapidfuzz import fuzz

from bangwo_city import geography
from bangwo_city.geography import Point
from bangwo_city.merchant.reading import Invalid
from bangwo_city.travel import gazetteer
from bangwo_city.travel.admissions.sights import sights
from bangwo_city.travel.gazetteer import Town, plain

HERE_M, AROUND_M = 5_000, 20_000
"""What lies near a place; where nothing does, what lies around it."""

SAME, HOLDS, HELD = 100, 90, 80
"""How well a name fits: it is the one said, it holds what was said, or what was said holds it."""

_FUZZY_FROM = 66  # one sign of three is another
_TEXT_MAX = 100
_ABOUT = re.compile(r"(附近|旁边|周边|周围|那边|那边儿|这边|一带|脚下|边上|边儿|跟前|里头|里面|门口|景区|[边旁里上])$")


def locate(text: str, town: Town | None) -> Point | None:
    """Where something lies that is named in a town, or (None) in any: 西湖边, 杭州西湖, West Lake."""
    said = plain(text).removeprefix("the")
    if town is not None:
        said = said.removeprefix(plain(town.name)) or said
    for name in (said, bare(said)):
        point = _named(name, town)
        if point is not None:
            return point
    home = next(iter(gazetteer.towns().values()))
    if town is home or (town is None and geography.named(text)):
        return geography.locate(text)
    return _within(bare(said), town)


def bare(said: str) -> str:
    """A place without the words that say how near to it: 西湖边上 is 西湖."""
    while len(shorter := _ABOUT.sub("", said)) >= 2 and shorter != said:
        said = shorter
    return said


def where(value: Any, town: Town | None) -> Point | None:
    """What a filter's `near` means: a name, or a point in degrees. place_unknown where nothing is called so."""
    if value is None or value == "":
        return None
    if isinstance(value, dict):
        return Point(_degrees(value, "lat", 90), _degrees(value, "lon", 180))
    if not isinstance(value, str) or len(value) > _TEXT_MAX:
        raise Invalid("invalid", f"near must be a point or a name of at most {_TEXT_MAX} characters")
    point = locate(value, town)
    if point is None:
        raise Invalid("place_unknown", value, 422)
    return point


def whole_town(text: str) -> tuple[Town | None, Point | None]:
    """What a filter's `city` means: a town, or else a place that is known by itself, such as 乌镇."""
    town = gazetteer.town(text)
    if town is not None or not text:
        return town, None
    point = _named(bare(plain(text)), None)
    if point is None:
        raise Invalid("place_unknown", text, 422)
    return None, point


def fit(said: str, names: Iterable[str]) -> int:
    """How well the best of these (plain) names fits what was said (plain), 0 to 100."""
    best = 0
    for name in names:
        if name == said:
            return SAME
        if said in name:
            best = max(best, HOLDS)
        elif len(name) >= 2 and name in said:
            best = max(best, HELD)
    return best


def nearly(said: str, names: Iterable[str]) -> int:
    """How well a name fits that may be misspelt; 0 where it hardly does."""
    best = max((fuzz.ratio(said, name) for name in names), default=0.0)
    return int(best) if best >= _FUZZY_FROM else 0


def fitting(said: str, all_names: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """Of named things (by id), those that fit what was said about as well as the best does."""
    for judge in (fit, nearly):
        found = _judged(judge, said, all_names)
        if found:
            best = max(found.values())
            return {each: score for each, score in found.items() if score > best - 10}
    return {}


def _judged(
    judge: Callable[[str, Iterable[str]], int], said: str, all_names: dict[str, tuple[str, ...]]
) -> dict[str, int]:
    scores = ((each, judge(said, names)) for each, names in all_names.items())
    return {each: score for each, score in scores if score}


def _degrees(point: dict[str, Any], name: str, most: int) -> float:
    value = point.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool) or not -most <= value <= most:
        raise Invalid("invalid", "near needs lat and lon in degrees, or a name")
    return float(value)


@cache
def _places() -> dict[str, dict[str, Point]]:
    """By town (and under an empty name for all): where each name lies; landmarks come before sights."""
    places: dict[str, dict[str, Point]] = {"": {}}
    marks = [
        (town, (mark.name, *mark.aliases), mark.point)
        for town in gazetteer.towns().values()
        for mark in town.landmarks.values()
    ]
    marks += [(each.town, (each.name, *each.aliases), each.point) for each in sights().values()]
    for town, names, point in marks:
        for name in map(plain, names):
            places.setdefault(town.name, {}).setdefault(name, point)
            places[""].setdefault(name, point)
            places[""].setdefault(plain(town.name) + name, point)
    return places


def _named(said: str, town: Town | None) -> Point | None:
    return _places()["" if town is None else town.name].get(said)


def _within(said: str, town: Town | None) -> Point | None:
    """The longest known name in what was said, or the first that what was said is a part of."""
    names = _places()["" if town is None else town.name]
    held = max((name for name in names if len(name) >= 2 and name in said), key=len, default="")
    holding = next((name for name in names if len(said) >= 2 and name.startswith(said)), "")
    return names.get(held or holding)
