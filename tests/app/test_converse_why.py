"""Why it is this one, how its price is made up, and why not that card: in words, and as the API tells it."""

from dataclasses import replace

import pytest

from bangwo.app.changes import Changes, PutCard
from bangwo.app.reasons import Reasons
from bangwo.core.errors import Code, Refused
from bangwo.domain.campaigns.card import CardState
from fakes_city import House, house


def reasons(home: House) -> Reasons:
    return Reasons(home.store, home.converse.catalogue)


async def explained(home: House, quote_id: str) -> dict:
    found = await reasons(home).explained(home.user_id, quote_id)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    "said",
    [
        "为什么选这个",
        "为什么是这家？",
        "怎么选的",
        "为啥推荐这家店",
        "價錢怎麼算的",
        "why this one?",
        "why did you pick this one",
    ],
)
async def test_why_is_answered_and_the_quote_stays_on_the_table(said: str) -> None:
    home = await house()
    before = (await home.say("帮我点一杯奶茶"))["quote"]
    told = await home.say(said)
    assert told["quote"] == before, "nothing is changed by asking"
    assert ("合适的有" in told["reply"]) or ("fit;" in told["reply"]) or ("合適的有" in told["reply"]), told["reply"]
    assert len((await home.say("确认"))["orders"]) == 1


async def test_the_word_that_was_said_is_the_word_that_ranked() -> None:
    home = await house(cards=0)
    quote = (await home.say("点一杯最便宜的奶茶"))["quote"]
    told = await explained(home, quote["id"])
    ranking = told["ranking"]
    prices = [each["price_fen"] for each in ranking["first"]]
    assert (ranking["by"], ranking["place"]) == ("cheapest", 1)
    assert ranking["matched"] >= len(ranking["first"]) > 1
    assert prices == sorted(prices)
    assert "按“最便宜”排" in told["reply"]


async def test_what_the_person_chose_is_told_as_chosen() -> None:
    home = await house(cards=0)
    await home.say("帮我点一杯奶茶")
    quote = (await home.say("第二个"))["quote"]
    ranking = (await explained(home, quote["id"]))["ranking"]
    assert (ranking["chosen"], ranking["place"]) == (True, 2)
    assert "您自己选的" in (await home.say("为什么选这个"))["reply"]


async def test_the_parts_of_a_price_come_to_what_is_paid() -> None:
    home = await house()
    quote = (await home.say("帮我点一杯奶茶"))["quote"]
    price = (await explained(home, quote["id"]))["price"]
    fees, off = sum(each["fen"] for each in price["fees"]), sum(each["fen"] for each in price["discounts"])
    assert price["goods_fen"] + fees - price["member_fen"] - off == price["pay_fen"] == quote["pay_fen"]


async def test_a_card_that_was_taken_tells_what_it_was_better_than() -> None:
    home = await house(cards=2)
    quote = (await home.say("帮我点一杯奶茶"))["quote"]
    cards = (await explained(home, quote["id"]))["cards"]
    off = cards["off_fen"]
    assert cards["as_then"] is True
    assert [(each["off_fen"], each["less_fen"]) for each in cards["others"]] == [(0, off)]
    assert "要多付" in (await home.say("为什么不能用那张卡"))["reply"]


async def test_what_was_chosen_is_worked_out_anew_after_it_was_ordered() -> None:
    home = await house(cards=1)
    quote = (await home.say("帮我点一杯奶茶"))["quote"]
    before = (await explained(home, quote["id"]))["cards"]
    order = (await home.say("确认"))["orders"][0]
    after = await explained(home, order["id"])
    assert after["cards"] == before, "a card that this order has used counts as it did then"
    assert after["quote_id"] == quote["id"]


async def test_why_a_card_does_not_count() -> None:
    home = await house(cards=1)
    (card, *_) = await home.store.cards(home.user_id)
    used = replace(card, state=CardState.USED)
    await home.store.commit(Changes("card.used", home.user_id, (PutCard(used, expects=CardState.GRANTED),)))
    quote = (await home.say("帮我点一杯奶茶"))["quote"]
    left = (await explained(home, quote["id"]))["cards"]["left"]
    assert [(each["card_id"], each["why"]) for each in left] == [(card.card_id, "used")]
    assert "用掉或过期" in (await home.say("为什么没用卡"))["reply"]


async def test_who_wanted_no_card_is_told_so() -> None:
    home = await house(cards=1)
    await home.say("帮我点一杯奶茶")
    quote = (await home.say("不用卡"))["quote"]
    assert (await explained(home, quote["id"]))["cards"]["looked"] == "unwanted"
    assert "您说了不用卡" in (await home.say("为什么不用卡"))["reply"]


async def test_a_film_is_explained_as_well() -> None:
    home = await house("2026-02-10T10:00", cards=0)
    quote = (await home.say("明天下午两点半的熊出没，一张"))["quote"]
    assert (await explained(home, quote["id"]))["price"]["pay_fen"] == quote["pay_fen"]


async def test_there_is_nothing_to_explain() -> None:
    home = await house()
    assert "没有可以说明的" in (await home.say("为什么选这个"))["reply"]
    with pytest.raises(Refused) as refused:
        await reasons(home).explained(home.user_id, "q_nobody")
    assert refused.value.code is Code.NOT_FOUND


async def test_the_basis_is_kept_by_the_store_and_is_not_under_the_digest() -> None:
    home = await house()
    shown = (await home.say("帮我点一杯奶茶"))["quote"]
    found = await home.store.quote(home.user_id, shown["id"])
    assert found is not None
    assert found[0].basis is not None
    assert replace(found[0], basis=None).digest == shown["digest"]
