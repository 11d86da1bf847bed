"""Newness: what goes on with a draft, what is added to it, and what stands beside it."""

from dataclasses import replace
from datetime import datetime

import pytest

from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code
from bangwo.domain.act import Act, ActKind, Item
from bangwo.domain.offer import Trade
from bangwo.language.dialogue import intents as i
from bangwo.language.dialogue.answers import bare
from bangwo.language.dialogue.clearing import cleared
from bangwo.language.dialogue.hear import hear
from bangwo.language.dialogue.newness import Newness, newness
from bangwo.language.dialogue.state import Asks, Dialogue, Draft, Option

NOW = datetime(2026, 2, 10, 10, tzinfo=LOCAL)
OPTIONS = (
    Option("a", "珍珠奶茶", "茶语", 1900, offers=("a",)),
    Option("a2", "红豆奶茶", "茶语", 1700, offers=("a2",)),
    Option("b", "珍珠奶茶", "悠茶", 1400, offers=("b",)),
)
TEA = Draft(
    Act(act=ActKind.ORDER, trade=Trade.FOOD, items=(Item("奶茶", 1, "杯", ("少糖",)),)), picked=("a",), options=OPTIONS
)
FILM = Draft(Act(act=ActKind.ORDER, trade=Trade.MOVIE, title="惊蛰无声", count=2, date="2026-02-17"), picked=("s",))
LATTE = Item("拿铁", 2, "杯")
QUOTED = Dialogue((TEA,), quote_id="q", asks=Asks.CONFIRM, listed=True)


def act(kind: str, **slots: object) -> Act:
    return Act(act=ActKind(kind), **slots)  # type: ignore[arg-type]


def amend(*items: Item, **slots: object) -> Act:
    return act("amend", items=items, **slots)


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("来两杯拿铁", amend(LATTE), Newness.OTHER),
        ("再来两杯拿铁", amend(LATTE), Newness.ONE_MORE),
        ("还要两杯拿铁", amend(LATTE), Newness.ONE_MORE),
        ("加两杯拿铁", amend(LATTE), Newness.ONE_MORE),
        ("another two lattes", amend(LATTE), Newness.ONE_MORE),
        ("来杯拿铁加珍珠", amend(Item("拿铁", 1, "杯", ("加珍珠",))), Newness.OTHER),
        ("换成拿铁", amend(Item("拿铁")), Newness.GOES_ON),
        ("要拿铁", amend(Item("拿铁"), replaces="奶茶"), Newness.GOES_ON),
        ("来杯珍珠奶茶", amend(Item("珍珠奶茶")), Newness.GOES_ON),
        ("两杯", amend(Item("", 2, "杯")), Newness.GOES_ON),
        ("送到公司", amend(where="公司"), Newness.GOES_ON),
        ("帮我点两杯拿铁", act("order", trade=Trade.FOOD, items=(LATTE,)), Newness.OTHER),
        ("再去瑞幸点两杯拿铁", act("order", trade=Trade.FOOD, items=(LATTE,), shop="瑞幸"), Newness.AFTERWARDS),
        ("帮我点珍珠奶茶", act("order", trade=Trade.FOOD, items=(Item("珍珠奶茶"),)), Newness.GOES_ON),
        ("买鸡蛋", act("order", trade=Trade.GROCERY, items=(Item("鸡蛋"),)), Newness.OTHER),
    ],
)
def test_how_a_request_stands_to_a_draft_of_goods(text: str, said: Act, expected: Newness) -> None:
    assert newness(TEA, said, text) is expected


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("买三张镖人", amend(title="镖人", count=3), Newness.OTHER),
        ("换成镖人", amend(title="镖人"), Newness.GOES_ON),
        ("买一张惊蛰无声第3排", amend(title="惊蛰无声", count=1), Newness.ANEW),
        ("三张", amend(count=3), Newness.GOES_ON),
    ],
)
def test_how_a_request_stands_to_a_film(text: str, said: Act, expected: Newness) -> None:
    assert newness(FILM, said, text) is expected


def test_a_new_request_stands_first_and_what_was_open_is_put_aside() -> None:
    heard = hear(QUOTED, [amend(LATTE)], "来两杯拿铁", NOW)
    first, second = heard.state.drafts
    assert heard.intents == (i.Other(), i.Work())
    assert (first.wanted.act, first.wanted.items, first.aside) == (ActKind.ORDER, (LATTE,), False)
    assert (second.what, second.aside) == ("奶茶", True)
    assert heard.state.quote_id == ""


def test_what_had_come_to_nothing_is_not_put_aside() -> None:
    nothing = replace(QUOTED, drafts=(replace(TEA, picked=(), options=()),))
    assert len(hear(nothing, [amend(LATTE)], "来两杯拿铁", NOW).state.drafts) == 1


def test_what_is_taken_instead_of_a_list_puts_nothing_aside() -> None:
    listed = replace(QUOTED, drafts=(replace(TEA, picked=()),), quote_id="")
    assert len(hear(listed, [amend(LATTE)], "那就来两杯拿铁", NOW).state.drafts) == 1


@pytest.mark.parametrize("text", ["继续奶茶", "接着点奶茶吧", "先办奶茶"])
def test_going_back(text: str) -> None:
    aside = hear(QUOTED, [amend(LATTE)], "来两杯拿铁", NOW).state
    heard = hear(aside, [amend(Item(text))], text, NOW)
    assert [draft.what for draft in heard.state.drafts] == ["奶茶", "拿铁"]
    assert [draft.aside for draft in heard.state.drafts] == [False, True]
    assert heard.intents == (i.Work(),)


@pytest.mark.parametrize(
    ("text", "said", "items"),
    [
        ("再来一杯", Item("奶茶", 1, "杯"), [("奶茶", 2)]),
        ("再来一杯奶茶，去冰", Item("奶茶", 1, "杯", ("去冰",)), [("奶茶", 1), ("奶茶", 1)]),
    ],
)
def test_one_more_of_the_same(text: str, said: Item, items: list[tuple[str, int]]) -> None:
    draft = hear(QUOTED, [amend(said, replaces="奶茶")], text, NOW).state.draft
    assert draft is not None
    assert [(each.name, each.qty) for each in draft.wanted.items] == items
    assert draft.wanted.items[0].options == ("少糖",)


@pytest.mark.parametrize(
    ("text", "picked"), [("换一家", ("b",)), ("不要这家", ("b",)), ("有没有别的", ("b",)), ("another one", ("b",))]
)
def test_another_shop(text: str, picked: tuple[str, ...]) -> None:
    draft = hear(QUOTED, [act("chat", topic="smalltalk")], text, NOW).state.draft
    assert draft is not None
    assert draft.picked == picked


@pytest.mark.parametrize(
    ("text", "intent"),
    [("去掉可乐", i.Unheld("可乐")), ("用卡", i.Work()), ("用免单卡吧", i.Work())],
)
def test_short_wishes(text: str, intent: i.Intent) -> None:
    assert hear(QUOTED, [act("chat", topic="smalltalk")], text, NOW).intents == (intent,)


@pytest.mark.parametrize("text", ["太贵了", "贵了，便宜点", "有没有便宜一点的", "too expensive"])
def test_too_dear_means_the_cheapest(text: str) -> None:
    draft = hear(QUOTED, [act("chat", topic="smalltalk")], text, NOW).state.draft
    assert draft is not None
    assert draft.picked == ("b",)


@pytest.mark.parametrize("text", ["再来一单", "再点一次吧"])
def test_the_same_again(text: str) -> None:
    assert hear(Dialogue(), [act("chat", topic="smalltalk")], text, NOW).intents == (i.Again("last"),)


def test_a_bare_row_is_a_row() -> None:
    state = Dialogue((FILM,), quote_id="q", asks=Asks.CONFIRM)
    draft = hear(state, [act("choose", index=9)], "第99排", NOW).state.draft
    assert draft is not None and draft.wanted.seats is not None
    assert draft.wanted.seats.row == 99


def test_cancelling_with_nothing_open_is_about_the_last_order() -> None:
    assert hear(Dialogue(), [act("deny")], "取消", NOW).intents == (i.CancelAsked("last"),)


@pytest.mark.parametrize(
    ("said", "only_answers"),
    [
        (act("confirm"), True),
        (act("choose", index=2), True),
        (amend(Item("", 2, "杯")), True),
        (amend(Item("奶茶", 2, "杯"), replaces="奶茶"), True),
        (amend(LATTE), False),
        (act("order", trade=Trade.FOOD), False),
    ],
)
def test_bare_answers(said: Act, only_answers: bool) -> None:
    assert bare((said,), TEA) is only_answers


@pytest.mark.parametrize(
    ("draft", "code", "slot"),
    [
        (FILM, Code.DATE_PAST, "date"),
        (FILM, Code.TITLE_UNKNOWN, "title"),
        (replace(TEA, wanted=replace(TEA.wanted, shop="肯德基")), Code.SHOP_UNKNOWN, "shop"),
    ],
)
def test_a_refused_wish_is_forgotten(draft: Draft, code: Code, slot: str) -> None:
    assert getattr(draft.wanted, slot)
    assert getattr(cleared(draft, code).wanted, slot) is None


def test_too_many_pieces_stay_too_many_until_others_are_said() -> None:
    draft = replace(TEA, wanted=replace(TEA.wanted, items=(Item("奶茶", 101),)))
    assert cleared(draft, Code.QTY_OUT_OF_RANGE) == draft
