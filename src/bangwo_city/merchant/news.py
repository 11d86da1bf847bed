"""News: every change of an order's state is told to the platform, signed."""

import asyncio
import heapq
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import aiohttp
import orjson

from bangwo_city.faults import Fault
from bangwo_city.log import say
from bangwo_city.merchant import orders
from bangwo_city.merchant.business import Business
from bangwo_city.options import Options
from bangwo_city.signing import MessageKey

TRIES = 5
TELLERS = 8
WAITING_MAX = 10_000
"""News beyond this is dropped: a platform that hears nothing asks."""

_POLL_S = 0.2
_FIRST_PAUSE_S = 0.5
_TIMEOUT = aiohttp.ClientTimeout(total=5)
_PROFILE_STALE_S = 600
_PROFILE_RETRY_S = 5
_ORDER = "dev.ucp.shopping.order"


@dataclass(frozen=True, slots=True)
class Letter:
    """One piece of news on its way."""

    agent: str  # the platform's profile URL
    news_id: str
    order_id: str
    at: datetime
    body: bytes
    base: str


class Newsroom:
    """Watches live orders on the city's clock and tells their platforms."""

    def __init__(self, business: Business, options: Options, key: MessageKey) -> None:
        self._business = business
        self._shelf = options.shelf
        self._clock = options.clock
        self._faults = options.faults
        self._key = key
        self._due: list[tuple[datetime, str]] = []
        self._letters: asyncio.Queue[Letter] = asyncio.Queue(WAITING_MAX)
        self._tasks: list[asyncio.Task[None]] = []
        self._webhooks: dict[str, tuple[str | None, float]] = {}
        self._http: aiohttp.ClientSession

    async def start(self) -> None:
        """Take up the orders of before a restart, telling once more where they stand."""
        self._http = aiohttp.ClientSession(timeout=_TIMEOUT)
        for record in self._business.live_orders():
            self.tell(record)
            self._watch_from(record, self._clock.now())
        self._tasks = [asyncio.create_task(self._watch())]
        self._tasks += [asyncio.create_task(self._tell()) for _ in range(TELLERS)]
        for task in self._tasks:
            task.add_done_callback(_mourn)

    async def stop(self) -> None:
        """Stop telling; what was not told is told after the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._http.close()

    def _watch_from(self, record: orders.Record, now: datetime) -> None:
        """Tell of this order at its first change after `now`; one that has ended is watched no more."""
        at = orders.next_step_at(record, now)
        if at is not None:
            heapq.heappush(self._due, (at, record["id"]))
        else:
            self._shelf.delete("live", record["id"])

    def tell(self, record: orders.Record) -> None:
        """Put the order as it stands on its way to its platform."""
        if not record["agent"]:
            return
        now = self._clock.now()
        state, _ = orders.standing(record, now)
        body = orjson.dumps(orders.document(record, now))
        changed = len(orders.changes(record, now)) or ""
        news_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{record['base']}/orders/{record['id']}#{state}{changed}"))
        letter = Letter(record["agent"], news_id, record["id"], now, body, record["base"])
        try:
            self._letters.put_nowait(letter)
            if self._faults.hits(Fault.TWICE):
                self._letters.put_nowait(letter)
        except asyncio.QueueFull:
            say("news_dropped", order=record["id"], state=state)

    async def _watch(self) -> None:
        while True:
            for record in self._business.changed():
                given_back = bool(record["returns"])
                if given_back:
                    self.tell(record)
                if record["cancelled_at"] is not None or not given_back:  # otherwise it is being watched already
                    self._watch_from(record, orders.accepted_at(record))
            now = self._clock.now()
            while self._due and self._due[0][0] <= now:
                _, order_id = heapq.heappop(self._due)
                record = self._business.order_record(order_id)
                if record["cancelled_at"] is None:
                    self.tell(record)
                self._watch_from(record, now)
            await asyncio.sleep(_POLL_S)

    async def _tell(self) -> None:
        while True:
            letter = await self._letters.get()
            if late := self._faults.seconds(Fault.LATE):
                await asyncio.sleep(late)
            pause = _FIRST_PAUSE_S
            for _ in range(TRIES):
                if await self._delivered(letter):
                    break
                await asyncio.sleep(pause)
                pause *= 2
            else:
                say("news_undelivered", order=letter.order_id, platform=letter.agent)

    async def _delivered(self, letter: Letter) -> bool:
        with suppress(aiohttp.ClientError, TimeoutError):
            url = await self._webhook_url(letter.agent)
            if url is None:
                return False
            async with self._http.post(url, data=letter.body, headers=self._signed(url, letter)) as answer:
                # 4xx other than "later": the platform does not want it, and will not want it a second time.
                return answer.status < 500 and answer.status not in (408, 425, 429)
        return False

    def _signed(self, url: str, letter: Letter) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Webhook-Id": letter.news_id,
            "Webhook-Timestamp": str(int(letter.at.timestamp())),
            "UCP-Agent": f'profile="{letter.base}/.well-known/ucp"',
            "Request-Id": str(uuid.uuid4()),
        }
        return self._key.signed("POST", url, headers, letter.body, letter.at)

    async def _webhook_url(self, agent: str) -> str | None:
        """Where the platform's profile wants its news; read once, and again when it is stale."""
        known, until = self._webhooks.get(agent, (None, 0.0))
        if time.monotonic() < until:
            return known
        url = None
        try:
            async with self._http.get(agent) as answer:
                profile = orjson.loads(await answer.read())
            url = profile["ucp"]["capabilities"][_ORDER][0]["config"]["webhook_url"]
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, TypeError):
            url = known
        life = _PROFILE_STALE_S if url else _PROFILE_RETRY_S
        if len(self._webhooks) >= 1000:
            self._webhooks.clear()
        self._webhooks[agent] = (url, time.monotonic() + life)
        return url


def _mourn(task: asyncio.Task[None]) -> None:
    """A task of ours ends by being cancelled, or loudly."""
    if not task.cancelled() and (error := task.exception()) is not None:
        say("news_stopped", error=repr(error))
