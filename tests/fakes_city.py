"""A small town for tests of conversations: real index and saga, fake provider, payments and map."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from random import Random

from bangwo.adapters import tagger
from bangwo.adapters.campaigns.shipped import terms_of
from bangwo.adapters.catalogue.index import CatalogueIndex
from bangwo.adapters.catalogue.rows import Changed
from bangwo.adapters.memory import MemoryStore
from bangwo.adapters.ucp.market import UcpMarket
from bangwo.app.cases import Cases
from bangwo.app.changes import Changes, PutPerson
from bangwo.app.checkout import Till
from bangwo.app.converse import Converse
from bangwo.app.groups import Groups
from bangwo.app.invites import Invites
from bangwo.app.people import People
from bangwo.app.ports import CancelTerms, Charge, Checkout, ProviderOrder
from bangwo.app.saga import Saga
from bangwo.core.clock import LOCAL, ManualClock
from bangwo.core.errors import Code, Refused, Unavailable, Unknown
from bangwo.core.ids import seeded_ids
from bangwo.core.json import Json
from bangwo.domain.money import ZERO, Money
from bangwo.domain.offer import (
    Choice,
    Delivery,
    Hold,
    Hours,
    Merchant,
    Offer,
    OptionGroup,
    Seat,
    SeatMap,
    Showing,
    Trade,
)
from bangwo.domain.order import OrderState
from bangwo.domain.person import Person
from bangwo.domain.place import Address, Point, Route, Spot
from bangwo.domain.quote import Quote
from bangwo.language.lexicon import Entry, Lexicon
from bangwo.language.understand import Ears

CENTRE = Point(31.2300, 121.4700)
SUGAR = ("全糖", "七分糖", "五分糖", "三分糖", "少糖", "无糖")
ICE = ("正常冰", "少冰", "去冰", "热")
ROWS = 10
ALL_DAY = Hours(time(0), time(0))


def group(
    kind: str, *names: str, default: str = "", most: int = 1, least: int = 1, prices: Sequence[int] = ()
) -> OptionGroup:
    fen = [*prices, *([0] * (len(names) - len(prices)))]
    choices = tuple(Choice(f"{kind}-{name}", name, Money(price)) for name, price in zip(names, fen, strict=True))
    return OptionGroup(kind, kind, kind, least, most, choices, (f"{kind}-{default}",) if default else ())


SIZE = group("size", "中杯", "大杯", default="中杯", prices=(0, 300))
TEA = (SIZE, group("sugar", *SUGAR, default="全糖"), group("ice", *ICE, default="正常冰"),
       group("addition", "加珍珠", "加椰果", most=3, least=0, prices=(200, 200)))  # fmt: skip
COFFEE = (SIZE, group("ice", "冰", "热", "去冰", "少冰", default="冰"))


def merchant(name: str, trade: Trade, north_m: int, **more: object) -> Merchant:
    made = Merchant(
        provider_id="town",
        merchant_id=f"m-{name}",
        name=name,
        trade=trade,
        point=Point(CENTRE.lat + north_m / 111_320, CENTRE.lon),
        address=f"{name}路1号",
        hours=ALL_DAY,
        rating=45,
        delivery=None if trade in (Trade.MOVIE, Trade.SHOW) else Delivery(Money(400), 5000, 30),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def offer(shop: Merchant, name: str, fen: int, unit: str = "杯", **more: object) -> Offer:
    made = Offer(
        ref=f"town:{shop.name}/{name}",
        provider_id="town",
        merchant_id=shop.merchant_id,
        offer_id=f"{shop.name}/{name}",
        trade=shop.trade,
        name=name,
        price=Money(fen),
        unit=unit,
        rating=45,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def showing(cinema: Merchant, title: str, starts: datetime, **more: object) -> Offer:
    shown = Showing(title, "3号厅", starts, starts + timedelta(hours=2), "2D", "国语", 10, 60, **more)  # type: ignore[arg-type]
    ref = f"{cinema.name}/{title}/{starts:%m%dT%H%M}"
    return Offer(f"town:{ref}", "town", cinema.merchant_id, ref, cinema.trade, title, Money(4000), showing=shown)


@dataclass
class Town:
    """Who sells what. Change the lists before the house is opened."""

    merchants: list[Merchant] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    async def changed(self, since: int) -> Changed | None:
        return Changed(1, tuple(self.merchants), tuple(self.offers), (), ()) if since < 1 else None

    async def lookup(self, offer_ids: Sequence[str], trades: Mapping[str, Trade]) -> Sequence[Offer]:
        return [each for each in self.offers if each.offer_id in offer_ids]

    def change(self, ref: str, **more: object) -> None:
        """Sell an offer otherwise from now on; the index hears of it when it asks."""
        self.offers = [replace(each, **more) if each.ref == ref else each for each in self.offers]  # type: ignore[arg-type]


def town(now: datetime) -> Town:
    """Two tea shops, a coffee shop, a burger shop, a supermarket, two cinemas."""
    near = merchant("茶语", Trade.FOOD, 500, rating=48)
    far = merchant("悠茶", Trade.FOOD, 2500, rating=44, delivery=Delivery(Money(200), 5000, 40))
    coffee = merchant("晨咖", Trade.FOOD, 800)
    burger = merchant("堡堡", Trade.FOOD, 900)
    market = merchant("鲜市", Trade.GROCERY, 1200)
    first = merchant("星光影城", Trade.MOVIE, 1500)
    second = merchant("金座影城", Trade.MOVIE, 4000)
    offers = [
        offer(near, "珍珠奶茶", 1500, groups=TEA, sold=900),
        offer(near, "茉莉奶绿", 1400, groups=TEA),
        offer(far, "珍珠奶茶", 1200, groups=TEA),
        offer(far, "红豆奶茶", 1300, groups=TEA),
        offer(coffee, "美式", 1600, groups=COFFEE),
        offer(coffee, "拿铁", 1900, groups=COFFEE),
        offer(burger, "牛肉汉堡", 2600, "个"),
        offer(burger, "薯条", 1000, "份"),
        offer(burger, "美式", 1500, groups=(SIZE,)),
        offer(market, "鲜鸡蛋10枚", 1280, "盒", aliases=("鸡蛋",)),
        offer(market, "土鸡蛋", 2180, "盒", aliases=("鸡蛋",)),
        offer(market, "纯牛奶", 5900, "箱", aliases=("牛奶",)),
        offer(market, "大米5kg", 3990, "袋", aliases=("大米",), stock=0),
    ]
    day = now.replace(hour=0, minute=0)
    for ahead in range(3):
        for hour in (10, 14, 19):
            offers.append(showing(first, "熊出没", day + timedelta(days=ahead, hours=hour, minutes=30)))
            offers.append(showing(second, "镖人", day + timedelta(days=ahead, hours=hour)))
    premiere = datetime(2026, 2, 17, tzinfo=LOCAL)
    for cinema, minutes in ((first, (9 * 60, 15 * 60, 19 * 60 + 50)), (second, (20 * 60 + 20, 22 * 60))):
        for each in minutes:
            offers.append(showing(cinema, "惊蛰无声", premiere + timedelta(minutes=each), premiere=True))
    return Town([near, far, coffee, burger, market, first, second], offers)


class FakeProvider:
    """Sells at the price quoted unless told otherwise. `taken` seats are not free; complete answers `refuses`."""

    def __init__(self) -> None:
        self.down = False
        self.deaf = False  # to every completion
        self.refuses: Code | None = None
        self.markup = ZERO
        self.taken: set[tuple[str, Seat]] = set()
        self.held: dict[str, Hold] = {}
        self.snatch: set[Seat] = set()
        self.quotes: dict[str, Quote] = {}
        self.completed: dict[str, str] = {}
        self.cancelled: set[str] = set()

    def _check(self) -> None:
        if self.down:
            raise Unavailable("provider town")

    def _status(self, order_id: str) -> str:
        if order_id in self.cancelled:
            return "cancelled"
        return "completed" if order_id in self.completed else "ready"

    async def create_checkout(self, quote: Quote, buyer: Person, order_id: str) -> Checkout:
        self._check()
        self.quotes[order_id] = quote
        return Checkout(order_id, "ready", quote.gross + self.markup)

    async def checkout(self, checkout_id: str) -> Checkout:
        self._check()
        gross = self.quotes[checkout_id].gross
        return Checkout(checkout_id, self._status(checkout_id), gross, self.completed.get(checkout_id, ""))

    async def complete(self, checkout_id: str, order_id: str, charge_id: str) -> Checkout:
        self._check()
        if self.deaf:
            raise Unavailable("provider town")
        if self.refuses is not None:
            return Checkout(checkout_id, "refused", self.quotes[order_id].gross, refusal=self.refuses)
        self.completed[order_id] = f"p-{order_id}"
        return await self.checkout(checkout_id)

    async def cancel_checkout(self, checkout_id: str, order_id: str) -> Checkout:
        self._check()
        self.cancelled.add(order_id)
        return await self.checkout(checkout_id)

    async def order(self, provider_order_id: str) -> ProviderOrder:
        self._check()
        order_id = provider_order_id.removeprefix("p-")
        state = OrderState.CANCELLED if order_id in self.cancelled else OrderState.ACCEPTED
        codes = ("T-123456",) if self.quotes[order_id].hold else ()
        return ProviderOrder(provider_order_id, state, self.quotes[order_id].created_at, codes)

    async def cancel_terms(self, provider_order_id: str) -> CancelTerms:
        return CancelTerms(ZERO)

    async def cancel_order(self, provider_order_id: str, order_id: str, reason: str, fee: Money) -> ProviderOrder:
        self._check()
        self.cancelled.add(order_id)
        return await self.order(provider_order_id)

    async def seat_map(self, offer: Offer) -> SeatMap:
        self._check()
        seats = frozenset(Seat(row, col) for row in range(1, 11) for col in range(1, 13))
        held = {seat for hold in self.held.values() if hold.offer_ref == offer.ref for seat in hold.seats}
        taken = {seat for ref, seat in self.taken if ref == offer.ref}
        return SeatMap(10, 12, seats, seats - held - taken, (3, 9))

    async def hold_seats(self, offer: Offer, seats: Sequence[Seat], key: str, until: datetime) -> Hold:
        self._check()
        if self.snatch:
            self.taken |= {(offer.ref, seat) for seat in seats}
            self.snatch.clear()
        free = (await self.seat_map(offer)).free
        if not set(seats) <= free:
            raise Refused(Code.SEATS_UNAVAILABLE)
        self.held[key] = Hold(key, offer.ref, tuple(seats), until)
        return self.held[key]

    async def release_seats(self, hold: Hold) -> None:
        self._check()
        self.held.pop(hold.hold_id, None)


class FakePayments:
    """Charges unless told to refuse. `down`: it cannot be reached; `mute`: it does all and says nothing."""

    def __init__(self) -> None:
        self.refuses = False
        self.down = False
        self.mute = False
        self.charges: dict[str, Charge] = {}

    def _check(self) -> None:
        if self.down:
            raise Unavailable("pay")
        if self.mute:
            raise Unknown("pay")

    async def charge(self, order_id: str, user_id: str, amount: Money, subject: str) -> Charge:
        if self.refuses:
            return Charge("", "refused", amount, ZERO)
        if not self.down:
            self.charges.setdefault(order_id, Charge(f"c-{order_id}", "paid", amount, ZERO))
        self._check()
        return self.charges[order_id]

    async def find(self, order_id: str) -> Charge:
        self._check()
        return self.charges.get(order_id, Charge("", "absent", ZERO, ZERO))

    async def refund(self, order_id: str, refund_id: str, amount: Money, reason: str) -> Charge:
        self.charges[order_id] = replace(self.charges[order_id], refunded=amount)
        return self.charges[order_id]


class FakePlaces:
    """Every text lies a little north of the centre; `down` for a map that cannot be asked."""

    def __init__(self) -> None:
        self.down = False

    async def locate(self, text: str) -> Point:
        if self.down:
            raise Unavailable("map")
        return Point(CENTRE.lat + (len(text) % 7) / 1000, CENTRE.lon)

    async def search(self, text: str, near: Point | None, limit: int) -> Sequence[Spot]:
        return ()

    async def route(self, start: Point, end: Point, mode: str) -> Route:
        raise Refused(Code.ROUTE_UNKNOWN)


class FakeSigner:
    def sign(self, claims: Mapping[str, Json]) -> str:
        return "jws"

    def verify(self, jws: str) -> Mapping[str, Json]:
        return {}


def options_of(turn: dict) -> list[dict]:
    """What was shown to choose from; nothing where nothing was."""
    return next((block["options"] for block in turn["blocks"] if "options" in block), [])


_LEXICONS: dict[tuple[Entry, ...], Lexicon] = {}
"""Made once for each town: that takes longer than a conversation."""

ADDRESSES = {"家": "和平路18号翠园小区3幢502", "公司": "科技园路6号B座12楼"}


class House:
    """Everything joined, with one person who talks."""

    def __init__(self, now: datetime, city: Town, seed: int = 1) -> None:
        self.clock = ManualClock(now)
        self.city = city
        self.ids = seeded_ids(Random(seed))
        self.store = MemoryStore([terms_of("new-year")])
        self.provider = FakeProvider()
        self.payments = FakePayments()
        self.places = FakePlaces()
        self.index = CatalogueIndex(city, {"town": city})  # type: ignore[arg-type]
        self.lexicon = Lexicon.basic()
        providers = {"town": self.provider}
        market = UcpMarket({}, self.index.merchant)
        saga = Saga(self.store, providers, self.payments, self.clock, self.ids)
        self.till = Till(self.store, saga, FakeSigner(), self.clock, self.ids)
        self.converse = Converse(
            self.store,
            self.index,
            providers,
            self.places,
            market,
            self.till,
            self.clock,
            self.ids,
            self._ears,
            Invites(self.store, self.clock, self.ids, "http://bangwo.test"),
            Cases(self.store, self.clock, self.ids),
            Groups(self.store, self.index, self.clock, self.ids, "http://bangwo.test"),
        )
        self.user_id = ""
        self.conversation_id: str | None = None
        self._keys = 0

    def _ears(self) -> Ears:
        return Ears(self.lexicon, tagger.shipped())

    async def open(self, cards: int, addresses: Iterable[tuple[str, str]]) -> "House":
        await self.index.load()
        entries = tuple(self.index.entries())
        if entries not in _LEXICONS:
            _LEXICONS[entries] = Lexicon.basic().with_entries(entries)
        self.lexicon = _LEXICONS[entries]
        people = People(self.store, self.places, self.clock, self.ids, str)
        person, _ = await people.join("13900000000", cards)
        self.user_id = person.user_id
        if addresses := list(addresses):
            known = tuple([Address(label, text, await self.places.locate(text)) for label, text in addresses])
            moved = replace(person, addresses=known, version=person.version + 1)
            await self.store.commit(Changes("test", person.user_id, (PutPerson(moved),)))
        return self

    def key(self) -> str:
        self._keys += 1
        return f"key-{self._keys}"

    async def say(self, text: str, key: str | None = None) -> dict:
        turn = await self.converse.say(self.user_id, text, self.conversation_id, key or self.key())
        self.conversation_id = turn["conversation_id"]
        return turn

    async def paid(self) -> int:
        return len([each for each in await self.store.orders(self.user_id, 50) if each.paid])

    async def cards(self) -> dict[str, int]:
        out: dict[str, int] = {}
        for card in await self.store.cards(self.user_id):
            out[card.state.value] = out.get(card.state.value, 0) + 1
        return out


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


async def house(
    now: str = "2026-02-09T14:30", cards: int = 1, addresses: Mapping[str, str] = ADDRESSES, city: Town | None = None
) -> House:
    at = moment(now)
    return await House(at, city or town(at)).open(cards, addresses.items())
