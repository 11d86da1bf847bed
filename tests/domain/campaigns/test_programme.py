"""The programme: what a record of changes comes to, and what no change may do to a card that was given."""

from dataclasses import replace
from datetime import timedelta

import pytest
from campaign_things import DAY, NOW, a_campaign, a_card, a_kind, a_purchase, applied, priced, running, yuan
from hypothesis import given
from hypothesis import strategies as st

from bangwo.domain.campaigns.card import CardState
from bangwo.domain.campaigns.combining import choose
from bangwo.domain.campaigns.programme import Change, Deed, Programme, Span, Standing, clashes, objections, programme
from bangwo.domain.campaigns.terms import BrandRate, Budget, Campaign, MemberPrice, Off, Percent, Stacking
from bangwo.domain.money import Money
from bangwo.domain.offer import Trade

HOUR = timedelta(hours=1)
OVER = a_campaign(until=NOW - HOUR)


def deed(seq: int, what: Deed, at: timedelta = timedelta(), **fields: object) -> Change:
    return Change("new-year", seq, what, NOW + at, "operator", **fields)


def edited(campaign: Campaign, seq: int = 2) -> Change:
    return applied(campaign, seq, NOW)


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ([applied(a_campaign())], Standing.RUNNING),
        ([applied(a_campaign(from_=NOW + HOUR))], Standing.PLANNED),
        ([applied(a_campaign(until=NOW))], Standing.OVER),
        ([applied(a_campaign(until=NOW + HOUR))], Standing.RUNNING),
        ([applied(a_campaign()), deed(2, Deed.PAUSE)], Standing.PAUSED),
        ([applied(a_campaign()), deed(2, Deed.PAUSE), deed(3, Deed.RESUME)], Standing.RUNNING),
        ([applied(a_campaign()), deed(2, Deed.END)], Standing.ENDED),
        ([applied(OVER), deed(2, Deed.EXTEND, span=Span(NOW - 3 * HOUR, NOW - HOUR))], Standing.RUNNING),
        ([applied(OVER), deed(2, Deed.EXTEND, span=Span(NOW - HOUR, NOW))], Standing.OVER),
    ],
)  # fmt: skip
def test_a_campaign_stands_as_its_record_says(changes: list[Change], standing: Standing) -> None:
    run = programme(changes).run("new-year")
    assert run is not None
    assert run.standing(NOW) is standing


def test_a_pause_takes_nothing_from_the_life_of_a_card() -> None:
    changes = [applied(a_campaign()), deed(2, Deed.PAUSE), deed(3, Deed.RESUME, 5 * HOUR)]
    card, young = a_card(days=1), a_card(days=9, granted_at=NOW + 6 * HOUR)
    run = programme(changes)
    assert run.as_now(card, NOW).expires_at == card.expires_at + 5 * HOUR
    assert run.as_now(young, NOW).expires_at == young.expires_at


def test_a_card_that_ran_out_in_an_outage_is_alive_again() -> None:
    card = a_card(days=-0.1, state=CardState.EXPIRED)
    changes = [applied(a_campaign()), deed(2, Deed.EXTEND, span=Span(NOW - 6 * HOUR, NOW))]
    assert programme(changes).as_now(card, NOW).usable(NOW)
    assert not programme(changes[:1]).as_now(card, NOW).usable(NOW)


@pytest.mark.parametrize("state", [CardState.USED, CardState.FROZEN, CardState.HELD])
def test_an_extension_brings_back_nothing_that_was_spent(state: CardState) -> None:
    changes = [applied(a_campaign()), deed(2, Deed.EXTEND, span=Span(NOW - 6 * HOUR, NOW))]
    assert programme(changes).as_now(a_card(days=-0.1, state=state), NOW).state is state


def test_the_supermarket_joins_with_cards_that_were_given_before() -> None:
    before = a_campaign("new-year", a_kind(trades=frozenset({Trade.FOOD})))
    after = a_campaign("new-year", a_kind(trades=frozenset({Trade.FOOD, Trade.GROCERY})))
    groceries = a_purchase(trade=Trade.GROCERY)
    assert not choose(groceries, [a_card()], running(before)).best.cuts
    assert choose(groceries, [a_card()], programme([applied(before), edited(after)])).best.off == yuan(25)


KINDS = st.builds(
    lambda off, percent, trades, minimum, life: a_kind(
        effect=Percent(percent, Money(off)) if percent else Off(Money(off)),
        life=life * DAY,
        trades=frozenset(trades),
        minimum=Money(minimum) if minimum else None,
    ),
    st.integers(1, 4000),
    st.sampled_from([0, 10, 50]),
    st.sets(st.sampled_from([Trade.FOOD, Trade.GROCERY]), min_size=1),
    st.sampled_from([0, 1000, 3000]),
    st.integers(1, 9),
)


@given(
    KINDS,
    st.lists(st.one_of(KINDS, st.none()), max_size=4),
    st.sampled_from([Trade.FOOD, Trade.GROCERY]),
    st.integers(2, 9000),
)
def test_no_edit_makes_a_card_that_was_given_worse(
    first: object, edits: list[object], trade: Trade, fen: int
) -> None:  # fmt: skip
    """None is an edit that takes the card out of the campaign."""
    card, purchase = a_card(max=first.effect.most), a_purchase(fen, trade=trade)
    changes = [applied(a_campaign("new-year", first))]
    off, ends = promised(programme(changes), card, purchase)
    for number, kind in enumerate(edits, 2):
        other = a_campaign("new-year", kind) if kind else a_campaign("new-year", a_kind("another"))
        changes.append(edited(other, number))
        now_off, now_ends = promised(programme(changes), replace(card, kind="free"), purchase)
        assert now_off >= off
        assert now_ends >= ends


def promised(running: Programme, card: object, purchase: object) -> tuple[Money, object]:
    return choose(purchase, [card], running).best.off, running.as_now(card, NOW).expires_at


OWN = MemberPrice((BrandRate("a", 10, yuan(100)), BrandRate("b", 10)), yuan(300))
POORER = replace(OWN, rates=OWN.rates[1:])


@pytest.mark.parametrize(
    ("before", "change", "spent", "said"),
    [
        ([], deed(1, Deed.PAUSE), 0, "there is no campaign"),
        ([applied(a_campaign()), deed(2, Deed.END)], edited(a_campaign(), 3), 0, "ended on"),
        ([applied(a_campaign()), deed(2, Deed.PAUSE)], deed(3, Deed.PAUSE), 0, "paused already"),
        ([applied(a_campaign())], deed(2, Deed.RESUME), 0, "is not paused"),
        ([applied(a_campaign())], edited(a_campaign(currency="USD")), 0, "the currency cannot change from CNY to USD"),
        ([applied(a_campaign())], edited(a_campaign(budget=Budget(yuan(99)))), 9901, "is held or used"),
        ([applied(a_campaign())], deed(2, Deed.EXTEND, span=Span(NOW - HOUR, NOW)), 0, "may be extended by 0 days"),
        ([applied(a_campaign())], deed(2, Deed.EXTEND, span=Span(NOW, NOW)), 0, "ends before it begins"),
        ([applied(a_campaign())], deed(2, Deed.EXTEND, span=Span(NOW, NOW + HOUR)), 0, "made up for when it is over"),
        ([applied(priced("new-year", OWN))], edited(priced("new-year", POORER)), 0, "do not take it away"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused(before: list[Change], change: Change, spent: int, said: str) -> None:
    found = objections(programme(before).run("new-year"), change, Money(spent))
    assert [said in each.text for each in found] == [True]


def test_extensions_are_limited_together_and_pauses_do_not_count() -> None:
    generous = a_campaign(extension_most=DAY)
    changes = [applied(generous), deed(2, Deed.PAUSE, -9 * DAY), deed(3, Deed.RESUME, -8 * DAY)]
    first = deed(4, Deed.EXTEND, span=Span(NOW - 20 * HOUR, NOW))
    assert objections(programme(changes).run("new-year"), first, yuan(0)) == ()
    second = deed(5, Deed.EXTEND, span=Span(NOW - 5 * HOUR, NOW))
    (found,) = objections(programme([*changes, first]).run("new-year"), second, yuan(0))
    assert "in all" in found.text


@pytest.mark.parametrize(
    ("mine", "theirs", "clash"),
    [
        ({}, {}, True),
        ({"until": NOW + DAY}, {"from_": NOW + DAY}, False),
        ({"until": NOW + 2 * DAY}, {"from_": NOW + DAY}, True),
        ({"from_": NOW + DAY}, {"until": NOW + DAY}, False),
        ({"stacking": Stacking(group="other")}, {}, False),
        ({"stacking": Stacking()}, {}, False),
    ],
)
def test_of_one_group_one_runs_at_a_time(mine: dict[str, object], theirs: dict[str, object], clash: bool) -> None:
    group = Stacking(group="cards")
    other = a_campaign("other", **{"stacking": group, **theirs})
    found = clashes(a_campaign("new", **{"stacking": group, **mine}), running(other), NOW)
    assert bool(found) is clash
