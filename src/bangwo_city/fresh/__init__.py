"""Fresh: supermarkets that bring groceries within the hour."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files

from aiohttp import web

from bangwo_city.merchant import build_app
from bangwo_city.merchant.counter import Counter, Day
from bangwo_city.merchant.menu import Good, Menu, Shop, chance, good, lines, option_sets, shop
from bangwo_city.options import Options

_PRICE_STEP_FEN = 10
_DRIFT = 0.06  # how far a price of the day may lie from the usual one
_GONE_SHARE = 0.02  # of the counted goods, those that are sold out on a day
_STOCK_LEAST, _STOCK_MOST = 30, 300


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf: whether its prices move with the day, and whether there is always enough."""

    name: str
    daily: bool
    staple: bool


@dataclass(frozen=True, slots=True)
class Store:
    """A supermarket: how much of the range it has, at what price level, and of which categories (none: all)."""

    shop: Shop
    share: float
    level: float
    categories: frozenset[str]

    def carries(self, each: Good, seed: int) -> bool:
        """Whether this store has it."""
        if self.categories and each.category not in self.categories:
            return False
        return chance(seed, self.shop.shop_id, each.name, "carried") < self.share


def read_menu(seed: int) -> tuple[Menu, Mapping[str, Category]]:
    """Every store with what it carries, and the categories."""
    categories, ranged = _range()
    goods: dict[str, Good] = {}
    stores = _stores()
    for store in stores:
        for each in ranged:
            if store.carries(each, seed):
                own = _in_store(each, store)
                goods[own.good_id] = own
    return Menu({store.shop.shop_id: store.shop for store in stores}, goods), categories


def _range() -> tuple[dict[str, Category], list[Good]]:
    """The goods that any store may carry."""
    folder = files("bangwo_city.fresh")
    sets = option_sets(lines(folder / "options.txt"))
    categories: dict[str, Category] = {}
    ranged: list[Good] = []
    here = ""
    for line in lines(folder / "goods.txt"):
        word, _, rest = line.partition(" ")
        if word == "category":
            here, *marks = rest.split()
            categories[here] = Category(here, "daily" in marks, "staple" in marks)
        else:
            each = good(line, str(len(ranged) + 1), "", sets, "份")
            ranged.append(replace(each, category=here, tags=(here, *each.tags)))
    return categories, ranged


def _stores() -> list[Store]:
    stores: list[Store] = []
    told = lines(files("bangwo_city.fresh") / "stores.txt")
    for line, carries in zip(told, told, strict=True):
        _, share, level, *categories = carries.split()
        own = frozenset(categories) - {"all"}
        stores.append(Store(shop(line.removeprefix("shop ")), int(share) / 100, int(level) / 100, own))
    return stores


def _in_store(each: Good, store: Store) -> Good:
    shop_id = store.shop.shop_id
    return replace(
        each, good_id=f"{shop_id}-{each.good_id}", shop_id=shop_id, price_fen=_rounded(each.price_fen * store.level)
    )


def _rounded(fen: float) -> int:
    return max(round(fen / _PRICE_STEP_FEN) * _PRICE_STEP_FEN, _PRICE_STEP_FEN)


def prices(seed: int, categories: Mapping[str, Category]) -> Callable[[Good, date], int]:
    """What a good costs on a day."""

    def price_fen(each: Good, day: date) -> int:
        if not categories[each.category].daily:
            return each.price_fen
        drift = (2 * chance(seed, each.name, day.isoformat()) - 1) * _DRIFT
        return _rounded(each.price_fen * (1 + drift))

    return price_fen


def stocks(seed: int, categories: Mapping[str, Category]) -> Callable[[Good, date], int | None]:
    """How many of a good there are on a day."""

    def stock(each: Good, day: date) -> int | None:
        if categories[each.category].staple:
            return None
        if chance(seed, each.good_id, day.isoformat(), "gone") < _GONE_SHARE:
            return 0
        share = chance(seed, each.good_id, day.isoformat(), "stock")
        return _STOCK_LEAST + int(share * (_STOCK_MOST - _STOCK_LEAST))

    return stock


class Fresh(Counter):
    """The counter of all supermarkets."""

    def __init__(self, *, seed: int, pace: float) -> None:
        menu, categories = read_menu(seed)
        day = Day(prices(seed, categories), stocks(seed, categories))
        super().__init__("fresh", "鲜到家超市", "grocery", menu, day, seed=seed, pace=pace)


def build(options: Options) -> web.Application:
    """The program."""
    return build_app(options, Fresh(seed=options.seed, pace=options.pace))
