"""Oversight: orders as operators see them: found, told whole, and taken back; what was looked at is on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bangwo.app.changes import AddDeed, Changes, JournalEntry, TurnRecord
from bangwo.app.checkout import Till
from bangwo.app.desk import CaseStore
from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Refused
from bangwo.core.ids import Ids
from bangwo.domain.invitation import masked
from bangwo.domain.ledger import Transfer
from bangwo.domain.money import ZERO, Money
from bangwo.domain.operator import Deed, DeedRecord, Operator, Role, account_of
from bangwo.domain.order import Consent, Order

FOUND_MAX = 50
BEFORE = timedelta(hours=1)
"""How long before the yes the talk began that led to it, at most."""
AFTER = timedelta(minutes=1)


class OrderFinder(Protocol):
    """Finds orders of anybody."""

    async def latest(self, limit: int) -> Sequence[Order]: ...
    async def by_id(self, order_id: str) -> Order | None: ...
    async def turns_around(self, order: Order, before: timedelta, after: timedelta) -> Sequence[TurnRecord]:
        """What its person said and was told about the time of the yes, the oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Health:
    """How a provider answered when its catalogue was asked for last; `failures` in a row, the last one's `problem`."""

    provider_id: str
    answered_at: datetime | None
    failures: int
    problem: str
    offers: int
    trades: tuple[str, ...]


class Healths(Protocol):
    """Knows how providers are."""

    async def look(self) -> Sequence[Health]: ...


@dataclass(frozen=True, slots=True)
class Story:
    """An order from the sentence to the ledger. `who`: the person, masked."""

    order: Order
    who: str
    turns: Sequence[TurnRecord]
    consent: Consent | None
    journal: Sequence[JournalEntry]
    transfers: Sequence[Transfer]


@dataclass(frozen=True, slots=True)
class Oversight:
    """The operators' view of orders."""

    store: CaseStore
    finder: OrderFinder
    healths: Healths
    till: Till
    clock: Clock
    ids: Ids

    async def find(self, text: str) -> Sequence[tuple[Order, str]]:
        """The orders of that number or phone number, or the latest of all; each with its person, masked."""
        orders = await self._found(text)
        names = {each: await self._who(each) for each in {order.user_id for order in orders}}
        return [(each, names[each.user_id]) for each in orders]

    async def story(self, operator: Operator, user_id: str, order_id: str) -> Story:
        """The whole story; that it was looked at goes into the record. Refused: not_found."""
        order = await self.order(user_id, order_id)
        await self._note(operator, order, Deed.LOOKED)
        moved = [each for each in await self.store.transfers(user_id) if each.order_id == order_id]
        return Story(
            order=order,
            who=await self._who(user_id),
            turns=await self.finder.turns_around(order, BEFORE, AFTER),
            consent=await self.store.consent(user_id, order_id),
            journal=await self.store.journal(user_id, order_id),
            transfers=moved,
        )

    async def cancel(self, operator: Operator, order: Order, reason: str, key: str, *, fee: Money = ZERO) -> Order:
        """Take an order back for its person. Refused: role_lacking, order_not_cancellable, cancel_fee."""
        operator.needs(Role.MANAGER)
        await self._note(operator, order, Deed.CANCELLED, reason)
        return await self.till.cancel(order.user_id, order.order_id, reason, f"{operator.name}:{key}", fee=fee)

    async def steered(self, operator: Operator, campaign_id: str, what: str) -> None:
        """Put on record that an operator changed a campaign. What it changed stands in the campaign's own record."""
        whom = account_of(operator.name)
        now = self.clock.now()
        line = DeedRecord(self.ids("d", now), whom, now, operator.name, Deed.STEERED, detail=f"{campaign_id} {what}")
        await self.store.commit(Changes("campaign.steered", whom, (AddDeed(line),)))

    async def _found(self, text: str) -> Sequence[Order]:
        if not text:
            return await self.finder.latest(FOUND_MAX)
        if text.startswith("o_"):
            order = await self.finder.by_id(text)
            return [] if order is None else [order]
        person = await self.store.person_by_phone(text)
        return [] if person is None else await self.store.orders(person.user_id, FOUND_MAX)

    async def _who(self, user_id: str) -> str:
        person = await self.store.person(user_id)
        return user_id if person is None else masked(person.name, person.phone)

    async def order(self, user_id: str, order_id: str) -> Order:
        """An order of anybody; Refused(not_found)."""
        order = await self.store.order(user_id, order_id)
        if order is None:
            raise Refused(Code.NOT_FOUND)
        return order

    async def _note(self, operator: Operator, order: Order, deed: Deed, why: str = "") -> None:
        now = self.clock.now()
        detail = f"{order.order_id} {why}".rstrip()
        line = DeedRecord(self.ids("d", now), order.user_id, now, operator.name, deed, detail=detail)
        await self.store.commit(Changes("order.overseen", order.user_id, (AddDeed(line),)))
