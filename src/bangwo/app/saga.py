"""Saga: runs orders forward to their acceptance, or backward to their undoing, from wherever they were left."""

from collections.abc import Callable, Sequence
from typing import assert_never

import structlog

from bangwo.app import course as courses
from bangwo.app import outcomes
from bangwo.app.changes import AddJournal, Changes, JournalEntry, Write
from bangwo.app.course import Course
from bangwo.app.crashpoints import Call, Commit
from bangwo.app.ports import Payments, Provider, Providers, Store
from bangwo.core.clock import Clock
from bangwo.core.errors import Bug, Conflict, Refused, Unavailable, Unknown
from bangwo.core.ids import Ids
from bangwo.domain.campaigns.card import Card
from bangwo.domain.order import Order
from bangwo.domain.person import Person

ACTIONS_MAX = 40
"""More than any run needs: a course that turns in a circle is a bug, and a loud one."""
ALARM_FROM = 10
"""Attempts from which on somebody should look."""
JOURNAL_PER_VERSION = 64

Closing = Callable[[Order], tuple[Write, ...]]
"""What the commit that accepts an order is to write besides: what is told of it."""

_REST_AFTER = frozenset({Commit.WAITING, Commit.ACCEPTED, Commit.KEPT, Commit.FAILED, Commit.CANCELLED})

log = structlog.get_logger("bangwo.saga")


def _log_stuck(order: Order) -> None:
    log.warning("order_stuck", order_id=order.order_id, step=order.step, attempts=order.attempts)


class Saga:
    """Makes the calls and writes the commits that a course asks for. It keeps nothing: everything is in the store."""

    def __init__(
        self,
        store: Store,
        providers: Providers,
        payments: Payments,
        clock: Clock,
        ids: Ids,
        *,
        alarm: Callable[[Order], None] = _log_stuck,
    ) -> None:
        self.store = store
        self.providers = providers
        self.payments = payments
        self.clock = clock
        self.ids = ids
        self.alarm = alarm

    async def begin(
        self, order: Order, buyer: Person, hand: Sequence[Card] | None = None, closing: Closing | None = None
    ) -> Order:
        """Run an order that this very process has just confirmed: nothing can be under way for it.

        `hand`: the buyer's cards as they were just read. Were they touched since, the commit's guard says so.
        """
        return await _Run(self, order, buyer, hand, closing).run(Course(order, sure=True))

    async def go_on(self, order: Order, sure: bool) -> Order:
        """Run an order that this process has just turned back; `sure` is as it stood before the turn."""
        return await _Run(self, order).run(Course(order, sure=sure))

    async def resume(self, order: Order) -> Order:
        """Take over an order that another run left. The new version keeps that run from writing any more."""
        return await _Run(self, order).run(Course(order, sure=order.sure, commit=Commit.RESUMED))


class _Run:
    """One run of one order: what it has written last, and the journal of what it has not written yet."""

    def __init__(
        self,
        saga: Saga,
        order: Order,
        buyer: Person | None = None,
        hand: Sequence[Card] | None = None,
        closing: Closing | None = None,
    ) -> None:
        self._saga = saga
        self._written = order
        self._buyer = buyer
        self._hand = hand
        self._closing = closing
        self._entries: list[JournalEntry] = []

    async def run(self, course: Course) -> Order:
        """The order as last written, when it rests, when somebody else has it, or when the lease is over."""
        for _ in range(ACTIONS_MAX):
            now = self._saga.clock.now()
            course = courses.prepared(course, now)
            match courses.next_action(course):
                case None:
                    return self._written
                case Call() as call:
                    if self._written.next_at is not None and now >= self._written.next_at:
                        return self._written
                    course = await self._call(course, call)
                case Commit() as commit:
                    if not await self._commit(course, commit) or commit in _REST_AFTER:
                        return self._written
                    course = courses.written(course, commit, self._written)
                case _ as never:
                    assert_never(never)
        raise Bug(f"{self._written.order_id} turns in a circle at {self._written.step}")

    async def _call(self, course: Course, call: Call) -> Course:
        """Make a call and take in its answer, its refusal or its silence."""
        try:
            after, outcome = await self._answer(course, call)
        except Refused as refusal:
            after = courses.refused(course, call, refusal.code, self._saga.clock.now())
            outcome = f"refused {refusal.code}"
        except Unknown:
            after, outcome = courses.unanswered(course, call, unknown=True), "unknown"
        except Unavailable:
            after, outcome = courses.unanswered(course, call, unknown=False), "unavailable"
        self._note(call, outcome)
        return after

    async def _answer(self, course: Course, call: Call) -> tuple[Course, str]:
        match call:
            case Call.CHARGE | Call.FIND | Call.REFUND:
                return await self._payment(course, call)
            case Call.ASK | Call.CANCEL | Call.RELEASE:
                return await self._order(course, call)
            case Call.CREATE | Call.LOOK | Call.COMPLETE | Call.WITHDRAW:
                return await self._checkout(course, call)
            case _ as never:
                assert_never(never)

    async def _payment(self, course: Course, call: Call) -> tuple[Course, str]:
        order, pay, asked_at = course.order, self._saga.payments, self._saga.clock.now()
        if call is Call.CHARGE:
            answer = await pay.charge(order.order_id, order.user_id, order.quote.pay, order.quote.merchant_name)
        elif call is Call.REFUND:
            reason = order.reason or (order.failure.value if order.failure else "cancelled")
            answer = await pay.refund(order.order_id, order.order_id, order.due_back, reason)
        else:
            answer = await pay.find(order.order_id)
        return courses.charge_answered(course, answer, asked_at, self._saga.clock.now()), answer.status

    async def _order(self, course: Course, call: Call) -> tuple[Course, str]:
        order, provider = course.order, self._provider(course)
        if call is Call.RELEASE:
            if order.quote.hold is not None:
                await provider.release_seats(order.quote.hold)
            return courses.released(course), "released"
        if call is Call.CANCEL:
            answer = await provider.cancel_order(order.provider_order_id, order.order_id, order.reason, order.fee)
        else:
            answer = await provider.order(order.provider_order_id)
        return courses.order_answered(course, answer), answer.state

    async def _checkout(self, course: Course, call: Call) -> tuple[Course, str]:
        order, provider = course.order, self._provider(course)
        if call is Call.CREATE:
            answer = await provider.create_checkout(order.quote, await self._person(), order.order_id)
        elif call is Call.COMPLETE:
            answer = await provider.complete(order.checkout_id, order.order_id, order.charge_id)
        elif call is Call.WITHDRAW:
            answer = await provider.cancel_checkout(order.checkout_id, order.order_id)
        else:
            answer = await provider.checkout(order.checkout_id)
        return courses.checkout_answered(course, answer, self._saga.clock.now()), answer.status

    def _provider(self, course: Course) -> Provider:
        provider = self._saga.providers.get(course.order.quote.provider_id)
        if provider is None:
            raise Unavailable(f"provider {course.order.quote.provider_id}")
        return provider

    async def _person(self) -> Person:
        if self._buyer is None:
            self._buyer = await self._saga.store.person(self._written.user_id)
        if self._buyer is None:
            raise Bug(f"{self._written.order_id} belongs to nobody")
        return self._buyer

    async def _cards(self) -> Sequence[Card]:
        """The buyer's cards: those that were handed in, once, else as they are now."""
        hand, self._hand = self._hand, None
        return await self._saga.store.cards(self._written.user_id) if hand is None else hand

    async def _commit(self, course: Course, commit: Commit) -> bool:
        """Write a commit; False when it was not this run that wrote, or nothing is known to be written."""
        saga, now = self._saga, self._saga.clock.now()
        order = courses.row(course, commit, now)
        if commit is Commit.WAITING and order.attempts >= ALARM_FROM:
            saga.alarm(order)
        try:
            cards = await self._cards() if outcomes.needs_cards(commit, order) else ()
            writes = outcomes.writes(commit, order, cards, now, saga.ids)
            if commit is Commit.ACCEPTED and self._closing is not None:
                writes = (*writes, *self._closing(order))
            await saga.store.commit(Changes(commit, order.user_id, (*writes, *self._journal(order))))
        except Conflict:
            await self._reread()
            return False
        except Unknown:
            await self._reread()
            return self._written == order
        except Unavailable:
            return False
        self._entries.clear()
        self._written = order
        return True

    async def _reread(self) -> None:
        try:
            found = await self._saga.store.order(self._written.user_id, self._written.order_id)
        except Unavailable:
            return
        self._written = found or self._written

    def _note(self, call: Call, outcome: str) -> None:
        seq = self._written.version * JOURNAL_PER_VERSION + len(self._entries)
        entry = JournalEntry(self._written.order_id, seq, self._saga.clock.now(), call, outcome)
        self._entries.append(entry)

    def _journal(self, order: Order) -> tuple[AddJournal, ...]:
        return (AddJournal(order.user_id, tuple(self._entries)),) if self._entries else ()
