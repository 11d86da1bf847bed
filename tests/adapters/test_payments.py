"""Payments against the city's payment service, and against one that lies."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from hypothesis import given
from hypothesis import strategies as st

from bangwo.adapters.notices import AlipayNotices
from bangwo.adapters.outbound import Limits, Outbound
from bangwo.adapters.payments import PAGE, AlipayPayments, Keys, fen, form_body, yuan
from bangwo.app.ports import PaymentNotice
from bangwo.core.clock import LOCAL, ManualClock
from bangwo.core.errors import Code, Refused, Unavailable, Unknown
from bangwo.domain.money import ZERO, Money
from bangwo_city.signing import Rsa2, keep_rsa_pair
from city.paying import Keys as CityKeys
from city.paying import Listener, gateway, listening

HOUR = timedelta(hours=1)
CLOCK = ManualClock(datetime(2026, 2, 10, 10, 0, tzinfo=LOCAL))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both sides' keys, as files."""
    folder = tmp_path_factory.mktemp("keys")
    for side in ("app", "pay"):
        keep_rsa_pair(folder / f"{side}.pem", folder / f"{side}.pub")
    return folder


@pytest.fixture
async def outbound() -> AsyncIterator[Outbound]:
    """A client."""
    client = Outbound(Limits(connect_s=2, total_s=2, failures=1000))
    yield client
    await client.close()


def keys(folder: Path) -> Keys:
    """Ours."""
    return Keys((folder / "app.pem").read_bytes(), (folder / "pay.pub").read_bytes())


@pytest.fixture
async def payments(tmp_path: Path, folder: Path, outbound: Outbound) -> AsyncIterator[AlipayPayments]:
    """The adapter before the city's payment service."""
    async with gateway(tmp_path, CityKeys.made(folder)) as payer:
        yield AlipayPayments(outbound, str(payer.client.make_url("")), "bangwo", keys(folder), CLOCK)


async def test_a_charge_is_taken_once(payments: AlipayPayments):
    first = await payments.charge("o_1", "u_1", Money(1250), "珍珠奶茶 & 咖啡=+%")
    assert (first.status, first.amount, first.refunded) == ("paid", Money(1250), ZERO)
    assert await payments.charge("o_1", "u_1", Money(1250), "珍珠奶茶 & 咖啡=+%") == first
    assert await payments.find("o_1") == first


async def test_notices_are_asked_for_read_and_come_twice_under_faults(tmp_path: Path, folder: Path, outbound: Outbound):
    listener = Listener()
    async with gateway(tmp_path, CityKeys.made(folder), "pay:twice") as payer, listening(listener) as told_at:
        url = str(payer.client.make_url(""))
        payments = AlipayPayments(outbound, url, "bangwo", keys(folder), CLOCK, notify_url=told_at)
        await payments.charge("o_1", "u_1", Money(1250), "奶茶 & 咖啡=+%")
        await listener.until(2)
        await payments.refund("o_1", "r_1", Money(1250), "不要了")
        await listener.until(4)
    notices = AlipayNotices(keys(folder), "bangwo")
    assert [notices.read(form) for form in listener.heard] == [PaymentNotice("u_1", "o_1")] * 4


FORGED = {
    "another order": ({"out_trade_no": "o_2"}, Code.UNAUTHENTICATED),
    "a field more": ({"more": "1"}, Code.UNAUTHENTICATED),
    "no signature": ({"sign": ""}, Code.UNAUTHENTICATED),
    "nobody's signature": ({"sign": "AAAA"}, Code.UNAUTHENTICATED),
    "what is no base64": ({"sign": "…"}, Code.UNAUTHENTICATED),
}


@pytest.mark.parametrize(("change", "code"), FORGED.values(), ids=FORGED)
async def test_a_forged_notice_is_not_read(
    tmp_path: Path, folder: Path, outbound: Outbound, change: dict[str, str], code: Code
):
    listener = Listener()
    async with gateway(tmp_path, CityKeys.made(folder)) as payer, listening(listener) as told_at:
        url = str(payer.client.make_url(""))
        payments = AlipayPayments(outbound, url, "bangwo", keys(folder), CLOCK, notify_url=told_at)
        await payments.charge("o_1", "u_1", Money(1250), "奶茶")
        await listener.until(1)
    for app_id, form, expected in (
        ("bangwo", {**listener.heard[0], **change}, code),
        ("another", listener.heard[0], Code.BODY_INVALID),
    ):
        with pytest.raises(Refused) as refused:
            AlipayNotices(keys(folder), app_id).read(form)
        assert refused.value.code is expected


async def test_the_statement_lists_every_charge_of_ours_page_by_page(tmp_path: Path, folder: Path, outbound: Outbound):
    async with gateway(tmp_path, CityKeys.made(folder)) as payer:
        url, span = str(payer.client.make_url("")), (CLOCK.now() - HOUR, CLOCK.now() + HOUR)
        ours = AlipayPayments(outbound, url, "bangwo", keys(folder), CLOCK)
        theirs = AlipayPayments(outbound, url, "another", keys(folder), CLOCK)
        assert await ours.charges(*span) == []
        for number in range(PAGE + 1):
            await ours.charge(f"o_{number}", "u_1", Money(1250), "奶茶")
        await ours.refund("o_1", "r_1", Money(250), "")
        await theirs.charge("o_other", "u_1", Money(1250), "奶茶")
        stated = {each.order_id: each for each in await ours.charges(*span)}
        assert set(stated) == {f"o_{number}" for number in range(PAGE + 1)}
        assert (stated["o_1"].amount, stated["o_1"].refunded) == (Money(1250), Money(250))
        assert await ours.charges(CLOCK.now() + HOUR, CLOCK.now() + 2 * HOUR) == []


async def test_what_was_never_charged_is_absent(payments: AlipayPayments):
    assert (await payments.find("o_1")).status == "absent"


async def test_another_amount_under_the_same_order_is_refused(payments: AlipayPayments):
    await payments.charge("o_1", "u_1", Money(1250), "奶茶")
    with pytest.raises(Refused) as refused:
        await payments.charge("o_1", "u_1", Money(1251), "奶茶")
    assert refused.value.code is Code.IDEMPOTENCY_MISMATCH


async def test_a_refund_is_given_once(payments: AlipayPayments):
    paid = await payments.charge("o_1", "u_1", Money(1250), "奶茶")
    for _ in range(2):
        part = await payments.refund("o_1", "r_1", Money(50), "少了一杯")
        assert (part.charge_id, part.status, part.amount, part.refunded) == (
            paid.charge_id,
            "paid",
            Money(1250),
            Money(50),
        )
    rest = await payments.refund("o_1", "r_2", Money(1200), "")
    assert (rest.status, rest.refunded) == ("paid", Money(1250))
    assert await payments.find("o_1") == rest


async def test_more_than_was_paid_is_not_given_back(payments: AlipayPayments):
    await payments.charge("o_1", "u_1", Money(1250), "奶茶")
    with pytest.raises(Refused) as refused:
        await payments.refund("o_1", "r_1", Money(1251), "全退")
    assert refused.value.code is Code.PAYMENT_REFUSED
    assert (await payments.find("o_1")).refunded == ZERO


async def test_nothing_is_given_back_of_nothing(payments: AlipayPayments):
    with pytest.raises(Refused):
        await payments.refund("o_1", "r_1", Money(1), "")


async def test_fifty_at_once_are_one_charge(payments: AlipayPayments):
    charges = await asyncio.gather(*(payments.charge("o_1", "u_1", Money(1), "奶茶") for _ in range(50)))
    assert len(set(charges)) == 1


async def test_a_payer_who_cannot_pay_is_refused(tmp_path: Path, folder: Path, outbound: Outbound):
    async with gateway(tmp_path, CityKeys.made(folder), "pay:refuse") as payer:
        payments = AlipayPayments(outbound, str(payer.client.make_url("")), "bangwo", keys(folder), CLOCK)
        assert (await payments.charge("o_1", "u_1", Money(1250), "奶茶")).status == "refused"
        assert (await payments.find("o_1")).status == "absent"


async def test_nobody_listens(folder: Path, outbound: Outbound):
    payments = AlipayPayments(outbound, f"http://127.0.0.1:{unused_port()}", "bangwo", keys(folder), CLOCK)
    with pytest.raises(Unavailable) as failed:
        await payments.charge("o_1", "u_1", Money(1250), "奶茶")
    assert not isinstance(failed.value, Unknown)


@dataclass
class Liar:
    """A payment service that answers what it is told, signed with the key that it is told."""

    said: bytes = b"{}"
    status: int = 200
    body: bytes | None = None
    sign: Rsa2 | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(dict(await request.post()))
        name = str(self.asked[-1]["method"]).replace(".", "_") + "_response"
        sign = self.sign.sign(self.said) if self.sign else base64.b64encode(b"x" * 256).decode()
        body = b'{"%s":%s,"sign":"%s"}' % (name.encode(), self.said, sign.encode())
        return web.Response(body=body if self.body is None else self.body, status=self.status)


@pytest.fixture
async def liar(folder: Path, outbound: Outbound) -> AsyncIterator[tuple[Liar, AlipayPayments]]:
    """The liar and the adapter before it."""
    told = Liar(sign=Rsa2.of_files(folder / "pay.pem", folder / "app.pub"))
    app = web.Application()
    app.router.add_post("/gateway.do", told.answer)
    async with TestServer(app) as server:
        yield told, AlipayPayments(outbound, str(server.make_url("/gateway.do")), "bangwo", keys(folder), CLOCK)


PAID = {"code": "10000", "msg": "Success", "trade_no": "t1", "out_trade_no": "o_1", "total_amount": "12.50"}


def failed(code: str, sub_code: str) -> bytes:
    """A failure in Alipay's words."""
    return json.dumps({"code": code, "msg": "no", "sub_code": sub_code, "sub_msg": "不行"}).encode()


OUTCOMES: dict[str, tuple[bytes, str]] = {
    "paid": (json.dumps(PAID).encode(), "paid"),
    "paid, written oddly": (b'{ "trade_no" : "t1\\"}{,:", "code":"10000",\n "total_amount":"12.5" }', "paid"),
    "the payer has no money": (failed("40004", "ACQ.BUYER_BALANCE_NOT_ENOUGH"), "refused"),
    "the payer is blocked": (failed("40004", "ACQ.PAYMENT_AUTH_FAILED"), "refused"),
    "system error": (failed("40004", "ACQ.SYSTEM_ERROR"), "unknown"),
    "their system error": (failed("20000", "isp.unknow-error"), "unknown"),
    "waiting for the payer": (json.dumps({**PAID, "code": "10003"}).encode(), "unknown"),
    "our signature does not fit": (failed("40002", "isv.invalid-signature"), "unavailable"),
    "we may not": (failed("40006", "isv.insufficient-isv-permissions"), "unavailable"),
    "no code": (b'{"trade_no":"t1"}', "unknown"),
    "a wrong amount": (json.dumps({**PAID, "total_amount": "12.505"}).encode(), "unknown"),
    "an amount that is none": (json.dumps({**PAID, "total_amount": 12.5}).encode(), "unknown"),
    "a list": (b"[1]", "unknown"),
}


async def outcome(payments: AlipayPayments) -> str:
    """How a charge comes out, in a word."""
    try:
        return (await payments.charge("o_1", "u_1", Money(1250), "奶茶")).status
    except Unknown:
        return "unknown"
    except Unavailable:
        return "unavailable"


@pytest.mark.parametrize("name", OUTCOMES)
async def test_what_an_answer_means(name: str, liar: tuple[Liar, AlipayPayments]):
    liar[0].said, expected = OUTCOMES[name]
    assert await outcome(liar[1]) == expected


BODIES: dict[str, bytes] = {
    "no JSON": b"<html>",
    "empty": b"",
    "a list": b"[]",
    "cut": b'{"alipay_trade_pay_response":{"code":"10000"',
    "broken UTF-8": b'{"alipay_trade_pay_response":"\xff"}',
    "deep": b'{"alipay_trade_pay_response":' + b"[" * 100_000,
    "no signature": b'{"alipay_trade_pay_response":' + json.dumps(PAID).encode() + b"}",
    "another answer": b'{"alipay_trade_query_response":{},"sign":""}',
}


@pytest.mark.parametrize("name", BODIES)
async def test_what_is_no_answer_is_unknown(name: str, liar: tuple[Liar, AlipayPayments]):
    liar[0].body = BODIES[name]
    assert await outcome(liar[1]) == "unknown"


async def test_an_answer_that_the_service_did_not_sign_is_unknown(liar: tuple[Liar, AlipayPayments], folder: Path):
    told, payments = liar
    told.said = json.dumps(PAID).encode()
    for forger in (None, Rsa2.of_files(folder / "app.pem", folder / "app.pub")):
        told.sign = forger
        assert await outcome(payments) == "unknown"


@pytest.mark.parametrize(("status", "expected"), [(500, "unknown"), (502, "unknown"), (404, "unavailable")])
async def test_what_a_status_means(status: int, expected: str, liar: tuple[Liar, AlipayPayments]):
    liar[0].said, liar[0].status = json.dumps(PAID).encode(), status
    assert await outcome(liar[1]) == expected


@pytest.mark.parametrize(
    ("trade", "status", "refunded"),
    [
        ({"trade_status": "TRADE_SUCCESS"}, "paid", 0),
        ({"trade_status": "TRADE_FINISHED"}, "paid", 0),
        ({"trade_status": "TRADE_SUCCESS", "refund_fee": "0.50"}, "paid", 50),
        ({"trade_status": "TRADE_CLOSED", "refund_fee": "12.50"}, "paid", 1250),
        ({"trade_status": "TRADE_CLOSED"}, "refused", 0),
    ],
)
async def test_what_a_trade_is(trade: dict[str, str], status: str, refunded: int, liar: tuple[Liar, AlipayPayments]):
    liar[0].said = json.dumps({**PAID, **trade}).encode()
    found = await liar[1].find("o_1")
    assert (found.status, found.refunded) == (status, Money(refunded))


async def test_a_query_that_fails_is_no_absence(liar: tuple[Liar, AlipayPayments]):
    for sub_code in ("ACQ.SYSTEM_ERROR", "ACQ.INVALID_PARAMETER"):
        liar[0].said = failed("40004", sub_code)
        with pytest.raises(Unavailable):
            await liar[1].find("o_1")


@given(st.integers(1, 10**12))
def test_yuan_and_fen_are_the_same_money(amount: int):
    assert fen(yuan(Money(amount))) == Money(amount)


@pytest.mark.parametrize(("text", "amount"), [("0.01", 1), ("1", 100), ("1.5", 150), ("12.50", 1250), ("0", 0)])
def test_yuan_as_written(text: str, amount: int):
    assert fen(text) == Money(amount)


@pytest.mark.parametrize("text", ["", "-1", "1.234", "1e3", "１２", "NaN", "1,000"])
def test_what_is_no_yuan(text: str):
    with pytest.raises(Unknown):
        fen(text)


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_cannot_be_paid(amount: int):
    with pytest.raises(ValueError, match="cannot be paid"):
        yuan(Money(amount))


@pytest.mark.parametrize("value", ["", "a b+c/d=&e", '{"subject":"惊蛰茶铺 ☕"}', "%41~_-.", "\r\n\0", "𠮷"])
def test_a_form_is_written_as_the_library_writes_it(value: str):
    assert form_body({"sign": value, "b": "1"}) == urlencode({"sign": value, "b": "1"}).encode()
