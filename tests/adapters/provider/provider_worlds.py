"""Worlds in which a provider sells tea and seats: the simulation's fake, and the city over UCP."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from adapters.connected import connect
from bangwo.adapters.outbound import Outbound
from bangwo.app.ports import Provider
from bangwo.core.clock import LOCAL, ManualClock
from bangwo.domain.money import ZERO, Money
from bangwo.domain.offer import Hold, Merchant, Offer
from bangwo.domain.person import Person
from bangwo.domain.place import Address
from bangwo.domain.quote import Fee, Line, Quote
from bangwo.simulation import goods
from bangwo.simulation.loop import Loop
from bangwo.simulation.shop import Shop
from bangwo.simulation.wire import Wire
from city.selling import selling

NOW = datetime(2026, 2, 10, 12, 0, tzinfo=LOCAL)
BUYER = Person("u1", "13800000001", NOW, name="王芳")


@dataclass(frozen=True)
class World:
    """Two providers, something to buy of each, and a moment until which seats may be held."""

    food: Provider
    films: Provider
    tea: Offer
    scarce: Offer  # of which `scarce.stock` are left
    showing: Offer
    shops: dict[str, Merchant]
    now: datetime

    @property
    def until(self) -> datetime:
        """When a hold runs out."""
        return self.now + timedelta(minutes=10)

    def quote(self, offer: Offer, qty: int = 1, hold: Hold | None = None) -> Quote:
        """A promise of so many at the catalogue's price, delivered next door (or seats)."""
        shop = self.shops[offer.merchant_id]
        line = Line(offer.ref, offer.offer_id, offer.name, qty, offer.unit, offer.price)
        fees = (Fee("delivery", shop.delivery.fee),) if shop.delivery else ()
        if shop.delivery and shop.delivery.free_over and line.amount >= shop.delivery.free_over:
            fees = (Fee("delivery", ZERO),)
        return Quote(
            quote_id="q_1",
            user_id=BUYER.user_id,
            trade=offer.trade,
            provider_id=offer.provider_id,
            merchant_id=offer.merchant_id,
            merchant_name=shop.name,
            lines=(line,),
            fees=fees,
            discounts=(),
            where=Address("家", "隔壁1号", shop.point, "王芳", "13800000001") if shop.delivery else None,
            note="放门口",
            refs=(offer.ref,),
            created_at=self.now,
            expires_at=self.until,
            hold=hold,
        )


@asynccontextmanager
async def simulated(folder: Path) -> AsyncIterator[World]:
    """The simulation's shops on a calm wire."""
    del folder
    clock = ManualClock(NOW)
    shops = {name: Shop(Wire(Loop(clock, Random(1)), name, calm=True), dict(goods.STOCK[name])) for name in goods.STOCK}
    tea, cake, _ = goods.OFFERS[goods.EATS]
    merchants = {each.merchant_id: each for each in goods.MERCHANTS.values()}
    scarce = replace(cake, stock=goods.STOCK[goods.EATS]["cake"])
    yield World(shops[goods.EATS], shops[goods.FILMS], tea, scarce, goods.OFFERS[goods.FILMS][0], merchants, NOW)


@asynccontextmanager
async def over_ucp(folder: Path) -> AsyncIterator[World]:
    """The city's takeaway and tickets, over real sockets."""
    async with AsyncExitStack() as stack:
        now = NOW.replace(tzinfo=None)
        urls: dict[str, str] = {}
        for program in ("flash", "tickets"):
            (folder / program).mkdir()
            buyer = await stack.enter_async_context(selling(folder / program, program, now=now))
            urls[program] = str(buyer.client.make_url("")).rstrip("/")
        outbound = Outbound()
        stack.push_async_callback(outbound.close)
        registry = connect(outbound, urls, lambda name: f"http://127.0.0.1:9/.well-known/ucp?provider={name}")
        offers: list[Offer] = []
        shops: dict[str, Merchant] = {}
        for shelves in registry.shelves.values():
            merchants = {each.merchant_id: each for each in await shelves.merchants()}
            shops |= merchants
            trades = {name: each.trade for name, each in merchants.items()}
            offers += [offer async for page in shelves.changes(0, trades) for offer in page.offers]
        tea, scarce, showing = _picked(offers, shops)
        yield World(registry.providers["flash"], registry.providers["tickets"], tea, scarce, showing, shops, NOW)


def _picked(offers: Sequence[Offer], shops: dict[str, Merchant]) -> tuple[Offer, Offer, Offer]:
    """Something plenty, something scarce and a showing, all to be had now."""
    food = [
        each
        for each in offers
        if each.showing is None
        and shops[each.merchant_id].hours.open_at(NOW)
        and (delivery := shops[each.merchant_id].delivery) is not None
        and delivery.minimum <= each.price
        and all(group.default or group.least == 0 for group in each.groups)
    ]
    tea = next(each for each in food if each.stock is None)
    scarce = next(each for each in food if each.stock is not None and 0 < each.stock < 90)
    later = NOW + timedelta(hours=3)
    showings = [each for each in offers if each.showing is not None and each.showing.starts_at > later]
    return tea, scarce, max(showings, key=lambda each: each.showing.seats_left if each.showing else 0)


def cost(quote: Quote) -> Money:
    """What the shop is owed."""
    return quote.gross
