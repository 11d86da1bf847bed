"""Lexicon: names that the understander knows, found in one pass, also by sound; immutable, so that a new one simply replaces it."""
# ruff: noqa: E501

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from bangwo.domain.offer import Trade
from bangwo.language import sounds
from bangwo.language.matching import Matcher
from bangwo.language.vocabulary import food, grocery, outing, shop, terms, travel


@dataclass(frozen=True, slots=True)
class Entry:
    """A name. `kind`: item, shop, title, venue, city, place, station, carrier, hotel, sight, tag, term.

    `canonical`: what is meant where the name is an alias; empty: the name itself.
    """

    name: str
    kind: str
    trade: Trade | None = None
    canonical: str = ""


class Term(NamedTuple):
    """A name found in a text."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    kinds: frozenset[str]

    def has(self, kind: str) -> bool:
        """Whether it names something of that kind."""
        return kind in self.kinds


class _Name(NamedTuple):
    """A name as the matcher holds it."""

    length: int
    entries: tuple[Entry, ...]
    kinds: frozenset[str]
    latin: bool  # begins or ends with a letter or figure of half width


_HEARD_SHORT = {"item", "shop", "city", "sight", "term", "tag"}
"""Kinds of which a name of two characters is found by sound."""


class Lexicon:
    """All names by text and by sound."""

    def __init__(self, names: dict[str, tuple[Entry, ...]]) -> None:
        self._names = MappingProxyType(names)

    @staticmethod
    def of(entries: Iterable[Entry]) -> "Lexicon":
        """A lexicon of exactly these names."""
        return Lexicon(_by_name(entries))

    @staticmethod
    def basic() -> "Lexicon":
        """What ships with the code; built once, on first use."""
        return _basic()

    def with_entries(self, entries: Iterable[Entry]) -> "Lexicon":
        """This lexicon and more names, as a new one."""
        names = dict(self._names)
        for name, more in _by_name(entries).items():
            names[name] = tuple(dict.fromkeys((*more, *names.get(name, ()))))
        return Lexicon(names)

    def __len__(self) -> int:
        return len(self._names)

    def get(self, name: str) -> tuple[Entry, ...]:
        """The entries of exactly this name."""
        return self._names.get(name.lower(), ())

    @cached_property
    def _matcher(self) -> Matcher[_Name]:
        kinds: dict[frozenset[str], frozenset[str]] = {}
        return Matcher((name, _held(name, entries, kinds)) for name, entries in self._names.items())

    @cached_property
    def _ears(self) -> sounds.Ears:
        return sounds.Ears(
            (name for name, entries in self._names.items() if len(name) > 2 or entries[0].kind in _HEARD_SHORT),
            frozenset(name for name, entries in self._names.items() if entries[0].kind == "term"),
        )

    def terms(self, lowered: str) -> list[Term]:
        """The longest names in a lower-case text, left to right, without overlap."""
        out: list[Term] = []
        for last, name in self._matcher.longest(lowered):
            start, end = last - name.length + 1, last + 1
            if not name.latin or _whole_words(lowered, start, end):
                out.append(Term(start, end, name.entries, name.kinds))
        return out

    def hear(self, text: str) -> str:
        """The text with misheard names replaced by those that sound the same."""
        if text.isascii() or not self._names:
            return text
        known = bytearray(len(text))
        lowered = text.lower() if len(text.lower()) == len(text) else text
        for term in self.terms(lowered):
            if term.end - term.start > 1:
                known[term.start : term.end] = b"\x01" * (term.end - term.start)
        return self._ears.corrected(text, known)


def _held(name: str, entries: tuple[Entry, ...], kinds: dict[frozenset[str], frozenset[str]]) -> _Name:
    kind = frozenset(each.kind for each in entries)
    latin = name[0].isascii() or name[-1].isascii()
    return _Name(len(name), entries, kinds.setdefault(kind, kind), latin)


def _whole_words(text: str, start: int, end: int) -> bool:
    """English names are no parts of words."""
    if (
        text[start].isascii()
        and start
        and text[start - 1].isascii()
        and text[start].isalnum()
        and text[start - 1].isalnum()
    ):
        return False
    last = text[end - 1]
    if not (last.isascii() and last.isalpha() and end < len(text)):
        return True
    after = text[end]
    return not (after.isascii() and after.isalpha()) or (after == "s" and not text[end + 1 : end + 2].isalpha())


def _by_name(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    names: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.name.strip():
            names[entry.name.strip().lower()].append(entry)
    return {name: tuple(dict.fromkeys(found)) for name, found in names.items()}


_SHIPPED: tuple[tuple[str, str, Trade | None], ...] = (
    (food.DISHES, "item", Trade.FOOD), (food.SHOPS, "shop", Trade.FOOD), (grocery.GOODS, "item", Trade.GROCERY),
    (grocery.SHOPS, "shop", Trade.GROCERY), (grocery.BRANDS, "brand", Trade.GROCERY), (shop.PRODUCTS, "item", Trade.SHOP),
    (shop.BRANDS, "brand", Trade.SHOP), (travel.CITIES, "city", None), (travel.AIRPORTS, "station", Trade.FLIGHT),
    (travel.CARRIERS, "carrier", Trade.FLIGHT), (travel.HOTELS, "hotel", Trade.HOTEL), (travel.SIGHTS, "sight", Trade.ATTRACTION),
    (outing.CINEMAS, "venue", Trade.MOVIE), (outing.HALLS, "venue", Trade.SHOW), (outing.TITLES, "title", Trade.MOVIE), (outing.GENRES, "tag", Trade.MOVIE),
    (outing.SHOWS, "tag", Trade.SHOW), (terms.HEARD, "term", None), (terms.KEPT, "kept", None),
    (terms.LANDMARKS, "landmark", None),
)  # fmt: skip


def _words(block: str) -> Iterator[str]:
    for line in block.strip().splitlines():
        yield from line.split("|") if "|" in line else line.split()


@lru_cache(maxsize=1)
def _basic() -> Lexicon:
    return Lexicon.of(Entry(word, kind, trade) for block, kind, trade in _SHIPPED for word in _words(block))
