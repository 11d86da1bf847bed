"""Combining: the best of all that may be combined, and why the rest is not."""

from dataclasses import replace
from datetime import time
from itertools import combinations

import pytest
from campaign_things import NOW, a_campaign, a_card, a_kind, a_purchase, priced, running, yuan
from hypothesis import given
from hypothesis import strategies as st

from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.campaigns.combining import Choice, Lost, choose
from bangwo.domain.campaigns.programme import Change, Deed, programme
from bangwo.domain.campaigns.scoping import Why
from bangwo.domain.campaigns.terms import BrandRate, Fixed, MemberPrice, Off, Percent, Stacking
from bangwo.domain.money import Money
from bangwo.domain.offer import Hours, Trade

Beside = frozenset[str] | None


def taken(choice: Choice) -> list[tuple[str, int]]:
    return [(cut.card_id or cut.campaign_id, cut.amount.fen) for cut in choice.best.cuts]


@pytest.mark.parametrize(
    ("effect", "gross", "off"),
    [
        (Off(yuan(25)), 3000, 2500),
        (Off(yuan(25)), 2500, 2499),
        (Off(yuan(25)), 2, 1),
        (Percent(30, yuan(50)), 1000, 300),
        (Percent(30, yuan(50)), 999, 299),
        (Percent(30, yuan(50)), 100_000, 5000),
        (Percent(100, yuan(50)), 1000, 999),
        (Fixed(Money(990), yuan(50)), 3000, 2010),
        (Fixed(Money(1), yuan(50)), 3000, 2999),
        (MemberPrice((BrandRate("一家茶", 12), BrandRate("x", 50)), yuan(300)), 1000, 120),
    ],
)
def test_an_effect_takes_what_it_says_and_leaves_a_fen(effect: object, gross: int, off: int) -> None:
    choice = choose(a_purchase(gross), [a_card()], running(a_campaign("new-year", a_kind(effect=effect))))
    assert taken(choice) == [("c_1", off)]


@pytest.mark.parametrize(
    ("effect", "gross"),
    [
        (Fixed(Money(990), yuan(5)), 3000),
        (Fixed(Money(990), yuan(5)), 900),
        (Off(yuan(25)), 1),
        (Percent(1, yuan(1)), 9),
    ],
)
def test_what_takes_nothing_off_is_kept(effect: object, gross: int) -> None:
    choice = choose(a_purchase(gross), [a_card()], running(a_campaign("new-year", a_kind(effect=effect))))
    assert (taken(choice), choice.left[0].why) == ([], Why.NOTHING)


@pytest.mark.parametrize(
    ("scope", "purchase", "why"),
    [
        ({"trades": frozenset({Trade.GROCERY})}, {}, Why.TRADE),
        ({"providers": frozenset({"fresh"})}, {}, Why.PROVIDER),
        ({"merchants": frozenset({"另一家"})}, {}, Why.MERCHANT),
        ({"goods": ("咖啡",)}, {}, Why.GOODS),
        ({"hours": (Hours(time(14), time(17)),)}, {}, Why.HOURS),
        ({"minimum": yuan(31)}, {}, Why.MINIMUM),
        ({"merchants": frozenset({"一家茶"}), "goods": ("饮品",), "minimum": yuan(30)}, {}, None),
    ],
)
def test_a_card_counts_where_its_terms_say(scope: dict[str, object], purchase: dict[str, object], why: Why) -> None:
    choice = choose(a_purchase(**purchase), [a_card()], running(a_campaign("new-year", a_kind(**scope))))
    assert [each.why for each in choice.left] == ([why] if why else [])


@pytest.mark.parametrize(
    ("card", "why"),
    [
        (a_card(state=CardState.HELD), Why.HELD),
        (a_card(state=CardState.USED), Why.USED),
        (a_card(state=CardState.FROZEN), Why.FROZEN),
        (a_card(days=0), Why.EXPIRED),
        (a_card(campaign="unknown"), Why.CAMPAIGN),
    ],
)
def test_a_card_that_cannot_be_used_says_why(card: object, why: Why) -> None:
    assert [each.why for each in choose(a_purchase(), [card], running(a_campaign())).left] == [why]


def test_a_paused_campaign_holds_nothing() -> None:
    paused = [
        Change("new-year", 1, Deed.APPLY, NOW, "me", terms=a_campaign()),
        Change("new-year", 2, Deed.PAUSE, NOW, "me"),
    ]
    assert [each.why for each in choose(a_purchase(), [a_card()], programme(paused)).left] == [Why.PAUSED]


def test_the_card_that_runs_out_first_pays() -> None:
    choice = choose(a_purchase(), [a_card("c_1", 7), a_card("c_2", 3), a_card("c_3", 5)], running(a_campaign()))
    assert taken(choice) == [("c_2", 2500)]


def test_a_smaller_card_that_does_the_same_is_spent_first() -> None:
    small, large = a_kind("small", Off(yuan(5))), a_kind("large", Off(yuan(25)))
    cards = [a_card("c_large", kind="large"), a_card("c_small", kind="small", max=yuan(5))]
    choice = choose(a_purchase(400), cards, running(a_campaign("new-year", small, large)))
    assert taken(choice) == [("c_small", 399)]
    assert [each.lost for each in choice.others] == [Lost.LARGER, Lost.LESS]


@pytest.mark.parametrize(
    ("one", "other", "campaigns"),
    [
        (frozenset(), frozenset(), 1),
        (frozenset({"b"}), frozenset(), 1),
        (frozenset({"b"}), frozenset({"a"}), 2),
        (None, None, 2),
        (None, frozenset({"a"}), 2),
        (None, frozenset({"c"}), 1),
    ],
)
def test_campaigns_join_where_both_let_it(
    one: frozenset[str] | None, other: frozenset[str] | None, campaigns: int
) -> None:
    both = running(a_campaign("a", stacking=Stacking(1, one)), a_campaign("b", stacking=Stacking(1, other)))
    choice = choose(a_purchase(9000), [a_card("c_1", campaign="a"), a_card("c_2", campaign="b")], both)
    assert len(choice.best.cuts) == campaigns


def test_a_member_price_comes_before_the_card() -> None:
    member = priced("member", MemberPrice((BrandRate("一家茶", 10, yuan(100)),), yuan(300)), stacking=Stacking(1, None))
    choice = choose(a_purchase(5000), [a_card()], running(a_campaign(stacking=Stacking(1, None)), member))
    assert taken(choice) == [("member", 500), ("c_1", 2500)]
    assert [cut.pot for cut in choice.best.cuts] == ["member/一家茶", "new-year"]


def test_only_the_goods_that_are_named_become_cheaper() -> None:
    tea = a_campaign("new-year", a_kind(effect=Percent(50, yuan(99)), goods=("奶茶",)))
    purchase = a_purchase(1000)
    cake = replace(purchase.lines[0], name="蛋糕", tags=(), amount=Money(5000))
    choice = choose(replace(purchase, lines=(*purchase.lines, cake), fees=Money(400)), [a_card()], running(tea))
    assert taken(choice) == [("c_1", 500)]


World = tuple[object, int, int, Beside]
"""An effect, how many cards of it there are, how many one order takes, and beside which others."""
BESIDE = st.sampled_from([None, frozenset(), frozenset({"k0", "k1"})])
MOST = st.builds(Money, st.integers(1, 5000))
OFFS = st.tuples(st.builds(Off, MOST), st.integers(1, 3), st.integers(1, 2), BESIDE)
PERCENTS = st.tuples(st.builds(Percent, st.integers(1, 100), MOST), st.integers(1, 2), st.just(1), BESIDE)
FIXED = st.tuples(st.builds(Fixed, MOST, MOST), st.integers(1, 2), st.just(1), BESIDE)
# which of two percentages is taken first is for the names to say: so one of each, and any number of amounts
WORLDS = st.one_of(st.tuples(FIXED, PERCENTS, OFFS), st.tuples(OFFS, OFFS, PERCENTS), st.tuples(OFFS, FIXED))


def tried(world: tuple[World, ...], cards: list[Card], gross: int) -> int:
    """The most that any allowed set of cards takes off, tried one after another in plain arithmetic."""
    return max(
        after(sorted((world[int(card.campaign_id[1:])][0] for card in some), key=lambda e: RANKS[type(e)]), gross)
        for many in range(len(cards) + 1)
        for some in combinations(cards, many)
        if allowed(world, [int(card.campaign_id[1:]) for card in some])
    )


def allowed(world: tuple[World, ...], chosen: list[int]) -> bool:
    enough = all(chosen.count(each) <= world[each][2] for each in chosen)
    friendly = all(world[a][3] is None or f"k{b}" in world[a][3] for a in chosen for b in chosen if a != b)
    return enough and friendly


RANKS = {Fixed: 1, Percent: 2, Off: 3}


def after(effects: list[object], gross: int) -> int:
    rest = gross
    for effect in effects:
        match effect:
            case Off(most):
                off = min(most.fen, rest)
            case Percent(percent, most):
                off = min(most.fen, rest * percent // 100)
            case Fixed(price, most):
                off = rest - price.fen if 0 < rest - price.fen <= most.fen else 0
        rest -= min(off, rest - 1)
    return gross - rest


@given(WORLDS, st.integers(1, 20_000))
def test_nothing_that_is_allowed_takes_off_more(world: tuple[World, ...], gross: int) -> None:
    campaigns = [
        a_campaign(f"k{i}", a_kind(effect=effect), stacking=Stacking(per, beside))
        for i, (effect, _, per, beside) in enumerate(world)
    ]
    cards = [a_card(f"c_{i}_{n}", 1 + n, f"k{i}") for i, (_, many, _, _) in enumerate(world) for n in range(many)]
    choice = choose(a_purchase(gross), cards, running(*campaigns))
    assert choice.best.off.fen == tried(world, cards, gross) < gross


@given(st.permutations([a_card(f"c_{n}", 1 + n % 3) for n in range(5)]))
def test_the_order_of_the_wallet_does_not_matter(cards: list[Card]) -> None:
    assert taken(choose(a_purchase(), cards, running(a_campaign()))) == [("c_0", 2500)]


def test_twenty_one_cards_are_searched_in_a_moment() -> None:
    cards = [a_card(f"c_{n:02}", 1 + n) for n in range(21)]
    assert taken(choose(a_purchase(), cards, running(a_campaign(stacking=Stacking(3))))) == [
        ("c_00", 2500),
        ("c_01", 499),
    ]


def test_prices_are_for_whom_the_campaign_is_meant() -> None:
    class Nobody:
        source = "false"

        def holds(self, values: object) -> bool:
            return False

    member = priced("member", Percent(10, yuan(9)), who=Nobody())
    choice = choose(a_purchase(), [], running(member))
    assert (choice.best.cuts, [each.why for each in choice.left]) == ((), [Why.PERSON])
