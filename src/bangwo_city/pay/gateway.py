"""The gateway: one door for signed, form-encoded calls, as Alipay's `gateway.do`."""

import argparse
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from aiohttp import web

from bangwo_city.clock import LOCAL, CityClock
from bangwo_city.faults import Fault, Faults
from bangwo_city.options import Options
from bangwo_city.pay.amounts import fen, yuan
from bangwo_city.pay.books import Books, Refund, Trade, Wish
from bangwo_city.pay.failures import BUSINESS, INVALID, MISSING, Failed, invalid
from bangwo_city.pay.notices import Notices
from bangwo_city.signing import Rsa2, alipay_content, keep_rsa_pair

_BODY_MAX = 64 * 1024
_TEXT_MAX = 256
_NUMBER = re.compile(r"[A-Za-z0-9_.:/#-]{1,64}")
_PAGE_MAX = 2000
_STAMP = "%Y-%m-%d %H:%M:%S"
_FRESH = timedelta(seconds=25)
"""How old a request may be. A platform may hold that one it sent half a minute ago will never be carried out."""
_REQUIRED = ("app_id", "method", "charset", "sign_type", "timestamp", "version", "biz_content", "sign")

Business = Mapping[str, Any]
Answer = dict[str, Any]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The keys: files in PEM."""
    parser.add_argument("--app-public-key", type=Path, required=True, help="the platform's RSA public key (PEM)")
    parser.add_argument(
        "--private-key", type=Path, help="the service's RSA key (PEM); made with a public.pem beside it if missing"
    )


def build(options: Options) -> web.Application:
    """The payment service as an application. KeyFileError when a key cannot be used."""
    private = options.extra.private_key or options.data / "private.pem"
    keep_rsa_pair(private, private.with_name("public.pem"))
    keys = Rsa2.of_files(private, options.extra.app_public_key)
    notices = Notices(options.shelf, options.faults, keys)
    return application(Books(options.shelf, notices.send), notices, keys, options.clock, options.faults)


def application(books: Books, notices: Notices, keys: Rsa2, clock: CityClock, faults: Faults) -> web.Application:
    """The same from parts."""
    app = web.Application(client_max_size=_BODY_MAX)
    gateway = _Gateway(books, keys, clock, faults)
    app.router.add_post("/gateway.do", gateway.answer)
    app.router.add_get("/_books", gateway.books)
    app.router.add_get("/healthz", gateway.healthy)
    app.cleanup_ctx.append(notices.run)
    faults.install(app)
    return app


class _Gateway:
    def __init__(self, books: Books, keys: Rsa2, clock: CityClock, faults: Faults) -> None:
        self._books = books
        self._keys = keys
        self._clock = clock
        self._faults = faults
        self._methods: dict[str, Callable[[Mapping[str, str], Business], Awaitable[Answer]]] = {
            "alipay.trade.pay": self._pay,
            "alipay.trade.query": self._query,
            "alipay.trade.refund": self._refund,
            "alipay.trade.fastpay.refund.query": self._refund_query,
            "alipay.data.bill.sell.query": self._statement,
        }

    async def answer(self, request: web.Request) -> web.Response:
        """Check the signature, do what is asked, sign the answer."""
        form = {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        method = form.get("method", "")
        name = f"{method.replace('.', '_')}_response" if method in self._methods else "error_response"
        try:
            self._check(form)
            said = {"code": "10000", "msg": "Success"} | await self._methods[method](form, _business(form))
        except Failed as failed:
            said = failed.answer
        content = orjson.dumps(said)
        body = b'{"%s":%s,"sign":"%s"}' % (name.encode(), content, self._keys.sign(content).encode())
        return web.Response(body=body, content_type="application/json", charset="utf-8")

    async def books(self, request: web.Request) -> web.Response:
        """Every trade with its refunds, for an audit; amounts in fen."""
        trades = [_row(trade) for trade in self._books.trades()]
        return web.Response(body=orjson.dumps({"trades": trades}), content_type="application/json")

    async def healthy(self, request: web.Request) -> web.Response:
        """Whether the service runs."""
        now = self._clock.now().isoformat(timespec="seconds")
        return web.json_response({"status": "ok", "program": "pay", "now": now})

    def _check(self, form: Mapping[str, str]) -> None:
        for name in _REQUIRED:
            if not form.get(name):
                shown = {"sign": "signature", "sign_type": "signature-type"}.get(name, name.replace("_", "-"))
                raise Failed(MISSING, f"isv.missing-{shown}", f"缺少{name}参数")
        if form["sign_type"] != "RSA2":
            raise Failed(INVALID, "isv.invalid-signature-type", "无效的签名类型")
        if form["charset"].lower() not in ("utf-8", "utf8"):
            raise Failed(INVALID, "isv.invalid-charset", "字符集错误")
        if not self._keys.fits(alipay_content(form), form["sign"]):
            raise Failed(INVALID, "isv.invalid-signature", "验签出错,请确认使用的密钥和待签名串")
        if not self._fresh(form["timestamp"]):
            raise Failed(INVALID, "isv.invalid-timestamp", "非法的时间戳参数")
        if form["method"] not in self._methods:
            raise Failed(INVALID, "isv.invalid-method", "不存在的方法名")

    def _fresh(self, timestamp: str) -> bool:
        try:
            sent = datetime.strptime(timestamp, _STAMP).replace(tzinfo=LOCAL)
        except ValueError:
            return False
        return abs(self._clock.now() - sent) <= _FRESH

    async def _pay(self, form: Mapping[str, str], business: Business) -> Answer:
        wish = Wish(
            app_id=form["app_id"],
            out_trade_no=_number(business, "out_trade_no"),
            fen=_amount(business, "total_amount"),
            subject=_text(business, "subject"),
            buyer_id=_text(business, "buyer_id"),
            notify_url=form.get("notify_url", "")[:_TEXT_MAX],
        )
        if not self._books.knows(wish.out_trade_no) and self._faults.hits(Fault.REFUSE):
            raise Failed(BUSINESS, "ACQ.PAYMENT_AUTH_FAILED", "付款人未通过支付校验")
        trade = await self._books.pay(wish, self._stamp())
        return {**_names(trade), **_paid(trade), "receipt_amount": yuan(trade.fen), "gmt_payment": trade.paid_at}

    async def _query(self, form: Mapping[str, str], business: Business) -> Answer:
        trade = await self._books.trade(*_either(business))
        return {
            **_names(trade),
            **_paid(trade),
            "trade_status": trade.status,
            "send_pay_date": trade.paid_at,
            "refund_fee": yuan(trade.refunded_fen),  # beyond Alipay's fields: what was given back so far
        }

    async def _refund(self, form: Mapping[str, str], business: Business) -> Answer:
        out_trade_no, trade_no = _either(business)
        refund = Refund(
            # Alipay keys a refund that names no request by the trade itself.
            out_request_no=_number(business, "out_request_no", out_trade_no or trade_no),
            fen=_amount(business, "refund_amount"),
            reason=str(business.get("refund_reason", ""))[:_TEXT_MAX],
            at=self._stamp(),
        )
        trade, moved = await self._books.refund(out_trade_no, trade_no, refund)
        moment = next(each.at for each in trade.refunds if each.out_request_no == refund.out_request_no)
        return {
            **_names(trade),
            "buyer_user_id": trade.buyer_id,
            "fund_change": "Y" if moved else "N",
            "refund_fee": yuan(trade.refunded_fen),
            "gmt_refund_pay": moment,
        }

    async def _refund_query(self, form: Mapping[str, str], business: Business) -> Answer:
        trade = await self._books.trade(*_either(business))
        refund = trade.refund(_number(business, "out_request_no"))
        if refund is None:
            return _names(trade)  # Alipay: no refund_status means that no such refund was made
        return {
            **_names(trade),
            "out_request_no": refund.out_request_no,
            "total_amount": yuan(trade.fen),
            "refund_amount": yuan(refund.fen),
            "refund_status": "REFUND_SUCCESS",
            "refund_reason": refund.reason,
            "gmt_refund_pay": refund.at,
        }

    async def _statement(self, form: Mapping[str, str], business: Business) -> Answer:
        """Every trade of this platform that was paid in a span, page by page, the earliest first."""
        start, end = _moment(business, "start_time"), _moment(business, "end_time")
        page, size = _count(business, "page_no", 1), min(_count(business, "page_size", _PAGE_MAX), _PAGE_MAX)
        mine = (trade for trade in self._books.trades() if trade.app_id == form["app_id"])
        found = sorted((each for each in mine if start <= each.paid_at <= end), key=lambda each: each.trade_no)
        shown = found[(page - 1) * size : page * size]
        return {
            "page_no": str(page),
            "page_size": str(size),
            "total_size": str(len(found)),
            "detail_list": [_stated(trade) for trade in shown],
        }

    def _stamp(self) -> str:
        return self._clock.now().strftime(_STAMP)


def _business(form: Mapping[str, str]) -> Business:
    try:
        business = orjson.loads(form["biz_content"])
    except orjson.JSONDecodeError:
        business = None
    if not isinstance(business, dict):
        raise Failed(INVALID, "isv.invalid-parameter", "biz_content不是JSON对象")
    return business


def _number(business: Business, name: str, default: str = "") -> str:
    value = business.get(name) or default
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise invalid(name)
    return value


def _either(business: Business) -> tuple[str, str]:
    """(out_trade_no, trade_no); one of them is enough."""
    if business.get("out_trade_no"):
        return _number(business, "out_trade_no"), ""
    return "", _number(business, "trade_no")


def _text(business: Business, name: str) -> str:
    value = business.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= _TEXT_MAX:
        raise invalid(name)
    return value


def _amount(business: Business, name: str) -> int:
    try:
        return fen(str(business.get(name, "")))
    except ValueError:
        raise invalid(name) from None


def _moment(business: Business, name: str) -> str:
    """A moment as the books write it, so that it compares as text."""
    try:
        return datetime.strptime(_text(business, name), _STAMP).strftime(_STAMP)
    except ValueError:
        raise invalid(name) from None


def _count(business: Business, name: str, default: int) -> int:
    text = str(business.get(name, default))
    if not text.isascii() or not text.isdecimal() or int(text[:9]) < 1:
        raise invalid(name)
    return int(text[:9])


def _stated(trade: Trade) -> dict[str, str]:
    return {
        "alipay_order_no": trade.trade_no,
        "merchant_order_no": trade.out_trade_no,
        "gmt_pay": trade.paid_at,
        "other_account": trade.buyer_id,
        "goods_title": trade.subject,
        "total_amount": yuan(trade.fen),
        "refund_amount": yuan(trade.refunded_fen),
    }


def _names(trade: Trade) -> Answer:
    return {"out_trade_no": trade.out_trade_no, "trade_no": trade.trade_no}


def _paid(trade: Trade) -> Answer:
    return {"total_amount": yuan(trade.fen), "buyer_user_id": trade.buyer_id, "subject": trade.subject}


def _row(trade: Trade) -> dict[str, Any]:
    refunds = [{"out_request_no": each.out_request_no, "fen": each.fen, "at": each.at} for each in trade.refunds]
    return {
        **_names(trade),
        "fen": trade.fen,
        "refunded_fen": trade.refunded_fen,
        "buyer_id": trade.buyer_id,
        "paid_at": trade.paid_at,
        "refunds": refunds,
    }
