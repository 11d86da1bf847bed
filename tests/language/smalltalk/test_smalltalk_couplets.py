"""Couplets: whatever is composed keeps the rules, honours the wish, and comes from the bank."""
# ruff: noqa: E501

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, pinyin

from bangwo.core.clock import LOCAL
from bangwo.language.smalltalk.couplet import THEME_NAMES, answer
from bangwo.language.smalltalk.couplet.bank import BANNERS, FRAMES, THEMES, Frame
from bangwo.language.smalltalk.couplet.compose import PLANS, Couplet, Wish, compose
from bangwo.language.smalltalk.couplet.names import OPENINGS
from bangwo.language.smalltalk.couplet.tones import level
from bangwo.language.smalltalk.couplet.wishes import asked
from bangwo.language.smalltalk.couplet.zodiac import ANIMALS, WORDS, animal_of

NOW = datetime(2026, 2, 10, 10, tzinfo=LOCAL)
FOOT = {"S": 2, "P": 2, "T": 3}


def listed(frame: Frame) -> list[tuple[str, list[str]]]:
    """Every list of a frame with the class of its segments."""
    tails = [(name, words.split()) for name, words in frame.tails.items()]
    return [("bn", frame.subjects.split()), ("vn", frame.predicates.split()), *tails]


FRAME_CASES = [pytest.param(frame, id=f"{theme}-{at}") for theme in FRAMES for at, frame in enumerate(FRAMES[theme])]
SEGMENTS = sorted(
    {word for frames in FRAMES.values() for frame in frames for _, words in listed(frame) for word in words}
)


def bare(line: str) -> str:
    return line.replace("，", "")


def tones(character: str) -> set[bool]:
    """Level or oblique by every reading that pypinyin knows; an independent look at what the bank assumes."""
    readings = pinyin(character, style=Style.TONE3, heteronym=True)[0]
    return {each[-1] in "12" for each in readings if each[-1].isdecimal()}


def feet(plan: str, line: str) -> Iterator[tuple[str, str]]:
    at = 0
    for kind in plan.replace(",", ""):
        yield kind, line[at : at + FOOT[kind]]
        at += FOOT[kind]


def keeps_the_rules(made: Couplet, length: int) -> None:
    upper, lower = bare(made.upper), bare(made.lower)
    assert len(upper) == len(lower) == len(made.classes) == length
    assert [at for at, each in enumerate(made.upper) if each == "，"] == [
        at for at, each in enumerate(made.lower) if each == "，"
    ]
    assert len(set(upper + lower)) == 2 * length, "a character comes twice"
    assert not level(upper[-1]) and level(lower[-1])
    assert len(made.banner) == 4


@given(theme=st.sampled_from(sorted(FRAMES)), length=st.sampled_from(sorted(PLANS)), seed=st.integers(0, 2**40))
def test_every_couplet_keeps_the_rules(theme: str, length: int, seed: int) -> None:
    made = compose(Wish(theme, length), seed)
    assert made is not None
    keeps_the_rules(made, length)
    assert set(made.banner).isdisjoint(made.upper + made.lower)
    frame = next(each for each in FRAMES[theme] if _from(each, made, length))
    assert made.banner in f"{frame.banners} {BANNERS}".split()
    known = {
        word: {name for name, words in listed(frame) if word in words} for _, words in listed(frame) for word in words
    }
    at = 0
    for (_, one), (_, other) in zip(
        feet(PLANS[length], bare(made.upper)), feet(PLANS[length], bare(made.lower)), strict=True
    ):
        assert made.classes[at : at + len(one)] in known[one] & known[other]
        at += len(one)
    _sounds(made, PLANS[length])


def _from(frame: Frame, made: Couplet, length: int) -> bool:
    known = {word for _, words in listed(frame) for word in words}
    return all(foot in known for line in (made.upper, made.lower) for _, foot in feet(PLANS[length], bare(line)))


def _sounds(made: Couplet, plan: str) -> None:
    """The second of each foot is opposite in the other line, and alternates inside a clause."""
    for upper, lower, clause in zip(made.upper.split("，"), made.lower.split("，"), plan.split(","), strict=True):
        one, other = ([level(foot[1]) for _, foot in feet(clause, line)] for line in (upper, lower))
        last_is_foot = clause[-1] == "P"
        keys = len(one) - last_is_foot
        assert all(a != b for a, b in zip(one, other, strict=True))
        assert all(a != b for a, b in pairwise(one[:keys]))
        assert level(upper[-1]) != level(lower[-1])


@pytest.mark.parametrize("frame", FRAME_CASES)
def test_the_bank_is_in_order(frame: Frame) -> None:
    for name, words in listed(frame):
        assert len(words) == len(set(words)) > 5
        assert all(len(word) == len(name) == len(set(word)) for word in words)
    banners = frame.banners.split()
    assert len(banners) == len(set(banners)) > 7
    assert all(len(each) == 4 for each in banners)


def test_the_bank_is_rich() -> None:
    assert len(SEGMENTS) > 500
    assert set(THEMES) == set(FRAMES) == set(THEME_NAMES)
    assert all(zh and en for zh, en in THEME_NAMES.values())


NAMING = [
    each for segments in (*OPENINGS.values(), *(words.split() for words in ANIMALS.values())) for each in segments
]


def test_the_tones_of_the_bank_are_readings_of_its_characters() -> None:
    characters = {each for segment in (*SEGMENTS, *NAMING) for each in segment}
    assert [each for each in sorted(characters) if level(each) not in tones(each)] == []


@given(st.sampled_from(sorted(OPENINGS)), st.sampled_from(sorted(OPENINGS)), st.integers(0, 2**20))
def test_two_characters_of_a_name_head_the_lines(first: str, second: str, seed: int) -> None:
    made = compose(Wish(heads=(OPENINGS[first], OPENINGS[second])), seed)
    if first != second and made is not None:
        assert (made.upper[0], made.lower[0]) == (first, second)
        keeps_the_rules(made, 7)
    else:
        assert first == second


@pytest.mark.parametrize("animal", ANIMALS)
def test_the_animal_of_a_year_is_in_its_couplet(animal: str) -> None:
    for seed in range(5):
        made = compose(Wish(named=tuple(ANIMALS[animal].split())), seed)
        assert made is not None
        keeps_the_rules(made, 7)
        assert any(each in made.upper + made.lower for each in ANIMALS[animal].split())


def test_every_animal_has_an_english_word() -> None:
    assert set(WORDS.values()) == set(ANIMALS)


@pytest.mark.parametrize(
    ("day", "animal"),
    [("2026-02-10", "马"), ("2026-06-01", "马"), ("2026-12-20", "马"), ("2027-01-20", "羊"), ("2025-12-01", "蛇")],
)
def test_before_the_new_year_its_animal_is_welcomed(day: str, animal: str) -> None:
    assert animal_of(datetime.fromisoformat(day).replace(tzinfo=LOCAL)) == animal


THEMED = [
    ("写副对联", "newyear"), ("帮我写个关于事业的春联", "career"), ("祝孩子高考顺利，写副对联", "study"), ("给爷爷写副健康长寿的对联", "health"),
    ("我家开超市，写副春联", "business"), ("给新婚的朋友写对联", "love"), ("马年春联", "horse"), ("给程序员写副春联", "code"),
    ("寶寶滿月，寫副對聯", "baby"), ("乔迁新居来副对联", "family"), ("a couplet for my business", "business"),
    ("couplet for the year of the horse", "horse"), ("属马的写一副", "horse"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "theme"), THEMED)
def test_the_theme_is_read(text: str, theme: str) -> None:
    assert asked(text, NOW, seed=1).wish.theme == theme


LENGTHS = [
    ("写个五言春联", 5),
    ("来副九个字的对联", 9),
    ("十一言的春联", 11),
    ("7字对联", 7),
    ("a 5-character couplet", 5),
    ("写对联", 7),
]


@pytest.mark.parametrize(("text", "length"), LENGTHS)
def test_the_length_is_read(text: str, length: int) -> None:
    assert asked(text, NOW, seed=1).wish.length == length


NAMED = [
    ("写一副藏头春联，藏“家和”", "家和"), ("把欣怡两个字藏进对联里", "欣怡"), ("给儿子写副对联，他名字叫王小明", "王小明"),
    ("写副春联", ""), ("写副“春联”", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_name_is_read(text: str, name: str) -> None:
    assert asked(text, NOW, seed=1).name == name


def lines(text: str, language: str = "zh-Hans", seed: int = 1) -> list[str]:
    return answer(text, language, NOW, seed).split("\n")


def test_a_name_is_shown_where_it_stands() -> None:
    head, upper, lower, banner = lines("给儿子写副春联，名字叫王小明")
    assert "王小明" in head
    assert (upper[3], lower[3], banner[3]) == ("小", "明", "王")


def test_what_cannot_be_hidden_is_said() -> None:
    head, *rest = lines("藏头春联，藏“魑魅”")
    assert "魑魅" in head and "藏不进去" in head
    assert [each[:3] for each in rest] == ["上联：", "下联：", "横批："]


@pytest.mark.parametrize(
    ("text", "said"), [("写个十三字的对联", "字数"), ("上联是春风送暖千家喜，对下联", "接别人的上联")]
)
def test_what_cannot_be_done_is_said(text: str, said: str) -> None:
    assert said in lines(text)[0]


def test_a_surname_goes_above_the_door() -> None:
    assert lines("姓陈的人家写副春联")[-1].startswith("横批：陈")


def test_other_scripts() -> None:
    assert lines("寫副春聯", "zh-Hant")[1].startswith("上聯：")
    upper = lines("write a couplet", "en")[1]
    assert upper.startswith("Upper: ") and upper.endswith(")")
    assert len(upper.split("(")[1].split()) == 7


@given(st.text(max_size=200), st.integers(0, 2**40))
def test_no_text_keeps_a_couplet_from_being_written(text: str, seed: int) -> None:
    assert len(answer(f"写副对联{text}", "zh-Hans", NOW, seed).split("\n")) == 4
