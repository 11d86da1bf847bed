"""Offers: what merchants sell now, with options, stock and hours."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from bangwo.domain.money import ZERO, Money
from bangwo.domain.place import Point
from bangwo.domain.trades import Measured


class Trade(StrEnum):
    """The eleven trades that the understander has learned, those that only the dialogue knows (an act calls them food),
    and those that were added.
    """

    FOOD = "food"
    GROCERY = "grocery"
    SHOP = "shop"
    MOVIE = "movie"
    SHOW = "show"
    FLIGHT = "flight"
    TRAIN = "train"
    HOTEL = "hotel"
    ATTRACTION = "attraction"
    RIDE = "ride"
    PLACE = "place"
    TABLE = "table"
    QUEUE = "queue"
    VOUCHER = "voucher"

    @classmethod
    def added(cls, word: str) -> "Trade":
        """A trade that is no member, by its word: from now on it is read wherever trades are."""
        if word not in _ADDED:
            trade = str.__new__(cls, word)
            trade._name_, trade._value_ = word.upper(), word
            _ADDED[word] = trade
        return _ADDED[word]

    @classmethod
    def _missing_(cls, value: object) -> "Trade | None":
        return _ADDED.get(str(value))


_ADDED: dict[str, Trade] = {}

GOODS = frozenset({Trade.FOOD, Trade.GROCERY, Trade.SHOP})
"""Trades of things that are brought."""

IN_SHOP = frozenset({Trade.TABLE, Trade.QUEUE, Trade.VOUCHER})
"""Trades of what is had where it is cooked."""

MEASURED = {Trade.FLIGHT, Trade.TRAIN, Trade.HOTEL, Trade.ATTRACTION, Trade.RIDE, *IN_SHOP}
"""Trades of what is made to measure: it is asked of its provider whenever it is wanted. An added trade is put here."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours of every day; closing before opening runs past midnight, equal times mean always open."""

    opens: time
    closes: time

    def open_at(self, moment: datetime) -> bool:
        """Whether the place is open at that moment."""
        now = moment.timetz().replace(tzinfo=None)
        if self.opens == self.closes:
            return True
        if self.opens < self.closes:
            return self.opens <= now < self.closes
        return now >= self.opens or now < self.closes


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a merchant delivers: by a courier of the town, or as a parcel that is so many days on its way."""

    fee: Money
    radius_m: int | None  # None: it sends everywhere
    minutes: int  # at most, where it is days
    minimum: Money = ZERO  # goods below this are not delivered
    free_over: Money | None = None  # no fee from this much in goods
    days: tuple[int, int] | None = None  # of a parcel, at least and at most

    def reaches(self, metres: int) -> bool:
        """Whether it comes so far."""
        return self.radius_m is None or metres <= self.radius_m

    def fee_for(self, goods: Money) -> Money:
        """What bringing so much in goods costs."""
        return ZERO if self.free_over is not None and goods >= self.free_over else self.fee


@dataclass(frozen=True, slots=True)
class Merchant:
    """A shop, cinema or theatre that a provider sells for."""

    provider_id: str
    merchant_id: str
    name: str
    trade: Trade
    point: Point
    address: str
    hours: Hours
    rating: int = 0  # in tenths of a star, 48 = 4.8
    delivery: Delivery | None = None
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of an option group, by the short form of the contract where it has one (少糖, 去冰, 大杯, 加珍珠)."""

    choice_id: str
    name: str
    price: Money = ZERO
    available: bool = True


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """What can be chosen of an offer: between `least` and `most` choices; `default` is taken when nothing is said."""

    group_id: str
    kind: str  # size, sugar, ice, spice, addition, variant, other
    name: str
    least: int
    most: int
    choices: tuple[Choice, ...]
    default: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Showing:
    """A film or show at a time in a hall. Rows count from the screen or stage, 1 first."""

    title: str
    hall: str
    starts_at: datetime
    ends_at: datetime
    format: str  # 2D, 3D, IMAX, dolby
    language: str
    rows: int
    seats_left: int
    premiere: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be bought now. `ref` is unique over all providers."""

    ref: str
    provider_id: str
    merchant_id: str
    offer_id: str  # the provider's own id
    trade: Trade
    name: str
    price: Money
    unit: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    groups: tuple[OptionGroup, ...] = ()
    stock: int | None = None  # None: not counted
    rating: int = 0  # in tenths of a star
    sold: int = 0  # in the last month
    showing: Showing | None = None
    measured: Measured | None = None  # what was asked of its provider, and is in no index


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat: row from the screen, column from the left, both from 1."""

    row: int
    col: int


@dataclass(frozen=True, slots=True)
class SeatMap:
    """A hall for one showing: all seats, the free ones, and the columns that have an aisle on their right."""

    rows: int
    cols: int
    seats: frozenset[Seat]
    free: frozenset[Seat]
    aisles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hold:
    """Seats, rooms or tickets kept for us by a provider until a moment. `places` are those without row and column."""

    hold_id: str
    offer_ref: str
    seats: tuple[Seat, ...]
    expires_at: datetime
    fence: int = 0  # the provider's own count of holds: booking names it, so that a hold lost and kept anew is noticed
    places: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()  # wishes that the places do not meet
    member: Money = ZERO  # what member prices take off, kept with it
