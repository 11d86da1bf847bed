"""Pricing: one exact price, or the reason why not."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code, Refused
from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.campaigns.programme import Programme, Run
from bangwo.domain.campaigns.terms import Budget, Campaign, CardKind, Off
from bangwo.domain.money import Money
from bangwo.domain.offer import (
    Choice,
    Delivery,
    Hold,
    Hours,
    Merchant,
    Offer,
    OptionGroup,
    Seat,
    Showing,
    Trade,
)
from bangwo.domain.place import Address, Point
from bangwo.domain.pricing import Basket, Pick, price
from bangwo.domain.quote import QUOTE_LIFE, Quote

NOW = datetime(2026, 2, 10, 10, 0, tzinfo=LOCAL)
HERE, FAR = Point(31.2, 121.5), Point(31.4, 121.5)
OFFICE = Address("公司", "人民路1号", HERE)
SHOP = Merchant(
    "flash",
    "m1",
    "一家茶",
    Trade.FOOD,
    HERE,
    "人民路2号",
    Hours(time(9), time(22)),
    delivery=Delivery(Money(400), 5000, 30),
)
SIZE = OptionGroup("size", "size", "杯型", 1, 1, (Choice("m", "中杯"), Choice("l", "大杯", Money(300))), default=("m",))
ADDITIONS = (
    Choice("pearl", "加珍珠", Money(200)),
    Choice("jelly", "加椰果", Money(100)),
    Choice("no", "加芋圆", available=False),
)
ADD = OptionGroup("add", "addition", "加料", 0, 2, ADDITIONS)
TEA = Offer("flash/tea", "flash", "m1", "tea", Trade.FOOD, "奶茶", Money(1500), "杯", groups=(SIZE, ADD))
CAKE = Offer("flash/cake", "flash", "m1", "cake", Trade.FOOD, "蛋糕", Money(3000), "个", stock=3)
CARD = Card("c_1", "u_1", "new-year", CardState.GRANTED, Money(2500), NOW, NOW + timedelta(days=7))
CINEMA = Merchant("tickets", "c1", "大光明", Trade.MOVIE, HERE, "人民路3号", Hours(time(0), time(0)))
TONIGHT = NOW.replace(hour=20)
FILM = Offer(
    "tickets/s1",
    "tickets",
    "c1",
    "s1",
    Trade.MOVIE,
    "惊蛰无声",
    Money(4500),
    "张",
    showing=Showing("惊蛰无声", "2号厅", TONIGHT, TONIGHT + timedelta(hours=2), "IMAX", "国语", 12, 88),
)
SEATS = (Seat(12, 8), Seat(12, 9))
HOLD = Hold("h_1", FILM.ref, SEATS, NOW + timedelta(minutes=5))


def a_quote(*picks: Pick, now: datetime = NOW, **fields: object) -> Quote:
    basket = Basket(user_id="u_1", merchant=SHOP, picks=picks or (Pick(TEA),), where=OFFICE, programme=taking(2500))
    return price(replace(basket, **fields), "q_1", now)


def taking(most: int) -> Programme:
    """One campaign, whose card takes up to so much off."""
    card = CardKind("free", "免单卡", Off(Money(most)), timedelta(days=7))
    campaign = Campaign("new-year", "新年免单卡", "CNY", Budget(Money(100_000)), cards=(card,))
    return Programme(1, (Run("new-year", ((1, campaign),), 1),))


def closing(hours: Hours) -> Merchant:
    return replace(SHOP, hours=hours)


def delivering(**fields: object) -> Merchant:
    return replace(SHOP, delivery=replace(SHOP.delivery, **fields))


@pytest.mark.parametrize(
    ("picks", "goods", "options"),
    [
        ([Pick(TEA)], 1500, ("中杯",)),
        ([Pick(TEA, 2)], 3000, ("中杯",)),
        ([Pick(TEA, 1, ("l",))], 1800, ("大杯",)),
        ([Pick(TEA, 1, ("pearl", "l"))], 2000, ("大杯", "加珍珠")),
        ([Pick(TEA, 3, ("jelly", "pearl"))], 5400, ("中杯", "加珍珠", "加椰果")),
        ([Pick(CAKE, 3)], 9000, ()),
        ([Pick(CAKE, 1), Pick(CAKE, 2)], 9000, ()),
        ([Pick(TEA, 99)], 148500, ("中杯",)),
    ],
)
def test_lines_cost_what_was_picked_with_its_options(picks: list[Pick], goods: int, options: tuple[str, ...]) -> None:
    quote = a_quote(*picks)
    assert (quote.goods, quote.lines[0].options) == (Money(goods), options)
    assert quote.gross == quote.goods + Money(400)


@pytest.mark.parametrize(
    ("code", "picks", "fields"),
    [
        (Code.ITEM_UNKNOWN, [], {"picks": ()}),
        (Code.TOO_MANY_LINES, [Pick(TEA)] * 31, {}),
        (Code.QTY_OUT_OF_RANGE, [Pick(TEA, 0)], {}),
        (Code.QTY_OUT_OF_RANGE, [Pick(TEA, 100)], {}),
        (Code.QTY_OUT_OF_RANGE, [Pick(TEA, -1)], {}),
        (Code.OPTION_UNKNOWN, [Pick(TEA, 1, ("huge",))], {}),
        (Code.OPTION_UNKNOWN, [Pick(TEA, 1, ("m", "l"))], {}),
        (Code.SOLD_OUT, [Pick(TEA, 1, ("no",))], {}),
        (Code.SOLD_OUT, [Pick(CAKE, 4)], {}),
        (Code.SOLD_OUT, [Pick(CAKE, 2), Pick(CAKE, 2)], {}),
        (Code.ADDRESS_UNKNOWN, [Pick(TEA)], {"where": None}),
        (Code.OUT_OF_RANGE, [Pick(TEA)], {"where": Address("家", "远处", FAR)}),
        (Code.BELOW_MINIMUM, [Pick(TEA)], {"merchant": delivering(minimum=Money(1501))}),
        (Code.SHOP_CLOSED, [Pick(TEA)], {"merchant": closing(Hours(time(11), time(22)))}),
        (Code.SHOP_CLOSED, [Pick(TEA)], {"merchant": closing(Hours(time(17), time(2)))}),
    ],
)
def test_what_cannot_be_sold_is_refused(code: Code, picks: list[Pick], fields: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        a_quote(*picks, **fields)
    assert refused.value.code is code


@pytest.mark.parametrize(("over", "fee"), [(None, 400), (1501, 400), (1500, 0), (1, 0)])
def test_delivery_is_free_from_so_much_in_goods(over: int | None, fee: int) -> None:
    free_over = None if over is None else Money(over)
    assert a_quote(merchant=delivering(free_over=free_over)).gross == Money(1500 + fee)


@pytest.mark.parametrize(
    ("qty", "card_max", "off", "pay"),
    [(1, 2500, 1899, 1), (2, 2500, 2500, 900), (1, 100, 100, 1800), (1, 1899, 1899, 1), (1, 1900, 1899, 1)],
)
def test_a_card_takes_what_it_may_and_leaves_one_fen(qty: int, card_max: int, off: int, pay: int) -> None:
    quote = a_quote(Pick(TEA, qty), cards=(CARD,), programme=taking(card_max))
    assert (quote.off, quote.pay) == (Money(off), Money(pay))


@pytest.mark.parametrize(
    "card",
    [CARD.hold("q_0"), CARD.use(), replace(CARD, expires_at=NOW), replace(CARD, campaign_id="other")],
)
def test_a_card_that_does_not_count_takes_nothing_off(card: Card) -> None:
    assert a_quote(cards=(card,)).discounts == ()


def test_a_card_has_nothing_to_take_off_one_fen() -> None:
    sweet = replace(CAKE, price=Money(1))
    quote = a_quote(Pick(sweet), merchant=delivering(fee=Money(0)), cards=(CARD,))
    assert (quote.discounts, quote.pay) == ((), Money(1))


several_teas = st.lists(
    st.tuples(st.integers(1, 99), st.sampled_from([(), ("l",), ("pearl",), ("l", "pearl", "jelly")])),
    min_size=1,
    max_size=30,
)


@given(several_teas, st.integers(1, 5000))
def test_whoever_pays_pays_at_least_a_fen_and_all_adds_up(picks: list[tuple[int, tuple[str, ...]]], most: int) -> None:
    quote = a_quote(*(Pick(TEA, qty, chosen) for qty, chosen in picks), cards=(CARD,), programme=taking(most))
    assert quote.pay >= Money(1)
    assert quote.pay + quote.off == quote.gross
    assert quote.off <= Money(most)


def test_tickets_are_one_line_of_the_seats_held() -> None:
    quote = a_quote(Pick(FILM, 2), merchant=CINEMA, hold=HOLD)
    assert (quote.gross, quote.title, quote.venue, quote.hall) == (Money(9000), "惊蛰无声", "大光明", "2号厅")
    assert (quote.starts_at, quote.format, quote.rows, quote.where) == (TONIGHT, "IMAX", 12, None)


@pytest.mark.parametrize(
    ("code", "now", "hold"),
    [
        (Code.SEATS_UNAVAILABLE, NOW, None),
        (Code.SEATS_UNAVAILABLE, NOW, replace(HOLD, seats=SEATS[:1])),
        (Code.SEATS_UNAVAILABLE, NOW, replace(HOLD, offer_ref="tickets/s2")),
        (Code.SEATS_UNAVAILABLE, HOLD.expires_at, HOLD),
        (Code.DATE_PAST, TONIGHT, HOLD),
    ],
)
def test_seats_must_be_held_for_a_showing_ahead(code: Code, now: datetime, hold: Hold | None) -> None:
    with pytest.raises(Refused) as refused:
        a_quote(Pick(FILM, 2), merchant=CINEMA, hold=hold, now=now)
    assert refused.value.code is code


def test_a_quote_lives_no_longer_than_its_seats_are_held() -> None:
    assert a_quote().expires_at == NOW + QUOTE_LIFE
    assert a_quote(Pick(FILM, 2), merchant=CINEMA, hold=HOLD).expires_at == HOLD.expires_at


@pytest.mark.parametrize(
    "change",
    [
        {"note": "放门口"},
        {"where": replace(OFFICE, text="人民路9号")},
        {"where": replace(OFFICE, phone="13900000000")},
        {"picks": (Pick(TEA, 2),)},
        {"picks": (Pick(TEA, 1, ("l",)),)},
        {"cards": (CARD,)},
        {"merchant": delivering(fee=Money(500))},
        {"user_id": "u_2"},
    ],
)
def test_any_change_of_what_is_promised_changes_the_digest(change: dict[str, object]) -> None:
    assert a_quote(**change).digest != a_quote().digest


def test_time_alone_leaves_the_digest() -> None:
    assert a_quote(now=NOW + timedelta(minutes=1)).digest == a_quote().digest
