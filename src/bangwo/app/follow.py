"""Follow: what others tell of orders, what they are asked when they tell nothing, and quotes that ran out."""

from dataclasses import replace
from datetime import datetime, timedelta

from bangwo.app import outcomes
from bangwo.app.changes import AddFacts, Changes, PutOrder, Write
from bangwo.app.checkout import dropped
from bangwo.app.course import FIRST_LOOK, LEASE
from bangwo.app.crashpoints import Commit
from bangwo.app.ports import PaymentNotice, ProviderOrder, Providers, Store
from bangwo.app.saga import Saga
from bangwo.core.clock import Clock
from bangwo.core.errors import Conflict, Refused, Unavailable
from bangwo.core.ids import Ids
from bangwo.domain.facts import FactKind
from bangwo.domain.order import Order, OrderState, Step
from bangwo.domain.quote import Quote

TRIES_MAX = 4
LOOK_MAX = timedelta(minutes=30)
SWEEP_MAX = 100
_UNPAID = frozenset({Step.CHARGE, Step.REFUND})


class Follow:
    """Moves accepted orders as their providers do."""

    def __init__(self, store: Store, saga: Saga, providers: Providers, clock: Clock, ids: Ids) -> None:
        self._store = store
        self._saga = saga
        self._providers = providers
        self._clock = clock
        self._ids = ids

    async def news(self, provider_id: str, news: ProviderOrder) -> Order | None:
        """The order after the news; None when it is of an order not known (yet): the provider should tell it again."""
        found = await self._store.find_provider_order(provider_id, news.provider_order_id)
        if found is None:
            return None
        user_id, order_id = found
        for _ in range(TRIES_MAX):
            order = await self._store.order(user_id, order_id)
            if order is None or order.step is not Step.FOLLOW:
                return order  # on its way back, or at its end: it is asked about there
            moved = told(order, news, self._clock.now())
            if moved == order:
                return order
            try:
                return await self._move(order, moved)
            except Conflict:
                continue
        raise Conflict("order")

    async def paid(self, notice: PaymentNotice) -> Order | None:
        """Money moved: an order that rests because it could not know need not wait for its next look. None: no such."""
        order = await self._store.order(notice.user_id, notice.order_id)
        if order is not None and order.attempts and order.step in _UNPAID:
            return await self._saga.resume(order)
        return order

    async def look(self, order: Order) -> Order:
        """Ask the provider about an accepted order; the order as it then stands."""
        now = self._clock.now()
        moved = later = _later(order, now)
        provider = self._providers.get(order.quote.provider_id)
        try:
            if provider is not None:
                moved = told(later, await provider.order(order.provider_order_id), now)
        except (Refused, Unavailable):
            pass  # it is asked again later
        try:
            return await self._move(order, moved)
        except Conflict:
            return order  # somebody else has moved it

    async def sweep_quotes(self, now: datetime, limit: int = SWEEP_MAX) -> int:
        """Drop quotes whose life is over: card, budget and seats are free again. How many were dropped."""
        quotes = await self._store.expired_quotes(now, limit)
        return sum([await self._drop(quote, now) for quote in quotes])

    async def _drop(self, quote: Quote, now: datetime) -> bool:
        cards = await self._store.cards(quote.user_id) if quote.discounts else ()
        try:
            writes = dropped(quote, cards, now, self._ids)
            await self._store.commit(Changes(Commit.DROPPED, quote.user_id, writes))
        except Conflict:
            return False  # confirmed or dropped in this very moment
        await self._free_seats(quote)
        return True

    async def _free_seats(self, quote: Quote) -> None:
        """After the commit: a quote that is being confirmed must keep its seats. A hold runs out by itself anyway."""
        provider = self._providers.get(quote.provider_id)
        if quote.hold is None or provider is None:
            return
        try:
            await provider.release_seats(quote.hold)
        except (Refused, Unavailable):
            return

    async def _move(self, order: Order, moved: Order) -> Order:
        moved = replace(moved, version=order.version + 1)
        writes = (PutOrder(moved), *self._facts(order, moved))
        await self._store.commit(Changes(Commit.MOVED, order.user_id, writes))
        if moved.step is Step.REFUND:
            return await self._saga.go_on(moved, order.sure)
        return moved

    def _facts(self, order: Order, moved: Order) -> tuple[Write, ...]:
        if moved.state is order.state:
            return ()
        kind = FactKind.ORDER_COMPLETED if moved.state is OrderState.COMPLETED else FactKind.ORDER_MOVED
        return (AddFacts((outcomes.fact(moved, kind, self._clock.now(), self._ids, label=moved.state.value),)),)


def told(order: Order, news: ProviderOrder, now: datetime) -> Order:
    """The order after what its provider says; unchanged by news that is late or repeated."""
    order = replace(
        order,
        codes=news.codes or order.codes,
        deliver_at=news.deliver_at or order.deliver_at,
        particulars=news.particulars or order.particulars,
    )
    if news.state is OrderState.CANCELLED:
        back = order.moved(OrderState.CANCELLING, now)
        return replace(back, step=Step.REFUND, turned_at=now, attempts=0, next_at=now + LEASE, sure=False)
    if not order.may_move(news.state) or news.state is OrderState.CANCELLING:
        return order
    moved = order.moved(news.state, now)
    if moved.state is OrderState.COMPLETED:
        return replace(moved, step=Step.END, next_at=None)
    return replace(moved, attempts=0, next_at=now + FIRST_LOOK)


def _later(order: Order, now: datetime) -> Order:
    return order.later(now, min(FIRST_LOOK * 2 ** min(order.attempts, 6), LOOK_MAX))
