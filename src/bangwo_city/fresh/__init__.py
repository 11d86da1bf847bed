"""Fresh: supermarkets that bring groceries within the hour."""

from collections.abc import Callable, Mapping
from datetime import date
from importlib.resources import files

from aiohttp import web

from bangwo_city.merchant import build_app
from bangwo_city.merchant.counter import Counter, Day
from bangwo_city.merchant.menu import chance, lines, option_sets, shop
from bangwo_city.merchant.ranges import Category, Range, read_range, read_stores
from bangwo_city.merchant.wares import Good, Menu
from bangwo_city.options import Options

_PRICE_STEP_FEN = 10
_DRIFT = 0.06  # how far a price of the day may lie from the usual one
_STOCK_LEAST, _STOCK_MOST = 30, 300


def read_menu(seed: int) -> tuple[Menu, Range]:
    """Every store with what it carries, and the range that they carry it of."""
    folder = files("bangwo_city.fresh")
    ranged = read_range([("", lines(folder / "goods.txt"))], option_sets(lines(folder / "options.txt")))
    return ranged.menu(read_stores(lines(folder / "stores.txt"), shop), seed, _rounded), ranged


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


def stocks(seed: int, ranged: Range) -> Callable[[Good, date], int | None]:
    """How many of a good there are on a day."""
    return ranged.stocks(seed, _STOCK_LEAST, _STOCK_MOST)


class Fresh(Counter):
    """The counter of all supermarkets."""

    def __init__(self, *, seed: int, pace: float) -> None:
        menu, ranged = read_menu(seed)
        day = Day(prices(seed, ranged.categories), stocks(seed, ranged))
        super().__init__("fresh", "鲜到家超市", "grocery", menu, day, seed=seed, pace=pace)


def build(options: Options) -> web.Application:
    """The program."""
    return build_app(options, Fresh(seed=options.seed, pace=options.pace))
