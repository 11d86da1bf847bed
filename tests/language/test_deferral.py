"""Deferral: what puts a wish off, what it waits for, and what is left of the sentence."""

from datetime import datetime

import pytest

from bangwo.core.clock import LOCAL
from bangwo.language.dialogue.deferral import dropped, limit_said, listed, put_off

NOW = datetime(2026, 2, 9, 20, tzinfo=LOCAL)
NINE = "2026-02-10T08:00"


@pytest.mark.parametrize(
    ("text", "trigger", "most_fen", "at", "plain"),
    [
        ("有票了就买", "stock", 0, "", ""),
        ("惊蛰无声有票了就帮我买两张", "stock", 0, "", "惊蛰无声帮我买两张"),
        ("惊蟄無聲有票了就買兩張", "stock", 0, "", "惊蛰无声帮我买两张"),
        ("帮我买两张惊蛰无声，有票就买", "stock", 0, "", "帮我买两张惊蛰无声"),
        ("有货了就下单", "stock", 0, "", ""),
        ("buy a rice cooker when it is back in stock", "stock", 0, "", "buy a rice cooker"),
        ("降到20以下再下单", "price", 2000, "", ""),
        ("生椰拿铁降到20以下就买", "price", 2000, "", "帮我买生椰拿铁"),
        ("等价格降到15块再帮我买", "price", 1500, "", ""),
        ("充电宝降到80以下再买", "price", 8000, "", "帮我买充电宝"),
        ("不到二十块就买一杯拿铁", "price", 2000, "", "帮我买一杯拿铁"),
        ("便宜到9.9就买", "price", 990, "", ""),
        ("buy it when it drops below 20", "price", 2000, "", ""),
        ("buy a latte when it drops below 19.5", "price", 1950, "", "buy a latte"),
        ("明早8点帮我下单", "at", 0, NINE, ""),
        ("明早8点帮我下单一杯拿铁", "at", 0, NINE, "帮我买一杯拿铁"),
        ("明天早上八点准时帮我抢惊蛰无声的票", "at", 0, NINE, "帮我买惊蛰无声的票"),
    ],
)
def test_what_is_put_off(text: str, trigger: str, most_fen: int, at: str, plain: str) -> None:
    put = put_off(text, NOW)
    assert put is not None
    assert (put.off.trigger, put.off.most_fen, put.off.at, put.plain) == (trigger, most_fen, at, plain)


@pytest.mark.parametrize(
    "text",
    [
        "帮我点一杯20以下的拿铁",
        "明早8点送到",
        "帮我订明天晚上8点的电影票",
        "买20以内的充电宝",
        "还有票吗",
        "有票吗，有的话帮我看看",
        "order me a latte at 8 tomorrow morning",
        "预算300",
        "下单",
    ],
)
def test_what_is_wanted_now_is_not_put_off(text: str) -> None:
    assert put_off(text, NOW) is None


@pytest.mark.parametrize(
    "text", ["我有哪些预约单", "我的预约", "看看我的预约单", "what am i waiting for", "我有什么预约单吗"]
)
def test_what_waits_is_asked_for(text: str) -> None:
    assert listed(text)


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("不用等了", ""),
        ("取消预约", ""),
        ("不用等拿铁了", "拿铁"),
        ("取消拿铁的预约", "拿铁"),
        ("stop waiting", ""),
        ("取消订单", None),
    ],
)
def test_what_waits_is_given_up(text: str, which: str | None) -> None:
    assert dropped(text) == which


@pytest.mark.parametrize(
    ("text", "fen"), [("20", 2000), ("二十块以内", 2000), ("最多20块", 2000), ("50以内", 5000), ("好的", 0)]
)
def test_a_limit_is_a_sum(text: str, fen: int) -> None:
    assert limit_said(text, NOW) == fen
