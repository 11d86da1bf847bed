"""Index: all that providers sell, in the memory of every process that searches, kept up with the store."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import nsmallest
from itertools import islice
from typing import Protocol

import structlog

from bangwo.adapters.catalogue.goods import Found, Goods
from bangwo.adapters.catalogue.rows import Changed
from bangwo.adapters.catalogue.shops import Key, Shops, distance_class, key, spoken
from bangwo.adapters.catalogue.showings import Showings
from bangwo.adapters.catalogue.source import Source
from bangwo.adapters.catalogue.words import bare, plain
from bangwo.app.ports import Hit, Query
from bangwo.core.errors import Unavailable
from bangwo.domain.offer import MEASURED, Merchant, Offer, Trade
from bangwo.domain.place import Point
from bangwo.language.lexicon import Entry, Lexicon

POLL_S = 1.0
LOOKED_AT_MAX = 500
"""So many fitting offers are looked at for those that reach a place, before the farther ones are taken."""
FEW_SHOPS = 20
"""Up to so many shops, their whole menus are weighed; of more, what the words find is kept to them."""

_AT_ONCE = 500  # rows applied before others may go on

_KINDS = {
    Trade.MOVIE: "venue",
    Trade.SHOW: "venue",
    Trade.HOTEL: "hotel",
    Trade.ATTRACTION: "sight",
    Trade.FLIGHT: "carrier",
    Trade.TRAIN: "carrier",
}
"""What those are in the lexicon that are no shops."""
_TELLING_MIN = 3  # characters of a hotel or sight that can be nothing else

_Found = tuple[int, Offer, Merchant]  # what a `Hit` is made of, if it is among the first

_log = structlog.get_logger("bangwo.catalogue")


class Teller(Protocol):
    """Tells what changed in the store; `Rows` does."""

    async def changed(self, since: int) -> Changed | None:
        """What changed after a revision, or None."""
        ...


class CatalogueIndex:
    """Implements `ports.Catalogue`. `load` it once, and let `follow` run."""

    def __init__(self, rows: Teller, sources: Mapping[str, Source]) -> None:
        self._rows = rows
        self._sources = sources
        self._shown: frozenset[str] = frozenset()
        self._offers: dict[str, Offer] = {}
        self._shops = Shops()
        self._goods = Goods()
        self._showings: defaultdict[Trade, Showings] = defaultdict(Showings)
        self._revision = -1
        self._version = 0

    @property
    def version(self) -> int:
        """Grows whenever a name comes or goes: the lexicon need not reload for a price."""
        return self._version

    def search(self, query: Query) -> Sequence[Hit]:
        """Offers that fit, best first; among equals those that reach `near`, then the best sold or the earliest."""
        shops = self._shops.called(query.trade, query.shop) if query.shop else None
        if shops is not None and not shops:
            return ()
        hits = self._hits(self._found(query, shops), query, shops)
        best = _nearest(hits, query.near, query.limit) if query.near else islice(hits, query.limit)
        return tuple(Hit(offer, merchant, fit) for fit, offer, merchant in best)

    async def refresh(self, refs: Sequence[str]) -> None:
        """Ask the providers anew. Raises Unavailable when one of them cannot be asked."""
        wanted: defaultdict[str, list[str]] = defaultdict(list)
        for ref in dict.fromkeys(refs):
            if (offer := self._offers.get(ref)) is not None:
                wanted[offer.provider_id].append(offer.offer_id)
        for provider_id, offer_ids in wanted.items():
            trades = {each.merchant_id: each.trade for each in self._shops.all() if each.provider_id == provider_id}
            if (source := self._sources.get(provider_id)) is None:
                raise Unavailable(f"{provider_id} was removed")
            found = await source.lookup(offer_ids, trades)
            missing = set(offer_ids) - {each.offer_id for each in found}
            renamed = [self._put(offer) for offer in found]
            gone = [self._drop(f"{provider_id}:{offer_id}") for offer_id in missing]
            self._settle(any(renamed) or any(gone))

    def offer(self, ref: str) -> Offer | None:
        """The offer as last heard of."""
        return self._offers.get(ref)

    def merchant(self, provider_id: str, merchant_id: str) -> Merchant | None:
        """The merchant as last heard of."""
        return self._shops.get((provider_id, merchant_id))

    def merchants(self, trade: Trade) -> Sequence[Merchant]:
        """All of a trade."""
        return self._shops.of(trade)

    def titles(self) -> Mapping[str, datetime | None]:
        """Every film and show, with the day of its premiere where it is known."""
        return {title: day for each in self._showings.values() for title, day in each.titles().items()}

    def entries(self) -> Iterator[Entry]:
        """All names, for the lexicon of those who listen."""
        names = {(offer.trade, offer.name, offer.aliases) for offer in self._offers.values() if offer.showing is None}
        for trade, name, aliases in names:
            for each in dict.fromkeys((name, bare(name), *aliases)):
                yield Entry(each, "item", trade)
        for merchant in self._shops.all():
            kind = _KINDS.get(merchant.trade, "shop")
            for each in spoken(merchant):
                if merchant.trade not in MEASURED or _telling(merchant, each):
                    yield Entry(each, kind, merchant.trade)
        for trade, showings in self._showings.items():
            for title in showings.titles():
                yield Entry(title, "title", trade)

    async def load(self) -> None:
        """Take over everything that the store has. Raises Unavailable."""
        await self.catch_up()

    async def follow(self) -> None:
        """Keep up with the store, until cancelled."""
        while True:
            await asyncio.sleep(POLL_S)
            try:
                await self.catch_up()
            except Unavailable as error:
                _log.warning("the catalogue cannot be followed", error=error.what)

    async def catch_up(self) -> None:
        """Take over what changed since the last time: offers, and who is connected."""
        shown = frozenset(self._sources)
        named = self._forget(self._shown - shown)
        changed = await self._rows.changed(-1 if shown - self._shown else self._revision)
        self._shown = shown
        if changed is not None:
            named |= await self._apply(changed)
            self._revision = changed.revision
        self._settle(named)

    def _forget(self, providers: Collection[str]) -> bool:
        """Show nothing more of these; whether there was anything."""
        refs = [ref for ref, offer in self._offers.items() if offer.provider_id in providers]
        shops = [key(each) for each in self._shops.all() if each.provider_id in providers]
        return any([*(self._drop(ref) for ref in refs), *(self._shops.drop(each) for each in shops)])

    async def _apply(self, changed: Changed) -> bool:
        """Whether a name came or went. Others may search in between: rows stand for themselves."""
        named = False
        for number, renamed in enumerate(self._changes(changed), 1):
            named |= renamed
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
        return named

    def _changes(self, changed: Changed) -> Iterator[bool]:
        """Make each change when it is asked for, and say whether a name came or went with it.

        What a provider sold that is connected no more stays in the store and is not shown.
        """
        yield from (self._shops.put(each) for each in changed.merchants if each.provider_id in self._shown)
        yield from (self._put(each) for each in changed.offers if each.provider_id in self._shown)
        for provider_id, offer_id in changed.gone_offers:
            yield self._drop(f"{provider_id}:{offer_id}")
        yield from map(self._shops.drop, changed.gone_merchants)

    def _settle(self, named: bool) -> None:
        if named:
            self._goods.settle()
            self._version += 1

    def _put(self, offer: Offer) -> bool:
        before = self._offers.get(offer.ref)
        if before is not None and (before.showing is None) != (offer.showing is None):
            self._drop(offer.ref)
            before = None
        self._offers[offer.ref] = offer
        if offer.showing is None:
            return self._goods.put(offer, before)
        return self._showings[offer.trade].put(offer.ref, offer.showing, before and before.showing)

    def _drop(self, ref: str) -> bool:
        offer = self._offers.pop(ref, None)
        if offer is None:
            return False
        if offer.showing is None:
            self._goods.drop(offer)
            return True
        return self._showings[offer.trade].drop(ref, offer.showing)

    def _found(self, query: Query, shops: Collection[Key] | None) -> Found:
        if query.trade in self._showings:
            return self._showings[query.trade].find(query.text, query.from_, query.to)
        if shops is not None and (len(shops) <= FEW_SHOPS or not query.text):
            return self._goods.of(shops, query.text)
        return self._goods.find(query.trade, query.text) if query.text else self._goods.all(query.trade)

    def _hits(self, found: Found, query: Query, shops: frozenset[Key] | None) -> Iterator[_Found]:
        """What was found, with its merchant, of the right shops and with every tag."""
        tags = [plain(tag) for tag in query.tags]
        for fit, ref in found:
            offer = self._offers[ref]
            seller = (offer.provider_id, offer.merchant_id)
            merchant = self._shops.get(seller)
            if merchant is None or (shops is not None and seller not in shops):
                continue
            if all(self._goods.tagged(offer, tag) or tag in self._shops.tags(seller) for tag in tags):
                yield fit, offer, merchant


def _telling(merchant: Merchant, name: str) -> bool:
    """Whether a name of what is made to measure is no common word, short form or number; rides are called by none."""
    if merchant.trade is Trade.RIDE or len(name) < _TELLING_MIN or name.isdigit():
        return False
    return not Lexicon.basic().get(name)


def _nearest(hits: Iterator[_Found], near: Point, limit: int) -> Iterator[_Found]:
    """The best by fit, then by nearness; the order that they came in decides the rest."""
    classes: dict[Key, int] = {}
    looked_at: list[tuple[int, int, int]] = []
    kept: list[_Found] = []
    within = 0
    for number, hit in enumerate(islice(hits, LOOKED_AT_MAX)):
        far = classes.get(seller := key(hit[2]))
        if far is None:
            far = classes[seller] = distance_class(hit[2], near)
        kept.append(hit)
        looked_at.append((-hit[0], far, number))
        within += far == 0
        if within >= limit:
            break
    return (kept[number] for _, _, number in nsmallest(limit, looked_at))
