"""Conversations about orders that were placed: cancelling, tracking, the same again."""

from fakes_city import House, house


async def ordered(cards: int = 1) -> House:
    home = await house(cards=cards)
    await home.say("点一杯美式,热的,随便哪家")
    await home.say("确认")
    return home


async def test_cancelling_is_asked_about_and_refunds_money_and_card() -> None:
    home = await ordered()
    asked = await home.say("刚才那单取消掉")
    assert asked["asks"] == "confirm_cancel"
    assert "美式" in asked["reply"]
    (order,) = (await home.say("对,取消"))["orders"]
    assert (order["state"], order["refunded_fen"]) == ("cancelled", 1)
    assert await home.cards() == {"granted": 1}


async def test_cancelling_is_thought_better_of() -> None:
    home = await ordered()
    await home.say("刚才那单取消掉")
    assert (await home.say("不取消了"))["orders"] == []
    (order,) = await home.store.orders(home.user_id, 5)
    assert order.state.value == "accepted"
    assert "已经下好了" in (await home.say("确认"))["reply"]


async def test_something_else_leaves_the_order_alone() -> None:
    home = await ordered(cards=2)
    await home.say("刚才那单取消掉")
    await home.say("帮我点一杯奶茶")
    await home.say("确认")
    assert [order.state.value for order in await home.store.orders(home.user_id, 5)] == ["accepted", "accepted"]


async def test_cancelling_without_an_order() -> None:
    home = await house()
    assert "没有找到" in (await home.say("刚才那单取消掉"))["reply"]


async def test_tracking() -> None:
    home = await ordered()
    told = await home.say("我的外卖到哪了")
    assert "商家已接单" in told["reply"]
    assert told["blocks"][0]["kind"] == "order"


async def test_the_same_again() -> None:
    home = await ordered(cards=0)
    again = await home.say("和上次一样再来一单")
    assert [(line["name"], line["options"]) for line in again["quote"]["lines"]] == [("美式", ["中杯", "热"])]
    await home.say("确认")
    first, second = await home.store.orders(home.user_id, 5)
    assert first.quote.lines == second.quote.lines


async def test_cards_are_counted() -> None:
    home = await house(cards=3)
    told = await home.say("我有几张免单卡")
    assert "3 张" in told["reply"]
    assert len(told["blocks"][0]["cards"]) == 3
    assert (told["quote"], told["orders"]) == (None, [])


async def test_a_card_is_kept_back_when_it_must_not_be_used() -> None:
    home = await house()
    assert (await home.say("帮我点一杯奶茶，不要用免单卡"))["quote"]["discounts"] == []
    assert await home.cards() == {"granted": 1}
