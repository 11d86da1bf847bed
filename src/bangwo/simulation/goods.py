"""Goods: what there is to buy in the simulated world: too little of it, and four seats."""

from datetime import datetime, time, timedelta

from bangwo.core.clock import LOCAL
from bangwo.domain.money import Money
from bangwo.domain.offer import Choice, Delivery, Hours, Merchant, Offer, OptionGroup, Showing, Trade
from bangwo.domain.place import Address, Point

EATS = "eats"
FILMS = "films"
_HERE = Point(30.27, 120.15)
_ALWAYS = Hours(time(0), time(0))
_PREMIERE = datetime(2026, 2, 17, 20, tzinfo=LOCAL)

HOME = Address("家", "文三路18号", _HERE)

MERCHANTS = {
    EATS: Merchant(
        EATS, "m1", "小茶铺", Trade.FOOD, _HERE, "文三路1号", _ALWAYS, delivery=Delivery(Money(400), 5_000, 30)
    ),
    FILMS: Merchant(FILMS, "m2", "大光明", Trade.MOVIE, _HERE, "文三路2号", _ALWAYS),
}

_SIZE = OptionGroup(
    "size", "size", "杯型", 1, 1, (Choice("m", "中杯"), Choice("l", "大杯", Money(300))), default=("m",)
)
_SHOWING = Showing("惊蛰无声", "1号厅", _PREMIERE, _PREMIERE + timedelta(hours=2), "2D", "国语", 1, 4, premiere=True)

OFFERS = {
    EATS: (
        Offer("eats/tea", EATS, "m1", "tea", Trade.FOOD, "珍珠奶茶", Money(1_200), "杯", groups=(_SIZE,)),
        Offer("eats/cake", EATS, "m1", "cake", Trade.FOOD, "生日蛋糕", Money(3_333), "个"),
        Offer("eats/sweet", EATS, "m1", "sweet", Trade.FOOD, "一颗糖", Money(1), "颗"),
    ),
    FILMS: (Offer("films/show", FILMS, "m2", "show", Trade.MOVIE, "惊蛰无声", Money(4_500), "张", showing=_SHOWING),),
}

STOCK = {EATS: {"tea": 40, "cake": 6, "sweet": 1_000}, FILMS: {"show": 1_000}}
SEATS = 4
