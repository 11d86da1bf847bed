"""Sighting: what a name means in view of what is sold: a dish or a shop, from a kitchen or a supermarket."""

from dataclasses import replace

from bangwo.app.ports import Catalogue, Query
from bangwo.app.ranking import FIT_KIND
from bangwo.domain.act import Item
from bangwo.domain.offer import Trade
from bangwo.language.dialogue.state import GOODS, Draft

_HITS_MAX = 20
_TRADES = (Trade.FOOD, Trade.GROCERY, Trade.SHOP)


def sighted(catalogue: Catalogue, draft: Draft) -> Draft:
    """The draft as what is sold makes sense of it."""
    if draft.trade not in GOODS or draft.picked:
        return draft
    return _of_trade(catalogue, _as_dish(catalogue, draft))


def _as_dish(catalogue: Catalogue, draft: Draft) -> Draft:
    """A dish that was taken for a shop, because one is named after it: 来份牛肉面 asks for no particular shop."""
    said = draft.wanted.shop
    if not said or draft.what or any(merchant.name == said for merchant in catalogue.merchants(draft.trade)):
        return draft
    hits = catalogue.search(Query(trade=draft.trade, text=said, limit=_HITS_MAX))
    if not any(hit.fit >= FIT_KIND and said in hit.offer.name for hit in hits):
        return draft
    was = draft.wanted.items[0] if draft.wanted.items else Item("")
    return replace(draft, wanted=replace(draft.wanted, shop=None, items=(replace(was, name=said),)))


def _of_trade(catalogue: Catalogue, draft: Draft) -> Draft:
    """Goods that nobody sells in the trade that was understood, and somebody in another."""
    names = [item.name for item in draft.wanted.items if item.name]
    if not names or draft.wanted.shop or _sold(catalogue, draft.trade, names[0]):
        return draft
    other = next((each for each in _TRADES if all(_sold(catalogue, each, name) for name in names)), draft.trade)
    return replace(draft, wanted=replace(draft.wanted, trade=other))


def _sold(catalogue: Catalogue, trade: Trade, name: str) -> bool:
    hits = catalogue.search(Query(trade=trade, text=name, limit=1))
    return bool(hits) and hits[0].fit >= FIT_KIND
