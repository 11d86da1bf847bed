"""Memos: what happened while a person was away, told once, at the next turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

MEMOS_MAX = 20
"""So many are told at a time: the rest at the turn after it."""


@dataclass(frozen=True, slots=True)
class Memo:
    """A sentence to be said: its code in the table of replies, and the facts it needs."""

    memo_id: str
    user_id: str
    at: datetime
    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict[str, str | int])
