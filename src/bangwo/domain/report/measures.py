"""Measures: growth, shares and percentiles, as docs/report.md defines them."""

from collections.abc import Mapping

from bangwo.domain.report.lines import WAITS

PERCENTILES = (50, 90, 99)


def growth(now: int, before: int) -> float | None:
    """How much more, as a share of what was before; None where there was nothing to compare with."""
    return None if before == 0 else round((now - before) / before, 4)


def share(part: int, whole: int) -> float | None:
    """A part of a whole; None of nothing."""
    return None if whole == 0 else round(part / whole, 4)


def per(fen: int, many: int) -> int | None:
    """Fen for each, rounded down; None for none."""
    return None if many == 0 else fen // many


def percentile(waits: Mapping[int, int], percent: int) -> int | None:
    """The milliseconds that so many percent of all waited at most (nearest rank), at most a tenth too high."""
    whole = sum(waits.values())
    if not whole:
        return None
    rank, seen = max(1, -(-whole * percent // 100)), 0
    for place in sorted(waits):
        seen += waits[place]
        if seen >= rank:
            return WAITS[min(place, len(WAITS) - 1)]
    return None
