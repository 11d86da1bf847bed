"""Once: keys, buttons, two at a time, and what is refused before anything is understood."""

import asyncio
from datetime import timedelta

import pytest

from bangwo.core.errors import Code, Refused
from bangwo.domain.act import TEXT_MAX
from fakes_city import House, house


async def refused(home: House, text: str, conversation_id: str | None = None) -> Code:
    with pytest.raises(Refused) as caught:
        await home.converse.say(home.user_id, text, conversation_id, home.key())
    return caught.value.code


async def test_the_same_key_gives_the_same_answer() -> None:
    home = await house()
    first = await home.say("帮我点一杯奶茶", "k")
    home.conversation_id = None
    assert await home.say("帮我点一杯奶茶", "k") == first
    yes = await home.say("确认", "yes")
    assert await home.converse.say(home.user_id, "确认", home.conversation_id, "yes") == yes
    assert await home.paid() == 1


async def test_the_same_key_for_something_else_is_refused() -> None:
    home = await house()
    await home.say("帮我点一杯奶茶", "k")
    with pytest.raises(Refused) as caught:
        await home.say("算了", "k")
    assert caught.value.code is Code.IDEMPOTENCY_MISMATCH


@pytest.mark.parametrize(
    ("text", "code"),
    [("", Code.TEXT_EMPTY), (" \n ", Code.TEXT_EMPTY), ("奶" * (TEXT_MAX + 1), Code.TEXT_TOO_LONG)],
)
async def test_text_that_is_no_sentence(text: str, code: Code) -> None:
    assert await refused(await house(), text) is code


async def test_nobodys_conversation_and_nobody() -> None:
    home = await house()
    assert await refused(home, "你好", "v_nobody") is Code.NOT_FOUND
    home.user_id = "u_nobody"
    assert await refused(home, "你好") is Code.UNAUTHENTICATED


@pytest.mark.parametrize(
    "text", ["😀" * 50, "'; DROP TABLE orders; --", "<script>alert(1)</script>", "\u202e\ufeff\u200b嗯", "a" * TEXT_MAX]
)
async def test_odd_text_is_just_text(text: str) -> None:
    home = await house()
    assert (await home.say(text))["reply"]
    assert await home.paid() == 0


async def test_a_conversation_goes_on_by_itself_until_it_is_done() -> None:
    home = await house()
    first = await home.converse.say(home.user_id, "帮我点一杯奶茶", None, "1")
    second = await home.converse.say(home.user_id, "确认", None, "2")
    assert second["conversation_id"] == first["conversation_id"]
    third = await home.converse.say(home.user_id, "帮我点一杯拿铁", None, "3")
    assert third["conversation_id"] != first["conversation_id"]


async def test_a_conversation_left_for_long_is_not_gone_on_with() -> None:
    home = await house()
    first = await home.converse.say(home.user_id, "帮我点一杯奶茶", None, "1")
    home.clock.advance(timedelta(hours=7))
    second = await home.converse.say(home.user_id, "确认", None, "2")
    assert second["conversation_id"] != first["conversation_id"]
    assert await home.paid() == 0


async def test_a_button_says_yes() -> None:
    home = await house()
    quote = (await home.say("帮我点一杯奶茶"))["quote"]
    pressed = await home.converse.confirm(home.user_id, quote["id"], quote["digest"], "b")
    assert pressed["orders"][0]["state"] == "accepted"
    assert await home.converse.confirm(home.user_id, quote["id"], quote["digest"], "b") == pressed
    again = await home.converse.confirm(home.user_id, quote["id"], quote["digest"], "c")
    assert again["orders"][0]["id"] == pressed["orders"][0]["id"]
    assert await home.paid() == 1


async def test_a_button_with_a_wrong_digest_or_quote() -> None:
    home = await house()
    quote = (await home.say("帮我点一杯奶茶"))["quote"]
    for quote_id, digest, code in (
        (quote["id"], "sha256:0", Code.DIGEST_MISMATCH),
        ("q_nobody", quote["digest"], Code.NOT_FOUND),
    ):
        with pytest.raises(Refused) as caught:
            await home.converse.confirm(home.user_id, quote_id, digest, home.key())
        assert caught.value.code is code
    assert await home.paid() == 0


async def test_a_button_under_an_old_quote_shows_the_new_one() -> None:
    home = await house()
    quote = (await home.say("帮我点一杯奶茶"))["quote"]
    home.clock.advance(timedelta(minutes=11))
    shown = await home.converse.confirm(home.user_id, quote["id"], quote["digest"], "b")
    assert (shown["orders"], shown["asks"]) == ([], "confirm")
    assert shown["quote"]["id"] != quote["id"]


async def test_a_button_under_a_replaced_quote_is_refused() -> None:
    home = await house()
    quote = (await home.say("帮我点一杯奶茶"))["quote"]
    await home.say("少糖")
    with pytest.raises(Refused) as caught:
        await home.converse.confirm(home.user_id, quote["id"], quote["digest"], "b")
    assert caught.value.code is Code.QUOTE_GONE


async def test_many_yeses_at_once_make_one_order() -> None:
    home = await house()
    turn = await home.say("帮我点一杯奶茶")
    said = [home.converse.say(home.user_id, "确认", turn["conversation_id"], f"s{n}") for n in range(10)]
    pressed = [
        home.converse.confirm(home.user_id, turn["quote"]["id"], turn["quote"]["digest"], f"b{n}") for n in range(10)
    ]
    answers = await asyncio.gather(*said, *pressed)
    assert await home.paid() == 1
    assert len({order["id"] for answer in answers for order in answer["orders"]}) == 1


async def test_two_changes_at_once_both_count() -> None:
    home = await house()
    turn = await home.say("帮我点一杯奶茶")
    both = [home.converse.say(home.user_id, text, turn["conversation_id"], text) for text in ("少糖", "去冰")]
    await asyncio.gather(*both)
    last = await home.say("就第一个")
    assert set(last["quote"]["lines"][0]["options"]) >= {"少糖", "去冰"}
    assert await home.cards() == {"held": 1}


async def test_how_far_a_turn_has_come_is_told_as_it_goes_on() -> None:
    home = await house("2026-02-10T10:00", cards=0)
    told: list[str] = []

    async def say(text: str) -> list[str]:
        told.clear()
        turn = await home.converse.say(home.user_id, text, None, home.key(), lambda name, _: told.append(name))
        assert isinstance(turn, dict)
        return list(told)

    assert await say("帮我点一杯奶茶") == ["understood", "searching", "found", "quoted"]
    assert await say("确认") == ["understood", "ordering"]
    assert await say("明天下午两点半的熊出没，两张") == ["understood", "searching", "found", "holding", "quoted"]
