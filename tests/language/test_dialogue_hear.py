"""Hearing: what acts do to a conversation, and what they ask of the app."""

from dataclasses import replace
from datetime import datetime

import pytest

from bangwo.core.clock import LOCAL
from bangwo.domain.act import Act, ActKind, Item
from bangwo.domain.offer import Trade
from bangwo.language.dialogue import intents as i
from bangwo.language.dialogue.hear import hear
from bangwo.language.dialogue.state import Asks, Dialogue, Draft, Option

NOW = datetime(2026, 2, 10, 10, tzinfo=LOCAL)
OPTIONS = (
    Option("a", "珍珠奶茶", "茶语", 1900, offers=("a",), metres=500, minutes=30, rating=48, name="珍珠奶茶"),
    Option("b", "红豆奶茶", "悠茶", 1400, offers=("b",), metres=2500, minutes=40, rating=44, name="红豆奶茶"),
)
TEA = Draft(Act(act=ActKind.ORDER, trade=Trade.FOOD, items=(Item("奶茶", 1, "杯"),)), picked=("a",), options=OPTIONS)
EGGS = Act(act=ActKind.ORDER, trade=Trade.GROCERY, items=(Item("鸡蛋", 1, "盒"),))
QUOTED = Dialogue((TEA,), quote_id="q_1", asks=Asks.CONFIRM, listed=True)
UNLISTED = replace(QUOTED, listed=False)
FILMS = Dialogue(
    (
        Draft(
            Act(act=ActKind.SEARCH, trade=Trade.MOVIE, date="2026-02-11"),
            browsing=True,
            options=(Option("film:镖人", "《镖人》", name="镖人"), Option("film:熊出没", "《熊出没》", name="熊出没")),
        ),
    ),
    asks=Asks.CHOICE,
    listed=True,
)
CANCELLING = Dialogue(asks=Asks.CONFIRM_CANCEL, order_id="o_1")


def act(kind: str, **slots: object) -> Act:
    return Act(act=ActKind(kind), **slots)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "acts", "intents"),
    [
        (QUOTED, [act("confirm")], (i.Yes(),)),
        (QUOTED, [act("confirm"), act("confirm")], (i.Yes(),)),
        (QUOTED, [act("amend", where="公司"), act("confirm")], (i.Work(),)),
        (QUOTED, [act("choose", index=1), act("confirm")], (i.Kept(), i.Yes())),
        (QUOTED, [act("choose", index=2)], (i.Work(),)),
        (QUOTED, [act("choose", index=7)], (i.Unpicked("7"),)),
        (UNLISTED, [act("choose", index=1)], (i.Kept(),)),
        (QUOTED, [act("deny")], (i.Dropped("奶茶"),)),
        (QUOTED, [act("deny"), act("amend", items=(Item("奶茶", 2),))], (i.Work(),)),
        (QUOTED, [act("chat", topic="weather")], (i.Talk("weather"),)),
        (QUOTED, [], (i.Talk("other"),)),
        (Dialogue(), [act("confirm")], (i.Yes(),)),
        (Dialogue(), [act("deny")], (i.Dropped(none=True),)),
        (Dialogue(), [act("choose", index=1)], (i.Unpicked(),)),
        (Dialogue(), [act("amend", where="公司")], (i.Unchangeable(),)),
        (Dialogue(), [act("cancel", which="last")], (i.CancelAsked("last"),)),
        (CANCELLING, [act("confirm"), act("cancel")], (i.CancelYes(),)),
        (CANCELLING, [act("deny")], (i.CancelNo(),)),
        (CANCELLING, [act("track")], (i.Tracked(),)),
        (Dialogue(), [act("reorder", which="last")], (i.Again("last"),)),
        (Dialogue(), [act("handoff")], (i.HumanWanted("handoff"),)),
        (Dialogue(), [act("wallet", topic="cards")], (i.WalletAsked("cards"),)),
    ],
)
def test_what_is_asked_of_the_app(state: Dialogue, acts: list[Act], intents: tuple[i.Intent, ...]) -> None:
    assert hear(state, acts, "", NOW).intents == intents


@pytest.mark.parametrize(
    ("said", "picked"),
    [
        (act("choose", index=2), ("b",)),
        (act("choose", index=-1), ("b",)),
        (act("choose", sort="cheapest"), ("b",)),
        (act("choose", sort="nearest"), ("a",)),
        (act("choose", sort="fastest"), ("a",)),
        (act("choose", sort="best_rated"), ("a",)),
        (act("choose", pick="悠茶"), ("b",)),
        (act("choose", pick="红豆"), ("b",)),
    ],
)
def test_choosing(said: Act, picked: tuple[str, ...]) -> None:
    draft = hear(QUOTED, [said], "", NOW).state.draft
    assert draft is not None
    assert (draft.picked, draft.firm) == (picked, True)


def test_the_first_again_after_another_was_chosen() -> None:
    second = replace(hear(QUOTED, [act("choose", index=2)], "", NOW).state, listed=False)
    first = hear(second, [act("choose", index=1)], "", NOW)
    assert first.intents == (i.Work(),)
    assert first.state.draft is not None
    assert first.state.draft.picked == ("a",)


def test_the_first_changes_nothing_when_only_a_draft_is_open() -> None:
    second = replace(hear(QUOTED, [act("choose", index=2)], "", NOW).state, listed=False)
    amended = hear(second, [act("amend", where="公司")], "", NOW).state
    kept = hear(amended, [act("choose", index=1)], "", NOW)
    assert kept.intents == (i.Kept(),)
    assert kept.state.draft is not None
    assert kept.state.draft.picked == ("b",)


def test_a_film_is_chosen_and_then_its_showing() -> None:
    heard = hear(FILMS, [act("choose", index=2), act("amend", sort="earliest")], "", NOW)
    draft = heard.state.draft
    assert heard.intents == (i.Work(),)
    assert draft is not None
    assert (draft.wanted.title, draft.wanted.sort, draft.wanted.date) == ("熊出没", "earliest", "2026-02-11")
    assert (draft.film, draft.browsing, draft.options) == ("film:熊出没", False, ())


def test_an_order_goes_on_with_what_was_browsed() -> None:
    said = act("order", trade=Trade.MOVIE, title="镖人", count=2)
    draft = hear(FILMS, [said], "", NOW).state.draft
    assert draft is not None
    assert (draft.wanted.title, draft.wanted.date, draft.browsing) == ("镖人", "2026-02-11", False)


def test_requests_are_taken_in_the_order_said_and_none_is_forgotten() -> None:
    film = act("order", trade=Trade.MOVIE, title="镖人")
    heard = hear(QUOTED, [EGGS, film], "", NOW)
    assert [draft.trade for draft in heard.state.drafts] == [Trade.GROCERY, Trade.MOVIE, Trade.FOOD]
    assert heard.state.quote_id == ""


def test_after_a_dropped_draft_the_next_is_taken_up() -> None:
    heard = hear(Dialogue((TEA, Draft(EGGS))), [act("deny")], "", NOW)
    assert heard.intents == (i.Dropped("奶茶"), i.Work())
    assert heard.state.drafts == (Draft(EGGS),)


def test_a_yes_to_a_list_means_its_first_entry() -> None:
    browsing = Dialogue((replace(TEA, browsing=True, picked=()),), asks=Asks.CHOICE, listed=True)
    heard = hear(browsing, [act("confirm")], "", NOW)
    assert heard.intents == (i.Work(),)  # priced and asked: no price was seen so far
    assert heard.state.draft is not None
    assert heard.state.draft.picked == ("a",)


@pytest.mark.parametrize(
    ("text", "where"),
    [("青年路77号2单元", "青年路77号2单元"), ("送到科技园路9号。", "科技园路9号"), ("今天天气不错", None)],
)
def test_an_address_that_was_asked_for(text: str, where: str | None) -> None:
    asked = Dialogue((TEA,), asks=Asks.ADDRESS)
    draft = hear(asked, [act("chat", topic="smalltalk")], text, NOW).state.draft
    assert draft is not None
    assert draft.wanted.where == where


def test_an_item_is_given_up_in_passing() -> None:
    both = Draft(replace(TEA.wanted, items=(*TEA.wanted.items, Item("薯条", 1, "份"))), picked=("a", "f"))
    heard = hear(Dialogue((both,), quote_id="q"), [act("chat", topic="smalltalk")], "不要薯条了", NOW)
    assert heard.state.draft is not None
    assert [item.name for item in heard.state.draft.wanted.items] == ["奶茶"]
    gone = hear(QUOTED, [act("chat", topic="smalltalk")], "不要奶茶了", NOW)
    assert gone.intents == (i.Dropped("奶茶"),)


@pytest.mark.parametrize(
    ("text", "which", "cancels_order"),
    [("取消", "last", False), ("刚才那单取消掉", "last", True), ("取消电影票", "movie", True)],
)
def test_cancelling_with_a_draft_open(text: str, which: str, cancels_order: bool) -> None:
    heard = hear(QUOTED, [act("cancel", which=which)], text, NOW)
    assert isinstance(heard.intents[0], i.CancelAsked) is cancels_order
