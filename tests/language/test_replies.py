"""Replies: every code has its sentence in every language, and sentences fit together."""

import re
import string

import pytest

from bangwo.core.errors import Code
from bangwo.domain.offer import Trade
from bangwo.domain.order import OrderState
from bangwo.language.replies import (
    LANGUAGES,
    Say,
    language_of,
    phrase,
    refusal,
    render,
    sentence,
    shown,
    state_word,
    trade_word,
)
from bangwo.language.replies.refusals import NOUNS, REFUSALS
from bangwo.language.replies.table import TABLE, WORDS


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_no_phrase_and_no_refusal_is_missing() -> None:
    assert set(TABLE) == set(Say)
    assert set(REFUSALS) == set(Code)


def test_no_code_means_two_things() -> None:
    assert not {each.value for each in Say} & {each.value for each in Code}


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_and_trades_have_words(language: str) -> None:
    assert all(state_word(each.value, language) for each in OrderState)
    assert all(trade_word(each.value, language) for each in Trade)


@pytest.mark.parametrize("code", [*Say, *Code], ids=lambda code: code.value)
def test_both_languages_need_the_same_figures(code: Say | Code) -> None:
    simplified, english = TABLE[code] if isinstance(code, Say) else REFUSALS[code]
    assert simplified and english
    assert placeholders(simplified) == placeholders(english)


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_spoken_even_without_its_facts(code: Code, language: str) -> None:
    missing = placeholders(REFUSALS[code][0]) - set(NOUNS)
    said = refusal(code, {}, language)
    assert said and ("…" in said) <= bool(missing)


def test_money_states_and_rows_are_shown_in_words() -> None:
    assert sentence(Say.Q_PAY, {"pay_fen": 1}, "zh-Hans") == "实付 ¥0.01"
    assert "on the way" in sentence(Say.TRACK, {"what": "x", "state": "on_the_way", "at": "12:00"}, "en")
    assert sentence(Say.ROW_WISH_FULL, {"row_wish": "last", "count": 2}, "zh-Hans").startswith("最后一排")


def test_traditional_chinese_is_converted() -> None:
    assert sentence(Say.ASK_YES, {}, "zh-Hant") == "說“確認”就下單。"


QUOTED = [
    phrase(Say.Q_GOODS, shop="A", items="tea"),
    phrase(Say.Q_FEE, fee_fen=400),
    phrase(Say.Q_CARD, off_fen=399),
    phrase(Say.Q_PAY, pay_fen=1),
    phrase(Say.ASK_YES),
    phrase(Say.OTHERS, count=2),
]


def test_every_part_of_a_quote_has_its_line() -> None:
    assert render(QUOTED, "zh-Hans").split("\n") == [
        "【A】tea",
        "配送费 ¥4.00，免单卡 −¥3.99",
        "实付 ¥0.01",
        "说“确认”就下单。",
        "还有 2 个可选，说“第二个”就换。",
    ]


def test_english_sentences_are_kept_apart() -> None:
    assert render(QUOTED, "en").split("\n")[1:3] == ["Delivery ¥4.00, Card −¥3.99", "You pay ¥0.01"]
    assert render([phrase(Say.DROPPED, what="tea"), phrase(Say.CARD_BACK)], "en").count(". ") == 1


def test_days_are_said_as_people_say_them() -> None:
    facts = {"title": "A", "day": "02-17"}
    assert "首映日是 2月17日" in sentence(Say.PREMIERE_ON, facts, "zh-Hans")
    assert "02-17" in sentence(Say.PREMIERE_ON, facts, "en")


@pytest.mark.parametrize(
    ("text", "before", "language"),
    [
        ("帮我点一杯奶茶", "zh-Hant", "zh-Hans"),
        ("幫我點一杯奶茶", "zh-Hans", "zh-Hant"),
        ("a milk tea please", "zh-Hans", "en"),
        ("好", "zh-Hant", "zh-Hant"),
        ("OK", "zh-Hans", "zh-Hans"),
        ("2", "en", "en"),
        ("奶茶", "en", "zh-Hans"),
    ],
)
def test_the_language_of_a_sentence(text: str, before: str, language: str) -> None:
    assert language_of(text, before) == language


HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def test_english_is_english() -> None:
    pairs = [
        *TABLE.values(),
        *REFUSALS.values(),
        *NOUNS.values(),
        *(pair for each in WORDS.values() for pair in each.values()),
    ]
    assert not [english for _, english in pairs if HAN.search(english)]


def test_lists_and_names_within_english_have_english_marks() -> None:
    said = sentence(Say.ITEMS_MISSING, {"items": "鸡蛋、牛奶"}, "en")
    assert said == "“鸡蛋, 牛奶” could not be found; the rest is here:"
    assert shown("《惊蛰无声》3号厅（2D）", "en") == "“惊蛰无声” 3号厅 (2D)"


def test_names_within_traditional_chinese_are_traditional() -> None:
    assert sentence(Say.NEXT, {"what": "鲜鸡蛋"}, "zh-Hant") == "接着辦“鮮雞蛋”。"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("two tickets for 惊蛰无声 on the premiere day, last row", "en"),
        ("send one 珍珠奶茶 to my office please", "en"),
        ("帮我买一台 iPad mini 送到公司", "zh-Hans"),
        ("来一杯 iced americano", "zh-Hans"),
    ],
)
def test_a_sentence_with_names_of_another_language(text: str, language: str) -> None:
    assert language_of(text, "zh-Hans") == language
