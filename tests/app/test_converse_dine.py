"""Conversations about tables, numbers and vouchers, had with the city's own program for them."""

from collections.abc import AsyncIterator

import pytest

from fakes_city import options_of
from programs import Urls
from trades_city import Traveller, travelling

TABLE = "蜀里老火锅订个位，明天晚上七点四个人"
DEAR = "蜀里老火锅订个位，明天晚上七点八个人"
NUMBER = "墨梨咖啡排个号，两个人"
DEALS = "买两张蜀里老火锅的双人套餐团购券"


@pytest.fixture
async def home(trading: Urls) -> AsyncIterator[Traveller]:
    async with travelling(trading) as home:
        yield home


async def test_a_table_costs_nothing_and_is_booked_by_a_yes(home: Traveller) -> None:
    quoted = (await home.say(TABLE))["quote"]
    assert (quoted["trade"], quoted["pay_fen"], quoted["details"]["party"]) == ("table", 0, 4)
    assert quoted["details"]["at"] == "2026-02-11T19:00:00+08:00"
    told = await home.say("确认")
    (order,) = told["orders"]
    assert (order["state"], order["paid_fen"], len(order["details"]["codes"])) == ("accepted", 0, 1)
    assert order["details"]["codes"][0] in told["reply"]
    assert not await home.store.transfers(home.user_id), "nothing moved"


async def test_a_free_table_is_given_back_for_nothing(home: Traveller) -> None:
    await home.say(TABLE)
    await home.say("确认")
    assert "没有付过钱" in (await home.say("取消订位"))["reply"]
    (order,) = (await home.say("确认"))["orders"]
    assert (order["state"], order["refunded_fen"]) == ("cancelled", 0)


async def test_a_deposit_is_paid_and_comes_back_in_time(home: Traveller) -> None:
    quoted = (await home.say(DEAR))["quote"]
    assert quoted["pay_fen"] == 8 * 20_00
    await home.say("确认")
    assert "全额" in (await home.say("取消订位"))["reply"]
    (order,) = (await home.say("确认"))["orders"]
    assert (order["state"], order["refunded_fen"]) == ("cancelled", 160_00)


async def test_what_is_missing_is_asked_for_one_thing_after_another(home: Traveller) -> None:
    asks = [(await home.say(said))["asks"] for said in ("帮我订个位", "川香苑", "明天晚上6点", "六个人")]
    assert asks == ["name", "time", "count", "confirm"]


async def test_another_time_and_more_people_are_another_table(home: Traveller) -> None:
    first = (await home.say("川香苑订个位，明天下午三点，四个人"))["quote"]
    second = (await home.say("改成六个人"))["quote"]
    assert (first["details"]["party"], second["details"]["party"]) == (4, 6)
    assert first["details"]["at"] == second["details"]["at"]
    third = (await home.say("下午三点半"))["quote"]
    assert third["details"]["at"] == "2026-02-11T15:30:00+08:00"


async def test_more_than_any_table_holds(home: Traveller) -> None:
    told = await home.say("江边烤鱼订位，明天下午三点，15个人")
    assert told["quote"] is None
    assert "坐得下" in told["reply"]


async def test_a_number_is_drawn_and_asked_about(home: Traveller) -> None:
    quoted = await home.say(NUMBER)
    number = quoted["quote"]["details"]["places"][0]
    (order,) = (await home.say("确认"))["orders"]
    assert (order["trade"], order["paid_fen"]) == ("queue", 0)
    assert number in (await home.say("排到几号了"))["reply"]
    await home.say("不排了")
    assert (await home.say("确认"))["orders"][0]["state"] == "cancelled"


async def test_a_voucher_is_a_code_a_piece_and_goes_back_until_it_is_used(home: Traveller) -> None:
    quoted = (await home.say(DEALS))["quote"]
    assert (quoted["trade"], quoted["pay_fen"], quoted["details"]["count"]) == ("voucher", 2 * 138_00, 2)
    told = await home.say("确认")
    codes = told["orders"][0]["details"]["codes"]
    assert len(set(codes)) == 2
    assert all(code in told["reply"] for code in codes)
    await home.say("团购券退了")
    (order,) = (await home.say("确认"))["orders"]
    assert (order["state"], order["refunded_fen"]) == ("cancelled", 276_00)


async def test_what_was_used_is_the_fee_of_giving_the_rest_back(home: Traveller) -> None:
    await home.say(DEALS)
    order = (await home.say("确认"))["orders"][0]
    await home.redeem(order["details"]["codes"][0])
    asked = await home.say("团购券退了")
    assert "138.00" in asked["reply"], "the yes names what is kept"
    (after,) = (await home.say("确认"))["orders"]
    assert (after["state"], after["refunded_fen"]) == ("cancelled", 138_00)


async def test_a_voucher_that_is_all_used_cannot_be_given_back(home: Traveller) -> None:
    await home.say(DEALS)
    order = (await home.say("确认"))["orders"][0]
    for code in order["details"]["codes"]:
        await home.redeem(code)
    await home.say("团购券退了")
    shown = await home.say("确认")
    assert not [each for each in shown["orders"] if each["refunded_fen"]]


async def test_deals_are_looked_at_and_chosen_from(home: Traveller) -> None:
    listed = await home.say("有什么火锅团购")
    shops = {each["shop"] for each in options_of(listed)}
    assert shops == {"蜀里老火锅", "潮汕鲜牛肉火锅"}
    assert listed["quote"] is None
    chosen = options_of(listed)[1]
    assert (await home.say("第二个"))["quote"]["details"]["deal"] == chosen["title"]


async def test_a_free_card_pays_for_a_voucher(trading: Urls) -> None:
    async with travelling(trading, cards=1) as home:
        quoted = (await home.say("买一张墨梨咖啡的团购券"))["quote"]
        assert quoted["pay_fen"] == 39_00 - 25_00
        await home.say("确认")
