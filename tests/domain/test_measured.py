"""What is made to measure, priced: member prices, how long a quote lives, and its digest."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo.app.shapes import quote_json
from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code, Refused
from bangwo.domain.money import Money
from bangwo.domain.offer import Hold, Hours, Merchant, Offer, Trade
from bangwo.domain.place import Point
from bangwo.domain.pricing import Basket, Pick, price
from bangwo.domain.quote import QUOTE_LIFE, Quote
from bangwo.domain.trades import Journey, Measured
from bangwo.domain.trades.journey import Stop

NOW = datetime(2026, 2, 10, 10, tzinfo=LOCAL)
LEAVES = NOW + timedelta(days=2)
SEATS = ("1A", "1B")
BRAND = Merchant("travel", "a", "东方航空", Trade.FLIGHT, Point(0, 0), "", Hours(time(), time()))


def flight(fen: int = 90_000, leaves: datetime = LEAVES, left: int = 9) -> Offer:
    start, end = Stop("上海", "虹桥机场", "T2"), Stop("北京", "大兴机场")
    journey = Journey("MU5101", "东方航空", start, end, leaves, leaves + timedelta(hours=2), "economy")
    measured = Measured(journey, left, brand="东方航空", rule="退票：收10%")
    offer = Offer("travel:f", "travel", "a", "f", Trade.FLIGHT, "MU5101", Money(fen), stock=left)
    return replace(offer, measured=measured)


def hold(member: int = 3000, ends: timedelta = QUOTE_LIFE) -> Hold:
    return Hold("h", "travel:f", (), NOW + ends, 1, SEATS, (), Money(member))


def quoted(offer: Offer, kept: Hold | None, qty: int = 2) -> Quote:
    basket = Basket(user_id="u", merchant=BRAND, picks=[Pick(offer, qty)], hold=kept)
    return price(basket, "q_1", NOW)


@given(fen=st.integers(1, 500_000), qty=st.integers(1, 9), percent=st.integers(0, 99))
def test_a_member_price_comes_off_what_the_provider_is_paid(fen: int, qty: int, percent: int) -> None:
    off = fen * qty * percent // 100
    quote = quoted(flight(fen), hold(off), qty)
    shown = quote_json(quote)
    assert quote.gross == quote.pay == Money(fen * qty - off)
    assert shown["total_fen"] == fen * qty
    assert shown["pay_fen"] == fen * qty - off
    assert shown["discounts"] == ([{"source": "东方航空会员价", "fen": off}] if off else [])


@pytest.mark.parametrize(
    "other",
    [
        quoted(flight(), hold(3001)),
        quoted(flight(), replace(hold(), places=("1A", "1C"))),
        quoted(flight(leaves=LEAVES + timedelta(minutes=5)), hold()),
        quoted(flight(), hold(), qty=1),
    ],
)
def test_a_digest_is_of_all_that_was_promised(other: Quote) -> None:
    same = quoted(flight(), hold())
    assert same.digest == quoted(flight(), hold(ends=timedelta(minutes=3))).digest  # but for its life
    assert other.digest != same.digest


@pytest.mark.parametrize(
    ("leaves", "held", "ends"),
    [
        (timedelta(days=2), QUOTE_LIFE, QUOTE_LIFE),
        (timedelta(days=2), timedelta(minutes=4), timedelta(minutes=4)),
        (timedelta(minutes=3), QUOTE_LIFE, timedelta(minutes=3)),
        (timedelta(days=2), timedelta(hours=1), QUOTE_LIFE),
    ],
)
def test_a_quote_ends_with_its_hold_its_price_or_its_time(leaves: timedelta, held: timedelta, ends: timedelta) -> None:
    assert quoted(flight(leaves=NOW + leaves), hold(ends=held)).expires_at == NOW + ends


@pytest.mark.parametrize(
    ("offer", "kept", "code"),
    [
        (flight(leaves=NOW), hold(), Code.DATE_PAST),
        (flight(), hold(ends=timedelta(0)), Code.SOLD_OUT),
        (flight(left=1), hold(), Code.SOLD_OUT),
        (flight(fen=10), hold(20), Code.BELOW_MINIMUM),
    ],
)
def test_what_cannot_be_promised_is_refused(offer: Offer, kept: Hold, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        quoted(offer, kept)
    assert refused.value.code is code
