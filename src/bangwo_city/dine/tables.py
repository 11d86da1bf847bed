"""Tables: booked for a moment, or waited for with a number."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bangwo_city.clock import LOCAL
from bangwo_city.dine.asking import Asked, asked_of
from bangwo_city.dine.houses import House, about, houses, merchant
from bangwo_city.geography import Point
from bangwo_city.merchant import CancelRule, CancelStep, Doc, Notice
from bangwo_city.merchant.menu import chance
from bangwo_city.merchant.reading import Invalid
from bangwo_city.merchant.wire import moment
from bangwo_city.travel.allotments import Allotments, Claim
from bangwo_city.travel.desk import Allotment, Course, Line, Offer

SLOT = timedelta(minutes=30)
STAY = 4
"""So many slots a party sits."""
AROUND = 3
"""So many slots before and after the moment that was wished for are looked at."""
FREE_UNTIL = timedelta(hours=2)
SHOWN_MAX = 4
NUMBERS_MAX = 200
"""A house calls no more numbers a day, of each size."""
KEPT = timedelta(minutes=20)
"""So long a table is kept for a number that was called."""
_TURN = 6  # minutes until the next table of a size is free
_LETTERS = "ABC"  # one for each size


class Tables:
    """Sells what stands in the houses: by the half-hour, and by numbers."""

    capability = "org.bangwo.table"

    def __init__(self, seed: int, book: Allotments) -> None:
        self._seed = seed
        self._book = book

    def merchants(self) -> Sequence[Doc]:
        """The restaurants."""
        return [merchant(each) for each in houses().values()]

    def find(self, asked: Doc, now: datetime) -> Sequence[Offer]:
        """A table at every house, the best first: at the moment wished for, or as near to it as there is one."""
        kind = asked.get("kind", "table")
        if kind not in ("table", "queue"):
            raise Invalid("invalid", "kind is table or queue")
        wanted = asked_of(asked, now, dated=kind == "table")
        found = list(self._numbers(wanted, now) if kind == "queue" else self._booked(wanted, now))
        if not found:
            raise self._why_none(wanted, kind)
        return found

    def offer(self, product_id: str, now: datetime) -> Offer | None:
        """A table by its id: `huoguo_202602101800_4`, a number: `huoguo_20260210_4`."""
        parts = product_id.split("_")
        house = houses().get(parts[0]) if len(parts) == 3 else None
        if house is None or not parts[2].isdecimal() or len(parts[2]) > 2:
            return None
        party, form = int(parts[2]), "%Y%m%d%H%M" if len(parts[1]) == 12 else "%Y%m%d"
        try:
            at = datetime.strptime(parts[1], form).replace(tzinfo=LOCAL)
        except ValueError:
            return None
        if not party or house.size(party) is None or at.strftime(form) != parts[1]:
            return None
        if form == "%Y%m%d":
            return self._number(house, party, None, now) if at.date() == now.date() and _open(house, now) else None
        return self._table(house, party, at, None, now) if at > now and _sits(house, at) else None

    def allot(self, lines: Sequence[Line], wishes: Sequence[str], now: datetime) -> Allotment | None:
        """The table for as long as a party sits, or the next number."""
        claims: list[Claim] = []
        for line in lines:
            shop_id, stamp, party = line.offer.product_id.split("_")
            house = houses()[shop_id]
            size = house.size(int(party)) or 0
            if line.quantity > 1:
                return None  # one party, one table
            if len(stamp) == 8:
                claims.append(self._next(house, size, now, line.number))
                continue
            at = datetime.strptime(stamp, "%Y%m%d%H%M").replace(tzinfo=LOCAL)
            pools = (self._pool(house, size, slot) for slot in _slots(at))
            claims += [Claim(line.number, pool, 1, limit) for pool, limit in pools]
        return Allotment(tuple(claims), tuple(wishes)) if self._book.fits(claims, now) else None

    def course(self, line: Line, places: Sequence[str], order_id: str, now: datetime) -> Course:
        """Ready when the party is expected or called, over when it has eaten."""
        _, stamp, _ = line.offer.product_id.split("_")
        if len(stamp) == 12:
            at = datetime.strptime(stamp, "%Y%m%d%H%M").replace(tzinfo=LOCAL)
            return Course(at, at + STAY * SLOT, _rule(at, line.offer.price_fen))
        ahead = int(line.offer.details["ahead"])
        called = now + timedelta(minutes=ahead * _TURN)
        told = [
            Notice(now + timedelta(minutes=turn * _TURN), {"queue": {"number": places[0], "ahead": ahead - turn}})
            for turn in range(ahead + 1)
        ]
        return Course(called, called + KEPT, _free(called + KEPT), tuple(told))

    def _booked(self, wanted: Asked, now: datetime) -> Iterator[Offer]:
        many = SHOWN_MAX if wanted.named and len(wanted.houses) == 1 else 1
        for house in wanted.houses:
            if house.size(wanted.party) is None or wanted.at is None:
                continue
            free = [at for at in _around(wanted.at) if at > now and _sits(house, at)]
            offers = (self._table(house, wanted.party, at, wanted.near, now) for at in free)
            yield from [each for each in offers if each.left][:many]

    def _numbers(self, wanted: Asked, now: datetime) -> Iterator[Offer]:
        for house in wanted.houses:
            if house.size(wanted.party) is not None and _open(house, now):
                yield self._number(house, wanted.party, wanted.near, now)

    def _why_none(self, wanted: Asked, kind: str) -> Invalid:
        """Too many for any table there, closed at that hour, or full."""
        house = wanted.houses[0]
        if all(each.size(wanted.party) is None for each in wanted.houses):
            return Invalid("party_too_large", f"{house.shop.name}没有坐得下{wanted.party}位的桌子", 422)
        if kind == "queue" or not (wanted.at and _sits(house, _around(wanted.at)[0])):
            return Invalid("shop_closed", f"{house.shop.name}那时不营业，{house.shop.opens:%H:%M}开门", 422)
        return Invalid("sold_out", f"{house.shop.name}那段时间没有空桌了", 422)

    def _table(self, house: House, party: int, at: datetime, near: Point | None, now: datetime) -> Offer:
        size = house.size(party) or 0
        pools = [self._pool(house, size, slot) for slot in _slots(at)]
        left = min(limit - self._book.taken(pool, now) for pool, limit in pools)
        deposit = house.deposit(party)
        details = {"kind": "table", "at": moment(at), "party": party, **about(house, near)}
        return Offer(
            product_id=f"{house.shop.shop_id}_{at:%Y%m%d%H%M}_{party}",
            title=f"{house.shop.name} {at:%m-%d %H:%M} {party}位",
            merchant_id=house.shop.shop_id,
            price_fen=deposit,
            left=max(left, 0),
            details=details,
            rule=_rule(at, deposit),
        )

    def _number(self, house: House, party: int, near: Point | None, now: datetime) -> Offer:
        size = house.size(party) or 0
        ahead = self._ahead(house, size, now)
        closes = _closes(house, now)
        extra = {"kind": "queue", "party": party, "ahead": ahead, "wait_minutes": ahead * _TURN, "at": moment(closes)}
        return Offer(
            product_id=f"{house.shop.shop_id}_{now:%Y%m%d}_{party}",
            title=f"{house.shop.name} 排号 {party}位",
            merchant_id=house.shop.shop_id,
            price_fen=0,
            left=1,
            details={**extra, **about(house, near)},
            rule=_free(closes),
        )

    def _ahead(self, house: House, size: int, now: datetime) -> int:
        """Parties that wait before a new one, by the hour and some luck."""
        rush = {11: 3, 12: 7, 13: 4, 17: 4, 18: 9, 19: 10, 20: 6}.get(now.hour, 0) + 3 * (now.weekday() >= 5)
        luck = chance(self._seed, house.shop.shop_id, size, now.toordinal(), now.hour)
        return int(rush * (0.4 + luck) * (house.shop.rating - 40) / 8)

    def _next(self, house: House, size: int, now: datetime, line: int) -> Claim:
        """The next number of the day, with a letter for the size of the table."""
        pool = f"number_{house.shop.shop_id}_{now:%Y%m%d}_{size}"
        gone = self._book.units(pool, now)
        unit = next((n for n in range(NUMBERS_MAX) if not gone >> n & 1), NUMBERS_MAX - 1)
        first = 1 + int(40 * chance(self._seed, pool))
        return Claim(line, pool, 1, NUMBERS_MAX, (unit,), (f"{_LETTERS[size]}{first + unit:03d}",))

    def _pool(self, house: House, size: int, slot: datetime) -> tuple[str, int]:
        """The tables of a size in a half-hour, and how many others have left."""
        rush = 0.75 if slot.hour in (12, 18, 19) else 0.3
        rush += 0.15 * (slot.weekday() >= 5)
        luck = chance(self._seed, house.shop.shop_id, size, slot.isoformat()) - 0.5
        others = round(house.tables[size] * min(max(rush + 0.5 * luck, 0), 1))
        return f"table_{house.shop.shop_id}_{slot:%Y%m%d%H%M}_{size}", house.tables[size] - others


def _slots(at: datetime) -> list[datetime]:
    return [at + number * SLOT for number in range(STAY)]


def _around(at: datetime) -> list[datetime]:
    """The half-hours about a moment, the nearest first."""
    whole = at.replace(minute=at.minute // 30 * 30, second=0, microsecond=0)
    slots = [whole + number * SLOT for number in range(-AROUND, AROUND + 1)]
    return sorted(slots, key=lambda slot: (abs(slot - at), slot))


def _open(house: House, now: datetime) -> bool:
    return house.shop.open_at(now.time())


def _sits(house: House, at: datetime) -> bool:
    """Whether a party may sit down then: the kitchen takes orders for another hour."""
    return _open(house, at) and _open(house, at + timedelta(minutes=59))


def _closes(house: House, now: datetime) -> datetime:
    closes = now.replace(hour=house.shop.closes.hour, minute=house.shop.closes.minute, second=0, microsecond=0)
    return closes if closes > now else closes + timedelta(days=1)


def _rule(at: datetime, deposit_fen: int) -> CancelRule:
    if not deposit_fen:
        return CancelRule("到店前随时免费取消", (CancelStep(at, 0),))
    free = at - FREE_UNTIL
    text = f"{free:%m月%d日%H:%M}前免费取消，之后订金不退；到店抵餐费"
    return CancelRule(text, (CancelStep(free, 0), CancelStep(at, 100)))


def _free(until: datetime) -> CancelRule:
    return CancelRule("随时免费取消", (CancelStep(until, 0),))
