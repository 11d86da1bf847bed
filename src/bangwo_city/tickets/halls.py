"""Halls: seat plans, with a set of seats as the bits of one integer."""

from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from random import Random

Seat = tuple[int, int]
"""(row from the screen, column from the left), both from 1."""


_STRIDE = 64
"""Bits for a row: the same place is the same bit in every hall."""


def bits(seats: Iterable[Seat]) -> int:
    """A set of places as an integer."""
    found = 0
    for row, col in seats:
        found |= 1 << ((row - 1) * _STRIDE + col - 1)
    return found


def places(found: int) -> Iterator[Seat]:
    """The places of a set, row by row."""
    while found:
        lowest = found & -found
        row, col = divmod(lowest.bit_length() - 1, _STRIDE)
        yield row + 1, col + 1
        found ^= lowest


@dataclass(frozen=True)
class Hall:
    """A seat plan. `aisles` run right of the columns named; `gaps` are places where no seat stands."""

    name: str
    rows: int
    cols: int
    aisles: tuple[int, ...] = ()
    gaps: frozenset[Seat] = field(default_factory=frozenset)
    format: str = "2D"  # IMAX, dolby, or 2D for a plain hall

    @cached_property
    def seats(self) -> int:
        """Every seat that stands."""
        rows, cols = range(1, self.rows + 1), range(1, self.cols + 1)
        return bits((row, col) for row in rows for col in cols if (row, col) not in self.gaps)

    def has(self, seats: Iterable[Seat]) -> bool:
        """Whether a seat stands at each of these places."""
        return all(1 <= r <= self.rows and 1 <= c <= self.cols and (r, c) not in self.gaps for r, c in seats)


def read(text: str) -> Hall:
    """A hall from `kind name ROWSxCOLUMNS`. ValueError when there is no such kind."""
    kind, name, size = text.split()
    rows, cols = map(int, size.split("x"))
    match kind:
        case "plain" | "imax" | "dolby":
            return _plain(name, rows, cols, {"imax": "IMAX", "dolby": "dolby"}.get(kind, "2D"))
        case "small":
            return _small(name, rows, cols)
        case "couples":
            return _couples(name, rows, cols)
        case _:
            raise ValueError(f"there is no kind of hall as in {text!r}")


def _plain(name: str, rows: int, cols: int, format_: str) -> Hall:
    """An aisle at a quarter and at three quarters, and corners cut off near the screen."""
    quarter = max(cols // 4, 2)
    gaps = {(1, 1), (1, 2), (1, cols - 1), (1, cols), (2, 1), (2, cols)}
    return Hall(name, rows, cols, (quarter, cols - quarter), frozenset(gaps), format_)


def _small(name: str, rows: int, cols: int) -> Hall:
    """One aisle, and two seats missing at the door in the last row."""
    return Hall(name, rows, cols, (cols // 2,), frozenset({(1, cols), (rows, cols - 1), (rows, cols)}))


def _couples(name: str, rows: int, cols: int) -> Hall:
    """The last row is sofas for two, with a gap after each."""
    last = {(rows, col) for col in range(3, cols + 1, 3)}
    return Hall(name, rows, cols, (cols // 2,), frozenset(last | {(1, 1), (1, cols)}))


FILLS = 16
"""Degrees of fullness, from nearly empty to nearly sold out."""


@lru_cache(maxsize=1024)
def crowds(hall: Hall, seed: int) -> tuple[int, ...]:
    """Seats that others have bought, for every degree of fullness: groups of one to four, mostly behind the middle."""
    random = Random(f"{seed}:{hall.name}:{hall.rows}x{hall.cols}")
    rows = list(accumulate(_liking(row, hall.rows) for row in range(1, hall.rows + 1)))
    size = hall.seats.bit_count()
    wanted = [size * (4 + 5 * fill) // 100 for fill in range(FILLS)]  # 4 % to 79 %
    found: list[int] = []
    sold = 0
    for _ in range(size * 6):
        while len(found) < FILLS and sold.bit_count() >= wanted[len(found)]:
            found.append(sold)
        if len(found) == FILLS:
            break
        row = bisect(rows, random.random() * rows[-1])
        many = (1, 2, 2, 2, 2, 3, 3, 4)[random.getrandbits(3)]
        middle = hall.cols * (random.random() + random.random()) / 2
        first = min(max(int(middle - many / 2), 0), hall.cols - many)
        sold |= ((1 << many) - 1) << (row * _STRIDE + first) & hall.seats
    return tuple(found + [sold] * (FILLS - len(found)))


def _liking(row: int, rows: int) -> int:
    """How much a row is liked: most at two thirds, least in front; the last row is for latecomers and lovers."""
    if row == rows:
        return 3
    return max(round(10 - 22 * abs(row / rows - 0.68)), 1)
