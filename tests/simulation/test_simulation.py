"""The simulation: the app keeps every invariant through any storm, and one that did not would be caught."""

import faults
import pytest

from bangwo.app.crashpoints import NAMES
from bangwo.simulation.moves import OF_ORDERS
from bangwo.simulation.run import Report, replay, run
from bangwo.simulation.world import Bend


@pytest.fixture(scope="module")
def storm() -> Report:
    """What `bangwo simulate --seed 1 --steps 20000` plays."""
    return run(seed=1, steps=20_000)


def test_nothing_breaks_in_twenty_thousand_steps(storm: Report) -> None:
    assert storm.failure is None, str(storm.failure)
    assert storm.steps == 20_000


def test_orders_end_every_way_there_is(storm: Report) -> None:
    assert set(storm.orders) == {"completed", "cancelled", "failed"}
    assert min(storm.orders.values()) > 100


def test_processes_die_at_nearly_every_crash_point_of_orders(storm: Report) -> None:
    assert len(set(OF_ORDERS) - set(storm.crashes)) <= 4
    assert set(NAMES) - set(OF_ORDERS) & set(storm.crashes)


def test_a_seed_plays_the_same_twice_and_another_differently() -> None:
    first, again, other = run(7, 800), run(7, 800), run(8, 800)
    assert first == again
    assert first != other


def test_every_step_is_told() -> None:
    steps: list[int] = []
    run(1, 500, steps.append)
    assert steps == list(range(1, 501))


BENDS = {
    "charges again": Bend(payments=faults.ChargesAgain),
    "takes silence for no": Bend(payments=faults.TakesSilenceForNo),
    "retries unasked": Bend(payments=faults.RetriesUnasked),
    "takes more": Bend(payments=faults.TakesMore),
    "forgets to pay back": Bend(payments=faults.ForgetsToPayBack),
    "pays back twice": Bend(payments=faults.PaysBackTwice),
    "overlooks the price": Bend(provider=faults.overlooks_the_price),
    "orders something else": Bend(provider=faults.orders_something_else),
    "forgets the card": Bend(store=faults.forgets_the_card),
    "forgets the budget": Bend(store=faults.forgets_the_budget),
    "forgets the ledger": Bend(store=faults.forgets_the_ledger),
    "forgets the facts": Bend(store=faults.forgets_the_facts),
    "uses no card": Bend(store=faults.uses_no_card),
}


@pytest.mark.parametrize("bend", BENDS.values(), ids=BENDS)
def test_a_planted_fault_is_found_and_its_replay_shows_it(bend: Bend) -> None:
    failure = run(seed=1, steps=20_000, bend=bend).failure
    assert failure is not None
    assert replay(failure.world_seed, failure.replay, bend)
    assert len(failure.replay) < 400
    assert f"seed {failure.seed}" in str(failure)
