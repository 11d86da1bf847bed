"""The box office: a seat is free, held by one or sold to one, whatever is asked in whatever order."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bangwo_city.clock import local
from bangwo_city.durable import Batch, Shelf
from bangwo_city.tickets.box_office import BoxOffice, Hold
from bangwo_city.tickets.halls import bits

NOW = local(datetime(2026, 2, 10, 10))
LIFE = timedelta(minutes=10)
A, B, C = (12, 8), (12, 9), (12, 10)


def held(office: BoxOffice, *seats: tuple[int, int], now: datetime = NOW, batch: Batch | None = None) -> Hold | None:
    return office.hold("s1", seats, until=now + LIFE, now=now, batch=batch or Batch())


def test_held_seats_are_gone_until_given_back():
    office = BoxOffice()
    hold = held(office, A, B)
    assert hold is not None
    assert held(office, B, C) is None
    assert office.gone("s1", NOW) == bits([A, B])
    office.release(hold.hold_id, Batch())
    office.release(hold.hold_id, Batch())
    assert office.gone("s1", NOW) == 0
    assert held(office, B, C) is not None


def test_other_showings_have_other_seats():
    office = BoxOffice()
    assert held(office, A) is not None
    assert office.hold("s2", (A,), until=NOW + LIFE, now=NOW, batch=Batch()) is not None


def test_a_hold_that_ran_out_frees_the_seats_and_cannot_book():
    office = BoxOffice()
    hold = held(office, A)
    assert hold is not None
    assert office.find(hold.hold_id, hold.fence, NOW + LIFE - timedelta(seconds=1)) == hold
    assert office.find(hold.hold_id, hold.fence, NOW + LIFE) is None
    assert office.gone("s1", NOW + LIFE) == 0


@pytest.mark.parametrize("wrong", [-1, 0, 1])
def test_an_old_fence_does_not_book(wrong: int):
    office = BoxOffice()
    first, second = held(office, A), held(office, B)
    assert first is not None
    assert second is not None
    assert second.fence > first.fence
    assert office.find(second.hold_id, second.fence + (wrong or -2), NOW) is None
    assert office.find(second.hold_id, second.fence, NOW) == second


def test_booked_seats_stay_gone_until_the_order_is_cancelled():
    office = BoxOffice()
    hold = held(office, A, B)
    assert hold is not None
    booking = office.book(hold, "or_1", Batch())
    assert len(set(booking.codes())) == 2
    assert all(len(code) == 12 and code.isdecimal() for code in booking.codes())
    assert office.find(hold.hold_id, hold.fence, NOW) is None
    office.release(hold.hold_id, Batch())
    assert office.gone("s1", NOW + timedelta(days=1)) == bits([A, B])
    office.cancel("or_1", Batch())
    office.cancel("or_1", Batch())
    assert office.gone("s1", NOW) == 0


async def test_a_restart_forgets_neither_holds_nor_bookings_nor_the_fence(tmp_path: Path):
    shelf, office = Shelf(tmp_path / "s.db"), BoxOffice()
    async with shelf.batch() as batch:
        kept, sold, gone = (held(office, seat, batch=batch) for seat in (A, B, C))
        assert kept and sold and gone
        office.book(sold, "or_1", batch)
        office.release(gone.hold_id, batch)
    shelf.close()
    shelf, office = Shelf(tmp_path / "s.db"), BoxOffice()
    office.restore(shelf)
    assert office.gone("s1", NOW) == bits([A, B])
    assert office.find(kept.hold_id, kept.fence, NOW) == kept
    booking = office.booking("or_1")
    assert booking is not None
    assert booking.seats == (B,)
    async with shelf.batch() as batch:
        again = held(office, C, now=NOW + LIFE, batch=batch)
    assert again is not None
    assert again.fence > max(kept.fence, sold.fence, gone.fence)
    assert [key for key, _ in shelf.scan("holds")] == [again.hold_id]  # the one that ran out was swept
    shelf.close()


class Office(RuleBasedStateMachine):
    """Random wishes against a model that counts seat by seat."""

    @initialize()
    def open(self) -> None:
        self.office = BoxOffice()
        self.now = NOW
        self.holds: list[Hold] = []
        self.orders: dict[str, frozenset[tuple[int, int]]] = {}

    def live(self) -> list[Hold]:
        return [hold for hold in self.holds if self.now < hold.expires_at]

    def taken(self) -> set[tuple[int, int]]:
        return {seat for hold in self.live() for seat in hold.seats} | {
            s for each in self.orders.values() for s in each
        }

    @rule(cols=st.sets(st.integers(1, 6), min_size=1, max_size=3), minutes=st.integers(1, 5))
    def hold(self, cols: set[int], minutes: int) -> None:
        seats = tuple((1, col) for col in sorted(cols))
        wanted_free = not self.taken() & set(seats)
        until = self.now + timedelta(minutes=minutes)
        hold = self.office.hold("s1", seats, until=until, now=self.now, batch=Batch())
        assert (hold is not None) == wanted_free
        if hold is not None:
            assert all(hold.fence > other.fence for other in self.holds)
            self.holds.append(hold)

    @rule(pick=st.integers(0, 99))
    def book(self, pick: int) -> None:
        if self.holds:
            hold = self.holds[pick % len(self.holds)]
            found = self.office.find(hold.hold_id, hold.fence, self.now)
            assert (found is not None) == (hold in self.live())
            if found is not None:
                self.office.book(found, f"or_{hold.fence}", Batch())
                self.orders[f"or_{hold.fence}"] = frozenset(hold.seats)
                self.holds.remove(hold)

    @rule(pick=st.integers(0, 99))
    def release(self, pick: int) -> None:
        if self.holds:
            self.office.release(self.holds.pop(pick % len(self.holds)).hold_id, Batch())

    @rule(pick=st.integers(0, 99))
    def cancel(self, pick: int) -> None:
        if self.orders:
            order_id = sorted(self.orders)[pick % len(self.orders)]
            self.office.cancel(order_id, Batch())
            del self.orders[order_id]

    @rule(minutes=st.integers(1, 3))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def every_seat_is_accounted_for(self) -> None:
        if hasattr(self, "office"):
            assert self.office.gone("s1", self.now) == bits(self.taken())


Office.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
test_every_seat_is_free_or_held_or_sold = Office.TestCase
