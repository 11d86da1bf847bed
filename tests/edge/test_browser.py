"""Browsers: logged in by a cookie that no script reads, and believed only with the page's own proof."""

import httpx

from bangwo.edge.identity import COOKIE
from edge.house import PHONE, House


async def logged_in(client: httpx.AsyncClient) -> str:
    """The proof that a page of ours shows."""
    answer = await client.post("/v1/web/session", json={"phone": PHONE, "code": "000000"})
    assert answer.status_code == 200
    return answer.json()["csrf"]


async def test_the_token_is_in_the_cookie_only() -> None:
    async with House().client() as client:
        answer = await client.post("/v1/web/session", json={"phone": PHONE, "code": "000000"})
        cookie = answer.headers["set-cookie"]
        assert all(each in cookie.lower() for each in ("httponly", "samesite=strict", "path=/"))
        assert client.cookies[COOKIE] not in answer.text
        assert (answer.json()["new"], answer.json()["me"]["phone"]) == (True, PHONE)


async def test_a_cookie_reads_and_with_the_proof_commands() -> None:
    async with House().client() as client:
        csrf = await logged_in(client)
        assert (await client.get("/v1/me")).json()["phone"] == PHONE
        for proof, status in (({}, 401), ({"X-CSRF-Token": "0" * 64}, 401), ({"X-CSRF-Token": csrf}, 200)):
            assert (await client.patch("/v1/me", json={"name": "王"}, headers=proof)).status_code == status
            assert (await client.post("/v1/turns", json={"text": "好"}, headers=proof)).status_code == status


async def test_the_proof_of_one_login_is_not_that_of_another() -> None:
    house = House()
    async with house.client() as one, house.client() as other:
        csrf = await logged_in(one)
        await other.post("/v1/web/session", json={"phone": "13800000009", "code": "000000"})
        assert (await other.patch("/v1/me", json={"name": "王"}, headers={"X-CSRF-Token": csrf})).status_code == 401


async def test_a_bearer_needs_no_proof_and_wins_over_a_cookie() -> None:
    house = House()
    async with house.client(await house.token("13800000008")) as client:
        await logged_in(client)
        assert (await client.patch("/v1/me", json={"name": "王"})).json()["phone"] == "13800000008"


async def test_who_is_looked_for_may_be_nobody() -> None:
    async with House().client() as client:
        nobody = (await client.get("/v1/web/session")).json()
        assert (nobody["me"], nobody["csrf"], nobody["sandbox"]) == (None, "", True)
        await logged_in(client)
        assert (await client.get("/v1/web/session")).json()["me"]["phone"] == PHONE
        assert (await client.delete("/v1/web/session")).status_code == 204
        assert COOKIE not in client.cookies
        assert (await client.get("/v1/me")).status_code == 401


async def test_a_wrong_code_sets_no_cookie_and_is_counted_with_the_others() -> None:
    async with House().client() as client:
        tries = [
            await client.post(path, json={"phone": PHONE, "code": "1"})
            for path in ("/v1/session", "/v1/web/session") * 3
        ]
        answer = tries[-1]
        assert (answer.status_code, "set-cookie" in answer.headers) == (429, False)
