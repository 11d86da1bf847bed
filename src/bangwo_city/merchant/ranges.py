"""Ranges: goods that several stores carry, each store its share of them at its own price level."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bangwo_city.merchant.menu import chance, good
from bangwo_city.merchant.wares import Good, Group, Menu, Shop


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf: whether its prices move with the day, there is always enough, and what was sold is never taken back."""

    name: str
    tags: tuple[str, ...] = ()  # of every good on it
    daily: bool = False
    staple: bool = False
    final: bool = False


@dataclass(frozen=True, slots=True)
class Store:
    """A shop: how much of the range it has, at what price level, and of which categories, tags, @brands (none: all)."""

    shop: Shop
    share: float
    level: float
    carried: frozenset[str]

    def carries(self, each: Good, seed: int) -> bool:
        """Whether this store has it."""
        if self.carried and self.carried.isdisjoint((each.category, *each.tags, f"@{each.brand}")):
            return False
        return chance(seed, self.shop.shop_id, each.name, "carried") < self.share


@dataclass(frozen=True, slots=True)
class Range:
    """The goods that any store may carry, and their categories."""

    goods: tuple[Good, ...]
    categories: Mapping[str, Category]

    def menu(self, stores: Iterable[Store], seed: int, rounded: Callable[[float], int]) -> Menu:
        """Every store with what it carries; `rounded` makes a price (in fen) of what a level leaves of one."""
        shops: dict[str, Shop] = {}
        goods: dict[str, Good] = {}
        for store in stores:
            shop_id = store.shop.shop_id
            shops[shop_id] = store.shop
            for each in self.goods:
                if store.carries(each, seed):
                    good_id = f"{shop_id}-{each.good_id}"
                    price = rounded(each.price_fen * store.level)
                    goods[good_id] = replace(each, good_id=good_id, shop_id=shop_id, price_fen=price)
        return Menu(shops, goods)

    def stocks(self, seed: int, least: int, most: int, gone_share: float = 0.02) -> Callable[[Good, date], int | None]:
        """How many of a good there are on a day: its own number a day, enough of a staple, sold out or something."""

        def stock(each: Good, day: date) -> int | None:
            if self.categories[each.category].staple and each.per_day is None:
                return None
            if chance(seed, each.good_id, day.isoformat(), "gone") < gone_share:
                return 0
            if each.per_day is not None:
                return each.per_day
            return least + int(chance(seed, each.good_id, day.isoformat(), "stock") * (most - least))

        return stock


def read_range(parts: Iterable[tuple[str, Iterable[str]]], sets: Mapping[str, tuple[Group, ...]]) -> Range:
    """A range out of its parts: what the ids of a part begin with, and its lines."""
    categories: dict[str, Category] = {}
    goods: list[Good] = []
    for prefix, given in parts:
        here = Category("")
        number = 0
        for line in given:
            word, _, rest = line.partition(" ")
            if word == "category":
                here = _category(rest)
                categories[here.name] = here
                continue
            number += 1
            each = good(line, f"{prefix}{number}", "", sets, "份")
            tags = (here.name, *here.tags, *each.tags)
            goods.append(replace(each, category=here.name, tags=tags, returnable=not here.final))
    return Range(tuple(goods), categories)


def _category(text: str) -> Category:
    name, *marks = text.split()
    tags = tuple(mark[1:] for mark in marks if mark.startswith("#"))
    return Category(name, tags, "daily" in marks, "staple" in marks, "final" in marks)


def read_stores(given: Iterable[str], shop: Callable[[str], Shop]) -> Iterator[Store]:
    """Stores out of pairs of lines: the shop, and `carries SHARE LEVEL CARRIED…`, both in percent, or `all`."""
    told = iter(given)
    for line, carries in zip(told, told, strict=True):
        _, share, level, *carried = carries.split()
        own = frozenset(carried) - {"all"}
        yield Store(shop(line.removeprefix("shop ")), int(share) / 100, int(level) / 100, own)
