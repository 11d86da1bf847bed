"""Desk: what is read of cases and of the operators who work on them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bangwo.app.ports import Store
from bangwo.domain.case import Case, CaseState
from bangwo.domain.operator import DeedRecord, Operator


class CaseStore(Store, Protocol):
    """The store, with its cases."""

    async def case(self, case_id: str) -> Case | None:
        """A case of anybody's."""
        ...

    async def cases(self, user_id: str, limit: int) -> Sequence[Case]:
        """A person's, the latest first."""
        ...

    async def queue(self, states: Sequence[CaseState], limit: int) -> Sequence[Case]:
        """Everybody's in these states, the oldest first."""
        ...

    async def waiting_before(self, case: Case) -> int:
        """How many wait that came before it."""
        ...

    async def due_cases(self, now: datetime, limit: int) -> Sequence[Case]:
        """Those whose `next_at` has come, the longest due first."""
        ...

    async def operator(self, name: str) -> Operator | None: ...
    async def operators(self) -> Sequence[Operator]:
        """All accounts by name, closed ones too."""
        ...

    async def deeds(self, limit: int, case_id: str = "") -> Sequence[DeedRecord]:
        """What operators did, the latest first: all of it, or in one case."""
        ...
