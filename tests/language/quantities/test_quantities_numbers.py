"""Numbers: numerals of every script, fractions, percentages, ordinals."""
# ruff: noqa: E501

import pytest
from quantity_cases import found, only

from bangwo.language.quantities import find_numbers
from bangwo.language.quantities.numbers import read

NUMERALS = [
    ("零", 0), ("两", 2), ("十", 10), ("十五", 15), ("廿五", 25), ("一百零五", 105), ("一百五", 150), ("两千四百五", 2450), ("一万三", 13_000),
    ("百三", 130), ("三百五十万", 3_500_000), ("四万亿", 4 * 10**12), ("五亿零六", 500_000_006), ("拾万零五十六", 100_056), ("壹佰伍拾", 150),
    ("肆佰陆拾", 460), ("5万4千6百", 54_600), ("3万4000", 34_000), ("1.5万", 15_000), ("4.78万亿", 4_780_000_000_000), ("二零二六", 2026),
    ("10万万", 10**9), ("1,050,000,000", 1_050_000_000), ("十几", 10), ("二十几万", 200_000), ("一千多万", 10_000_000), ("三点一四", 3.14),
    ("四百点零五", 400.05), ("7 万5 千4 百", 75_400), ("一百 五 十 二", 152), (".5", 0.5), ("a", 1), ("half", 0.5), ("twelve", 12),
]  # fmt: skip
NO_NUMERALS = ["", "四川", "万", "千问", "百度", "队伍", "一点", "五十千", "三个", "两两", "二百二百", "1.2.3", "3-4"]
NUMBERS = [
    ("三分之一", [1 / 3]), ("一又二分之一", [1.5]), ("负3分之157", [-157 / 3]), ("3/5", [0.6]), ("1 3/5", [1.6]), ("2^-1", [0.5]),
    ("-1e1", [-10]), ("40k", [40_000]), ("负三十二", [-32]), ("半百", [50]), ("五十打", [600]), ("三双", [3]), ("一点两小时", [1, 2]),
    ("这不是五这是二百零一", [5, 201]), ("我家在四川", []), ("小明每天收拾房间", []), ("一切", []), ("A20210721", []),
    ("https://example.test/a?b=12%2020", []),
]  # fmt: skip
PLAIN = [
    ("第三", {"kind": "ordinal", "value": 3}), ("第3万", {"kind": "ordinal", "value": 30_000}),
    ("百分之二十", {"kind": "percent", "value": 20}), ("千分之2.4", {"kind": "percent", "value": 0.24}),
    ("百分之百", {"kind": "percent", "value": 100}), ("-22.2%", {"kind": "percent", "value": -22.2}),
    ("六个百分点", {"kind": "percent", "value": 6}), ("八折", {"kind": "percent", "value": 80}),
    ("八五折", {"kind": "percent", "value": 85}), ("6.5折", {"kind": "percent", "value": 65}),
    ("七成六", {"kind": "percent", "value": 76}), ("三成半", {"kind": "percent", "value": 35}),
    ("三分之一", {"kind": "number", "value": 1 / 3}), ("-3", {"kind": "number", "value": -3}), ("2^10", {"kind": "number", "value": 1024}),
]  # fmt: skip
WITHOUT_PERCENT = ["七成熟", "十折", "二三十个百分点", "成都", "折叠"]


@pytest.mark.parametrize(("text", "value"), NUMERALS)
def test_a_numeral_has_its_value(text, value):
    assert read(text) == value


@pytest.mark.parametrize("text", NO_NUMERALS)
def test_no_numeral(text):
    assert read(text) is None


@pytest.mark.parametrize(("text", "values"), NUMBERS)
def test_numbers_whatever_they_count(text, values):
    assert [each.value for each in find_numbers(text)] == pytest.approx(values)


@pytest.mark.parametrize(("text", "wanted"), PLAIN)
def test_plain(text, wanted):
    assert only(text) == pytest.approx(wanted)


@pytest.mark.parametrize("text", WITHOUT_PERCENT)
def test_no_percentage(text):
    assert "percent" not in {each["kind"] for each in found(text)}


def test_half_off_is_a_percentage_only_behind_its_verb():
    assert [each["text"] for each in found("打对折,对折")] == ["对折"]
