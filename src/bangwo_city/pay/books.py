"""Books: trades and their refunds, each done once whatever is repeated."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import orjson

from bangwo_city.durable import Shelf
from bangwo_city.pay.amounts import yuan
from bangwo_city.pay.failures import BUSINESS, Failed, absent

TRADES = "trades"
NOTICES = "notices"


@dataclass(frozen=True, slots=True)
class Refund:
    """Money given back of a trade, once per `out_request_no`."""

    out_request_no: str
    fen: int
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Trade:
    """Money taken once for an `out_trade_no`. Moments are texts as Alipay writes them."""

    out_trade_no: str
    trade_no: str
    app_id: str
    fen: int
    subject: str
    buyer_id: str
    paid_at: str
    notify_url: str = ""
    refunds: tuple[Refund, ...] = ()

    @property
    def refunded_fen(self) -> int:
        """What was given back so far."""
        return sum(refund.fen for refund in self.refunds)

    @property
    def status(self) -> str:
        """Alipay closes a trade that was wholly given back."""
        return "TRADE_CLOSED" if self.refunded_fen == self.fen else "TRADE_SUCCESS"

    def refund(self, out_request_no: str) -> Refund | None:
        """The refund of this key, if it was made."""
        return next((each for each in self.refunds if each.out_request_no == out_request_no), None)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the payer's platform is to be told, until it answers `success`."""

    notify_id: str
    url: str
    parameters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Wish:
    """A payment that is asked for."""

    app_id: str
    out_trade_no: str
    fen: int
    subject: str
    buyer_id: str
    notify_url: str = ""


class Books:
    """The durable record; `tell` is called with every notice once it is on disk."""

    def __init__(self, shelf: Shelf, tell: Callable[[Notice], None]) -> None:
        self._shelf = shelf
        self._tell = tell
        self._by_number = {trade.trade_no: trade.out_trade_no for trade in self.trades()}

    def trades(self) -> Iterator[Trade]:
        """Every trade there is."""
        return (_trade(value) for _, value in self._shelf.scan(TRADES))

    def knows(self, out_trade_no: str) -> bool:
        """Whether this trade was made."""
        return self._find(out_trade_no) is not None

    async def trade(self, out_trade_no: str, trade_no: str = "") -> Trade:
        """The trade by the platform's number or by ours, once it is on disk. Failed when there is none."""
        found = self._find(out_trade_no or self._by_number.get(trade_no, ""))
        await self._shelf.flushed()
        if found is None:
            raise absent()
        return found

    async def pay(self, wish: Wish, at: str) -> Trade:
        """Take money once. The same wish again is the same trade; another amount under its number fails."""
        known = self._find(wish.out_trade_no)
        if known is None:
            return await self._take(wish, at)
        await self._shelf.flushed()
        if (known.fen, known.buyer_id) != (wish.fen, wish.buyer_id):
            raise Failed(BUSINESS, "ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改")
        return known

    async def refund(self, out_trade_no: str, trade_no: str, refund: Refund) -> tuple[Trade, bool]:
        """Give money back once per key, never more than was paid: the trade as it now stands, whether money moved."""
        trade = self._find(out_trade_no or self._by_number.get(trade_no, ""))
        if trade is None:
            raise absent()
        known = trade.refund(refund.out_request_no)
        if known is None:
            return await self._give_back(trade, refund), True
        await self._shelf.flushed()
        if known.fen != refund.fen:
            raise Failed(BUSINESS, "ACQ.DISCORDANT_REPEAT_REQUEST", "重复请求的金额不一致")
        return trade, False

    async def _take(self, wish: Wish, at: str) -> Trade:
        trade = Trade(
            out_trade_no=wish.out_trade_no,
            trade_no=_number(wish, at),
            app_id=wish.app_id,
            fen=wish.fen,
            subject=wish.subject,
            buyer_id=wish.buyer_id,
            paid_at=at,
            notify_url=wish.notify_url,
        )
        self._by_number[trade.trade_no] = trade.out_trade_no
        await self._keep(trade, {"gmt_payment": at, "notify_time": at})
        return trade

    async def _give_back(self, trade: Trade, refund: Refund) -> Trade:
        if trade.refunded_fen + refund.fen > trade.fen:
            raise Failed(BUSINESS, "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限")
        after = replace(trade, refunds=(*trade.refunds, refund))
        news = {
            "out_biz_no": refund.out_request_no,
            "refund_fee": yuan(after.refunded_fen),
            "gmt_refund": refund.at,
            "notify_time": refund.at,
        }
        await self._keep(after, news)
        return after

    async def _keep(self, trade: Trade, news: dict[str, str]) -> None:
        notice = _notice(trade, news) if trade.notify_url else None
        async with self._shelf.batch() as batch:
            batch.put(TRADES, trade.out_trade_no, trade)
            if notice:
                batch.put(NOTICES, notice.notify_id, notice)
        if notice:
            self._tell(notice)

    def _find(self, out_trade_no: str) -> Trade | None:
        value = self._shelf.get(TRADES, out_trade_no)
        return None if value is None else _trade(value)


def _trade(value: dict[str, Any]) -> Trade:
    return Trade(**{**value, "refunds": tuple(Refund(**each) for each in value["refunds"])})


def _number(wish: Wish, at: str) -> str:
    """Alipay's shape: 28 digits that begin with the day."""
    digest = hashlib.sha256(orjson.dumps([wish.app_id, wish.out_trade_no])).digest()
    return f"{at[:10].replace('-', '')}22001{int.from_bytes(digest[:8], 'big') % 10**15:015d}"


def _notice(trade: Trade, news: dict[str, str]) -> Notice:
    parameters = {
        "notify_type": "trade_status_sync",
        "app_id": trade.app_id,
        "charset": "utf-8",
        "version": "1.0",
        "trade_no": trade.trade_no,
        "out_trade_no": trade.out_trade_no,
        "trade_status": trade.status,
        "total_amount": yuan(trade.fen),
        "buyer_id": trade.buyer_id,
        "subject": trade.subject,
        "gmt_create": trade.paid_at,
        **news,
    }
    notify_id = hashlib.sha256(orjson.dumps(parameters, option=orjson.OPT_SORT_KEYS)).hexdigest()[:34]
    return Notice(notify_id, trade.notify_url, {**parameters, "notify_id": notify_id})
