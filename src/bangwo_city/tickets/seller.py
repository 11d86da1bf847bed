"""The seller: showings in the catalogue, tickets through the box office."""

import heapq
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from aiohttp import web

from bangwo_city.durable import Batch, Shelf
from bangwo_city.merchant import Catalogue, Doc, Plan, Priced, PricedLine, Refusal, Step, Wish, WishLine
from bangwo_city.tickets import documents
from bangwo_city.tickets.box_office import BoxOffice, Hold
from bangwo_city.tickets.schedule import Schedule, Showing
from bangwo_city.tickets.venues import cinemas, houses

RETURNS_UNTIL = timedelta(minutes=30)
"""Tickets are taken back until so long before the start; from then on the order is `ready`."""


class Seller:
    """Sells tickets for every cinema and house of the city."""

    name = "tickets"
    title = "云湖票务"
    cancels_pieces = False  # the seats of an order go back together
    vendor_capabilities: tuple[str, ...] = (
        "org.bangwo.merchants",
        "org.bangwo.showing",
        "org.bangwo.seats",
        "org.bangwo.order_cancel",
    )

    def __init__(self, schedule: Schedule) -> None:
        self.catalogue = Catalogue()
        self.box_office = BoxOffice()
        self._schedule = schedule
        self._showings: dict[str, Showing] = {}
        self._starts: list[tuple[datetime, str]] = []
        self._today: date | None = None
        self._merchants = [venue.document() for venue in (*cinemas(), *houses())]

    def restore(self, shelf: Shelf) -> None:
        """Read back holds and bookings."""
        self.box_office.restore(shelf)

    def freshen(self, now: datetime) -> None:
        """A new day's showings come in, those that began go out, and changed seats are counted anew."""
        if now.date() != self._today:
            self._open(now)
        while self._starts and self._starts[0][0] <= now:
            _, showing_id = heapq.heappop(self._starts)
            showing = self._showings.pop(showing_id, None)
            if showing is not None:
                self.catalogue.put(showing_id, documents.product(showing, 0, on_sale=False))
        self.box_office.expire(now)
        for showing_id in self.box_office.touched():
            showing = self._showings.get(showing_id)
            if showing is not None:
                self._show(showing, now)

    def merchants(self) -> Sequence[Doc]:
        """The venues."""
        return self._merchants

    def showing(self, showing_id: str, now: datetime) -> Showing | None:
        """A showing that is on sale: still to begin, and not too far ahead."""
        self.freshen(now)
        return self._showings.get(showing_id)

    def free(self, showing: Showing, now: datetime) -> int:
        """The seats that can be had."""
        return showing.hall.seats & ~showing.crowd & ~self.box_office.gone(showing.showing_id, now)

    def price(self, wish: Wish, now: datetime) -> Priced:
        """The tickets of one showing, for seats that are held."""
        showings = [self.showing(line.product_id, now) for line in wish.lines]
        refusals = [
            Refusal("item_unknown", "没有这个场次", number)
            for number, showing in enumerate(showings)
            if showing is None
        ]
        hold, refusal = self._held(wish, now)
        if refusal is not None and not refusals:
            refusals.append(refusal)
        lines = zip(wish.lines, showings, strict=True)
        return Priced(
            merchant_id=showings[0].venue.venue_id if showings[0] else wish.merchant_id,
            lines=tuple(_priced(line, showing, hold) for line, showing in lines),
            refusals=tuple(refusals),
        )

    def take(self, wish: Wish, order_id: str, batch: Batch, now: datetime) -> tuple[Refusal, ...]:
        """Sell the held seats, if the hold still lives."""
        hold, refusal = self._held(wish, now)
        if hold is None or refusal is not None:
            return (refusal,) if refusal else ()
        self.box_office.book(hold, order_id, batch)
        return ()

    def give_back(self, wish: Wish, order_id: str, batch: Batch, now: datetime) -> None:
        """Put the seats on sale again."""
        self.box_office.cancel(order_id, batch)

    def plan(self, wish: Wish, priced: Priced, order_id: str, now: datetime) -> Plan:
        """Accepted now, ready when it cannot be returned any more, completed when the showing is over."""
        booking, showing = self.box_office.booking(order_id), self.showing(wish.lines[0].product_id, now)
        if booking is None or showing is None:
            raise LookupError(f"the order {order_id} has booked nothing")
        ready = max(showing.starts_at - RETURNS_UNTIL, now)
        steps = (Step("accepted", now), Step("ready", ready), Step("completed", showing.ends_at))
        return Plan(steps, codes=booking.codes())

    def cancellable(self, state: str) -> bool:
        """Tickets can be returned until half an hour before the start."""
        return state == "accepted"

    def add_routes(self, app: web.Application) -> None:
        """None here: `tickets.build` adds those of seats, which need the clock and the shelf as well."""

    def _open(self, now: datetime) -> None:
        self._today = now.date()
        for day in self._schedule.days(self._today):
            for showing in self._schedule.on_sale(day, self._today):
                if showing.showing_id not in self._showings and now < showing.starts_at:
                    self._showings[showing.showing_id] = showing
                    heapq.heappush(self._starts, (showing.starts_at, showing.showing_id))
                    self._show(showing, now)

    def _show(self, showing: Showing, now: datetime) -> None:
        self.catalogue.put(showing.showing_id, documents.product(showing, self.free(showing, now).bit_count()))

    def _held(self, wish: Wish, now: datetime) -> tuple[Hold | None, Refusal | None]:
        """The hold that a wish names, or why it does not do."""
        line = wish.lines[0]
        if len(wish.lines) > 1:
            return None, Refusal("seats_unavailable", "一次只能买一个场次的票", 1)
        if self.showing(line.product_id, now) is None:
            return None, Refusal("seats_unavailable", "这一场已经开始", 0)
        hold = self.box_office.find(wish.hold_id, wish.fence, now)
        if hold is None:
            content = "座位保留已过期,请重新选座" if wish.hold_id else "请先选座"
            return None, Refusal("seats_unavailable", content, 0)
        if hold.showing_id != line.product_id or len(hold.seats) != line.quantity:
            return None, Refusal("seats_unavailable", "保留的座位与票数不符", 0)
        return hold, None


def _priced(line: WishLine, showing: Showing | None, hold: Hold | None) -> PricedLine:
    if showing is None:
        return PricedLine("", 0, line.quantity)
    extra: Doc = {"org.bangwo.seats": {"seats": hold.seats}} if hold else {}
    return PricedLine(documents.name(showing), showing.price_fen, line.quantity, extra)
