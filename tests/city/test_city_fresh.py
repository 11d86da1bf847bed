"""The supermarkets: a full range, eggs of many kinds, and prices and stock of the day."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from selling import NOON, basket, line, selling

from bangwo_city.fresh import prices, read_menu, stocks

MENU, RANGE = read_menu(1)
CATEGORIES = RANGE.categories
DAY = date(2026, 2, 10)


def names() -> set[str]:
    return {good.name for good in MENU.goods.values()}


def named(word: str) -> list[Any]:
    return [good for good in MENU.goods.values() if word in good.name or word in good.aliases]


def test_a_full_range():
    assert len(names()) >= 400
    assert 2 <= len(MENU.shops) <= 4
    assert len({good.unit for good in MENU.goods.values()}) >= 20
    assert any(shop.open_at(time(4, 0)) for shop in MENU.shops.values())
    assert all(shop.free_over_fen for shop in MENU.shops.values())


def test_eggs_of_many_kinds():
    eggs = {good.name: good.unit for good in named("鸡蛋")}
    assert {"鲜鸡蛋", "土鸡蛋", "无菌鸡蛋", "富硒鸡蛋"} <= set(eggs)
    assert "咸鸭蛋" in names()
    assert list(eggs.values()).count("盒") >= 5


@pytest.mark.parametrize(
    "word", ["牛奶", "大米", "五花肉", "草莓", "可乐", "抽纸", "年货", "鲈鱼", "薯片", "milk", "egg"]
)
def test_what_people_ask_for_is_sold(word: str):
    assert named(word)


@pytest.mark.parametrize("store", sorted(MENU.shops))
def test_a_store_has_a_good_once(store: str):
    own = [good.name for good in MENU.goods.values() if good.shop_id == store]
    assert len(own) == len(set(own))


def test_prices_and_stock_are_of_the_day():
    price, stock = prices(1, CATEGORIES), stocks(1, RANGE)
    tomorrow = DAY + timedelta(days=1)
    goods = MENU.goods.values()
    moved = [good for good in goods if price(good, DAY) != price(good, tomorrow)]
    assert {good.category for good in moved} <= {each.name for each in CATEGORIES.values() if each.daily}
    assert moved
    assert all(abs(price(good, DAY) - good.price_fen) <= 0.07 * good.price_fen + 10 for good in goods)
    gone = [good for good in goods if stock(good, DAY) == 0]
    assert 0 < len(gone) < 0.05 * len(MENU.goods)
    always = [good for good in goods if {"鸡蛋", "牛奶", "大米"} & {good.name, *good.aliases}]
    assert len(always) > 20
    assert all(stock(good, DAY) is None for good in always)


async def test_prices_change_at_midnight_and_a_promise_is_kept(tmp_path: Path):
    async with selling(tmp_path, "fresh", now=datetime(2026, 2, 10, 23, 55)) as buyer:
        before = {each["id"]: each["price_range"] for each in await buyer.everything()}
        doc = await buyer.create(basket(line("xianmancang-1", 2)))
        buyer.pass_time(minutes=10)
        after = {each["id"]: each["price_range"] for each in await buyer.everything()}
        assert after != before
        assert (await buyer.complete(doc["id"]))["totals"] == doc["totals"]


async def test_delivery_is_free_from_an_amount(tmp_path: Path):
    async with selling(tmp_path, "fresh", now=NOON) as buyer:
        fees = []
        for count in (1, 9):
            doc = await buyer.create(basket(line("xianmancang-1", count)))
            fees += [each["amount"] for each in doc["totals"] if each["type"] == "fulfillment"]
        assert fees == [400, 0]
