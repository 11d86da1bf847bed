"""A house whose person orders of the city's travel, ride and dine programs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count

from aiohttp import ClientSession

from adapters.connected import connect
from bangwo.adapters.outbound import Outbound
from bangwo.adapters.places import MapService
from bangwo.adapters.ucp.market import UcpMarket
from bangwo.app.checkout import Till
from bangwo.app.saga import Saga
from bangwo.domain.quote import Quote
from fakes_city import ADDRESSES, FakeSigner, House, Town, moment
from programs import NOW, Urls

_seeds = count(1000)
"""One program hears everybody: no two houses may make the same ids."""


class Traveller(House):
    """A house whose providers and market are the programs, and whose map is that of ride."""

    def __init__(self, outbound: Outbound, urls: Urls) -> None:
        super().__init__(moment(NOW), Town([], []), next(_seeds))
        self.urls = urls
        connected = connect(outbound, urls, lambda name: f"http://127.0.0.1:9/.well-known/ucp?provider={name}")
        self.providers = connected.providers
        self.market = UcpMarket(connected.endpoints, self.index.merchant)
        self.places = MapService(outbound, urls["ride"])  # type: ignore[assignment]
        saga = Saga(self.store, self.providers, self.payments, self.clock, self.ids)
        self.till = Till(self.store, saga, FakeSigner(), self.clock, self.ids)
        self.converse = replace(
            self.converse, providers=self.providers, places=self.places, market=self.market, till=self.till
        )

    async def redeem(self, code: str) -> None:
        """A voucher is shown in the shop."""
        url = f"{self.urls['dine']}/org.bangwo/vouchers/{code}/redeem"
        async with ClientSession() as till, till.post(url) as answer:
            assert answer.status == 200, await answer.text()

    async def on_the_table(self) -> Quote:
        """The quote as it is stored."""
        context = await self.store.context(self.user_id, self.conversation_id, "")
        assert context is not None and context.quote is not None
        return context.quote


@asynccontextmanager
async def travelling(urls: Urls, cards: int = 0) -> AsyncIterator[Traveller]:
    """Somebody who may order of all of them."""
    outbound = Outbound()
    try:
        home = Traveller(outbound, urls)
        await home.open(cards, ADDRESSES.items())
        yield home
    finally:
        await outbound.close()
