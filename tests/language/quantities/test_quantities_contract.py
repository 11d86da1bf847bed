"""Contract: the examples of the contract of the understander, kind by kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_cases import NOW

from bangwo.language.quantities import find, found_json

TIMES = [
    ("下周三下午三点到五点", {"from": "2026-02-11T15:00:00", "to": "2026-02-11T17:00:00"}),
    ("明早七点到八点之间", {"from": "2026-02-07T07:00:00", "to": "2026-02-07T08:00:00"}),
    ("晚上六点前", {"to": "2026-02-06T18:00:00"}),
    ("今晚8点左右", {"at": "2026-02-06T20:00:00", "approx": True}),
    ("明天晚上", {"from": "2026-02-07T18:00:00", "to": "2026-02-07T24:00:00"}),
    ("周末", {"from": "2026-02-07T00:00:00", "to": "2026-02-08T24:00:00"}),
    ("后天半夜", {"from": "2026-02-08T22:00:00", "to": "2026-02-09T02:00:00"}),
    ("3月1号到5号", {"from": "2026-03-01T00:00:00", "to": "2026-03-05T24:00:00"}),
    ("最晚13号", {"to": "2026-02-13T24:00:00"}),
    ("半小时后", {"at": "2026-02-06T10:30:00"}),
    ("一个半小时以内", {"to": "2026-02-06T11:30:00"}),
    ("8点", {"at": "2026-02-06T20:00:00"}),
    ("除夕", {"from": "2026-02-16T00:00:00", "to": "2026-02-16T24:00:00"}),
    ("初三", {"from": "2026-02-19T00:00:00", "to": "2026-02-19T24:00:00"}),
    ("情人节", {"from": "2026-02-14T00:00:00", "to": "2026-02-14T24:00:00"}),
    ("冬至", {"from": "2026-12-22T00:00:00", "to": "2026-12-22T24:00:00"}),
    ("5:30 tomorrow morning", {"at": "2026-02-07T05:30:00"}),
    ("before 7 tonight", {"to": "2026-02-06T19:00:00"}),
    ("February 13", {"from": "2026-02-13T00:00:00", "to": "2026-02-13T24:00:00"}),
]
OTHERS = [
    ("两斤排骨", [("amount", "两斤", {"value": 2, "unit": "斤"})]),
    ("半斤虾", [("amount", "半斤", {"value": 0.5, "unit": "斤"})]),
    ("斤半羊肉卷", [("amount", "斤半", {"value": 1.5, "unit": "斤"})]),
    ("一打鸡蛋", [("amount", "一打", {"value": 12})]),
    ("俩肉夹馍", [("amount", "俩", {"value": 2})]),
    ("三十块以内", [("money", "三十块以内", {"max_fen": 3000})]),
    ("三百到五百之间", [("money", "三百到五百之间", {"min_fen": 30000, "max_fen": 50000})]),
    ("八百以内", [("money", "八百以内", {"max_fen": 80000})]),
    ("不要超过一百二", [("money", "不要超过一百二", {"max_fen": 12000})]),
    ("under 400 a night", [("money", "under 400 a night", {"max_fen": 40000})]),
    ("住三晚", [("duration", "三晚", {"seconds": 259200})]),
    ("第三", [("ordinal", "第三", {"value": 3})]),
    ("百分之二十", [("percent", "百分之二十", {"value": 20})]),
    ("18号楼", [("number", "18", {"value": 18})]),
]


@pytest.mark.parametrize(("text", "found"), TIMES)
def test_times(text, found):
    (one,) = [found_json(each) for each in find(text, NOW)]
    assert one == {"kind": "time", "text": text, **found}


@pytest.mark.parametrize(("text", "found"), OTHERS)
def test_others(text, found):
    assert [found_json(each) for each in find(text, NOW)] == [
        {"kind": kind, "text": said, **rest} for kind, said, rest in found
    ]


@pytest.mark.parametrize("text", ["清淡一点", "五号电池", "3号楼", "一点都不辣"])
def test_no_time(text):
    assert not [each for each in find(text, NOW) if each.kind == "time"]


@given(st.integers(1, 12), st.integers(1, 28), st.integers(7, 22), st.sampled_from([0, 15, 30, 45]))
def test_a_full_date_reads_back(month, day, hour, minute):
    (one,) = find(f"2027年{month}月{day}日{hour}:{minute:02}", NOW)
    assert (one.at.month, one.at.day, one.at.hour, one.at.minute) == (month, day, hour, minute)


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两半点0123456789.:-/月日号周到前后内块元", max_size=24))
def test_never_raises(text):
    find(text, NOW)
