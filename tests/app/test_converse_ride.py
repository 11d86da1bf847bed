"""Conversations about rides, had with the city's real cars and its real map."""

from collections.abc import AsyncIterator

import pytest

from fakes_city import options_of
from programs import Urls
from trades_city import Traveller, travelling

RIDE = "从公司打车去火车站"


@pytest.fixture
async def home(trading: Urls) -> AsyncIterator[Traveller]:
    async with travelling(trading) as home:
        yield home


async def test_a_ride_from_the_address_book(home: Traveller) -> None:
    quoted = (await home.say(RIDE))["quote"]
    (order,) = (await home.say("确认"))["orders"]
    details = order["details"]
    assert (details["from_label"], details["from"], details["to"]) == ("公司", "科技园路6号B座12楼", "火车站")
    assert "to_label" not in details
    assert details["car"] in ("economy", "comfort", "business", "six_seat", "taxi")
    assert order["paid_fen"] == quoted["pay_fen"]
    assert quoted["details"]["distance_m"] > 1000


async def test_home_and_work_have_their_labels_on_both_ends(home: Traveller) -> None:
    details = (await home.say("从家打车去公司"))["quote"]["details"]
    assert (details["from_label"], details["to_label"]) == ("家", "公司")


async def test_a_pick_up_that_was_agreed_on(home: Traveller) -> None:
    details = (await home.say("明天早上8点从公司打车去火车站"))["quote"]["details"]
    assert details["pickup_at"] == "2026-02-11T08:00:00+08:00"


async def test_another_car(home: Traveller) -> None:
    shown = await home.say(RIDE)
    assert [each["price_fen"] for each in options_of(shown)] == sorted(each["price_fen"] for each in options_of(shown))
    second = await home.say("第二个")
    assert second["quote"]["total_fen"] > shown["quote"]["total_fen"]
    assert second["quote"]["details"]["car"] != shown["quote"]["details"]["car"]


async def test_both_ends_are_asked_for(home: Traveller) -> None:
    assert (await home.say("帮我打个车"))["asks"] == "to"
    assert (await home.say("去火车站"))["asks"] == "from"
    assert (await home.say("公司"))["quote"]["details"]["from_label"] == "公司"


async def test_a_label_without_an_address_is_asked_for_again(home: Traveller) -> None:
    lost = await home.say("从学校打车去火车站")
    assert (lost["quote"], lost["asks"]) == (None, "from")
    assert "没有找到“学校”" in lost["reply"]
    assert (await home.say("公司"))["quote"] is not None


async def test_the_price_of_a_car_ends_the_quote(home: Traveller) -> None:
    await home.say(RIDE)
    quote = await home.on_the_table()
    assert quote.hold is None and quote.of is not None
    assert quote.expires_at <= quote.of.begins_at
