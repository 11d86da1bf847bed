"""Scale: what the curve of a rehearsal means where 4.1 billion commands and 120 million orders come in it.

Only the curve's shape is kept: of all that come, each hour has the share that it had in the rehearsal. Money per order
and the share that fraud took are kept as well; what is different where many come (a slow provider) is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import cast

from bangwo.core.json import Json
from bangwo.simulation.rehearsal.crowd import ways

STORY_COMMANDS = 4_100_000_000
STORY_ORDERS = 120_000_000
STORY_FIRST_HOURS = 9
_HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Scaled:
    """At the story's scale. A second's most is that of its hour's mean and three standard deviations of chance."""

    peak_hour: str
    orders_in_peak_hour: int
    orders_per_second: int
    commands_per_second: int
    first_hours_orders: int
    subsidy_fen: int
    cards_used: int
    fraud_fen: int


def scaled(report: Mapping[str, Json], loss_fen: int) -> Scaled:
    """A report of a rehearsal, and what fraud took in it, at the story's scale."""
    hours = cast("list[Mapping[str, Json]]", report["hours"])
    money, cards = (cast("Mapping[str, int]", report[name]) for name in ("money", "cards"))
    orders = [_number(hour, "orders") for hour in hours]
    commands = [_number(hour, "commands") for hour in hours]
    whole = sum(orders)
    if not whole:
        return Scaled("", 0, 0, _peak_second(commands, STORY_COMMANDS), 0, 0, 0, 0)
    busiest = max(range(len(orders)), key=lambda place: orders[place])
    day, (launch, _) = ways().launch.day, ways().launch.hours
    first = slice(day * 24 + launch, day * 24 + launch + STORY_FIRST_HOURS)
    return Scaled(
        peak_hour=str(hours[busiest]["at"]),
        orders_in_peak_hour=STORY_ORDERS * orders[busiest] // whole,
        orders_per_second=_peak_second(orders, STORY_ORDERS),
        commands_per_second=_peak_second(commands, STORY_COMMANDS),
        first_hours_orders=STORY_ORDERS * sum(orders[first]) // whole,
        subsidy_fen=money["subsidy_fen"] * STORY_ORDERS // whole,
        cards_used=cards["used"] * STORY_ORDERS // whole,
        fraud_fen=loss_fen * STORY_ORDERS // whole,
    )


def _peak_second(hours: list[int], story: int) -> int:
    whole = sum(hours)
    mean = max(hours, default=0) * story / (whole * _HOUR_S) if whole else 0.0
    return round(mean + 3 * sqrt(mean))


def _number(hour: Mapping[str, Json], name: str) -> int:
    return cast("int", hour.get(name, 0))
