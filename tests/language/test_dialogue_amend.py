"""Amending drafts: what a later sentence changes, keeps, and has looked for anew."""

from datetime import datetime

import pytest

from bangwo.core.clock import LOCAL
from bangwo.domain.act import Act, ActKind, Budget, Item, SeatWish, When
from bangwo.domain.offer import Trade
from bangwo.language.dialogue.amend import amended
from bangwo.language.dialogue.state import Draft

NOW = datetime(2026, 2, 10, 10, tzinfo=LOCAL)
TEA = Item("奶茶", 1, "杯", ("少糖",))
FRIES = Item("薯条", 1, "份")


def tea(**more: object) -> Draft:
    wanted = Act(act=ActKind.ORDER, trade=Trade.FOOD, items=(TEA,), **more)  # type: ignore[arg-type]
    return Draft(wanted, picked=("tea",))


def film(**more: object) -> Draft:
    slots = {"title": "惊蛰无声", "count": 2, "time": When(at="2026-02-17T20:00"), **more}
    return Draft(Act(act=ActKind.ORDER, trade=Trade.MOVIE, **slots), picked=("showing",))  # type: ignore[arg-type]


def change(draft: Draft, text: str = "", **slots: object) -> Draft:
    return amended(draft, Act(act=ActKind.AMEND, **slots), text, NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "replaces", "items", "picked"),
    [
        (Item("", 2, "杯"), None, (Item("奶茶", 2, "杯", ("少糖",)),), ("tea",)),
        (Item("奶茶", 2, "杯"), "奶茶", (Item("奶茶", 2, "杯", ("少糖",)),), ("tea",)),
        (Item("", None, "", ("去冰",)), None, (Item("奶茶", 1, "杯", ("少糖", "去冰")),), ("tea",)),
        (Item("", None, "", ("无糖",)), None, (Item("奶茶", 1, "杯", ("无糖",)),), ("tea",)),
        (Item("", None, "", ("全糖",)), None, (Item("奶茶", 1, "杯", ("全糖",)),), ("tea",)),
        (Item("拿铁"), "奶茶", (Item("拿铁", 1, "杯"),), ()),
        (Item("珍珠奶茶"), None, (Item("珍珠奶茶", 1, "杯", ("少糖",)),), ()),
        (FRIES, None, (TEA, FRIES), ("tea", "")),
    ],
)
def test_items(said: Item, replaces: str | None, items: tuple[Item, ...], picked: tuple[str, ...]) -> None:
    draft = change(tea(), items=(said,), replaces=replaces)
    assert draft.wanted.items == items
    assert draft.picked == picked


def test_hot_takes_the_place_of_no_ice() -> None:
    cold = change(tea(), items=(Item("", options=("去冰",)),))
    assert change(cold, items=(Item("", options=("热",)),)).wanted.items[0].options == ("少糖", "热")


def test_what_was_refused_may_be_wanted_after_all() -> None:
    plain = change(tea(), items=(Item("奶茶", without=("珍珠",)),)).wanted.items[0]
    assert (plain.options, plain.without) == (("少糖",), ("珍珠",))
    pearls = change(change(tea(), items=(plain,)), items=(Item("", options=("加珍珠",)),)).wanted.items[0]
    assert (pearls.options, pearls.without) == (("少糖", "加珍珠"), ())
    again = change(change(tea(), items=(pearls,)), items=(Item("", without=("珍珠",)),)).wanted.items[0]
    assert (again.options, again.without) == (("少糖",), ("珍珠",))


def test_an_item_of_several_is_given_up() -> None:
    both = Draft(Act(act=ActKind.ORDER, trade=Trade.FOOD, items=(TEA, FRIES)), picked=("tea", "fries"))
    assert change(both, replaces="薯条").wanted.items == (TEA,)
    assert change(both, items=(Item("薯条", 0),)).picked == ("tea",)


def test_sugar_is_for_the_drink() -> None:
    both = Draft(Act(act=ActKind.ORDER, trade=Trade.FOOD, items=(TEA, FRIES)))
    first, second = change(both, items=(Item("", None, "", ("去冰",)),)).wanted.items
    assert first.options == ("少糖", "去冰")
    assert second == FRIES


@pytest.mark.parametrize(
    ("slots", "kept"),
    [
        ({"where": "公司"}, True),
        ({"note": "放门口"}, True),
        ({"coupon": False}, True),
        ({"shop": "茶语"}, False),
        ({"sort": "cheapest"}, False),
        ({"budget": Budget(max=2000)}, False),
        ({"tags": ("清淡",)}, False),
        ({"time": When(at="2026-02-10T12:00")}, True),
    ],
)
def test_what_has_to_be_looked_for_anew(slots: dict[str, object], kept: bool) -> None:
    assert bool(change(tea(), **slots).picked) is kept


def test_notes_add_up_and_tags_too() -> None:
    draft = change(change(tea(), note="放门口"), note="多给吸管")
    assert draft.wanted.note == "放门口；多给吸管"
    assert change(tea(tags=("辣",)), tags=("清淡",)).wanted.tags == ("辣", "清淡")


def test_seats_add_up_and_keep_the_showing() -> None:
    draft = change(film(seats=SeatWish(row="last")), seats=SeatWish(side="aisle"))
    assert draft.wanted.seats == SeatWish(row="last", side="aisle")
    assert draft.picked == ("showing",)


@pytest.mark.parametrize(
    ("text", "said", "at"),
    [
        ("9点那场", "2026-02-10T21:00", "2026-02-17T21:00"),
        ("明天晚上9点", "2026-02-11T21:00", "2026-02-11T21:00"),
    ],
)
def test_a_clock_time_stays_on_the_day_of_the_film(text: str, said: str, at: str) -> None:
    draft = change(film(), text, time=When(at=said))
    assert draft.wanted.time == When(at=at)
    assert not draft.picked


def test_a_clock_time_stays_on_the_premiere() -> None:
    draft = change(film(time=None, date_ref="premiere"), "9点那场", time=When(at="2026-02-10T21:00"))
    assert draft.wanted.date_ref == "premiere"
    assert draft.wanted.clock == When(at="21:00")
