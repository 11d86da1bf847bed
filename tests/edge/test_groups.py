"""Shared orders over HTTP: for whoever has the link and is logged in; codes are not to be found by trying."""

from bangwo.app.changes import Changes, PutGroup
from bangwo.domain.group import GROUP_LIFE, Group, Share
from bangwo.domain.money import Money
from edge.house import NOW, PHONE, House

CODE = "abcdefgh1234"


async def opened(house: House) -> Group:
    owner, _ = await house.services.people.join(PHONE, 1)
    share = Share("own0", owner.user_id, "王", "town:tea", "奶茶", Money(1500), 1)
    group = Group("g_1", CODE, owner.user_id, "v_1", "town", "m1", "茶语", NOW, (share,), version=1)
    await house.store.commit(Changes("test", owner.user_id, (PutGroup(group),)))
    return group


async def test_who_has_the_link_sees_it_and_who_has_not_does_not() -> None:
    house = House()
    await opened(house)
    async with house.client(await house.token("13800000009")) as friend, house.client() as stranger:
        seen = (await friend.get(f"/v1/groups/{CODE}")).json()
        assert (seen["shop"], seen["mine"], seen["open"], seen["total_fen"]) == ("茶语", False, True, 1500)
        assert PHONE not in str(seen)
        assert (await stranger.get(f"/v1/groups/{CODE}")).status_code == 401
        assert (await friend.get("/v1/groups/zzzzzzzzzzzz")).json()["code"] == "group_unknown"


async def test_codes_are_not_found_by_trying() -> None:
    house = House()
    async with house.client(await house.token()) as client:
        codes = [(await client.get(f"/v1/groups/wrong{number}")).json()["code"] for number in range(11)]
        assert (codes[0], codes[-1]) == ("group_unknown", "rate_limited")


async def test_what_cannot_be_added_or_taken_out() -> None:
    house = House()
    await opened(house)
    async with house.client(await house.token("13800000009")) as friend:
        path = f"/v1/groups/{CODE}/shares"
        rows = (
            ({"ref": "town:none"}, "item_unknown"),
            ({"ref": "x", "qty": 0}, "body_invalid"),
            ({"ref": "x", "qty": 100}, "body_invalid"),
            ({}, "body_invalid"),
        )
        for body, code in rows:
            assert (await friend.post(path, json=body)).json()["code"] == code, body
        assert (await friend.delete(f"{path}/own0")).json()["code"] == "not_found"  # somebody else's
        assert (await friend.post(f"/v1/groups/{CODE}/close")).status_code == 404  # the owner's word
        house.clock.advance(GROUP_LIFE)
        assert (await friend.delete(f"{path}/own0")).json()["code"] == "group_over"


async def test_touch_and_words_agree() -> None:
    house = House()
    await opened(house)
    async with house.client(await house.token()) as owner:
        await owner.post("/v1/groups", json={})
        await owner.post(f"/v1/groups/{CODE}/close", headers={"Idempotency-Key": "done"})
        assert [said[1:3] for said in house.converse.said] == [("发起拼单", ""), ("拼单好了", "v_1")]
        assert (await owner.delete(f"/v1/groups/{CODE}/shares/own0")).json()["shares"] == []
