"""Counter: prices wishes that wait, at what the shop asks at that moment."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bangwo.app.desk import CaseStore
from bangwo.core.clock import Clock
from bangwo.core.ids import Ids
from bangwo.domain.campaigns.card import Card
from bangwo.domain.person import Person
from bangwo.domain.pricing import Basket, Pick, price
from bangwo.domain.quote import Quote
from bangwo.domain.standing import Standing
from bangwo.simulation.goods import EATS, HOME, MERCHANTS, OFFERS
from bangwo.simulation.loop import pause
from bangwo.simulation.shop import Shop


@dataclass(frozen=True, slots=True)
class Counter:
    """Implements `Pricing`: one piece of the first offer, by the price that the shop charges now, or nothing."""

    store: CaseStore
    shops: Mapping[str, Shop]
    shown: Callable[[Quote], None]
    clock: Clock
    ids: Ids

    async def quote(self, standing: Standing, person: Person, cards: Sequence[Card]) -> Quote | None:
        """What it costs now; None where the shop has none left."""
        del cards
        await pause()
        shop, offer = self.shops[EATS], next(each for each in OFFERS[EATS] if each.ref == standing.picked[0])
        if shop.stock.get(offer.offer_id, 0) < 1:
            return None
        more = shop.dearer.get(offer.offer_id, 0)
        asked = replace(offer, price=replace(offer.price, fen=offer.price.fen + more))
        now = self.clock.now()
        basket = Basket(user_id=person.user_id, merchant=MERCHANTS[EATS], picks=(Pick(asked),), where=HOME)
        quote = price(basket, self.ids("q", now), now)
        self.shown(quote)
        return quote
