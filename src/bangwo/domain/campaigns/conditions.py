"""Conditions: questions that a campaign file asks about a person, an order or a risk, and what they may speak of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

Value = bool | int | str | datetime | tuple[str, ...]
Values = Mapping[str, Value]
Type = Literal["bool", "int", "string", "timestamp", "strings"]
Vocabulary = Mapping[str, Type]

PERSON: Vocabulary = {
    "now": "timestamp",
    "joined": "timestamp",
    "language": "string",
    "age": "int",
    "orders": "int",
    "cards": "int",
    "invited": "int",
    "posts": "int",
    "last_post": "timestamp",
}
"""Of a person: `age` is 0 where unknown, `cards` are this campaign's, `last_post` is in 1970 where there is none."""

ORDER: Vocabulary = {
    "now": "timestamp",
    "trade": "string",
    "provider": "string",
    "merchant": "string",
    "brands": "strings",
    "goods": "strings",
    "tags": "strings",
    "pieces": "int",
    "goods_fen": "int",
    "gross_fen": "int",
}
"""Of what is bought, priced before anything is taken off."""

RISK: Vocabulary = {
    "now": "timestamp",
    "joined": "timestamp",
    "device_accounts": "int",
    "address_accounts": "int",
    "payment_accounts": "int",
    "phone_virtual": "bool",
    "cluster_size": "int",
    "invited_last_hour": "int",
    "score": "int",
}
"""Of how a person looks: accounts that share a device, an address or a payment account, and the score (0–100)."""


class Condition(Protocol):
    """A compiled question. Two are the same when their text is."""

    @property
    def source(self) -> str:
        """As it was written."""
        ...

    def holds(self, values: Values) -> bool:
        """Whether it is true; what cannot be answered is not true."""
        ...


@dataclass(frozen=True, slots=True)
class Always:
    """Asks nothing."""

    source: str = ""

    def holds(self, values: Values) -> bool:
        """True of everything."""
        del values
        return True


ALWAYS = Always()
