"""Moves: all that can happen in a step, by its kind; what exactly is chosen by the step's own chance."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TypeVar

from bangwo.app import promote
from bangwo.app.cases import Matter
from bangwo.app.casework import Wish
from bangwo.app.changes import Changes, PutStanding
from bangwo.app.checkout import opened, replaced
from bangwo.app.crashpoints import NAMES
from bangwo.app.once import Command
from bangwo.app.ports import PaymentNotice
from bangwo.domain.act import Act, ActKind
from bangwo.domain.case import Bearer, CaseKind, CaseState
from bangwo.domain.money import Money
from bangwo.domain.offer import Seat
from bangwo.domain.operator import Operator, Role
from bangwo.domain.order import OrderState
from bangwo.domain.person import Person
from bangwo.domain.pricing import Basket, Pick, price
from bangwo.domain.quote import QUOTE_LIFE, Quote
from bangwo.domain.standing import Standing, Trigger
from bangwo.simulation.auditor import yes_to
from bangwo.simulation.goods import EATS, FILMS, HOME, MERCHANTS, OFFERS, SEATS
from bangwo.simulation.world import API, START, WORKERS, World

RECENT = 8
"""Only the latest so many quotes and orders are touched again: the rest is history."""

OF_ORDERS = tuple(name for name in NAMES if not name.partition(":")[2].startswith(("case.", "standing.")))
"""What is passed most: the crash points of orders."""

Move = Callable[[World, Random], None]
T = TypeVar("T")


def ask(world: World, random: Random) -> None:
    """Somebody wants something and is shown a price, at times in place of an earlier one."""
    person = random.choice(world.people)
    earlier = next((each for each in reversed(world.quotes) if each.user_id == person.user_id), None)
    old = earlier if random.random() < 0.5 else None
    seats = tuple(Seat(1, col) for col in sorted(random.sample(range(1, SEATS + 1), random.randint(1, 2))))
    basket = _ticket(person, seats) if random.random() < 0.3 else _meal(person, random)
    world.loop.spawn(f"{person.user_id} asks", API, asking(world, basket, seats, old))


def confirm(world: World, random: Random) -> None:
    """Somebody says yes, or says it again."""
    if quote := _recent(world.quotes, random):
        say_yes(world, quote, f"yes {quote.quote_id} {random.randint(0, 1)}")


def confirm_twice(world: World, random: Random) -> None:
    """Two yeses to one quote at once, by the same key or by two."""
    if quote := _recent(world.quotes, random):
        say_yes(world, quote, f"yes {quote.quote_id} 0")
        say_yes(world, quote, f"yes {quote.quote_id} {random.randint(0, 1)}")


def confirm_something_else(world: World, random: Random) -> None:
    """A yes to a digest that was never shown."""
    if quote := _recent(world.quotes, random):
        other = replace(quote, note="something else")
        _send_yes(world, quote, other.digest, f"else {quote.quote_id}")


def cancel(world: World, random: Random) -> None:
    """Somebody wants an order no more."""
    if order := _recent(world.orders(), random):
        key = f"no {order.order_id} {random.randint(0, 1)}"
        coro = world.till.cancel(order.user_id, order.order_id, "不要了", key)
        world.loop.spawn(f"cancel {order.order_id}", API, coro)


def work(world: World, random: Random) -> None:
    """A worker looks for what is due."""
    world.work(random.choice(WORKERS))


def sweep(world: World, random: Random) -> None:
    """A worker drops quotes that ran out."""
    worker = random.choice(WORKERS)
    world.loop.spawn("sweep", worker, world.follow.sweep_quotes(world.clock.now()))


def wait(world: World, random: Random) -> None:
    """A little time passes."""
    world.loop.advance(timedelta(seconds=random.uniform(0.1, 6)))


def wait_long(world: World, random: Random) -> None:
    """A lot of time passes."""
    world.loop.advance(timedelta(seconds=random.uniform(30, 700)))


def serve(world: World, random: Random) -> None:
    """A shop goes on with an order, or gives it up."""
    world.shops[random.choice((EATS, FILMS))].move(random)


def tell(world: World, random: Random) -> None:
    """News of an order arrives: any, in any order, at times once more."""
    name = random.choice((EATS, FILMS))
    mail = world.shops[name].mail
    if mail:
        at = random.randrange(len(mail))
        news = mail[at] if random.random() < 0.3 else mail.pop(at)
        world.loop.spawn("news", API, world.follow.news(name, news))


def notify(world: World, random: Random) -> None:
    """The payment service tells what moved for an order: late, once more, or of what is long known."""
    order = _recent([each for each in world.orders() if each.order_id in world.purse.book], random)
    if order:
        notice = PaymentNotice(order.user_id, order.order_id)
        world.loop.spawn(f"notice of {order.order_id}", API, world.follow.paid(notice))


def reprice(world: World, random: Random) -> None:
    """What was promised costs more at the shop now, or as much as it did."""
    world.shops[EATS].dearer = {"cake": random.choice((0, 0, 100))}


def restock(world: World, random: Random) -> None:
    """The last one is gone, or there are some again."""
    world.shops[EATS].stock["cake"] = random.choice((0, 1, 6))


def impoverish(world: World, random: Random) -> None:
    """Somebody can pay no more, or everybody can."""
    world.purse.poor = {random.choice(world.people).user_id} if random.random() < 0.5 else set()


def cut(world: World, random: Random) -> None:
    """A service cannot be reached, or can again."""
    wire = random.choice(world.wires)
    wire.dead = random.random() < 0.25


def arm(world: World, random: Random) -> None:
    """Processes will die at a crash point when they next pass it: one of them, or any."""
    point, all_of_them = random.choice(OF_ORDERS if random.random() < 0.85 else NAMES), (API, *WORKERS)
    meant = all_of_them if random.random() < 0.7 else (random.choice(all_of_them),)
    world.loop.armed.update(dict.fromkeys(meant, point))


def kill(world: World, random: Random) -> None:
    """A process dies wherever it is."""
    world.loop.kill(random.choice((API, *WORKERS)))


def complain(world: World, random: Random) -> None:
    """Somebody wants a person about an order, at times twice at once."""
    brought = [order for order in world.orders() if order.state is OrderState.COMPLETED]
    if order := _recent(brought if random.random() < 0.8 else world.orders(), random):
        matter = Matter(CaseKind.DISPUTE, "坏了", order_id=order.order_id)
        key = f"case {order.order_id} {random.randint(0, 2)}"
        for _ in range(random.randint(1, 2)):
            coro = world.cases.open(Command(order.user_id, key, key), matter)
            world.loop.spawn(f"case of {order.order_id}", API, coro)


def settle(world: World, random: Random) -> None:
    """An operator takes a case and gives money back, at times more than there is, at times two at once."""
    shelves = world.books.shelves.of.values()
    waiting = [each for shelf in shelves for each in shelf.cases.values() if each.state is not CaseState.CLOSED]
    if case := _recent(waiting, random):
        wish = Wish(Money(random.choice((0, 1, 1, 1, 300, 5000))), random.choice(tuple(Bearer)))
        for number in range(random.randint(1, 2)):
            operator = random.choice(OPERATORS)
            coro = settling(world, operator, case.case_id, wish, f"{operator.name} {random.randint(0, 3)}")
            world.loop.spawn(f"settle {case.number} {number}", API, coro)


async def settling(world: World, operator: Operator, case_id: str, wish: Wish, key: str) -> None:
    case = await world.casework.take(operator, case_id)
    done = await world.casework.settle(operator, case.case_id, wish, key)
    if done.state is CaseState.SETTLED:
        await world.casework.close(operator, case_id, f"close {key}")


def wish(world: World, random: Random) -> None:
    """Somebody has something ordered later: at a moment, or once it costs no more than so much."""
    person, now = random.choice(world.people), world.clock.now()
    offer = random.choice([each for each in OFFERS[EATS] if not each.groups])
    at = now + timedelta(seconds=random.uniform(1, 60)) if random.random() < 0.5 else None
    wished = Standing(
        standing_id=world.ids("s", now),
        user_id=person.user_id,
        wanted=Act(act=ActKind.ORDER, trade=offer.trade),
        what=offer.name,
        trigger=Trigger.AT if at is not None else Trigger.PRICE,
        most=offer.price + Money(random.choice((0, 400, 450, 1000))),
        until=(at or now) + timedelta(seconds=random.uniform(30, 600)),
        made_at=now,
        language="zh-Hans",
        picked=(offer.ref,),
        at=at,
        version=1,
        next_at=at or now,
    )
    made = Changes("turn.said", person.user_id, (PutStanding(wished),))
    world.loop.spawn(f"{person.user_id} wishes", API, world.store.commit(made))


def unwish(world: World, random: Random) -> None:
    """Somebody wants a wish no more."""
    shelves = world.books.shelves.of.values()
    if wished := _recent([each for shelf in shelves for each in shelf.standings.values()], random):
        command = Command(wished.user_id, f"no {wished.standing_id}", "")
        world.loop.spawn("unwish", API, world.wishes.cancel(command, wished.standing_id))


def begrudge(world: World, random: Random) -> None:
    """The payment service gives nothing back for cases, or does again."""
    world.purse.stingy = random.random() < 0.3


def chores(world: World, random: Random) -> None:
    """A worker goes on with what is due beside orders."""
    world.chore(random.choice(WORKERS))


OPERATORS = tuple(Operator(name, Role.MANAGER, "", START, version=1) for name in ("ann", "kim"))

MOVES: dict[str, tuple[Move, int]] = {
    "ask": (ask, 12),
    "confirm": (confirm, 14),
    "confirm_twice": (confirm_twice, 4),
    "confirm_something_else": (confirm_something_else, 1),
    "cancel": (cancel, 4),
    "work": (work, 14),
    "sweep": (sweep, 2),
    "wait": (wait, 24),
    "wait_long": (wait_long, 1),
    "serve": (serve, 5),
    "tell": (tell, 6),
    "notify": (notify, 3),
    "reprice": (reprice, 2),
    "restock": (restock, 2),
    "impoverish": (impoverish, 2),
    "cut": (cut, 3),
    "arm": (arm, 22),
    "kill": (kill, 1),
    "complain": (complain, 4),
    "settle": (settle, 5),
    "wish": (wish, 3),
    "unwish": (unwish, 1),
    "chores": (chores, 5),
    "begrudge": (begrudge, 3),
}
"""Every kind of step, and how often it comes."""


def _recent(all_of_them: Sequence[T], random: Random) -> T | None:
    return random.choice(all_of_them[-RECENT:]) if all_of_them else None


def _meal(person: Person, random: Random) -> Basket:
    offers = random.sample(OFFERS[EATS], random.randint(1, 2))
    large = ("l",) if random.random() < 0.5 else ()
    picks = [Pick(each, random.randint(1, 2), large if each.groups else ()) for each in offers]
    return Basket(user_id=person.user_id, merchant=MERCHANTS[EATS], picks=picks, where=HOME)


def _ticket(person: Person, seats: tuple[Seat, ...]) -> Basket:
    return Basket(user_id=person.user_id, merchant=MERCHANTS[FILMS], picks=(Pick(OFFERS[FILMS][0], len(seats)),))


async def asking(world: World, basket: Basket, seats: tuple[Seat, ...], old: Quote | None) -> None:
    """What a turn does that ends in a quote."""
    now = world.clock.now()
    quote_id = world.ids("q", now)
    cards = await world.store.cards(basket.user_id)
    if old is not None:
        cards = promote.freed(cards, old, now)
    offer = basket.picks[0].offer
    if offer.showing is not None:
        hold = await world.providers[FILMS].hold_seats(offer, seats, quote_id, now + QUOTE_LIFE)
        basket = replace(basket, hold=hold)
    basket = replace(basket, cards=cards, programme=await world.store.programme())
    quote = price(basket, quote_id, world.clock.now())
    held = await world.store.cards(basket.user_id)
    made = replaced(old, quote, held, now, world.ids) if old else opened(quote, held, now, world.ids)
    await world.store.commit(Changes("turn.answered", basket.user_id, made))
    world.quotes.append(quote)


def say_yes(world: World, quote: Quote, key: str) -> None:
    world.evidence.yes.setdefault(quote.quote_id, yes_to(quote))
    _send_yes(world, quote, quote.digest, key)


def _send_yes(world: World, quote: Quote, digest: str, key: str) -> None:
    person = next(each for each in world.people if each.user_id == quote.user_id)
    coro = world.till.confirm(person, quote.quote_id, digest, key)
    world.loop.spawn(f"confirm {quote.quote_id}", API, coro)
