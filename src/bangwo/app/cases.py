"""Cases: opened by a person, in words or by a button, and followed by them."""

from collections.abc import Callable
from dataclasses import dataclass

from bangwo.app.changes import AddFacts, Changes, PutCase, Write
from bangwo.app.desk import CaseStore
from bangwo.app.once import Command, answered
from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Conflict, Refused
from bangwo.core.ids import Ids
from bangwo.domain.campaigns.card import CardState
from bangwo.domain.case import CASES_MAX, Case, CaseKind, CaseState
from bangwo.domain.facts import Fact, FactKind

READ_MAX = 50
_TRIES_MAX = 5


@dataclass(frozen=True, slots=True)
class Matter:
    """What a person wants somebody for."""

    kind: CaseKind
    said: str
    order_id: str = ""
    card_id: str = ""
    conversation_id: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A case, and how many wait before it (0 once it is taken). `new`: it was not open before."""

    case: Case
    ahead: int = 0
    new: bool = False


@dataclass(frozen=True, slots=True)
class Cases:
    """One's own cases; anybody else's do not exist."""

    store: CaseStore
    clock: Clock
    ids: Ids

    async def open(self, command: Command, matter: Matter) -> Place:
        """Open a case, or find the one that is open about the same.

        Refused: not_found, nothing_to_settle (a card that is not frozen), too_many_cases, idempotency_mismatch.
        """
        for _ in range(_TRIES_MAX):
            if stored := await answered(self.store, command):
                return await self.mine(command.user_id, str(stored.answer))
            place, writes = await self.begun(command.user_id, matter)
            try:
                writes = (*writes, command.remember(place.case.case_id))
                await self.store.commit(Changes("case.opened", command.user_id, writes))
            except Conflict:
                continue  # it was opened twice at once
            return place
        raise Conflict("case")

    async def begun(self, user_id: str, matter: Matter) -> tuple[Place, tuple[Write, ...]]:
        """The case of a matter, and what opens it: nothing where one is open about the same."""
        now = self.clock.now()
        case = Case(
            case_id=self.ids("k", now),
            user_id=user_id,
            kind=matter.kind,
            opened_at=now,
            said=matter.said,
            conversation_id=matter.conversation_id,
            order_id=matter.order_id,
            card_id=matter.card_id,
            version=1,
        )
        open_now = [each for each in await self.store.cases(user_id, READ_MAX) if each.state is not CaseState.CLOSED]
        if known := next((each for each in open_now if each.about == case.about), None):
            return await self._placed(known), ()
        await self._check(case)
        if len(open_now) >= CASES_MAX:
            raise Refused(Code.TOO_MANY_CASES, most=CASES_MAX)
        opened = Fact(self.ids("f", now), user_id, FactKind.CASE_OPENED, now, case.case_id, label=case.kind.value)
        place = Place(case, await self.store.waiting_before(case), new=True)
        return place, (PutCase(case), AddFacts((opened,)))

    async def list(self, user_id: str) -> list[Place]:
        """The latest first."""
        return [await self._placed(each) for each in await self.store.cases(user_id, READ_MAX)]

    async def mine(self, user_id: str, case_id: str) -> Place:
        """One of a person's own. Refused(not_found)."""
        case = await self.store.case(case_id)
        if case is None or case.user_id != user_id:
            raise Refused(Code.NOT_FOUND)
        return await self._placed(case)

    async def add(self, command: Command, case_id: str, text: str) -> Place:
        """Say more about it. Refused: not_found, case_state."""
        return await self._change(command, case_id, lambda case: case.added(text, self.clock.now()))

    async def close(self, command: Command, case_id: str) -> Place:
        """Want nobody any more; goes for as long as it waits. Refused: not_found, case_state."""
        return await self._change(command, case_id, lambda case: case.closed(self.clock.now()))

    async def _change(self, command: Command, case_id: str, change: Callable[[Case], Case]) -> Place:
        for _ in range(_TRIES_MAX):
            place = await self.mine(command.user_id, case_id)
            if await answered(self.store, command):
                return place
            changed = change(place.case)
            try:
                writes = (PutCase(changed), command.remember(case_id))
                await self.store.commit(Changes("case.changed", command.user_id, writes))
            except Conflict:
                continue
            return await self._placed(changed)
        raise Conflict("case")

    async def _placed(self, case: Case) -> Place:
        waits = case.state is CaseState.WAITING
        return Place(case, await self.store.waiting_before(case) if waits else 0)

    async def _check(self, case: Case) -> None:
        """That what the case is about is theirs, and can be settled at all."""
        if case.order_id and await self.store.order(case.user_id, case.order_id) is None:
            raise Refused(Code.NOT_FOUND, what=case.order_id)
        if case.kind is CaseKind.DISPUTE and not case.order_id:
            raise Refused(Code.BODY_INVALID, where="order_id")
        if case.kind is CaseKind.APPEAL:
            cards = await self.store.cards(case.user_id)
            card = next((each for each in cards if each.card_id == case.card_id), None)
            if card is None:
                raise Refused(Code.NOT_FOUND, what=case.card_id)
            if card.state is not CardState.FROZEN:
                raise Refused(Code.NOTHING_TO_SETTLE)
