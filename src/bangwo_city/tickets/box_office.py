"""The box office: seats held until a moment and seats sold, each seat to one."""

import hashlib
import heapq
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bangwo_city.clock import local
from bangwo_city.durable import Batch, Shelf
from bangwo_city.tickets.halls import Seat, bits

_HOLDS, _BOOKINGS, _COUNTERS = "holds", "bookings", "counters"


@dataclass(frozen=True, slots=True)
class Hold:
    """Seats of a showing, kept until a moment. `fence` grows with every hold: an old one cannot book for a new one."""

    hold_id: str
    showing_id: str
    seats: tuple[Seat, ...]
    fence: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Booking:
    """Seats of a showing, sold to an order."""

    order_id: str
    showing_id: str
    seats: tuple[Seat, ...]

    def codes(self) -> tuple[str, ...]:
        """The code that each ticket is collected with: 12 digits."""
        return tuple(_code(self.order_id, seat) for seat in self.seats)


class BoxOffice:
    """Every method decides at once and leaves what must last in the batch, so that two wishes never interleave."""

    def __init__(self) -> None:
        self._holds: dict[str, Hold] = {}
        self._bookings: dict[str, Booking] = {}
        self._gone: dict[str, int] = {}  # by showing: what is held or sold
        self._ends: list[tuple[datetime, str]] = []
        self._stale: list[str] = []  # holds that ran out and are still on the shelf
        self._fence = 0
        self._touched: set[str] = set()

    def restore(self, shelf: Shelf) -> None:
        """Read back holds and bookings."""
        self._fence = shelf.get(_COUNTERS, "fence") or 0
        for order_id, value in shelf.scan(_BOOKINGS):
            self._sell(Booking(order_id, value["showing_id"], _seats(value["seats"])))
        for hold_id, value in shelf.scan(_HOLDS):
            until = local(datetime.fromisoformat(value["expires_at"]))
            self._keep(Hold(hold_id, value["showing_id"], _seats(value["seats"]), value["fence"], until))

    def gone(self, showing_id: str, now: datetime) -> int:
        """The seats that are held or sold."""
        self.expire(now)
        return self._gone.get(showing_id, 0)

    def hold(
        self, showing_id: str, seats: tuple[Seat, ...], *, until: datetime, now: datetime, batch: Batch
    ) -> Hold | None:
        """Keep all of these seats, or none: None when one of them is gone."""
        if self.gone(showing_id, now) & bits(seats):
            return None
        self._fence += 1
        hold = Hold(f"h_{secrets.token_hex(10)}", showing_id, seats, self._fence, until)
        self._keep(hold)
        kept = {"showing_id": showing_id, "seats": seats, "fence": hold.fence, "expires_at": until.isoformat()}
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
        """Give held seats back; releasing what is gone is no error."""
        hold = self._holds.get(hold_id)
        if hold is not None:
            self._let_go(hold)
            batch.delete(_HOLDS, hold_id)

    def book(self, hold: Hold, order_id: str, batch: Batch) -> Booking:
        """Sell what a living hold keeps."""
        self._let_go(hold)
        booking = Booking(order_id, hold.showing_id, hold.seats)
        self._sell(booking)
        batch.delete(_HOLDS, hold.hold_id)
        batch.put(_BOOKINGS, order_id, {"showing_id": hold.showing_id, "seats": hold.seats})
        return booking

    def booking(self, order_id: str) -> Booking | None:
        """What an order has booked."""
        return self._bookings.get(order_id)

    def cancel(self, order_id: str, batch: Batch) -> None:
        """Put an order's seats on sale again."""
        booking = self._bookings.pop(order_id, None)
        if booking is not None:
            self._gone[booking.showing_id] &= ~bits(booking.seats)
            self._touched.add(booking.showing_id)
            batch.delete(_BOOKINGS, order_id)

    def expire(self, now: datetime) -> None:
        """Let go of holds whose time is over."""
        while self._ends and self._ends[0][0] <= now:
            _, hold_id = heapq.heappop(self._ends)
            hold = self._holds.get(hold_id)
            if hold is not None:
                self._let_go(hold)
                self._stale.append(hold_id)

    def touched(self) -> Iterator[str]:
        """The showings whose seats changed since this was asked last."""
        touched, self._touched = self._touched, set()
        return iter(touched)

    def _keep(self, hold: Hold) -> None:
        self._holds[hold.hold_id] = hold
        heapq.heappush(self._ends, (hold.expires_at, hold.hold_id))
        self._take(hold.showing_id, hold.seats)

    def _sell(self, booking: Booking) -> None:
        self._bookings[booking.order_id] = booking
        self._take(booking.showing_id, booking.seats)

    def _take(self, showing_id: str, seats: tuple[Seat, ...]) -> None:
        self._gone[showing_id] = self._gone.get(showing_id, 0) | bits(seats)
        self._touched.add(showing_id)

    def _let_go(self, hold: Hold) -> None:
        del self._holds[hold.hold_id]
        self._gone[hold.showing_id] &= ~bits(hold.seats)
        self._touched.add(hold.showing_id)

    def _sweep(self, batch: Batch) -> None:
        for hold_id in self._stale:
            batch.delete(_HOLDS, hold_id)
        self._stale.clear()


def _seats(value: Iterable[Iterable[int]]) -> tuple[Seat, ...]:
    return tuple((row, col) for row, col in value)


def _code(order_id: str, seat: Seat) -> str:
    digest = hashlib.sha256(f"{order_id}:{seat}".encode()).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**12:012d}"
