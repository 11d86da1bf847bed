"""Ceilings: what a person lets an order or a day cost, held in the commit of every yes, however it was said."""

from dataclasses import replace
from datetime import datetime

from bangwo.app.changes import PutPerson, Write
from bangwo.app.ports import Store
from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code, Refused
from bangwo.domain.money import Money, total
from bangwo.domain.order import Order
from bangwo.domain.person import Person

READ_FIRST = 32
"""Orders that are read at first; a day with more of them is read on."""


async def within(store: Store, person: Person, pay: Money, now: datetime) -> tuple[Write, ...]:
    """What the commit of a yes to `pay` more has to write, so that no other yes takes the same room.

    Refused: over_ceiling. Who has no ceilings, as nearly everybody, is neither read nor written: but a ceiling is a
    promise, so that a `person` who has just set one must not be one of a minute ago.
    """
    ceilings = person.ceilings
    if ceilings.order is not None and pay > ceilings.order:
        raise Refused(Code.OVER_CEILING, most_fen=ceilings.order.fen, fen=pay.fen)
    if ceilings.day is None:
        return ()
    fresh = await store.person(person.user_id) or person
    spent = await spent_on(store, person.user_id, now)
    if spent + pay > ceilings.day:
        raise Refused(Code.OVER_CEILING, most_fen=ceilings.day.fen, fen=(spent + pay).fen)
    return (PutPerson(replace(fresh, version=fresh.version + 1)),)


async def spent_on(store: Store, user_id: str, now: datetime) -> Money:
    """What the orders of that day cost the person, less what came back."""
    count, day = READ_FIRST, now.astimezone(LOCAL).date()
    while True:
        orders = await store.orders(user_id, count)
        of_day = [each for each in orders if each.created_at.astimezone(LOCAL).date() == day]
        if len(of_day) < count:
            return total(_cost(each) for each in of_day)
        count *= 2


def _cost(order: Order) -> Money:
    """What an order costs, from its yes on: what will yet be charged counts as if it were."""
    charged = order.paid if order.ended or order.paid else order.quote.pay
    return charged - order.refunded
