"""The course: from where an order stands and what it was told, to what it does next."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bangwo.app import course as courses
from bangwo.app.course import LEASE, PATIENCE, PATIENCE_UNPAID, QUIET, Course, next_action, prepared
from bangwo.app.crashpoints import Call, Commit
from bangwo.app.ports import Charge, Checkout, ProviderOrder
from bangwo.core.errors import Code
from bangwo.domain.money import ZERO, Money
from bangwo.domain.offer import Delivery, Hold, Seat
from bangwo.domain.order import Moment, Order, OrderState, Step
from bangwo.domain.pricing import Basket, Pick, price
from bangwo.simulation.goods import EATS, HOME, MERCHANTS, OFFERS
from bangwo.simulation.world import START

SECOND = timedelta(seconds=1)
NOW = START + SECOND
MERCHANT = replace(MERCHANTS[EATS], delivery=Delivery(Money(400), 5000, 30))
QUOTE = price(Basket(user_id="u_1", merchant=MERCHANT, picks=[Pick(OFFERS[EATS][0])], where=HOME), "q_1", START)
SEATED = replace(QUOTE, hold=Hold("h_1", "films/show", (Seat(1, 1),), START + timedelta(minutes=9)))
PLACING = (Moment(START, OrderState.PLACING),)
FREE = replace(QUOTE, lines=tuple(replace(each, unit_price=ZERO) for each in QUOTE.lines), fees=())
PAID = {"paid": QUOTE.pay, "charge_id": "ch_1", "checkout_id": "co_1"}


def an_order(step: Step, **fields: object) -> Order:
    order = Order("o_1", "u_1", QUOTE, OrderState.PLACING, step, PLACING, START, version=1)
    return replace(order, **fields)


def a_course(step: Step, sure: bool = True, asked: bool = False, **fields: object) -> Course:
    return Course(an_order(step, **fields), sure=sure, asked=asked)


def cancelling(**fields: object) -> dict[str, object]:
    moments = (*PLACING, Moment(START, OrderState.CANCELLING))
    return {"state": OrderState.CANCELLING, "timeline": moments, "turned_at": START, **fields}


@pytest.mark.parametrize(
    ("course", "action"),
    [
        (a_course(Step.CHECKOUT), Call.CREATE),
        (a_course(Step.CHECKOUT, sure=False), Call.CREATE),
        (a_course(Step.CHARGE), Call.CHARGE),
        (a_course(Step.CHARGE, sure=False), Call.FIND),
        (a_course(Step.CHARGE, sure=False, asked=True), Call.CHARGE),
        (a_course(Step.COMPLETE, **PAID), Call.COMPLETE),
        (a_course(Step.COMPLETE, sure=False, **PAID), Call.LOOK),
        (a_course(Step.COMPLETE, sure=False, asked=True, **PAID), Call.COMPLETE),
        (a_course(Step.WITHDRAW, checkout_id="co_1"), Call.WITHDRAW),
        (a_course(Step.WITHDRAW, sure=False, checkout_id="co_1"), Call.LOOK),
        (a_course(Step.WITHDRAW, provider_order_id="po_1", **PAID), Call.CANCEL),
        (a_course(Step.WITHDRAW, sure=False, provider_order_id="po_1", **PAID), Call.ASK),
        (a_course(Step.WITHDRAW, quote=SEATED), Call.RELEASE),
        (a_course(Step.WITHDRAW), Commit.FAILED),
        (a_course(Step.WITHDRAW, sure=False), Call.FIND),
        (a_course(Step.WITHDRAW, checkout_id="co_1", attempts=3, sure=False), Call.FIND),
        (a_course(Step.WITHDRAW, attempts=99, **PAID), Call.WITHDRAW),
        (a_course(Step.REFUND, **PAID), Call.REFUND),
        (a_course(Step.REFUND, sure=False, **PAID), Call.FIND),
        (a_course(Step.REFUND, sure=False), Call.FIND),
        (a_course(Step.CLOSE), Commit.FAILED),
        (a_course(Step.CLOSE, **cancelling()), Commit.CANCELLED),
        (a_course(Step.FOLLOW), None),
        (a_course(Step.END), None),
        (replace(a_course(Step.CHARGE), commit=Commit.WAITING), Commit.WAITING),
        (replace(a_course(Step.FOLLOW, quote=SEATED), commit=Commit.ACCEPTED), Call.ASK),
        (replace(a_course(Step.FOLLOW), commit=Commit.ACCEPTED), Commit.ACCEPTED),
    ],
)
def test_what_comes_next(course: Course, action: Call | Commit | None) -> None:
    assert next_action(prepared(course, NOW)) == action


@pytest.mark.parametrize(
    ("step", "fields", "patience", "code"),
    [
        (Step.CHECKOUT, {"attempts": 4}, PATIENCE_UNPAID, Code.PROVIDER_DOWN),
        (Step.CHARGE, {"attempts": 4}, PATIENCE_UNPAID, Code.PAYMENT_DOWN),
        (Step.CHARGE, {"attempts": 3}, PATIENCE, Code.PAYMENT_DOWN),
        (Step.COMPLETE, {**PAID, "attempts": 9}, PATIENCE, Code.PROVIDER_DOWN),
    ],
)
def test_patience_ends(step: Step, fields: dict[str, object], patience: timedelta, code: Code) -> None:
    course = a_course(step, **fields)
    assert prepared(course, START + patience - SECOND) == course
    turned = prepared(course, START + patience)
    assert (turned.commit, turned.order.step, turned.order.failure) == (Commit.TURNED, Step.WITHDRAW, code)


def checkout(status: str, total: Money = QUOTE.gross, refusal: Code | None = None) -> Checkout:
    return Checkout("co_1", status, total, "po_1" if status == "completed" else "", refusal)


@pytest.mark.parametrize(
    ("course", "answer", "step", "commit", "code"),
    [
        (a_course(Step.CHECKOUT), checkout("ready"), Step.CHARGE, None, None),
        (a_course(Step.CHECKOUT), checkout("ready", Money(1)), Step.WITHDRAW, Commit.TURNED, Code.PRICE_CHANGED),
        (
            a_course(Step.CHECKOUT),
            checkout("refused", refusal=Code.SHOP_CLOSED),
            Step.WITHDRAW,
            Commit.TURNED,
            Code.SHOP_CLOSED,
        ),
        (a_course(Step.CHECKOUT), checkout("cancelled"), Step.WITHDRAW, Commit.TURNED, Code.PROVIDER_DOWN),
        (a_course(Step.COMPLETE, **PAID), checkout("completed"), Step.FOLLOW, Commit.ACCEPTED, None),
        (a_course(Step.COMPLETE, sure=False, **PAID), checkout("ready"), Step.COMPLETE, None, None),
        (a_course(Step.COMPLETE, asked=True, **PAID), checkout("ready"), Step.COMPLETE, Commit.WAITING, None),
        (
            a_course(Step.COMPLETE, **PAID),
            checkout("refused", refusal=Code.SOLD_OUT),
            Step.WITHDRAW,
            Commit.TURNED,
            Code.SOLD_OUT,
        ),
        (a_course(Step.WITHDRAW, **PAID), checkout("completed"), Step.FOLLOW, Commit.ACCEPTED, None),
        (a_course(Step.WITHDRAW, **cancelling(**PAID)), checkout("completed"), Step.WITHDRAW, None, None),
        (a_course(Step.WITHDRAW, sure=False, **PAID), checkout("refused"), Step.WITHDRAW, None, None),
    ],
)
def test_what_a_checkout_means(
    course: Course, answer: Checkout, step: Step, commit: Commit | None, code: Code | None
) -> None:
    after = courses.checkout_answered(course, answer, NOW)
    assert (after.order.step, after.commit, after.order.failure) == (step, commit, code)


def charge(status: str, amount: Money = QUOTE.pay, refunded: Money = ZERO) -> Charge:
    return Charge("ch_1", status, amount, refunded)


QUIET_AT = START + LEASE + QUIET


@pytest.mark.parametrize(
    ("course", "answer", "asked_at", "step", "commit"),
    [
        (a_course(Step.CHARGE), charge("paid"), NOW, Step.COMPLETE, Commit.CHARGED),
        (a_course(Step.CHARGE), charge("refused"), NOW, Step.WITHDRAW, Commit.TURNED),
        (a_course(Step.CHARGE, sure=False), charge("absent"), NOW, Step.CHARGE, None),
        (a_course(Step.CHARGE), charge("paid", Money(7)), NOW, Step.WITHDRAW, Commit.CHARGED),
        (a_course(Step.CHARGE), charge("paid", refunded=QUOTE.pay), NOW, Step.WITHDRAW, Commit.CHARGED),
        (a_course(Step.REFUND, sure=False, turned_at=START), charge("paid"), NOW, Step.REFUND, Commit.CHARGED),
        (a_course(Step.REFUND, sure=False, turned_at=START), charge("absent"), NOW, Step.REFUND, Commit.WAITING),
        (a_course(Step.REFUND, sure=False, turned_at=START), charge("refused"), NOW, Step.REFUND, Commit.WAITING),
        (a_course(Step.REFUND, sure=False, turned_at=START), charge("absent"), QUIET_AT, Step.CLOSE, None),
        (a_course(Step.REFUND, sure=False, **PAID), charge("paid"), NOW, Step.REFUND, None),
        (a_course(Step.REFUND, **PAID), charge("paid", refunded=QUOTE.pay), NOW, Step.CLOSE, None),
        (a_course(Step.REFUND, **PAID), charge("paid", refunded=Money(1)), NOW, Step.REFUND, Commit.WAITING),
    ],
)
def test_what_a_payment_means(
    course: Course, answer: Charge, asked_at: object, step: Step, commit: Commit | None
) -> None:
    after = courses.charge_answered(course, answer, asked_at, QUIET_AT)
    assert (after.order.step, after.commit) == (step, commit)


ACCEPTED = (*PLACING, Moment(START, OrderState.ACCEPTED), Moment(START, OrderState.CANCELLING))
LINKED = {**PAID, "provider_order_id": "po_1"}


@pytest.mark.parametrize(
    ("course", "state", "step", "commit"),
    [
        (a_course(Step.WITHDRAW, **cancelling(**LINKED)), OrderState.CANCELLED, Step.REFUND, None),
        (a_course(Step.WITHDRAW, sure=False, **cancelling(**LINKED)), OrderState.PREPARING, Step.WITHDRAW, None),
        (a_course(Step.WITHDRAW, **cancelling(**LINKED)), OrderState.COMPLETED, Step.FOLLOW, Commit.ACCEPTED),
        (
            replace(
                a_course(Step.WITHDRAW), order=an_order(Step.WITHDRAW, **{**cancelling(**LINKED), "timeline": ACCEPTED})
            ),
            OrderState.COMPLETED,
            Step.FOLLOW,
            Commit.KEPT,
        ),
    ],
)
def test_what_a_provider_order_means(course: Course, state: OrderState, step: Step, commit: Commit | None) -> None:
    after = courses.order_answered(course, ProviderOrder("po_1", state, NOW))
    assert (after.order.step, after.commit) == (step, commit)


@pytest.mark.parametrize(
    ("call", "unknown", "sure", "commit"),
    [
        (Call.CREATE, True, True, None),
        (Call.CHARGE, True, False, None),
        (Call.COMPLETE, True, False, None),
        (Call.FIND, True, True, None),
        (Call.CREATE, False, True, Commit.WAITING),
        (Call.CHARGE, False, True, Commit.WAITING),
    ],
)
def test_what_silence_means(call: Call, unknown: bool, sure: bool, commit: Commit | None) -> None:
    after = courses.unanswered(a_course(Step.CHARGE), call, unknown)
    assert (after.sure, after.asked, after.commit) == (sure, False, commit)


def test_a_second_silence_waits() -> None:
    once = courses.unanswered(a_course(Step.CHARGE), Call.CHARGE, unknown=True)
    assert courses.unanswered(once, Call.FIND, unknown=True).commit is Commit.WAITING


@pytest.mark.parametrize(("attempts", "wait"), [(0, 1), (1, 2), (4, 16), (8, 256), (9, 300), (5000, 300)])
def test_waits_grow_and_are_bounded(attempts: int, wait: int) -> None:
    order = courses.row(a_course(Step.COMPLETE, attempts=attempts, **PAID), Commit.WAITING, NOW)
    assert (order.next_at, order.attempts, order.version) == (NOW + wait * SECOND, attempts + 1, 2)


def test_what_costs_nothing_is_never_charged_and_is_written_before_the_merchant_is_bound() -> None:
    course = a_course(Step.CHECKOUT, quote=FREE)
    agreed = courses.checkout_answered(course, Checkout("co_1", "ready", ZERO), NOW)
    assert (agreed.commit, agreed.order.step, agreed.order.charge_id) == (Commit.CHARGED, Step.COMPLETE, "free:o_1")
    on = courses.written(agreed, Commit.CHARGED, courses.row(agreed, Commit.CHARGED, NOW))
    assert next_action(on) is Call.COMPLETE
    done = courses.checkout_answered(on, Checkout("co_1", "completed", ZERO, "po_1"), NOW)
    assert (done.commit, done.order.step) == (Commit.ACCEPTED, Step.FOLLOW)


def test_what_costs_nothing_is_withdrawn_for_ever_once_the_merchant_may_be_bound() -> None:
    bound = a_course(Step.WITHDRAW, quote=FREE, checkout_id="co_1", charge_id="free:o_1", attempts=30)
    assert next_action(prepared(bound, NOW)) is Call.WITHDRAW
    unbound = a_course(Step.WITHDRAW, quote=FREE, checkout_id="co_1", attempts=30)
    assert next_action(prepared(unbound, NOW)) is Commit.FAILED


@pytest.mark.parametrize("sure", [True, False])
def test_what_costs_nothing_asks_no_payment_service_on_its_way_back(sure: bool) -> None:
    back = prepared(a_course(Step.REFUND, sure=sure, quote=FREE, **cancelling()), NOW)
    assert next_action(back) is Commit.CANCELLED
