"""The audit: silent about books that agree, and loud about each way in which they may not."""

from dataclasses import replace

import pytest
from desks import Desk

from bangwo.adapters.memory import MemoryStore
from bangwo.app.audit import Audit, audit
from bangwo.app.ports import Charge
from bangwo.core.errors import Unknown
from bangwo.domain.campaigns.card import CardState
from bangwo.domain.money import Money
from bangwo.domain.order import OrderState
from bangwo.simulation.purse import Payment


async def a_busy_day(desk: Desk) -> None:
    for number in range(4):
        person = await desk.buyer(cards=1)
        order = await desk.order(person, await desk.quote(person))
        if number == 1:
            await desk.till.cancel(person.user_id, order.order_id, "", "no")
    await desk.quote(await desk.buyer(cards=1))


async def audited(desk: Desk) -> Audit:
    assert isinstance(desk.store, MemoryStore)
    providers = {"eats": desk.eats, "films": desk.films}
    return await audit(desk.store, providers, desk.purse, desk.purse, desk.clock.now())


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


def charge_for_nothing(desk: Desk) -> None:
    desk.purse.book["o_stray"] = Payment("t_stray", "u_stray", 2500, paid=True)


def charge_and_give_back_for_nothing(desk: Desk) -> None:
    desk.purse.book["o_stray"] = Payment("t_stray", "u_stray", 2500, paid=True, refunds={"r": 2500})


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
    charge_for_nothing,
    charge_and_give_back_for_nothing,
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


class Forgetful:
    """A payment service whose first answers get lost."""

    def __init__(self, desk: Desk, lost: int) -> None:
        self._desk = desk
        self._lost = lost

    async def find(self, order_id: str) -> Charge:
        self._lost -= 1
        if self._lost >= 0:
            raise Unknown("payment")
        return await self._desk.purse.find(order_id)


@pytest.mark.parametrize(("lost", "findings"), [(2, 0), (3, 1)])
async def test_a_lost_answer_is_asked_for_again_and_a_silence_is_a_finding(
    memory_desk: Desk, lost: int, findings: int
) -> None:
    person = await memory_desk.buyer()
    await memory_desk.order(person, await memory_desk.quote(person))
    assert isinstance(memory_desk.store, MemoryStore)
    payments = Forgetful(memory_desk, lost)
    providers = {"eats": memory_desk.eats}
    done = await audit(memory_desk.store, providers, payments, memory_desk.purse, memory_desk.clock.now())  # type: ignore[arg-type]
    assert len(done.findings) == findings
