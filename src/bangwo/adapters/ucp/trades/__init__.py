"""Trades over UCP: how each product made to measure is read. A trade is a line here and a file beside."""

from collections.abc import Callable
from dataclasses import dataclass

from bangwo.adapters.ucp.trades import admission, journey, ride, stay, table, voucher
from bangwo.adapters.wire import Fields
from bangwo.domain.offer import Trade
from bangwo.domain.trades import Particulars


@dataclass(frozen=True, slots=True)
class Wire:
    """A trade's vendor capability, and what reads a product's particulars from under it."""

    capability: str
    read: Callable[[Fields], Particulars]


WIRES: dict[Trade, Wire] = {
    Trade.FLIGHT: Wire("org.bangwo.journey", journey.read),
    Trade.TRAIN: Wire("org.bangwo.journey", journey.read),
    Trade.HOTEL: Wire("org.bangwo.stay", stay.read),
    Trade.ATTRACTION: Wire("org.bangwo.admission", admission.read),
    Trade.RIDE: Wire("org.bangwo.ride", ride.read),
    Trade.TABLE: Wire("org.bangwo.table", table.read),
    Trade.QUEUE: Wire("org.bangwo.table", table.read),
    Trade.VOUCHER: Wire("org.bangwo.voucher", voucher.read),
}
