"""Payments: the Alipay-shaped gateway, signed both ways (RSA2), in yuan on the wire and in fen inside."""

import base64
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from json import JSONDecodeError, JSONDecoder

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from bangwo.adapters.outbound import Outbound
from bangwo.adapters.wire import Fields, Garbled
from bangwo.app.ports import Charge, Stated
from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Refused, Unavailable, Unknown
from bangwo.domain.money import ZERO, Money

SUBJECT_MAX = 128
PAGE = 1000
PAGES_MAX = 1000
_STAMP = "%Y-%m-%d %H:%M:%S"
_DONE = "10000"
_IN_PROGRESS = "10003"
_BUSINESS = "40004"
_DOWN = "20000"
_ABSENT = Charge("", "absent", ZERO, ZERO)
_YUAN = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")
_MISMATCH = frozenset({"ACQ.CONTEXT_INCONSISTENT", "ACQ.DISCORDANT_REPEAT_REQUEST"})
_DECODER = JSONDecoder()
_NOTHING: Mapping[str, str] = {}
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-~")
_ESCAPED = {byte: "+" if byte == 0x20 else f"%{byte:02X}" for byte in range(256) if byte not in _PLAIN}


class Keys:
    """Our private RSA key and the gateway's public one."""

    def __init__(self, ours: bytes, theirs: bytes) -> None:
        # whether our own key is a good one was seen when it was made; looking again would take a fifth of a second
        private = serialization.load_pem_private_key(ours, password=None, unsafe_skip_rsa_key_validation=True)
        public = serialization.load_pem_public_key(theirs)
        if not isinstance(private, rsa.RSAPrivateKey) or not isinstance(public, rsa.RSAPublicKey):
            raise ValueError("both keys of the payment service must be RSA keys in PEM")
        self._private = private
        self._public = public

    def sign(self, content: bytes) -> str:
        """SHA256withRSA, base64."""
        return base64.b64encode(self._private.sign(content, padding.PKCS1v15(), hashes.SHA256())).decode()

    def fits(self, content: bytes, signature: str) -> bool:
        """Whether the gateway signed this."""
        try:
            raw = base64.b64decode(signature, validate=True)
            self._public.verify(raw, content, padding.PKCS1v15(), hashes.SHA256())
        except (InvalidSignature, ValueError):  # a signature that is no base64 is a ValueError
            return False
        return True


class _Failed(Exception):
    """The gateway did what it was asked not; `sub_code` says why."""

    def __init__(self, sub_code: str) -> None:
        super().__init__(sub_code)
        self.sub_code = sub_code


class AlipayPayments:
    """Charges by our order id, refunds by our refund id. `url` is that of `gateway.do` or the service's base.

    With a `notify_url` the service is asked to tell there of every charge and refund.
    """

    def __init__(
        self, outbound: Outbound, url: str, app_id: str, keys: Keys, clock: Clock, *, notify_url: str = ""
    ) -> None:
        self._outbound = outbound
        self._url = url if url.endswith("/gateway.do") else url.rstrip("/") + "/gateway.do"
        self._app_id = app_id
        self._keys = keys
        self._clock = clock
        self._told_at = {"notify_url": notify_url} if notify_url else {}

    async def charge(self, order_id: str, user_id: str, amount: Money, subject: str) -> Charge:
        """Take money once for an order. `refused` when the payer or the bank says no."""
        wish = {
            "out_trade_no": order_id,
            "total_amount": yuan(amount),
            "subject": subject[:SUBJECT_MAX],
            "buyer_id": user_id,
        }
        try:
            paid = await self._ask("alipay.trade.pay", wish, self._told_at)
        except _Failed as failed:
            if failed.sub_code in _MISMATCH:
                raise Refused(Code.IDEMPOTENCY_MISMATCH, order=order_id) from failed
            return Charge("", "refused", ZERO, ZERO)
        return Charge(paid.text("trade_no"), "paid", fen(paid.text("total_amount")), ZERO)

    async def find(self, order_id: str) -> Charge:
        """The charge of an order and what was given back of it; `absent` when there is none."""
        try:
            found = await self._ask("alipay.trade.query", {"out_trade_no": order_id})
        except _Failed as failed:
            if failed.sub_code == "ACQ.TRADE_NOT_EXIST":
                return _ABSENT
            raise Unavailable(f"the payment service cannot say: {failed.sub_code}") from failed
        return _charge(found)

    async def refund(self, order_id: str, refund_id: str, amount: Money, reason: str) -> Charge:
        """Give money back once per refund id: the charge as it then stands. Refused when there is not so much."""
        wish = {
            "out_trade_no": order_id,
            "out_request_no": refund_id,
            "refund_amount": yuan(amount),
            "refund_reason": reason[:SUBJECT_MAX],
        }
        try:
            await self._ask("alipay.trade.refund", wish)
        except _Failed as failed:
            if failed.sub_code in _MISMATCH:
                raise Refused(Code.IDEMPOTENCY_MISMATCH, order=order_id) from failed
            raise Refused(Code.PAYMENT_REFUSED, reason=failed.sub_code) from failed
        return await self.find(order_id)

    async def charges(self, since: datetime, until: datetime) -> Sequence[Stated]:
        """Every charge of ours in a span, by the statement of what an account has sold."""
        span = {"start_time": since.strftime(_STAMP), "end_time": until.strftime(_STAMP)}
        found: list[Stated] = []
        for page in range(1, PAGES_MAX + 1):
            wish = {**span, "page_no": str(page), "page_size": str(PAGE)}
            try:
                said = await self._ask("alipay.data.bill.sell.query", wish)
            except _Failed as failed:
                raise Unavailable(f"the payment service states nothing: {failed.sub_code}") from failed
            found += [_stated(each) for each in said.objects("detail_list")]
            if page * PAGE >= int(said.text("total_size", "0")):
                return found
        raise Unavailable(f"the statement of the payment service has more than {PAGES_MAX} pages")

    async def _ask(self, method: str, wish: dict[str, str], more: Mapping[str, str] = _NOTHING) -> Fields:
        """One signed call. Raises _Failed for a business no, Unknown or Unavailable for everything else but yes."""
        form = {
            "app_id": self._app_id,
            "method": method,
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": self._clock.now().strftime(_STAMP),
            "version": "1.0",
            "biz_content": orjson.dumps({name: value for name, value in wish.items() if value}).decode(),
            **more,
        }
        form["sign"] = self._keys.sign(signed_content(form))
        answer = await self._outbound.send(
            "POST",
            self._url,
            body=form_body(form),
            headers={"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"},
        )
        if answer.status != 200:
            raise Unavailable(f"the payment service answered {answer.status}")
        said = self._verified(answer.body, f"{method.replace('.', '_')}_response")
        return _judged(said)

    def _verified(self, body: bytes, name: str) -> Fields:
        """What the gateway said under that name, its signature checked over the very bytes that came."""
        members = _members(body)
        signature = members.get("sign", b'""').decode().strip('"')
        said = members.get(name) or members.get("error_response")
        if said is None:
            raise Garbled(f"the payment service answered no {name}")
        if not self._keys.fits(said, signature):
            raise Garbled("the payment service's signature does not fit its answer")
        return Fields.of(orjson.loads(said), name)


def signed_content(form: Mapping[str, str], unsigned: Collection[str] = ("sign",)) -> bytes:
    """What is signed of a form: `k=v` joined by `&`, sorted, without empty values and what is never signed."""
    return "&".join(f"{name}={form[name]}" for name in sorted(form) if form[name] and name not in unsigned).encode()


def form_body(form: Mapping[str, str]) -> bytes:
    """A form as it is sent: as `urlencode` writes it, in a third of the time, for each order pays for one."""
    return "&".join(
        f"{name}={value.encode().decode('latin-1').translate(_ESCAPED)}" for name, value in form.items()
    ).encode()


def yuan(amount: Money) -> str:
    """1250 fen → `12.50`."""
    if amount.fen < 1 or amount.currency != "CNY":
        raise ValueError(f"{amount} cannot be paid")
    return f"{amount.fen // 100}.{amount.fen % 100:02d}"


def fen(text: str) -> Money:
    """`12.5` → 1250 fen, exactly."""
    found = _YUAN.fullmatch(text)
    if found is None:
        raise Garbled(f"{text!r} is no amount in yuan")
    return Money(int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")))


def _judged(said: Fields) -> Fields:
    code, sub_code = said.text("code"), said.text("sub_code", "")
    if code == _DONE:
        return said
    if code in (_IN_PROGRESS, _DOWN) or sub_code.endswith(("SYSTEM_ERROR", "unknow-error")):
        raise Unknown(f"the payment service does not know: {code} {sub_code}")
    if code == _BUSINESS:
        raise _Failed(sub_code)
    raise Unavailable(f"the payment service takes no calls of ours: {code} {sub_code}")


def _charge(found: Fields) -> Charge:
    """A trade as queried. One that was never paid and is closed counts as refused."""
    status = found.text("trade_status")
    if status == "WAIT_BUYER_PAY":
        raise Unknown("the payer has not paid yet")
    refunded = fen(found.text("refund_fee", "0"))
    paid = status in ("TRADE_SUCCESS", "TRADE_FINISHED") or (status == "TRADE_CLOSED" and bool(refunded))
    if not paid:
        return Charge(found.text("trade_no"), "refused", ZERO, ZERO)
    return Charge(found.text("trade_no"), "paid", fen(found.text("total_amount")), refunded)


def _stated(row: Fields) -> Stated:
    return Stated(
        row.text("merchant_order_no"),
        row.text("alipay_order_no"),
        fen(row.text("total_amount")),
        fen(row.text("refund_amount", "0")),
    )


def _members(body: bytes) -> dict[str, bytes]:
    """The members of a JSON object as the bytes they came in."""
    try:
        text = body.decode()
        out: dict[str, bytes] = {}
        at = _skip(text, 0, "{")
        while text[at] != "}":
            name, at = _DECODER.raw_decode(text, at)
            start = _skip(text, at, ":")
            _, at = _DECODER.raw_decode(text, start)
            out[str(name)] = text[start:at].encode()
            at = _skip(text, at, ",") if text[_blank(text, at)] == "," else _blank(text, at)
    except (UnicodeDecodeError, JSONDecodeError, IndexError, RecursionError) as error:
        raise Garbled("the payment service answered no JSON") from error
    return out


def _skip(text: str, at: int, mark: str) -> int:
    """Past white space, a mark and white space again."""
    at = _blank(text, at)
    if text[at] != mark:
        raise JSONDecodeError(f"no {mark}", text, at)
    return _blank(text, at + 1)


def _blank(text: str, at: int) -> int:
    while text[at] in " \t\r\n":
        at += 1
    return at
