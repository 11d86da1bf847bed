"""Sighting: what a name means in view of what is sold: a dish or a shop, from a kitchen or a supermarket."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bangwo.app.ports import Catalogue, Query
from bangwo.app.ranking import FIT_KIND
from bangwo.domain.act import Act, ActKind, Item
from bangwo.domain.offer import GOODS, Trade
from bangwo.language.dialogue.cues import same_thing
from bangwo.language.dialogue.state import Draft
from bangwo.language.quantities.numbers import read

_HITS_MAX = 20
_TRADES = (Trade.FOOD, Trade.GROCERY, Trade.SHOP)
_TITLE_LEAST = 2
_SHOPPING = re.compile(r"买|買|buy", re.IGNORECASE)
_SO_MANY = re.compile(r"([\d一二两兩俩三四五六七八九十]+)\s*([份碗个個杯盘盤套盒只]?)$")


def sighted(catalogue: Catalogue, acts: Sequence[Act], draft: Draft | None, text: str) -> tuple[Act, ...]:
    """The acts as what is sold makes sense of them."""
    trade = draft.trade if draft is not None else None
    seen = (_as_dish(catalogue, act, act.trade or trade, text) for act in acts)
    return tuple(_bought(catalogue, _titled(catalogue, act, text), draft, text) for act in seen)


def _titled(catalogue: Catalogue, act: Act, text: str) -> Act:
    """A change whose title nobody shows: what else was said counts, not a title that was heard into it."""
    said = act.title
    if act.act is not ActKind.AMEND or not said or "《" in text:
        return act
    if any(same_thing(said, title) for title in catalogue.titles()):
        return act
    without = replace(act, title=None)
    return without if without != Act(act=ActKind.AMEND) or len(said) <= _TITLE_LEAST else act


def _as_dish(catalogue: Catalogue, act: Act, trade: Trade | None, text: str) -> Act:
    """A dish that was taken for a shop, because one is named after it: 来份牛肉面 asks for no particular shop."""
    said = act.shop
    if not said or trade is None or trade not in GOODS or any(each.name and each.name in text for each in act.items):
        return act
    if any(merchant.name == said for merchant in catalogue.merchants(trade)):
        return act
    hits = catalogue.search(Query(trade=trade, text=said, limit=_HITS_MAX))
    if not any(hit.fit >= FIT_KIND and said in hit.offer.name for hit in hits):
        return act
    many = _SO_MANY.search(text.partition(said)[0])
    count = read(many[1]) if many else None
    was = replace(act.items[0], name=said) if act.items else Item(said)
    if many and count:
        was = replace(was, qty=float(count), unit=many[2])
    return replace(act, shop=None, items=(was,), replaces=None)


def _bought(catalogue: Catalogue, act: Act, draft: Draft | None, text: str) -> Act:
    """买鸡蛋 said while a takeaway is open: a supermarket has eggs themselves, a kitchen only dishes of them."""
    if act.act is not ActKind.AMEND or draft is None or draft.trade not in GOODS or act.replaces:
        return act
    names = [item.name for item in act.items if item.name]
    if not names or any(same_thing(name, item.name) for name in names for item in draft.wanted.items):
        return act
    if not _SHOPPING.search(text) and _fit(catalogue, draft.trade, names[0]) >= FIT_KIND:
        return act
    fits = {trade: min(_fit(catalogue, trade, name) for name in names) for trade in _TRADES}
    best = max(fits, key=lambda trade: (fits[trade], trade is draft.trade))
    return act if best is draft.trade or fits[best] < FIT_KIND else replace(act, act=ActKind.ORDER, trade=best)


def at_home(catalogue: Catalogue, draft: Draft) -> Draft:
    """A draft of goods that nobody sells in the trade that was understood, and somebody in another."""
    names = [item.name for item in draft.wanted.items if item.name]
    if draft.trade not in GOODS or draft.picked or not names or draft.wanted.shop:
        return draft
    for trade in _TRADES:
        if trade is not draft.trade and all(_fit(catalogue, trade, name) >= FIT_KIND for name in names):
            return replace(draft, wanted=replace(draft.wanted, trade=trade))
    return draft


def _fit(catalogue: Catalogue, trade: Trade, name: str) -> int:
    hits = catalogue.search(Query(trade=trade, text=name, limit=1))
    return hits[0].fit if hits else 0
