"""Allotments: what is held until a moment and what is sold, out of pools that never give more than they have."""

import heapq
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bangwo_city.clock import local
from bangwo_city.durable import Batch, Shelf

_HOLDS, _BOOKINGS, _COUNTERS = "holds", "bookings", "counters"


@dataclass(frozen=True, slots=True)
class Claim:
    """So much of one pool for one line: seats of a cabin on a day, rooms in a night, tickets of a day, a budget's fen.

    A stay of three nights has three claims. Where the units of a pool can be told apart, `units` are their numbers
    and `places` their names.
    """

    line: int  # the line it is for, from 0
    pool: str
    count: int
    limit: int  # what the pool has for all holds and bookings together
    units: tuple[int, ...] = ()
    places: tuple[str, ...] = ()

    def shrunk(self, pieces: int, of: int) -> "Claim":
        """What remains when a line of so many pieces keeps only some of them."""
        return replace(self, count=self.count * pieces // of, units=self.units[:pieces], places=self.places[:pieces])


Sold = tuple[tuple[str, int], ...]
"""(product id, quantity), line by line."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Lines kept until a moment. `fence` grows with every hold: an old one cannot book for a new one."""

    hold_id: str
    fence: int
    lines: Sold
    claims: tuple[Claim, ...]
    expires_at: datetime
    unmet: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The names of what is kept, line by line."""
        return tuple(place for claim in self.claims for place in claim.places)


@dataclass(frozen=True, slots=True)
class Booking:
    """Lines sold to an order."""

    order_id: str
    lines: Sold
    claims: tuple[Claim, ...]


class Allotments:
    """Every method decides at once and leaves what must last in the batch, so that two wishes never interleave."""

    def __init__(self) -> None:
        self._holds: dict[str, Hold] = {}
        self._bookings: dict[str, Booking] = {}
        self._taken: Counter[str] = Counter()  # by pool
        self._units: dict[str, int] = {}  # by pool: the bits of the units that are gone
        self._ends: list[tuple[datetime, str]] = []
        self._stale: list[str] = []  # holds that ran out and are still on the shelf
        self._fence = 0

    def restore(self, shelf: Shelf) -> None:
        """Read back holds and bookings."""
        self._fence = shelf.get(_COUNTERS, "fence") or 0
        for order_id, kept in shelf.scan(_BOOKINGS):
            self._sell(Booking(order_id, _lines(kept), _claims(kept)))
        for hold_id, kept in shelf.scan(_HOLDS):
            until = local(datetime.fromisoformat(kept["expires_at"]))
            self._keep(Hold(hold_id, kept["fence"], _lines(kept), _claims(kept), until, tuple(kept["unmet"])))

    def taken(self, pool: str, now: datetime) -> int:
        """How much of a pool is held or sold."""
        self.expire(now)
        return self._taken[pool]

    def units(self, pool: str, now: datetime) -> int:
        """The units of a pool that are held or sold: bit n is unit n."""
        self.expire(now)
        return self._units.get(pool, 0)

    def fits(self, claims: Iterable[Claim], now: datetime) -> bool:
        """Whether all of these claims can be met together."""
        self.expire(now)
        wanted: Counter[str] = Counter()
        units: dict[str, int] = {}
        for claim in claims:
            wanted[claim.pool] += claim.count
            if self._taken[claim.pool] + wanted[claim.pool] > claim.limit:
                return False
            asked = _bits(claim.units)
            gone = self._units.get(claim.pool, 0) | units.get(claim.pool, 0)
            if asked & gone or asked.bit_count() != len(claim.units):
                return False
            units[claim.pool] = units.get(claim.pool, 0) | asked
        return True

    def hold(
        self,
        lines: Sold,
        claims: Sequence[Claim],
        *,
        until: datetime,
        now: datetime,
        batch: Batch,
        unmet: Sequence[str] = (),
    ) -> Hold | None:
        """Keep all of this, or nothing: None when not all can be had."""
        if not self.fits(claims, now):
            return None
        self._fence += 1
        hold = Hold(f"h_{secrets.token_hex(10)}", self._fence, lines, tuple(claims), until, tuple(unmet))
        self._keep(hold)
        kept = {"fence": hold.fence, "expires_at": until.isoformat(), "unmet": hold.unmet, **_kept(lines, claims)}
        batch.put(_HOLDS, hold.hold_id, kept)
        batch.put(_COUNTERS, "fence", self._fence)
        self._sweep(batch)
        return hold

    def find(self, hold_id: str, fence: int, now: datetime) -> Hold | None:
        """The hold, if it still lives and is the one that was meant."""
        self.expire(now)
        hold = self._holds.get(hold_id)
        return hold if hold is not None and hold.fence == fence else None

    def release(self, hold_id: str, batch: Batch) -> None:
        """Give back what is held; releasing what is gone is no error."""
        hold = self._holds.get(hold_id)
        if hold is not None:
            self._let_go(hold)
            batch.delete(_HOLDS, hold_id)

    def book(self, hold: Hold, order_id: str, batch: Batch) -> Booking:
        """Sell what a living hold keeps."""
        self._let_go(hold)
        batch.delete(_HOLDS, hold.hold_id)
        return self._booked(Booking(order_id, hold.lines, hold.claims), batch)

    def booking(self, order_id: str) -> Booking | None:
        """What an order has booked and not given back."""
        return self._bookings.get(order_id)

    def give_back(self, order_id: str, lines: Sold, batch: Batch) -> None:
        """Put so many pieces of these products on sale again; more than are booked is all of them."""
        booking = self._bookings.pop(order_id, None)
        if booking is None:
            return
        self._free(booking.claims)
        back: Counter[str] = Counter()
        for product_id, quantity in lines:
            back[product_id] += quantity
        rest = _without(booking, back)
        if any(quantity for _, quantity in rest.lines):
            self._booked(rest, batch)
        else:
            batch.delete(_BOOKINGS, order_id)

    def expire(self, now: datetime) -> None:
        """Let go of holds whose time is over."""
        while self._ends and self._ends[0][0] <= now:
            _, hold_id = heapq.heappop(self._ends)
            hold = self._holds.get(hold_id)
            if hold is not None:
                self._let_go(hold)
                self._stale.append(hold_id)

    def _booked(self, booking: Booking, batch: Batch) -> Booking:
        self._sell(booking)
        batch.put(_BOOKINGS, booking.order_id, _kept(booking.lines, booking.claims))
        return booking

    def _keep(self, hold: Hold) -> None:
        self._holds[hold.hold_id] = hold
        heapq.heappush(self._ends, (hold.expires_at, hold.hold_id))
        self._take(hold.claims)

    def _sell(self, booking: Booking) -> None:
        self._bookings[booking.order_id] = booking
        self._take(booking.claims)

    def _let_go(self, hold: Hold) -> None:
        del self._holds[hold.hold_id]
        self._free(hold.claims)

    def _take(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            self._taken[claim.pool] += claim.count
            if claim.units:
                self._units[claim.pool] = self._units.get(claim.pool, 0) | _bits(claim.units)

    def _free(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            self._taken[claim.pool] -= claim.count
            if not self._taken[claim.pool]:
                del self._taken[claim.pool]
            if claim.units:
                self._units[claim.pool] &= ~_bits(claim.units)

    def _sweep(self, batch: Batch) -> None:
        for hold_id in self._stale:
            batch.delete(_HOLDS, hold_id)
        self._stale.clear()


def _without(booking: Booking, back: Counter[str]) -> Booking:
    """A booking less what is given back, taken from its last lines first."""
    rest: list[tuple[str, int]] = []
    claims: list[Claim] = []
    for number, (product_id, quantity) in reversed(list(enumerate(booking.lines))):
        gone = min(back[product_id], quantity)
        back[product_id] -= gone
        rest.append((product_id, quantity - gone))
        own = [claim for claim in booking.claims if claim.line == number]
        if gone:
            own = [claim.shrunk(quantity - gone, quantity) for claim in own] if gone < quantity else []
        claims = [*own, *claims]
    return Booking(booking.order_id, tuple(reversed(rest)), tuple(claims))


def _bits(units: Iterable[int]) -> int:
    found = 0
    for unit in units:
        found |= 1 << unit
    return found


def _kept(lines: Sold, claims: Sequence[Claim]) -> dict[str, Any]:
    rows = [[each.line, each.pool, each.count, each.limit, each.units, each.places] for each in claims]
    return {"lines": lines, "claims": rows}


def _lines(kept: dict[str, Any]) -> Sold:
    return tuple((product_id, quantity) for product_id, quantity in kept["lines"])


def _claims(kept: dict[str, Any]) -> tuple[Claim, ...]:
    return tuple(
        Claim(line, pool, count, limit, tuple(units), tuple(places))
        for line, pool, count, limit, units, places in kept["claims"]
    )
