"""Rates: what a room costs in a night, how many are left to sell, and under which terms."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bangwo_city.clock import LOCAL
from bangwo_city.merchant import CancelRule, CancelStep
from bangwo_city.travel.feasts import feast
from bangwo_city.travel.stays.hotels import Hotel, Room

CHECK_IN, CHECK_OUT = time(14), time(12)
FREE_UNTIL = time(18)
"""A room is given back for nothing until then on the day before."""

_FRIDAY, _SATURDAY = 4, 5


@dataclass(frozen=True, slots=True)
class Plan:
    """Terms that a room is sold under."""

    plan_id: str
    title: str
    breakfast: bool
    refundable: bool
    percent: int


PLANS = (
    Plan("f", "不含早", breakfast=False, refundable=True, percent=100),
    Plan("b", "含早餐", breakfast=True, refundable=True, percent=100),
    Plan("n", "不含早 不可退", breakfast=False, refundable=False, percent=90),
)


@dataclass(frozen=True, slots=True)
class Night:
    """One night of a hotel: the price of its double room, and how much of each type of room others have taken."""

    day: date
    key: str  # 20260212
    yuan: int
    taken: tuple[int, ...]  # percent, in the order of the hotel's rooms


def nights(seed: int, hotel: Hotel, check_in: date, count: int) -> tuple[Night, ...]:
    """The nights of a stay."""
    return tuple(_night(seed, hotel, check_in + timedelta(days=offset)) for offset in range(count))


def nightly_fen(hotel: Hotel, room: Room, plan: Plan, stay: tuple[Night, ...]) -> tuple[int, ...]:
    """What one room costs, night by night."""
    breakfast = hotel.chain.breakfast_yuan * room.guests if plan.breakfast else 0
    return tuple((night.yuan * room.percent * plan.percent // 100**2 + breakfast) * 100 for night in stay)


def limits(hotel: Hotel, room: Room, stay: tuple[Night, ...]) -> list[int]:
    """How many such rooms others leave, night by night."""
    place, count = hotel.chain.rooms.index(room), room.count
    return [count - min(count, (count * night.taken[place] + 50) // 100) for night in stay]


def pool(hotel: Hotel, room: Room, night: Night) -> str:
    """The rooms of a type in a night, whatever the terms."""
    return f"{hotel.hotel_id}_{room.word}_{night.key}"


def rule(plan: Plan, nightly: tuple[int, ...], check_in: date) -> CancelRule:
    """Free until 18:00 the day before, then the first night; where it is not refundable, all of it."""
    return _rule(plan.refundable, nightly[0] * 100 // sum(nightly), check_in)


@lru_cache(maxsize=1024)
def _rule(refundable: bool, first_percent: int, check_in: date) -> CancelRule:
    arrival = datetime.combine(check_in, CHECK_IN, LOCAL)
    if not refundable:
        return CancelRule("不可退：取消不退房费", (CancelStep(arrival, 100),))
    free = datetime.combine(check_in - timedelta(days=1), FREE_UNTIL, LOCAL)
    text = f"{free:%m月%d日%H:%M}前免费取消，之后收首晚房费，入住日14:00后不可取消"
    return CancelRule(text, (CancelStep(free, 0), CancelStep(arrival, first_percent)))


@lru_cache(maxsize=4096)
def _night(seed: int, hotel: Hotel, day: date) -> Night:
    dice = hashlib.blake2b(f"{seed}|{hotel.hotel_id}|{day.toordinal()}".encode(), digest_size=8).digest()
    weekend = hotel.town.weekend if day.weekday() in (_FRIDAY, _SATURDAY) else 100
    festive = feast(day)
    season = hotel.town.season(day.month)
    mood = 95 + dice[0] * 13 // 256
    yuan = hotel.yuan * weekend * season * (100 + festive * 7 // 10) * mood // 100**4
    busy = 40 + max(weekend - 100, 0) // 2 + festive * 2 // 5 + max(season - 100, 0) // 5
    rooms = range(len(hotel.chain.rooms))
    return Night(day, f"{day:%Y%m%d}", yuan, tuple(max(busy + dice[1 + each] * 90 // 256 - 45, 0) for each in rooms))
