"""Standing orders: said back, agreed to, ordered once within their limit, and told at the next turn."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bangwo.app.drafting import Drafting
from bangwo.app.headless import Headless
from bangwo.app.once import Command
from bangwo.app.standings import Standings
from bangwo.app.wishes import Wishes
from bangwo.core.errors import Code, Conflict, Refused
from bangwo.domain.money import Money
from bangwo.domain.standing import Standing, StandingState
from fakes_city import House, house


def worker(home: House) -> Standings:
    """A worker over the same world."""
    converse = home.converse

    async def drafting() -> Drafting:
        return Drafting(home.index, {"town": home.provider}, home.places, converse.market, home.ids)

    headless = Headless(home.store, {"town": home.provider}, drafting, home.clock, home.ids)
    return Standings(home.store, home.till, headless, {"town": home.provider}, home.clock, home.ids)


async def the_one(home: House) -> Standing:
    (standing,) = await home.store.standings(home.user_id, 9)
    return standing


async def agreed(text: str, **more: object) -> House:
    home = await house(**more)
    said = await home.say(text)
    assert said["asks"] == "confirm", said["reply"]
    assert (said["quote"], await home.store.standings(home.user_id, 9)) == (None, [])
    assert "约好了" in (await home.say("确认"))["reply"]
    assert await home.store.orders(home.user_id, 9) == []
    return home


async def test_a_price_is_waited_for_and_the_limit_is_kept() -> None:
    home = await agreed("奶茶降到5块以下再下单")
    work = worker(home)
    for _ in range(3):
        home.clock.advance(timedelta(minutes=3))
        assert await work.run_due() == 1
    assert await home.store.orders(home.user_id, 9) == []
    standing = await the_one(home)
    assert (standing.most.fen, standing.state, len(standing.picked)) == (500, StandingState.WAITING, 1)
    assert standing.jws


async def test_it_is_ordered_once_it_costs_no_more_than_that() -> None:
    home = await agreed("奶茶降到10块以下再下单")
    (picked,) = (await the_one(home)).picked
    home.city.change(picked, price=Money(600))
    home.clock.advance(timedelta(minutes=3))
    assert await worker(home).run_due() == 1
    (order,) = await home.store.orders(home.user_id, 9)
    assert [line.offer_ref for line in order.quote.lines] == [picked]
    assert order.paid.fen <= 1000


async def test_a_moment_is_ordered_once_and_told_once() -> None:
    home = await agreed("明天上午10点帮我下单一杯奶茶")
    work = worker(home)
    assert await work.run_due() == 0
    home.clock.advance(timedelta(hours=19, minutes=31))
    assert await work.run_due() == 1
    (order,) = await home.store.orders(home.user_id, 9)
    standing = await the_one(home)
    assert (standing.state, standing.order_ids) == (StandingState.ORDERED, (order.order_id,))
    assert order.paid.fen <= standing.most.fen
    assert order.quote.discounts == ()  # a card is not used unasked
    home.clock.advance(timedelta(seconds=6))
    assert await work.run_due() == 1
    assert (await the_one(home)).state is StandingState.DONE
    home.clock.advance(timedelta(hours=1))
    assert await work.run_due() == 0
    told = (await home.say("你好"))["reply"]
    assert order.order_id in told
    assert order.order_id not in (await home.say("你好"))["reply"]
    assert len(await home.store.orders(home.user_id, 9)) == 1


async def test_two_workers_and_a_dead_one_order_once() -> None:
    home = await agreed("明天上午10点帮我下单一杯奶茶")
    home.clock.advance(timedelta(hours=19, minutes=31))
    due = await home.store.due_standings(home.clock.now(), 9)
    mine = await worker(home)._written(due[0].tried(home.clock.now()))  # and it dies here
    assert await worker(home).run_due() == 0  # its lease runs
    home.clock.advance(timedelta(minutes=2))
    await asyncio.gather(*(worker(home).run_due() for _ in range(3)))
    slow = await worker(home)._priced(mine)
    assert slow is not None
    with pytest.raises(Conflict):
        await worker(home)._ordered(mine, slow)  # the dead one was only slow
    assert len([each for each in await home.store.orders(home.user_id, 9) if each.paid]) == 1


async def test_what_is_over_the_limit_by_a_fen_is_not_ordered() -> None:
    home = await agreed("明天上午10点帮我下单一杯奶茶")
    standing = await the_one(home)
    home.clock.advance(timedelta(hours=19, minutes=31))
    work = worker(home)
    dearer = replace(standing, most=replace(standing.most, fen=standing.most.fen - 1))
    assert await work._priced(dearer) is None
    assert await work._priced(standing) is not None


@pytest.mark.parametrize("late", [timedelta(hours=22), timedelta(days=40)])
async def test_a_moment_that_was_slept_through_is_not_made_up_for(late: timedelta) -> None:
    home = await agreed("明天上午10点帮我下单一杯奶茶")
    home.clock.advance(late)
    assert await worker(home).run_due() == 1
    assert ((await the_one(home)).state, await home.store.orders(home.user_id, 9)) == (StandingState.EXPIRED, [])
    assert "没有等到" in (await home.say("你好"))["reply"]


async def test_a_clock_that_jumps_back_orders_nothing_early() -> None:
    home = await agreed("明天上午10点帮我下单一杯奶茶")
    standing = await the_one(home)
    early = replace(standing, next_at=home.clock.now())
    assert (await worker(home).look_after(early)).next_at == standing.at
    assert await home.store.orders(home.user_id, 9) == []


async def test_not_wanted_any_more() -> None:
    home = await agreed("奶茶降到5块以下再下单")
    assert "奶茶" in (await home.say("我有哪些预约单"))["reply"]
    assert "不等" in (await home.say("不用等了"))["reply"]
    assert (await the_one(home)).state is StandingState.CANCELLED
    home.clock.advance(timedelta(days=1))
    assert await worker(home).run_due() == 0
    assert "没有在等" in (await home.say("我有哪些预约单"))["reply"]
    with pytest.raises(Refused) as refused:
        await Wishes(home.store).cancel(Command(home.user_id, "k", "d"), (await the_one(home)).standing_id)
    assert refused.value.code is Code.STANDING_OVER


async def test_what_can_be_had_now_is_quoted_now() -> None:
    home = await house()
    said = await home.say("奶茶降到100以下再下单")
    assert said["quote"] is not None
    assert said["reply"].startswith("现在就有")
    assert "下单成功" in (await home.say("确认"))["reply"]
    assert await home.store.standings(home.user_id, 9) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("有票了就买", "要等着买什么"),
        ("今天早上8点帮我下单一杯奶茶", "已经过去"),
        ("不用等了", "没有"),
        ("我的预约单", "没有在等"),
    ],
)
async def test_bad_wishes_are_told_and_nothing_stands(text: str, said: str) -> None:
    home = await house()
    assert said in (await home.say(text))["reply"]
    assert await home.store.standings(home.user_id, 9) == []


async def test_a_limit_that_is_not_known_is_asked_for() -> None:
    home = await house()
    asked = await home.say("《没有这部片》有票了就帮我买两张")
    assert (asked["asks"], "最多付多少" in asked["reply"]) == ("limit", True)
    back = await home.say("100以内")
    assert back["asks"] == "confirm", back["reply"]
    assert "¥100.00" in back["reply"]
    await home.say("确认")
    standing = await the_one(home)
    assert (standing.trigger, standing.most.fen, standing.wanted.count) == ("stock", 10_000, 2)
    home.clock.advance(timedelta(minutes=2))
    assert await worker(home).run_due() == 1
    assert await home.store.orders(home.user_id, 9) == []


async def test_an_order_that_comes_to_nothing_lets_the_wish_wait_on() -> None:
    home = await agreed("明天上午10点帮我下单一杯奶茶")
    home.clock.advance(timedelta(hours=19, minutes=31))
    home.payments.refuses = True
    work = worker(home)
    await work.run_due()
    home.clock.advance(timedelta(seconds=6))
    await work.run_due()
    assert (await the_one(home)).state is StandingState.WAITING
    home.payments.refuses = False
    home.clock.advance(timedelta(minutes=2))
    await work.run_due()
    orders = await home.store.orders(home.user_id, 9)
    assert sorted(each.state.value for each in orders)[-1] == "failed"
    assert len([each for each in orders if each.paid]) == 1
