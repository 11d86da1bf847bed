"""The ticket service over HTTP: what is shown, held, sold, returned, and remembered."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from city.ticketing import SHOWING, Buyer, tickets

STARTS = datetime(2026, 2, 17, 20, 0)


in_one_house = pytest.mark.asyncio(loop_scope="module")
"""For what is refused: it changes nothing, so that one service does for all."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Buyer]:
    async with tickets(tmp_path_factory.mktemp("house")) as buyer:
        yield buyer


def reasons(checkout: dict[str, Any]) -> list[str]:
    return [message["code"] for message in checkout["messages"]]


async def sold(buyer: Buyer, row: int = 14) -> dict[str, Any]:
    """A completed checkout for two seats side by side."""
    _, hold = await buyer.hold(*await buyer.pair(row))
    return await buyer.complete(await buyer.checkout(hold))


async def test_the_whole_catalogue_can_be_read_and_synchronised(tmp_path: Path):
    async with tickets(tmp_path) as buyer:
        products = await buyer.catalogue()
        assert len({each["id"] for each in products}) == len(products) > 4000
        merchants = (await buyer.get("/org.bangwo/merchants"))[1]["merchants"]
        assert {each["org.bangwo.showing"]["merchant_id"] for each in products} == {each["id"] for each in merchants}
        revision = (await buyer.search())["org.bangwo.sync"]["revision"]
        assert (await buyer.search(**{"org.bangwo.sync": {"since": revision}}))["products"] == []
        await sold(buyer)
        page = await buyer.search(**{"org.bangwo.sync": {"since": revision}})
        assert [each["id"] for each in page["products"]] == [SHOWING]
        before = next(each for each in products if each["id"] == SHOWING)
        left = [each["org.bangwo.showing"]["seats_left"] for each in (before, *page["products"])]
        assert left[0] - left[1] == 2


async def test_a_product_says_when_where_and_what(tmp_path: Path):
    async with tickets(tmp_path) as buyer:
        (product,) = (await buyer.post("/catalog/lookup", {"ids": [SHOWING]}))[1]["products"]
        showing = product["org.bangwo.showing"]
        assert (showing["title"], showing["premiere"], showing["format"]) == ("惊蛰无声", True, "IMAX")
        assert showing["starts_at"] == "2026-02-17T20:00:00+08:00"
        assert (showing["rows"], showing["merchant_id"]) == (14, "c01")
        status, hall = await buyer.get(f"/org.bangwo/showings/{SHOWING}/seats")
        assert status == 200
        assert (hall["rows"], hall["cols"], len(hall["free"])) == (14, 26, showing["seats_left"])
        assert {tuple(each) for each in hall["free"]} < {tuple(each) for each in hall["seats"]}


async def test_tickets_are_held_bought_and_collected(tmp_path: Path):
    async with tickets(tmp_path) as buyer:
        pair = await buyer.pair(14)
        status, hold = await buyer.hold(*pair)
        assert (status, hold["seats"]) == (201, [list(seat) for seat in pair])
        assert not set(pair) & await buyer.free()
        checkout = await buyer.checkout(hold)
        assert (checkout["status"], checkout["totals"][-1]["amount"]) == ("ready_for_complete", 2 * 8590)
        completed = await buyer.complete(checkout)
        assert completed["status"] == "completed"
        order = await buyer.order(completed)
        assert (order["state"], order["reference"], len(set(order["codes"]))) == ("accepted", "o_1", 2)
        assert await buyer.release(hold) == 200
        assert not set(pair) & await buyer.free()


@pytest.mark.parametrize(
    ("before_start", "state"),
    [(timedelta(minutes=31), "accepted"), (timedelta(minutes=30), "ready"), (timedelta(minutes=-129), "completed")],
)
async def test_an_order_ends_with_the_showing(tmp_path: Path, before_start: timedelta, state: str):
    async with tickets(tmp_path) as buyer:
        completed = await sold(buyer)
        buyer.clock.advance(STARTS - before_start - datetime(2026, 2, 10, 10))
        assert (await buyer.order(completed))["state"] == state
        status, answer = await buyer.cancel(completed)
        if state == "accepted":
            assert (status, answer["org.bangwo.order"]["state"]) == (200, "cancelled")
        else:
            assert (status, answer["code"]) == (409, "order_not_cancellable")


async def test_returned_tickets_are_on_sale_again(tmp_path: Path):
    async with tickets(tmp_path) as buyer:
        free = await buyer.free()
        completed = await sold(buyer)
        assert len(await buyer.free()) == len(free) - 2
        for _ in range(2):
            assert (await buyer.cancel(completed))[0] == 200
        assert await buyer.free() == free


async def test_the_last_seat_goes_to_one_of_twenty(tmp_path: Path):
    async with tickets(tmp_path) as buyer:
        seat, _ = await buyer.pair(14)
        answers = await asyncio.gather(*(buyer.hold(seat) for _ in range(20)))
        assert sorted(status for status, _ in answers) == [201] + [409] * 19
        assert {answer["code"] for status, answer in answers if status == 409} == {"seats_unavailable"}


async def test_a_hold_asked_twice_with_one_key_is_one_hold(tmp_path: Path):
    async with tickets(tmp_path) as buyer:
        pair = await buyer.pair(14)
        first, again = await buyer.hold(*pair, key="a"), await buyer.hold(*pair, key="a")
        assert first == again
        assert (await buyer.hold(pair[0], key="a"))[0] == 409
        assert await buyer.release(first[1]) == 200
        assert (await buyer.hold(*pair))[0] == 201


async def test_overlapping_seats_are_kept_for_the_first_alone(tmp_path: Path):
    async with tickets(tmp_path) as buyer:
        one, two = await buyer.pair(14)
        free = await buyer.free()
        assert (await buyer.hold(two))[0] == 201
        assert (await buyer.hold(one, two))[0] == 409
        assert one in await buyer.free()
        assert await buyer.free() == free - {two}


async def test_a_hold_that_ran_out_cannot_be_booked(tmp_path: Path):
    async with tickets(tmp_path) as buyer:
        _, hold = await buyer.hold(*await buyer.pair(14))
        checkout = await buyer.checkout(hold)
        buyer.clock.advance(timedelta(minutes=10))
        late = await buyer.complete(checkout)
        assert (late["status"], reasons(late)) == ("incomplete", ["seats_unavailable"])
        asked = await buyer.checkout(hold)
        assert (asked["status"], reasons(asked)) == ("incomplete", ["seats_unavailable"])


async def test_no_hold_lives_longer_than_half_an_hour(tmp_path: Path):
    async with tickets(tmp_path) as buyer:
        _, hold = await buyer.hold(*await buyer.pair(14), minutes=600)
        assert hold["expires_at"] == "2026-02-10T10:30:00+08:00"


@pytest.mark.parametrize(
    ("change", "more", "code"),
    [
        ({"fence": 999}, {}, "seats_unavailable"),
        ({"id": "h_none"}, {}, "seats_unavailable"),
        ({}, {"count": 3}, "seats_unavailable"),
        ({}, {"org.bangwo.seats": None}, "seats_unavailable"),
        ({}, {"showing": "c02h1-20260217-1940"}, "seats_unavailable"),
        ({}, {"showing": "c01h1-20260217-2001"}, "item_unknown"),
    ],
)
@in_one_house
async def test_a_checkout_that_does_not_fit_its_hold_is_incomplete(
    house: Buyer, change: dict[str, Any], more: dict[str, Any], code: str
):
    _, hold = await house.hold(*await house.pair(14))
    checkout = await house.checkout(hold | change, **more)
    assert (checkout["status"], reasons(checkout)) == ("incomplete", [code])
    assert reasons(await house.complete(checkout)) == [code]
    assert await house.release(hold) == 200


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"showing_id": "nowhere"}, 404, "not_found"),
        ({"showing_id": "c01h1-20260209-2000"}, 404, "not_found"),  # yesterday
        ({"showing_id": "c01h1-20260701-2000"}, 404, "not_found"),  # not on sale yet
        ({"showing_id": 7}, 404, "not_found"),
        ({"seats": []}, 400, "invalid"),
        ({"seats": [[1, 9]] * 2}, 400, "invalid"),
        ({"seats": [[1]]}, 400, "invalid"),
        ({"seats": [[1, "9"]]}, 400, "invalid"),
        ({"seats": [[1, True]]}, 400, "invalid"),
        ({"seats": [[row, 9] for row in range(21)]}, 400, "invalid"),
        ({"seats": "last"}, 400, "invalid"),
        ({"seats": [[99, 9]]}, 409, "seats_unavailable"),
        ({"seats": [[1, 1]]}, 409, "seats_unavailable"),  # no seat stands there
        ({"seats": [[0, 9]]}, 409, "seats_unavailable"),
        ({"seats": [[-5, -5]]}, 409, "seats_unavailable"),
        ({"expires_at": "2026-02-10T09:59:00+08:00"}, 400, "invalid"),
        ({"expires_at": "soon"}, 400, "invalid"),
        ({"expires_at": None}, 400, "invalid"),
    ],
)
@in_one_house
async def test_holds_that_make_no_sense(house: Buyer, body: dict[str, Any], status: int, code: str):
    good = {"showing_id": SHOWING, "seats": [[14, 9]], "expires_at": "2026-02-10T10:10:00+08:00"}
    free = await house.free()
    answered, answer = await house.post("/org.bangwo/holds", good | body)
    assert answered == status
    assert code in (answer.get("code"), answer["messages"][0]["code"])
    assert await house.free() == free


@in_one_house
async def test_a_seat_that_others_bought_before_cannot_be_had(house: Buyer):
    _, hall = await house.get(f"/org.bangwo/showings/{SHOWING}/seats")
    taken = next(seat for seat in hall["seats"] if seat not in hall["free"])
    assert (await house.hold(tuple(taken)))[0] == 409


async def test_a_showing_that_began_is_sold_no_more(tmp_path: Path):
    async with tickets(tmp_path) as buyer:
        revision = (await buyer.search())["org.bangwo.sync"]["revision"]
        buyer.clock.advance(STARTS - datetime(2026, 2, 10, 10))
        assert (await buyer.get(f"/org.bangwo/showings/{SHOWING}/seats"))[0] == 404
        assert (await buyer.hold((14, 9)))[0] == 404
        (product,) = (await buyer.post("/catalog/lookup", {"ids": [SHOWING]}))[1]["products"]
        assert product["variants"][0]["availability"] == {"available": False, "status": "discontinued"}
        page = await buyer.search(**{"org.bangwo.sync": {"since": revision}, "pagination": {"limit": 1}})
        assert page["products"]


async def test_a_new_day_brings_new_showings(tmp_path: Path):
    async with tickets(tmp_path) as buyer:
        last = max(each["org.bangwo.showing"]["starts_at"] for each in await buyer.catalogue())
        buyer.clock.advance(timedelta(days=1))
        assert max(each["org.bangwo.showing"]["starts_at"] for each in await buyer.catalogue())[:10] > last[:10]


@pytest.mark.parametrize(("faults", "code"), [("tickets:soldout", "sold_out"), ("price=1", None)])
async def test_lies_at_the_checkout(tmp_path: Path, faults: str, code: str | None):
    async with tickets(tmp_path, faults) as buyer:
        _, hold = await buyer.hold(*await buyer.pair(14))
        checkout = await buyer.checkout(hold)
        assert reasons(checkout) == ([code] if code else [])
        assert checkout["totals"][-1]["amount"] == 2 * (8590 if code else 8590 + 859)


async def test_a_show_is_sold_zone_by_zone(tmp_path: Path):
    async with tickets(tmp_path) as buyer:
        zones = [each for each in await buyer.catalogue() if each["org.bangwo.showing"]["title"] == "江辰演唱会"]
        first = min(each["org.bangwo.showing"]["starts_at"] for each in zones)
        night = [each for each in zones if each["org.bangwo.showing"]["starts_at"] == first]
        assert [each["org.bangwo.showing"]["hall"] for each in night] == ["内场", "看台A区", "看台B区"]
        prices = [each["price_range"]["min"]["amount"] for each in night]
        assert prices == sorted(prices, reverse=True)
        showing = night[0]["id"]
        _, hold = await buyer.hold(*await buyer.pair(5, showing), showing=showing)
        completed = await buyer.complete(await buyer.checkout(hold, showing=showing))
        assert completed["status"] == "completed"


async def test_a_restart_forgets_nothing(tmp_path: Path):
    async with tickets(tmp_path) as buyer:
        completed = await sold(buyer)
        _, hold = await buyer.hold(*await buyer.pair(13))
        free, order = await buyer.free(), await buyer.order(completed)
    async with tickets(tmp_path) as buyer:
        assert await buyer.free() == free
        assert await buyer.order(completed) == order
        assert (await buyer.complete(await buyer.checkout(hold)))["status"] == "completed"
        assert (await buyer.cancel(completed))[0] == 200
        orders = (await buyer.get("/_books"))[1]["orders"]
        assert sorted(each["state"] for each in orders) == ["accepted", "cancelled"]
