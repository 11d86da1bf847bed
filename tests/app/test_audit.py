"""The audit: silent about books that agree, and loud about each way in which they may not."""

from dataclasses import replace

import pytest
from desks import Desk

from bangwo.adapters.memory import MemoryStore
from bangwo.app.audit import Audit, audit
from bangwo.domain.campaign import CardState
from bangwo.domain.money import Money
from bangwo.domain.order import OrderState


async def a_busy_day(desk: Desk) -> None:
    for number in range(4):
        person = await desk.buyer(cards=1)
        order = await desk.order(person, await desk.quote(person))
        if number == 1:
            await desk.till.cancel(person.user_id, order.order_id, "", "no")
    await desk.quote(await desk.buyer(cards=1))


async def audited(desk: Desk) -> Audit:
    assert isinstance(desk.store, MemoryStore)
    return await audit(desk.store, {"eats": desk.eats, "films": desk.films}, desk.purse)


async def test_books_that_agree(memory_desk: Desk) -> None:
    await a_busy_day(memory_desk)
    assert await audited(memory_desk) == Audit(orders=4, open_orders=0, charged_fen=3, findings=())


def _shelves(desk: Desk) -> list:
    return list(desk.store.shelves.of.values())


def lose_a_transfer(desk: Desk) -> None:
    shelf = next(each for each in _shelves(desk) if each.transfers)
    del shelf.transfers[next(key for key in shelf.transfers if key.endswith(":settle"))]


def lose_an_order(desk: Desk) -> None:
    shelf = next(each for each in _shelves(desk) if each.orders)
    shelf.orders.clear()


def keep_a_card(desk: Desk) -> None:
    for shelf in _shelves(desk):
        for key, card in shelf.cards.items():
            shelf.cards[key] = replace(card, state=CardState.HELD, held_for="q_gone")


def leak_budget(desk: Desk) -> None:
    desk.store.shelves.left["new-year"] -= 1


def charge_more(desk: Desk) -> None:
    next(iter(desk.purse.book.values())).fen += 1


def pay_back(desk: Desk) -> None:
    next(iter(desk.purse.book.values())).refunds["again"] = 1


def revive_at_the_shop(desk: Desk) -> None:
    for sold in desk.eats.sold.values():
        sold.state = OrderState.PREPARING


def double_an_order(desk: Desk) -> None:
    shelf = next(each for each in _shelves(desk) if each.orders)
    order = next(iter(shelf.orders.values()))
    shelf.orders["o_twin"] = replace(order, order_id="o_twin", paid=Money(0))


def silence_the_payments(desk: Desk) -> None:
    desk.purse.wire.dead = True


FAULTS = [
    lose_a_transfer,
    lose_an_order,
    keep_a_card,
    leak_budget,
    charge_more,
    pay_back,
    revive_at_the_shop,
    double_an_order,
    silence_the_payments,
]


@pytest.mark.parametrize("fault", FAULTS)
async def test_books_that_do_not(memory_desk: Desk, fault) -> None:
    await a_busy_day(memory_desk)
    fault(memory_desk)
    assert (await audited(memory_desk)).findings
