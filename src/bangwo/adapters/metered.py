"""Metered: the store, the providers and the payments, with every call counted and timed."""

import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import TypeVar

from prometheus_client import Counter, Histogram

from bangwo.adapters.store.postgres import PostgresStore
from bangwo.app.changes import AddFacts, Changes
from bangwo.app.ports import CancelTerms, Charge, Checkout, Payments, Piece, Provider, ProviderOrder
from bangwo.core.errors import BangwoError
from bangwo.domain.money import Money
from bangwo.domain.offer import Hold, Offer, Seat, SeatMap
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote

_BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)

CALLS = Histogram("bangwo_call_seconds", "Calls to other services", ["service", "verb", "outcome"], buckets=_BUCKETS)
COMMITS = Histogram("bangwo_commit_seconds", "Commits: the steps of sagas and all else", ["name"], buckets=_BUCKETS)
FACTS = Counter("bangwo_facts_total", "Things that happened: orders by what became of them", ["kind", "label"])
_LABELLED = frozenset({"order_moved", "refused"})

T = TypeVar("T")


@cache
def _calls(service: str, verb: str, outcome: str) -> Histogram:
    """The series of such calls: finding it costs more than adding to it."""
    return CALLS.labels(service, verb, outcome)


@cache
def _commits(name: str) -> Histogram:
    return COMMITS.labels(name)


@lru_cache(maxsize=1000)
def _facts(kind: str, label: str) -> Counter:
    return FACTS.labels(kind, label)


class MeteredStore(PostgresStore):
    """PostgreSQL, its commits timed and the facts in them counted."""

    async def commit(self, changes: Changes) -> None:
        """Write all or nothing."""
        began = time.perf_counter()
        await super().commit(changes)
        _commits(changes.name).observe(time.perf_counter() - began)
        for write in changes.writes:
            if isinstance(write, AddFacts):
                for fact in write.facts:
                    _facts(fact.kind.value, fact.label if fact.kind in _LABELLED else "").inc()


async def _timed(service: str, verb: str, call: Callable[[], Awaitable[T]]) -> T:
    began, outcome = time.perf_counter(), "answered"
    try:
        return await call()
    except BangwoError as error:
        outcome = type(error).__name__.lower()
        raise
    finally:
        _calls(service, verb, outcome).observe(time.perf_counter() - began)


class MeteredProvider:
    """A provider, its calls timed by verb."""

    def __init__(self, name: str, provider: Provider) -> None:
        self._name = name
        self._provider = provider

    async def create_checkout(self, quote: Quote, buyer: Person, order_id: str) -> Checkout:
        return await self._timed("create_checkout", lambda: self._provider.create_checkout(quote, buyer, order_id))

    async def checkout(self, checkout_id: str) -> Checkout:
        return await self._timed("checkout", lambda: self._provider.checkout(checkout_id))

    async def complete(self, checkout_id: str, order_id: str, charge_id: str) -> Checkout:
        return await self._timed("complete", lambda: self._provider.complete(checkout_id, order_id, charge_id))

    async def cancel_checkout(self, checkout_id: str, order_id: str) -> Checkout:
        return await self._timed("cancel_checkout", lambda: self._provider.cancel_checkout(checkout_id, order_id))

    async def order(self, provider_order_id: str) -> ProviderOrder:
        return await self._timed("order", lambda: self._provider.order(provider_order_id))

    async def cancel_terms(self, provider_order_id: str) -> CancelTerms:
        return await self._timed("cancel_terms", lambda: self._provider.cancel_terms(provider_order_id))

    async def cancel_order(self, provider_order_id: str, order_id: str, reason: str, fee: Money) -> ProviderOrder:
        call = self._provider.cancel_order
        return await self._timed("cancel_order", lambda: call(provider_order_id, order_id, reason, fee))

    async def seat_map(self, offer: Offer) -> SeatMap:
        return await self._timed("seat_map", lambda: self._provider.seat_map(offer))

    async def hold_seats(self, offer: Offer, seats: Sequence[Seat], key: str, until: datetime) -> Hold:
        return await self._timed("hold_seats", lambda: self._provider.hold_seats(offer, seats, key, until))

    async def hold_pieces(self, pieces: Sequence[Piece], wishes: Sequence[str], key: str, until: datetime) -> Hold:
        return await self._timed("hold_pieces", lambda: self._provider.hold_pieces(pieces, wishes, key, until))

    async def release_seats(self, hold: Hold) -> None:
        await self._timed("release_seats", lambda: self._provider.release_seats(hold))

    async def _timed(self, verb: str, call: Callable[[], Awaitable[T]]) -> T:
        return await _timed(self._name, verb, call)


class MeteredPayments:
    """A payment service, its calls timed by verb."""

    def __init__(self, payments: Payments) -> None:
        self._payments = payments

    async def charge(self, order_id: str, user_id: str, amount: Money, subject: str) -> Charge:
        return await _timed("pay", "charge", lambda: self._payments.charge(order_id, user_id, amount, subject))

    async def find(self, order_id: str) -> Charge:
        return await _timed("pay", "find", lambda: self._payments.find(order_id))

    async def refund(self, order_id: str, refund_id: str, amount: Money, reason: str) -> Charge:
        return await _timed("pay", "refund", lambda: self._payments.refund(order_id, refund_id, amount, reason))
