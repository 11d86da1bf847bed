"""Orders: what may follow what."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_pricing import a_quote

from bangwo.core.errors import Bug
from bangwo.domain.order import TERMINAL, Moment, Order, OrderState, Step
from bangwo.simulation.world import START

P, A, C = OrderState.PLACING, OrderState.ACCEPTED, OrderState.CANCELLING
MINUTE = timedelta(minutes=1)


def an_order() -> Order:
    return Order("o_1", "u_1", a_quote(), P, Step.CHECKOUT, (Moment(START, P),), START)


@given(st.lists(st.sampled_from(list(OrderState)), max_size=12))
def test_whatever_is_told_a_timeline_has_no_repeats_and_nothing_after_its_end(news: list[OrderState]) -> None:
    order = an_order()
    for number, state in enumerate(news):
        if order.may_move(state):
            order = order.moved(state, START + number * MINUTE)
    states = [moment.state for moment in order.timeline]
    assert states[-1] is order.state
    assert all(before is not after for before, after in pairwise(states))
    assert not any(state in TERMINAL for state in states[:-1])


@pytest.mark.parametrize("end", sorted(TERMINAL))
@pytest.mark.parametrize("state", list(OrderState))
def test_nothing_follows_an_end(end: OrderState, state: OrderState) -> None:
    order = an_order().moved(A, START).moved(C, START) if end is OrderState.CANCELLED else an_order()
    order = order.moved(A, START) if end is OrderState.COMPLETED else order
    ended = order.moved(end, START)
    assert not ended.may_move(state)


def test_the_same_state_again_changes_nothing() -> None:
    order = an_order().moved(A, START)
    assert order.moved(A, START + MINUTE) is order


def test_what_cannot_follow_is_a_bug() -> None:
    with pytest.raises(Bug):
        an_order().moved(OrderState.READY, START)


def test_a_refused_cancellation_returns_to_where_the_order_was() -> None:
    order = an_order().moved(A, START).moved(OrderState.ON_THE_WAY, START).moved(C, START)
    assert order.before_cancelling is OrderState.ON_THE_WAY
    assert order.accepted
    assert not an_order().moved(C, START).accepted
