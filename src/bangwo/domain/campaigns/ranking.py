"""Ranking: who leads by posts or likes, and how a pool of money is shared out among the first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bangwo.domain.campaigns.terms import Board, Pool
from bangwo.domain.money import Money


@dataclass(frozen=True, slots=True)
class Score:
    """What one person's posts of a month came to; `since`: when the score was reached."""

    user_id: str
    posts: int
    likes: int
    since: datetime

    def by(self, what: str) -> int:
        """What counts: `posts` or `likes`."""
        return self.likes if what == "likes" else self.posts


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place, from 1, the score, and the share of the pool."""

    place: int
    score: Score
    share: Money


def ranked(scores: Iterable[Score], by: str) -> tuple[Score, ...]:
    """The highest first; of equals who was there earlier. Who has nothing is not ranked."""
    scored = (each for each in scores if each.by(by) > 0)
    return tuple(sorted(scored, key=lambda each: (-each.by(by), each.since, each.user_id)))


def shared_out(pool: Pool, scores: Iterable[Score]) -> tuple[Place, ...]:
    """The pool among the first places, to the last fen; nobody shares in it where nobody is ranked.

    The shares are weights: 50, 30, 20 of three places; the last weight counts for all places after it.
    """
    first = ranked(scores, pool.by)[: pool.places]
    if not first:
        return ()
    weights = [pool.shares[min(index, len(pool.shares) - 1)] for index in range(len(first))]
    amounts = pool.amount.allocate(weights)
    return tuple(
        Place(index + 1, score, amount) for index, (score, amount) in enumerate(zip(first, amounts, strict=True))
    )


def shown(board: Board, scores: Iterable[Score]) -> Sequence[Score]:
    """Who stands on the board."""
    return ranked(scores, board.by)[: board.top]
