"""Invitations over HTTP: the link, the code, and what is refused in which words."""

import pytest

from bangwo.edge.limits import GUESSES_BY_PERSON_MAX, WINDOW
from edge.house import PHONE, House

FRIEND = "13900000001"


async def tokens(house: House) -> tuple[str, str]:
    """Of one who invites, and of a friend who came later."""
    first = await house.token()
    house.clock.advance(WINDOW)
    return first, await house.token(FRIEND)


async def test_a_link_leads_to_the_app_with_the_code() -> None:
    house = House()
    async with house.client(await house.token()) as client:
        invite = (await client.get("/v1/invite")).json()
        followed = await client.get(invite["link"])
        odd = [await client.get(f"/i/{path}") for path in ("a%2F%2Fevil", "a%0d%0ab", "%E4%BD%A0", "x" * 33)]
    assert invite == {**invite, "count": 0, "accepted": [], "cards": 0, "invited_by": None}
    assert (followed.status_code, followed.headers["location"]) == (303, f"/?invite={invite['code']}")
    assert {each.status_code for each in odd} <= {400, 404}


async def test_a_friend_accepts_and_both_see_it() -> None:
    house = House()
    mine, his = await tokens(house)
    async with house.client(mine) as client, house.client(his) as friend:
        code = (await client.get("/v1/invite")).json()["code"]
        key = {"Idempotency-Key": "k1"}
        told = [await friend.post("/v1/invite/accept", json={"code": code}, headers=key) for _ in range(2)]
        seen = (await client.get("/v1/invite")).json()
        wallet = (await client.get("/v1/wallet")).json()
    assert [each.status_code for each in told] == [200, 200]
    assert told[0].json() == told[1].json()
    assert told[0].json()["invited_by"] == "138****0000"
    assert PHONE not in told[0].text
    assert (seen["count"], seen["cards"], seen["accepted"][0]["who"]) == (1, 1, "139****0001")
    assert len(wallet["cards"]) == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-Hans", "没有这个邀请码"), ("zh-Hant", "沒有這個邀請碼"), ("en", "no such invitation code")],
)
async def test_a_refusal_is_a_code_and_a_sentence(language: str, words: str) -> None:
    house = House()
    async with house.client(await house.token()) as client:
        headers = {"Accept-Language": language}
        refused = await client.post("/v1/invite/accept", json={"code": "abcdefghjk"}, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (404, "invite_unknown")
    assert words in refused.json()["detail"]


async def test_ones_own_code_and_the_code_of_a_newer_one_are_refused() -> None:
    house = House()
    mine, his = await tokens(house)
    async with house.client(mine) as client, house.client(his) as friend:
        own = (await client.get("/v1/invite")).json()["code"]
        newer = (await friend.get("/v1/invite")).json()["code"]
        told = [(await client.post("/v1/invite/accept", json={"code": each})).json() for each in (own, newer)]
    assert [each["code"] for each in told] == ["invite_own", "invite_circle"]


async def test_codes_are_not_found_by_trying() -> None:
    house = House()
    mine, his = await tokens(house)
    async with house.client(mine) as client, house.client(his) as friend:
        code = (await client.get("/v1/invite")).json()["code"]
        tries = [await friend.post("/v1/invite/accept", json={"code": f"x{n}"}) for n in range(GUESSES_BY_PERSON_MAX)]
        late = await friend.post("/v1/invite/accept", json={"code": code})
        house.clock.advance(WINDOW)
        after = await friend.post("/v1/invite/accept", json={"code": code})
    assert {each.status_code for each in tries} == {404}
    assert (late.status_code, late.json()["code"], int(late.headers["retry-after"])) == (429, "rate_limited", 600)
    assert after.status_code == 200


@pytest.mark.parametrize("body", ['{"code": ""}', '{"code": "a b"}', '{"code": 1}', "{}", '{"code": "x", "y": 1}', "x"])
async def test_what_is_no_code_is_refused(body: str) -> None:
    house = House()
    async with house.client(await house.token()) as client:
        headers = {"Content-Type": "application/json"}
        refused = await client.post("/v1/invite/accept", content=body, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (400, "body_invalid")
