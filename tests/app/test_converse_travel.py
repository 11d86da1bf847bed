"""Conversations about flights, trains, rooms and tickets, had with the city's real travel program."""

import asyncio
import json
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from bangwo.domain.offer import Trade
from bangwo.domain.trades import Journey
from fakes_city import options_of
from programs import Urls, running
from trades_city import Traveller, travelling

FLIGHT = "帮我订两张后天从上海到北京的机票，靠窗"
ROOM = "后天杭州西湖边的酒店"


@pytest.fixture
async def home(trading: Urls) -> AsyncIterator[Traveller]:
    async with travelling(trading) as home:
        yield home


@contextmanager
def misbehaving(url: str, fault: str) -> Iterator[None]:
    """A fault of the program for the time of the block."""
    _fault(url, fault)
    try:
        yield
    finally:
        _fault(url, "")


def _fault(url: str, spec: str) -> None:
    asked = urllib.request.Request(f"{url}/_faults", json.dumps({"spec": spec}).encode(), method="POST")
    asked.add_header("Content-Type", "application/json")
    urllib.request.urlopen(asked, timeout=5).close()


def priced(quote: dict) -> None:
    """The figures of a quote add up, and members pay less than the list says."""
    off = sum(each["fen"] for each in quote["discounts"])
    assert quote["total_fen"] == sum(each["total_fen"] for each in quote["lines"])
    assert quote["pay_fen"] == quote["total_fen"] - off


async def ordered(home: Traveller, *said: str) -> dict:
    """The one order that comes of these sentences and a yes."""
    turn = [await home.say(each) for each in said][-1]
    priced(turn["quote"])
    done = await home.say("确认")
    (order,) = done["orders"]
    assert order["state"] == "accepted", done["reply"]
    assert order["paid_fen"] == turn["quote"]["pay_fen"] == order["total_fen"] - order["discount_fen"]
    assert turn["quote"]["details"].items() <= order["details"].items()
    return order


async def test_a_flight_for_two_by_the_window(home: Traveller) -> None:
    order = await ordered(home, FLIGHT)
    details = order["details"]
    wanted = "number carrier from to departs_at arrives_at cabin passengers"
    assert set(wanted.split()) <= details.keys()
    assert (details["from"][:2], details["to"][:2], details["passengers"]) == ("上海", "北京", 2)
    assert details["departs_at"] < details["arrives_at"]
    assert details["departs_at"][:10] == "2026-02-12"
    assert len(set(details["places"])) == 2
    assert {place[-1] for place in details["places"]} & {"A", "F", "K", "L"}  # one of them is by the window
    assert len(details["codes"]) == 2


async def test_a_wish_that_no_berth_can_meet_is_told(home: Traveller) -> None:
    met = await home.say("后天从北京到上海的硬卧两张，下铺")
    assert all(place.endswith("下铺") for place in met["quote"]["details"]["places"])
    assert "没有排到" not in met["reply"]
    unmet = await home.say("换成靠窗的")
    assert unmet["quote"]["details"]["places"]
    assert "靠窗没有排到" in unmet["reply"]


async def test_the_second_of_those_that_were_shown(home: Traveller) -> None:
    shown = await home.say(FLIGHT)
    second = options_of(shown)[1]
    order = await ordered(home, "第二个")
    assert order["refs"] == [second["ref"]]
    assert order["details"]["number"] in second["title"]
    assert order["details"]["number"] != shown["quote"]["details"]["number"]


async def test_a_train_at_about_eight(home: Traveller) -> None:
    shown = await home.say("帮我买一张后天早上8点左右从北京到上海的高铁票")
    at = [datetime.fromisoformat(each["at"]) for each in options_of(shown)]
    eight = datetime.fromisoformat("2026-02-12T08:00+08:00")
    assert at[0] == datetime.fromisoformat(shown["quote"]["details"]["departs_at"])
    assert at[0] == min(at, key=lambda each: abs(each - eight))
    assert abs(at[0] - eight).total_seconds() <= 3600
    (order,) = (await home.say("就这个"))["orders"]
    assert order["details"]["passengers"] == 1


async def test_a_room_is_asked_for_step_by_step(home: Traveller) -> None:
    assert (await home.say("我要订酒店"))["asks"] == "city"
    assert (await home.say("杭州西湖边"))["asks"] == "date"
    quoted = await home.say("后天")
    assert quoted["asks"] == "confirm"
    order = await ordered(home, "住两晚")
    wanted = "name city check_in nights rooms room_type"
    details = {name: order["details"][name] for name in wanted.split()}
    assert (details["city"], details["check_in"], details["nights"], details["rooms"]) == ("杭州", "2026-02-12", 2, 1)


async def test_the_cheapest_room(home: Traveller) -> None:
    shown = await home.say(f"{ROOM}，最便宜的，住两晚")
    prices = [each["price_fen"] for each in options_of(shown)]
    assert prices == sorted(prices)
    assert shown["quote"]["total_fen"] == prices[0]


async def test_eleven_guests_take_more_than_one_room(home: Traveller) -> None:
    refused = await home.say(f"{ROOM}，一间房，11个人")
    assert refused["quote"] is None
    assert "一间房住不下这么多人" in refused["reply"]
    assert refused["asks"] == "count"
    order = await ordered(home, "6间")
    assert (order["details"]["rooms"], order["items"][0]["qty"]) == (6, 6)


async def test_a_stay_without_a_night_is_refused(home: Traveller) -> None:
    refused = await home.say(f"{ROOM}，住0晚")
    assert refused["quote"] is None
    assert "至少要住一晚" in refused["reply"]


async def test_tickets_by_kind_of_person(home: Traveller) -> None:
    order = await ordered(home, "后天故宫的门票，两个大人一个孩子")
    details = order["details"]
    assert (details["name"], details["date"]) == ("故宫博物院", "2026-02-12")
    assert details["tickets"] == {"adult": 2, "child": 1}
    assert len(details["codes"]) == 3
    assert [each["qty"] for each in order["items"]] == [2, 1]


async def test_a_child_flies_with_somebody(home: Traveller) -> None:
    order = await ordered(home, "后天从上海到北京的机票，一个大人一个小孩")
    assert (order["details"]["passengers"], [each["qty"] for each in order["items"]]) == (2, [1, 1])
    adult, child = (await home.store.orders(home.user_id, 1))[0].quote.lines
    assert child.unit_price < adult.unit_price


async def test_a_child_does_not_fly_alone(home: Traveller) -> None:
    refused = await home.say("后天从上海到北京的机票，一个小孩")
    assert (refused["quote"], refused["orders"]) == (None, [])
    assert "儿童要有大人一起" in refused["reply"]


async def test_the_way_back_comes_next(home: Traveller) -> None:
    there = await home.say("后天从上海飞北京，2月15号回来，两个人")
    assert "返程" in there["reply"]
    assert there["quote"]["details"]["departs_at"][:10] == "2026-02-12"
    done = await home.say("确认")
    back = done["quote"]["details"]
    assert (back["from"][:2], back["to"][:2], back["passengers"]) == ("北京", "上海", 2)
    assert back["departs_at"][:10] == "2026-02-15"
    last = await home.say("确认")
    assert last["orders"][0]["id"] != done["orders"][0]["id"]
    assert (await home.paid(), last["quote"], last["asks"]) == (2, None, None)


async def test_a_place_that_nobody_knows_is_asked_for_again(home: Traveller) -> None:
    lost = await home.say("后天从火星到北京的机票")
    assert (lost["quote"], lost["asks"]) == (None, "from")
    assert "没有找到“火星”" in lost["reply"]
    found = await home.say("上海")
    assert found["quote"]["details"]["from"].startswith("上海")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("昨天从上海到北京的机票", "已经过去了"),
        ("2026年12月1号从上海到北京的机票", "太远"),
        ("3月2号故宫的门票两张", "不开放"),
    ],
)
async def test_a_day_that_cannot_be_had_is_asked_for_again(home: Traveller, said: str, why: str) -> None:
    refused = await home.say(said)
    assert (refused["quote"], refused["asks"]) == (None, "date")
    assert why in refused["reply"]
    assert refused["reply"].count("哪一天") == 1
    assert (await home.say("后天"))["quote"] is not None


async def test_a_service_that_is_dead_is_said_and_nothing_is_charged(trading: Urls, home: Traveller) -> None:
    quoted = await home.say(FLIGHT)
    with misbehaving(trading["travel"], "dead"):
        late = await home.say("改成三张")
        assert (late["quote"], late["orders"]) == (None, [])
        assert "联系不上" in late["reply"] or "暂时" in late["reply"]
    assert quoted["quote"]["pay_fen"] > 0
    assert (await home.paid(), home.payments.charges) == (0, {})


async def test_a_service_that_was_never_there_is_said(trading: Urls) -> None:
    async with travelling({**trading, "travel": "http://127.0.0.1:9"}) as home:
        turn = await home.say(FLIGHT)
        assert (turn["quote"], turn["orders"], turn["asks"]) == (None, [], None)
        assert "还没有接上“机票”" in turn["reply"]


async def test_a_service_that_dies_before_the_yes_charges_nothing_for_good(tmp_path: Path) -> None:
    with running(tmp_path, "travel", "ride") as urls:
        async with travelling(urls) as home:
            await home.say(FLIGHT)
            with misbehaving(urls["travel"], "dead"):
                done = await home.say("确认")
            (order,) = done["orders"]
            assert order["state"] in ("failed", "placing")
            assert order["paid_fen"] == 0
            assert all(each.refunded == each.amount for each in home.payments.charges.values())


async def test_a_member_price_is_in_figures_and_digest(home: Traveller) -> None:
    turn = await home.say(FLIGHT)
    quote = turn["quote"]
    priced(quote)
    (member,) = quote["discounts"]
    assert member["source"] == f"{quote['details']['shop']}会员价"
    assert member["fen"] > 0
    stored = await home.on_the_table()
    assert stored.member.fen == member["fen"]
    assert stored.gross.fen == quote["total_fen"] - member["fen"]
    assert stored.digest == quote["digest"]


async def test_a_card_and_a_member_price_add_up(trading: Urls) -> None:
    async with travelling(trading, cards=1) as home:
        order = await ordered(home, "后天故宫的门票，两张")
        assert order["total_fen"] - order["discount_fen"] == order["paid_fen"] >= 1


async def test_what_is_dropped_is_given_back(home: Traveller) -> None:
    turn = await home.say(FLIGHT)
    ref = options_of(turn)[0]["ref"]
    (held,) = await home.market.offers([ref])
    await home.say("算了")
    (free,) = await home.market.offers([ref])
    assert (free.stock or 0) == (held.stock or 0) + 2


async def test_a_quote_lives_no_longer_than_what_is_held(home: Traveller) -> None:
    await home.say(FLIGHT)
    quote = await home.on_the_table()
    assert quote.hold is not None and quote.of is not None
    assert quote.expires_at <= quote.hold.expires_at
    assert quote.expires_at <= quote.of.begins_at


async def test_twenty_who_want_the_last_seats_get_no_more_than_there_are(trading: Urls, home: Traveller) -> None:
    asked = {"kind": "train", "from": "北京", "to": "上海", "date": "2026-02-14"}
    found = {each.ref: each.measured for each in await home.market.find(Trade.TRAIN, asked) if each.measured}
    seats = [(each.left, each.of.number) for each in found.values() if isinstance(each.of, Journey) and each.left
             and each.of.cabin == "business"]  # fmt: skip
    left, number = min(seats)
    assert left < 20
    said = f"买一张2月14号从北京到上海的{number}，商务座"
    async with AsyncExitStack() as stack:
        people = [await stack.enter_async_context(travelling(trading)) for _ in range(20)]
        quoted = await asyncio.gather(*(each.say(said) for each in people))
        lucky = [(who, turn) for who, turn in zip(people, quoted, strict=True) if turn["quote"]]
        done = await asyncio.gather(*(who.say("确认") for who, _ in lucky))
    orders = [order for turn in done for order in turn["orders"] if order["state"] == "accepted"]
    got = [each["details"] for each in orders]
    places = [place for each in got if each["cabin"] == "business" for place in each["places"]]
    assert len(places) == len(set(places)) == left
    assert len(orders) == len(lucky)
