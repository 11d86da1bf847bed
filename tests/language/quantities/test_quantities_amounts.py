"""Amounts: a number and the measure word that goes with it."""
# ruff: noqa: E501

import pytest
from quantity_cases import found, only

AMOUNTS = [
    ("两斤", 2, "斤"), ("半斤", 0.5, "斤"), ("斤半", 1.5, "斤"), ("一斤半", 1.5, "斤"), ("二两", 2, "两"), ("三十个", 30, "个"), ("1.5升", 1.5, "升"),
    ("三点五公斤", 3.5, "公斤"), ("一打", 12, ""), ("半打", 6, ""), ("俩", 2, ""), ("a dozen", 12, ""), ("half a dozen", 6, ""),
    ("2 bottles of", 2, "bottle"), ("three cups of", 3, "cup"), ("两人份", 2, "人份"), ("101杯", 101, "杯"),
]  # fmt: skip
ABOUT = [("十几个", 10), ("二十多个", 20), ("十来斤", 10), ("两三个", 2), ("三五个", 3)]
WITHOUT = ["第三个", "T3份", "一家人", "半价", "俩口子", "四块五", "两居室", "打电话", "一人食"]


@pytest.mark.parametrize(("text", "value", "unit"), AMOUNTS)
def test_amounts(text, value, unit):
    assert only(text) == {"kind": "amount", "value": value, **({"unit": unit} if unit else {})}


@pytest.mark.parametrize(("text", "value"), ABOUT)
def test_about_so_many_give_the_least_and_say_so(text, value):
    assert only(text) == {"kind": "amount", "value": value, "unit": text[-1], "approx": True}


@pytest.mark.parametrize("text", WITHOUT)
def test_no_amount(text):
    assert "amount" not in {each["kind"] for each in found(text)}


@pytest.mark.parametrize(("text", "said"), [("牛腩煲仔饭*3,其中", "*3"), ("咖啡×2份", "×2份"), ("latte x2", " x2")])
def test_times_so_many(text, said):
    assert [each["text"] for each in found(text) if each["kind"] == "amount"] == [said]


def test_a_clock_time_and_heads_stand_side_by_side():
    assert [(each["kind"], each["text"]) for each in found("晚上七点三个人")] == [
        ("time", "晚上七点"),
        ("amount", "三个"),
    ]
