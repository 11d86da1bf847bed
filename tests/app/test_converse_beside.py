"""Conversations in which requests come in between, are refused, or rest for a while."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bangwo.domain.offer import Hours, Trade
from fakes_city import COFFEE, Town, house, merchant, moment, offer, options_of, town


def lines(turn: dict) -> list[tuple[str, int]]:
    return [(line["name"], line["qty"]) for line in (turn["quote"] or {"lines": []})["lines"]]


async def test_a_new_request_is_never_merged_and_what_was_open_comes_back_once() -> None:
    home = await house(cards=0)
    await home.say("帮我点一杯奶茶")
    coffee = await home.say("来两杯拿铁")
    assert lines(coffee) == [("拿铁", 2)]
    assert "“奶茶”先放一边" in coffee["reply"]
    assert "放一边" not in (await home.say("送到公司"))["reply"]
    tea = await home.say("确认")
    assert "刚才的“奶茶”还要吗" in tea["reply"]
    assert lines(tea) == [("珍珠奶茶", 1)]
    burger = await home.say("来一个牛肉汉堡")
    assert "放一边" not in burger["reply"]
    assert (await home.say("确认"))["quote"] is None
    assert await home.paid() == 2


async def test_going_on_with_what_was_put_aside() -> None:
    home = await house(cards=0)
    await home.say("帮我点一杯奶茶，少糖")
    assert "少糖" not in str((await home.say("来两杯拿铁"))["quote"])
    back = await home.say("继续奶茶")
    assert lines(back) == [("珍珠奶茶", 1)]
    assert "少糖" in back["quote"]["lines"][0]["options"]


async def test_the_same_shop_takes_one_more_thing() -> None:
    home = await house(cards=0)
    await home.say("来一个牛肉汉堡")
    both = await home.say("来份薯条")
    assert lines(both) == [("牛肉汉堡", 1), ("薯条", 1)]
    assert "薯条加到堡堡" in both["reply"]


async def test_one_more_of_another_shop_waits_and_that_is_said_once() -> None:
    home = await house(cards=0)
    await home.say("帮我点一杯奶茶")
    asked = await home.say("再加一杯拿铁")
    assert lines(asked) == [("珍珠奶茶", 1)]
    assert asked["reply"].count("拿铁") == 1
    assert "拿铁" not in (await home.say("换成大杯"))["reply"]
    assert lines(await home.say("确认")) == [("拿铁", 1)]


async def test_another_trade_stands_beside() -> None:
    home = await house(cards=0)
    await home.say("帮我点一杯奶茶")
    film = await home.say("买两张明天的熊出没")
    assert film["quote"]["trade"] == "movie"
    assert "“奶茶”先放一边" in film["reply"]
    assert lines(await home.say("确认")) == [("珍珠奶茶", 1)]


async def test_eggs_are_bought_at_the_market_while_a_takeaway_is_open() -> None:
    home = await house(cards=0)
    await home.say("帮我点一杯奶茶")
    assert (await home.say("买一盒土鸡蛋"))["quote"]["trade"] == "grocery"


@pytest.mark.parametrize(("said", "asks"), [("买一张昨天的惊蛰无声", "date"), ("买一张昨天的熊出没", "date")])
async def test_a_day_that_has_passed_does_not_come_back(said: str, asks: str) -> None:
    home = await house("2026-02-10T10:00", cards=0)
    assert (await home.say(said))["asks"] == asks
    again = await home.say("买一张惊蛰无声第99排")
    assert "已经过去" not in again["reply"]
    rows = await home.say("17号晚上")
    assert "只有 10 排" in rows["reply"]
    assert (await home.say("第3排"))["quote"]["details"]["seats"][0]["row"] == 3


async def test_a_row_that_is_not_there_is_said_once() -> None:
    home = await house("2026-02-10T10:00", cards=0)
    await home.say("明天下午两点半的熊出没，两张")
    refused = await home.say("第99排")
    assert refused["reply"].count("99") == 1
    assert (await home.say("第3排"))["quote"]["details"]["seats"][0]["row"] == 3


async def test_an_unknown_shop_gives_way_to_others_with_the_same_thing() -> None:
    home = await house(cards=0)
    turn = await home.say("在肯德基点一个汉堡")
    assert "没有找到“肯德基”" in turn["reply"]
    assert [option["title"] for option in options_of(turn)] == ["牛肉汉堡"]
    assert lines(await home.say("第一个")) == [("牛肉汉堡", 1)]
    assert "肯德基" not in (await home.say("少放盐"))["reply"]


async def test_what_nobody_sells_is_said_and_nothing_else_listed() -> None:
    home = await house(cards=0)
    turn = await home.say("点一份佛跳墙")
    assert (options_of(turn), turn["asks"]) == ([], "items")
    assert lines(await home.say("来一杯拿铁")) == [("拿铁", 1)]


def noodles() -> Town:
    city = town(moment("2026-02-09T14:30"))
    shop = merchant("陇上人家牛肉面", Trade.FOOD, 1500, aliases=("牛肉面",))
    city.merchants.append(shop)
    city.offers += [offer(shop, "手抓羊肉", 9100, "份"), offer(shop, "兰州牛肉面", 1600, "碗")]
    return city


@pytest.mark.parametrize(("said", "qty"), [("点一份牛肉面送到家", 1), ("来两份牛肉面", 2)])
async def test_a_dish_is_no_shop_that_is_named_after_it(said: str, qty: int) -> None:
    home = await house(cards=0, city=noodles())
    assert lines(await home.say(said)) == [("兰州牛肉面", qty)]


async def test_a_shop_is_a_shop() -> None:
    home = await house(cards=0, city=noodles())
    asked = await home.say("陇上人家牛肉面的手抓羊肉来一份")
    assert lines(asked) == [("手抓羊肉", 1)]


def by_night(now: str) -> Town:
    """The near tea shop closes at ten; a coffee bar and the far one never do."""
    city = town(moment(now))
    shut = Hours(time(9), time(22))
    city.merchants = [replace(each, hours=shut) if each.name in ("茶语", "晨咖") else each for each in city.merchants]
    return city


async def test_at_night_what_is_open_is_found() -> None:
    now = "2026-02-10T03:00"
    home = await house(now, cards=0, city=by_night(now))
    tea = await home.say("帮我点一杯奶茶")
    assert tea["quote"]["details"]["shop"] == "悠茶"
    other = await home.say("在茶语点一杯奶茶")
    assert "09:00" in other["reply"]
    assert {option["shop"] for option in options_of(other)} == {"悠茶"}


async def test_what_is_refused_is_not_in_the_name_of_what_is_put_forward() -> None:
    home = await house(cards=0)
    assert lines(await home.say("点一杯奶茶，不要珍珠")) == [("红豆奶茶", 1)]


async def test_a_street_said_with_its_label() -> None:
    home = await house(addresses={"家": "和平路18号"})
    await home.say("帮我点一杯奶茶，送到公司")
    assert (await home.say("公司在科技园路9号"))["quote"]["where"] == "公司 · 科技园路9号"


async def test_a_dish_of_a_closed_kitchen_is_no_ware_of_the_market() -> None:
    now = "2026-02-10T03:00"
    city = by_night(now)
    market = next(each for each in city.merchants if each.name == "鲜市")
    city.offers.append(offer(market, "拿铁", 900, "瓶"))
    closed = await (await house(now, cards=0, city=city)).say("来一杯拿铁")
    assert closed["quote"] is None
    assert "09:00" in closed["reply"]


async def test_at_night_when_all_is_closed_the_first_to_open_is_named() -> None:
    now = "2026-02-10T03:00"
    city = by_night(now)
    early = merchant("早咖", Trade.FOOD, 900, hours=Hours(time(6, 30), time(20)))
    city.merchants.append(early)
    city.offers.append(offer(early, "拿铁", 1500, groups=COFFEE))
    home = await house(now, cards=0, city=city)
    closed = await home.say("来一杯拿铁")
    assert "06:30" in closed["reply"]
    assert closed["quote"] is None
    assert lines(await home.say("那来一杯珍珠奶茶")) == [("珍珠奶茶", 1)]


async def test_a_conversation_that_rested_begins_anew() -> None:
    home = await house()
    first = await home.converse.say(home.user_id, "帮我点一杯奶茶", None, "1")
    home.clock.advance(timedelta(minutes=35))
    second = await home.converse.say(home.user_id, "来一杯拿铁", None, "2")
    assert second["conversation_id"] != first["conversation_id"]
    assert lines(second) == [("拿铁", 1)]
    assert "奶茶" not in second["reply"]
    assert await home.cards() == {"held": 1}
    done = await home.converse.say(home.user_id, "确认", None, "3")
    assert done["orders"][0]["paid_fen"] == 1
    after = await home.converse.say(home.user_id, "确认", None, "4")
    assert (after["quote"], await home.paid()) == (None, 1)


@pytest.mark.parametrize(("said", "shop"), [("第二个", "悠茶"), ("确认", "茶语"), ("两杯", "茶语")])
async def test_an_answer_after_a_rest_is_to_a_new_price(said: str, shop: str) -> None:
    home = await house()
    first = await home.converse.say(home.user_id, "帮我点一杯奶茶", None, "1")
    home.clock.advance(timedelta(minutes=35))
    again = await home.converse.say(home.user_id, said, None, "2")
    assert again["conversation_id"] == first["conversation_id"]
    assert "过期" in again["reply"]
    assert again["quote"]["details"]["shop"] == shop
    assert await home.paid() == 0


async def test_a_plain_box_of_eggs_is_put_forward() -> None:
    city = town(moment("2026-02-09T14:30"))
    market = next(each for each in city.merchants if each.name == "鲜市")
    more = [
        offer(market, "散装鸡蛋", 710, "斤", aliases=("鸡蛋",), sold=2900),
        offer(market, "鲜鸡蛋", 1270, "盒", aliases=("鸡蛋",)),
        offer(market, "鲜鸡蛋30枚", 3480, "板", aliases=("鸡蛋",), rating=49),
    ]
    city.offers += more
    home = await house(cards=0, city=city)
    turn = await home.say("买鸡蛋")
    assert lines(turn) == [("鲜鸡蛋", 1)]
    assert "鲜鸡蛋 1 盒 ¥12.70" in turn["reply"]


async def test_the_quote_is_said_before_the_others() -> None:
    home = await house()
    turn = await home.say("帮我点一杯奶茶")
    said = turn["reply"].split("\n")
    assert said[0].startswith("【茶语】珍珠奶茶")
    assert said[1:3] == ["配送费 ¥4.00，免单卡 −¥18.99", "实付 ¥0.01"]
    assert said[-2:] == ["说“确认”就下单。", "还有 1 个可选，说“第二个”就换。"]
    assert [block["kind"] for block in turn["blocks"]] == ["quote", "offers"]


async def test_a_list_is_shown_to_somebody_new_but_not_when_a_label_is_asked_about() -> None:
    home = await house(addresses={})
    assert len(options_of(await home.say("帮我点一杯奶茶"))) == 2
    home = await house(addresses={"家": "和平路18号"})
    assert options_of(await home.say("帮我点一杯奶茶，送到公司")) == []


async def test_cancelling_right_after_the_order_asks_first() -> None:
    home = await house()
    await home.say("帮我点一杯奶茶")
    await home.say("确认")
    assert (await home.say("取消"))["asks"] == "confirm_cancel"
