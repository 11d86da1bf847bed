"""Checkout: quotes that hold what they promise, the yes that turns one into an order, and the no afterwards."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import datetime

from bangwo.app import ceilings, outcomes, promote
from bangwo.app.changes import (
    AddConsent,
    AddFacts,
    AddJournal,
    Changes,
    JournalEntry,
    PutCard,
    PutOrder,
    PutQuote,
    Write,
)
from bangwo.app.course import LEASE
from bangwo.app.crashpoints import Commit
from bangwo.app.once import Command, answered, body_digest
from bangwo.app.ports import CancelTerms, Signer, Store
from bangwo.app.saga import JOURNAL_PER_VERSION, Closing, Saga
from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Conflict, Refused, Unavailable, Unknown
from bangwo.core.ids import Ids
from bangwo.domain.campaigns.card import Card
from bangwo.domain.facts import Fact, FactKind
from bangwo.domain.money import ZERO, Money
from bangwo.domain.order import TERMINAL, Consent, Moment, Order, OrderState, Step
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote, QuoteState, order_id_of

TRIES_MAX = 4
PATIENCE_S = 3.0
"""How long a person waits for the provider's answer before being told that it goes on."""

Patience = Callable[[Coroutine[None, None, Order], Order], Awaitable[Order]]
"""Waits for a run for a while; gives the order it was handed when the run takes longer, and lets the run go on."""


def opened(quote: Quote, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """A quote made: it is stored, and holds its card and its budget. Written in the commit of its turn."""
    made = Fact(
        ids("f", now), quote.user_id, FactKind.QUOTE_MADE, now, quote.quote_id, quote.pay.fen, quote.trade.value
    )
    return (PutQuote(quote, QuoteState.OPEN), AddFacts((made,)), *promote.hold(quote, cards, now, ids))


def dropped(quote: Quote, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """A quote given up: its mirror. Seats that it held are the provider's to free (`release_seats`)."""
    return (PutQuote(quote, QuoteState.DROPPED, QuoteState.OPEN), *promote.release(quote, cards, now, ids))


def replaced(old: Quote, new: Quote, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """A quote given up for another. `new` was priced with `promote.freed(cards, old, now)`; one card may pass over."""
    freed = promote.freed(cards, old, now)
    return _merged((*dropped(old, cards, now, ids), *opened(new, freed, now, ids)))


def _merged(writes: Sequence[Write]) -> tuple[Write, ...]:
    """The same writes, with one for each card: from what the first expects to what the last makes of it."""
    cards = [each for each in writes if isinstance(each, PutCard)]
    first = {each.card.card_id: each for each in reversed(cards)}
    last = {each.card.card_id: each for each in cards}
    passed = tuple(replace(first[key], card=each.card) for key, each in last.items())
    return (*(each for each in writes if not isinstance(each, PutCard)), *passed)


class Till:
    """Takes the yes and the no: commits them, then lets the saga run for as long as a person waits."""

    def __init__(
        self, store: Store, saga: Saga, signer: Signer, clock: Clock, ids: Ids, *, patience: Patience | None = None
    ) -> None:
        self._store = store
        self._saga = saga
        self._signer = signer
        self._clock = clock
        self._ids = ids
        self._patience = patience or Wait(PATIENCE_S)

    @property
    def signer(self) -> Signer:
        """What consents are signed with."""
        return self._signer

    async def confirm(
        self,
        person: Person,
        quote_id: str,
        digest: str,
        key: str,
        extra: tuple[Write, ...] = (),
        *,
        body: str = "",
        shown: Quote | None = None,
        hand: Sequence[Card] | None = None,
        closing: Closing | None = None,
    ) -> Order:
        """The order that a yes to a digest makes, once, however often it is said.

        `extra` is written in the same commit (the turn it was said in); `body` is the digest of the command's body;
        `shown` is the quote where the caller has just read it open: the commit sees whether it still is; `hand` are
        the person's cards, read at the same time. `closing`: what is written with the acceptance, if this call sees it.
        Refused: not_found, digest_mismatch, quote_gone, quote_expired, over_ceiling, idempotency_mismatch. Conflict
        when a write of `extra` was overtaken: nothing was done.
        """
        command = Command(person.user_id, key, body or body_digest([quote_id, digest]))
        overtaken = Conflict("quote")
        for attempt in range(TRIES_MAX):
            just_read = None if attempt else shown
            quote, state = await self._promise(person.user_id, quote_id, just_read)
            if known := await self._already(command, quote, state, digest):
                return known
            order = self._first(quote)
            try:
                kept = await ceilings.within(self._store, person, quote.pay, order.created_at)
                writes = (*self._confirmed(quote, order), *kept, command.remember(order_id=order.order_id), *extra)
                await self._store.commit(Changes(Commit.CONFIRMED, person.user_id, writes))
            except Conflict as conflict:
                overtaken = conflict
                if conflict.what != "person" and not await self._lost(command, quote):
                    raise
                continue
            except Unknown:
                if await self._store.order(person.user_id, order.order_id) != order:
                    continue  # not written so far; writing it again is guarded
            return await self._patience(self._saga.begin(order, person, hand, closing), order)
        raise overtaken

    async def cancel(
        self,
        user_id: str,
        order_id: str,
        reason: str,
        key: str,
        extra: tuple[Write, ...] = (),
        *,
        fee: Money = ZERO,
        body: str = "",
    ) -> Order:
        """The order on its way back, or undone already; `fee`: what was agreed to.

        Refused: not_found, order_not_cancellable, or cancel_fee where it costs more.
        """
        command = Command(user_id, key, body or body_digest([order_id, reason, *([fee.fen] if fee else [])]))
        overtaken = Conflict("order")
        for _ in range(TRIES_MAX):
            order = await self._order(user_id, order_id)
            if await answered(self._store, command) or order.state in (OrderState.CANCELLING, OrderState.CANCELLED):
                return _cancelled(order)
            if order.state in TERMINAL:
                raise Refused(Code.ORDER_NOT_CANCELLABLE, state=order.state.value)
            if (terms := await self.cancel_terms(order)).fee > fee:
                raise Refused(Code.CANCEL_FEE, fee_fen=terms.fee.fen, refund_fen=(order.paid - terms.fee).fen)
            turned = replace(self._turned(order, reason), fee=fee)
            try:
                writes = (PutOrder(turned), command.remember(order_id=order_id), *extra)
                await self._store.commit(Changes(Commit.CANCELLING, user_id, writes))
            except Conflict as conflict:
                overtaken = conflict
            except Unknown:
                continue
            else:
                return _cancelled(await self._patience(self._saga.go_on(turned, order.sure), turned))
        raise overtaken

    async def cancel_terms(self, order: Order) -> CancelTerms:
        """What cancelling would cost now. Refused: order_not_cancellable, also where the fee is more than was paid."""
        provider = self._saga.providers.get(order.quote.provider_id)
        if order.step is not Step.FOLLOW or provider is None:
            return CancelTerms(ZERO)
        try:
            terms = await provider.cancel_terms(order.provider_order_id)
        except Unavailable:
            return CancelTerms(ZERO)  # it is asked to cancel for nothing, and says whether it does
        if terms.fee > order.paid:
            raise Refused(Code.ORDER_NOT_CANCELLABLE, state=order.state.value)
        return terms

    async def _promise(self, user_id: str, quote_id: str, just_read: Quote | None = None) -> tuple[Quote, QuoteState]:
        if just_read is not None and (just_read.user_id, just_read.quote_id) == (user_id, quote_id):
            return just_read, QuoteState.OPEN
        found = await self._store.quote(user_id, quote_id)
        if found is None:
            raise Refused(Code.NOT_FOUND)
        return found

    async def _order(self, user_id: str, order_id: str) -> Order:
        order = await self._store.order(user_id, order_id)
        if order is None:
            raise Refused(Code.NOT_FOUND)
        return order

    async def _already(self, command: Command, quote: Quote, state: QuoteState, digest: str) -> Order | None:
        """The order that this quote or this very command made before; None when the quote may be confirmed now."""
        open_now = state is QuoteState.OPEN and digest == quote.digest and quote.live(self._clock.now())
        if open_now:
            return None  # should the key be used already, the commit's guard says so: no read on the usual way
        if stored := await answered(self._store, command):
            return await self._order(command.user_id, stored.order_id)
        if digest != quote.digest:
            raise Refused(Code.DIGEST_MISMATCH)
        if state is QuoteState.DROPPED:
            raise Refused(Code.QUOTE_GONE)
        if state is QuoteState.OPEN:
            raise Refused(Code.QUOTE_EXPIRED)
        return await self._repeated(command, quote)

    async def _repeated(self, command: Command, quote: Quote) -> Order:
        """Another yes to what is ordered already: the same order, remembered for this key too."""
        order_id = order_id_of(quote.quote_id)
        try:
            writes = (command.remember(order_id=order_id),)
            await self._store.commit(Changes(Commit.REPEATED, command.user_id, writes))
        except Conflict:
            await answered(self._store, command)
        return await self._order(command.user_id, order_id)

    async def _lost(self, command: Command, quote: Quote) -> bool:
        """Whether somebody else's commit came first and shows in what is read now, so that asking again is of use."""
        if await answered(self._store, command):
            return True
        _, state = await self._promise(command.user_id, quote.quote_id)
        return state is not QuoteState.OPEN

    def _first(self, quote: Quote) -> Order:
        """The order as it begins. Its first `next_at` is the lease of the run that follows."""
        now = self._clock.now()
        return Order(
            order_id=order_id_of(quote.quote_id),
            user_id=quote.user_id,
            quote=quote,
            state=OrderState.PLACING,
            step=Step.CHECKOUT,
            timeline=(Moment(now, OrderState.PLACING),),
            created_at=now,
            version=1,
            next_at=now + LEASE,
        )

    def _confirmed(self, quote: Quote, order: Order) -> tuple[Write, ...]:
        now = order.created_at
        said_yes = JournalEntry(order.order_id, order.version * JOURNAL_PER_VERSION - 1, now, "confirm", "yes")
        return (
            PutQuote(quote, QuoteState.ORDERED, QuoteState.OPEN),
            PutOrder(order),
            AddConsent(self._consent(quote, order)),
            AddJournal(order.user_id, (said_yes,)),
            AddFacts((outcomes.fact(order, FactKind.ORDER_CONFIRMED, now, self._ids, amount=quote.pay),)),
        )

    def _consent(self, quote: Quote, order: Order) -> Consent:
        claims = {
            "user": quote.user_id,
            "order": order.order_id,
            "quote": quote.quote_id,
            "digest": quote.digest,
            "pay_fen": quote.pay.fen,
            "currency": quote.pay.currency,
            "at": order.created_at.isoformat(),
        }
        jws = self._signer.sign(claims)
        return Consent(quote.user_id, order.order_id, quote.quote_id, quote.digest, order.created_at, jws)

    def _turned(self, order: Order, reason: str) -> Order:
        now = self._clock.now()
        return replace(
            order.moved(OrderState.CANCELLING, now),
            version=order.version + 1,
            step=order.step if order.step in (Step.REFUND, Step.CLOSE) else Step.WITHDRAW,
            reason=reason,
            turned_at=now,
            attempts=0,
            next_at=now + LEASE,
            sure=False,
        )


def _cancelled(order: Order) -> Order:
    """What a cancellation answers: the order on its way back; Refused when it turned out that it cannot be."""
    if order.state in (OrderState.CANCELLING, OrderState.CANCELLED, OrderState.FAILED):
        return order
    raise Refused(Code.ORDER_NOT_CANCELLABLE, state=order.state.value)


class Wait:
    """Patience of so many seconds; a run that takes longer goes on by itself, and a worker finds it should it die."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._running: set[asyncio.Task[Order]] = set()

    async def __call__(self, run: Coroutine[None, None, Order], so_far: Order) -> Order:
        """What the run made of the order, or the order so far."""
        task = asyncio.ensure_future(run)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        done, _ = await asyncio.wait((task,), timeout=self._seconds)
        return task.result() if done else so_far
