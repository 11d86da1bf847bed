"""Trades of what is made to measure: how each is asked for, ranked and told. A trade is a line here and a file."""

from bangwo.app.trades.admission import Admissions
from bangwo.app.trades.journey import Journeys
from bangwo.app.trades.ride import Rides
from bangwo.app.trades.stay import Stays
from bangwo.app.trades.table import Tables
from bangwo.app.trades.voucher import Vouchers
from bangwo.app.trades.way import Way
from bangwo.domain.offer import Trade

__all__ = ["WAYS", "Way"]

WAYS: dict[Trade, Way] = {
    Trade.FLIGHT: Journeys("flight"),
    Trade.TRAIN: Journeys("train"),
    Trade.HOTEL: Stays(),
    Trade.ATTRACTION: Admissions(),
    Trade.RIDE: Rides(),
    Trade.TABLE: Tables(queue=False),
    Trade.QUEUE: Tables(queue=True),
    Trade.VOUCHER: Vouchers(),
}
