"""Cases: what may follow what, by whom, and how much may go back."""

from datetime import datetime

import pytest

from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code, Refused
from bangwo.core.passwords import fits, hashed
from bangwo.domain.case import Case, CaseKind, CaseState, Settlement
from bangwo.domain.money import Money
from bangwo.domain.operator import AGENT_REFUND_MAX, Operator, Role

NOW = datetime(2026, 2, 10, 10, tzinfo=LOCAL)
ANN, BOB, EVE, KIM = (
    Operator(name, role, "", NOW) for name, role in
    (("ann", Role.AGENT), ("bob", Role.AGENT), ("eve", Role.VIEWER), ("kim", Role.MANAGER))
)  # fmt: skip
WAITING = Case("k_0123456789", "u", CaseKind.DISPUTE, NOW, "坏了", order_id="o", version=1)
TAKEN = WAITING.taken(ANN)
SETTLED = TAKEN.settled(ANN, Settlement("ann", NOW), Money(0))


def given(fen: int) -> Settlement:
    return Settlement("ann", NOW, Money(fen))


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (lambda: WAITING.taken(EVE), Code.ROLE_LACKING),
        (lambda: TAKEN.taken(BOB), Code.ROLE_LACKING),
        (lambda: SETTLED.taken(KIM), Code.CASE_STATE),
        (lambda: WAITING.replied(ANN, "好", NOW), Code.CASE_STATE),
        (lambda: TAKEN.replied(BOB, "好", NOW), Code.CASE_TAKEN),
        (lambda: TAKEN.settled(BOB, given(0), Money(0)), Code.CASE_TAKEN),
        (lambda: TAKEN.settled(ANN, given(101), Money(100)), Code.REFUND_TOO_MUCH),
        (lambda: TAKEN.settled(ANN, given(AGENT_REFUND_MAX.fen + 1), Money(999_999)), Code.ROLE_LACKING),
        (lambda: TAKEN.settled(ANN, given(1), Money(1)).closed(NOW, ANN), Code.CASE_STATE),
        (lambda: TAKEN.settled(ANN, given(1), Money(1)).settled(ANN, given(1), Money(1)), Code.CASE_STATE),
        (lambda: TAKEN.closed(NOW), Code.CASE_STATE),
        (lambda: SETTLED.closed(NOW, ANN).added("还有", NOW), Code.CASE_STATE),
    ],
)
def test_what_does_not_fit_is_refused(deed, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        deed()
    assert refused.value.code is code


def test_the_way_through_the_desk() -> None:
    settling = TAKEN.settled(ANN, given(100), Money(100))
    assert (settling.state, settling.giving, settling.next_at is not None) == (CaseState.SETTLING, Money(100), True)
    assert settling.ungiven(Code.PAYMENT_REFUSED).state is CaseState.TAKEN
    done = settling.given()
    assert (done.state, done.giving, done.closed(NOW, ANN).state) == (CaseState.SETTLED, Money(0), CaseState.CLOSED)
    assert TAKEN.taken(KIM).replied(KIM, "我来办", NOW).words[-1].by == "kim"
    assert WAITING.number == "456789"
    assert WAITING.closed(NOW).state is CaseState.CLOSED


def test_a_password_fits_its_own_hash_only() -> None:
    secret = hashed("correct horse battery")
    assert "correct" not in secret
    assert fits("correct horse battery", secret)
    assert not fits("correct horse batterz", secret)
    assert hashed("correct horse battery") != secret
