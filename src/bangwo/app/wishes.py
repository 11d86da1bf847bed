"""Wishes: what of one's own stands, listed and cancelled by a button."""

from collections.abc import Sequence
from dataclasses import dataclass

from bangwo.app.changes import Changes, PutStanding
from bangwo.app.desk import CaseStore
from bangwo.app.once import Command, answered
from bangwo.core.errors import Code, Conflict, Refused
from bangwo.domain.standing import Standing

READ_MAX = 100
_TRIES_MAX = 4


@dataclass(frozen=True, slots=True)
class Wishes:
    """One's own standing orders; anybody else's do not exist."""

    store: CaseStore

    async def all(self, user_id: str) -> Sequence[Standing]:
        """Those that wait and those that waited, the latest first."""
        return await self.store.standings(user_id, READ_MAX)

    async def cancel(self, command: Command, standing_id: str) -> Standing:
        """Want one no more. Refused: not_found, standing_over."""
        for _ in range(_TRIES_MAX):
            known = await self.store.standing(command.user_id, standing_id)
            if known is None:
                raise Refused(Code.NOT_FOUND)
            if await answered(self.store, command):
                return known
            cancelled = known.cancelled()
            writes = (PutStanding(cancelled), command.remember(standing_id))
            try:
                await self.store.commit(Changes("standing.cancelled", command.user_id, writes))
            except Conflict:
                continue  # a worker looked at it in this very moment
            return cancelled
        raise Conflict("standing")
