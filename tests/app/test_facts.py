"""The facts that conversations leave behind: what reports are counted from."""

from datetime import timedelta

import pytest

from bangwo.app.once import Command, body_digest
from bangwo.app.people import People, Wish
from bangwo.domain.facts import Fact, FactKind
from fakes_city import House, house


def facts(home: House, kind: FactKind) -> list[Fact]:
    return [each for each in home.store.facts() if each.kind is kind]


@pytest.mark.parametrize(
    ("said", "label"),
    [("帮我点一杯奶茶", "local food"), ("你好", "local"), ("我的订单到哪了", "local"), ("帮我买鸡蛋", "local grocery")],
)
async def test_a_sentence_is_a_command_that_buys_or_does_not(said: str, label: str) -> None:
    home = await house()
    await home.say(said)
    assert [each.label for each in facts(home, FactKind.COMMAND_SAID)] == [label]


async def test_an_order_tells_its_trade_its_card_and_the_wait() -> None:
    home = await house()
    await home.say("帮我点一杯奶茶")
    await home.say("确认")
    (accepted,) = facts(home, FactKind.ORDER_ACCEPTED)
    assert (accepted.label, accepted.fen, accepted.ms) == ("food card", 1900, 0)
    assert [each.label for each in facts(home, FactKind.COMMAND_SAID)] == ["local food", "local"]


async def test_without_a_card_it_is_habit() -> None:
    home = await house(cards=0)
    await home.say("帮我点一杯奶茶")
    await home.say("确认")
    assert [each.label for each in facts(home, FactKind.ORDER_ACCEPTED)] == ["food"]


async def test_what_is_refused_is_a_fact_with_its_code() -> None:
    home = await house()
    quoted = await home.say("帮我点一杯奶茶")
    assert quoted["quote"]
    home.clock.advance(timedelta(minutes=11))
    await home.say("确认")
    assert [each.label for each in facts(home, FactKind.REFUSED)] == ["quote_expired"]


async def test_a_pressed_button_is_no_sentence() -> None:
    home = await house()
    quote = (await home.say("帮我点一杯奶茶"))["quote"]
    await home.converse.confirm(home.user_id, quote["id"], quote["digest"], home.key())
    assert len(facts(home, FactKind.COMMAND_SAID)) == 1
    assert len(facts(home, FactKind.ORDER_ACCEPTED)) == 1


async def test_a_birth_year_is_told_once() -> None:
    home = await house()
    people = People(home.store, home.places, home.clock, home.ids, str)
    for number, year in enumerate((1950, 1950, 1951, None)):
        await people.change(Command(home.user_id, f"k{number}", body_digest(number)), Wish(birth_year=year))
    assert [each.label for each in facts(home, FactKind.BIRTH_YEAR_TOLD)] == ["1950", "1951"]
