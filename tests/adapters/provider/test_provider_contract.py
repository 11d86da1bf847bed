"""One contract for every provider: the simulation's fake and the city over UCP pass the same cases."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
import pytest_asyncio
from provider_worlds import BUYER, World, over_ucp, simulated

from bangwo.core.errors import Code, Refused
from bangwo.domain.money import ZERO
from bangwo.domain.offer import Seat
from bangwo.domain.order import OrderState

pytestmark = pytest.mark.asyncio(loop_scope="module")

WORLDS = {"simulated": simulated, "ucp": over_ucp}


@pytest_asyncio.fixture(params=WORLDS, scope="module", loop_scope="module")
async def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """Each world, made once: its tests keep out of each other's way by their order ids."""
    async with WORLDS[request.param](tmp_path_factory.mktemp("world")) as made:
        yield made


@pytest.fixture
def order_id() -> str:
    """An order that no other test has."""
    return f"o_{uuid4().hex}"


async def seats_of(world: World, count: int) -> list[Seat]:
    """So many free seats."""
    return sorted((await world.films.seat_map(world.showing)).free, key=lambda seat: (seat.row, seat.col))[:count]


async def test_a_checkout_shows_the_price_that_is_asked_now(world: World, order_id: str):
    quote = world.quote(world.tea, 2)
    made = await world.food.create_checkout(quote, BUYER, order_id)
    assert (made.status, made.total, made.refusal) == ("ready", quote.gross, None)
    assert await world.food.checkout(made.checkout_id) == made


async def test_the_same_order_makes_one_checkout(world: World, order_id: str):
    quote = world.quote(world.tea)
    first = await world.food.create_checkout(quote, BUYER, order_id)
    assert await world.food.create_checkout(quote, BUYER, order_id) == first
    assert (await world.food.create_checkout(quote, BUYER, order_id + "b")).checkout_id != first.checkout_id


async def test_completing_twice_makes_one_order(world: World, order_id: str):
    made = await world.food.create_checkout(world.quote(world.tea), BUYER, order_id)
    first = await world.food.complete(made.checkout_id, order_id, "ch_1")
    again = await world.food.complete(made.checkout_id, order_id, "ch_1")
    asked = await world.food.checkout(made.checkout_id)
    assert first.status == "completed"
    assert first.provider_order_id
    assert first == again == asked


async def test_an_order_can_be_asked_for(world: World, order_id: str):
    made = await world.food.create_checkout(world.quote(world.tea), BUYER, order_id)
    done = await world.food.complete(made.checkout_id, order_id, "ch_1")
    order = await world.food.order(done.provider_order_id)
    assert order.provider_order_id == done.provider_order_id
    assert order.state in (OrderState.ACCEPTED, OrderState.PREPARING)


async def test_a_withdrawn_checkout_cannot_be_completed(world: World, order_id: str):
    made = await world.food.create_checkout(world.quote(world.tea), BUYER, order_id)
    gone = await world.food.cancel_checkout(made.checkout_id, order_id)
    assert gone.status == "cancelled"
    assert (await world.food.complete(made.checkout_id, order_id, "ch_1")).status == "cancelled"
    assert (await world.food.cancel_checkout(made.checkout_id, order_id)).status == "cancelled"


async def test_withdrawing_comes_too_late_for_a_completed_checkout(world: World, order_id: str):
    made = await world.food.create_checkout(world.quote(world.tea), BUYER, order_id)
    done = await world.food.complete(made.checkout_id, order_id, "ch_1")
    assert await world.food.cancel_checkout(made.checkout_id, order_id) == done


async def test_an_order_is_cancelled_once(world: World, order_id: str):
    made = await world.food.create_checkout(world.quote(world.tea), BUYER, order_id)
    done = await world.food.complete(made.checkout_id, order_id, "ch_1")
    for _ in range(2):
        order = await world.food.cancel_order(done.provider_order_id, order_id, "不想要了", ZERO)
        assert order.state is OrderState.CANCELLED
    assert (await world.food.order(done.provider_order_id)).state is OrderState.CANCELLED


async def test_more_than_there_is_is_refused(world: World, order_id: str):
    assert world.scarce.stock is not None
    refused = await world.food.create_checkout(world.quote(world.scarce, world.scarce.stock + 1), BUYER, order_id)
    assert (refused.status, refused.refusal) == ("refused", Code.SOLD_OUT)


async def test_what_sold_out_in_between_is_refused_at_the_end(world: World, order_id: str):
    assert world.scarce.stock is not None
    quote, other = world.quote(world.scarce, world.scarce.stock), order_id + "b"
    ours = await world.food.create_checkout(quote, BUYER, order_id)
    theirs = await world.food.create_checkout(quote, BUYER, other)
    assert (await world.food.complete(theirs.checkout_id, other, "ch_2")).status == "completed"
    late = await world.food.complete(ours.checkout_id, order_id, "ch_1")
    assert (late.status, late.refusal) == ("refused", Code.SOLD_OUT)


async def test_held_seats_are_free_no_more(world: World, order_id: str):
    seats = await seats_of(world, 2)
    hold = await world.films.hold_seats(world.showing, seats, order_id, world.until)
    assert hold.seats == tuple(seats)
    assert hold.offer_ref == world.showing.ref
    assert not (await world.films.seat_map(world.showing)).free & set(seats)
    await world.films.release_seats(hold)


async def test_a_repeated_hold_is_the_same(world: World, order_id: str):
    seats = await seats_of(world, 2)
    first = await world.films.hold_seats(world.showing, seats, order_id, world.until)
    assert await world.films.hold_seats(world.showing, seats, order_id, world.until) == first
    await world.films.release_seats(first)


async def test_a_taken_seat_is_refused(world: World, order_id: str):
    one, two, three = await seats_of(world, 3)
    hold = await world.films.hold_seats(world.showing, [one, two], order_id, world.until)
    with pytest.raises(Refused) as refused:
        await world.films.hold_seats(world.showing, [two, three], order_id + "b", world.until)
    assert refused.value.code is Code.SEATS_UNAVAILABLE
    assert three in (await world.films.seat_map(world.showing)).free
    await world.films.release_seats(hold)


async def test_released_seats_are_free_again(world: World, order_id: str):
    seats = await seats_of(world, 2)
    hold = await world.films.hold_seats(world.showing, seats, order_id, world.until)
    for _ in range(2):
        await world.films.release_seats(hold)
    assert set(seats) <= (await world.films.seat_map(world.showing)).free


async def test_held_seats_are_booked(world: World, order_id: str):
    seats = await seats_of(world, 2)
    hold = await world.films.hold_seats(world.showing, seats, order_id, world.until)
    made = await world.films.create_checkout(world.quote(world.showing, 2, hold), BUYER, order_id)
    assert made.status == "ready"
    done = await world.films.complete(made.checkout_id, order_id, "ch_1")
    assert done.status == "completed"
    await world.films.release_seats(hold)
    assert not (await world.films.seat_map(world.showing)).free & set(seats)


async def test_a_released_hold_cannot_be_booked(world: World, order_id: str):
    hold = await world.films.hold_seats(world.showing, await seats_of(world, 1), order_id, world.until)
    await world.films.release_seats(hold)
    refused = await world.films.create_checkout(world.quote(world.showing, 1, hold), BUYER, order_id)
    assert (refused.status, refused.refusal) == ("refused", Code.SEATS_UNAVAILABLE)
