"""Casework: what operators do with cases, each deed in the record beside what it did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bangwo.app.changes import AddDeed, AddMemo, Changes, JournalEntry, PutCard, PutCase, PutOrder, TurnRecord, Write
from bangwo.app.crashpoints import Commit
from bangwo.app.desk import CaseStore
from bangwo.app.once import Command, answered
from bangwo.app.ports import ConversationBrief
from bangwo.app.redress import Redress
from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Conflict, Refused
from bangwo.core.ids import Ids
from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.case import Bearer, Case, CaseState, Settlement
from bangwo.domain.ledger import Transfer
from bangwo.domain.memo import Memo
from bangwo.domain.money import ZERO, Money
from bangwo.domain.operator import Deed, DeedRecord, Operator, Role
from bangwo.domain.order import Order
from bangwo.domain.person import Person
from bangwo.language.replies import Say

QUEUE_MAX = 200
TURNS_MAX = 100
CONVERSATIONS_MAX = 20
DEEDS_MAX = 200
_TRIES_MAX = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """How an operator wants a case settled."""

    refund: Money = ZERO
    bearer: Bearer = Bearer.MERCHANT
    reason: str = ""
    unfreeze: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A case with all that belongs to it. `left`: what of the order's money may still go back."""

    case: Case
    person: Person
    turns: Sequence[TurnRecord] = ()
    order: Order | None = None
    transfers: Sequence[Transfer] = ()
    journal: Sequence[JournalEntry] = ()
    left: Money = ZERO
    card: Card | None = None
    deeds: Sequence[DeedRecord] = ()
    conversations: Sequence[ConversationBrief] = ()


@dataclass(frozen=True, slots=True)
class Casework:
    """The operators' side of the queue. `key`: of the command; the same key does nothing twice."""

    store: CaseStore
    redress: Redress
    clock: Clock
    ids: Ids

    async def queue(self, states: Sequence[CaseState]) -> Sequence[Case]:
        """Everybody's cases in these states, the oldest first."""
        return await self.store.queue(states, QUEUE_MAX)

    async def file(self, operator: Operator, case_id: str) -> File:
        """A case with all that belongs to it; that it was looked at goes into the record. Refused(not_found)."""
        case = await self._case(case_id)
        await self.store.commit(Changes("case.looked", case.user_id, (self._deed(case, operator, Deed.LOOKED),)))
        person = await self.store.person(case.user_id)
        if person is None:
            raise Refused(Code.NOT_FOUND)
        told = await self.store.conversations(case.user_id, CONVERSATIONS_MAX)
        file = File(case, person, deeds=await self.store.deeds(DEEDS_MAX, case_id), conversations=told)
        if case.conversation_id:
            file = replace(file, turns=await self.store.turns(case.user_id, case.conversation_id, TURNS_MAX))
        if case.card_id:
            file = replace(file, card=await self._card(case))
        order = await self.store.order(case.user_id, case.order_id) if case.order_id else None
        if order is None:
            return file
        moved = [each for each in await self.store.transfers(case.user_id) if each.order_id == order.order_id]
        journal = await self.store.journal(case.user_id, order.order_id)
        return replace(file, order=order, transfers=moved, journal=journal, left=await self.redress.left(order))

    async def turns(self, operator: Operator, case_id: str, conversation_id: str) -> Sequence[TurnRecord]:
        """Another conversation of the same person; goes into the record. Refused(not_found)."""
        case = await self._case(case_id)
        deed = self._deed(case, operator, Deed.LOOKED, conversation_id)
        await self.store.commit(Changes("case.looked", case.user_id, (deed,)))
        return await self.store.turns(case.user_id, conversation_id, TURNS_MAX)

    async def take(self, operator: Operator, case_id: str) -> Case:
        """Take it; taking what one has taken already changes nothing. Refused: case_state, role_lacking."""
        for _ in range(_TRIES_MAX):
            case = await self._case(case_id)
            if case.state is CaseState.TAKEN and case.taken_by == operator.name:
                return case
            taken = case.taken(operator)
            try:
                return await self._written(taken, (self._deed(case, operator, Deed.TOOK),), "case.taken")
            except Conflict:
                continue  # somebody else was first
        raise Conflict("case")

    async def reply(self, operator: Operator, case_id: str, text: str, key: str) -> Case:
        """Say something to the person: it waits for their next turn. Refused: case_state, case_taken, role_lacking."""

        def words(case: Case) -> tuple[Case, tuple[Write, ...]]:
            memo = self._memo(case, Say.CASE_REPLY, text=text)
            return case.replied(operator, text, self.clock.now()), (memo, self._deed(case, operator, Deed.REPLIED))

        return await self._did(operator, case_id, f"reply:{text}", key, words)

    async def close(self, operator: Operator, case_id: str, key: str) -> Case:
        """Be done with it. Refused: case_state, case_taken, role_lacking."""

        def over(case: Case) -> tuple[Case, tuple[Write, ...]]:
            memo = self._memo(case, Say.CASE_CLOSED)
            return case.closed(self.clock.now(), operator), (memo, self._deed(case, operator, Deed.CLOSED))

        return await self._did(operator, case_id, "close", key, over)

    async def settle(self, operator: Operator, case_id: str, wish: Wish, key: str) -> Case:
        """Settle it, and give back what the settlement says.

        Refused: case_state, case_taken, role_lacking, order_open, refund_too_much, nothing_to_settle.
        """
        digest = f"settle:{wish.refund.fen}:{wish.bearer}:{wish.unfreeze}:{wish.reason}"
        for _ in range(_TRIES_MAX):
            case = await self._case(case_id)
            command = Command(case.user_id, f"{operator.name}:{key}", digest)
            if await answered(self.store, command):
                return case
            settled, also = await self._settled(case, operator, wish)
            try:
                await self._written(settled, (*also, command.remember(case_id)), Commit.CASE_SETTLING)
            except Conflict:
                continue
            return await self.redress.give(settled, sure=True) if settled.state is CaseState.SETTLING else settled
        raise Conflict("case")

    async def _settled(self, case: Case, operator: Operator, wish: Wish) -> tuple[Case, tuple[Write, ...]]:
        """The case with its settlement. The order's next version keeps two settlements from sharing what is left."""
        order = await self.store.order(case.user_id, case.order_id) if case.order_id else None
        if (wish.refund and (order is None or not order.paid)) or (wish.unfreeze and not case.card_id):
            raise Refused(Code.NOTHING_TO_SETTLE)
        if wish.refund and order is not None and not order.ended:
            raise Refused(Code.ORDER_OPEN, state=order.state.value)
        now, left = self.clock.now(), await self.redress.left(order) if order else ZERO
        settlement = Settlement(operator.name, now, wish.refund, wish.bearer, wish.reason, wish.unfreeze)
        settled = case.settled(operator, settlement, left)
        detail = (
            f"{wish.refund.fen} fen by {wish.bearer}" if wish.refund else "unfreeze" if wish.unfreeze else "no money"
        )
        writes: list[Write] = [self._deed(case, operator, Deed.SETTLED, f"{detail}; {wish.reason}".rstrip("; "))]
        if wish.refund and order is not None:
            if left < order.paid - order.refunded:  # another one is giving: what it gave could not be told apart
                raise Refused(Code.CASE_STATE, state=CaseState.SETTLING.value)
            writes.append(PutOrder(replace(order, version=order.version + 1)))
        if wish.unfreeze:
            operator.needs(Role.MANAGER)
            writes += await self._unfrozen(case)
        return settled, tuple(writes)

    async def _unfrozen(self, case: Case) -> tuple[Write, ...]:
        card = await self._card(case)
        if card is None or card.state is not CardState.FROZEN:
            raise Refused(Code.NOTHING_TO_SETTLE)
        return PutCard(card.release(self.clock.now()), CardState.FROZEN), self._memo(case, Say.CASE_UNFROZEN)

    async def _did(
        self,
        operator: Operator,
        case_id: str,
        what: str,
        key: str,
        deed: Callable[[Case], tuple[Case, tuple[Write, ...]]],
    ) -> Case:
        for _ in range(_TRIES_MAX):
            case = await self._case(case_id)
            command = Command(case.user_id, f"{operator.name}:{key}", what)
            if await answered(self.store, command):
                return case
            changed, also = deed(case)
            try:
                return await self._written(changed, (*also, command.remember(case_id)), "case.worked_on")
            except Conflict:
                continue
        raise Conflict("case")

    async def _written(self, case: Case, also: tuple[Write, ...], name: str) -> Case:
        await self.store.commit(Changes(name, case.user_id, (PutCase(case), *also)))
        return case

    async def _case(self, case_id: str) -> Case:
        case = await self.store.case(case_id)
        if case is None:
            raise Refused(Code.NOT_FOUND)
        return case

    async def _card(self, case: Case) -> Card | None:
        cards = await self.store.cards(case.user_id)
        return next((each for each in cards if each.card_id == case.card_id), None)

    def _memo(self, case: Case, say: Say, **facts: str) -> AddMemo:
        now = self.clock.now()
        return AddMemo(Memo(self.ids("m", now), case.user_id, now, say.value, {"number": case.number, **facts}))

    def _deed(self, case: Case, operator: Operator, deed: Deed, detail: str = "") -> AddDeed:
        now = self.clock.now()
        return AddDeed(DeedRecord(self.ids("d", now), case.user_id, now, operator.name, deed, case.case_id, detail))
