"""Logging in: how often one may try, and that the sandbox's code opens nothing but the sandbox."""

from datetime import timedelta

import httpx

from bangwo.edge.limits import WINDOW, WRONG_BY_ADDRESS_MAX, WRONG_BY_PHONE_MAX
from bangwo.settings import read
from edge.house import PHONE, House


async def tried(client: httpx.AsyncClient, phone: str, code: str = "123456") -> httpx.Response:
    return await client.post("/v1/session", json={"phone": phone, "code": code})


async def test_a_phone_number_is_not_guessed_at_for_long() -> None:
    house = House()
    async with house.client() as client:
        wrong = [(await tried(client, PHONE)).status_code for _ in range(WRONG_BY_PHONE_MAX)]
        refused = await tried(client, PHONE, "000000")
        assert wrong == [403] * WRONG_BY_PHONE_MAX
        assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
        assert refused.headers["content-type"] == "application/problem+json"
        assert int(refused.headers["retry-after"]) == WINDOW.total_seconds()
        assert (await tried(client, "13800000001", "000000")).status_code == 200
        house.clock.advance(WINDOW - timedelta(seconds=30))
        assert (await tried(client, PHONE, "000000")).headers["retry-after"] == "30"
        house.clock.advance(timedelta(seconds=30))
        assert (await tried(client, PHONE, "000000")).status_code == 200


async def test_an_address_does_not_go_through_the_phone_numbers() -> None:
    async with House().client() as client:
        for number in range(WRONG_BY_ADDRESS_MAX):
            assert (await tried(client, f"139{number:08d}")).status_code == 403
        assert (await tried(client, "13700000000")).status_code == 429
        assert (await tried(client, PHONE, "000000")).status_code == 429


async def test_who_knows_the_code_may_come_often() -> None:
    async with House().client() as client:
        assert {(await tried(client, PHONE, "000000")).status_code for _ in range(60)} == {200}


def test_a_database_of_ones_own_is_no_sandbox_unless_it_is_said() -> None:
    own = {"DATABASE_URL": "postgresql://bangwo@db/bangwo"}
    assert read({}).sandbox
    assert not read(own).sandbox
    assert read({**own, "BANGWO_SANDBOX": "1"}).sandbox
    assert not read({"BANGWO_SANDBOX": "0"}).sandbox
