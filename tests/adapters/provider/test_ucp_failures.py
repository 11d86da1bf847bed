"""What each way of a provider to fail means: refused, not done, or unknown."""

import json
import resource
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from misbehaving import (
    Answer,
    Trouble,
    checkout,
    drops,
    floods,
    half,
    misbehaving,
    nobody,
    profile,
    says,
    says_bytes,
    sleeps,
)
from provider_worlds import BUYER, NOW, simulated
from ucp_sdk.models.schemas.shopping.checkout_complete_request import CheckoutCompleteRequest
from ucp_sdk.models.schemas.shopping.checkout_create_request import CheckoutCreateRequest

from adapters.connected import connect
from bangwo.adapters.outbound import Limits, Outbound
from bangwo.adapters.ucp.provider import UcpProvider
from bangwo.core import trace
from bangwo.core.errors import Code, Refused, Unavailable, Unknown
from bangwo.domain.money import ZERO, Money
from bangwo.domain.offer import Hold, Seat
from bangwo.domain.quote import Quote

QUICK = Limits(connect_s=2, total_s=2, failures=1000)
AGENT = "http://127.0.0.1:9/.well-known/ucp"


@pytest.fixture
async def trouble() -> AsyncIterator[Trouble]:
    """A provider that does what the test says."""
    async with misbehaving() as provider:
        yield provider


@pytest.fixture
async def outbound() -> AsyncIterator[Outbound]:
    """A client that waits for nobody long."""
    client = Outbound(QUICK)
    yield client
    await client.close()


@pytest.fixture
def provider(outbound: Outbound, trouble: Trouble) -> UcpProvider:
    """The adapter before that provider."""
    return connect(outbound, {"p": trouble.url}, lambda _: AGENT).providers["p"]


@pytest.fixture
async def quote(tmp_path: Any) -> Quote:
    """A quote of tea."""
    async with simulated(tmp_path) as world:
        return world.quote(world.tea)


def error(code: str) -> dict[str, Any]:
    """An error response of the protocol."""
    message = {"type": "error", "code": code, "content": "no", "severity": "unrecoverable"}
    return {"ucp": {"version": "2026-08-25", "status": "error"}, "messages": [message]}


NOT_DONE: dict[str, Answer] = {
    "503 that says when": says(503, {}, **{"Retry-After": "1"}),
    "429": says(429, {}),
}
MAYBE_DONE: dict[str, Answer] = {
    "hangs up": drops,
    "too slow": sleeps,
    "500": says(500, {"error": "oops"}),
    "502 in HTML": says_bytes(502, b"<html>Bad gateway</html>"),
    "503 that says nothing": says(503, {}),
    "no JSON": says_bytes(200, b"<html>hello</html>"),
    "half an answer": half,
    "empty": says_bytes(200, b""),
    "broken UTF-8": says_bytes(200, b'{"id":"\xff\xfe"}'),
    "a list": says(200, [1, 2]),
    "deep": says_bytes(200, b"[" * 100_000),
    "10 MiB": floods,
    "10 MiB, announced": says_bytes(200, b"x" * 10_000_000),
    "no total": says(201, checkout(totals=[{"type": "subtotal", "amount": 1}])),
    "total in yuan": says(201, checkout(totals=[{"type": "total", "amount": 13.5}])),
    "total as text": says(201, checkout(totals=[{"type": "total", "amount": "1300"}])),
    "unknown status": says(201, checkout(status="fine")),
    "under way": says(201, checkout(status="complete_in_progress")),
    "completed without an order": says(201, checkout(status="completed")),
}
REFUSED: dict[str, tuple[Answer, Code]] = {
    "sold out": (says(201, checkout(status="incomplete", **error("sold_out"))), Code.SOLD_OUT),
    "out_of_stock": (
        says(201, checkout(status="incomplete", messages=error("out_of_stock")["messages"])),
        Code.SOLD_OUT,
    ),
    "no checkout at all": (says(200, error("shop_closed")), Code.SHOP_CLOSED),
    "400": (says(400, error("item_unknown")), Code.ITEM_UNKNOWN),
    "409 with a code": (says(409, {"code": "seats_unavailable"}), Code.SEATS_UNAVAILABLE),
    "422": (says(422, error("below_minimum")), Code.BELOW_MINIMUM),
    "a word unknown to us": (says(400, error("bad_karma")), Code.PROVIDER_DOWN),
    "403 in HTML": (says_bytes(403, b"<html>go away</html>"), Code.PROVIDER_DOWN),
    "needs a human": (says(201, checkout(status="requires_escalation")), Code.PROVIDER_DOWN),
}


@pytest.mark.parametrize("name", NOT_DONE)
async def test_what_was_surely_not_done_is_unavailable(
    name: str, trouble: Trouble, provider: UcpProvider, quote: Quote
):
    trouble.answer = NOT_DONE[name]
    with pytest.raises(Unavailable) as failed:
        await provider.create_checkout(quote, BUYER, "o_1")
    assert not isinstance(failed.value, Unknown)


@pytest.mark.parametrize("name", MAYBE_DONE)
async def test_what_may_have_been_done_is_unknown(name: str, trouble: Trouble, provider: UcpProvider, quote: Quote):
    trouble.answer = MAYBE_DONE[name]
    with pytest.raises(Unknown):
        await provider.create_checkout(quote, BUYER, "o_1")


@pytest.mark.parametrize("name", REFUSED)
async def test_business_is_refused_with_its_code(name: str, trouble: Trouble, provider: UcpProvider, quote: Quote):
    trouble.answer, code = REFUSED[name]
    made = await provider.create_checkout(quote, BUYER, "o_1")
    assert (made.status, made.refusal) == ("refused", code)


async def test_nobody_listens(outbound: Outbound, quote: Quote):
    provider = connect(outbound, {"p": nobody()}, lambda _: AGENT).providers["p"]
    with pytest.raises(Unavailable) as failed:
        await provider.create_checkout(quote, BUYER, "o_1")
    assert not isinstance(failed.value, Unknown)


async def test_no_such_host(outbound: Outbound, quote: Quote):
    provider = connect(outbound, {"p": "http://shop.invalid"}, lambda _: AGENT).providers["p"]
    with pytest.raises(Unavailable) as failed:
        await provider.create_checkout(quote, BUYER, "o_1")
    assert not isinstance(failed.value, Unknown)


async def test_ten_mebibytes_are_never_held(trouble: Trouble, provider: UcpProvider, quote: Quote):
    async def endless(request: Any) -> Any:
        return await floods(request)

    trouble.answer = endless
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(5):
        with pytest.raises(Unknown):
            await provider.create_checkout(quote, BUYER, "o_1")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40 * 1024


@pytest.mark.parametrize(
    ("status", "doc", "expected"),
    [
        (200, checkout(status="canceled"), "cancelled"),
        (404, error("not_found"), "cancelled"),
        (410, {}, "cancelled"),
        (200, checkout(status="completed", order={"id": "or_1", "permalink_url": "http://x"}), "completed"),
    ],
)
async def test_withdrawing(status: int, doc: Any, expected: str, trouble: Trouble, provider: UcpProvider):
    trouble.answer = says(status, doc)
    assert (await provider.cancel_checkout("c1", "o_1")).status == expected


async def test_completing_what_is_gone(trouble: Trouble, provider: UcpProvider):
    trouble.answer = says(404, error("not_found"))
    gone = await provider.complete("c1", "o_1", "ch_1")
    assert (gone.status, gone.refusal) == ("refused", Code.QUOTE_GONE)


async def test_a_conflict_is_asked_after(trouble: Trouble, provider: UcpProvider):
    async def conflict_then_truth(request: Any) -> Any:
        truth = checkout(status="completed", order={"id": "or_1", "permalink_url": "http://x"})
        return await (says(409, error("checkout_closed")) if request.method == "POST" else says(200, truth))(request)

    trouble.answer = conflict_then_truth
    done = await provider.complete("c1", "o_1", "ch_1")
    assert (done.status, done.provider_order_id, done.total) == ("completed", "or_1", Money(1300))


async def test_too_late_to_cancel(trouble: Trouble, provider: UcpProvider):
    trouble.answer = says(409, {"code": "order_not_cancellable", **error("order_not_cancellable")})
    with pytest.raises(Refused) as refused:
        await provider.cancel_order("or_1", "o_1", "太久了", ZERO)
    assert refused.value.code is Code.ORDER_NOT_CANCELLABLE


@pytest.mark.parametrize("answer", [says(404, error("not_found")), says(200, error("not_found"))])
async def test_an_order_that_is_not_there(answer: Answer, trouble: Trouble, provider: UcpProvider):
    trouble.answer = answer
    with pytest.raises(Refused) as refused:
        await provider.order("or_1")
    assert refused.value.code is Code.NOT_FOUND


async def test_giving_back_what_is_gone(trouble: Trouble, provider: UcpProvider):
    trouble.answer = says(404, error("not_found"))
    await provider.release_seats(Hold("h1", "p:s1", (Seat(1, 1),), NOW))


async def test_every_call_is_named_and_traced(trouble: Trouble, provider: UcpProvider, quote: Quote):
    trouble.answer = says(201, checkout())
    trace.request_id.set("0f7c9d9e-4f63-4a43-9d8a-0d6f4f7a1c11")
    for _ in range(2):
        await provider.create_checkout(quote, BUYER, "o_1")
    await provider.complete("c1", "o_1", "ch_1")
    first, again, other = (each.headers for each in trouble.asked[1:])
    assert first["Idempotency-Key"] == again["Idempotency-Key"] != other["Idempotency-Key"]
    assert UUID(first["Idempotency-Key"])
    assert {each["Request-Id"] for each in (first, again, other)} == {"0f7c9d9e-4f63-4a43-9d8a-0d6f4f7a1c11"}
    assert {each["UCP-Agent"] for each in (first, again, other)} == {f'profile="{AGENT}"'}
    assert trouble.bodies[0] == trouble.bodies[1]


async def test_requests_hold_to_the_protocol(trouble: Trouble, provider: UcpProvider, quote: Quote):
    trouble.answer = says(201, checkout())
    await provider.create_checkout(quote, BUYER, "o_1")
    await provider.complete("c1", "o_1", "ch_1")
    CheckoutCreateRequest.model_validate_json(trouble.bodies[0])
    done = CheckoutCompleteRequest.model_validate_json(trouble.bodies[1])
    assert json.loads(trouble.bodies[1])["payment"]["instruments"][0]["credential"]["token"] == "ch_1"
    assert done.payment.instruments and done.payment.instruments[0].handler_id == "charge"
    created = json.loads(trouble.bodies[0])
    assert created["org.bangwo.order"] == {"reference": "o_1", "merchant_id": quote.merchant_id, "note": "放门口"}
    assert created["fulfillment"]["methods"][0]["destinations"][0]["street_address"] == "隔壁1号"


_NO_REST = {"dev.ucp.shopping": [{"version": "2026-08-25", "transport": "a2a", "endpoint": "http://127.0.0.1:9"}]}
PROFILES: dict[str, tuple[Any, str]] = {
    "another version": (lambda base: profile(base, version="2025-01-01"), "2025-01-01"),
    "no REST": (lambda base: profile(base, services=_NO_REST), "REST"),
    "no services": (lambda base: profile(base, services={}), "REST"),
    "no profile": (lambda base: {"hello": "world"}, "no UCP profile"),
    "no object": (lambda base: [1], "no UCP profile"),
}


@pytest.mark.parametrize("name", PROFILES)
async def test_a_profile_that_is_not_ours_is_refused_clearly(name: str, trouble: Trouble, provider: UcpProvider):
    trouble.profile, told = PROFILES[name]
    with pytest.raises(Unavailable, match=told) as failed:
        await provider.checkout("c1")
    assert not isinstance(failed.value, Unknown)


async def test_the_profile_for_our_version_is_found(trouble: Trouble, provider: UcpProvider):
    elsewhere = f"{trouble.url}/2026/.well-known/ucp"
    trouble.profile = lambda base: profile(base, version="2027-01-01", supported_versions={"2026-08-25": elsewhere})

    async def older(request: Any) -> Any:
        return await says(200, profile(trouble.url) if "well-known" in request.path else checkout())(request)

    trouble.answer = older
    assert (await provider.checkout("c1")).status == "ready"


async def test_a_provider_that_comes_up_later_is_found(trouble: Trouble, provider: UcpProvider):
    trouble.profile, healthy = (lambda base: {}), trouble.profile
    trouble.answer = says(200, checkout())
    with pytest.raises(Unavailable):
        await provider.checkout("c1")
    trouble.profile = healthy
    assert (await provider.checkout("c1")).status == "ready"


async def test_one_that_is_down_is_left_alone_for_a_while():
    client = Outbound(Limits(connect_s=0.5, total_s=0.5, failures=3, rest_s=30))
    async with misbehaving() as trouble:
        trouble.answer = drops
        for _ in range(10):
            with pytest.raises(Unavailable):
                await client.send("POST", f"{trouble.url}/x", body=b"{}")
        assert len(trouble.asked) == 3
    await client.close()


async def test_one_good_answer_and_it_counts_from_the_start():
    client = Outbound(Limits(connect_s=0.5, total_s=0.5, failures=3, rest_s=30))
    async with misbehaving() as trouble:
        for answer in (drops, drops, says(200, {}), drops, drops, says(200, {})):
            trouble.answer = answer
            try:
                await client.send("POST", f"{trouble.url}/x", body=b"{}")
            except Unknown:
                continue
        assert len(trouble.asked) == 6
    await client.close()
