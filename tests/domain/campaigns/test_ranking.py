"""Ranking: pools shared out to the last fen, and boards."""

from datetime import timedelta

import pytest
from campaign_things import NOW
from hypothesis import given
from hypothesis import strategies as st

from bangwo.domain.campaigns.ranking import Score, ranked, shared_out, shown
from bangwo.domain.campaigns.terms import Board, Pool
from bangwo.domain.money import Money, total

POOL = Pool("monthly", Money(100_00), "likes", (50, 30, 20), 3)


def score(name: str, likes: int, minutes: int = 0, posts: int = 1) -> Score:
    return Score(name, posts, likes, NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("scores", "shares"),
    [
        ([], []),
        ([score("a", 0)], []),
        ([score("a", 5)], [("a", 10000)]),
        ([score("a", 5), score("b", 9)], [("b", 6250), ("a", 3750)]),
        ([score("a", 5, 2), score("b", 5, 1), score("c", 1), score("d", 0)], [("b", 5000), ("a", 3000), ("c", 2000)]),
        ([score(each, 9, n) for n, each in enumerate("abcde")], [("a", 5000), ("b", 3000), ("c", 2000)]),
    ],
)
def test_the_first_share_the_pool(scores: list[Score], shares: list[tuple[str, int]]) -> None:
    assert [(each.score.user_id, each.share.fen) for each in shared_out(POOL, scores)] == shares


def test_the_last_share_counts_for_all_places_after_it() -> None:
    places = shared_out(Pool("p", Money(1000), "posts", (5, 1), 6), [score(each, 0) for each in "abcdef"])
    assert [each.share.fen for each in places] == [500, 100, 100, 100, 100, 100]


LIKES = st.lists(st.integers(0, 50), max_size=30)
SHARES = st.lists(st.integers(1, 99), min_size=1, max_size=9)


@given(LIKES, st.integers(1, 10**9), SHARES)
def test_a_pool_is_shared_out_to_the_last_fen(likes: list[int], fen: int, shares: list[int]) -> None:
    scores = [score(f"u_{n:02}", each, n) for n, each in enumerate(likes)]
    places = shared_out(Pool("p", Money(fen), "likes", tuple(shares), 20), scores)
    assert total(each.share for each in places) == Money(fen if any(likes) else 0)
    assert [each.score for each in places] == list(ranked(scores, "likes")[:20])


def test_a_board_shows_the_first() -> None:
    scores = [score(f"u_{n}", n) for n in range(20)]
    assert [each.likes for each in shown(Board(3, "likes"), scores)] == [19, 18, 17]
