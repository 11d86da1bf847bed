"""Cabins: seats and berths by name, and which of them suit a wish best."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from random import Random

Tags = frozenset[str]


@dataclass(frozen=True, eq=False)
class Cabin:
    """The places of one class in one vehicle, row after row of the same width. Unit n stands in row n // width.

    In a sleeper a row is a compartment, and those who share one are together; elsewhere, those who sit side by side.
    """

    word: str  # economy, second, hard_sleeper …
    title: str  # 经济舱
    size: int
    names: tuple[str, ...] = ()  # by unit; none where nobody has a place of his own
    tags: tuple[Tags, ...] = ()  # by column: window, aisle, lower, middle, upper
    berths: bool = False

    @property
    def wishes(self) -> tuple[str, ...]:
        """What can be wished for."""
        if not self.names:
            return ()
        known = {tag for column in self.tags for tag in column}
        fixed = ("window", "aisle", "lower", "middle", "upper")
        return (*(tag for tag in fixed if tag in known), "together", *(() if self.berths else ("front",)))

    @cached_property
    def all(self) -> int:
        """Every unit, as bits."""
        return (1 << self.size) - 1

    def choose(self, free: int, count: int, wishes: Sequence[str]) -> tuple[tuple[int, ...], tuple[str, ...]] | None:
        """(units, wishes not met) for so many people out of the free units; None when there are not so many."""
        if not self.names:
            return (), tuple(wishes)
        if free.bit_count() < count:
            return None
        units = [unit for unit in range(self.size) if free >> unit & 1]
        best: tuple[int, ...] = ()
        fewest = len(wishes) + 1
        for party in self._parties(units, count, wishes):
            unmet = sum(not self._met(party, wish) for wish in wishes)
            if unmet < fewest:
                best, fewest = party, unmet
            if not fewest:
                break
        return best, tuple(wish for wish in wishes if not self._met(best, wish))

    def _parties(self, units: Sequence[int], count: int, wishes: Sequence[str]) -> Iterator[tuple[int, ...]]:
        """Ways to seat a party, the closest first; the last always does."""
        rows: dict[int, list[int]] = {}
        for unit in units:
            rows.setdefault(unit // self._width, []).append(unit)
        for row in rows.values():
            if len(row) < count:
                continue
            if self.berths:
                yield tuple(sorted(self._liked(row, wishes)[:count]))
            else:
                yield from _runs(row, count)
        if "together" not in wishes:
            liked = [unit for unit in units if any(wish in self._tags(unit) for wish in wishes)]
            yield from _closest(liked, count)
        yield from _closest(units, count)

    def filled(self, random: Random) -> list[int]:
        """In which order others take the units: two or three neighbours at a time."""
        step = 2 if self.berths else max((self._width + 1) // 2, 1)
        blocks = [
            range(first, min(first + step, row + self._width, self.size))
            for row in range(0, self.size, self._width)
            for first in range(row, row + self._width, step)
        ]
        random.shuffle(blocks)
        return [unit for block in blocks for unit in block]

    def _liked(self, row: Iterable[int], wishes: Sequence[str]) -> list[int]:
        return sorted(row, key=lambda unit: -sum(wish in self._tags(unit) for wish in wishes))

    def _met(self, party: Sequence[int], wish: str) -> bool:
        match wish:
            case "together":
                rows = party[-1] // self._width - party[0] // self._width
                if self.berths:
                    return rows == 0
                side_by_side = party[-1] - party[0] == len(party) - 1
                return side_by_side and (rows == 0 or len(party) > self._width)
            case "front":
                return not self.berths and party[-1] // self._width < self.size // self._width / 3
            case "window" | "aisle":
                return any(wish in self._tags(unit) for unit in party)
            case _:
                return all(wish in self._tags(unit) for unit in party)

    def _tags(self, unit: int) -> Tags:
        return self.tags[unit % self._width]

    @property
    def _width(self) -> int:
        return len(self.tags)


def _runs(row: Sequence[int], count: int) -> Iterator[tuple[int, ...]]:
    """Neighbours in one row."""
    for start in range(len(row) - count + 1):
        run = tuple(row[start : start + count])
        if all(b - a == 1 for a, b in pairwise(run)):
            yield run


def _closest(units: Sequence[int], count: int) -> Iterator[tuple[int, ...]]:
    """Those that lie closest, wherever they lie."""
    if len(units) >= count:
        start = min(range(len(units) - count + 1), key=lambda at: units[at + count - 1] - units[at])
        yield tuple(units[start : start + count])


def _seats(word: str, title: str, rows: Sequence[str], letters: str) -> Cabin:
    """Rows of seats; a blank in the letters is an aisle."""
    sides = letters.replace(" ", "")
    tags: list[Tags] = []
    for at, letter in enumerate(letters):
        if letter != " ":
            aisle = " " in letters[max(at - 1, 0) : at + 2]
            window = at in (0, len(letters) - 1)
            tags.append(frozenset(["window"] * window + ["aisle"] * aisle))
    names = tuple(f"{row}{letter}" for row in rows for letter in sides)
    return Cabin(word, title, len(names), names, tuple(tags))


def _berths(word: str, title: str, coaches: Sequence[int], compartments: int, levels: str) -> Cabin:
    """Compartments of two sides; 下铺 is the lower berth."""
    words = {"下": "lower", "中": "middle", "上": "upper"}
    names = tuple(
        f"{coach:02d}车{2 * compartment + side:02d}号{level}铺"
        for coach in coaches
        for compartment in range(compartments)
        for side in (1, 2)
        for level in levels
    )
    tags = tuple(frozenset([words[level]]) for level in levels * 2)
    return Cabin(word, title, len(names), names, tags, berths=True)


def _hard_seats(coaches: Sequence[int]) -> Cabin:
    names = tuple(f"{coach:02d}车{number:03d}号" for coach in coaches for number in range(1, 116))
    window, aisle = frozenset(["window"]), frozenset(["aisle"])
    return Cabin("hard_seat", "硬座", len(names), names, (window, frozenset(), aisle, aisle, window))


def _coaches(numbers: Sequence[int], rows: int) -> list[str]:
    return [f"{coach:02d}车{row:02d}" for coach in numbers for row in range(1, rows + 1)]


def _rows(first: int, last: int) -> list[str]:
    return [str(row) for row in range(first, last + 1)]


@cache
def fleet() -> dict[str, tuple[Cabin, ...]]:
    """The cabins of each kind of vehicle, the plainest first."""
    standing = Cabin("no_seat", "无座", 60)
    second = _seats("second", "二等座", _coaches((3, 4), 17), "ABC DF")
    first = _seats("first", "一等座", _coaches((2,), 12), "AC DF")
    return {
        "narrow": (
            _seats("economy", "经济舱", _rows(31, 58), "ABC DEF"),
            _seats("business", "公务舱", _rows(1, 2), "AC DF"),
        ),
        "plain": (_seats("economy", "经济舱", _rows(1, 31), "ABC DEF"),),
        "wide": (
            _seats("economy", "经济舱", _rows(31, 60), "AC DEFG JL"),
            _seats("business", "公务舱", _rows(6, 12), "AC DG JL"),
            _seats("first", "头等舱", _rows(1, 2), "A DG L"),
        ),
        "G": (second, first, _seats("business", "商务座", _coaches((1,), 5), "A CF"), standing),
        "D": (second, first, standing),
        "slow": (
            _hard_seats((10, 11)),
            _berths("hard_sleeper", "硬卧", (5, 6), 11, "下中上"),
            _berths("soft_sleeper", "软卧", (8,), 9, "下上"),
            standing,
        ),
    }
