"""Recall: what one who comes back is shown is what the words left, and what is touched is said."""

import pytest

from bangwo.app.recall import Recall
from bangwo.core.errors import Code, Refused
from fakes_city import House, house

FILM = "帮我买两张《惊蛰无声》首映日的票，最后一排，晚上8点左右"


def recall(home: House) -> Recall:
    return Recall(home.store, home.converse.catalogue, home.converse.providers, home.converse.clock)


async def test_a_conversation_is_shown_with_the_quote_that_lies_on_the_table() -> None:
    home = await house()
    turn = await home.say("点一杯美式,热的,随便哪家")
    shown = await recall(home).conversation(home.user_id, turn["conversation_id"])
    assert [each["text"] for each in shown["turns"]] == ["点一杯美式,热的,随便哪家"]
    assert shown["quote"] == turn["quote"]
    assert [each["kind"] for each in shown["blocks"]] == [each["kind"] for each in turn["blocks"]]
    await home.say("确认")
    after = await recall(home).conversation(home.user_id, turn["conversation_id"])
    assert (after["quote"], after["blocks"], len(after["turns"])) == (None, [], 2)


async def test_conversations_come_latest_first_by_what_was_said_first() -> None:
    home = await house()
    await home.say("点一杯美式,热的,随便哪家")
    home.conversation_id = "new"
    await home.say("你好")
    listed = (await recall(home).conversations(home.user_id))["conversations"]
    assert {(each["first"], each["open"]) for each in listed} == {("点一杯美式,热的,随便哪家", True), ("你好", False)}


async def test_new_begins_a_conversation_beside_the_open_one() -> None:
    home = await house()
    first = await home.say("点一杯美式,热的,随便哪家")
    second = await home.converse.say(home.user_id, "你好", "new", "another key")
    assert second["conversation_id"] != first["conversation_id"]
    assert second["quote"] is None
    assert (await home.say("确认"))["orders"]


async def test_what_is_chosen_is_marked_and_saying_another_chooses_it() -> None:
    home = await house()
    quote = (await home.say("点一杯美式,热的,随便哪家"))["quote"]
    (line,) = (await recall(home).choices(home.user_id, quote["id"]))["lines"]
    chosen = [each["name"] for group in line["groups"] for each in group["choices"] if each["chosen"]]
    assert chosen == quote["lines"][0]["options"]
    other = next(each for group in line["groups"] for each in group["choices"] if not each["chosen"])
    assert other["said"] in (await home.say(other["said"]))["quote"]["lines"][0]["options"]


async def test_the_hall_shows_our_seats_and_those_of_others() -> None:
    home = await house("2026-02-10T10:00", cards=0)
    quote = (await home.say(FILM))["quote"]
    hall = (await recall(home).choices(home.user_id, quote["id"]))["seat_map"]
    ours = [[seat["row"], seat["col"]] for seat in quote["details"]["seats"]]
    assert hall["chosen"] == ours
    assert all(seat in hall["seats"] for seat in ours)
    assert not any(seat in hall["free"] for seat in ours)


async def test_a_quote_that_is_over_has_no_choices_and_somebody_elses_is_not_there() -> None:
    home = await house()
    quote = (await home.say("点一杯美式,热的,随便哪家"))["quote"]
    with pytest.raises(Refused) as stranger:
        await recall(home).choices("u_stranger", quote["id"])
    await home.say("确认")
    with pytest.raises(Refused) as over:
        await recall(home).choices(home.user_id, quote["id"])
    assert (stranger.value.code, over.value.code) == (Code.QUOTE_GONE, Code.QUOTE_GONE)


async def test_an_order_knows_where_it_comes_from_and_goes_to() -> None:
    home = await house()
    await home.say("点一杯美式,热的,随便哪家")
    (order,) = (await home.say("确认"))["orders"]
    shown = await recall(home).whereabouts(home.user_id, order["id"])
    assert (shown["shop"]["name"], shown["to"]["name"]) == (order["details"]["shop"], "家")
    with pytest.raises(Refused):
        await recall(home).whereabouts("u_stranger", order["id"])


async def test_what_is_said_beside_a_quote_leaves_out_its_figures() -> None:
    home = await house("2026-02-10T10:00", cards=0)
    turn = await home.say(FILM)
    assert "首映日是" in turn["aside"]
    assert "实付" in turn["reply"]
    assert "实付" not in turn["aside"]
