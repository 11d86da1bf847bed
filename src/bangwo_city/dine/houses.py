"""Houses: the restaurants where one can sit down, with their tables and their deals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from bangwo_city.flash import read_menu
from bangwo_city.geography import Point
from bangwo_city.merchant import Doc
from bangwo_city.merchant.menu import MenuError, lines
from bangwo_city.merchant.wares import Shop
from bangwo_city.travel.gazetteer import plain

SIZES = (4, 8, 16)
"""How many sit at a table of each size."""


@dataclass(frozen=True, slots=True)
class Deal:
    """A meal, or an amount, that is bought as a voucher."""

    number: int  # of its house, from 1
    name: str
    price_fen: int
    worth_fen: int
    people: int
    days: int
    contents: str


@dataclass(frozen=True, slots=True)
class House:
    """A restaurant. `tables`: how many of each size; `deposit_fen` a head, from `deposit_from` heads on (0: never)."""

    shop: Shop
    tables: tuple[int, ...]
    deposit_fen: int
    deposit_from: int
    deals: list[Deal] = field(default_factory=list[Deal])

    def size(self, party: int) -> int | None:
        """Which size of table holds a party; None: it has none that does."""
        return next((at for at, most in enumerate(SIZES) if party <= most and self.tables[at]), None)

    def deposit(self, party: int) -> int:
        """What a party leaves when it books, in fen."""
        return self.deposit_fen * party if self.deposit_from and party >= self.deposit_from else 0


@cache
def houses() -> Mapping[str, House]:
    """All of them by the id of their shop."""
    shops = read_menu().shops
    found: dict[str, House] = {}
    here: House | None = None
    for line in lines(files("bangwo_city.dine") / "houses.txt"):
        word, _, rest = line.partition(" ")
        parts = [part.strip() for part in rest.split("|")]
        if word == "house":
            shop_id, *numbers = parts
            few, some, many, yuan, heads = map(int, numbers)
            here = found[shop_id] = House(shops[shop_id], (few, some, many), yuan * 100, heads)
        elif word == "deal" and here is not None:
            name, price, worth, people, days, contents = parts
            number = len(here.deals) + 1
            deal = Deal(number, name, int(price) * 100, int(worth) * 100, int(people), int(days), contents)
            here.deals.append(deal)
        else:
            raise MenuError(f"cannot read the line {line!r}")
    return found


def named(text: str) -> list[House]:
    """Those that a text names, else those of the kind that it tells; all of them where it says nothing."""
    said, every = plain(text), list(houses().values())
    if not said:
        return every
    whole = [each for each in every if any(said == name for name in _names(each))]
    part = [each for each in every if any(said in name or name in said for name in _names(each))]
    kind = [each for each in every if any(plain(tag) in said for tag in each.shop.tags)]
    return whole or part or kind


def _names(house: House) -> list[str]:
    return [plain(each) for each in (house.shop.name, *house.shop.aliases)]


def merchant(house: House) -> Doc:
    """A restaurant, as org.bangwo.merchants shows it."""
    shop = house.shop
    return {
        "id": shop.shop_id,
        "name": shop.name,
        "trade": "food",
        "lat": shop.point.lat,
        "lon": shop.point.lon,
        "address": shop.address,
        "opens": f"{shop.opens:%H:%M}",
        "closes": f"{shop.closes:%H:%M}",
        "rating": shop.rating,
        "aliases": list(shop.aliases),
        "tags": list(shop.tags),
        "delivery": None,
    }


def about(house: House, near: Point | None) -> Doc:
    """What every product says of its restaurant."""
    shop = house.shop
    away = {} if near is None else {"distance_m": shop.point.metres_to(near)}
    return {"shop": shop.name, "address": shop.address, "rating": shop.rating, "tags": list(shop.tags), **away}
