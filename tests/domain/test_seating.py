"""Seating: the seats that come closest to the wish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo.domain.act import SeatWish
from bangwo.domain.offer import Seat, SeatMap
from bangwo.domain.seating import choose

ROWS, COLS = 10, 12
ALL = frozenset(Seat(row, col) for row in range(1, ROWS + 1) for col in range(1, COLS + 1))


def hall(*taken: Seat, free: frozenset[Seat] | None = None) -> SeatMap:
    return SeatMap(ROWS, COLS, ALL, ALL - set(taken) if free is None else free, (3, 9))


def row(number: int) -> tuple[Seat, ...]:
    return tuple(Seat(number, col) for col in range(1, COLS + 1))


def seats(wish: SeatWish, count: int = 2, taken: tuple[Seat, ...] = ()) -> list[tuple[int, int]]:
    found = choose(hall(*taken), count, wish)
    return [(seat.row, seat.col) for seat in found.seats] if found else []


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (SeatWish(), [(6, 6), (6, 7)]),
        (SeatWish(row="last"), [(10, 6), (10, 7)]),
        (SeatWish(row="front"), [(1, 6), (1, 7)]),
        (SeatWish(row="middle"), [(5, 6), (5, 7)]),
        (SeatWish(row=3), [(3, 6), (3, 7)]),
        (SeatWish(row="last", side="aisle"), [(10, 4), (10, 5)]),
        (SeatWish(row=11), []),
    ],
)
def test_wishes(wish: SeatWish, expected: list[tuple[int, int]]) -> None:
    assert seats(wish) == expected


def test_the_last_row_that_is_free() -> None:
    found = choose(hall(*row(10)), 2, SeatWish(row="last"))
    assert found is not None
    assert (found.row, found.as_wished, found.together) == (9, False, True)


def test_together_or_as_near_as_can_be() -> None:
    odd = tuple(Seat(3, col) for col in range(1, COLS + 1, 2))
    found = choose(hall(*odd), 2, SeatWish(row=3))
    assert found is not None
    assert not found.together
    assert found.seats[1].col - found.seats[0].col == 2


def test_a_full_house() -> None:
    assert choose(hall(*ALL), 1, None) is None
    assert choose(hall(free=frozenset({Seat(1, 1)})), 2, None) is None


free_seats = st.frozensets(st.sampled_from(sorted(ALL, key=lambda seat: (seat.row, seat.col))))
wishes = st.builds(
    SeatWish,
    st.none() | st.integers(1, ROWS) | st.sampled_from(["last", "front", "middle"]),
    st.none() | st.sampled_from(["center", "aisle"]),
)


@given(free_seats, st.integers(1, 6), wishes)
def test_only_free_seats_and_as_many_as_asked(free: frozenset[Seat], count: int, wish: SeatWish) -> None:
    found = choose(hall(free=free), count, wish)
    if found is None:
        assert isinstance(wish.row, int) or len(free) < count
        return
    assert len(set(found.seats)) == count
    assert set(found.seats) <= free
    if found.together:
        cols = [seat.col for seat in found.seats]
        assert cols == list(range(cols[0], cols[0] + count))
        assert len({seat.row for seat in found.seats}) == 1
    if isinstance(wish.row, int):
        assert {seat.row for seat in found.seats} == {wish.row}
