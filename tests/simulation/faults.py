"""Faults: mistakes that an app could make, each planted between the app and the world."""

from dataclasses import replace

from bangwo.app.changes import AddFacts, AddTransfers, Changes, EndBudgetHold, PutCard
from bangwo.app.ports import Charge, Checkout, Payments, Provider, Store
from bangwo.core.errors import Unknown
from bangwo.domain.money import ZERO, Money
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote

ENDS = ("order.failed", "order.cancelled")


class Payment:
    """A payment service as it is."""

    def __init__(self, payments: Payments) -> None:
        self._payments = payments

    async def charge(self, order_id: str, user_id: str, amount: Money, subject: str) -> Charge:
        return await self._payments.charge(order_id, user_id, amount, subject)

    async def find(self, order_id: str) -> Charge:
        return await self._payments.find(order_id)

    async def refund(self, order_id: str, refund_id: str, amount: Money, reason: str) -> Charge:
        return await self._payments.refund(order_id, refund_id, amount, reason)


class ChargesAgain(Payment):
    """A retry with a key of its own: the person pays twice."""

    async def charge(self, order_id: str, user_id: str, amount: Money, subject: str) -> Charge:
        try:
            return await self._payments.charge(order_id, user_id, amount, subject)
        except Unknown:
            return await self._payments.charge(f"{order_id}-2", user_id, amount, subject)


class TakesSilenceForNo(Payment):
    """A time-out is taken for a failure: what was charged stays charged."""

    async def charge(self, order_id: str, user_id: str, amount: Money, subject: str) -> Charge:
        try:
            return await self._payments.charge(order_id, user_id, amount, subject)
        except Unknown:
            return Charge("", "refused", ZERO, ZERO)


class RetriesUnasked(Payment):
    """A charge without an answer is simply sent again."""

    async def charge(self, order_id: str, user_id: str, amount: Money, subject: str) -> Charge:
        try:
            return await self._payments.charge(order_id, user_id, amount, subject)
        except Unknown:
            return await self._payments.charge(order_id, user_id, amount, subject)


class TakesMore(Payment):
    """Another amount than the one agreed."""

    async def charge(self, order_id: str, user_id: str, amount: Money, subject: str) -> Charge:
        return await self._payments.charge(order_id, user_id, amount + Money(1), subject)


class ForgetsToPayBack(Payment):
    """A refund that is only said to have been made."""

    async def refund(self, order_id: str, refund_id: str, amount: Money, reason: str) -> Charge:
        found = await self._payments.find(order_id)
        return replace(found, refunded=found.amount)


class PaysBackTwice(Payment):
    """A refund with a new key each time."""

    async def refund(self, order_id: str, refund_id: str, amount: Money, reason: str) -> Charge:
        await self._payments.refund(order_id, f"{refund_id}-1", amount, reason)
        return await self._payments.refund(order_id, f"{refund_id}-2", amount, reason)


def overlooks_the_price(provider: Provider) -> Provider:
    """Whatever the shop asks now is paid as if it were what was promised."""
    create = provider.create_checkout

    class Overlooking:
        def __getattr__(self, name: str) -> object:
            return getattr(provider, name)

        async def create_checkout(self, quote: Quote, buyer: Person, order_id: str) -> Checkout:
            return replace(await create(quote, buyer, order_id), total=quote.gross)

    return Overlooking()  # type: ignore[return-value]


def orders_something_else(provider: Provider) -> Provider:
    """Fewer pieces than agreed, for a shop that has no more."""
    create = provider.create_checkout

    class Substituting:
        def __getattr__(self, name: str) -> object:
            return getattr(provider, name)

        async def create_checkout(self, quote: Quote, buyer: Person, order_id: str) -> Checkout:
            lines = tuple(replace(line, qty=1, unit_price=line.amount) for line in quote.lines)
            return await create(replace(quote, lines=lines), buyer, order_id)

    return Substituting()  # type: ignore[return-value]


def _forgetting(store: Store, kinds: tuple[type, ...], names: tuple[str, ...]) -> Store:
    class Forgetting:
        def __getattr__(self, name: str) -> object:
            return getattr(store, name)

        async def commit(self, changes: Changes) -> None:
            if changes.name in names:
                kept = tuple(each for each in changes.writes if not isinstance(each, kinds))
                changes = replace(changes, writes=kept)
            await store.commit(changes)

    return Forgetting()  # type: ignore[return-value]


def forgets_the_card(store: Store) -> Store:
    return _forgetting(store, (PutCard,), ENDS)


def forgets_the_budget(store: Store) -> Store:
    return _forgetting(store, (EndBudgetHold,), ENDS)


def forgets_the_ledger(store: Store) -> Store:
    return _forgetting(store, (AddTransfers,), ENDS)


def forgets_the_facts(store: Store) -> Store:
    return _forgetting(store, (AddFacts,), ("order.accepted",))


def uses_no_card(store: Store) -> Store:
    return _forgetting(store, (PutCard, EndBudgetHold), ("order.accepted",))
