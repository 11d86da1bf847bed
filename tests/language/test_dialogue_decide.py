"""Deciding: the smallest next question, and never a guess."""

from dataclasses import replace
from datetime import datetime

import pytest

from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code, Refused
from bangwo.domain.act import Act, ActKind, Item, People
from bangwo.domain.offer import Trade
from bangwo.domain.place import Address, Point
from bangwo.language.dialogue.decide import Ask, Locate, Look, Price, Seen, decide, tickets
from bangwo.language.dialogue.state import Draft, Option
from bangwo.language.replies import Say, phrase

NOW = datetime(2026, 2, 10, 10, tzinfo=LOCAL)
HOME = Address("家", "和平路18号", Point(31.0, 121.0))
OPTIONS = (Option("a", "A", offers=("a",)), Option("b", "B", offers=("b",)))
FRESH = Seen(NOW)
AT_HOME = Seen(NOW, located=True, where=HOME)
LOOKED = replace(AT_HOME, looked=True)


def food(*items: Item, **more: object) -> Draft:
    return Draft(Act(act=ActKind.ORDER, trade=Trade.FOOD, items=items), **more)  # type: ignore[arg-type]


def film(browsing: bool = False, options: tuple[Option, ...] = OPTIONS, **slots: object) -> Draft:
    wanted = Act(act=ActKind.ORDER, trade=Trade.MOVIE, **slots)  # type: ignore[arg-type]
    return Draft(wanted, browsing=browsing, options=options)


TEA = Item("奶茶", 1, "杯")


@pytest.mark.parametrize(
    ("draft", "seen", "step"),
    [
        (food(TEA), FRESH, Locate),
        (food(TEA), AT_HOME, Look),
        (food(TEA, options=OPTIONS), LOOKED, Price),
        (food(TEA, picked=("a",)), AT_HOME, Price),
        (film(title="镖人", date="2026-02-11", count=2, options=()), FRESH, Look),
        (film(title="镖人", date="2026-02-11", count=2), replace(FRESH, looked=True), Price),
        (film(title="镖人", sort="earliest", count=2), replace(FRESH, looked=True), Price),
    ],
)
def test_what_is_done_next(draft: Draft, seen: Seen, step: type) -> None:
    assert isinstance(decide(draft, seen), step)


@pytest.mark.parametrize(
    ("draft", "seen", "asks"),
    [
        (food(), FRESH, "items"),
        (food(Item("奶茶", 101)), FRESH, "count"),
        (food(Item("奶茶", 0)), FRESH, "count"),
        (food(Item("奶茶", 0.5)), FRESH, "count"),
        (food(TEA, options=OPTIONS), Seen(NOW, located=True, looked=True), "address"),
        (food(TEA, options=OPTIONS, browsing=True), LOOKED, "choice"),
        (food(TEA, options=OPTIONS), replace(LOOKED, doubts=(phrase(Say.INSTEAD),)), "choice"),
        (film(), replace(FRESH, looked=True), "choice"),
        (film(title="镖人", count=2), replace(FRESH, looked=True), "date"),
        (film(title="镖人", date="2026-02-11"), replace(FRESH, looked=True), "count"),
        (film(title="镖人", date="2026-02-11", count=0), replace(FRESH, looked=True), "count"),
        (food(TEA), replace(LOOKED, refused=Refused(Code.OUT_OF_RANGE, shop="x")), "address"),
        (film(title="x"), replace(FRESH, refused=Refused(Code.DATE_PAST)), "date"),
        (film(title="x"), replace(FRESH, connected=False), ""),
    ],
)
def test_what_is_asked_next(draft: Draft, seen: Seen, asks: str) -> None:
    step = decide(draft, seen)
    assert isinstance(step, Ask)
    assert step.asks == asks
    assert step.phrases


def test_an_unknown_label_is_named_in_the_question() -> None:
    step = decide(food(TEA, options=OPTIONS), Seen(NOW, located=True, label="公司", looked=True))
    assert isinstance(step, Ask)
    assert phrase(Say.ASK_LABEL, label="公司") in step.phrases


@pytest.mark.parametrize(
    ("slots", "count"),
    [({}, 0), ({"count": 2}, 2), ({"count": 0}, -1), ({"people": People(adult=2, child=1)}, 3)],
)
def test_tickets(slots: dict[str, object], count: int) -> None:
    assert tickets(film(**slots)) == count  # type: ignore[arg-type]
