"""Desk: what is read of what stands: cases and operators, wishes that wait, shared orders."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bangwo.app.ports import Store
from bangwo.domain.case import Case, CaseState
from bangwo.domain.group import Group
from bangwo.domain.operator import DeedRecord, Operator
from bangwo.domain.standing import Standing


class CaseStore(Store, Protocol):
    """The store, with what stands."""

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

    async def group(self, user_id: str, group_id: str) -> Group | None: ...
    async def group_of(self, code: str) -> Group | None:
        """The group of a link's code."""
        ...

    async def standing(self, user_id: str, standing_id: str) -> Standing | None: ...
    async def standings(self, user_id: str, limit: int) -> Sequence[Standing]:
        """A person's wishes that wait or waited, the latest first."""
        ...

    async def due_standings(self, now: datetime, limit: int) -> Sequence[Standing]:
        """Those whose `next_at` has come, the longest due first."""
        ...

    async def operator(self, name: str) -> Operator | None: ...
    async def operators(self) -> Sequence[Operator]:
        """All accounts by name, closed ones too."""
        ...

    async def deeds(self, limit: int, case_id: str = "") -> Sequence[DeedRecord]:
        """What operators did, the latest first: all of it, or in one case."""
        ...
