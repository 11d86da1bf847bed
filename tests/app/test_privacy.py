"""Privacy: all that is kept is handed over; who is forgotten leaves figures and no name, and is not welcomed twice."""

import asyncpg
import pytest
from desks import Desk

from bangwo.adapters.store.erasure import FORGOTTEN, KEPT
from bangwo.app.people import People
from bangwo.app.privacy import Privacy
from bangwo.core.errors import Code, Refused
from bangwo.domain.order import OrderState
from fakes_city import house


def privacy_of(desk: Desk) -> Privacy:
    return Privacy(desk.store, desk.clock, desk.ids, lambda phone: f"gone:{hash(phone)}")


async def ended(desk: Desk, cards: int = 1) -> str:
    """A person with one order that came to its end."""
    person = await desk.buyer(cards)
    order = await desk.order(person, await desk.quote(person))
    await desk.till.cancel(person.user_id, order.order_id, "奶奶不要了", "cancel")
    return person.user_id


async def test_who_is_forgotten_is_nobody_and_the_books_still_agree(any_desk: Desk) -> None:
    user_id = await ended(any_desk)
    transfers = await any_desk.store.transfers(user_id)
    await privacy_of(any_desk).erase(user_id)
    assert await any_desk.store.person(user_id) is None
    assert await any_desk.store.context(user_id, None, "any key") is None
    (order,) = await any_desk.store.orders(user_id, 5)
    assert order.state is OrderState.CANCELLED
    assert (order.reason, order.quote.where and order.quote.where.text) == ("", "")
    assert order.quote.pay.fen == 1
    assert await any_desk.store.transfers(user_id) == transfers


async def test_nobody_is_forgotten_in_the_middle_of_an_order(any_desk: Desk) -> None:
    person = await any_desk.buyer()
    await any_desk.order(person, await any_desk.quote(person))
    with pytest.raises(Refused) as refused:
        await privacy_of(any_desk).erase(person.user_id)
    assert refused.value.code is Code.ORDERS_RUNNING
    assert await any_desk.store.person(person.user_id) == person


async def test_an_open_quote_gives_back_what_it_holds(any_desk: Desk) -> None:
    person = await any_desk.buyer(cards=1)
    await any_desk.quote(person)
    await privacy_of(any_desk).erase(person.user_id)
    assert await any_desk.store.person(person.user_id) is None
    assert [hold.state for hold in await any_desk.store.budget_holds()][-1] == "released"


async def test_who_comes_again_is_new_but_not_newly_welcomed(any_desk: Desk) -> None:
    privacy = privacy_of(any_desk)
    people = People(any_desk.store, house, any_desk.clock, any_desk.ids, privacy.mark)
    first, _ = await people.join("13711112222")
    assert await any_desk.store.cards(first.user_id)
    for _ in range(2):  # and a second time, which leaves the same mark
        person, new = await people.join("13711112222")
        await privacy.erase(person.user_id)
    again, new = await people.join("13711112222")
    assert new and again.user_id != first.user_id
    assert await any_desk.store.cards(again.user_id) == []


async def test_an_export_holds_all_that_was_said_and_done() -> None:
    home = await house(cards=1)
    await home.say("点一杯美式,热的,随便哪家")
    await home.say("确认")
    export = await Privacy(home.store, home.clock, home.ids, str).export(home.user_id)
    assert isinstance(export, dict)
    assert {each["text"] for each in export["conversations"][0]["turns"]} == {"点一杯美式,热的,随便哪家", "确认"}
    assert [each["state"] for each in export["orders"]] == ["accepted"]
    assert [each["fen"] for each in export["transfers"]] == [-1]
    assert export["me"]["addresses"]


async def test_every_table_with_a_person_in_it_is_forgotten_or_kept_for_a_reason(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    rows = await connection.fetch(
        "SELECT DISTINCT table_name FROM information_schema.columns"
        " WHERE column_name = 'user_id' AND table_schema = current_schema()"
    )
    await connection.close()
    assert {each["table_name"] for each in rows} == {*FORGOTTEN, *KEPT}
