"""The payment service: money moves once, never more than was paid, and only when both signatures fit."""

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo_city.pay.amounts import fen, yuan
from bangwo_city.signing import alipay_content
from city.paying import Keys, Listener, gateway, listening


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return Keys.made(tmp_path_factory.mktemp("keys"))


@pytest.mark.parametrize(
    ("text", "amount"), [("0.01", 1), ("1", 100), ("12.5", 1250), ("12.50", 1250), ("999999999.99", 99_999_999_999)]
)
def test_amounts_are_exact(text: str, amount: int):
    assert fen(text) == amount
    assert fen(yuan(amount)) == amount


@pytest.mark.parametrize("text", ["", "0", "0.00", "-1", "1.234", "01", "1e3", "1,000", " 1", "١", "1000000000", "NaN"])
def test_what_is_no_amount(text: str):
    with pytest.raises(ValueError, match="no amount"):
        fen(text)


@given(st.integers(1, 99_999_999_999))
def test_fen_to_yuan_and_back(amount: int):
    assert fen(yuan(amount)) == amount


async def test_a_charge_is_made_and_found(tmp_path: Path, keys: Keys):
    async with gateway(tmp_path, keys) as payer:
        paid = await payer.pay()
        assert (paid["code"], paid["total_amount"], paid["gmt_payment"]) == ("10000", "25.00", "2026-02-10 10:00:00")
        assert len(paid["trade_no"]) == 28
        found = await payer.query()
        assert (found["trade_status"], found["trade_no"], found["refund_fee"]) == (
            "TRADE_SUCCESS",
            paid["trade_no"],
            "0.00",
        )
        by_number = await payer.send(payer.form("alipay.trade.query", {"trade_no": paid["trade_no"]}))
        assert by_number["out_trade_no"] == "o_1"


@pytest.mark.parametrize(
    ("again", "sub_code"),
    [
        ({}, None),
        ({"yuan": "25.01"}, "ACQ.CONTEXT_INCONSISTENT"),
        ({"yuan": "25"}, None),
    ],
)
async def test_the_same_number_is_the_same_trade(tmp_path: Path, keys: Keys, again: dict, sub_code: str | None):
    async with gateway(tmp_path, keys) as payer:
        first, second = await payer.pay(), await payer.pay(**again)
        assert second.get("sub_code") == sub_code
        assert sub_code or second == first
        assert [trade["fen"] for trade in await payer.books()] == [2500]


async def test_fifty_at_once_are_one_charge(tmp_path: Path, keys: Keys):
    async with gateway(tmp_path, keys) as payer:
        answers = await asyncio.gather(*(payer.pay() for _ in range(50)))
        assert {answer["trade_no"] for answer in answers} == {answers[0]["trade_no"]}
        assert len(await payer.books()) == 1


async def test_part_and_rest_are_given_back_once_each(tmp_path: Path, keys: Keys):
    async with gateway(tmp_path, keys) as payer:
        await payer.pay()
        part, again = await payer.refund("r1", "10.00"), await payer.refund("r1", "10.00")
        assert (part["fund_change"], part["refund_fee"]) == ("Y", "10.00")
        assert (again["fund_change"], again["refund_fee"]) == ("N", "10.00")
        assert (await payer.query())["trade_status"] == "TRADE_SUCCESS"
        rest = await payer.refund("r2", "15.00")
        assert rest["refund_fee"] == "25.00"
        found = await payer.query()
        assert (found["trade_status"], found["refund_fee"]) == ("TRADE_CLOSED", "25.00")
        (trade,) = await payer.books()
        assert [(each["out_request_no"], each["fen"]) for each in trade["refunds"]] == [("r1", 1000), ("r2", 1500)]
        assert await payer.pay() | {"gmt_payment": ""} == await payer.pay() | {"gmt_payment": ""}


@pytest.mark.parametrize(
    ("request_no", "amount", "number", "sub_code"),
    [
        ("r1", "11.00", "o_1", "ACQ.DISCORDANT_REPEAT_REQUEST"),
        ("r2", "15.01", "o_1", "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"),
        ("r2", "1.00", "o_2", "ACQ.TRADE_NOT_EXIST"),
        ("r2", "0", "o_1", "ACQ.INVALID_PARAMETER"),
        ("", "", "o_1", "ACQ.INVALID_PARAMETER"),
    ],
)
async def test_refunds_that_are_refused(
    tmp_path: Path, keys: Keys, request_no: str, amount: str, number: str, sub_code: str
):
    async with gateway(tmp_path, keys) as payer:
        await payer.pay()
        await payer.refund("r1", "10.00")
        assert (await payer.refund(request_no, amount, number))["sub_code"] == sub_code
        assert (await payer.query())["refund_fee"] == "10.00"


async def test_refunds_at_once_never_exceed_what_was_paid(tmp_path: Path, keys: Keys):
    async with gateway(tmp_path, keys) as payer:
        await payer.pay()
        answers = await asyncio.gather(*(payer.refund(f"r{n}", "4.00") for n in range(20)))
        assert sum(answer["code"] == "10000" for answer in answers) == 6
        assert (await payer.query())["refund_fee"] == "24.00"


async def test_a_refund_can_be_asked_after(tmp_path: Path, keys: Keys):
    async with gateway(tmp_path, keys) as payer:
        assert (await payer.refunded("r1"))["sub_code"] == "ACQ.TRADE_NOT_EXIST"
        await payer.pay()
        assert "refund_status" not in await payer.refunded("r1")
        await payer.refund("r1", "10.00")
        found = await payer.refunded("r1")
        assert (found["refund_status"], found["refund_amount"], found["total_amount"]) == (
            "REFUND_SUCCESS",
            "10.00",
            "25.00",
        )


async def test_what_was_never_paid_does_not_exist(tmp_path: Path, keys: Keys):
    async with gateway(tmp_path, keys) as payer:
        absent = await payer.query("o_404")
        assert (absent["code"], absent["sub_code"]) == ("40004", "ACQ.TRADE_NOT_EXIST")


def drop(name: str):
    return lambda form: {key: value for key, value in form.items() if key != name}


def put(name: str, value: str):
    return lambda form: {**form, name: value}


BROKEN = {
    "amount changed after signing": (put("biz_content", '{"total_amount":"0.01"}'), "isv.invalid-signature"),
    "signature of nobody": (put("sign", "AAAA"), "isv.invalid-signature"),
    "signature not base64": (put("sign", "!"), "isv.invalid-signature"),
    "parameter added": (put("notify_url", "http://evil.test/"), "isv.invalid-signature"),
    "no signature": (drop("sign"), "isv.missing-signature"),
    "no app": (drop("app_id"), "isv.missing-app-id"),
    "no content": (drop("biz_content"), "isv.missing-biz-content"),
    "RSA of old": (put("sign_type", "RSA"), "isv.invalid-signature-type"),
    "another charset": (put("charset", "gbk"), "isv.invalid-charset"),
    "half a minute old": (put("timestamp", "2026-02-10 09:59:34"), "isv.invalid-timestamp"),
    "of half a minute hence": (put("timestamp", "2026-02-10 10:00:26"), "isv.invalid-timestamp"),
    "of no time": (put("timestamp", "just now"), "isv.invalid-timestamp"),
    "nothing at all": (lambda form: {}, "isv.missing-app-id"),
}


@pytest.mark.parametrize("how", BROKEN)
async def test_a_request_that_does_not_fit_its_signature_moves_no_money(tmp_path: Path, keys: Keys, how: str):
    change, sub_code = BROKEN[how]
    business = {"out_trade_no": "o_1", "total_amount": "25.00", "subject": "x", "buyer_id": "u_1"}
    async with gateway(tmp_path, keys) as payer:
        form = change(payer.form("alipay.trade.pay", business))
        if sub_code.endswith("timestamp"):
            form["sign"] = payer.keys.app.sign(alipay_content({**form, "sign": ""}))
        answer = await payer.send(form)
        assert answer["sub_code"] == sub_code
        assert answer["code"] in ("40001", "40002")
        assert await payer.books() == []


@pytest.mark.parametrize(
    ("business", "sub_code"),
    [
        ("{", "isv.invalid-parameter"),
        ("[]", "isv.invalid-parameter"),
        ("{}", "ACQ.INVALID_PARAMETER"),
        ({"out_trade_no": "有字", "total_amount": "1", "subject": "x", "buyer_id": "u"}, "ACQ.INVALID_PARAMETER"),
        ({"out_trade_no": "o" * 65, "total_amount": "1", "subject": "x", "buyer_id": "u"}, "ACQ.INVALID_PARAMETER"),
        ({"out_trade_no": 7, "total_amount": "1", "subject": "x", "buyer_id": "u"}, "ACQ.INVALID_PARAMETER"),
        ({"out_trade_no": "o", "total_amount": "1.001", "subject": "x", "buyer_id": "u"}, "ACQ.INVALID_PARAMETER"),
        ({"out_trade_no": "o", "total_amount": "1", "subject": "", "buyer_id": "u"}, "ACQ.INVALID_PARAMETER"),
        ({"out_trade_no": "o", "total_amount": "1", "subject": "x"}, "ACQ.INVALID_PARAMETER"),
    ],
)
async def test_bad_parameters_are_refused(tmp_path: Path, keys: Keys, business: dict[str, Any] | str, sub_code: str):
    async with gateway(tmp_path, keys) as payer:
        answer = await payer.send(payer.form("alipay.trade.pay", business))
        assert answer["sub_code"] == sub_code
        assert await payer.books() == []


async def test_an_unknown_method_is_refused(tmp_path: Path, keys: Keys):
    async with gateway(tmp_path, keys) as payer:
        assert (await payer.send(payer.form("alipay.trade.gift", {})))["sub_code"] == "isv.invalid-method"


async def test_a_refusal_leaves_nothing_and_a_payment_made_stays_made(tmp_path: Path, keys: Keys):
    async with gateway(tmp_path, keys, "pay:refuse") as payer:
        assert (await payer.pay())["sub_code"] == "ACQ.PAYMENT_AUTH_FAILED"
        assert (await payer.query())["sub_code"] == "ACQ.TRADE_NOT_EXIST"
        payer.faults.become("")
        await payer.pay()
        payer.faults.become("refuse")
        assert (await payer.pay())["code"] == "10000"


async def test_a_lost_answer_was_done(tmp_path: Path, keys: Keys):
    async with gateway(tmp_path, keys, "pay:lost") as payer:
        with pytest.raises(aiohttp.ClientError):
            await payer.pay()
        assert [trade["fen"] for trade in await payer.books()] == [2500]


async def test_a_restart_forgets_nothing(tmp_path: Path, keys: Keys):
    async with gateway(tmp_path, keys) as payer:
        paid = await payer.pay()
        await payer.refund("r1", "10.00")
        books = await payer.books()
    async with gateway(tmp_path, keys) as payer:
        assert await payer.books() == books
        assert (await payer.pay())["trade_no"] == paid["trade_no"]
        assert (await payer.refund("r1", "10.00"))["fund_change"] == "N"
        assert (await payer.send(payer.form("alipay.trade.query", {"trade_no": paid["trade_no"]})))["code"] == "10000"


@pytest.mark.parametrize(
    ("answers", "faults", "heard"),
    [
        ([], "", 1),
        (["fail", "FAIL"], "", 3),
        (["fail"] * 9, "", 4),  # bounded: as many tries as there are pauses
        ([], "pay:twice", 2),
        ([], "pay:late=1@0.05", 1),
    ],
)
async def test_a_notice_is_told_until_success(tmp_path: Path, keys: Keys, answers: list[str], faults: str, heard: int):
    listener = Listener(list(answers))
    async with listening(listener) as url, gateway(tmp_path, keys, faults) as payer:
        await payer.pay(notify_url=url)
        await payer.pay(notify_url=url)
        await listener.until(heard)
    assert len(listener.heard) == heard
    assert len({json.dumps(each) for each in listener.heard}) == 1


async def test_a_notice_is_signed_and_says_what_happened(tmp_path: Path, keys: Keys):
    listener = Listener()
    async with listening(listener) as url, gateway(tmp_path, keys) as payer:
        paid = await payer.pay(notify_url=url)
        await listener.until(1)
        await payer.refund("r1", "25.00")
        await listener.until(2)
    for each in listener.heard:
        content = alipay_content(each, leave_out=frozenset({"sign", "sign_type"}))
        assert keys.app.fits(content, each["sign"])
        assert (each["trade_no"], each["out_trade_no"]) == (paid["trade_no"], "o_1")
    charged, returned = listener.heard
    assert (charged["trade_status"], charged["total_amount"]) == ("TRADE_SUCCESS", "25.00")
    assert (returned["trade_status"], returned["out_biz_no"], returned["refund_fee"]) == ("TRADE_CLOSED", "r1", "25.00")


async def test_a_notice_that_a_stop_interrupted_is_told_after_the_restart(tmp_path: Path, keys: Keys):
    listener = Listener(["fail"])
    async with listening(listener) as url:
        async with gateway(tmp_path, keys, "pay:late=1@30") as payer:
            await payer.pay(notify_url=url)
        assert listener.heard == []
        async with gateway(tmp_path, keys) as payer:
            await listener.until(2)
    assert len(listener.heard) == 2


async def test_it_says_that_it_runs_and_what_time_it_is(tmp_path: Path, keys: Keys):
    async with gateway(tmp_path, keys, "pay:dead") as payer:
        health = await (await payer.client.get("/healthz")).json()
        assert health == {"status": "ok", "program": "pay", "now": "2026-02-10T10:00:00+08:00"}
