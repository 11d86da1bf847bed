"""Crash points: every place where a process may die, by name, before and after each commit and each call."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import TypeVar, cast

from bangwo.app.changes import Changes
from bangwo.app.ports import CancelTerms, Charge, Checkout, Payments, Piece, Provider, ProviderOrder, Store
from bangwo.domain.money import Money
from bangwo.domain.offer import Hold, Offer, Seat, SeatMap
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote


class Call(StrEnum):
    """Every call that the saga makes to the world."""

    CREATE = "checkout.create"
    LOOK = "checkout.get"
    COMPLETE = "checkout.complete"
    WITHDRAW = "checkout.cancel"
    ASK = "provider.order"
    CANCEL = "provider.cancel"
    RELEASE = "seats.release"
    CHARGE = "payment.charge"
    FIND = "payment.find"
    REFUND = "payment.refund"


class Commit(StrEnum):
    """Every commit that concerns an order or ends a quote."""

    CONFIRMED = "order.confirmed"
    REPEATED = "order.repeated"  # another command that confirms what is confirmed already
    CHARGED = "order.charged"
    ACCEPTED = "order.accepted"
    TURNED = "order.turned"  # it goes backward from here
    CANCELLING = "order.cancelling"  # the same, because the person wants it
    KEPT = "order.kept"  # it could not be cancelled any more
    RESUMED = "order.resumed"  # another run has taken it over
    WAITING = "order.waiting"
    FAILED = "order.failed"
    CANCELLED = "order.cancelled"
    MOVED = "order.moved"
    DROPPED = "quote.dropped"
    STANDING_TRIED = "standing.tried"  # a worker looks whether what waits can be had
    STANDING_QUOTED = "standing.quoted"
    STANDING_OVER = "standing.over"
    CASE_SETTLING = "case.settling"  # money is to go back for a case
    CASE_SETTLED = "case.settled"
    CASE_UNSETTLED = "case.unsettled"  # the payment service said no
    CASE_RESUMED = "case.resumed"
    CASE_WAITING = "case.waiting"


NAMES: tuple[str, ...] = tuple(f"{side}:{name.value}" for name in (*Commit, *Call) for side in ("before", "after"))
"""All of them. A hook is told each name in passing, and may end the process there."""

Hook = Callable[[str], None]


@contextmanager
def _around(hook: Hook, name: str) -> Generator[None]:
    """Before and, when the answer has come, after."""
    hook(f"before:{name}")
    yield
    hook(f"after:{name}")


S = TypeVar("S", bound=Store)


def crashing_store(store: S, hook: Hook) -> S:
    """The same store, with a crash point before and after every commit."""

    class Crashing:
        def __getattr__(self, name: str) -> object:
            return getattr(store, name)

        async def commit(self, changes: Changes) -> None:
            with _around(hook, changes.name):
                await store.commit(changes)

    return cast("S", Crashing())


class CrashingProvider:
    """The same provider, with a crash point before and after every call of the saga."""

    def __init__(self, provider: Provider, hook: Hook) -> None:
        self._provider = provider
        self._hook = hook

    async def create_checkout(self, quote: Quote, buyer: Person, order_id: str) -> Checkout:
        with _around(self._hook, Call.CREATE):
            return await self._provider.create_checkout(quote, buyer, order_id)

    async def checkout(self, checkout_id: str) -> Checkout:
        with _around(self._hook, Call.LOOK):
            return await self._provider.checkout(checkout_id)

    async def complete(self, checkout_id: str, order_id: str, charge_id: str) -> Checkout:
        with _around(self._hook, Call.COMPLETE):
            return await self._provider.complete(checkout_id, order_id, charge_id)

    async def cancel_checkout(self, checkout_id: str, order_id: str) -> Checkout:
        with _around(self._hook, Call.WITHDRAW):
            return await self._provider.cancel_checkout(checkout_id, order_id)

    async def order(self, provider_order_id: str) -> ProviderOrder:
        with _around(self._hook, Call.ASK):
            return await self._provider.order(provider_order_id)

    async def cancel_terms(self, provider_order_id: str) -> CancelTerms:
        return await self._provider.cancel_terms(provider_order_id)

    async def cancel_order(self, provider_order_id: str, order_id: str, reason: str, fee: Money) -> ProviderOrder:
        with _around(self._hook, Call.CANCEL):
            return await self._provider.cancel_order(provider_order_id, order_id, reason, fee)

    async def seat_map(self, offer: Offer) -> SeatMap:
        return await self._provider.seat_map(offer)

    async def hold_seats(self, offer: Offer, seats: Sequence[Seat], key: str, until: datetime) -> Hold:
        return await self._provider.hold_seats(offer, seats, key, until)

    async def hold_pieces(self, pieces: Sequence[Piece], wishes: Sequence[str], key: str, until: datetime) -> Hold:
        return await self._provider.hold_pieces(pieces, wishes, key, until)

    async def release_seats(self, hold: Hold) -> None:
        with _around(self._hook, Call.RELEASE):
            await self._provider.release_seats(hold)


class CrashingPayments:
    """The same payment service, with a crash point before and after every call."""

    def __init__(self, payments: Payments, hook: Hook) -> None:
        self._payments = payments
        self._hook = hook

    async def charge(self, order_id: str, user_id: str, amount: Money, subject: str) -> Charge:
        with _around(self._hook, Call.CHARGE):
            return await self._payments.charge(order_id, user_id, amount, subject)

    async def find(self, order_id: str) -> Charge:
        with _around(self._hook, Call.FIND):
            return await self._payments.find(order_id)

    async def refund(self, order_id: str, refund_id: str, amount: Money, reason: str) -> Charge:
        with _around(self._hook, Call.REFUND):
            return await self._payments.refund(order_id, refund_id, amount, reason)
