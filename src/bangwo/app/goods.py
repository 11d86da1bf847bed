"""Goods: what the items of a draft are at the shop that was picked, with their options mapped to its menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bangwo.app.ports import Catalogue, Query
from bangwo.app.ranking import FIT_KIND
from bangwo.app.shop import HITS_MAX, fewer_left
from bangwo.app.units import pieces
from bangwo.core.errors import Code, Refused
from bangwo.domain.act import Act, Item, When
from bangwo.domain.menu import choices_like, fitted
from bangwo.domain.offer import Offer
from bangwo.domain.pricing import Pick
from bangwo.language.dialogue.state import Draft
from bangwo.language.replies import Phrase, Say, phrase

NOTE_MAX = 200


@dataclass(frozen=True, slots=True)
class Picked:
    """What can be priced.

    `items`: those that the shop has; `absent`: the others. `lacking`: an option cannot be had. `unclear`: the question
    about a quantity that cannot be told.
    """

    picks: tuple[Pick, ...]
    offers: tuple[str, ...]
    items: tuple[Item, ...]
    absent: tuple[Item, ...]
    note: str
    notices: tuple[Phrase, ...]
    lacking: bool
    unclear: Phrase | None


def picks_of(catalogue: Catalogue, draft: Draft, offers: Sequence[str], now: datetime) -> Picked:
    """The picks for the items of a draft at the shop of the offers. Refused(item_unknown) when nothing is left."""
    items = draft.wanted.items
    known = [catalogue.offer(ref) if ref else None for ref in offers]
    known += [None] * (len(items) - len(known))
    anchor = next((each for each in known if each is not None), None)
    if anchor is None:
        raise Refused(Code.ITEM_UNKNOWN, item=draft.what)
    making = _Making(draft)
    for item, offer in zip(items, known, strict=False):
        making.add(item, offer or same_shop(catalogue, draft, item, anchor))
    return making.done(now)


def same_shop(catalogue: Catalogue, draft: Draft, item: Item, anchor: Offer, fit_least: int = FIT_KIND) -> Offer | None:
    """An item that came later, at the shop that was picked before."""
    merchant = catalogue.merchant(anchor.provider_id, anchor.merchant_id)
    if merchant is None or not item.name:
        return None
    hits = catalogue.search(Query(trade=draft.trade, text=item.name, shop=merchant.name, limit=HITS_MAX))
    here = [
        hit
        for hit in hits
        if hit.fit >= fit_least
        and (hit.offer.provider_id, hit.offer.merchant_id) == (anchor.provider_id, anchor.merchant_id)
        and (hit.offer.stock is None or hit.offer.stock > 0)
    ]
    counted = [hit for hit in here if pieces(item, hit.offer, draft.trade) is not None] or here
    able = [hit for hit in counted if not fitted(hit.offer, item.options, item.without).missing]
    return (able or counted)[0].offer if here else None


class _Making:
    """Picks as they are put together."""

    def __init__(self, draft: Draft) -> None:
        self._wanted: Act = draft.wanted
        self._trade = draft.trade
        self._picks: list[Pick] = []
        self._offers: list[str] = []
        self._notes: list[str] = []
        self._items: list[Item] = []
        self._absent: list[Item] = []
        self._notices: list[Phrase] = []
        self._lacking = False
        self._unclear: Phrase | None = None

    def add(self, item: Item, offer: Offer | None) -> None:
        """One item of the draft, and what it is here (None: the shop does not have it)."""
        if offer is None:
            self._absent.append(item)
            return
        self._offers.append(offer.ref)
        self._items.append(item)
        qty = pieces(item, offer, self._trade)
        if qty is None:
            self._unclear = phrase(
                Say.UNIT_DIFFERS, item=offer.name, asked=item.name, unit=item.unit or "个", units=offer.unit
            )
            return
        if offer.stock is not None and 0 < offer.stock < qty:
            self._unclear = fewer_left(offer, item, qty)
            return
        fitting = fitted(offer, item.options, item.without)
        for option in fitting.missing:
            self._lacking = True
            like = "／".join(choices_like(offer, option))
            said = Say.OPTION_LACKS if like else Say.OPTION_NOT_MADE
            self._notices.append(phrase(said, item=offer.name, options=option, choices=like))
        self._notes += fitting.notes
        self._picks.append(Pick(offer, qty, fitting.choice_ids))

    def done(self, now: datetime) -> Picked:
        """All of it."""
        if not self._picks and self._unclear is None:
            raise Refused(Code.ITEM_UNKNOWN, item="、".join(each.name for each in self._absent))
        when = _delivery_time(self._wanted, now)
        if when:
            self._notices.append(phrase(Say.DELIVERY_TIME_NOTED))
        note = "；".join(dict.fromkeys(each for each in (self._wanted.note or "", *self._notes, when) if each))
        return Picked(
            tuple(self._picks),
            tuple(self._offers),
            tuple(self._items),
            tuple(self._absent),
            note[:NOTE_MAX],
            tuple(self._notices),
            self._lacking,
            self._unclear,
        )


def _delivery_time(wanted: Act, now: datetime) -> str:
    """When it is to come, for the shop: our providers deliver as soon as they can and take a wish as a note."""
    if wanted.time is not None:
        return f"希望送达时间 {_span(wanted.time, now)}"
    return f"希望送达日期 {wanted.date}" if wanted.date else ""


def _span(when: When, now: datetime) -> str:
    def short(moment: str) -> str:
        return moment.replace("T", " ").removeprefix(now.strftime("%Y-%m-%d "))

    if when.at:
        return short(when.at)
    if when.from_ and when.to:
        return f"{short(when.from_)}–{short(when.to)}"
    return f"{short(when.to)} 前" if when.to else f"{short(when.from_ or '')} 后"
