"""Rehearsals: the same from the same seed, sound in their books, and scaled as they say."""

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from bangwo.adapters.campaigns.reader import parsed
from bangwo.adapters.campaigns.shipped import terms_of, text_of
from bangwo.cli import main
from bangwo.core.clock import LOCAL
from bangwo.domain.money import Money
from bangwo.simulation.rehearsal.crowd import Does, crowd, ways
from bangwo.simulation.rehearsal.play import Outcome, Plan, Play
from bangwo.simulation.rehearsal.scale import STORY_ORDERS, scaled

BEGINS = datetime(2026, 2, 6, tzinfo=LOCAL)
PLAN = Plan(terms_of("new-year"), BEGINS, people=150, days=4, seed=7)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return Play(PLAN).run()


def test_the_same_seed_plays_the_same(outcome: Outcome) -> None:
    again = Play(PLAN).run()
    assert again == outcome
    assert Play(replace(PLAN, seed=8)).run().report["totals"] != outcome.report["totals"]


def test_the_books_are_sound_and_what_facts_say_is_what_was_spent(outcome: Outcome) -> None:
    assert outcome.findings == ()
    budget, money = outcome.budget, outcome.report["money"]
    assert budget.whole.fen - budget.left.fen == money["subsidy_fen"]
    assert outcome.report["totals"]["orders"] > 20


def test_a_small_budget_ends_and_orders_go_on_without_it() -> None:
    poor = Play(replace(PLAN, budget=Money(3_000))).run()
    assert poor.findings == ()
    assert poor.budget.ended_at is not None
    assert poor.budget.left.fen < 2_500
    assert poor.report["totals"]["orders_without_card"] > 0


def test_rings_that_invite_too_fast_are_frozen_and_nobody_else() -> None:
    text = text_of("new-year").replace("invited_last_hour > 30", "invited_last_hour > 5")
    of = ways()
    plan = replace(PLAN, campaign=parsed(text).terms, people=of.people_of_ring, days=2, seed=3)
    frozen, free = Play(plan).run(), Play(replace(plan, campaign=terms_of("new-year"))).run()
    assert frozen.fraud.rings == free.fraud.rings == 1
    assert of.members[0] <= frozen.fraud.accounts <= of.members[1]
    assert (frozen.fraud.caught, frozen.fraud.wrongly, free.fraud.caught) == (1, 0, 0)
    assert frozen.fraud.kept_back.fen > 0
    assert frozen.fraud.loss.fen < free.fraud.loss.fen


def test_a_crowd_comes_before_it_does_anything_and_by_those_who_came_before() -> None:
    players, deeds = crowd(400, 4, BEGINS, Random(1))
    joined: set[int] = set()
    for deed in deeds:
        if deed.does is Does.JOIN:
            assert deed.player.by is None or deed.player.by in joined
            joined.add(deed.player.number)
        assert deed.player.number in joined
    assert joined == {each.number for each in players}


def test_tea_peaks_on_the_afternoon_of_the_third_day() -> None:
    _, deeds = crowd(3_000, 4, BEGINS, Random(1))
    by_day = Counter((deed.at - BEGINS) // timedelta(days=1) for deed in deeds if deed.tea and 14 <= deed.at.hour < 17)
    assert by_day[2] > 1.5 * max(by_day[day] for day in (0, 1, 3))


def test_the_story_keeps_the_shape_of_the_curve() -> None:
    hours = [{"at": f"h{hour}", "orders": 10 if hour == 10 else 0, "commands": 1} for hour in range(24)]
    hours[20]["orders"] = 30
    told = scaled({"hours": hours, "money": {"subsidy_fen": 80}, "cards": {"used": 20}}, 4)
    assert (told.peak_hour, told.orders_in_peak_hour) == ("h20", STORY_ORDERS * 3 // 4)
    assert told.first_hours_orders == STORY_ORDERS // 4
    assert (told.subsidy_fen, told.cards_used, told.fraud_fen) == (
        STORY_ORDERS * 2,
        STORY_ORDERS // 2,
        STORY_ORDERS // 10,
    )
    assert told.orders_per_second == pytest.approx(25_000, rel=0.02)


def bangwo(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["bangwo", "rehearse", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out, told.err


def test_a_rehearsal_from_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path
) -> None:
    small = ("--people", "40", "--days", "1")
    code, out, _ = bangwo(monkeypatch, capsys, "new-year", *small, "--json")
    assert code == 0
    assert json.loads(out)["findings"] == []
    code, out, _ = bangwo(monkeypatch, capsys, "new-year", *small, "--png", str(tmp_path / "r.svg"))
    assert (code, (tmp_path / "r.svg").exists()) == (0, True)
    assert "Rehearsal of 新年免单卡" in bangwo(monkeypatch, capsys, *small)[1]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("old-year",), "there is no campaign 'old-year': name a file, or one of"),
        (("no/such.yaml",), "there is no campaign 'no/such.yaml'"),
        (("--days", "0"), "greater than or equal to 1"),
        (("--people", "5"), "greater than or equal to 10"),
    ],
)
def test_what_cannot_be_rehearsed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], line: str
) -> None:
    code, _, err = bangwo(monkeypatch, capsys, *words)
    assert code == 2
    assert line in err
