"""Erasure: an order without what tells whose it was, as the books go on needing it."""

from dataclasses import replace

from bangwo.domain.order import Order
from bangwo.domain.place import Address, Point
from bangwo.domain.trades.ride import Ride

NOWHERE = Point(0, 0)


def anonymous(order: Order) -> Order:
    """The order with its figures, without address, contact, note, reason, tickets' codes and driver."""
    quote = order.quote
    where = None if quote.where is None else Address("", "", NOWHERE)
    of = replace(quote.of, start="", end="", start_label="", end_label="") if isinstance(quote.of, Ride) else quote.of
    bare = replace(quote, where=where, note="", of=of)
    return replace(order, quote=bare, reason="", codes=(), particulars="")
