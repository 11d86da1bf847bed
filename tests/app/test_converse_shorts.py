"""A few words that are clear in a running conversation, or after an order."""

from datetime import timedelta

import pytest

from fakes_city import House, house, options_of


async def tea(cards: int = 1) -> House:
    home = await house(cards=cards)
    await home.say("帮我点一杯奶茶")
    return home


async def film() -> House:
    home = await house("2026-02-10T10:00", cards=0)
    await home.say("明天下午两点半的熊出没，一张")
    return home


@pytest.mark.parametrize("said", ["不用卡", "这次别用免单卡", "no card please", "不用券"])
async def test_without_the_card_and_with_it_again(said: str) -> None:
    home = await tea()
    assert (await home.say(said))["quote"]["discounts"] == []
    assert len((await home.say("用卡吧"))["quote"]["discounts"]) == 1


@pytest.mark.parametrize("said", ["two please", "make it two", "just two", "Make that 2."])
async def test_so_many_in_english(said: str) -> None:
    assert (await (await tea()).say(said))["quote"]["lines"][0]["qty"] == 2
    assert len((await (await film()).say(said))["quote"]["details"]["seats"]) == 2


@pytest.mark.parametrize("said", ["the second one", "换一家", "another one please"])
async def test_another_one(said: str) -> None:
    assert (await (await tea()).say(said))["quote"]["details"]["shop"] == "悠茶"


async def test_there_is_no_other() -> None:
    home = await house()
    await home.say("点一个牛肉汉堡")
    told = await home.say("换一家")
    assert "别的没有了" in told["reply"]
    assert told["quote"] is not None


@pytest.mark.parametrize("said", ["随便", "哪个都行", "你定吧", "whatever"])
async def test_whichever_takes_the_first_and_keeps_what_is_on_the_table(said: str) -> None:
    home = await house(cards=0)
    listed = await home.say("有什么奶茶")
    assert listed["quote"] is None
    taken = await home.say(said)
    assert taken["quote"]["lines"][0]["name"] == options_of(listed)[0]["title"]
    assert (await home.say(said))["quote"]["id"] == taken["quote"]["id"]


async def test_too_dear_takes_the_cheapest_and_says_so_when_it_is_that_already() -> None:
    home = await tea(cards=0)
    assert (await home.say("太贵了"))["quote"]["details"]["shop"] == "悠茶"
    told = await home.say("还是太贵了")
    assert "最便宜" in told["reply"]
    assert told["quote"]["details"]["shop"] == "悠茶"


@pytest.mark.parametrize(
    ("said", "row"),
    [("倒数第二排", 9), ("换成倒数第三排", 8), ("换成最后一排", 10), ("the second to last row", 9), ("last row", 10)],
)
async def test_rows_from_the_back(said: str, row: int) -> None:
    assert (await (await film()).say(said))["quote"]["details"]["seats"][0]["row"] == row


async def test_never_mind() -> None:
    home = await tea()
    assert (await home.say("never mind"))["quote"] is None
    assert "nothing is waiting" in (await home.say("never mind"))["reply"]


@pytest.mark.parametrize("said", ["我的地址有哪些", "我有哪些地址", "what are my addresses", "我的地址有哪些？"])
async def test_addresses(said: str) -> None:
    home = await house()
    assert "和平路18号" in (await home.say(said))["reply"]


async def test_the_same_order_again() -> None:
    home = await tea()
    await home.say("确认")
    again = await home.say("再来一单")
    assert again["quote"]["lines"][0]["name"] == "珍珠奶茶"
    assert await home.paid() == 1


async def yesterday() -> House:
    home = await tea(cards=0)
    await home.say("第二个")
    await home.say("确认")
    home.clock.advance(timedelta(days=1))
    home.conversation_id = None
    return home


@pytest.mark.parametrize("said", ["还是昨天那家", "就昨天点的那家店吧", "the same place as yesterday", "還是上次那家"])
async def test_the_shop_of_yesterday(said: str) -> None:
    home = await yesterday()
    assert (await home.say("点一杯红豆奶茶"))["quote"] is not None
    await home.say("算了")
    await home.say("点一杯珍珠奶茶")
    assert (await home.say(said))["quote"]["details"]["shop"] == "悠茶"


@pytest.mark.parametrize("said", ["还是昨天那家", "和昨天一样", "老样子", "same as last time"])
async def test_with_nothing_begun_it_is_the_same_order(said: str) -> None:
    home = await yesterday()
    again = await home.say(said)
    assert (again["quote"]["details"]["shop"], again["asks"]) == ("悠茶", "confirm")


@pytest.mark.parametrize("said", ["太贵了", "换一家", "不用卡"])
async def test_after_an_order_it_is_said_that_it_cannot_be_changed(said: str) -> None:
    home = await tea()
    await home.say("确认")
    assert "已经下的单改不了" in (await home.say(said))["reply"]


@pytest.mark.parametrize(
    "said",
    ["我的单到哪了", "到哪了", "where is my order", "我那单现在到哪里", "还要多久能到", "订单号是多少", "我張單去到邊"],
)
async def test_where_the_order_is(said: str) -> None:
    home = await tea()
    await home.say("确认")
    assert "珍珠奶茶" in (await home.say(said))["reply"]


@pytest.mark.parametrize("said", ["多少钱", "这个多少钱啊", "how much is it?"])
async def test_the_price_is_said_again(said: str) -> None:
    home = await tea()
    before = (await home.say("两杯"))["quote"]
    told = await home.say(said)
    assert told["quote"] == before
    assert "¥" in told["reply"]


@pytest.mark.parametrize("said", ["等等，不要了", "算了，不想喝了，退了吧", "唔要喇"])
async def test_what_is_not_ordered_yet_is_given_up(said: str) -> None:
    home = await tea()
    assert (await home.say(said))["quote"] is None
    assert await home.cards() == {"granted": 1}


async def test_what_is_not_ordered_yet_is_nowhere() -> None:
    home = await tea()
    assert "还没有下单" in (await home.say("我刚才点的奶茶到哪了"))["reply"]


async def test_yes_in_cantonese() -> None:
    home = await tea()
    await home.say("確認")
    await home.say("取消")
    assert "已取消" in (await home.say("係"))["reply"]


async def test_nearer_than_the_nearest() -> None:
    home = await tea()
    assert "最近" in (await home.say("换一家近一点的"))["reply"]
