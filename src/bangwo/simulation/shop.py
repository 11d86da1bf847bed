"""Shop: a provider with stock, seats and moods, that keeps its own books."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from bangwo.app.ports import CancelTerms, Checkout, Piece, ProviderOrder
from bangwo.core.errors import Code, Refused
from bangwo.domain.money import ZERO, Money
from bangwo.domain.offer import Hold, Offer, Seat, SeatMap
from bangwo.domain.order import OrderState
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote
from bangwo.simulation.wire import Wire

_WAY = (OrderState.ACCEPTED, OrderState.PREPARING, OrderState.ON_THE_WAY, OrderState.COMPLETED)
_ENDS = (OrderState.COMPLETED, OrderState.CANCELLED)


@dataclass(slots=True)
class Sheet:
    """A checkout as the shop has it."""

    checkout_id: str
    reference: str
    merchant_id: str
    lines: tuple[tuple[str, int, tuple[str, ...]], ...]
    where: str
    total_fen: int
    hold_id: str
    status: str = "ready"
    sold: str = ""


@dataclass(slots=True)
class Sold:
    """An order as the shop has it."""

    order_id: str
    sheet: Sheet
    charge_id: str
    state: OrderState
    at: datetime


@dataclass(slots=True)
class Kept:
    """Seats kept, then booked for an order."""

    hold: Hold
    booked: bool = False


@dataclass(slots=True)
class Shop:
    """Implements `Provider`. `dearer`: what an offer costs more now than the catalogue says."""

    wire: Wire
    stock: dict[str, int]
    dearer: dict[str, int] = field(default_factory=dict[str, int])
    sheets: dict[str, Sheet] = field(default_factory=dict[str, Sheet])
    sold: dict[str, Sold] = field(default_factory=dict[str, Sold])
    kept: dict[str, Kept] = field(default_factory=dict[str, Kept])
    mail: list[ProviderOrder] = field(default_factory=list[ProviderOrder])

    async def create_checkout(self, quote: Quote, buyer: Person, order_id: str) -> Checkout:
        del buyer
        return await self.wire.call("checkout.create", order_id, lambda: self._create(quote, order_id))

    async def checkout(self, checkout_id: str) -> Checkout:
        sheet = self.sheets[checkout_id]
        return await self.wire.call("checkout.get", sheet.reference, lambda: self._checked(sheet))

    async def complete(self, checkout_id: str, order_id: str, charge_id: str) -> Checkout:
        return await self.wire.call("checkout.complete", order_id, lambda: self._complete(checkout_id, charge_id))

    async def cancel_checkout(self, checkout_id: str, order_id: str) -> Checkout:
        return await self.wire.call("checkout.cancel", order_id, lambda: self._cancel_checkout(checkout_id))

    async def order(self, provider_order_id: str) -> ProviderOrder:
        sold = self.sold[provider_order_id]
        return await self.wire.call("provider.order", sold.sheet.reference, lambda: _told(sold))

    async def cancel_terms(self, provider_order_id: str) -> CancelTerms:
        """Nothing costs anything here."""
        return CancelTerms(ZERO)

    async def cancel_order(self, provider_order_id: str, order_id: str, reason: str, fee: Money) -> ProviderOrder:
        del reason
        return await self.wire.call("provider.cancel", order_id, lambda: self._cancel_order(provider_order_id))

    async def seat_map(self, offer: Offer) -> SeatMap:
        del offer
        every = frozenset(Seat(1, col) for col in range(1, 5))
        return SeatMap(1, 4, every, every - self._taken())

    async def hold_seats(self, offer: Offer, seats: Sequence[Seat], key: str, until: datetime) -> Hold:
        hold = Hold(f"h-{key}", offer.ref, tuple(seats), until)
        return await self.wire.call("seats.hold", key, lambda: self._hold(hold))

    async def hold_pieces(self, pieces: Sequence[Piece], wishes: Sequence[str], key: str, until: datetime) -> Hold:
        """Nothing is made to measure here."""
        raise Refused(Code.ITEM_UNKNOWN)

    async def release_seats(self, hold: Hold) -> None:
        await self.wire.call("seats.release", hold.hold_id, lambda: self._release(hold))

    def move(self, random: Random) -> None:
        """Let one running order go on, or drop it; whoever follows it is told."""
        running = [sold for sold in self.sold.values() if sold.state not in _ENDS]
        if not running:
            return
        sold = running[random.randrange(len(running))]
        if random.random() < 0.1:
            self._undo(sold)
        else:
            sold.state = _WAY[_WAY.index(sold.state) + random.randint(1, len(_WAY) - 1 - _WAY.index(sold.state))]
        self._tell(sold)

    def finish(self) -> None:
        """Bring every running order to its end."""
        for sold in self.sold.values():
            if sold.state not in _ENDS:
                sold.state = OrderState.COMPLETED

    def _create(self, quote: Quote, order_id: str) -> Checkout:
        known = self.sheets.get(f"co-{order_id}")
        if known is not None:
            return self._checked(known)
        total = sum(line.unit_price.fen * line.qty + self.dearer.get(line.offer_id, 0) for line in quote.lines)
        sheet = Sheet(
            checkout_id=f"co-{order_id}",
            reference=order_id,
            merchant_id=quote.merchant_id,
            lines=tuple((line.offer_id, line.qty, line.choice_ids) for line in quote.lines),
            where=quote.where.text if quote.where else "",
            total_fen=total + sum(fee.amount.fen for fee in quote.fees),
            hold_id=quote.hold.hold_id if quote.hold else "",
        )
        self.sheets[sheet.checkout_id] = sheet
        return self._checked(sheet)

    def _checked(self, sheet: Sheet) -> Checkout:
        """A checkout that is still open, refused for as long as it cannot be sold."""
        refusal = self._refusal(sheet) if sheet.status == "ready" else None
        return replace(_shown(sheet), status="refused", refusal=refusal) if refusal else _shown(sheet)

    def _complete(self, checkout_id: str, charge_id: str) -> Checkout:
        sheet = self.sheets[checkout_id]
        if sheet.status != "ready":
            return _shown(sheet)
        if (checked := self._checked(sheet)).refusal:
            return checked
        for offer_id, qty, _ in sheet.lines:
            self.stock[offer_id] -= qty
        if sheet.hold_id:
            self.kept[sheet.hold_id].booked = True
        sheet.status, sheet.sold = "completed", f"po-{checkout_id}"
        sold = Sold(sheet.sold, sheet, charge_id, OrderState.ACCEPTED, self.wire.loop.clock.now())
        self.sold[sold.order_id] = sold
        self._tell(sold)
        return _shown(sheet)

    def _cancel_checkout(self, checkout_id: str) -> Checkout:
        sheet = self.sheets[checkout_id]
        if sheet.status == "ready":
            sheet.status = "cancelled"
        return _shown(sheet)

    def _cancel_order(self, order_id: str) -> ProviderOrder:
        sold = self.sold[order_id]
        if sold.state in (OrderState.ON_THE_WAY, OrderState.COMPLETED):
            raise Refused(Code.ORDER_NOT_CANCELLABLE)
        if sold.state is not OrderState.CANCELLED:
            self._undo(sold)
            self._tell(sold)
        return _told(sold)

    def _undo(self, sold: Sold) -> None:
        sold.state = OrderState.CANCELLED
        for offer_id, qty, _ in sold.sheet.lines:
            self.stock[offer_id] += qty
        self.kept.pop(sold.sheet.hold_id, None)

    def _refusal(self, sheet: Sheet) -> Code | None:
        if any(self.stock[offer_id] < qty for offer_id, qty, _ in sheet.lines):
            return Code.SOLD_OUT
        kept = self.kept.get(sheet.hold_id)
        gone = kept is None or (not kept.booked and kept.hold.expires_at <= self.wire.loop.clock.now())
        return Code.SEATS_UNAVAILABLE if sheet.hold_id and gone else None

    def _taken(self) -> frozenset[Seat]:
        now = self.wire.loop.clock.now()
        live = [kept for kept in self.kept.values() if kept.booked or kept.hold.expires_at > now]
        return frozenset(seat for kept in live for seat in kept.hold.seats)

    def _hold(self, hold: Hold) -> Hold:
        if hold.hold_id in self.kept:
            return self.kept[hold.hold_id].hold
        if self._taken() & set(hold.seats):
            raise Refused(Code.SEATS_UNAVAILABLE)
        self.kept[hold.hold_id] = Kept(hold)
        return hold

    def _release(self, hold: Hold) -> None:
        kept = self.kept.get(hold.hold_id)
        if kept is not None and not kept.booked:
            del self.kept[hold.hold_id]

    def _tell(self, sold: Sold) -> None:
        sold.at = self.wire.loop.clock.now()
        self.mail.append(_told(sold))


def _shown(sheet: Sheet) -> Checkout:
    return Checkout(sheet.checkout_id, sheet.status, Money(sheet.total_fen), sheet.sold)


def _told(sold: Sold) -> ProviderOrder:
    return ProviderOrder(sold.order_id, sold.state, sold.at)
