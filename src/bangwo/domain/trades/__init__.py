"""Trades of what is made to measure: what each promises beside lines and prices. One file per trade."""

from dataclasses import dataclass

from bangwo.domain.money import ZERO, Money
from bangwo.domain.trades.admission import Admission
from bangwo.domain.trades.journey import Journey
from bangwo.domain.trades.ride import Ride
from bangwo.domain.trades.stay import Stay
from bangwo.domain.trades.table import Table
from bangwo.domain.trades.voucher import Voucher

__all__ = ["Admission", "Journey", "Kind", "Measured", "Particulars", "Ride", "Stay", "Table", "Voucher"]

Particulars = Journey | Stay | Admission | Ride | Table | Voucher
"""What is promised of one thing: a new trade adds its own."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of person (adult, child, senior, student) as a product of its own."""

    kind: str
    offer_id: str
    price: Money


@dataclass(frozen=True, slots=True)
class Measured:
    """What was asked for: its particulars, who may have it, what a member saves, what cancelling costs.

    `left`: pieces that can be had. `member`: off each piece, paid by `brand`.
    """

    of: Particulars
    left: int
    kinds: tuple[Kind, ...] = ()
    member: Money = ZERO
    brand: str = ""
    rule: str = ""
