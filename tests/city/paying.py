"""A platform that pays: signs requests as an Alipay client does, and checks the answers' signatures."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bangwo_city.clock import ManualClock
from bangwo_city.durable import Shelf
from bangwo_city.faults import Faults
from bangwo_city.pay.books import Books
from bangwo_city.pay.gateway import application
from bangwo_city.pay.notices import Notices
from bangwo_city.signing import Rsa2, alipay_content, keep_rsa_pair

NOW = datetime(2026, 2, 10, 10, 0)
PAUSES_S = (0.0, 0.02, 0.02, 0.02)


@dataclass(frozen=True)
class Keys:
    """Both sides' keys."""

    app: Rsa2
    pay: Rsa2

    @classmethod
    def made(cls, folder: Path) -> "Keys":
        """Fresh ones in this folder."""
        for side in ("app", "pay"):
            keep_rsa_pair(folder / f"{side}.pem", folder / f"{side}.pub")
        return cls(
            Rsa2.of_files(folder / "app.pem", folder / "pay.pub"),
            Rsa2.of_files(folder / "pay.pem", folder / "app.pub"),
        )


@dataclass
class Payer:
    """One connection to the gateway."""

    client: TestClient
    keys: Keys
    faults: Faults
    clock: ManualClock

    def form(self, method: str, business: dict[str, Any] | str, **more: str) -> dict[str, str]:
        """A signed request; `more` replaces or adds parameters before it is signed."""
        form = {
            "app_id": "2026000000000001",
            "method": method,
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": "2026-02-10 10:00:00",
            "version": "1.0",
            "biz_content": business if isinstance(business, str) else json.dumps(business, ensure_ascii=False),
            **more,
        }
        return {**form, "sign": self.keys.app.sign(alipay_content(form))}

    async def send(self, form: dict[str, str]) -> dict[str, Any]:
        """The answer, its signature checked over the very bytes."""
        answer = await self.client.post("/gateway.do", data=form)
        assert answer.status == 200
        raw = await answer.read()
        (name, said), _ = json.loads(raw).items()
        content, sign = raw[len(f'{{"{name}":') :].rsplit(b',"sign":"', 1)
        assert self.keys.app.fits(content, sign.rstrip(b'"}').decode())
        return said

    async def pay(self, number: str = "o_1", yuan: str = "25.00", **more: str) -> dict[str, Any]:
        """Charge."""
        business = {"out_trade_no": number, "total_amount": yuan, "subject": "奶茶 & 咖啡", "buyer_id": "u_1"}
        return await self.send(self.form("alipay.trade.pay", business, **more))

    async def query(self, number: str = "o_1") -> dict[str, Any]:
        """Ask."""
        return await self.send(self.form("alipay.trade.query", {"out_trade_no": number}))

    async def refund(self, request: str, yuan: str, number: str = "o_1") -> dict[str, Any]:
        """Give back."""
        business = {"out_trade_no": number, "out_request_no": request, "refund_amount": yuan, "refund_reason": "不要了"}
        return await self.send(self.form("alipay.trade.refund", business))

    async def refunded(self, request: str, number: str = "o_1") -> dict[str, Any]:
        """Ask about a refund."""
        business = {"out_trade_no": number, "out_request_no": request}
        return await self.send(self.form("alipay.trade.fastpay.refund.query", business))

    async def books(self) -> list[dict[str, Any]]:
        """All trades."""
        return (await (await self.client.get("/_books")).json())["trades"]


@asynccontextmanager
async def gateway(folder: Path, keys: Keys, faults: str = "") -> AsyncIterator[Payer]:
    """The payment service over the state in this folder."""
    shelf, clock, trouble = Shelf(folder / "pay.db"), ManualClock(NOW), Faults.parse(faults, "pay")
    notices = Notices(shelf, trouble, keys.pay, PAUSES_S)
    app = application(Books(shelf, notices.send), notices, keys.pay, clock, trouble)
    try:
        async with TestClient(TestServer(app)) as client:
            yield Payer(client, keys, trouble, clock)
    finally:
        shelf.close()


@dataclass
class Listener:
    """A platform's notify address: what it heard, and how it answers."""

    answers: list[str] = field(default_factory=list)
    heard: list[dict[str, str]] = field(default_factory=list)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def notify(self, request: web.Request) -> web.Response:
        """Answer as told, and `success` when nothing more was told."""
        form = await request.post()
        async with self.news:
            self.heard.append({name: str(value) for name, value in form.items()})
            self.news.notify_all()
        return web.Response(text=self.answers.pop(0) if self.answers else "success")

    async def until(self, heard: int) -> None:
        """Wait until so much was heard, and then a little for anything too much."""
        async with asyncio.timeout(5), self.news:
            await self.news.wait_for(lambda: len(self.heard) >= heard)
        await asyncio.sleep(0.1)


@asynccontextmanager
async def listening(listener: Listener) -> AsyncIterator[str]:
    """The address that it listens at."""
    app = web.Application()
    app.router.add_post("/notify", listener.notify)
    async with TestServer(app) as server:
        yield str(server.make_url("/notify"))
