"""Facts by the handful, of few people and few days, so that they meet."""

from datetime import datetime, timedelta
from random import Random

from bangwo.core.clock import LOCAL
from bangwo.domain.facts import Fact, FactKind

BEGINS = datetime(2026, 2, 6, tzinfo=LOCAL)
_LABELS: dict[FactKind, tuple[str, ...]] = {
    FactKind.COMMAND_SAID: ("local", "local food", "local movie", "model", "model flight"),
    FactKind.ORDER_ACCEPTED: ("food", "food card", "movie price", "ride card"),
    FactKind.ORDER_CANCELLED: ("food", "food early"),
    FactKind.ORDER_FAILED: ("sold_out", "payment_refused", ""),
    FactKind.REFUSED: ("sold_out", "shop_closed"),
    FactKind.BIRTH_YEAR_TOLD: ("1950", "1966", "1967", "2000"),
}
_CARDS = ("new-year", "member-price")
_OFTEN = (FactKind.COMMAND_SAID,) * 8 + (FactKind.ORDER_ACCEPTED,) * 4


def facts_of(chance: Random, many: int, name: str = "f", people: int = 40) -> list[Fact]:
    """Facts of anything, in no order of time."""
    return [_fact(chance, f"{name}-{number}", people) for number in range(many)]


def _fact(chance: Random, fact_id: str, people: int) -> Fact:
    kind = chance.choice((*_OFTEN, *FactKind))
    labels = _LABELS.get(kind, _CARDS if kind.value.startswith("card") else ("food",))
    second = int(chance.triangular(0, 9 * 86_400, 4 * 86_400))
    at = BEGINS + timedelta(seconds=second, microseconds=chance.randrange(1_000_000))
    if chance.random() < 0.3:  # many at one moment
        at = at.replace(hour=15, minute=0, second=chance.randrange(3))
    subject = chance.choice(("", "x_1"))
    return Fact(
        fact_id,
        f"u_{chance.randrange(people)}",
        kind,
        at,
        subject,
        chance.randrange(5_000),
        chance.choice(labels),
        chance.choice((0, 9, 10, 11, 250, 1_800, 60_000, 90_000_000)),
    )
