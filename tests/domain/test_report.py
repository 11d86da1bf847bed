"""What facts add up to: the same in any order and any pieces, and each figure as it is defined."""

import itertools
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code, Refused
from bangwo.domain.facts import Fact, FactKind
from bangwo.domain.report.lines import WAITS, lines_of, waited
from bangwo.domain.report.measures import growth, percentile, share
from bangwo.domain.report.period import Period, period
from bangwo.domain.report.standing import NOBODY, Standing
from bangwo.domain.report.tally import DAY, Tally, tally
from report_things import facts_of

NOW = datetime(2026, 2, 12, 10, 30, tzinfo=LOCAL)
DAY_LONG = timedelta(days=1)


def lines(*found: Tally) -> Counter[tuple[str, datetime, str]]:
    whole: Counter[tuple[str, datetime, str]] = Counter()
    for each in found:
        for row in each.rows():
            whole[row.grain, row.at, row.line] += row.many
            whole[row.grain, row.at, f"{row.line} fen"] += row.fen
    return Counter({key: many for key, many in whole.items() if many})


@given(seed=st.integers(0, 2**32), many=st.integers(1, 300), cuts=st.lists(st.integers(0, 300), max_size=6))
def test_facts_add_up_to_the_same_in_any_order_and_any_pieces(seed: int, many: int, cuts: list[int]) -> None:
    chance = Random(seed)
    facts = facts_of(chance, many, people=8)
    whole = tally(facts, {})
    chance.shuffle(facts)
    edges = [0, *sorted(min(each, many) for each in cuts), many]
    standings: dict[str, Standing] = {}
    pieces: list[Tally] = []
    for since, until in itertools.pairwise(edges):
        pieces.append(tally(facts[since:until], standings))
        standings |= pieces[-1].people
    assert lines(*pieces) == lines(whole)
    assert standings == {user: each for user, each in whole.people.items() if each != NOBODY}


@given(seed=st.integers(0, 2**32))
def test_people_of_several_shards_add_up_to_all_people(seed: int) -> None:
    facts = facts_of(Random(seed), 200)
    odd = [fact for fact in facts if int(fact.user_id[2:]) % 2]
    even = [fact for fact in facts if not int(fact.user_id[2:]) % 2]
    assert lines(tally(odd, {}), tally(even, {})) == lines(tally(facts, {}))


def fact(kind: FactKind, days: float = 0, label: str = "", user: str = "u_1") -> Fact:
    at = datetime(2026, 2, 10, 9, tzinfo=LOCAL) + timedelta(days=days)
    return Fact(f"{kind}{days}{user}", user, kind, at, label=label)


JOINED, SAID, SOLD = FactKind.USER_JOINED, FactKind.COMMAND_SAID, FactKind.ORDER_ACCEPTED
BORN = FactKind.BIRTH_YEAR_TOLD


@pytest.mark.parametrize(
    ("facts", "line", "days"),
    [
        ([fact(JOINED), fact(SAID, 1)], "kept.1", {10: 1}),
        ([fact(SAID, 1), fact(JOINED)], "kept.1", {10: 1}),
        ([fact(JOINED), fact(SAID, 1), fact(SAID, 1.1)], "kept.1", {10: 1}),
        ([fact(JOINED), fact(SAID, 2)], "kept.1", {}),
        ([fact(JOINED), fact(SAID, 7)], "kept.7", {10: 1}),
        ([fact(SAID), fact(SAID, 0.2), fact(SAID, 1), fact(SAID, user="u_2")], "active", {10: 2, 11: 1}),
        ([fact(SOLD, 1), fact(SOLD, 0.1)], "first_orders", {10: 1}),
        ([fact(SOLD), fact(BORN, 2, "1966")], "first_orders.over_60", {10: 1}),
        ([fact(SOLD), fact(BORN, 2, "1967")], "first_orders.over_60", {}),
        ([fact(SOLD), fact(BORN, 2, "1950"), fact(BORN, 3, "1990")], "first_orders.over_60", {}),
    ],
)
def test_each_person_once(facts: list[Fact], line: str, days: dict[int, int]) -> None:
    found = [row for row in tally(facts, {}).rows() if (row.grain, row.line) == (DAY, line)]
    assert {row.at.day: row.many for row in found} == days


def test_a_first_order_that_is_heard_of_late_moves_the_first() -> None:
    before = tally([fact(SOLD, 1)], {})
    after = tally([fact(SOLD)], before.people)
    moved = {(row.at.day, row.many) for row in after.rows() if (row.grain, row.line) == (DAY, "first_orders")}
    assert moved == {(10, 1), (11, -1)}


@pytest.mark.parametrize(
    ("kind", "label", "subject", "lines"),
    [
        (SAID, "local", "t", ("commands", "tier/local")),
        (SAID, "model food", "t", ("commands", "tier/model", "buying", "buying/food")),
        (SOLD, "food", "o", ("orders", "orders/food", "orders.full_price")),
        (SOLD, "food card", "o", ("orders", "orders/food", "orders.with_card")),
        (FactKind.CARD_USED, "new-year", "c", ("subsidy", "subsidy/new-year", "cards.used")),
        (FactKind.CARD_USED, "member-price", "", ("subsidy", "subsidy/member-price")),
        (FactKind.ORDER_MOVED, "ready", "o", ()),
    ],
)
def test_the_lines_of_a_fact(kind: FactKind, label: str, subject: str, lines: tuple[str, ...]) -> None:
    assert lines_of(kind, label, bool(subject)) == lines


@given(st.lists(st.integers(0, 10_000_000), min_size=1, max_size=200), st.sampled_from((1, 50, 90, 99, 100)))
def test_a_percentile_is_at_most_a_tenth_too_high(waits: list[int], percent: int) -> None:
    told = percentile(Counter(int(waited(ms).partition("/")[2]) for ms in waits), percent)
    exact = sorted(waits)[max(1, -(-len(waits) * percent // 100)) - 1]
    assert told is not None
    assert exact <= told <= max(WAITS[0], exact * 1.1 + 1)


def test_growth_and_shares_of_nothing_are_not_known() -> None:
    assert (growth(15, 10), growth(5, 10), growth(5, 0)) == (0.5, -0.5, None)
    assert (share(1, 3), share(1, 0), percentile({}, 50)) == (0.3333, None, None)


def test_a_period_is_cut_to_hours_and_counted_by_whole_days() -> None:
    usual = period(None, None, NOW)
    assert (usual.since, usual.until) == (datetime(2026, 2, 6, tzinfo=LOCAL), datetime(2026, 2, 12, 11, tzinfo=LOCAL))
    assert [grain for grain, _, _ in usual.parts()] == ["day", "hour"]
    assert usual.before(NOW).since == usual.since - (usual.until - usual.since)
    within = period(NOW - timedelta(hours=2), NOW - timedelta(hours=1), NOW)
    assert [grain for grain, _, _ in within.parts()] == ["hour"]


@given(st.integers(0, 24 * 60), st.integers(1, 24 * 60))
def test_the_parts_of_a_period_touch_and_fill_it(first: int, long: int) -> None:
    since = datetime(2026, 1, 1, tzinfo=LOCAL) + timedelta(hours=first)
    whole = Period(since, since + timedelta(hours=long))
    parts = list(whole.parts())
    assert (parts[0][1], parts[-1][2]) == (whole.since, whole.until)
    assert all(before[2] == after[1] for before, after in itertools.pairwise(parts))


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (NOW, NOW, Code.PERIOD_ORDER),
        (NOW, NOW - DAY_LONG, Code.PERIOD_ORDER),
        (NOW + timedelta(seconds=1), None, Code.PERIOD_AHEAD),
        (NOW - 401 * DAY_LONG, None, Code.PERIOD_TOO_LONG),
        (datetime.min.replace(tzinfo=UTC), None, Code.PERIOD_TOO_LONG),
        (datetime.max.replace(tzinfo=UTC), None, Code.PERIOD_AHEAD),
    ],
)
def test_periods_that_cannot_be(since: datetime, until: datetime | None, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        period(since, until, NOW)
    assert refused.value.code is code


def test_what_cancels_out_is_not_told() -> None:
    into = tally([fact(SAID)], {})
    into.hours.subtract(into.hours.copy())
    into.fen.clear()
    assert [row for row in into.rows() if row.line == "commands"] == []
