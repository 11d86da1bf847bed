"""Shelves: a provider's merchants and products, read page by page."""

from collections.abc import AsyncIterator, Sequence

import orjson

from bangwo.adapters.catalogue.source import Page, Trades
from bangwo.adapters.outbound import CATALOGUE_MAX, Answer
from bangwo.adapters.ucp import products
from bangwo.adapters.ucp.provider import Endpoint
from bangwo.adapters.wire import Fields, Garbled, parsed
from bangwo.core.errors import Unavailable
from bangwo.domain.offer import Merchant, Offer

PAGE = 500
PAGES_MAX = 400
LOOKUP_MAX = 50
_SYNC = "org.bangwo.sync"
_ANYTHING = {"price": {"min": 0}}
"""A search must ask for something; this is what everything is."""


class UcpShelves:
    """Reads one provider's catalogue over `org.bangwo.merchants` and UCP's search and lookup."""

    def __init__(self, provider_id: str, endpoint: Endpoint) -> None:
        self.provider_id = provider_id
        self._endpoint = endpoint

    async def merchants(self) -> tuple[Merchant, ...]:
        """All shops, cinemas and halls."""
        answer = await self._endpoint.call("GET", "/org.bangwo/merchants", size_max=CATALOGUE_MAX)
        return products.merchants_of(self.provider_id, _body(answer, "merchants"))

    async def changes(self, since: int, trades: Trades) -> AsyncIterator[Page]:
        """Products that changed after a revision (0: all), page by page."""
        wish: dict[str, object] = {"filters": _ANYTHING, **({_SYNC: {"since": since}} if since else {})}
        cursor = ""
        for _ in range(PAGES_MAX):
            wish["pagination"] = {"limit": PAGE, "cursor": cursor} if cursor else {"limit": PAGE}
            body = await self._post("/catalog/search", wish)
            yield self._page(body, trades)
            pagination = body.object_or_none("pagination")
            if pagination is None or not pagination.truth("has_next_page", False):
                return
            cursor = pagination.text("cursor")
        raise Garbled(f"{self.provider_id}: a catalogue without end")

    async def lookup(self, offer_ids: Sequence[str], trades: Trades) -> tuple[Offer, ...]:
        """These products as they are now; what is sold no more is missing."""
        found: list[Offer] = []
        for start in range(0, len(offer_ids), LOOKUP_MAX):
            body = await self._post("/catalog/lookup", {"ids": list(offer_ids[start : start + LOOKUP_MAX])})
            found += self._page(body, trades).offers
        return tuple(found)

    async def _post(self, path: str, wish: dict[str, object]) -> Fields:
        return _body(await self._endpoint.call("POST", path, orjson.dumps(wish), size_max=CATALOGUE_MAX), path)

    def _page(self, body: Fields, trades: Trades) -> Page:
        sync = body.object_or_none(_SYNC)
        return products.page_of(self.provider_id, body, trades, sync.whole("revision") if sync else 0)


def _body(answer: Answer, what: str) -> Fields:
    if answer.status != 200:
        raise Unavailable(f"{what}: {answer.status}")
    return parsed(answer.body, what)
