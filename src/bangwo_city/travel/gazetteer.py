"""Gazetteer: towns with the landmarks that people name in them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bangwo_city.geography import Point

Months = tuple[tuple[int, int, int], ...]
"""(first month, last month, number): 12 to 2 runs over the turn of the year."""

_MARKS = re.compile(r"[\s·・,，.。、()（）《》\-_'’]+")


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that people know, with the street that houses near it lie in."""

    name: str
    point: Point
    street: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)  # there is one of each
class Town:
    """A town, as gazetteer.txt explains it."""

    name: str
    point: Point
    level: int  # percent
    weekend: int  # percent
    high: Months  # percent
    aliases: tuple[str, ...]
    landmarks: dict[str, Landmark]

    def season(self, month: int) -> int:
        """What rooms cost in a month, in percent."""
        return in_month(self.high, month, 100)


def in_month(months: Months, month: int, otherwise: int) -> int:
    """The number of the first span that a month lies in."""
    for first, last, number in months:
        if first <= month <= last or (first > last and (month >= first or month <= last)):
            return number
    return otherwise


def months_of(text: str) -> Months:
    """`7-8:130,10-10:115`; `-` is none."""
    spans = (re.fullmatch(r"(\d+)-(\d+):(\d+)", part) for part in text.split(",") if part != "-")
    return tuple((int(span[1]), int(span[2]), int(span[3])) for span in spans if span)


def plain(text: str) -> str:
    """A name without marks, spaces and capitals, as names are compared."""
    return _MARKS.sub("", text).casefold()


def read(*path: str) -> list[str]:
    """The lines of a table of the travel service that hold something: no comments, no blank ones."""
    text = resources.files("bangwo_city.travel").joinpath(*path).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def blocks(lines: Iterable[str], mark: str) -> Iterator[tuple[str, list[str]]]:
    """(what follows the mark, the lines below it), for every line that begins with the mark."""
    head, below = "", list[str]()
    for line in lines:
        if line.startswith(mark):
            if head:
                yield head, below
            head, below = line.removeprefix(mark), []
        else:
            below.append(line)
    if head:
        yield head, below


def split(line: str, parts: int) -> list[list[str]]:
    """The words of a line in its parts, `a b | c | d`; parts that are missing are empty."""
    found = [part.split() for part in line.split("|")]
    return [*found, *([] for _ in range(parts - len(found)))]


def spoken(words: list[str]) -> tuple[str, ...]:
    """Other names, in which an underscore stands for a space."""
    return tuple(word.replace("_", " ") for word in words)


def point_of(text: str) -> Point:
    """`30.25,120.15`."""
    lat, _, lon = text.partition(",")
    return Point(float(lat), float(lon))


@cache
def towns() -> dict[str, Town]:
    """Every town by its name; the home town comes first."""
    return {town.name: town for town in _towns()}


def town(text: str) -> Town | None:
    """The town that a name means: 杭州, 杭州市, Hangzhou."""
    said = plain(text)
    return _by_name().get(said) or _by_name().get(said.removesuffix("市"))


@cache
def _by_name() -> dict[str, Town]:
    names: dict[str, Town] = {}
    for each in towns().values():
        for name in (each.name, *each.aliases):
            names.setdefault(plain(name), each)
    return names


def _towns() -> Iterator[Town]:
    for head, rest in blocks(read("gazetteer.txt"), "city "):
        (name, where, level, weekend, high), aliases = split(head, 2)
        landmarks = {mark.name: mark for mark in map(_landmark, rest)}
        yield Town(name, point_of(where), int(level), int(weekend), months_of(high), spoken(aliases), landmarks)


def _landmark(line: str) -> Landmark:
    (name, where, *street), aliases = split(line, 2)
    return Landmark(name, point_of(where), " ".join(street), spoken(aliases))
