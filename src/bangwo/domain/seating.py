"""Seating: which free seats come closest to what a person wants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bangwo.domain.act import SeatWish
from bangwo.domain.offer import Seat, SeatMap

_BEST_ROW = 0.62
"""Where one sits best, as a part of the hall's depth from the screen."""


@dataclass(frozen=True, slots=True)
class Seating:
    """Seats chosen. `as_wished`: the row is the one that was wanted; `together`: all side by side in one row."""

    seats: tuple[Seat, ...]
    as_wished: bool
    together: bool

    @property
    def row(self) -> int:
        """The row, or the first of them."""
        return self.seats[0].row


def choose(hall: SeatMap, count: int, wish: SeatWish | None) -> Seating | None:
    """The best seats for so many people; None when there are too few, or none in a row asked for by its number."""
    wish = in_hall(hall, wish)
    if isinstance(wish.row, int) and wish.cols:
        return _by_number(hall, count, wish, wish.row)
    if isinstance(wish.row, int):
        return _in_rows(hall, count, wish, [wish.row]) or _scattered(hall, count, wish, [wish.row])
    rows = _rows(hall, wish)
    return _in_rows(hall, count, wish, rows) or _scattered(hall, count, wish, rows)


def in_hall(hall: SeatMap, wish: SeatWish | None) -> SeatWish:
    """The wish with a row that was counted from the back (−2: the last but one) counted from the screen."""
    wish = wish or SeatWish()
    return replace(wish, row=hall.rows + 1 + wish.row) if isinstance(wish.row, int) and wish.row < 0 else wish


def nearby(hall: SeatMap, count: int, wish: SeatWish, most: int) -> list[Seating]:
    """So many side by side as near as can be to a wish that cannot be had: the best of each row, the nearest rows."""
    row, middle = _aim(hall, in_hall(hall, wish))
    out: list[Seating] = []
    for each in sorted(range(1, hall.rows + 1), key=lambda one: (abs(one - row), one)):
        blocks = list(_blocks(hall, each, count))
        if blocks:
            best = min(blocks, key=lambda block: (_from(block, middle), _off_centre(hall, block)))
            out.append(Seating(best, False, True))
    return out[:most]


def _aim(hall: SeatMap, wish: SeatWish) -> tuple[int, float]:
    """The row and the place in it that a wish is nearest to."""
    row = wish.row if isinstance(wish.row, int) else _rows(hall, wish)[0]
    middle = sum(wish.cols) / len(wish.cols) if wish.cols else (hall.cols + 1) / 2
    return min(max(row, 1), hall.rows), middle


def _by_number(hall: SeatMap, count: int, wish: SeatWish, row: int) -> Seating | None:
    """The seats that were named, with their neighbours where more are wanted."""
    named = tuple(Seat(row, col) for col in sorted(set(wish.cols)))
    if len(named) >= count:
        together = named[-1].col - named[0].col == len(named) - 1
        return Seating(named, True, together) if len(named) == count and set(named) <= hall.free else None
    blocks = [block for block in _blocks(hall, row, count) if set(named) <= set(block)]
    return Seating(min(blocks, key=lambda block: _distance(hall, block, wish)), True, True) if blocks else None


def _rows(hall: SeatMap, wish: SeatWish) -> list[int]:
    """All rows, the most wanted first."""
    everyone = range(1, hall.rows + 1)
    match wish.row:
        case "last":
            return sorted(everyone, reverse=True)
        case "front":
            return sorted(everyone)
        case "middle":
            return sorted(everyone, key=lambda row: abs(row - (hall.rows + 1) / 2))
        case _:
            return sorted(everyone, key=lambda row: abs(row - hall.rows * _BEST_ROW))


def _wished(hall: SeatMap, wish: SeatWish, row: int) -> bool:
    """Whether a row is what was asked for."""
    match wish.row:
        case int():
            return row == wish.row
        case "last":
            return row == hall.rows
        case "front":
            return row <= max(2, hall.rows // 4)
        case "middle":
            return abs(row - (hall.rows + 1) / 2) <= max(1, hall.rows / 4)
        case _:
            return True


def _in_rows(hall: SeatMap, count: int, wish: SeatWish, rows: Sequence[int]) -> Seating | None:
    """So many side by side in the first of the rows that has them."""
    for row in rows:
        blocks = list(_blocks(hall, row, count))
        if blocks:
            best = min(blocks, key=lambda block: _distance(hall, block, wish))
            return Seating(best, _wished(hall, wish, row), True)
    return None


def _scattered(hall: SeatMap, count: int, wish: SeatWish, rows: Sequence[int]) -> Seating | None:
    """As near to each other as can be, in one row where one has enough."""
    for row in rows:
        free = sorted((seat for seat in hall.free if seat.row == row), key=lambda seat: seat.col)
        if len(free) >= count:
            windows = [tuple(free[i : i + count]) for i in range(len(free) - count + 1)]
            best = min(windows, key=lambda seats: (seats[-1].col - seats[0].col, _distance(hall, seats, wish)))
            return Seating(best, _wished(hall, wish, row), False)
    if isinstance(wish.row, int):
        return None
    order = {row: place for place, row in enumerate(rows)}
    near = sorted(hall.free, key=lambda seat: (order[seat.row], _off_centre(hall, (seat,))))
    return Seating(tuple(near[:count]), False, False) if len(near) >= count else None


def _blocks(hall: SeatMap, row: int, count: int) -> Iterable[tuple[Seat, ...]]:
    for col in range(1, hall.cols - count + 2):
        block = tuple(Seat(row, col + i) for i in range(count))
        if all(seat in hall.free for seat in block):
            yield block


def _distance(hall: SeatMap, block: Sequence[Seat], wish: SeatWish) -> tuple[float, float]:
    """How far from the wish: an aisle at the block's end first where one is wanted, then the middle of the row."""
    if wish.side == "aisle":
        ends = {hall.cols, *hall.aisles}
        starts = {1, *(col + 1 for col in hall.aisles)}
        return (0.0 if block[0].col in starts or block[-1].col in ends else 1.0, _off_centre(hall, block))
    return (0.0, _off_centre(hall, block))


def _off_centre(hall: SeatMap, block: Sequence[Seat]) -> float:
    return _from(block, (hall.cols + 1) / 2)


def _from(block: Sequence[Seat], middle: float) -> float:
    return abs((block[0].col + block[-1].col) / 2 - middle)
