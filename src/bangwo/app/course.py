"""Course: which call an order needs next, and what its answer means; pure, so that every turn of it can be tested."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from bangwo.app.crashpoints import Call, Commit
from bangwo.app.ports import Charge, Checkout, ProviderOrder
from bangwo.core.errors import Bug, Code
from bangwo.domain.money import ZERO
from bangwo.domain.order import Order, OrderState, Step

LEASE = timedelta(seconds=10)
"""How long a run may work on an order before a worker takes it over."""
QUIET = timedelta(seconds=30)
"""The longest life of a request: nothing sent longer ago can still arrive."""
PATIENCE = timedelta(minutes=5)
"""How long an order may go forward before it turns back."""
PATIENCE_UNPAID = timedelta(seconds=30)
TRIES_UNPAID = 4
"""While nothing is paid it turns back sooner: after this long and so many tries in vain."""
SOON = timedelta(seconds=1)
FIRST_LOOK = timedelta(minutes=2)
"""When an accepted order is asked about, should no news come."""
WAIT_MAX_S = 300
WITHDRAWALS_UNPAID = 3
"""How often a checkout that was never paid is tried to be withdrawn: left alone it dies by itself."""

_COULD_HAVE_ACTED = frozenset({Call.CHARGE, Call.COMPLETE, Call.WITHDRAW, Call.CANCEL, Call.REFUND})


@dataclass(frozen=True, slots=True)
class Course:
    """One run of an order.

    `sure`: every call that went out for it and could have done something was answered. `asked`: the other side has just
    said how it stands, so the present step may act. `silences`: calls of this run that got no answer.
    `commit`: what must be written before it goes on.
    """

    order: Order
    sure: bool
    asked: bool = False
    silences: int = 0
    withdrawn: bool = False  # the checkout is gone, or there is none that matters
    peeked: bool = False  # the accepted order was asked for its codes
    commit: Commit | None = None


def prepared(course: Course, now: datetime) -> Course:
    """The course turned back when it went forward for too long, and past a withdrawal that has nothing to withdraw."""
    order = course.order
    if course.commit is not None:
        return course
    if order.step in (Step.CHECKOUT, Step.CHARGE, Step.COMPLETE):
        if not _impatient(order, now):
            return course
        return _turn(course, Code.PAYMENT_DOWN if order.step is Step.CHARGE else Code.PROVIDER_DOWN, now)
    if order.step is Step.WITHDRAW and not order.provider_order_id:
        binding = order.checkout_id and (order.charge_id or order.attempts < WITHDRAWALS_UNPAID)
        course = course if binding else replace(course, withdrawn=True)
        return _released(course) if course.withdrawn and order.quote.hold is None else course
    if order.step is Step.REFUND and not order.quote.pay:
        return replace(course, order=replace(order, step=Step.CLOSE))
    return course


def next_action(course: Course) -> Call | Commit | None:
    """The call to make or the commit to write; None when the order rests."""
    order = course.order
    if course.commit is Commit.ACCEPTED and order.quote.hold and not course.peeked:
        return Call.ASK
    if course.commit is not None:
        return course.commit
    may_act = course.sure or course.asked
    match order.step:
        case Step.CHECKOUT:
            return Call.CREATE
        case Step.CHARGE:
            return Call.CHARGE if may_act else Call.FIND
        case Step.COMPLETE:
            return Call.COMPLETE if may_act else Call.LOOK
        case Step.WITHDRAW if course.withdrawn:
            return Call.RELEASE
        case Step.WITHDRAW if order.provider_order_id:
            return Call.CANCEL if may_act else Call.ASK
        case Step.WITHDRAW:
            return Call.WITHDRAW if may_act else Call.LOOK
        case Step.REFUND:
            return Call.REFUND if order.due_back and may_act else Call.FIND
        case Step.CLOSE:
            return Commit.CANCELLED if order.state is OrderState.CANCELLING else Commit.FAILED
        case Step.FOLLOW | Step.END:
            return None
        case _ as never:
            assert_never(never)


def checkout_answered(course: Course, answer: Checkout, now: datetime) -> Course:
    """What a checkout as it now stands means for the order."""
    order = course.order
    match order.step:
        case Step.CHECKOUT:
            return _created(course, answer, now)
        case Step.COMPLETE if answer.status == "completed":
            return _accept(_linked(course, answer))
        case Step.COMPLETE if answer.status == "ready":
            return _asked(course)
        case Step.COMPLETE:
            return _turn(course, answer.refusal or Code.PROVIDER_DOWN, now)
        case Step.WITHDRAW if answer.status == "completed" and order.state is OrderState.CANCELLING:
            return replace(_linked(course, answer), asked=False)
        case Step.WITHDRAW if answer.status == "completed":
            return _accept(_linked(course, answer))
        case Step.WITHDRAW if answer.status == "cancelled":
            return replace(course, withdrawn=True, asked=False)
        case Step.WITHDRAW:
            return _asked(course)
        case _:
            raise Bug(f"{order.order_id}: no checkout is asked about at {order.step}")


def charge_answered(course: Course, answer: Charge, asked_at: datetime, now: datetime) -> Course:
    """What a payment, as it stood at some time since `asked_at`, means for the order."""
    order = course.order
    match order.step:
        case Step.CHARGE if answer.status == "paid":
            return _charged(course, answer, now)
        case Step.CHARGE if answer.status == "refused":
            return _turn(course, Code.PAYMENT_REFUSED, now)
        case Step.CHARGE:
            return _asked(course)
        case Step.REFUND if answer.status == "paid" and not order.paid:
            return _charged(course, answer, now)
        case Step.REFUND if answer.status == "paid" and answer.refunded >= order.due_back:
            return replace(course, order=replace(order, step=Step.CLOSE, refunded=order.due_back))
        case Step.REFUND if order.paid:
            return _asked(course)
        case Step.REFUND if course.sure or _quiet(order, asked_at):
            return replace(course, order=replace(order, step=Step.CLOSE))
        case Step.REFUND:
            return replace(course, commit=Commit.WAITING)
        case _:
            raise Bug(f"{order.order_id}: no payment is asked about at {order.step}")


def order_answered(course: Course, answer: ProviderOrder) -> Course:
    """What a provider's order as it now stands means for ours."""
    order = course.order
    if course.commit is Commit.ACCEPTED:
        told = replace(order, codes=answer.codes, deliver_at=answer.deliver_at, particulars=answer.particulars)
        return replace(course, order=told, peeked=True)
    if answer.state is OrderState.CANCELLED:
        return _released(course)
    if answer.state is OrderState.COMPLETED:
        return _kept(course)
    return _asked(course)


def released(course: Course) -> Course:
    """Seats were given back, or will fall free by themselves."""
    return _released(course)


def refused(course: Course, call: Call, code: Code, now: datetime) -> Course:
    """The other side refused a call outright."""
    match call:
        case Call.CREATE | Call.COMPLETE:
            return _turn(course, code, now)
        case Call.CHARGE:  # not the payer's bank but the service: what it has under this key must be seen
            return _turn(replace(course, sure=False), Code.PAYMENT_REFUSED, now)
        case Call.CANCEL:
            return _kept(course)
        case Call.ASK if course.commit is Commit.ACCEPTED:
            return replace(course, peeked=True)
        case Call.RELEASE:
            return _released(course)
        case Call.LOOK | Call.WITHDRAW if code is Code.NOT_FOUND and course.order.step is Step.WITHDRAW:
            return replace(course, withdrawn=True, asked=False)
        case _:
            return replace(course, commit=Commit.WAITING)


def unanswered(course: Course, call: Call, unknown: bool) -> Course:
    """A call did not come through (`unknown` False) or its answer did not (`unknown` True: it may have been done)."""
    if course.commit is Commit.ACCEPTED:
        return replace(course, peeked=True)
    if call is Call.RELEASE:
        return _released(course)
    if unknown and call in _COULD_HAVE_ACTED:
        course = replace(course, sure=False, asked=False)
    if unknown and not course.silences:
        return replace(course, silences=1)
    return replace(course, commit=Commit.WAITING)


def row(course: Course, commit: Commit, now: datetime) -> Order:
    """The order as a commit writes it, in its next version."""
    order = replace(course.order, version=course.order.version + 1)
    match commit:
        case Commit.CHARGED | Commit.TURNED | Commit.RESUMED:
            return replace(order, next_at=now + LEASE, sure=False)
        case Commit.WAITING:
            return replace(order.later(now, _wait(order, now)), sure=course.sure)
        case Commit.ACCEPTED:
            order = order.moved(OrderState.ACCEPTED, now)
            return replace(order, next_at=_look_at(order, now), attempts=0, sure=True)
        case Commit.KEPT:
            order = order.moved(order.before_cancelling, now)
            return replace(order, next_at=now + SOON, attempts=0, sure=True)
        case Commit.FAILED | Commit.CANCELLED:
            state = OrderState.FAILED if commit is Commit.FAILED else OrderState.CANCELLED
            return replace(order.moved(state, now), step=Step.END, next_at=None)
        case _:
            raise Bug(f"{commit} is not a run's to write")


def written(course: Course, commit: Commit, order: Order) -> Course:
    """The course after its commit. Once the charge is on the books, nothing of the next step can be under way."""
    forward = commit is Commit.CHARGED and order.step is Step.COMPLETE
    return replace(course, order=order, commit=None, sure=course.sure or forward)


def _created(course: Course, answer: Checkout, now: datetime) -> Course:
    order = replace(course.order, checkout_id=answer.checkout_id)
    course = replace(course, order=order)
    if answer.refusal or answer.status in ("refused", "cancelled"):
        return _turn(course, answer.refusal or Code.PROVIDER_DOWN, now)
    if answer.total != order.quote.gross:
        return _turn(course, Code.PRICE_CHANGED, now)
    if not order.quote.pay:
        return _for_nothing(course)
    return replace(course, order=replace(order, step=Step.CHARGE))


def _for_nothing(course: Course) -> Course:
    """There is nothing to charge. That it goes on is written all the same before the merchant is bound."""
    order = replace(course.order, step=Step.COMPLETE, charge_id=f"free:{course.order.order_id}")
    return replace(course, order=order, commit=Commit.CHARGED)


def _charged(course: Course, answer: Charge, now: datetime) -> Course:
    """Money was taken. It goes on only when it is what was agreed, and nothing of it has gone back."""
    order = replace(course.order, paid=answer.amount, charge_id=answer.charge_id)
    course = replace(course, order=order, asked=False)
    if order.step is Step.REFUND:
        return replace(course, commit=Commit.CHARGED)
    if answer.refunded or answer.amount != order.quote.pay:
        course = _turn(course, Code.PAYMENT_REFUSED, now)
        return replace(course, commit=Commit.CHARGED)
    return replace(course, order=replace(order, step=Step.COMPLETE), commit=Commit.CHARGED)


def _linked(course: Course, answer: Checkout) -> Course:
    return replace(course, order=replace(course.order, provider_order_id=answer.provider_order_id))


def _accept(course: Course) -> Course:
    if course.order.quote.pay and not course.order.paid:
        raise Bug(f"{course.order.order_id} was completed and not paid")
    order = replace(course.order, step=Step.FOLLOW, failure=None, reason="", turned_at=None)
    return replace(course, order=order, commit=Commit.ACCEPTED)


def _turn(course: Course, code: Code, now: datetime) -> Course:
    order = replace(course.order, step=Step.WITHDRAW, failure=code, turned_at=now, attempts=0)
    return replace(course, order=order, asked=False, commit=Commit.TURNED)


def _kept(course: Course) -> Course:
    """It cannot be cancelled any more: it goes on as it was, or is accepted only now."""
    if not course.order.accepted:
        return _accept(course)
    order = replace(course.order, step=Step.FOLLOW, reason="", fee=ZERO, turned_at=None)
    return replace(course, order=order, commit=Commit.KEPT)


def _released(course: Course) -> Course:
    known = not course.order.paid and (course.sure or not course.order.quote.pay)
    step = Step.CLOSE if known else Step.REFUND
    return replace(course, order=replace(course.order, step=step), asked=False)


def _asked(course: Course) -> Course:
    """The step is not done: it may act now, once; acting again waits for its turn."""
    if course.asked or course.sure:
        return replace(course, commit=Commit.WAITING)
    return replace(course, asked=True)


def _impatient(order: Order, now: datetime) -> bool:
    age = now - order.created_at
    return age >= PATIENCE or (not order.paid and age >= PATIENCE_UNPAID and order.attempts >= TRIES_UNPAID)


def _quiet(order: Order, asked_at: datetime) -> bool:
    """Whether every charge that was sent before the turn has arrived by now or never will."""
    return order.turned_at is not None and asked_at >= order.turned_at + LEASE + QUIET


def _wait(order: Order, now: datetime) -> timedelta:
    """1, 2, 4 … 300 seconds, but never past the moment at which the silence of a payment is believed."""
    wait = timedelta(seconds=min(2 ** min(order.attempts, 9), WAIT_MAX_S))
    if order.step is Step.REFUND and not order.paid and order.turned_at is not None:
        return max(SOON, min(wait, order.turned_at + LEASE + QUIET - now))
    return wait


def _look_at(order: Order, now: datetime) -> datetime:
    """Tickets without their codes are asked about at once."""
    return now + (SOON if order.quote.hold and not order.codes else FIRST_LOOK)
