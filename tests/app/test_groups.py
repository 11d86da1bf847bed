"""Shared orders: a link, what each adds, one quote for all of it, one payer."""

import asyncio

import pytest

from bangwo.app.groups import Wanted
from bangwo.app.once import Command
from bangwo.app.people import People
from bangwo.core.errors import Code, Refused
from bangwo.domain.group import GROUP_LIFE, PEOPLE_MAX, Group, Share
from bangwo.domain.money import Money
from fakes_city import House, house


async def begun(home: House) -> Group:
    await home.say("帮我点一杯珍珠奶茶")
    told = await home.say("发起拼单")
    (block,) = [each for each in told["blocks"] if each["kind"] == "group"]
    assert block["group"]["link"] in told["reply"]
    return await home.converse.groups.of_code(block["group"]["code"])


async def friend(home: House, number: int) -> str:
    people = People(home.store, home.places, home.clock, home.ids, lambda phone: f"mark {phone}")
    return (await people.join(f"1370000000{number}", 0))[0].user_id


async def add(home: House, user_id: str, code: str, text: str = "茉莉奶绿", key: str = "k", qty: int = 1) -> Group:
    groups = home.converse.groups
    group = await groups.of_code(code)
    offer = next(each for each in groups.menu(group, "") if each.name == text)
    return await groups.add(Command(user_id, key, f"{text}{qty}"), code, Wanted(offer.ref, qty))


async def test_everybody_adds_and_the_owner_pays_once_for_all() -> None:
    home = await house(cards=0)
    group = await begun(home)
    ann, bob = await friend(home, 1), await friend(home, 2)
    await asyncio.gather(add(home, ann, group.code), add(home, bob, group.code, "珍珠奶茶", qty=2))
    told = await home.say("谁点了什么")
    assert "茉莉奶绿" in told["reply"] and "137****0001" in told["reply"]
    priced = await home.say("拼单好了")
    assert sorted((each["name"], each["qty"]) for each in priced["quote"]["lines"]) == [
        ("珍珠奶茶", 3),
        ("茉莉奶绿", 1),
    ]
    assert len(priced["quote"]["fees"]) == 1
    ordered = (await home.say("确认"))["orders"]
    assert [each["state"] for each in ordered] == ["accepted"]
    assert await home.store.orders(ann, 9) == []
    with pytest.raises(Refused) as refused:
        await add(home, ann, group.code, key="late")
    assert refused.value.code is Code.GROUP_OVER


async def test_a_yes_before_all_is_priced_shows_it_and_asks_again() -> None:
    home = await house(cards=0)
    group = await begun(home)
    await add(home, await friend(home, 1), group.code)
    shown = await home.say("确认")
    assert (shown["orders"], len(shown["quote"]["lines"])) == ([], 2)
    assert len((await home.say("确认"))["orders"]) == 1


async def test_with_nobody_else_in_it_a_yes_is_a_yes() -> None:
    home = await house(cards=0)
    group = await begun(home)
    assert len((await home.say("确认"))["orders"]) == 1
    assert not (await home.converse.groups.of_code(group.code)).live(home.clock.now())


async def test_a_share_is_added_once_and_taken_out_by_its_own_or_the_owner() -> None:
    home = await house()
    group = await begun(home)
    ann, bob = await friend(home, 1), await friend(home, 2)
    for _ in range(2):
        group = await add(home, ann, group.code, key="same")
    assert [each.name for each in group.shares] == ["珍珠奶茶", "茉莉奶绿"]
    share = group.shares[1].share_id
    with pytest.raises(Refused):
        await home.converse.groups.drop(Command(bob, "k", "d"), group.code, share)
    for who in (ann, home.user_id):
        group = await add(home, ann, group.code, key=f"for {who}")
        group = await home.converse.groups.drop(Command(who, "k", "d"), group.code, group.shares[-1].share_id)
    assert len(group.shares) == 2


@pytest.mark.parametrize(("code", "ref", "qty", "why"), [
    ("nobody", "", 1, Code.GROUP_UNKNOWN),
    ("", "town:none", 1, Code.ITEM_UNKNOWN),
    ("", "", 100, Code.QTY_OUT_OF_RANGE),
])  # fmt: skip
async def test_what_cannot_be_added_is_refused(code: str, ref: str, qty: int, why: Code) -> None:
    home = await house()
    group = await begun(home)
    ref = ref or group.shares[0].offer_ref
    with pytest.raises(Refused) as refused:
        await home.converse.groups.add(Command(await friend(home, 1), "k", "d"), code or group.code, Wanted(ref, qty))
    assert refused.value.code is why
    assert len((await home.converse.groups.of_code(group.code)).shares) == 1


async def test_a_link_ends_by_itself_with_its_draft_and_when_it_is_full() -> None:
    home = await house()
    group = await begun(home)
    share = group.shares[0]
    for number in range(PEOPLE_MAX - 1):
        group = group.added(Share(f"s{number}", f"u{number}", "x", "r", "n", Money(1), 1), home.clock.now())
    with pytest.raises(Refused):
        group.added(Share("one", "too many", "x", "r", "n", Money(1), 1), home.clock.now())
    home.clock.advance(GROUP_LIFE)
    with pytest.raises(Refused) as refused:
        await add(home, home.user_id, group.code, share.name)
    assert refused.value.code is Code.GROUP_OVER


@pytest.mark.parametrize("text", ["发起拼单", "一起点", "start a group order"])
async def test_with_no_shop_on_the_table_there_is_nothing_to_share(text: str) -> None:
    home = await house()
    assert "blocks" in (told := await home.say(text))
    assert [each for each in told["blocks"] if each["kind"] == "group"] == []
