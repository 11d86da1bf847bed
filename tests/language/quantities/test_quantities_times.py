"""Times: days, parts of the day, clock times, durations and what they reach."""
# ruff: noqa: E501

import pytest
from quantity_cases import NOW, at, between, day, found, only

from bangwo.language.quantities import find, spans

TIMES = [
    ("下周三下午三点到五点", between("2026-02-11T15:00:00", "2026-02-11T17:00:00")),
    ("今晚8点左右", {**at("2026-02-06T20:00:00"), "approx": True}), ("晚上六点前", {"kind": "time", "to": "2026-02-06T18:00:00"}),
    ("明天晚上", between("2026-02-07T18:00:00", "2026-02-07T24:00:00")), ("周六晚7点", at("2026-02-07T19:00:00")),
    ("后天半夜", between("2026-02-08T22:00:00", "2026-02-09T02:00:00")), ("早上五到六点", between("2026-02-07T05:00:00", "2026-02-07T06:00:00")),
    ("8点", at("2026-02-06T20:00:00")), ("17:55:23", at("2026-02-06T17:55:23")), ("十五时二十分", at("2026-02-06T15:20:00")),
    ("差一刻八点", at("2026-02-06T19:45:00")), ("八点差五分", at("2026-02-06T19:55:00")), ("今晨5点", at("2026-02-06T05:00:00")),
    ("今晚10点到明天早上6点", between("2026-02-06T22:00:00", "2026-02-07T06:00:00")), ("最晚13号", {"kind": "time", "to": "2026-02-13T24:00:00"}),
    ("半小时后", at("2026-02-06T10:30:00")), ("一个半小时以内", {"kind": "time", "to": "2026-02-06T11:30:00"}), ("两小时前", at("2026-02-06T08:00:00")),
    ("再过半小时", at("2026-02-06T10:30:00")), ("三点到明天五点", between("2026-02-06T15:00:00", "2026-02-07T17:00:00")),
    ("上个小时", between("2026-02-06T09:00:00", "2026-02-06T10:00:00")),
]  # fmt: skip
DAYS = [
    ("周末", "2026-02-07", "2026-02-08"), ("下下周三", "2026-02-18", None), ("上周三", "2026-01-28", None), ("下周", "2026-02-09", "2026-02-15"),
    ("3月1号到5号", "2026-03-01", "2026-03-05"), ("3到5号", "2026-03-03", "2026-03-05"), ("周一到周五", "2026-02-09", "2026-02-13"),
    ("三天前", "2026-02-03", None), ("五年前", "2021-02-06", None), ("一个半月后", "2026-03-21", None), ("过去十年", "2016-02-06", "2026-02-05"),
    ("上个月", "2026-01-01", "2026-01-31"), ("上上个月15号", "2025-12-15", None), ("去年三月", "2025-03-01", "2025-03-31"),
    ("前年", "2024-01-01", "2024-12-31"), ("下半年", "2026-07-01", "2026-12-31"), ("今年第一季度", "2026-01-01", "2026-03-31"),
    ("2027年3月上旬", "2027-03-01", "2027-03-10"), ("九十年代", "1990-01-01", "1999-12-31"), ("十九世纪七十年代", "1870-01-01", "1879-12-31"),
    ("2021年的第一周", "2021-01-04", "2021-01-10"), ("去年的前10天", "2025-01-01", "2025-01-10"), ("2026-03-07", "2026-03-07", None),
    ("26年3月7号", "2026-03-07", None), ("10月12号,星期一", "2026-10-12", None), ("12/1", "2026-12-01", None), ("1/2/2027", "2027-02-01", None),
    ("12月28号到1月3号", "2026-12-28", "2027-01-03"),
]  # fmt: skip
HOLIDAYS = [
    ("除夕", "2026-02-16"), ("初三", "2026-02-19"), ("腊月二十三", "2026-02-10"), ("正月十五", "2026-03-03"), ("情人节", "2026-02-14"),
    ("清明", "2026-04-05"), ("冬至", "2026-12-22"), ("母亲节", "2026-05-10"), ("明年春节", "2027-02-06"), ("2027年国庆", "2027-10-01"),
    ("端午前一天", "2026-06-18"), ("双十一", "2026-11-11"), ("mother's day", "2026-05-10"),
]  # fmt: skip
ENGLISH = [
    ("next saturday 5:30pm", at("2026-02-14T17:30:00")), ("in two hours", at("2026-02-06T12:00:00")), ("two hours ago", at("2026-02-06T08:00:00")),
    ("within the hour", {"kind": "time", "to": "2026-02-06T11:00:00"}), ("mar 3rd at 7pm", at("2026-03-03T19:00:00")),
    ("3rd of march", day("2026-03-03")), ("march 3, 2027", day("2027-03-03")), ("the 21st", day("2026-02-21")),
    ("the day after tomorrow", day("2026-02-08")), ("tomorrow morning", between("2026-02-07T06:00:00", "2026-02-07T09:00:00")),
    ("from monday to friday", day("2026-02-09", "2026-02-13")), ("from 3 to 5pm", between("2026-02-06T15:00:00", "2026-02-06T17:00:00")),
    ("3pm-5pm tomorrow", between("2026-02-07T15:00:00", "2026-02-07T17:00:00")),
    ("half past three", at("2026-02-06T15:30:00")), ("quarter to six", at("2026-02-06T17:45:00")), ("by noon", {"kind": "time", "to": "2026-02-06T12:00:00"}),
    ("before 7 tonight", {"kind": "time", "to": "2026-02-06T19:00:00"}), ("next week", day("2026-02-09", "2026-02-15")),
    ("in march", day("2026-03-01", "2026-03-31")), ("within 30 minutes", {"kind": "time", "to": "2026-02-06T10:30:00"}),
]  # fmt: skip
LENGTHS = [
    ("三晚", 259_200), ("半小时", 1800), ("半个月", 1_296_000), ("两年", 63_072_000), ("三年半", 110_376_000), ("一小时三十分钟", 5400),
    ("两天又一个月", 2_764_800), ("一年零三个月", 39_312_000), ("two and a half hours", 9000), ("45 minutes", 2700), ("for three nights", 259_200),
]  # fmt: skip
SIDES = [
    ("2018年以前", {"to": "2017-12-31T24:00:00"}), ("2018年之后", {"from": "2019-01-01T00:00:00"}), ("2018年开始", {"from": "2018-01-01T00:00:00"}),
    ("2013年及以前", {"to": "2013-12-31T24:00:00"}), ("2019年4月4日或之前", {"to": "2019-04-04T24:00:00"}),
    ("自2016年9月1日起", {"from": "2016-09-01T00:00:00"}), ("after 5 pm", {"from": "2026-02-06T17:00:00"}),
]  # fmt: skip
NO_TIME = [
    "清淡一点",
    "五号电池",
    "3号楼",
    "一点都不辣",
    "五月天",
    "三年级",
    "今日头条",
    "2月30日",
    "周杰伦",
    "提前三天",
]
SETS = [("每天", "P1D"), ("每周", "P1W"), ("每个月", "P1M"), ("每年", "P1Y"), ("every day", "P1D")]


@pytest.mark.parametrize(("text", "wanted"), TIMES + ENGLISH)
def test_times(text, wanted):
    assert only(text) == wanted


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_days(text, first, last):
    assert only(text) == day(first, last)


@pytest.mark.parametrize(("text", "date"), HOLIDAYS)
def test_holidays_are_the_next_to_come(text, date):
    assert only(text) == day(date)


@pytest.mark.parametrize(("text", "seconds"), LENGTHS)
def test_durations(text, seconds):
    (one,) = [each for each in found(text) if each["kind"] == "duration"]
    assert one["seconds"] == seconds


@pytest.mark.parametrize(("text", "wanted"), SIDES)
def test_before_and_after(text, wanted):
    assert only(text) == {"kind": "time", **wanted}


@pytest.mark.parametrize("text", NO_TIME)
def test_no_time(text):
    assert "time" not in {each["kind"] for each in found(text)}


@pytest.mark.parametrize(("text", "every"), SETS)
def test_what_comes_again_has_no_moment_and_no_span(text, every):
    assert only(text) == {"kind": "time", "every": every}
    assert not spans(text, NOW)


def test_what_comes_again_at_a_time_has_the_next_one():
    assert only("每周一下午八点") == {**at("2026-02-09T20:00:00"), "every": "P1W"}


def test_a_title_holds_no_time():
    assert [each["text"] for each in found("《午夜便利店》明晚《明日之后》")] == ["明晚"]


def test_a_later_time_takes_the_day_that_it_leaves_out():
    assert [each["at"] for each in found("明天上午九点,提前点吧八点四十")] == [
        "2026-02-07T09:00:00",
        "2026-02-07T08:40:00",
    ]


def test_days_side_by_side_are_two():
    assert [each["text"] for each in found("明天后天")] == ["明天", "后天"]


def test_a_range_never_ends_before_it_begins():
    assert [each["text"] for each in found("除夕到明天")] == ["除夕", "明天"]
    assert only("晚上11点到5点") == between("2026-02-06T23:00:00", "2026-02-07T05:00:00")


def test_what_is_known_of_a_time():
    one, other, third = find("周日三点,晚上,2026年", NOW)
    assert (one.grain, one.dated, one.clock, one.day) == ("minute", True, True, False)
    assert (other.grain, other.dated, other.clock) == ("part", False, False)
    assert (third.grain, third.dated, third.day) == ("year", True, False)
