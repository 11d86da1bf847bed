"""Money: prices in fen, bounds on them, and other currencies in their own."""
# ruff: noqa: E501

import pytest
from quantity_cases import NOW, found, only

from bangwo.language.quantities import find

PRICES = [
    ("三十块以内", {"max_fen": 3000}), ("八百以内", {"max_fen": 80_000}), ("不要超过一百二", {"max_fen": 12_000}),
    ("预算300", {"max_fen": 30_000}), ("至少两百块", {"min_fen": 20_000}), ("200以上", {"min_fen": 20_000}),
    ("三百到五百之间", {"min_fen": 30_000, "max_fen": 50_000}), ("80-100块", {"min_fen": 8000, "max_fen": 10_000}),
    ("七八百块", {"min_fen": 70_000, "max_fen": 80_000}), ("一千五上下", {"fen": 150_000, "approx": True}),
    ("五元三毛", {"fen": 530}), ("50元6角三分", {"fen": 5063}), ("15块5", {"fen": 1550}), ("两毛五", {"fen": 25}), ("三万五千块", {"fen": 3_500_000}),
    ("1000万元", {"fen": 1_000_000_000}), ("8亿元人民币", {"fen": 80_000_000_000}), ("人民币50元", {"fen": 5000}), ("¥300", {"fen": 30_000}),
    ("两千多块", {"fen": 200_000}), ("200 yuan", {"fen": 20_000}), ("two hundred yuan", {"fen": 20_000}),
    ("under 400 a night", {"max_fen": 40_000}),
]  # fmt: skip
FOREIGN = [
    ("1.0753美元", {"value": 1.0753, "currency": "USD"}), ("五百日元", {"value": 500, "currency": "JPY"}),
    ("两美元又三美分", {"value": 2.03, "currency": "USD"}), ("50欧元以内", {"most": 50, "currency": "EUR"}),
    ("100到200港币", {"least": 100, "most": 200, "currency": "HKD"}), ("$15.50", {"value": 15.5, "currency": "USD"}),
    ("twenty-five dollars", {"value": 25, "currency": "USD"}), ("至少100英镑", {"least": 100, "currency": "GBP"}),
]  # fmt: skip
PER = [
    ("人均四十左右", "person"), ("每张六百以内", "ticket"), ("五百到七百一晚", "night"), ("100-150元/人", "person"), ("一晚三百以内", "night"),
    ("一杯十元", "item"), ("under 400 a night", "night"), ("1500左右一晚", "night"),
]  # fmt: skip
NONE = [
    "一块老豆腐",
    "四块鸡",
    "五角大楼",
    "八角",
    "不超过5个人",
    "一等座",
    "T3",
    "MU5101",
    "第300",
    "三分糖",
    "42码",
    "1502室",
]


@pytest.mark.parametrize(("text", "wanted"), PRICES)
def test_prices(text, wanted):
    assert only(text) == {"kind": "money", **wanted}


@pytest.mark.parametrize(("text", "wanted"), FOREIGN)
def test_foreign_prices_are_never_fen(text, wanted):
    assert only(text) == {"kind": "money", **wanted}


@pytest.mark.parametrize(("text", "per"), PER)
def test_per(text, per):
    (one,) = find(text, NOW)
    assert (one.kind, one.per) == ("money", per)


@pytest.mark.parametrize("text", NONE)
def test_no_price(text):
    assert "money" not in {each["kind"] for each in found(text)}


def test_what_was_spent_is_money_though_it_could_be_pieces():
    assert [each["kind"] for each in found("花费我三块")] == ["money"]
    assert [each["kind"] for each in found("苹果三斤十二块")] == ["amount", "money"]


def test_a_full_width_comma_parts_two_prices():
    assert [each.get("value", each.get("fen")) for each in found("$20，300美元")] == [20, 300]
