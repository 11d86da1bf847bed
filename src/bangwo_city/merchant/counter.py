"""Counter: a provider of shops that send what is on their menus while stock lasts."""

from collections import Counter as Tally
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from aiohttp import web

from bangwo_city.durable import Batch, Shelf
from bangwo_city.merchant.catalogue import Catalogue
from bangwo_city.merchant.menu import chance
from bangwo_city.merchant.provider import Doc, Plan, Priced, PricedLine, Refusal, Wish, WishLine
from bangwo_city.merchant.wares import Choice, Good, Menu, Sale, Shop

_TABLE = "taken"


@dataclass(frozen=True, slots=True)
class Day:
    """How a provider's prices and stock are on a day."""

    price_fen: Callable[[Good, date], int]
    stock: Callable[[Good, date], int | None]


class Counter:
    """Sells the goods of a menu: one shop an order, options priced, a delivery fee, stock a day."""

    def __init__(self, name: str, title: str, trade: str, menu: Menu, day: Day, *, seed: int, pace: float) -> None:
        self.name = name
        self.title = title
        self.vendor_capabilities: tuple[str, ...] = (
            "org.bangwo.merchants",
            "org.bangwo.menu",
            "org.bangwo.order_cancel",
        )
        self.catalogue = Catalogue()
        self.cancels_pieces = False
        self._trade = trade
        self._menu = menu
        self._day = day
        self._seed = seed
        self._pace = pace
        self._today: date | None = None
        self._taken: Tally[str] = Tally()
        self._choices = {
            good.good_id: {each.choice_id: each for group in good.groups for each in group.choices}
            for good in menu.goods.values()
            if good.groups
        }
        self._dispatches = {type(shop.dispatch): shop.dispatch for shop in menu.shops.values()}.values()
        self._shelf: Shelf | None = None

    def restore(self, shelf: Shelf) -> None:
        """Read back what was sold before a restart, when the day is known."""
        self._shelf = shelf

    def freshen(self, now: datetime) -> None:
        """A new day brings its own prices and stock."""
        today = now.date()
        if today == self._today:
            return
        self._today = today
        kept = self._shelf.scan(_TABLE) if self._shelf is not None else iter(())
        self._taken = Tally({key: row["count"] for key, row in kept if row["day"] == today.isoformat()})
        for good in self._menu.goods.values():
            self.catalogue.put(good.good_id, self._document(good, today))

    def merchants(self) -> Sequence[Doc]:
        """All shops."""
        return [_merchant(shop, self._trade) for shop in self._menu.shops.values()]

    def price(self, wish: Wish, now: datetime) -> Priced:
        """What it costs, and everything that speaks against it."""
        first = self._menu.goods.get(wish.lines[0].product_id)
        shop = self._menu.shops.get(wish.merchant_id or (first.shop_id if first else ""))
        lines: list[PricedLine] = []
        refusals: list[Refusal] = []
        for number, asked in enumerate(wish.lines):
            line, refusal = self._line(asked, number, shop, now.date())
            lines.append(line)
            refusals += refusal
        refusals += self._short(wish)
        if shop is None:
            return Priced(wish.merchant_id, tuple(lines), None, 0, tuple(refusals))
        subtotal = sum(line.unit_fen * line.quantity for line in lines)
        refusals += _shop_refusals(shop, wish, subtotal, now)
        free = shop.free_over_fen is not None and subtotal >= shop.free_over_fen
        fee, minutes = 0 if free else shop.fee_fen, shop.dispatch.minutes(shop, wish)
        return Priced(shop.shop_id, tuple(lines), fee, minutes, tuple(refusals))

    def take(self, wish: Wish, order_id: str, batch: Batch, now: datetime) -> tuple[Refusal, ...]:
        """Take the stock of the day, or refuse when it is gone."""
        self.freshen(now)
        refusals = self._short(wish)
        if not refusals:
            self._count(wish, +1, batch, now.date())
        return refusals

    def give_back(self, wish: Wish, order_id: str, batch: Batch, now: datetime) -> None:
        """Put it back on the shelf."""
        self.freshen(now)
        self._count(wish, -1, batch, now.date())

    def plan(self, wish: Wish, priced: Priced, order_id: str, now: datetime) -> Plan:
        """As its shop sends."""
        shop = self._menu.shops[priced.merchant_id]
        goods = [self._menu.goods[line.product_id] for line in wish.lines]
        luck = partial(chance, self._seed, order_id)
        return shop.dispatch.plan(Sale(shop, goods, wish.point, priced.minutes, now, self._pace, luck))

    def cancellable(self, state: str) -> bool:
        """As long as any of its shops takes it back."""
        return any(dispatch.cancellable(state) for dispatch in self._dispatches)

    def add_routes(self, app: web.Application) -> None:
        """None of its own."""

    def left(self, good: Good, day: date) -> int | None:
        """How many are left today; None: enough."""
        stock = self._day.stock(good, day)
        return None if stock is None else max(stock - self._taken[good.good_id], 0)

    def _line(
        self, asked: WishLine, number: int, shop: Shop | None, day: date
    ) -> tuple[PricedLine, tuple[Refusal, ...]]:
        good = self._menu.goods.get(asked.product_id)
        if good is None or shop is None or good.shop_id != shop.shop_id:
            unknown = Refusal("item_unknown", f"没有这件商品：{asked.product_id}", number)
            return PricedLine(asked.product_id, 0, asked.quantity), (unknown,)
        base = self._day.price_fen(good, day)
        chosen = self._chosen(good, asked.choice_ids or ())
        if chosen is None:
            refusal = Refusal("option_unknown", f"{good.name}没有这样的选项", number)
            return PricedLine(good.name, base, asked.quantity), (refusal,)
        extra: Doc = {}
        if good.groups:
            names = [each.name for each in chosen]
            extra["org.bangwo.menu"] = {"choice_ids": [each.choice_id for each in chosen], "choices": names}
        return PricedLine(good.name, base + sum(each.price_fen for each in chosen), asked.quantity, extra), ()

    def _chosen(self, good: Good, choice_ids: tuple[str, ...]) -> list[Choice] | None:
        """The choices with defaults filled in, in the order of the groups; None when they do not fit."""
        known = self._choices.get(good.good_id, {})
        wanted = set(choice_ids)
        if len(wanted) != len(choice_ids) or any(each not in known or not known[each].available for each in wanted):
            return None
        chosen: list[Choice] = []
        for group in good.groups:
            own = [each for each in group.choices if each.choice_id in wanted] or [
                known[each] for each in group.default
            ]
            if not group.least <= len(own) <= group.most:
                return None
            chosen += own
        return chosen

    def _short(self, wish: Wish) -> tuple[Refusal, ...]:
        """What there is not enough of."""
        if self._today is None:
            return ()
        refusals: list[Refusal] = []
        wanted: Tally[str] = Tally()
        for number, line in enumerate(wish.lines):
            good = self._menu.goods.get(line.product_id)
            if good is None:
                continue
            wanted[good.good_id] += line.quantity
            left = self.left(good, self._today)
            if left is not None and wanted[good.good_id] > left:
                content = f"{good.name}今天已售罄" if left == 0 else f"{good.name}今天只剩{left}{good.unit}"
                refusals.append(Refusal("sold_out", content, number))
        return tuple(refusals)

    def _count(self, wish: Wish, sign: int, batch: Batch, day: date) -> None:
        for line in wish.lines:
            good = self._menu.goods.get(line.product_id)
            if good is None or self._day.stock(good, day) is None:
                continue
            self._taken[good.good_id] = max(self._taken[good.good_id] + sign * line.quantity, 0)
            batch.put(_TABLE, good.good_id, {"day": day.isoformat(), "count": self._taken[good.good_id]})
            self.catalogue.put(good.good_id, self._document(good, day))

    def _document(self, good: Good, day: date) -> Doc:
        left = self.left(good, day)
        price = {"amount": self._day.price_fen(good, day), "currency": "CNY"}
        rating = 42 + int(chance(self._seed, good.good_id, "rating") * 8)
        sold = int(20 + 3000 * chance(self._seed, good.good_id, "sold") ** 3)
        description = {"plain": f"{good.name} · {self._menu.shops[good.shop_id].name}"}
        status = "out_of_stock" if left == 0 else "in_stock"
        variant = {"id": good.good_id, "title": good.name, "description": description, "price": price}
        variant["availability"] = {"available": left != 0, "status": status}
        return {
            "id": good.good_id,
            "title": good.name,
            "description": description,
            "price_range": {"min": price, "max": price},
            "variants": [variant],
            "rating": {"value": rating / 10, "scale_max": 5, "count": sold},
            **({"categories": [{"value": good.category, "taxonomy": "merchant"}]} if good.category else {}),
            "org.bangwo.menu": {
                "merchant_id": good.shop_id,
                "unit": good.unit,
                "aliases": good.aliases,
                "tags": good.tags,
                "rating": rating,
                "sold": sold,
                "stock": left,
                "groups": _groups(good),
            },
        }


def _groups(good: Good) -> list[Doc]:
    return [
        {
            "id": group.group_id,
            "kind": group.kind,
            "name": group.name,
            "min": group.least,
            "max": group.most,
            "default": group.default,
            "choices": [
                {"id": each.choice_id, "name": each.name, "price": each.price_fen, "available": each.available}
                for each in group.choices
            ],
        }
        for group in good.groups
    ]


def _merchant(shop: Shop, trade: str) -> Doc:
    return {
        "id": shop.shop_id,
        "name": shop.name,
        "trade": trade,
        "lat": shop.point.lat,
        "lon": shop.point.lon,
        "address": shop.address,
        "opens": shop.opens.isoformat("minutes"),
        "closes": shop.closes.isoformat("minutes"),
        "rating": shop.rating,
        "aliases": list(shop.aliases),
        "tags": list(shop.tags),
        **shop.dispatch.terms(shop),
    }


def _shop_refusals(shop: Shop, wish: Wish, subtotal: int, now: datetime) -> list[Refusal]:
    refusals: list[Refusal] = []
    if not shop.open_at(now.time()):
        hours = f"{shop.opens:%H:%M}–{shop.closes:%H:%M}"
        refusals.append(Refusal("shop_closed", f"{shop.name}现在不营业，营业时间{hours}"))
    if wish.point is None:
        refusals.append(Refusal("address_required", "需要送货地址"))
    refusals += shop.dispatch.refusals(shop, wish)
    if subtotal < shop.minimum_fen:
        refusals.append(Refusal("below_minimum", f"{shop.name}满{shop.minimum_fen / 100:g}元起送"))
    return refusals
