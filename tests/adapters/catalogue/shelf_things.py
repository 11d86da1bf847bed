"""Things on shelves: a small catalogue, and a source that sells it."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from bangwo.adapters.catalogue.index import CatalogueIndex
from bangwo.adapters.catalogue.rows import Changed
from bangwo.adapters.catalogue.source import Page, Trades
from bangwo.core.clock import LOCAL
from bangwo.core.errors import Unavailable
from bangwo.domain.money import Money
from bangwo.domain.offer import Choice, Delivery, Hours, Merchant, Offer, OptionGroup, Showing, Trade
from bangwo.domain.place import Point

DAY = datetime(2026, 2, 17, tzinfo=LOCAL)
HERE = Point(29.600, 119.280)
FAR = Point(29.700, 119.480)


def shop(name: str, trade: Trade = Trade.FOOD, at: Point = HERE, **more: object) -> Merchant:
    """A shop that is known by its name."""
    delivery = Delivery(Money(400), 3000, 30) if trade in (Trade.FOOD, Trade.GROCERY) else None
    base = Merchant("p", name, name, trade, at, "和平路1号", Hours(time(9), time(22)), 48, delivery)
    return replace(base, **more)


def offer(name: str, of: Merchant, fen: int = 1000, **more: object) -> Offer:
    """Something that a shop sells; its id is made of both names."""
    offer_id = f"{of.merchant_id}/{name}"
    base = Offer(f"p:{offer_id}", "p", of.merchant_id, offer_id, of.trade, name, Money(fen))
    return replace(base, **more)


def showing(title: str, of: Merchant, at: datetime, premiere: bool = False) -> Offer:
    """A showing."""
    offer_id = f"{of.merchant_id}/{title}/{at:%d%H%M}"
    screening = Showing(title, "1号厅", at, at + timedelta(hours=2), "2D", "国语", 12, 88, premiere)
    return Offer(f"p:{offer_id}", "p", of.merchant_id, offer_id, of.trade, title, Money(4500), showing=screening)


TEA = shop("鹿鸣茶事(青年路店)", aliases=("鹿鸣",), tags=("奶茶",))
TEA_FAR = shop("鹿鸣茶事(大学城店)", at=FAR, aliases=("鹿鸣",))
COFFEE = shop("山隅咖啡")
KITCHEN = shop("老街面馆")
MARKET = shop("每日鲜超市", Trade.GROCERY)
GLORIES = shop("大光明影城", Trade.MOVIE)
STAR = shop("星汇影城(万景汇店)", Trade.MOVIE, FAR)

_SIZE = OptionGroup("size", "size", "杯型", 1, 1, (Choice("m", "中杯"), Choice("l", "大杯", Money(300))), ("m",))

FOOD = (
    offer("珍珠奶茶", TEA, 1300, aliases=("波霸奶茶", "bubble tea"), sold=900, groups=(_SIZE,)),
    offer("奶茶", TEA, 900, sold=10),
    offer("黑糖奶茶(大)", TEA, sold=300),
    offer("四季奶青", TEA, tags=("奶茶", "清淡"), sold=200),
    offer("柠檬水", TEA, sold=500),
    offer("珍珠奶茶", TEA_FAR, 1200, sold=2000),
    offer("美式咖啡", COFFEE, aliases=("美式",), sold=100),
    offer("拿铁", COFFEE, sold=100),
    offer("生椰拿铁", COFFEE, sold=500),
    offer("番茄炒蛋", KITCHEN, tags=("清淡",)),
    offer("红烧牛肉面", KITCHEN, tags=("招牌",)),
    offer("奶茶布丁", KITCHEN),
)
GROCERY = (
    offer("牛奶", MARKET, sold=1),
    offer("牛奶糖", MARKET, sold=9000),
    offer("纯牛奶 250ml*12", MARKET, sold=500),
    offer("土鸡蛋(10枚)", MARKET, sold=20),
    offer("鲜鸡蛋 30枚", MARKET, sold=400),
    offer("鸡蛋干", MARKET, sold=5000),
    offer("鹌鹑蛋", MARKET, tags=("鸡蛋",)),
    offer("红富士苹果 约500g", MARKET),
    offer("抽纸3层", MARKET),
    offer("可乐", MARKET, stock=0),
)
FILMS = (
    showing("惊蛰无声", GLORIES, DAY + timedelta(hours=20), premiere=True),
    showing("惊蛰无声", GLORIES, DAY + timedelta(hours=14), premiere=True),
    showing("惊蛰无声", STAR, DAY + timedelta(days=1, hours=19)),
    showing("春山", STAR, DAY + timedelta(hours=19)),
    showing("春山2:归来", GLORIES, DAY + timedelta(hours=21)),
)
MERCHANTS = (TEA, TEA_FAR, COFFEE, KITCHEN, MARKET, GLORIES, STAR)
OFFERS = (*FOOD, *GROCERY, *FILMS)


@dataclass
class Shelves:
    """A source that sells what it is told, with revisions."""

    merchants_: tuple[Merchant, ...] = MERCHANTS
    offers: dict[str, tuple[int, Offer]] = field(default_factory=dict)
    revision: int = 0
    down: bool = False
    provider_id: str = "p"
    asked_since: list[int] = field(default_factory=list)

    def put(self, *offers: Offer) -> None:
        """Sell these from now on."""
        self.revision += 1
        self.offers |= {each.offer_id: (self.revision, each) for each in offers}

    async def merchants(self) -> Sequence[Merchant]:
        self._answer()
        return self.merchants_

    async def changes(self, since: int, trades: Trades) -> AsyncIterator[Page]:
        self._answer()
        self.asked_since.append(since)
        found = [each for revision, each in self.offers.values() if revision > since]
        known = [each for each in found if each.merchant_id in trades]
        half = len(known) // 2
        yield Page(tuple(known[:half]), (), self.revision, len(found) - len(known))
        self._answer()
        yield Page(tuple(known[half:]), (), self.revision)

    async def lookup(self, offer_ids: Sequence[str], trades: Trades) -> Sequence[Offer]:
        self._answer()
        return [self.offers[each][1] for each in offer_ids if each in self.offers]

    def _answer(self) -> None:
        if self.down:
            raise Unavailable(f"{self.provider_id} is down")


class Told:
    """Rows without a database: what was told once."""

    def __init__(self, changed: Changed) -> None:
        self._changed = changed

    async def changed(self, since: int) -> Changed | None:
        """All of it, once."""
        return None if since == self._changed.revision else self._changed


async def index_of(merchants: Sequence[Merchant] = MERCHANTS, offers: Sequence[Offer] = OFFERS) -> CatalogueIndex:
    """An index of these."""
    index = CatalogueIndex(Told(Changed(1, tuple(merchants), tuple(offers), (), ())), {"p": Shelves()})
    await index.load()
    return index
