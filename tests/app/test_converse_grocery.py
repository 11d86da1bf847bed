"""Conversations about groceries: units, missing items, and how many one may have."""

import pytest

from bangwo.domain.offer import Trade
from fakes_city import Town, house, merchant, offer, options_of


async def test_choosing_leads_to_a_quote() -> None:
    home = await house(cards=0)
    eggs = await home.say("买鸡蛋")
    assert [option["title"] for option in options_of(eggs)] == ["鲜鸡蛋10枚", "土鸡蛋"]
    assert (await home.say("第二个"))["quote"]["lines"][0]["name"] == "土鸡蛋"
    assert (await home.say("确认"))["orders"][0]["items"] == [{"name": "土鸡蛋", "qty": 1, "options": []}]


async def test_a_number_of_eggs_is_no_number_of_boxes() -> None:
    home = await house(cards=0)
    ten = await home.say("买10个鸡蛋")
    assert ten["quote"]["lines"][0] | {} == ten["quote"]["lines"][0]
    assert (ten["quote"]["lines"][0]["name"], ten["quote"]["lines"][0]["qty"]) == ("鲜鸡蛋10枚", 1)
    home = await house(cards=0)
    dozen = await home.say("买一打鸡蛋")
    assert (dozen["quote"], dozen["asks"]) == (None, "count")
    home = await house(cards=0)
    seven = await home.say("买7个鸡蛋")
    assert seven["quote"] is None
    assert "盒" in seven["reply"]


async def test_a_missing_item_is_said_and_never_dropped_silently() -> None:
    home = await house(cards=0)
    asked = await home.say("买一盒鸡蛋和一瓶酱油")
    assert (asked["quote"], asked["asks"]) == (None, "choice")
    assert "酱油" in asked["reply"]
    rest = await home.say("第一个")
    assert [line["name"] for line in rest["quote"]["lines"]] == ["鲜鸡蛋10枚"]


async def test_a_sold_out_item_is_said() -> None:
    home = await house(cards=0)
    alone = await home.say("买一袋大米")
    assert alone["quote"] is None
    assert "卖完" in alone["reply"]
    home = await house(cards=0)
    both = await home.say("买一箱牛奶和一袋大米")
    assert both["quote"] is None
    assert "卖完" in both["reply"]


def poultry() -> Town:
    """A market whose black-boned chicken is gone, with others of its kind, and three ducks."""
    market = merchant("鲜市", Trade.GROCERY, 1200)
    kind = {"tags": ("肉禽",)}
    offers = [
        offer(market, "乌鸡", 3000, "只", stock=0, **kind),
        offer(market, "土鸡", 3500, "只", **kind),
        offer(market, "牛腩", 5000, "斤", sold=900, **kind),
        offer(market, "麻鸭", 4000, "只", stock=3, **kind),
        offer(market, "鸡精", 900, "袋", tags=("调味",)),
    ]
    return Town([market], offers)


async def test_what_is_sold_out_is_said_and_others_of_its_kind_offered() -> None:
    home = await house(cards=0, city=poultry())
    gone = await home.say("买一只乌鸡")
    assert (gone["quote"], gone["asks"]) == (None, "choice")
    assert "乌鸡卖完了" in gone["reply"]
    assert [option["title"] for option in options_of(gone)] == ["土鸡", "牛腩", "麻鸭"]
    assert (await home.say("第一个"))["quote"]["lines"][0]["name"] == "土鸡"


async def test_fewer_than_wished_are_for_the_person_to_wish_for() -> None:
    home = await house(cards=0, city=poultry())
    short = await home.say("买5只麻鸭")
    assert (short["quote"], short["asks"]) == (None, "count")
    assert "麻鸭只剩 3 只" in short["reply"]
    assert (await home.say("确认"))["quote"] is None
    assert (await home.say("3只"))["quote"]["lines"][0]["qty"] == 3
    more = await home.say("改成4只")
    assert (more["quote"], more["asks"]) == (None, "count")


async def test_how_many_is_answered_for_the_item_that_was_asked_about() -> None:
    market = merchant("鲜市", Trade.GROCERY, 1200)
    offers = [
        offer(market, "排骨", 3000, "斤"),
        offer(market, "五花肉", 2500, "斤"),
        offer(market, "土鸡蛋", 2180, "盒", aliases=("鸡蛋",)),
    ]
    home = await house(cards=0, city=Town([market], offers))
    asked = await home.say("买3个五花肉和1盒鸡蛋")
    assert (asked["asks"], asked["quote"]) == ("count", None)
    assert "五花肉" in asked["reply"]
    quote = (await home.say("两斤"))["quote"]
    assert {line["name"]: line["qty"] for line in quote["lines"]} == {"五花肉": 2, "土鸡蛋": 1}


@pytest.mark.parametrize("said", ["牛奶不要了", "牛奶就不用了吧", "不要牛奶了", "唔要牛奶", "牛奶唔要喇"])
async def test_one_of_several_is_given_up(said: str) -> None:
    home = await house(cards=0)
    await home.say("买一盒鸡蛋和一箱牛奶")
    assert [line["name"] for line in (await home.say(said))["quote"]["lines"]] == ["鲜鸡蛋10枚"]


async def test_another_shop_is_looked_for_when_the_basket_has_changed() -> None:
    first, second = merchant("鲜市", Trade.GROCERY, 800), merchant("惠多", Trade.GROCERY, 1800)
    offers = [
        offer(first, "土鸡蛋", 2180, "盒", aliases=("鸡蛋",)),
        offer(first, "纯牛奶", 5900, "箱", aliases=("牛奶",)),
        offer(second, "土鸡蛋", 2080, "盒", aliases=("鸡蛋",)),
    ]
    home = await house(cards=0, city=Town([first, second], offers))
    assert (await home.say("买一盒鸡蛋和一箱牛奶"))["quote"]["details"]["shop"] == "鲜市"
    await home.say("牛奶不要了")
    assert (await home.say("换一家"))["quote"]["details"]["shop"] == "惠多"


async def test_a_taste_that_nobody_promises_is_said() -> None:
    home = await house(cards=0)
    asked = await home.say("点一杯清淡的奶茶")
    assert (asked["asks"], asked["quote"]) == ("choice", None)
    assert "清淡" in asked["reply"]
    assert (await home.say("第一个"))["quote"] is not None


@pytest.mark.parametrize("said", ["给我来101杯奶茶,一杯都不能少", "买100盒鸡蛋", "来0杯奶茶"])
async def test_too_many_or_none_at_all(said: str) -> None:
    home = await house()
    refused = await home.say(said)
    assert (refused["quote"], refused["asks"]) == (None, "count")
    assert "99" in refused["reply"]
    await home.say("确认")
    assert await home.paid() == 0


async def test_saying_what_is_wanted_after_all() -> None:
    home = await house()
    assert (await home.say("点外卖"))["asks"] == "items"
    assert (await home.say("奶茶"))["quote"] is not None
