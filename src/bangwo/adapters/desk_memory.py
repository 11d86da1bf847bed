"""Desk in memory: what is read of cases and operators, out of dictionaries."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bangwo.adapters.shelves import Shelves
from bangwo.domain.case import Case, CaseState
from bangwo.domain.group import Group
from bangwo.domain.operator import DeedRecord, Operator
from bangwo.domain.standing import Standing


class DeskShelves:
    """What `CaseStore` reads, beside what `MemoryStore` has."""

    _shelves: Shelves

    async def case(self, case_id: str) -> Case | None:
        return next((each for each in self._cases() if each.case_id == case_id), None)

    async def cases(self, user_id: str, limit: int) -> Sequence[Case]:
        """The latest first."""
        kept = self._shelves.of[user_id].cases.values()
        return sorted(kept, key=lambda each: (each.opened_at, each.case_id), reverse=True)[:limit]

    async def queue(self, states: Sequence[CaseState], limit: int) -> Sequence[Case]:
        """The oldest first."""
        kept = (each for each in self._cases() if each.state in states)
        return sorted(kept, key=lambda each: (each.opened_at, each.case_id))[:limit]

    async def waiting_before(self, case: Case) -> int:
        mine = (case.opened_at, case.case_id)
        waiting = (each for each in self._cases() if each.state is CaseState.WAITING)
        return sum((each.opened_at, each.case_id) < mine for each in waiting)

    async def due_cases(self, now: datetime, limit: int) -> Sequence[Case]:
        """The longest due first."""
        due = [(each.next_at, each.user_id, each.case_id, each) for each in self._cases() if each.next_at is not None]
        return [each for at, _, _, each in sorted(due, key=lambda each: each[:3]) if at <= now][:limit]

    async def group(self, user_id: str, group_id: str) -> Group | None:
        return self._shelves.of[user_id].groups.get(group_id)

    async def group_of(self, code: str) -> Group | None:
        known = self._shelves.group_codes.get(code)
        return None if known is None else await self.group(*known)

    async def standing(self, user_id: str, standing_id: str) -> Standing | None:
        return self._shelves.of[user_id].standings.get(standing_id)

    async def standings(self, user_id: str, limit: int) -> Sequence[Standing]:
        """The latest first."""
        kept = self._shelves.of[user_id].standings.values()
        return sorted(kept, key=lambda each: (each.made_at, each.standing_id), reverse=True)[:limit]

    async def due_standings(self, now: datetime, limit: int) -> Sequence[Standing]:
        """The longest due first."""
        kept = (each for shelf in self._shelves.of.values() for each in shelf.standings.values())
        due = [(each.next_at, each.user_id, each.standing_id, each) for each in kept if each.next_at is not None]
        return [each for at, _, _, each in sorted(due, key=lambda each: each[:3]) if at <= now][:limit]

    async def operator(self, name: str) -> Operator | None:
        return self._shelves.operators.get(name)

    async def operators(self) -> Sequence[Operator]:
        return sorted(self._shelves.operators.values(), key=lambda each: each.name)

    async def deeds(self, limit: int, case_id: str = "") -> Sequence[DeedRecord]:
        """The latest first."""
        kept = (each for shelf in self._shelves.of.values() for each in shelf.deeds.values())
        meant = (each for each in kept if case_id in ("", each.case_id))
        return sorted(meant, key=lambda each: (each.at, each.deed_id), reverse=True)[:limit]

    def _cases(self) -> Iterator[Case]:
        for shelf in self._shelves.of.values():
            yield from shelf.cases.values()
