"""The mall: a wide range, variants, parcels that travel stop by stop, and returns for seven days."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from selling import FAR, HOME, NOON, Buyer, Platform, basket, codes, line, listening, selling

from bangwo_city.geography import Point
from bangwo_city.mall import prices, read_menu
from bangwo_city.merchant.parcel import CARRIERS, Parcel, hubs, nearest
from bangwo_city.merchant.provider import Wish, WishLine
from bangwo_city.merchant.wares import Good

MENU, RANGE = read_menu(1)
GOODS = list(MENU.goods.values())
DAY = date(2026, 2, 10)
URUMQI = {"lat": 43.8, "lon": 87.6}
ASKED = (
    "手机 华为手机 iphone 耳机 蓝牙耳机 无线耳机 降噪耳机 充电宝 数据线 笔记本电脑 平板 路由器 电视 空调 "
    "扫地机 电饭锅 吹风机 羽绒服 毛衣 牛仔裤 裙子 袜子 跑鞋 篮球鞋 行李箱 书包 雨伞 瑜伽垫 羽毛球拍 口红 "
    "面霜 面膜 洗面奶 香水 三体 字典 绘本 菜谱 本子 签字笔 四件套 枕头 保温杯 台灯 椅子 奶粉 尿不湿 积木 "
    "乐高 猫粮 猫砂 狗粮 春联 对联 福字 灯笼 红包 窗花 坚果礼盒 瓜子 年货大礼包 白酒 茅台 茶叶礼盒 龙井 "
    "腊肠 腊肉 糖果 日历 "
)
HAT = "贝贝母婴", "虎头帽"
NUTS = "年味坊", "开心果"


def named(word: str) -> list[Good]:
    return [each for each in GOODS if word in (each.name, *each.aliases, *each.tags)]


def id_of(shop: str, name: str) -> str:
    return next(each.good_id for each in GOODS if MENU.shops[each.shop_id].name == shop and each.name == name)


def choice(good_id: str, name: str) -> str:
    return next(each.choice_id for group in MENU.goods[good_id].groups for each in group.choices if each.name == name)


def test_a_wide_range():
    assert len(RANGE.goods) >= 500
    assert len({each.name for each in RANGE.goods}) == len(RANGE.goods)
    assert {each.name for each in GOODS} == {each.name for each in RANGE.goods}
    assert len(MENU.shops) >= 25
    assert {each.shop_id for each in GOODS} == set(MENU.shops)


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("数码", 80), ("家电", 50), ("服饰", 80), ("运动", 50), ("美妆", 45), ("图书", 60), ("文具", 35), ("家居", 55),
        ("母婴", 60), ("宠物", 30), ("年货", 60),
    ],
)  # fmt: skip
def test_every_kind_is_sold_by_several_shops(kind: str, least: int):
    assert len({each.name for each in named(kind)}) >= least
    assert len({each.shop_id for each in named(kind)}) >= 2


@pytest.mark.parametrize("word", ASKED.split())
def test_what_people_ask_for_is_sold(word: str):
    assert named(word)


@pytest.mark.parametrize("shop", sorted(MENU.shops))
def test_a_shop_has_a_good_once(shop: str):
    own = [each.name for each in GOODS if each.shop_id == shop]
    assert len(own) == len(set(own))


@pytest.mark.parametrize(
    ("category", "least", "most"),
    [("手机", 150, 14000), ("耳机音箱", 30, 3000), ("大家电", 900, 6500), ("鞋靴", 30, 320), ("文学小说", 15, 320),
     ("书写工具", 9, 210), ("春联灯笼", 9, 100), ("酒水", 30, 2000), ("猫狗粮", 30, 220)],
)  # fmt: skip
def test_prices_are_those_of_life(category: str, least: int, most: int):
    own = [each.price_fen / 100 for each in GOODS if each.category == category]
    assert own
    assert least <= min(own)
    assert max(own) <= most


def test_variants():
    groups = [group for each in GOODS for group in each.groups]
    assert {group.kind for group in groups} == {"variant"}
    assert {"颜色", "容量", "尺码"} <= {group.name for group in groups}
    assert {"黑色", "白色", "256G", "XXL", "42码"} <= {each.name for group in groups for each in group.choices}
    gone = [each for group in groups for each in group.choices if not each.available]
    assert 0.02 < len(gone) / sum(len(group.choices) for group in groups) < 0.1
    assert all(each.available for group in groups for each in group.choices if each.choice_id in group.default)


def test_some_goods_are_cheaper_on_a_day():
    price = prices(1)
    off = {each.good_id: price(each, DAY) / each.price_fen for each in GOODS}
    reduced = {good_id for good_id, part in off.items() if part < 1}
    assert 0.04 < len(reduced) / len(GOODS) < 0.12
    assert all(0.75 < part <= 1 for part in off.values())
    assert reduced != {each.good_id for each in GOODS if price(each, DAY + timedelta(days=1)) < each.price_fen}


def test_stock_runs_out_and_little_of_it_is_rare():
    stock = RANGE.stocks(1, 5, 400)
    assert 0 < len([each for each in GOODS if stock(each, DAY) == 0]) < 0.05 * len(GOODS)
    assert {stock(each, DAY) for each in named("茅台")} <= {0, 6}


def test_another_seed_is_another_mall():
    other, _ = read_menu(2)
    assert {each.name for each in other.goods.values()} == {each.name for each in GOODS}
    assert other.goods != MENU.goods


@pytest.mark.parametrize("shop", MENU.shops.values(), ids=lambda each: each.shop_id)
def test_it_takes_longer_to_go_further(shop: Any):
    def days(point: Point) -> int:
        return shop.dispatch.minutes(shop, Wish((WishLine("x", 1),), point=point)) // (24 * 60)

    least, most = shop.dispatch.days
    far = max(hubs().values(), key=shop.point.metres_to)
    assert 1 <= least <= days(shop.point) <= days(Point(**HOME)) <= days(far) == most <= 7


def test_the_nearest_hub_is_that_of_the_town():
    assert nearest(Point(**HOME)) == "云湖"
    assert nearest(Point(**URUMQI)) == "乌鲁木齐"
    for shop in MENU.shops.values():
        assert isinstance(shop.dispatch, Parcel)
        assert nearest(shop.point) == shop.dispatch.town


async def test_the_merchants_say_that_they_send_parcels(tmp_path: Path):
    async with selling(tmp_path, "mall") as buyer:
        merchants = (await buyer.get("/org.bangwo/merchants"))["merchants"]
        profile = await buyer.get("/.well-known/ucp")
    assert {each["trade"] for each in merchants} == {"shop"}
    assert all(each["delivery"] is None for each in merchants)
    (beibei,) = (each["parcel"] for each in merchants if each["id"] == "beibei")
    assert beibei == {"fee": 800, "free_over": 12800, "days": [1, 3]}
    assert {"org.bangwo.parcel", "dev.ucp.shopping.fulfillment"} <= set(profile["ucp"]["capabilities"])


@pytest.mark.parametrize(("pieces", "fee"), [(1, 800), (4, 0)])
async def test_sending_costs_a_fee_up_to_an_amount(tmp_path: Path, pieces: int, fee: int):
    async with selling(tmp_path, "mall") as buyer:
        doc = await buyer.create(basket(line(id_of(*HAT), pieces), point=FAR))
    assert doc["status"] == "ready_for_complete"
    assert {each["type"]: each["amount"] for each in doc["totals"]}["fulfillment"] == fee
    assert doc["fulfillment"]["methods"][0]["groups"][0]["options"][0]["title"].endswith("天送达")


async def test_a_variant_has_its_price(tmp_path: Path):
    phone = id_of("华为官方旗舰店", "华为Mate 80")
    async with selling(tmp_path, "mall") as buyer:
        plain = await buyer.create(basket(line(phone)))
        large = await buyer.create(basket(line(phone, 1, choice(phone, "白色"), choice(phone, "512G"))))
    assert [doc["line_items"][0]["org.bangwo.menu"]["choices"] for doc in (plain, large)] == [
        ["黑色", "128G"],
        ["白色", "512G"],
    ]
    assert large["line_items"][0]["item"]["price"] - plain["line_items"][0]["item"]["price"] == 130000


GONE = next(
    (each.good_id, option.choice_id)
    for each in GOODS
    for group in each.groups
    for option in group.choices
    if not option.available
)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (basket(line(id_of(*HAT)), point=None), "address_required"),
        (basket(line(GONE[0], 1, GONE[1])), "option_unknown"),
        (basket(line(id_of("醉云台酒坊", "飞天茅台"), 7)), "sold_out"),
        (basket(line(id_of(*HAT)), line(id_of(*NUTS))), "item_unknown"),  # of two shops
        (basket(line("nothing")), "item_unknown"),
    ],
)
async def test_refusals(tmp_path: Path, body: Any, code: str):
    async with selling(tmp_path, "mall") as buyer:
        doc = await buyer.create(body)
    assert doc["status"] == "incomplete"
    assert code in codes(doc)


async def days_until(buyer: Buyer, order_id: str, state: str) -> float:
    start = buyer.clock.now()
    while await buyer.state(order_id) != state:
        buyer.pass_time(minutes=30)
        assert buyer.clock.now() - start < timedelta(days=9)
    return (buyer.clock.now() - start) / timedelta(days=1)


async def test_a_parcel_travels_stop_by_stop(tmp_path: Path):
    async with selling(tmp_path, "mall") as buyer:
        order_id = await buyer.buy(basket(line(id_of("华为官方旗舰店", "华为Mate 80"))))
        before = (await buyer.get(f"/orders/{order_id}"))["org.bangwo.order"]
        assert "parcel" not in before
        promised = datetime.fromisoformat(before["deliver_at"])
        assert time(9) <= promised.time() <= time(20)
        await days_until(buyer, order_id, "preparing")
        await days_until(buyer, order_id, "on_the_way")
        parcel = (await buyer.get(f"/orders/{order_id}"))["org.bangwo.order"]["parcel"]
        assert [each["text"] for each in parcel["stops"]] == ["【深圳】顺丰速运已揽收"]
        days = [await days_until(buyer, order_id, "completed")]
        doc = await buyer.get(f"/orders/{order_id}")
        assert buyer.clock.now() - promised < timedelta(hours=1)
    done = doc["org.bangwo.order"]["parcel"]
    prefix, digits = CARRIERS[done["carrier"]]
    assert (done["carrier"], done["number"]) == (parcel["carrier"], parcel["number"])
    assert len(done["number"].removeprefix(prefix)) == digits
    assert [each["at"] for each in done["stops"]] == sorted(each["at"] for each in done["stops"])
    assert len(done["stops"]) >= 6
    assert "已签收" in done["stops"][-1]["text"]
    assert all("云湖" in each["text"] for each in done["stops"][-2:])
    assert 0.5 < days[0] < 3
    (shipped,) = (each for each in doc["fulfillment"]["events"] if each["type"] == "shipped")
    assert (shipped["carrier"], shipped["tracking_number"]) == (done["carrier"], done["number"])


async def test_pace_hurries_a_parcel(tmp_path: Path):
    async with selling(tmp_path, "mall", pace=1000) as buyer:
        order_id = await buyer.buy(basket(line(id_of(*HAT))))
        buyer.pass_time(minutes=5)
        assert await buyer.state(order_id) == "completed"


async def test_every_stop_is_told(tmp_path: Path):
    platform = Platform()
    async with listening(platform) as agent, selling(tmp_path, "mall", agent=agent) as buyer:
        order_id = await buyer.buy(basket(line(id_of("华为官方旗舰店", "华为Mate 80"))))
        start = buyer.clock.now()
        ours = (await buyer.get(f"/orders/{order_id}"))["org.bangwo.order"]
        span = datetime.fromisoformat(ours["deliver_at"]) - start
        shares = [0.04, 0.26, 0.34, 0.64, 0.71, 0.9, 0.96, 1.01]  # a little after each change
        for told, share in enumerate(shares, 1):
            buyer.clock.advance(start + span * share - buyer.clock.now())
            await platform.until(told)
        news = [json.loads(body)["org.bangwo.order"] for _, body in platform.heard]
        assert await platform.until(8) == ["preparing"] + ["on_the_way"] * 6 + ["completed"]
        assert [len(each.get("parcel", {}).get("stops", ())) for each in news] == list(range(8))


async def cancellation(buyer: Buyer, order_id: str, lines: str = "") -> tuple[int, dict[str, Any]]:
    return await buyer.call("GET", f"/org.bangwo/orders/{order_id}/cancellation?lines={lines}")


@pytest.mark.parametrize("good", [HAT, NUTS], ids=["hat", "nuts"])
@pytest.mark.parametrize(
    ("state", "later_days", "hat", "nuts"),
    [
        ("accepted", 0, (200, 0), (200, 0)),
        ("preparing", 0, (200, 0), (200, 0)),
        ("on_the_way", 0, (409, None), (409, None)),
        ("completed", 0, (200, 800), (409, None)),
        ("completed", 6.9, (200, 800), (409, None)),
        ("completed", 7.1, (409, None), (409, None)),
    ],
)
async def test_giving_back(
    tmp_path: Path, good: tuple[str, str], state: str, later_days: float, hat: tuple[int, Any], nuts: tuple[int, Any]
):
    status, fee = hat if good == HAT else nuts
    async with selling(tmp_path, "mall") as buyer:
        order_id = await buyer.buy(basket(line(id_of(*good), 2)))
        await days_until(buyer, order_id, state)
        buyer.pass_time(days=later_days)
        got, told = await cancellation(buyer, order_id)
        assert (got, told.get("fee")) == (status, fee)
        got, doc = await buyer.call("POST", f"/org.bangwo/orders/{order_id}/cancel", {"reason": "不要了"})
        assert got == status
        assert doc.get("code") == (None if status == 200 else "order_not_cancellable")
        if status == 200:
            total = next(each["amount"] for each in doc["totals"] if each["type"] == "total")
            assert told["refund"] + told["fee"] == total
            assert doc["org.bangwo.order"]["state"] == "cancelled"


async def test_how_long_it_can_be_given_back_is_said(tmp_path: Path):
    async with selling(tmp_path, "mall") as buyer:
        order_id = await buyer.buy(basket(line(id_of("华为官方旗舰店", "华为FreeClip"))))
        _, told = await cancellation(buyer, order_id)
        await days_until(buyer, order_id, "on_the_way")
        shipped = datetime.fromisoformat(told["until"])
        assert shipped <= buyer.clock.now() < shipped + timedelta(hours=1)
        await days_until(buyer, order_id, "completed")
        _, told = await cancellation(buyer, order_id)
        left = datetime.fromisoformat(told["until"]) - buyer.clock.now()
        assert timedelta(days=6.9) < left <= timedelta(days=7)
        assert told["rule"] == "发货前可免费取消；签收后7天内可退货，免退货运费"


async def test_one_piece_goes_back(tmp_path: Path):
    async with selling(tmp_path, "mall") as buyer:
        order_id = await buyer.buy(basket(line(id_of(*HAT), 3)))
        await days_until(buyer, order_id, "completed")
        _, told = await cancellation(buyer, order_id, "l1:1")
        back = {"reason": "太大了", "lines": [{"id": "l1", "quantity": 1}], "fee": told["fee"]}
        status, doc = await buyer.call("POST", f"/org.bangwo/orders/{order_id}/cancel", back, "k")
    price = doc["line_items"][0]["item"]["price"]
    assert (status, told["refund"], told["fee"]) == (200, price - 800, 800)
    assert doc["org.bangwo.order"]["state"] == "completed"
    assert doc["line_items"][0]["quantity"] == {"original": 3, "total": 2, "fulfilled": 2}


async def test_what_was_cancelled_travels_no_further(tmp_path: Path):
    async with selling(tmp_path, "mall", now=NOON) as buyer:
        order_id = await buyer.buy(basket(line(id_of(*HAT))))
        await buyer.call("POST", f"/org.bangwo/orders/{order_id}/cancel", {"reason": "点错了"}, "k")
        before = await buyer.get(f"/orders/{order_id}")
        buyer.pass_time(days=9)
        assert await buyer.get(f"/orders/{order_id}") == before
        assert "parcel" not in before["org.bangwo.order"]
