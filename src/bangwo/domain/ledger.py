"""Ledger: double-entry transfers that balance by construction; undoing is another transfer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bangwo.domain.money import Money


def payer(user_id: str) -> str:
    """What a person has paid in (its balance is minus that)."""
    return f"payer:{user_id}"


def escrow(order_id: str) -> str:
    """Money of one order between charge and settlement; empty when the order has ended."""
    return f"escrow:{order_id}"


def payable(provider_id: str, merchant_id: str) -> str:
    """What is owed to a merchant."""
    return f"merchant:{provider_id}:{merchant_id}"


def subsidy(campaign_id: str) -> str:
    """What a campaign has paid towards orders (its balance is minus that)."""
    return f"subsidy:{campaign_id}"


HOUSE = "house:redress"
"""What the house itself has given back (its balance is minus that)."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """`amount` moves from `debit` to `credit`. Amounts are positive, so every transfer balances."""

    transfer_id: str
    order_id: str
    kind: str  # charge, settle, subsidise, refund, unsubsidise, redress
    debit: str
    credit: str
    amount: Money
    at: datetime

    def __post_init__(self) -> None:
        if self.amount.fen <= 0:
            raise ValueError("a transfer moves a positive amount")
        if self.debit == self.credit:
            raise ValueError("a transfer needs two accounts")


def balances(transfers: Iterable[Transfer]) -> dict[str, int]:
    """Balance in fen of every account that the transfers touch; they sum to zero."""
    out: defaultdict[str, int] = defaultdict(int)
    for each in transfers:
        out[each.debit] -= each.amount.fen
        out[each.credit] += each.amount.fen
    return dict(out)
