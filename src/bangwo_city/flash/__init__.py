"""Flash: takeaway from the shops of the city, and its map service."""

from datetime import date
from importlib.resources import files

from aiohttp import web

from bangwo_city.atlas.server import CAPABILITY, add_locate
from bangwo_city.merchant import build_app
from bangwo_city.merchant.counter import Counter, Day
from bangwo_city.merchant.menu import Good, Menu, Shop, good, lines, option_sets, shop
from bangwo_city.options import Options


def read_menu() -> Menu:
    """Every shop and dish of the menu files."""
    folder = files("bangwo_city.flash") / "menus"
    sets = option_sets(lines(folder / "options.txt"))
    shops: dict[str, Shop] = {}
    goods: dict[str, Good] = {}
    for file in sorted(each.name for each in folder.iterdir() if each.name != "options.txt"):
        here, unit, number = "", "份", 0
        for line in lines(folder / file):
            word, _, rest = line.partition(" ")
            if word == "shop":
                each = shop(rest)
                shops[each.shop_id] = each
                here, unit, number = each.shop_id, "份", 0
            elif word == "unit":
                unit = rest
            else:
                number += 1
                dish = good(line, f"{here}-{number}", here, sets, unit)
                goods[dish.good_id] = dish
    return Menu(shops, goods)


class Flash(Counter):
    """The counter of all takeaway shops, which also knows where addresses lie."""

    def __init__(self, *, seed: int, pace: float) -> None:
        super().__init__("flash", "闪达外卖", "food", read_menu(), Day(_price, _stock), seed=seed, pace=pace)
        self.vendor_capabilities = (*self.vendor_capabilities, CAPABILITY)

    def add_routes(self, app: web.Application) -> None:
        """The map."""
        add_locate(app)


def _price(dish: Good, day: date) -> int:
    return dish.price_fen


def _stock(dish: Good, day: date) -> int | None:
    return dish.per_day


def build(options: Options) -> web.Application:
    """The program."""
    return build_app(options, Flash(seed=options.seed, pace=options.pace))
