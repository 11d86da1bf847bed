"""Worker: takes up whatever is due, for as long as it is let."""

import asyncio

import structlog

from bangwo.app.course import LEASE
from bangwo.app.follow import Follow
from bangwo.app.ports import Store
from bangwo.app.saga import Saga
from bangwo.core.clock import Clock
from bangwo.core.errors import Unavailable
from bangwo.core.trace import request_id
from bangwo.domain.order import Order, Step

BATCH = 32
SWEEP_EVERY_S = 5.0

log = structlog.get_logger("bangwo.worker")


class Worker:
    """One of any number: two workers never write the same order twice."""

    def __init__(self, store: Store, saga: Saga, follow: Follow, clock: Clock, owner: str) -> None:
        self._store = store
        self._saga = saga
        self._follow = follow
        self._clock = clock
        self._owner = owner

    async def run_due(self, limit: int = BATCH) -> int:
        """Take up the orders that are due now, all at once; how many there were."""
        now = self._clock.now()
        orders = await self._store.claim_due(now, self._owner, now + LEASE, limit)
        outcomes = await asyncio.gather(*(self.take_up(order) for order in orders), return_exceptions=True)
        for order, outcome in zip(orders, outcomes, strict=True):
            if isinstance(outcome, BaseException):
                log.error("order_run_failed", order_id=order.order_id, error=repr(outcome), exc_info=outcome)
        return len(orders)

    async def take_up(self, order: Order) -> Order:
        """Look after an accepted order, or go on with one that was left on its way."""
        request_id.set(f"work-{order.order_id}-{order.version}")
        return await (self._follow.look(order) if order.step is Step.FOLLOW else self._saga.resume(order))

    async def run(self, stop: asyncio.Event, pause_s: float = 0.2) -> None:
        """Until told to stop: what is due, and now and then the quotes that ran out."""
        loop = asyncio.get_running_loop()
        swept_at = loop.time() - SWEEP_EVERY_S
        while not stop.is_set():
            busy = 0
            try:
                busy = await self.run_due()
                if loop.time() - swept_at >= SWEEP_EVERY_S:
                    swept_at = loop.time()
                    await self._follow.sweep_quotes(self._clock.now())
            except Unavailable as outage:
                log.warning("store_unavailable", what=outage.what)
            if not busy:
                await _pause(stop, pause_s)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
