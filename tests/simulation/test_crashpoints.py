"""Crash points: at each one, in every story that passes it, a process dies; then all books agree in the end."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bangwo.app.cases import Matter
from bangwo.app.casework import Wish
from bangwo.app.crashpoints import NAMES
from bangwo.app.once import Command
from bangwo.domain.case import CaseKind
from bangwo.domain.money import Money
from bangwo.domain.offer import Seat
from bangwo.domain.order import OrderState
from bangwo.domain.pricing import Basket, Pick
from bangwo.simulation.goods import EATS, FILMS, HOME, MERCHANTS, OFFERS
from bangwo.simulation.moves import OPERATORS, asking, say_yes, settling, wish
from bangwo.simulation.world import API, WORKERS, World

SECOND = timedelta(seconds=1)
Story = Callable[[World], None]


def ask(world: World, seats: tuple[Seat, ...] = ()) -> None:
    """The third person, who has three cards, wants a tea or a seat."""
    user_id = world.people[3].user_id
    meal = Basket(user_id=user_id, merchant=MERCHANTS[EATS], picks=(Pick(OFFERS[EATS][0]),), where=HOME)
    ticket = Basket(user_id=user_id, merchant=MERCHANTS[FILMS], picks=(Pick(OFFERS[FILMS][0], len(seats)),))
    world.loop.spawn("ask", API, asking(world, ticket if seats else meal, seats, None))
    world.loop.spin(100)


def say(world: World, key: str = "yes") -> None:
    for quote in world.quotes[-1:]:
        say_yes(world, quote, key)
        world.loop.spin(200)


def cancel(world: World) -> None:
    for order in world.orders():
        world.loop.spawn("cancel", API, world.till.cancel(order.user_id, order.order_id, "", "no"))
        world.loop.spin(200)


def work(world: World, after: timedelta = 11 * SECOND) -> None:
    world.loop.advance(after)
    for name in WORKERS:
        world.work(name)
        world.loop.spin(200)


def bought(world: World) -> None:
    ask(world)
    say(world)
    world.shops[EATS].finish()
    work(world)
    work(world, 121 * SECOND)


def said_twice(world: World) -> None:
    bought(world)
    say(world, "yes again")


def tickets(world: World) -> None:
    ask(world, (Seat(1, 2), Seat(1, 3)))
    say(world)
    work(world)


def refused_payment(world: World) -> None:
    world.purse.poor = {person.user_id for person in world.people}
    tickets(world)


def another_price(world: World) -> None:
    ask(world)
    world.shops[EATS].dearer["tea"] = 1
    say(world)
    work(world)


def cancelled(world: World) -> None:
    ask(world)
    say(world)
    cancel(world)
    work(world)


def cancelled_too_late(world: World) -> None:
    ask(world)
    say(world)
    for sold in world.shops[EATS].sold.values():
        sold.state = OrderState.ON_THE_WAY
    cancel(world)
    work(world)


def slept_on(world: World) -> None:
    ask(world)
    world.loop.advance(timedelta(minutes=11))
    world.loop.spawn("sweep", WORKERS[0], world.follow.sweep_quotes(world.clock.now()))
    world.loop.spin(100)


def dead_services(world: World) -> None:
    ask(world)
    world.shops[EATS].wire.dead = True
    say(world)
    world.shops[EATS].wire.dead, world.purse.wire.dead = False, True
    work(world, SECOND)
    world.purse.wire.dead = False
    work(world)


def complained(world: World) -> None:
    for order in world.orders():
        matter = Matter(CaseKind.DISPUTE, "坏了", order_id=order.order_id)
        world.loop.spawn("complain", API, world.cases.open(Command(order.user_id, "case", "case"), matter))
        world.loop.spin(200)


def settled(world: World) -> None:
    all_of_it = Wish(Money(1))  # all that is paid with a card
    for shelf in world.books.shelves.of.values():
        for case in shelf.cases.values():
            world.loop.spawn("settle", API, settling(world, OPERATORS[0], case.case_id, all_of_it, "settle"))
    world.loop.spin(200)


def chores(world: World) -> None:
    for _ in range(2):
        world.loop.advance(16 * SECOND)
        world.chore(WORKERS[0])
        world.loop.spin(200)


def disputed(world: World) -> None:
    """What was brought was broken, and an operator gives something back."""
    bought(world)
    complained(world)
    settled(world)
    chores(world)


def disputed_in_silence(world: World) -> None:
    """The payment service is away when money is to go back, and comes again."""
    bought(world)
    complained(world)
    world.purse.wire.dead = True
    settled(world)
    world.purse.wire.dead = False
    chores(world)


def begrudged(world: World) -> None:
    world.purse.stingy = True
    disputed(world)


def wished(world: World) -> None:
    """A wish waits for its moment, and is ordered by a worker."""
    wish(world, world.loop.random)
    world.loop.spin(200)
    for _ in range(4):
        chores(world)
        work(world)


def wished_too_late(world: World) -> None:
    wish(world, world.loop.random)
    world.loop.spin(200)
    world.loop.advance(timedelta(minutes=30))
    chores(world)


def left_after(point: str, then: Story) -> Story:
    """An order whose first process died at a point, and that others go on with."""

    def story(world: World) -> None:
        theirs = dict(world.loop.armed)
        ask(world)
        world.loop.armed = {API: point}
        say(world)
        world.loop.armed = theirs
        then(world)
        work(world, 11 * SECOND)
        work(world, 41 * SECOND)

    return story


STORIES: dict[str, Story] = {
    "disputed": disputed,
    "disputed while the payment service is away": disputed_in_silence,
    "begrudged": begrudged,
    "wished": wished,
    "wished too late": wished_too_late,
    "bought": bought,
    "said twice": said_twice,
    "tickets": tickets,
    "refused payment": refused_payment,
    "another price": another_price,
    "cancelled": cancelled,
    "cancelled too late": cancelled_too_late,
    "slept on": slept_on,
    "dead services": dead_services,
    "left after the charge": left_after("after:payment.charge", work),
    "left after the charge, then cancelled": left_after("after:payment.charge", cancel),
    "left before the completion": left_after("before:checkout.complete", work),
    "left after the completion": left_after("after:checkout.complete", work),
    "left after the completion, then cancelled": left_after("after:checkout.complete", cancel),
    "left before the refund": left_after("after:order.charged", lambda world: (cancel(world), None)[1]),
}


def played(story: Story, point: str) -> tuple[list[str], list[str]]:
    world = World(seed=3)
    world.calm()
    world.loop.armed = dict.fromkeys((API, *WORKERS), point)
    story(world)
    return world.loop.crashed_at, world.settle()


@pytest.mark.parametrize("point", NAMES)
def test_whoever_dies_there_everything_comes_to_its_end(point: str) -> None:
    died = 0
    for name, story in STORIES.items():
        crashed_at, findings = played(story, point)
        assert findings == [], name
        died += point in crashed_at
    assert died, f"no story passes {point}"


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_story_in_which_nobody_else_dies(story: Story) -> None:
    assert played(story, "nowhere")[1] == []
