"""The takeaway shops: enough of them, varied, open at night, and the same for the same seed."""

from collections import Counter
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from selling import EVERYTHING, HOME, basket, line, selling

from bangwo_city.flash import read_menu
from bangwo_city.geography import CENTRE, CORE_RADIUS_M
from bangwo_city.merchant.courier import Courier

MENU = read_menu()
DRINKS = ("奶茶", "咖啡")


def drink_shops() -> list[str]:
    return [shop.shop_id for shop in MENU.shops.values() if set(DRINKS) & set(shop.tags)]


def named(word: str) -> list[Any]:
    return [good for good in MENU.goods.values() if word in good.name or word in good.aliases]


def choices(good: Any) -> set[str]:
    return {each.name for group in good.groups for each in group.choices}


def test_enough_shops_and_dishes():
    assert len(MENU.shops) >= 40
    assert len(MENU.goods) >= 600
    assert len(drink_shops()) >= 10
    assert min(Counter(good.shop_id for good in MENU.goods.values()).values()) >= 10
    assert len({shop.name for shop in MENU.shops.values()}) == len(MENU.shops)


def test_no_shop_sells_two_dishes_of_one_name():
    named_once = Counter((good.shop_id, good.name) for good in MENU.goods.values())
    assert [each for each, times in named_once.items() if times > 1] == []


@pytest.mark.parametrize(
    ("word", "at_least"),
    [
        ("奶茶", 8),
        ("珍珠奶茶", 8),
        ("丝袜奶茶", 3),
        ("芋泥奶茶", 1),
        ("拿铁", 4),
        ("美式", 5),
        ("生椰拿铁", 3),
        ("汉堡", 4),
        ("炸鸡", 2),
        ("火锅", 3),
        ("饺子", 1),
        ("粥", 4),
        ("烧烤", 1),
        ("生日蛋糕", 2),
        ("沙拉", 1),
        ("豆浆", 2),
        ("牛肉面", 3),
        ("黄焖鸡", 1),
        ("寿司", 1),
        ("炒饭", 3),
        ("披萨", 1),
        ("年夜饭", 1),
    ],
)
def test_what_people_ask_for_is_sold(word: str, at_least: int):
    assert len(named(word)) >= at_least


@pytest.mark.parametrize("word", ["珍珠奶茶", "原味奶茶", "红豆奶茶"])
def test_milk_tea_is_made_as_people_say(word: str):
    for good in named(word):
        if good.name == word:
            assert {"少糖", "无糖", "去冰", "少冰", "热", "大杯"} <= choices(good), good.good_id


@pytest.mark.parametrize("word", ["美式", "拿铁"])
def test_coffee_is_made_as_people_say(word: str):
    for good in named(word):
        if good.name == word:
            assert {"热", "冰", "去冰", "少糖", "无糖", "大杯"} <= choices(good), good.good_id


def test_every_group_is_of_a_known_kind_with_free_defaults_within_its_bounds():
    for good in MENU.goods.values():
        for group in good.groups:
            assert group.kind in ("size", "sugar", "ice", "spice", "addition", "other")
            assert group.least <= len(group.default) <= group.most <= len(group.choices)
            assert all(not each.price_fen for each in group.choices if each.choice_id in group.default)
            assert len({each.name for each in group.choices}) == len(group.choices)
        ids = [each.choice_id for group in good.groups for each in group.choices]
        assert len(ids) == len(set(ids)), good.good_id


def test_milk_tea_is_mostly_one_cent_with_a_card_and_some_is_twenty_yuan_at_the_door():
    teas = [good for good in MENU.goods.values() if "奶茶" in good.name]
    at_the_door = [good.price_fen + MENU.shops[good.shop_id].fee_fen for good in teas]
    assert sum(fen <= 2500 for fen in at_the_door) > 0.9 * len(teas)
    deliverable = [
        good
        for good, fen in zip(teas, at_the_door, strict=True)
        if fen <= 2000 and good.price_fen >= MENU.shops[good.shop_id].minimum_fen
    ]
    assert len(deliverable) >= 10


def test_some_shops_are_open_at_four_in_the_morning():
    awake = {shop.shop_id for shop in MENU.shops.values() if shop.open_at(time(4, 0))}
    assert len(awake & set(drink_shops())) >= 2
    assert any("汉堡" in MENU.shops[each].tags for each in awake)
    assert any("米饭" in MENU.shops[each].tags for each in awake)
    assert len({(shop.opens, shop.closes) for shop in MENU.shops.values()}) >= 10


def test_every_shop_lies_in_the_core_and_round_the_clock_shops_deliver_everywhere():
    for shop in MENU.shops.values():
        assert CENTRE.metres_to(shop.point) <= CORE_RADIUS_M
        if shop.opens == shop.closes:
            assert isinstance(shop.dispatch, Courier)
            assert shop.dispatch.radius_m >= 2 * CORE_RADIUS_M


async def test_the_same_seed_makes_the_same_city(tmp_path: Path):
    async with selling(tmp_path / "a") as one, selling(tmp_path / "b") as two, selling(tmp_path / "c", seed=2) as other:
        products = await one.everything()
        assert len(products) == len(MENU.goods)
        assert products == await two.everything()
        assert products != await other.everything()
        shops = (await one.get("/org.bangwo/merchants"))["merchants"]
        assert shops == (await two.get("/org.bangwo/merchants"))["merchants"]
        assert {each["trade"] for each in shops} == {"food"}


async def test_a_sync_reads_only_what_changed(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        _, page = await buyer.call("POST", "/catalog/search", {**EVERYTHING, "pagination": {"limit": 500}})
        since = {"org.bangwo.sync": {"since": page["org.bangwo.sync"]["revision"]}}
        assert (await buyer.call("POST", "/catalog/search", since))[1]["products"] == []
        await buyer.buy(basket(line("luming-13", 2)))
        _, changed = await buyer.call("POST", "/catalog/search", since)
        assert [each["id"] for each in changed["products"]] == ["luming-13"]
        assert changed["org.bangwo.sync"]["revision"] > page["org.bangwo.sync"]["revision"]


async def test_search_by_words_and_price(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        wish = {"query": "Latte", "filters": {"price": {"max": 1700}}, "pagination": {"limit": 100}}
        _, page = await buyer.call("POST", "/catalog/search", wish)
        assert page["products"]
        assert all(each["price_range"]["min"]["amount"] <= 1700 for each in page["products"])
        assert all("latte" in " ".join(each["org.bangwo.menu"]["aliases"]) for each in page["products"])


async def test_the_map_is_served(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        where = await buyer.get("/org.bangwo/places/locate?text=%E4%BA%BA%E6%B0%91%E5%B9%BF%E5%9C%BA")
        assert abs(where["lat"] - HOME["lat"]) < 0.002
