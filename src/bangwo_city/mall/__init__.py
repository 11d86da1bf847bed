"""Mall: brand shops and stores that send parcels from all over the country."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from importlib.resources import files

from aiohttp import web

from bangwo_city.merchant import build_app
from bangwo_city.merchant.counter import Counter, Day
from bangwo_city.merchant.menu import MenuError, chance, lines, option_sets
from bangwo_city.merchant.parcel import CARRIERS, Parcel, hubs
from bangwo_city.merchant.ranges import Range, read_range, read_stores
from bangwo_city.merchant.wares import Choice, Good, Group, Menu, Shop
from bangwo_city.options import Options

_CHEAP_FEN = 100_00  # below it prices go in steps of ten fen, from it on in yuan
_SALE_SHARE = 0.08  # of the goods, those that are cheaper on a day
_SALE_LEAST, _SALE_MOST = 0.05, 0.2  # by how much
_CHOICE_GONE_SHARE = 0.06  # of the variants but for the usual one, those that are not to be had in a season
_STOCK_LEAST, _STOCK_MOST = 5, 400


def read_menu(seed: int) -> tuple[Menu, Range]:
    """Every shop with what it sells, and the range that it sells it of."""
    folder = files("bangwo_city.mall")
    parts = sorted((folder / "goods").iterdir(), key=lambda each: each.name)
    ranged = read_range(
        [(each.name.removesuffix(".txt"), lines(each)) for each in parts], option_sets(lines(folder / "options.txt"))
    )
    menu = ranged.menu(read_stores(lines(folder / "stores.txt"), sender), seed, _rounded)
    goods = {good_id: replace(each, groups=_at_hand(each, seed)) for good_id, each in menu.goods.items()}
    return Menu(menu.shops, goods), ranged


def sender(text: str) -> Shop:
    """A shop out of its parts between bars, as the top of stores.txt says."""
    shop_id, name, town, carrier, rating, money, days, return_fee, tags, aliases = (
        part.strip() for part in text.split("|")
    )
    if town not in hubs() or carrier not in CARRIERS:
        raise MenuError(f"{shop_id}: no hub {town!r}, or no carrier {carrier!r}")
    fee, _, free_over = money.partition("/")
    least, most = (int(each) for each in days.split("-"))
    return Shop(
        shop_id=shop_id,
        name=name,
        address=town,
        point=hubs()[town],
        opens=time(),
        closes=time(),
        rating=int(rating),
        dispatch=Parcel(town, carrier, (least, most), int(return_fee) * 100),
        fee_fen=int(fee) * 100,
        free_over_fen=int(free_over) * 100 if free_over else None,
        tags=tuple(tags.split()),
        aliases=tuple(aliases.split()),
    )


def _rounded(fen: float) -> int:
    step = 10 if fen < _CHEAP_FEN else 100
    return max(round(fen / step) * step, step)


def _at_hand(each: Good, seed: int) -> tuple[Group, ...]:
    """The option groups as this shop has them: the usual variant, and most of the others."""

    def there(group: Group, choice: Choice) -> bool:
        usual = choice.choice_id in group.default
        return usual or chance(seed, each.good_id, choice.choice_id, "gone") >= _CHOICE_GONE_SHARE

    return tuple(
        replace(
            group,
            choices=tuple(
                replace(choice, available=choice.available and there(group, choice)) for choice in group.choices
            ),
        )
        for group in each.groups
    )


def prices(seed: int) -> Callable[[Good, date], int]:
    """What a good costs on a day: some are cheaper."""

    def price_fen(each: Good, day: date) -> int:
        if chance(seed, each.good_id, day.isoformat(), "sale") >= _SALE_SHARE:
            return each.price_fen
        off = _SALE_LEAST + chance(seed, each.good_id, day.isoformat(), "off") * (_SALE_MOST - _SALE_LEAST)
        return _rounded(each.price_fen * (1 - off))

    return price_fen


class Mall(Counter):
    """The counter of all shops that send parcels."""

    def __init__(self, *, seed: int, pace: float) -> None:
        menu, ranged = read_menu(seed)
        day = Day(prices(seed), ranged.stocks(seed, _STOCK_LEAST, _STOCK_MOST))
        super().__init__("mall", "云上商城", "shop", menu, day, seed=seed, pace=pace)
        self.vendor_capabilities = (*self.vendor_capabilities, "org.bangwo.parcel")
        self.cancels_pieces = True


def build(options: Options) -> web.Application:
    """The program."""
    return build_app(options, Mall(seed=options.seed, pace=options.pace))
