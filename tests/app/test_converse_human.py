"""Somebody wants a person: in words, with the number and the place told, and the answer at the next turn."""

import pytest

from bangwo.app.casework import Casework
from bangwo.app.redress import Redress
from bangwo.domain.operator import Operator, Role
from fakes_city import house, moment

ANN = Operator("ann", Role.AGENT, "", moment("2026-02-09T10:00"), version=1)


@pytest.mark.parametrize("text", ["转人工", "找客服", "talk to a person", "我要找真人", "轉人工"])
async def test_a_wish_for_a_person_opens_one_case(text: str) -> None:
    home = await house()
    told = await home.say(text)
    (case,) = await home.store.cases(home.user_id, 9)
    assert (case.kind, case.order_id, case.said) == ("handoff", "", text)
    assert case.number in told["reply"]
    assert [each["kind"] for each in told["blocks"]] == ["case"]
    again = await home.say("转人工")
    assert case.number in again["reply"]
    assert len(await home.store.cases(home.user_id, 9)) == 1


@pytest.mark.parametrize("text", ["东西坏了", "奶茶洒了", "我要投诉", "收到的奶茶洒了", "it arrived broken"])
async def test_what_came_broken_is_a_dispute_about_the_order(text: str) -> None:
    home = await house()
    await home.say("帮我点一杯奶茶")
    ordered = await home.say("确认")
    told = await home.say(text)
    (case,) = await home.store.cases(home.user_id, 9)
    assert (case.kind, case.order_id) == ("dispute", ordered["orders"][0]["id"])
    assert case.number in told["reply"]


@pytest.mark.parametrize("text", ["东西坏了", "手机坏了，帮我买一个充电宝", "帮我点一杯奶茶", "昨天的电影真好看"])
async def test_what_is_no_wish_for_a_person_opens_nothing(text: str) -> None:
    home = await house()
    await home.say(text)
    assert await home.store.cases(home.user_id, 9) == []


async def test_an_appeal_with_no_frozen_card_says_so() -> None:
    home = await house()
    assert "冻结" in (await home.say("我要申诉"))["reply"]
    assert await home.store.cases(home.user_id, 9) == []


async def test_a_reply_begins_the_next_turn_and_is_told_once() -> None:
    home = await house()
    await home.say("转人工")
    (case,) = await home.store.cases(home.user_id, 9)
    redress = Redress(home.store, home.payments, home.clock, home.ids)
    work = Casework(home.store, redress, home.clock, home.ids)
    await work.take(ANN, case.case_id)
    await work.reply(ANN, case.case_id, "您好，哪里不对？", "r1")
    told = (await home.say("转人工"))["reply"]
    assert told.startswith("人工回复") and "您好，哪里不对？" in told and "人工正在办" in told
    assert "您好，哪里不对？" not in (await home.say("帮我点一杯奶茶"))["reply"]
