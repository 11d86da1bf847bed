"""Postings: which offers go by a label, the best sold first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import merge

from bangwo.domain.offer import Offer

Rank = tuple[int, int, str]
"""Sold, rating and ref, so that the smallest is the best."""


def rank(offer: Offer) -> Rank:
    """Where an offer stands among its equals."""
    return (-offer.sold, -offer.rating, offer.ref)


class Posting:
    """The offers of one label, sorted when they are asked for after a change."""

    __slots__ = ("_ranks", "_sorted")

    def __init__(self) -> None:
        self._ranks: dict[str, Rank] = {}
        self._sorted: list[Rank] | None = None

    def __len__(self) -> int:
        return len(self._ranks)

    def put(self, offer: Offer) -> None:
        """Add an offer, or its new rank."""
        if self._ranks.get(offer.ref) != rank(offer):
            self._ranks[offer.ref] = rank(offer)
            self._sorted = None

    def drop(self, ref: str) -> None:
        """Take an offer out."""
        if self._ranks.pop(ref, None) is not None:
            self._sorted = None

    def best(self) -> list[Rank]:
        """All of them, the best first."""
        if self._sorted is None:
            self._sorted = sorted(self._ranks.values())
        return self._sorted


def in_order(fits: Iterable[tuple[int, Posting]]) -> Iterator[tuple[int, str]]:
    """(fit, ref) of the offers of many postings: better fits first, among equals the best sold, each offer once."""
    by_fit: defaultdict[int, list[list[Rank]]] = defaultdict(list)
    for fit, posting in fits:
        by_fit[fit].append(posting.best())
    seen: set[str] = set()
    for fit in sorted(by_fit, reverse=True):
        for _, _, ref in merge(*by_fit[fit]):
            if ref not in seen:
                seen.add(ref)
                yield fit, ref
