"""The HTTP contract, call by call."""

import asyncio
import json
from datetime import timedelta

import pytest
from ucp_sdk.models.schemas.profile import PlatformSchema

from bangwo.app.ports import PaymentNotice
from bangwo.core.errors import Unavailable
from bangwo.domain.order import OrderState
from edge.house import NOW, PHONE, TURN, House


async def test_login_makes_a_person_once() -> None:
    house = House()
    async with house.client() as client:
        answers = [
            await client.post("/v1/session", json={"phone": PHONE, "code": "000000", "cards": 3}) for _ in range(2)
        ]
        assert [each.json()["new"] for each in answers] == [True, False]
        assert len({each.json()["user_id"] for each in answers}) == 1
        headers = {"Authorization": f"Bearer {answers[0].json()['token']}"}
        wallet = (await client.get("/v1/wallet", headers=headers)).json()
    assert [(card["state"], card["max_fen"]) for card in wallet["cards"]] == [("granted", 2500)] * 3
    unlimited = {"order_fen": None, "day_fen": None}
    assert wallet["limits"] == {"usable": 3, "cards_max": 21, "card_max_fen": 2500, **unlimited}


async def test_spending_limits_are_set_seen_and_bind() -> None:
    house = House()
    async with house.client() as client:
        token = (await client.post("/v1/session", json={"phone": PHONE, "code": "000000", "cards": 0})).json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        wanted = {"order_fen": 1, "day_fen": None}
        answer = await client.put("/v1/wallet/limits", json=wanted, headers={**headers, "Idempotency-Key": "limits"})
        assert (answer.status_code, answer.json()) == (200, wanted)
        wallet = (await client.get("/v1/wallet", headers=headers)).json()
        refused = await client.put("/v1/wallet/limits", json={"order_fen": 0, "day_fen": None}, headers=headers)
    assert wallet["limits"]["order_fen"] == 1
    assert refused.json()["code"] == "body_invalid"


async def test_one_person_joins_from_many_places_at_once() -> None:
    house = House()
    async with house.client() as client:
        body = {"phone": PHONE, "code": "000000"}
        answers = await asyncio.gather(*(client.post("/v1/session", json=body) for _ in range(20)))
    assert len({each.json()["user_id"] for each in answers}) == 1
    assert sum(each.json()["new"] for each in answers) == 1


async def test_profile_and_address_book() -> None:
    house = House()
    async with house.client(await house.token()) as client:
        me = (await client.patch("/v1/me", json={"name": "小\u0000王", "birth_year": 1990, "language": "en"})).json()
        assert (me["name"], me["birth_year"], me["language"], me["phone"]) == ("小王", 1990, "en", PHONE)
        for label, text in (("家", "和平路18号"), ("公司", "文三路1号"), ("家", "和平路19号")):
            body = {"text": text, "contact": "王", "phone": PHONE}
            me = (await client.put(f"/v1/me/addresses/{label}", json=body)).json()
        assert [(each["label"], each["text"]) for each in me["addresses"]] == [
            ("家", "和平路19号"),
            ("公司", "文三路1号"),
        ]
        me = (await client.delete("/v1/me/addresses/家")).json()
        assert [each["label"] for each in me["addresses"]] == ["公司"]


async def test_a_refusal_speaks_the_persons_language() -> None:
    house = House()
    async with house.client(await house.token()) as client:
        chinese = (await client.get("/v1/orders/o_1")).json()["detail"]
        await client.patch("/v1/me", json={"language": "en"})
        english = (await client.get("/v1/orders/o_1")).json()["detail"]
        asked = (await client.get("/v1/orders/o_1", headers={"Accept-Language": "zh-CN,en;q=0.5"})).json()["detail"]
    assert chinese == asked != english
    assert english.isascii()


async def test_a_sentence_goes_through_with_its_key() -> None:
    house = House()
    async with house.client(await house.token()) as client:
        headers = {"Idempotency-Key": "k1"}
        body = {"text": "帮我点\u0007一杯奶茶", "conversation_id": "v_1"}
        assert (await client.post("/v1/turns", json=body, headers=headers)).json() == TURN
        await client.post("/v1/turns", json={"text": "好"})
    (_, text, conversation, key), (*_, made) = house.converse.said
    assert (text, conversation, key) == ("帮我点一杯奶茶", "v_1", "k1")
    assert made.startswith("k_")


async def test_a_turn_as_events_ends_with_the_whole() -> None:
    house = House()
    async with house.client(await house.token()) as client:
        answer = await client.post("/v1/turns", json={"text": "好"}, headers={"Accept": "text/event-stream"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [each.split("\n") for each in answer.text.strip().split("\n\n")]
    assert [each[0] for each in events] == ["event: reply", "event: block", "event: turn"]
    assert json.loads(events[-1][1].removeprefix("data: ")) == TURN


async def test_events_come_while_the_turn_goes_on() -> None:
    house = House()
    house.converse.tells = ("understood",)
    messages: asyncio.Queue[dict] = asyncio.Queue()
    asked = asyncio.create_task(_called(house, await house.token(), messages.put))
    assert (await messages.get())["status"] == 200
    assert (await messages.get())["body"].startswith(b"event: understood")  # and the turn still waits at the gate
    house.converse.gate.set()
    await asked
    rest = b"".join([messages.get_nowait().get("body", b"") for _ in range(messages.qsize())])
    assert rest.split(b"\n\n")[-2].startswith(b"event: turn")


async def _called(house: House, token: str, send) -> None:
    """One sentence over bare ASGI, whose answer is seen piece by piece."""
    body = json.dumps({"text": "好"}).encode()
    told = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> dict:
        return next(told, None) or await asyncio.Event().wait()  # type: ignore[return-value]

    headers = {"authorization": f"Bearer {token}", "accept": "text/event-stream", "content-type": "application/json"}
    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": "/v1/turns", "raw_path": b"/v1/turns", "query_string": b""}
    await house.app({**scope, "headers": pairs, "http_version": "1.1", "scheme": "http"}, receive, send)


@pytest.mark.parametrize(("tells", "status"), [((), 503), (("understood",), 200)])
async def test_a_turn_that_fails_is_a_problem_also_within_its_events(tells: tuple[str, ...], status: int) -> None:
    house = House()
    house.converse.error, house.converse.tells = Unavailable("store"), tells
    house.converse.gate.set()
    async with house.client(await house.token()) as client:
        answer = await client.post("/v1/turns", json={"text": "好"}, headers={"Accept": "text/event-stream"})
    assert answer.status_code == status
    assert "store_down" in answer.text
    assert ("event: problem" in answer.text) is bool(tells)


async def test_confirm_names_quote_and_digest() -> None:
    house = House()
    async with house.client(await house.token()) as client:
        answer = await client.post("/v1/quotes/q_1/confirm", json={"digest": "sha256:abc"})
    assert answer.json() == TURN
    assert house.converse.said[0][1:3] == ("q_1", "sha256:abc")


async def test_notices_of_payments_are_passed_on_and_acknowledged() -> None:
    house = House()
    form = {"sign": "good", "buyer_id": "u_1", "out_trade_no": "o_1"}
    async with house.client() as client:
        for _ in range(2):
            answer = await client.post("/pay/notify", data=form)
            assert (answer.status_code, answer.text) == (200, "success")
    assert house.follow.paid_for == [PaymentNotice("u_1", "o_1")] * 2


async def test_orders_and_their_receipts() -> None:
    house = House()
    order_id = await house.order(PHONE)
    async with house.client(await house.token()) as client:
        assert [each["id"] for each in (await client.get("/v1/orders")).json()["orders"]] == [order_id]
        assert (await client.get(f"/v1/orders/{order_id}")).json()["state"] == "accepted"
        receipt = (await client.get(f"/v1/orders/{order_id}/receipt")).json()
        assert receipt["claims"]["digest"].startswith("sha256:")
        assert receipt["jws"].count(".") == 2
        assert (await client.post(f"/v1/orders/{order_id}/cancel")).json()["state"] == "cancelling"
        done = await house.order(PHONE, OrderState.COMPLETED)
        refused = await client.post(f"/v1/orders/{done}/cancel", json={"reason": "晚了"})
        assert (refused.status_code, refused.json()["code"]) == (409, "order_not_cancellable")


async def test_events_of_an_order_end_with_it() -> None:
    house = House()
    order_id = await house.order(PHONE, OrderState.COMPLETED)
    async with house.client(await house.token()) as client:
        whole = (await client.get(f"/v1/orders/{order_id}/events")).text
        rest = (await client.get(f"/v1/orders/{order_id}/events", headers={"Last-Event-ID": "1"})).text
    assert whole.count("event: state") == 2
    assert rest.count("event: state") == 1
    assert whole.count("event: order") == 1


async def test_the_report_counts_facts() -> None:
    house = House()
    await house.token()
    async with house.client() as client:
        report = (await client.get("/v1/report")).json()
    assert report["at"] == NOW.isoformat()
    assert (report["totals"]["joined"], report["cards"]["granted"]) == (1, 1)
    assert len(report["seconds"]) == 60


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"since": "2026-02-01", "until": "2026-01-31"}, 422, "period_order"),
        ({"since": NOW.isoformat(), "until": NOW.isoformat()}, 422, "period_order"),
        ({"since": (NOW + timedelta(seconds=1)).isoformat()}, 422, "period_ahead"),
        ({"since": "2020-01-01"}, 422, "period_too_long"),
        ({"since": "yesterday"}, 400, "body_invalid"),
        ({"until": "2026-02-30"}, 400, "body_invalid"),
        ({"since": "0001-01-01"}, 422, "period_too_long"),
        ({"since": "9999-12-31T23:59Z"}, 422, "period_ahead"),
    ],
)
async def test_a_period_that_cannot_be_reported(query: dict[str, str], status: int, code: str) -> None:
    async with House().client() as client:
        answer = await client.get("/v1/report", params=query)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_the_report_of_a_day_that_is_over() -> None:
    async with House().client() as client:
        day = {"since": "2026-01-01", "until": "2026-01-02T00:00+08:00"}
        report = (await client.get("/v1/report", params=day)).json()
    assert (report["since"], report["until"]) == ("2026-01-01T00:00:00+08:00", "2026-01-02T00:00:00+08:00")
    assert report["totals"]["commands"] == 0


async def test_the_house_is_open() -> None:
    house = House()
    async with house.client() as client:
        assert (await client.get("/healthz")).json() == {"ok": True}
        assert (await client.get("/readyz")).status_code == 200
        house.stock.full = False
        assert (await client.get("/readyz")).status_code == 503
        assert "bangwo_requests_total" in (await client.get("/metrics")).text
        profile = (await client.get("/.well-known/ucp?provider=flash")).json()
        document = (await client.get("/openapi.json")).json()
    assert "/v1/quotes/{quote_id}/confirm" in document["paths"]
    PlatformSchema.model_validate(profile)
    config = profile["ucp"]["capabilities"]["dev.ucp.shopping.order"][0]["config"]
    assert config["webhook_url"] == "http://bangwo.test/webhooks/flash"


async def test_request_ids_come_back() -> None:
    house = House()
    async with house.client() as client:
        assert (await client.get("/healthz", headers={"X-Request-Id": "abc-1"})).headers["x-request-id"] == "abc-1"
        made = (await client.get("/healthz", headers={"X-Request-Id": "a\tb" * 50})).headers["x-request-id"]
        assert len(made) == 16


async def test_talk_is_shed_before_orders() -> None:
    house = House(in_flight_max=4)
    entered, leave = asyncio.Event(), asyncio.Event()

    async def slow(*_: object) -> object:
        entered.set()
        await leave.wait()
        return TURN

    house.converse.say = slow
    async with house.client(await house.token()) as client:
        talking = [asyncio.create_task(client.post("/v1/turns", json={"text": "好"})) for _ in range(3)]
        await entered.wait()
        await asyncio.sleep(0)
        shed = await client.post("/v1/turns", json={"text": "好"})
        assert (shed.status_code, shed.json()["code"]) == (503, "overloaded")
        assert shed.headers["retry-after"] == "1"
        assert (await client.get("/v1/orders")).status_code == 200
        leave.set()
        assert {each.status_code for each in await asyncio.gather(*talking)} == {200}


async def test_everything_of_oneself_is_handed_over_and_then_forgotten() -> None:
    house = House()
    await house.order(PHONE, OrderState.CANCELLED)
    async with house.client(await house.token()) as client:
        export = await client.get("/v1/me/export")
        assert "attachment" in export.headers["content-disposition"]
        assert (export.json()["me"]["phone"], len(export.json()["orders"])) == (PHONE, 1)
        assert (await client.post("/v1/me/erase", json={"phone": "13911112222"})).json()["code"] == "body_invalid"
        assert (await client.post("/v1/me/erase", json={"phone": PHONE})).status_code == 204
        assert (await client.get("/v1/me")).json()["code"] == "unauthenticated"
