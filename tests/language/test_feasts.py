"""Feasts: the day of a holiday, and what a day is; by the calendar of sun and moon."""

from datetime import date, datetime

import pytest

from bangwo.adapters import tagger
from bangwo.core.clock import LOCAL
from bangwo.language import feasts
from bangwo.language.lexicon import Lexicon
from bangwo.language.understand import Ears, understand

NOW = datetime(2026, 2, 6, 10, tzinfo=LOCAL)
EARS = Ears(Lexicon.basic(), tagger.shipped())


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("今年中秋是哪天", "2026年9月25日"),
        ("中秋节是几月几号？", "2026年9月25日"),
        ("2027年春节是哪一天", "2027年2月6日"),
        ("除夕是哪天", "2026年2月16日"),
        ("10月1日是什么节", "国庆节，法定节假日"),
        ("10月1日是不是节假日", "国庆节，法定节假日"),
        ("10月2号放假吗", "在法定假期里"),
        ("2月14日是什么节日", "情人节，不是法定节假日"),
        ("明天是节假日吗", "周末"),
        ("8月20日是节假日吗", "不是节假日"),
    ],
)
def test_a_day_is_told(said: str, told: str) -> None:
    assert told in feasts.answer(said, "zh-Hans", NOW)
    (act,) = understand(said, NOW, EARS)
    assert (act.act, act.topic) == ("chat", "other"), "nothing is looked for to buy"


@pytest.mark.parametrize("said", ["国庆去北京的机票", "中秋的月饼", "明天的电影", "买两张除夕的票", "今天吃什么"])
def test_who_wants_something_that_day_is_no_asker(said: str) -> None:
    assert not feasts.asked(said)


@pytest.mark.parametrize(
    ("day", "off"),
    [
        (date(2026, 2, 15), False),
        (date(2026, 2, 16), True),  # New Year's eve
        (date(2026, 2, 19), True),
        (date(2026, 2, 20), False),
        (date(2026, 5, 2), True),
        (date(2026, 5, 3), False),
        (date(2026, 10, 3), True),
        (date(2026, 10, 4), False),
    ],
)
def test_days_of_rest_by_law(day: date, off: bool) -> None:
    assert feasts.off(day) is off
