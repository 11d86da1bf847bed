"""What bad input gets: a status, a stable code, a sentence, and no side effect."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from bangwo.core.errors import Bug, Code, Conflict, Refused, Unavailable, Unknown
from bangwo.edge.problems import STATUS
from edge.house import PHONE, House

JSON = {"content-type": "application/json"}


@dataclass(frozen=True)
class Row:
    """One bad request and what it gets."""

    name: str
    method: str
    path: str
    status: int
    code: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def say(name: str, body: str | bytes, status: int = 400, code: str = "body_invalid", **headers: str) -> Row:
    raw = body.encode() if isinstance(body, str) else body
    return Row(name, "POST", "/v1/turns", status, code, raw, {**JSON, **headers})


def session(name: str, body: str, status: int = 400, code: str = "body_invalid") -> Row:
    return Row(name, "POST", "/v1/session", status, code, body.encode(), JSON)


ROWS = [
    say("broken json", '{"text": "帮我'),
    say("no json at all", "hello"),
    say("json of another kind", "[1,2]"),
    say("a number for a text", '{"text": 5}'),
    say("broken utf-8", b'{"text": "\xff\xfe"}'),
    say("half a surrogate", r'{"text": "\ud800"}'),
    say("another encoding", '{"text": "好"}'.encode("utf-16")),
    say("not a number", '{"text": "x", "n": NaN}'),
    say("nothing", ""),
    say("no text", "{}"),
    say("an unknown field", '{"text": "好", "role": "admin"}'),
    say("a field twice removed from what it should be", '{"text": {"$gt": ""}}'),
    say("another conversation's shape", '{"text": "好", "conversation_id": "../../etc"}'),
    say("form data", "text=x", **{"content-type": "application/x-www-form-urlencoded"}),
    say("too large", b'{"text": "' + b"x" * 70_000 + b'"}', 413, "body_too_large"),
    say("an unusable key", '{"text": "好"}', **{"Idempotency-Key": "x" * 201}),
    session("an unknown code", '{"phone": "13800000000", "code": "123456"}', 403, "login_refused"),
    session("no phone", '{"code": "000000"}'),
    session("a phone of letters", '{"phone": "abc", "code": "000000"}'),
    session("too many cards", '{"phone": "13800000000", "code": "000000", "cards": 22}'),
    session("fewer cards than none", '{"phone": "13800000000", "code": "000000", "cards": -1}'),
    session("an unknown field", '{"phone": "13800000000", "code": "000000", "admin": true}'),
    Row("no such path", "GET", "/v1/nothing", 404, "not_found"),
    Row("no such method", "DELETE", "/v1/orders", 405, "not_found"),
    Row("no such order", "GET", "/v1/orders/o_1", 404, "not_found"),
    Row("no order's id", "GET", "/v1/orders/%00%ff", 404, "not_found"),
    Row("no such order's receipt", "GET", "/v1/orders/o_1/receipt", 404, "not_found"),
    Row("no such order's events", "GET", "/v1/orders/o_1/events", 404, "not_found"),
    Row("no such order to cancel", "POST", "/v1/orders/o_1/cancel", 404, "not_found"),
    Row("no such conversation", "GET", "/v1/conversations/v_1", 404, "not_found"),
    Row("no such address", "DELETE", "/v1/me/addresses/家", 404, "not_found"),
    Row("a label of spaces", "PUT", "/v1/me/addresses/%20", 400, "body_invalid", b'{"text": "x"}', JSON),
    Row("an address without text", "PUT", "/v1/me/addresses/家", 400, "body_invalid", b'{"text": ""}', JSON),
    Row(
        "an address when the map is down",
        "PUT",
        "/v1/me/addresses/家",
        503,
        "provider_down",
        b'{"text":"map down"}',
        JSON,
    ),
    Row("a birth in the future's future", "PATCH", "/v1/me", 400, "body_invalid", b'{"birth_year": 9999}', JSON),
    Row("an unknown language", "PATCH", "/v1/me", 400, "body_invalid", b'{"language": "tlh"}', JSON),
    Row("no digest", "POST", "/v1/quotes/q_1/confirm", 400, "body_invalid", b"{}", JSON),
    Row("an unknown invitation", "POST", "/v1/invite/accept", 404, "invite_unknown", b'{"code": "abc"}', JSON),
    Row("unsigned news", "POST", "/webhooks/flash", 401, "unauthenticated", b"{}", JSON),
    Row("news of an unknown order", "POST", "/webhooks/flash", 425, "not_found", b"{}", {**JSON, "signature": "good"}),
    Row("an unsigned notice", "POST", "/pay/notify", 401, "unauthenticated", b"a=b"),
    Row("a notice of too many fields", "POST", "/pay/notify", 400, "body_invalid", b"a=b&" * 101),
    Row("a notice that is no text", "POST", "/pay/notify", 401, "unauthenticated", b"\xff=\xfe&sign=%ff"),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
async def test_bad_input(row: Row) -> None:
    house = House()
    async with house.client(await house.token()) as client:
        answer = await client.request(row.method, row.path, content=row.body, headers=row.headers)
    assert (answer.status_code, answer.json()["code"]) == (row.status, row.code)
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == row.status
    assert problem["detail"]
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert house.converse.said == []


TOKENS = [
    ("none", None, 401, "unauthenticated"),
    ("another scheme", "Basic abc", 401, "unauthenticated"),
    ("nonsense", "Bearer abc", 401, "unauthenticated"),
    ("a very long one", f"Bearer {'a' * 5000}", 401, "unauthenticated"),
    ("an unsigned one", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1XzEiLCJleHAiOjk5OTk5OTk5OTl9.", 401, "unauthenticated"),
]


@pytest.mark.parametrize(("name", "header", "status", "code"), TOKENS, ids=[row[0] for row in TOKENS])
async def test_bad_tokens(name: str, header: str | None, status: int, code: str) -> None:
    house = House()
    async with house.client() as client:
        headers = {"Authorization": header} if header else {}
        for method, path in (("GET", "/v1/me"), ("GET", "/v1/orders"), ("POST", "/v1/orders/o_1/cancel")):
            answer = await client.request(method, path, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (status, code)
            assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_body_that_never_ends_and_names_no_length() -> None:
    house = House()

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 1024

    async with house.client(await house.token()) as client:
        for path in ("/v1/turns", "/webhooks/flash"):
            answer = await client.post(path, content=endless(), headers={**JSON, "signature": "good"})
            assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


IDS = [("abc-1.2:3/4+5=6_7", True), ("x" * 80, True), ("x" * 81, False), ("", False), ("a b", False), ("é", False)]


@pytest.mark.parametrize(("given", "kept"), IDS)
async def test_a_request_id_is_taken_only_when_it_is_plain(given: str, kept: bool) -> None:
    house = House()
    async with house.client() as client:
        answer = await client.get("/healthz", headers={"X-Request-Id": given.encode("latin-1")})
    found = answer.headers["x-request-id"]
    assert (found == given) is kept
    assert found.isascii() and found


async def test_invented_methods_are_counted_as_one() -> None:
    house = House()
    async with house.client() as client:
        for number in range(3):
            assert (await client.request(f"FLY{number}", "/v1/orders")).status_code == 405
        assert "FLY" not in (await client.get("/metrics")).text


async def test_an_expired_token() -> None:
    house = House()
    token = await house.token()
    async with house.client(token) as client:
        assert (await client.get("/v1/me")).status_code == 200
        house.clock.advance(house.services.tokens._life)
        answer = await client.get("/v1/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_expired")


async def test_a_token_of_a_person_who_is_not_there() -> None:
    house = House()
    async with house.client(house.services.tokens.grant("u_nobody", house.clock.now())) as client:
        answer = await client.get("/v1/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_somebody_elses_order_does_not_exist() -> None:
    house = House()
    order_id = await house.order(PHONE)
    async with house.client(await house.token("13900000000")) as client:
        for method, path in (("GET", ""), ("GET", "/receipt"), ("GET", "/events"), ("POST", "/cancel")):
            answer = await client.request(method, f"/v1/orders/{order_id}{path}")
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_login_outside_the_sandbox() -> None:
    house = House(sandbox=False)
    async with house.client() as client:
        answer = await client.post("/v1/session", json={"phone": PHONE, "code": "000000"})
    assert (answer.status_code, answer.json()["code"]) == (403, "login_refused")


async def test_a_used_key_with_another_body() -> None:
    house = House()
    async with house.client(await house.token()) as client:
        for body, status in (({"name": "小王"}, 200), ({"name": "小王"}, 200), ({"name": "小李"}, 409)):
            answer = await client.patch("/v1/me", json=body, headers={"Idempotency-Key": "k1"})
            assert answer.status_code == status
        assert answer.json()["code"] == "idempotency_mismatch"
        assert (await client.get("/v1/me")).json()["name"] == "小王"


ERRORS = [
    *((Refused(code), STATUS[code], code.value) for code in Code),
    (Unavailable("store: no connection"), 503, "store_down"),
    (Unknown("flash answered 500"), 503, "provider_down"),
    (Unavailable("pay: down"), 503, "payment_down"),
    (Conflict("conversation"), 503, "overloaded"),
    (Bug("impossible"), 500, "internal"),
    (ZeroDivisionError(), 500, "internal"),
]


@pytest.mark.parametrize(("error", "status", "code"), ERRORS, ids=lambda each: str(each)[:40] or "crash")
async def test_every_error_has_its_status_and_sentence(error: Exception, status: int, code: str) -> None:
    house = House()
    house.converse.error = error
    async with house.client(await house.token()) as client:
        for language in ("zh-CN", "zh-TW", "en-GB"):
            answer = await client.post("/v1/turns", json={"text": "好"}, headers={"Accept-Language": language})
            assert (answer.status_code, answer.json()["code"]) == (status, code)
            assert answer.json()["detail"]
            assert "impossible" not in answer.text


def test_every_code_has_a_status() -> None:
    assert set(STATUS) == set(Code)
