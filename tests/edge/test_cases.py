"""Cases over HTTP: a person's queue place, an operator's login and work, and what either may not."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from bangwo.domain.operator import Role
from bangwo.domain.order import OrderState
from bangwo.edge.operators import OPERATOR_COOKIE
from edge.house import PHONE, House

PASSWORD = "a long enough one"


async def badge(house: House, client: httpx.AsyncClient, name: str, role: Role) -> dict[str, str]:
    """The proof of an operator who has just logged in."""
    await house.services.operators.add(name, role, PASSWORD, "test")
    answer = await client.post("/v1/operator/session", json={"name": name, "password": PASSWORD})
    assert answer.status_code == 200
    return {"X-CSRF-Token": answer.json()["csrf"]}


async def test_a_case_from_the_queue_to_its_close() -> None:
    house = House()
    async with house.client(await house.token()) as me, house.client() as desk:
        opened = (await me.post("/v1/cases", json={"text": "转人工"})).json()
        assert (opened["state"], opened["ahead"], len(opened["number"])) == ("waiting", 0, 6)
        proof = await badge(house, desk, "ann", Role.AGENT)
        queue = (await desk.get("/v1/operator/cases")).json()["cases"]
        assert [each["id"] for each in queue] == [opened["id"]]
        path = f"/v1/operator/cases/{opened['id']}"
        assert (await desk.get(path)).json()["person"]["phone"] == PHONE
        for deed, body in (("take", None), ("reply", {"text": "您好"}), ("settle", {}), ("close", None)):
            answer = await desk.post(f"{path}/{deed}", json=body, headers=proof)
            assert answer.status_code == 200, answer.text
        seen = (await me.get(f"/v1/cases/{opened['id']}")).json()
        assert (seen["state"], [(each["by"], each["text"]) for each in seen["words"]]) == (
            "closed",
            [("staff", "您好")],
        )


async def test_a_refund_is_seen_on_the_order() -> None:
    house = House()
    order_id = await house.order(PHONE, OrderState.COMPLETED)
    async with house.client(await house.token()) as me, house.client() as desk:
        case = (await me.post("/v1/cases", json={"kind": "dispute", "text": "坏了", "order_id": order_id})).json()
        proof = await badge(house, desk, "ann", Role.AGENT)
        path = f"/v1/operator/cases/{case['id']}"
        await desk.post(f"{path}/take", headers=proof)
        answer = await desk.post(f"{path}/settle", json={"refund_fen": 1}, headers=proof)
        assert (answer.status_code, answer.json()["code"]) == (422, "nothing_to_settle")  # it was never paid


@pytest.mark.parametrize(
    ("role", "method", "path", "status"),
    [
        (Role.VIEWER, "POST", "take", 403),
        (Role.VIEWER, "GET", "", 200),
        (Role.AGENT, "POST", "take", 200),
        (Role.AGENT, "GET", "../../deeds", 403),
        (Role.MANAGER, "GET", "../../deeds", 200),
    ],
)
async def test_what_a_role_may_do(role: Role, method: str, path: str, status: int) -> None:
    house = House()
    async with house.client(await house.token()) as me, house.client() as desk:
        case = (await me.post("/v1/cases", json={"text": "转人工"})).json()
        proof = await badge(house, desk, "ann", role)
        url = f"/v1/operator/cases/{case['id']}/{path}".rstrip("/").replace(f"cases/{case['id']}/../../", "")
        assert (await desk.request(method, url, headers=proof)).status_code == status


async def test_who_only_looks_sees_no_whole_phone_number() -> None:
    house = House()
    async with house.client(await house.token()) as me, house.client() as desk:
        case = (await me.post("/v1/cases", json={"text": "转人工"})).json()
        await badge(house, desk, "eve", Role.VIEWER)
        assert PHONE not in (await desk.get(f"/v1/operator/cases/{case['id']}")).text


async def test_an_operators_door() -> None:
    house = House()
    async with house.client() as desk, house.client(await house.token()) as me:
        nobody = (await desk.get("/v1/operator/session")).json()
        assert (nobody["operator"], nobody["csrf"]) == (None, "")
        assert (await desk.get("/v1/operator/cases")).status_code == 401
        assert (await me.get("/v1/operator/cases")).status_code == 401  # a person's token is none of an operator's
        proof = await badge(house, desk, "kim", Role.MANAGER)
        assert PASSWORD not in repr(await house.store.operators())
        assert (await desk.get("/v1/operator/session")).json()["operator"]["role"] == "manager"
        assert (await desk.get("/v1/me")).status_code == 401  # nor the other way round
        assert (await desk.post("/v1/operator/cases/k_1/take")).status_code == 401  # without the page's proof
        assert (await desk.post("/v1/operator/cases/k_1/take", headers=proof)).status_code == 404
        await house.services.operators.close("kim", "test")
        assert (await desk.get("/v1/operator/cases")).status_code == 401  # at once
        assert (await desk.delete("/v1/operator/session")).status_code == 204
        assert OPERATOR_COOKIE not in desk.cookies


async def test_a_login_ends_by_itself_and_wrong_ones_are_counted() -> None:
    house = House()
    async with house.client() as desk:
        await badge(house, desk, "kim", Role.MANAGER)
        house.clock.advance(timedelta(hours=13))
        assert (await desk.get("/v1/operator/cases")).json()["code"] == "token_expired"
        tries = [
            (await desk.post("/v1/operator/session", json={"name": "kim", "password": "wrong"})).json()["code"]
            for _ in range(6)
        ]
        assert (tries[0], tries[-1]) == ("login_refused", "rate_limited")
        other = await desk.post("/v1/operator/session", json={"name": "nobody", "password": "wrong"})
        assert other.json()["code"] == "login_refused"


async def test_bad_cases_are_refused_with_a_code() -> None:
    house = House()
    others = await house.order("13800000009", OrderState.COMPLETED)
    async with house.client(await house.token()) as me:
        rows = (
            ({"text": ""}, "body_invalid"),
            ({"text": "x", "kind": "war"}, "body_invalid"),
            ({"text": "x", "kind": "dispute"}, "body_invalid"),
            ({"text": "x", "kind": "dispute", "order_id": others}, "not_found"),
            ({"text": "x", "kind": "appeal", "card_id": "c_none"}, "not_found"),
        )
        for body, code in rows:
            assert (await me.post("/v1/cases", json=body)).json()["code"] == code, body
        assert (await me.get("/v1/cases")).json()["cases"] == []
        assert (await me.get("/v1/cases/k_none")).status_code == 404


async def test_a_reply_comes_live() -> None:
    house = House()
    async with house.client(await house.token()) as me, house.client() as desk:
        case = (await me.post("/v1/cases", json={"text": "转人工"})).json()
        proof = await badge(house, desk, "ann", Role.AGENT)
        path = f"/v1/operator/cases/{case['id']}"
        await desk.post(f"{path}/take", headers=proof)
        listening = asyncio.create_task(me.get(f"/v1/cases/{case['id']}/events"))
        await asyncio.sleep(0)
        await desk.post(f"{path}/reply", json={"text": "马上就好"}, headers=proof)
        await asyncio.sleep(0)
        await desk.post(f"{path}/close", headers=proof)
        told = (await asyncio.wait_for(listening, 10)).text
        assert "马上就好" in told
        assert told.count("event: case") >= 2
