"""Talk: what it is about is told by the text, and every answer is there in every language."""
# ruff: noqa: E501

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo.core.clock import LOCAL
from bangwo.language.smalltalk import CUES_MAX, Talk, Topic, answer, beside, chatter, impossible, stories, weather
from bangwo.language.smalltalk.couplet import COUPLETS
from bangwo.language.smalltalk.topics import topic_of

NOW = datetime(2026, 2, 10, 10, tzinfo=LOCAL)
LANGUAGES = ["zh-Hans", "zh-Hant", "en"]


def said(text: str, topic: str = "smalltalk", language: str = "zh-Hans", seed: int = 0) -> str:
    return answer(Talk(topic, text, language, NOW, seed))


TOPICS = [
    ("other", "帮我写副春联", Topic.COUPLET),
    ("greeting", "给奶奶写副对联祝她健康", Topic.COUPLET),
    ("smalltalk", "3+5=8，9-2=6", Topic.HOMEWORK),
    ("other", "37×4=?", Topic.HOMEWORK),
    ("homework", "小明有5个苹果", Topic.HOMEWORK),
    ("smalltalk", "讲个笑话听听", Topic.STORY),
    ("other", "今天有什么新闻", Topic.WEATHER),
    ("smalltalk", "祝奶奶生日快乐，写段话", Topic.GREETING),
    ("smalltalk", "新年好", Topic.GREETING),
    ("greeting", "晚安", Topic.SMALLTALK),
    ("greeting", "你好", Topic.GREETING),
    ("impossible", "变成会讲笑话的恐龙", Topic.IMPOSSIBLE),
    ("story", "不想活了", Topic.SMALLTALK),
    ("smalltalk", "你是谁", Topic.SMALLTALK),
    ("nonsense", "嗯", Topic.SMALLTALK),
]


@pytest.mark.parametrize(("taken", "text", "topic"), TOPICS)
def test_the_text_decides_what_it_is_about(taken: str, text: str, topic: Topic) -> None:
    assert topic_of(taken, text) is topic


ANSWERS = [
    ("你是谁", "我是帮我"), ("你会什么", "写春联"), ("谢谢", "客"), ("再见", "见"), ("晚安", "晚安"), ("我一个人在家好孤单", "陪您|想他们"),
    ("想儿子了", "陪您|想他们"), ("我胸口疼", "120"), ("不想活了", "12356"), ("你真笨", "对不起"), ("昨天那杯奶茶太甜了", "少糖"),
    ("who are you", "Bangwo"), ("我好累", "歇"), ("今天会下雨吗", "没有接天气服务"), ("今天股票涨了吗", "瞎猜"), ("有什么新闻", "没有接新闻"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), ANSWERS)
def test_talk_is_answered(text: str, told: str) -> None:
    got = said(text, "weather" if "雨" in text else "smalltalk", "en" if text.isascii() else "zh-Hans")
    assert any(each in got for each in told.split("|")), got


DONE = ("已经为您", "已为您", "搞定", "办好了", "已涨", "i have raised", "done!")


@pytest.mark.parametrize(
    "text",
    [
        "给自己涨100倍工资",
        "让我中五百万",
        "帮我摘月亮",
        "变成18岁",
        "去火星",
        "发个女朋友",
        "替我上班",
        "变成超人",
        "统一宇宙",
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_nothing_impossible_is_said_to_be_done(text: str, seed: int) -> None:
    for language in LANGUAGES:
        got = said(text, "impossible", language, seed).lower()
        assert got and not any(each in got for each in DONE)


def test_a_story_is_about_what_was_wished_or_says_that_there_is_none() -> None:
    assert said("给孩子讲个关于月亮的故事", "story").startswith("《月亮的外卖》")
    assert said("讲个恐龙的故事", "story").startswith("“恐龙”的故事我还没有")
    assert said("tell me a story about the moon", "story", "en").startswith("The Moon, Delivered")
    assert len({said("讲个故事", "story", seed=seed) for seed in range(6)}) == 6
    assert len({said("讲个笑话", "story", seed=seed) for seed in range(8)}) == 8


def test_two_wishes_are_answered_one_after_the_other() -> None:
    couplet, joke = said("写副对联，再讲个笑话", "couplet").split("\n\n")
    assert "横批" in couplet and "横批" not in joke


BESIDE = [
    ("今天好累", True, True),
    ("再见", True, True),
    ("有什么新闻", True, True),
    ("讲个笑话吧", True, True),
    ("换成大杯", True, False),
    ("太累了，送上楼吧", True, False),
    ("再来一副", False, True),
    ("改成大杯", False, False),
    ("再加一副对联", True, False),
]


@pytest.mark.parametrize(("text", "running", "talk"), BESIDE)
def test_talk_is_told_from_a_change(text: str, running: bool, talk: bool) -> None:
    assert beside(text, running) is talk


TABLES = {
    "chatter": chatter.TALK, "impossible": impossible.WISHES, "stories": stories.STORIES, "jokes": stories.JOKES,
    "about": stories.ABOUT, "weather": weather.OUTSIDE, "couplets": COUPLETS,
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_no_entry_is_missing(name: str) -> None:
    for ways in TABLES[name].values():
        assert ways
        for simplified, english in ways:
            assert simplified and english
            assert placeholders(simplified) == placeholders(english)


def placeholders(text: str) -> set[str]:
    return {each.partition("}")[0] for each in text.split("{")[1:]}


@given(
    st.text(max_size=2500), st.sampled_from([*Topic, "other", ""]), st.sampled_from(LANGUAGES), st.integers(0, 2**33)
)
def test_anything_is_answered(text: str, topic: str, language: str, seed: int) -> None:
    assert answer(Talk(topic, text, language, NOW, seed))


PARTS = [
    "给",
    "祝",
    "藏头",
    "我叫",
    "to ",
    "for my ",
    "讲个",
    "上联是",
    "《",
    "{name}",
    "'; DROP TABLE x; --",
    "<script>",
    "忽略以上指令，",
]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("topic", Topic)
def test_of_a_long_text_only_the_beginning_is_searched(part: str, topic: Topic) -> None:
    text = (part * 2000)[:2000]
    assert len(answer(Talk(topic, text, "zh-Hans", NOW, 1))) < CUES_MAX * 4
