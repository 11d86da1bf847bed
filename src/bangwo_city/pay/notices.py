"""Notices: signed notifications, told until the other side answers `success`."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import aiohttp
from aiohttp import web

from bangwo_city.durable import Shelf
from bangwo_city.faults import Fault, Faults
from bangwo_city.log import say
from bangwo_city.pay.books import NOTICES, Notice
from bangwo_city.signing import Rsa2, alipay_content

PAUSES_S = (0.0, 1.0, 3.0, 10.0, 30.0, 60.0, 120.0, 300.0)
"""How long to wait before each try; after the last one the notice is given up, as Alipay does after a day."""

_AT_ONCE_MAX = 32
_ANSWER_TIMEOUT_S = 5.0
_UNSIGNED = frozenset({"sign", "sign_type"})


class Notices:
    """Sends what is kept under `NOTICES`; what a stop interrupts goes on after the next start."""

    def __init__(self, shelf: Shelf, faults: Faults, keys: Rsa2, pauses_s: Sequence[float] = PAUSES_S) -> None:
        self._shelf = shelf
        self._faults = faults
        self._keys = keys
        self._pauses_s = pauses_s
        self._lines = asyncio.Semaphore(_AT_ONCE_MAX)
        self._running: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    async def run(self, app: web.Application) -> AsyncIterator[None]:
        """Live as long as the application, whose clean-up context this is."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_ANSWER_TIMEOUT_S))
        for _, value in self._shelf.scan(NOTICES):
            self.send(Notice(**value))
        yield
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._session.close()

    def send(self, notice: Notice) -> None:
        """Tell this in the background."""
        task = asyncio.create_task(self._send(notice))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _send(self, notice: Notice) -> None:
        form = self._signed(notice)
        await asyncio.sleep(self._faults.seconds(Fault.LATE))
        for pause_s in self._pauses_s:
            await asyncio.sleep(pause_s)
            if await self._told(notice.url, form):
                break
        else:
            say("notice given up", notify_id=notice.notify_id, url=notice.url)
        if self._faults.hits(Fault.TWICE):
            await self._told(notice.url, form)
        await self._shelf.delete(NOTICES, notice.notify_id)

    def _signed(self, notice: Notice) -> dict[str, str]:
        sign = self._keys.sign(alipay_content(notice.parameters, leave_out=_UNSIGNED))
        return {**notice.parameters, "sign_type": "RSA2", "sign": sign}

    async def _told(self, url: str, form: dict[str, str]) -> bool:
        if self._session is None:
            raise RuntimeError("notices are sent while the application runs")
        try:
            async with self._lines, self._session.post(url, data=form) as answer:
                return answer.status == 200 and (await answer.content.read(64)).strip() == b"success"
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return False
