"""Showings: films and shows by title and time."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import datetime
from heapq import merge

from rapidfuzz import fuzz

from bangwo.adapters.catalogue.words import meanings, plain
from bangwo.domain.offer import Showing

_ALIKE_LEAST = 75

Start = tuple[datetime, str]
"""When it starts, and its ref."""


class Showings:
    """The showings of one trade, each title's in the order of their start."""

    def __init__(self) -> None:
        self._titles: dict[str, dict[str, Showing]] = {}
        self._starts: dict[str, list[Start]] = {}  # made when asked for after a change
        self._premieres: dict[str, datetime | None] = {}  # likewise

    def put(self, ref: str, showing: Showing, before: Showing | None) -> bool:
        """Add or change a showing; whether a title came or went."""
        if before is not None and before.title != showing.title:
            return self.drop(ref, before) | self.put(ref, showing, None)
        of_title = self._titles.setdefault(showing.title, {})
        if before is None or (before.starts_at, before.premiere) != (showing.starts_at, showing.premiere):
            self._forget(showing.title)
        of_title[ref] = showing
        return len(of_title) == 1 and before is None

    def drop(self, ref: str, showing: Showing) -> bool:
        """Take a showing out; whether its title went."""
        of_title = self._titles.get(showing.title, {})
        of_title.pop(ref, None)
        self._forget(showing.title)
        if of_title:
            return False
        return self._titles.pop(showing.title, None) is not None

    def titles(self) -> Mapping[str, datetime | None]:
        """Each title with the day of its premiere, where one is known."""
        return {title: self._premiere(title) for title in self._titles}

    def find(self, said: str, from_: datetime | None, to: datetime | None) -> Iterator[tuple[int, str]]:
        """(fit, ref) of the showings that start in [from_, to): better titles first, then the earlier. No text: all."""
        fits = [(fit, title) for title in self._titles if (fit := _fit(said, title))] if said else []
        classes = sorted({fit for fit, _ in fits}, reverse=True)
        groups = [(fit, [title for good, title in fits if good == fit]) for fit in classes]
        for fit, titles in groups if said else [(100, list(self._titles))]:
            for _, ref in merge(*(_between(self._sorted(title), from_, to) for title in titles)):
                yield fit, ref

    def _forget(self, title: str) -> None:
        self._starts.pop(title, None)
        self._premieres.pop(title, None)

    def _sorted(self, title: str) -> list[Start]:
        starts = self._starts.get(title)
        if starts is None:
            starts = self._starts[title] = sorted((each.starts_at, ref) for ref, each in self._titles[title].items())
        return starts

    def _premiere(self, title: str) -> datetime | None:
        if title not in self._premieres:
            first = min((each.starts_at for each in self._titles[title].values() if each.premiere), default=None)
            self._premieres[title] = first and first.replace(hour=0, minute=0, second=0, microsecond=0)
        return self._premieres[title]


def _between(starts: list[Start], from_: datetime | None, to: datetime | None) -> list[Start]:
    first = bisect_left(starts, (from_, "")) if from_ else 0
    last = bisect_left(starts, (to, "")) if to else len(starts)
    return starts[first:last]


def _fit(said: str, title: str) -> int:
    """How well a title fits: whole, as part, as the greater part, or nearly so spelt."""
    name = plain(title)
    return max((_fit_plain(word, name) for word in meanings(said)), default=0)


def _fit_plain(said: str, name: str) -> int:
    if said == name:
        return 100
    if len(said) > 1 and said in name:
        return 90
    if len(name) > 1 and name in said:
        return 85
    alike = fuzz.ratio(said, name)
    return round(alike * 0.8) if alike >= _ALIKE_LEAST else 0
