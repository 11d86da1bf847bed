"""Allotments: no pool gives more than it has, whatever is held, run out, sold and given back, in whatever order."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bangwo_city.clock import local
from bangwo_city.durable import Batch, Shelf
from bangwo_city.travel.allotments import Allotments, Claim, Hold

NOW = local(datetime(2026, 2, 10, 10))
LIMIT = 6


def claims(counts: list[int], units: bool) -> list[Claim]:
    """One line of so many pieces in each pool: pool p2 has numbered units."""
    made: list[Claim] = []
    for number, count in enumerate(counts):
        own = tuple(range(count)) if units and number == 2 else ()
        made.append(Claim(number, f"p{number}", count, LIMIT, own, tuple(f"{unit}A" for unit in own)))
    return made


def held(book: Allotments, *counts: int, now: datetime = NOW, batch: Batch | None = None) -> Hold | None:
    lines = tuple((f"x{number}", count) for number, count in enumerate(counts))
    until = now + timedelta(minutes=10)
    return book.hold(lines, claims(list(counts), True), until=until, now=now, batch=batch or Batch())


def test_all_lines_or_none():
    book = Allotments()
    assert held(book, 4, 1) is not None
    assert held(book, 3, 1) is None
    assert (book.taken("p0", NOW), book.taken("p1", NOW)) == (4, 1)
    assert held(book, 2, 5) is not None


def test_two_lines_of_one_pool_share_it():
    book = Allotments()
    both = [Claim(0, "p", 4, LIMIT), Claim(1, "p", 3, LIMIT)]
    assert not book.fits(both, NOW)
    assert book.fits([both[0]], NOW)


def test_a_unit_goes_to_one():
    book = Allotments()
    assert book.hold((("x", 1),), [Claim(0, "p", 1, 9, (3,))], until=NOW + timedelta(minutes=1), now=NOW, batch=Batch())
    assert not book.fits([Claim(0, "p", 1, 9, (3,))], NOW)
    assert not book.fits([Claim(0, "p", 1, 9, (4,)), Claim(1, "p", 1, 9, (4,))], NOW)
    assert book.fits([Claim(0, "p", 1, 9, (4,))], NOW)


async def test_a_restart_forgets_neither_holds_nor_bookings_nor_the_fence(tmp_path: Path):
    shelf, book = Shelf(tmp_path / "s.db"), Allotments()
    async with shelf.batch() as batch:
        kept, sold = held(book, 1, 1, batch=batch), held(book, 2, 0, batch=batch)
        assert kept and sold
        book.book(sold, "or_1", batch)
    shelf.close()
    shelf, book = Shelf(tmp_path / "s.db"), Allotments()
    book.restore(shelf)
    assert (book.taken("p0", NOW), book.taken("p1", NOW)) == (3, 1)
    assert book.find(kept.hold_id, kept.fence, NOW) == kept
    assert book.booking("or_1") is not None
    async with shelf.batch() as batch:
        again = held(book, 1, now=NOW + timedelta(minutes=10), batch=batch)
    assert again is not None
    assert again.fence > max(kept.fence, sold.fence)
    assert [key for key, _ in shelf.scan("holds")] == [again.hold_id]  # the one that ran out was swept
    shelf.close()


class Book(RuleBasedStateMachine):
    """Random wishes against a model that counts piece by piece."""

    @initialize()
    def open(self) -> None:
        self.book = Allotments()
        self.now = NOW
        self.holds: list[Hold] = []
        self.orders: dict[str, Counter[str]] = {}

    def taken(self) -> Counter[str]:
        own: Counter[str] = Counter()
        for hold in self.holds:
            if self.now < hold.expires_at:
                own.update({f"p{line[1:]}": quantity for line, quantity in hold.lines})
        for order in self.orders.values():
            own.update({f"p{line[1:]}": quantity for line, quantity in order.items()})
        return own

    @rule(counts=st.lists(st.integers(1, 4), min_size=1, max_size=2), minutes=st.integers(1, 5))
    def hold(self, counts: list[int], minutes: int) -> None:
        taken = self.taken()
        wanted_free = all(taken[f"p{number}"] + count <= LIMIT for number, count in enumerate(counts))
        lines = tuple((f"x{number}", count) for number, count in enumerate(counts))
        until = self.now + timedelta(minutes=minutes)
        hold = self.book.hold(lines, claims(counts, False), until=until, now=self.now, batch=Batch())
        assert (hold is not None) == wanted_free
        if hold is not None:
            assert all(hold.fence > other.fence for other in self.holds)
            self.holds.append(hold)

    @rule(pick=st.integers(0, 99))
    def sell(self, pick: int) -> None:
        if self.holds:
            hold = self.holds[pick % len(self.holds)]
            found = self.book.find(hold.hold_id, hold.fence, self.now)
            assert (found is not None) == (self.now < hold.expires_at)
            assert self.book.find(hold.hold_id, hold.fence + 1, self.now) is None
            if found is not None:
                self.book.book(found, f"or_{hold.fence}", Batch())
                self.orders[f"or_{hold.fence}"] = Counter(dict(hold.lines))
                self.holds.remove(hold)

    @rule(pick=st.integers(0, 99))
    def release(self, pick: int) -> None:
        if self.holds:
            self.book.release(self.holds.pop(pick % len(self.holds)).hold_id, Batch())

    @rule(pick=st.integers(0, 99), pieces=st.integers(1, 4))
    def give_back(self, pick: int, pieces: int) -> None:
        if self.orders:
            order_id = sorted(self.orders)[pick % len(self.orders)]
            order = self.orders[order_id]
            line = sorted(order)[pick % len(order)]
            self.book.give_back(order_id, ((line, pieces),), Batch())
            order[line] = max(order[line] - pieces, 0)
            if not any(order.values()):
                del self.orders[order_id]
                assert self.book.booking(order_id) is None

    @rule(minutes=st.integers(1, 3))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def every_piece_is_accounted_for(self) -> None:
        if hasattr(self, "book"):
            taken = self.taken()
            for pool in ("p0", "p1"):
                assert self.book.taken(pool, self.now) == taken[pool] <= LIMIT


Book.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
test_nothing_is_sold_twice = Book.TestCase
