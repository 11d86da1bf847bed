"""Ceilings: what a person lets an order and a day cost binds every yes, also those said at the same moment."""

import asyncio
from dataclasses import replace

import pytest
from desks import Desk

from bangwo.app.changes import Changes, PutPerson
from bangwo.core.errors import Code, Refused
from bangwo.domain.money import Money
from bangwo.domain.person import Ceilings, Person
from bangwo.domain.quote import Quote
from fakes_city import house


async def with_ceilings(desk: Desk, ceilings: Ceilings) -> Person:
    person = await desk.buyer(cards=0)
    person = replace(person, ceilings=ceilings, version=person.version + 1)
    await desk.store.commit(Changes("person.changed", person.user_id, (PutPerson(person),)))
    return person


async def outcome(desk: Desk, person: Person, quote: Quote, key: str) -> str:
    try:
        return (await desk.order(person, quote, key)).state.value
    except Refused as refused:
        return refused.code.value


async def test_an_order_that_costs_more_than_an_order_may_is_refused(any_desk: Desk) -> None:
    person = await with_ceilings(any_desk, Ceilings(order=Money(1)))
    quote = await any_desk.quote(person)
    with pytest.raises(Refused) as refused:
        await any_desk.order(person, quote)
    assert (refused.value.code, refused.value.facts) == (Code.OVER_CEILING, {"most_fen": 1, "fen": quote.pay.fen})
    assert not await any_desk.store.orders(person.user_id, 5)
    assert not any_desk.purse.book


async def test_yeses_at_one_moment_do_not_pass_the_days_ceiling_together(any_desk: Desk) -> None:
    person = await any_desk.buyer(cards=0)
    quotes = [await any_desk.quote(person) for _ in range(4)]
    person = replace(person, ceilings=Ceilings(day=quotes[0].pay * 2), version=person.version + 1)
    await any_desk.store.commit(Changes("person.changed", person.user_id, (PutPerson(person),)))
    found = await asyncio.gather(*(outcome(any_desk, person, each, each.quote_id) for each in quotes))
    assert sorted(found) == ["accepted", "accepted", "over_ceiling", "over_ceiling"]


async def test_what_came_back_may_be_spent_again(any_desk: Desk) -> None:
    person = await any_desk.buyer(cards=0)
    quotes = [await any_desk.quote(person) for _ in range(2)]
    person = replace(person, ceilings=Ceilings(day=quotes[0].pay), version=person.version + 1)
    await any_desk.store.commit(Changes("person.changed", person.user_id, (PutPerson(person),)))
    order = await any_desk.order(person, quotes[0], "first")
    assert await outcome(any_desk, person, quotes[1], "second") == "over_ceiling"
    await any_desk.till.cancel(person.user_id, order.order_id, "", "cancel")
    assert await outcome(any_desk, person, quotes[1], "third") == "accepted"


async def test_ceilings_are_set_told_and_lifted_in_words() -> None:
    home = await house(cards=0)
    assert "每单最多花 ¥10" in (await home.say("以后每单最多花10块"))["reply"]
    await home.say("点一杯美式,热的,随便哪家")
    refused = await home.say("确认")
    assert "超过了您自己定的限额" in refused["reply"]
    assert refused["quote"] is not None and refused["asks"] == "confirm"
    assert await home.store.orders(home.user_id, 5) == []
    await home.say("取消每单的限额")
    (order,) = (await home.say("确认"))["orders"]
    assert order["state"] == "accepted"
    assert "今天已经花了" in (await home.say("每天不超过一百元"))["reply"]
