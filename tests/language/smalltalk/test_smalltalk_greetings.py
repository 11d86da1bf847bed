"""Greetings: whom, what day, which tone and how long is read from the words or the date."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo.core.clock import LOCAL
from bangwo.language.smalltalk.greeting import answer, is_hello
from bangwo.language.smalltalk.greeting.reading import FESTIVALS, RELATIONS, near, occasion
from bangwo.language.smalltalk.greeting.table import DAY, HEAD, HELLO, MORE, NAMELESS, PERSON

NOW = datetime(2026, 2, 10, 10, tzinfo=LOCAL)

READ = [
    ("帮我给奶奶写段拜年的话", "spring", "elder", "奶奶", "warm", 1),
    ("给领导王总发条拜年短信，正式一点", "spring", "boss", "王总", "formal", 1),
    ("写一条祝福发给客户张女士", "spring", "client", "张女士", "formal", 1),
    ("给老同学写个俏皮的新年祝福", "spring", "friend", "老同学", "playful", 1),
    ("帮我写个生日祝福给女儿", "birthday", "child", "女儿", "warm", 1),
    ("祝我妈生日快乐，写段话", "birthday", "elder", "妈妈", "warm", 1),
    ("写段教师节祝福", "teachers", "", "", "warm", 1),
    ("给小王写个中秋祝福", "midautumn", "", "小王", "warm", 1),
    ("给爸妈写一段长一点的春节祝福", "spring", "elder", "爸妈", "warm", 2),
    ("帮我编一条20字以内的拜年短信", "spring", "", "", "warm", 0),
    ("同事Linda升职了，写句祝贺", "promotion", "colleague", "Linda", "warm", 1),
    ("给生病的朋友写几句早日康复的话", "illness", "friend", "朋友", "warm", 1),
    ("幫我給外婆寫拜年的話", "spring", "elder", "外婆", "warm", 1),
    ("draft a new year message to my colleague Linda", "spring", "colleague", "Linda", "warm", 1),
    ("write a funny birthday message for my friend Tom", "birthday", "friend", "Tom", "playful", 1),
    ("Write a birthday card for my mother", "birthday", "elder", "Mother", "warm", 1),
    ("a short formal christmas message to our clients", "christmas", "client", "Clients", "formal", 0),
]


@pytest.mark.parametrize(("text", "festival", "relation", "name", "tone", "length"), READ)
def test_the_occasion_is_read(text: str, festival: str, relation: str, name: str, tone: str, length: int) -> None:
    got = occasion(text, NOW)
    assert (got.festival, got.relation, got.name, got.tone, got.length) == (festival, relation, name, tone, length)


DATES = [
    ("2026-02-10", "spring"),
    ("2026-02-20", "spring"),
    ("2026-03-03", "lantern"),
    ("2026-06-17", "dragonboat"),
    ("2026-09-24", "midautumn"),
    ("2026-12-31", "newyear"),
    ("2026-12-24", "christmas"),
    ("2026-07-20", ""),
]


@pytest.mark.parametrize(("day", "festival"), DATES)
def test_the_day_tells_what_is_celebrated(day: str, festival: str) -> None:
    assert near(datetime.fromisoformat(day).date()) == festival


def test_a_greeting_names_the_person_and_the_year() -> None:
    said = answer("给领导王总发条拜年短信，正式一点", "zh-Hans", NOW, 0)
    assert said.startswith("尊敬的王总：") and "马年" in said and "你" not in said
    english = answer("draft a new year message to my colleague Linda", "en", NOW, 0)
    assert english.startswith("Dear Linda, ") and "Year of the Horse" in english
    assert answer("幫我給外婆寫拜年的話", "zh-Hant", NOW, 1).startswith("親愛的外婆：")


def test_elders_are_addressed_with_respect() -> None:
    for seed in range(6):
        assert "你" not in answer("给奶奶写段拜年的话", "zh-Hans", NOW, seed)


def test_length_is_a_wish() -> None:
    short, middle, long = (
        answer(f"给爸妈写一段{how}春节祝福", "zh-Hans", NOW, 1) for how in ("简短的", "", "长一点的")
    )
    assert len(short) < len(middle) < len(long)


HELLOS = [
    ("新年好", 10, "马年"),
    ("早上好", 7, "早上好"),
    ("你好", 15, "下午好"),
    ("Good evening", 20, "Good evening"),
    ("今天是我生日", 9, "生日快乐"),
    ("How are you?", 9, "Very well"),
]


@pytest.mark.parametrize(("text", "hour", "said"), HELLOS)
def test_a_hello_is_answered_in_kind(text: str, hour: int, said: str) -> None:
    assert is_hello(text)
    assert said in answer(text, "en" if text.isascii() else "zh-Hans", NOW.replace(hour=hour), 0)


def test_no_entry_is_missing() -> None:
    known = {festival for festival, _, _ in (each.partition(".") for each in DAY)}
    assert known == {*FESTIVALS, "plain"}
    assert all(f"{festival}.warm" in DAY for festival in known)
    assert set(PERSON) == {*RELATIONS, ""}
    assert set(MORE) == {"formal", "warm", "playful"} <= set(HEAD)
    assert set(NAMELESS) <= set(RELATIONS)
    for table in (DAY, PERSON, MORE, HEAD, NAMELESS, HELLO):
        assert all(zh and en for ways in table.values() for zh, en in ways)


@given(st.text(max_size=300), st.sampled_from(["zh-Hans", "zh-Hant", "en"]), st.integers(0, 99))
def test_any_text_gives_a_greeting(text: str, language: str, seed: int) -> None:
    assert answer(f"写段祝福{text}", language, NOW, seed)
    assert "{" not in answer(f"给{text}写段祝福", language, NOW, seed).replace(text, "")
