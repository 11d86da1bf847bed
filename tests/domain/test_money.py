"""Money: nothing is created or lost by rounding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo.domain.ledger import Transfer, balances
from bangwo.domain.money import Money, total
from bangwo.simulation.world import START

fen = st.integers(-(10**12), 10**12)
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any)


@given(fen, st.integers(1, 99))
def test_a_split_sums_exactly_and_is_even_to_a_fen(amount: int, parts: int) -> None:
    shares = Money(amount).split(parts)
    assert total(shares) == Money(amount)
    assert max(shares).fen - min(shares).fen <= 1


@given(fen, weights)
def test_an_allocation_sums_exactly_and_is_fair_to_a_fen(amount: int, by: list[int]) -> None:
    shares = Money(amount).allocate(by)
    assert total(shares) == Money(amount)
    assert all(abs(share.fen * sum(by) - amount * weight) < sum(by) for share, weight in zip(shares, by, strict=True))


@given(st.integers(0, 10**9), weights)
def test_who_weighs_nothing_gets_nothing(amount: int, by: list[int]) -> None:
    assert all(share.fen == 0 for share, weight in zip(Money(amount).allocate(by), by, strict=True) if weight == 0)


@pytest.mark.parametrize("by", [[], [0, 0], [1, -1, 3]])
def test_weights_must_weigh(by: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        Money(100).allocate(by)


def test_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match="do not mix"):
        Money(1) + Money(1, "USD")


@pytest.mark.parametrize(
    ("amount", "shown"), [(0, "¥0.00"), (1, "¥0.01"), (2599, "¥25.99"), (-1, "-¥0.01"), (-12345, "-¥123.45")]
)
def test_how_money_is_shown(amount: int, shown: str) -> None:
    assert str(Money(amount)) == shown


accounts = st.sampled_from(["payer:a", "escrow:o", "merchant:p:m", "subsidy:c"])
moves = st.lists(st.tuples(accounts, accounts, st.integers(1, 10**9)).filter(lambda move: move[0] != move[1]))


@given(moves)
def test_the_accounts_of_any_transfers_sum_to_zero(moves: list[tuple[str, str, int]]) -> None:
    ledger = [Transfer(str(n), "o", "charge", a, b, Money(fen), START) for n, (a, b, fen) in enumerate(moves)]
    assert sum(balances(ledger).values()) == 0


@pytest.mark.parametrize(("debit", "credit", "amount"), [("a", "b", 0), ("a", "b", -1), ("a", "a", 1)])
def test_a_transfer_moves_a_positive_amount_between_two(debit: str, credit: str, amount: int) -> None:
    with pytest.raises(ValueError, match=r"positive|two accounts"):
        Transfer("t", "o", "charge", debit, credit, Money(amount), START)
