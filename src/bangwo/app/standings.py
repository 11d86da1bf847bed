"""Standings: tries what waits when it is due, orders it once within its limit, and tells what came of it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from bangwo.app.changes import AddMemo, Changes, PutStanding, Write
from bangwo.app.checkout import Till, dropped, opened
from bangwo.app.chores import each_alone
from bangwo.app.crashpoints import Commit
from bangwo.app.desk import CaseStore
from bangwo.app.ports import Providers
from bangwo.app.seats import give_back
from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Conflict, Refused, Unavailable
from bangwo.core.ids import Ids
from bangwo.domain.campaigns.card import Card
from bangwo.domain.memo import Memo
from bangwo.domain.order import Order, OrderState
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote, order_id_of
from bangwo.domain.standing import Standing, StandingState
from bangwo.language.replies import Say

BATCH = 32


class Pricing(Protocol):
    """Looks whether a wish can be had now, exactly as it was agreed to."""

    async def quote(self, standing: Standing, person: Person, cards: Sequence[Card]) -> Quote | None:
        """An exact quote, with what it holds; None where it cannot be had just so. Raises Unavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Standings:
    """The worker's side of what stands."""

    store: CaseStore
    till: Till
    pricing: Pricing
    providers: Providers
    clock: Clock
    ids: Ids

    async def run_due(self, limit: int = BATCH) -> int:
        """Look after what is due; how many there were."""
        due = await self.store.due_standings(self.clock.now(), limit)
        await each_alone(due, self.look_after)
        return len(due)

    async def look_after(self, standing: Standing) -> Standing:
        """Try it, hear of its order, or end it. Conflict when somebody else was first."""
        now = self.clock.now()
        if standing.state is StandingState.ORDERED:
            return await self._hear(standing)
        if now >= standing.until:
            return await self._over(standing, StandingState.EXPIRED, Say.STANDING_EXPIRED)
        if not standing.ripe(now):
            return await self._written(standing.later(now))
        mine = await self._written(standing.tried(now), Commit.STANDING_TRIED)
        try:
            quote = await self._priced(mine)
        except Unavailable:
            quote = None
        if quote is None:
            return await self._written(mine.later(self.clock.now()))
        return await self._ordered(mine, quote)

    async def _priced(self, standing: Standing) -> Quote | None:
        """A quote that may be ordered at once: open, held, and within the limit."""
        person = await self.store.person(standing.user_id)
        if person is None:
            return None
        cards = await self.store.cards(standing.user_id)
        quote = await self.pricing.quote(standing, person, cards)
        if quote is None:
            return None
        if quote.pay > standing.most:
            await self._release(quote)
            return None
        try:
            writes = opened(quote, cards, self.clock.now(), self.ids)
            await self.store.commit(Changes(Commit.STANDING_QUOTED, standing.user_id, writes))
        except Conflict:  # a card or a budget that was there a moment ago
            await self._release(quote)
            return None
        return quote

    async def _ordered(self, standing: Standing, quote: Quote) -> Standing:
        """The yes that was given before, said now: it and the order are one commit."""
        person, now = await self.store.person(standing.user_id), self.clock.now()
        if person is None or not standing.ripe(now):
            await self._drop(quote)
            return await self._written(standing.later(now))
        after = standing.ordered(order_id_of(quote.quote_id), now)
        try:
            await self.till.confirm(
                person, quote.quote_id, quote.digest, standing.run_key, (PutStanding(after),), shown=quote
            )
        except (Conflict, Refused):
            await self._drop(quote)
            raise Conflict("standing") from None
        return after

    async def _hear(self, standing: Standing) -> Standing:
        """What became of its order."""
        order = await self.store.order(standing.user_id, standing.order_ids[-1])
        if order is None or (order.state in (OrderState.PLACING, OrderState.CANCELLING) and not order.accepted):
            return await self._written(standing.unheard(self.clock.now()))
        if order.accepted or order.state is OrderState.CANCELLED:
            facts: dict[str, str | int] = {"order": order.order_id, "pay_fen": order.paid.fen}
            return await self._over(standing, StandingState.DONE, Say.STANDING_DONE, **facts)
        return await self._failed(standing, order)

    async def _failed(self, standing: Standing, order: Order) -> Standing:
        after = standing.again(self.clock.now())
        if after.state is StandingState.WAITING:
            return await self._written(after)
        why = order.failure or Code.PROVIDER_DOWN
        return await self._over(standing, after.state, Say.STANDING_FAILED, why=why.value)

    async def _over(self, standing: Standing, state: StandingState, say: Say, **facts: str | int) -> Standing:
        """Its end, and the memo that tells it."""
        now = self.clock.now()
        told = {"what": standing.what, **facts}
        memo = Memo(self.ids("m", now), standing.user_id, now, say.value, told)
        return await self._written(standing.over(state), Commit.STANDING_OVER, AddMemo(memo))

    async def _drop(self, quote: Quote) -> None:
        """A quote that will not be ordered: what it holds is free again, at once or when it runs out."""
        cards = await self.store.cards(quote.user_id) if quote.discounts else ()
        with suppress(Conflict):
            writes = dropped(quote, cards, self.clock.now(), self.ids)
            await self.store.commit(Changes(Commit.DROPPED, quote.user_id, writes))
            await self._release(quote)

    async def _release(self, quote: Quote) -> None:
        if quote.hold is not None:
            await give_back(self.providers, quote.hold, quote.provider_id)

    async def _written(self, standing: Standing, name: str = "standing.put_off", *also: Write) -> Standing:
        await self.store.commit(Changes(name, standing.user_id, (PutStanding(standing), *also)))
        return standing
