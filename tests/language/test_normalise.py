"""Normalise: one script, one width, one dialect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo.language.normalise import normalise, script

TABLE = [
    ("聽日夜晚有咩戲睇", "明天晚上有什么戏看"),
    ("幫我點兩杯珍珠奶茶", "帮我点两杯珍珠奶茶"),
    ("少甜走冰", "少糖去冰"),
    ("叉燒飯走葱", "叉烧饭不要葱"),
    ("買兩張飛", "买两张票"),
    ("12號去28號返", "12号去28号回"),
    ("勿要香菜", "不要香菜"),
    ("ＡＢＣ１２３", "ABC123"),
    ("帮我check一下明天的flight", "帮我查一下明天的航班"),
    ("no onion", "no onion"),
    ("买两涨票", "买两张票"),
    ("明天晚上七店半", "明天晚上七点半"),
    ("来一分水煮鱼", "来一份水煮鱼"),
    ("五分糖", "五分糖"),
    ("早上八点去苏州", "早上八点去苏州"),
    ("\u200b奶\ufeff茶", "奶茶"),
]


@pytest.mark.parametrize(("said", "plain"), TABLE)
def test_means(said, plain):
    assert normalise(said) == plain


@given(st.text(max_size=60))
def test_never_raises_and_scripting_twice_changes_nothing(text):
    normalise(text)
    assert script(script(text)) == script(text)


@given(st.lists(st.sampled_from([each for each, _ in TABLE] + ["，", "。", " ", "ok"]), max_size=6))
def test_twice_is_once(parts):
    once = normalise("".join(parts))
    assert normalise(once) == once
