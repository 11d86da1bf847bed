"""Results: what a benchmark prints, and the statistics behind it."""

from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Result:
    """One figure; latencies where they belong to it. `note` says how it was taken."""

    name: str
    value: float
    unit: str
    p50_ms: float | None = None
    p99_ms: float | None = None
    note: str = ""


def percentile(sorted_values: list[float], share: float) -> float:
    """The smallest value that at least `share` of all are not above (nearest rank)."""
    if not sorted_values:
        return float("nan")
    rank = max(1, -(-int(share * 1000) * len(sorted_values) // 1000))
    return sorted_values[min(rank, len(sorted_values)) - 1]


def middle(runs: list[Result]) -> Result:
    """The run with the median value."""
    wanted = median(run.value for run in runs)
    return min(runs, key=lambda run: abs(run.value - wanted))


def as_json(results: list[Result]) -> dict[str, list[dict[str, object]]]:
    """The JSON of `bangwo bench NAME --json`."""
    return {"results": [asdict(each) for each in results]}
