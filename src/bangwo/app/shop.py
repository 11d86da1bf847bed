"""Shop: what is on offer for a draft of goods, ranked by the person's words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bangwo.app.ports import Catalogue, Hit, Query
from bangwo.app.ranking import FIT_KIND, FIT_WORDS, Basket, Candidate, candidate_rank, rank
from bangwo.app.units import pieces
from bangwo.core.errors import Code, Refused
from bangwo.domain.act import Act, Item
from bangwo.domain.menu import fitted
from bangwo.domain.offer import Merchant, Offer, Trade
from bangwo.domain.place import Point
from bangwo.language.dialogue.state import OPTIONS_MAX, Draft, Option
from bangwo.language.replies import Phrase, Say, phrase

HITS_MAX = 200
FIT_LIKE = 36
"""What resembles the words less than this is something else."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the options, why none is quite what was asked (`doubts`), what is to be said along with them.

    `refused`: why there is nothing. `unmet`: the wish that the options leave out.
    `fit`: how well the words fit. `items`: those of the draft that the options are about; `later`: those that need an
    order of their own. `matched`: how many the options were taken from.
    """

    options: tuple[Option, ...] = ()
    doubts: tuple[Phrase, ...] = ()
    notices: tuple[Phrase, ...] = ()
    refused: Refused | None = None
    unmet: Code | None = None
    fit: int = 0
    items: tuple[Item, ...] = ()
    later: tuple[Item, ...] = ()
    matched: int = 0
    facts: dict[str, str | int] = field(default_factory=dict[str, str | int])


def look_for_goods(catalogue: Catalogue, draft: Draft, near: Point | None, now: datetime) -> Found:
    """Offers for the items of a draft, or for its shop or kind where no item is named."""
    items = draft.wanted.items if draft.what else (draft.wanted.items[:1] or (Item(""),))
    found = [_hits(catalogue, draft.wanted, item, near) for item in items]
    if not any(found):
        return _nothing(catalogue, draft, items, near, now)
    obstacles = _Obstacles(near, now)
    usable = [[each for each in hits if obstacles.of(each) is None] for hits in found]
    blocked = [obstacles.of(hits[0]) for hits, good in zip(found, usable, strict=True) if hits and not good]
    fit = min(hits[0].fit if hits else 0 for hits in found)
    if not any(usable):
        return replace(_none_now(catalogue, draft, found, obstacles), fit=fit)
    why = tuple(Phrase(each.code, each.facts) for each in blocked if each is not None)
    excused = [item for item, hits, good in zip(items, found, usable, strict=True) if hits and not good]
    baskets = _baskets(draft, items, usable, excused, near)
    doubts = (*why, phrase(Say.REST), *baskets.doubts) if why else baskets.doubts
    return replace(baskets, doubts=doubts, fit=fit)


def _hits(catalogue: Catalogue, wanted: Act, item: Item, near: Point | None) -> Sequence[Hit]:
    """The things themselves and kinds of them; what only has the words in it when there is nothing better."""
    query = Query(
        trade=wanted.trade or Trade.FOOD,
        text=item.name,
        shop=wanted.shop or "",
        tags=wanted.tags,
        near=near,
        limit=HITS_MAX,
    )
    hits = catalogue.search(query)
    if not item.name:
        return hits
    good = [hit for hit in hits if hit.fit >= FIT_KIND]
    return good or [hit for hit in hits if hit.fit >= FIT_WORDS] or [hit for hit in hits if hit.fit >= FIT_LIKE]


def _nothing(catalogue: Catalogue, draft: Draft, items: tuple[Item, ...], near: Point | None, now: datetime) -> Found:
    """Nothing fits: is it the shop that is not known, or the thing?"""
    wanted, name = draft.wanted, "、".join(item.name for item in items if item.name)
    if wanted.tags:
        plain = look_for_goods(catalogue, replace(draft, wanted=replace(wanted, tags=())), near, now)
        said = (phrase(Say.TAGS_UNMET, tags="、".join(wanted.tags)), *(plain.doubts or (phrase(Say.ASK_CHOICE),)))
        return replace(plain, doubts=said) if plain.options else plain
    if not wanted.shop:
        return Found(refused=Refused(Code.ITEM_UNKNOWN, item=name), items=items)
    trade = wanted.trade or Trade.FOOD
    known = catalogue.search(Query(trade=trade, shop=wanted.shop, near=near, limit=1))
    if known:
        code, facts = Code.ITEM_UNKNOWN, {"item": f"{wanted.shop} {name}"}
    else:
        code, facts = Code.SHOP_UNKNOWN, {"shop": wanted.shop}
    anywhere = replace(draft, wanted=replace(wanted, shop=None))
    instead = look_for_goods(catalogue, anywhere, near, now)
    if not instead.options:
        return Found(refused=Refused(code, **facts), items=items)
    doubts = (Phrase(code, facts), phrase(Say.INSTEAD))
    return replace(instead, doubts=doubts, later=(), notices=(), unmet=Code.SHOP_UNKNOWN)


def _none_now(catalogue: Catalogue, draft: Draft, found: Sequence[Sequence[Hit]], obstacles: "_Obstacles") -> Found:
    """All that was found cannot be had now: at other shops, if one was named, or later, or not at all."""
    near, now = obstacles.near, obstacles.now
    first = next(each for hits in found for hit in hits[:1] if (each := obstacles.of(hit)) is not None)
    if draft.wanted.shop and draft.what:
        anywhere = replace(draft, wanted=replace(draft.wanted, shop=None))
        instead = look_for_goods(catalogue, anywhere, near, now)
        if instead.options and not instead.doubts:
            doubts = (Phrase(first.code, first.facts), phrase(Say.INSTEAD))
            return replace(instead, doubts=doubts, later=(), notices=(), unmet=Code.SHOP_CLOSED)
    closed = [hit for hits in found for hit in hits if not hit.merchant.hours.open_at(now)]
    if first.code is Code.SHOP_CLOSED and len({hit.merchant.merchant_id for hit in closed}) > 1:
        soonest = min(closed, key=lambda hit: _wait(hit.merchant, now)).merchant
        opens = soonest.hours.opens.isoformat("minutes")
        return Found(
            refused=Refused(Code.SHOP_CLOSED, shop=soonest.name, opens=opens), notices=(phrase(Say.ALL_CLOSED),)
        )
    if first.code is Code.SOLD_OUT and len(found) == 1:
        return _in_its_place(catalogue, draft, found[0][0], first, obstacles)
    return Found(refused=first, items=draft.wanted.items)


def _in_its_place(catalogue: Catalogue, draft: Draft, gone: Hit, why: Refused, obstacles: "_Obstacles") -> Found:
    """What is sold out everywhere: others of its kind, those with most of its name first."""
    kind = Query(trade=draft.trade, tags=gone.offer.tags[:1], near=obstacles.near, limit=HITS_MAX)
    hits = [hit for hit in catalogue.search(kind) if obstacles.of(hit) is None] if gone.offer.tags else []
    if not hits:
        return Found(refused=why, items=draft.wanted.items)
    item = replace(draft.wanted.items[0], options=(), without=()) if draft.wanted.items else Item("")

    def far(hit: Hit) -> tuple[int, int, int]:
        return (-len(set(hit.offer.name) & set(gone.offer.name)), len(hit.offer.name), -hit.offer.sold)

    first = {hit.offer.name: hit for hit in sorted(hits, key=far, reverse=True)}
    near = sorted(first.values(), key=far)[:OPTIONS_MAX]
    baskets = [_of_shop(draft, [[_candidate(hit, item, draft.trade)]], obstacles.near) for hit in near]
    options = tuple(_option(basket) for each in baskets for basket in each if basket.deliverable)
    doubts = (Phrase(why.code, why.facts), phrase(Say.INSTEAD), phrase(Say.ASK_CHOICE))
    return Found(options, doubts) if options else Found(refused=why, items=draft.wanted.items)


def _wait(merchant: Merchant, now: datetime) -> int:
    """Minutes until it opens."""
    opens = merchant.hours.opens
    return (opens.hour * 60 + opens.minute - now.hour * 60 - now.minute) % (24 * 60)


@dataclass(frozen=True, slots=True)
class _Obstacles:
    """Why offers cannot be had here and now. What stands in a shop's way is worked out once for all it sells."""

    near: Point | None
    now: datetime
    _shops: dict[tuple[str, str], Refused | None] = field(default_factory=dict[tuple[str, str], Refused | None])

    def of(self, hit: Hit) -> Refused | None:
        """What stands in an offer's way, if anything does."""
        merchant, offer = hit.merchant, hit.offer
        key = (merchant.provider_id, merchant.merchant_id)
        if key not in self._shops:
            self._shops[key] = self._of_shop(merchant)
        shop = self._shops[key]
        if offer.stock is not None and offer.stock <= 0 and (shop is None or shop.code is not Code.SHOP_CLOSED):
            return Refused(Code.SOLD_OUT, item=offer.name)
        return shop

    def _of_shop(self, shop: Merchant) -> Refused | None:
        if not shop.hours.open_at(self.now):
            return Refused(Code.SHOP_CLOSED, shop=shop.name, opens=shop.hours.opens.isoformat("minutes"))
        delivery = shop.delivery
        if self.near is not None and delivery and not delivery.reaches(shop.point.metres_to(self.near)):
            return Refused(Code.OUT_OF_RANGE, shop=shop.name, radius_m=delivery.radius_m or 0)
        return None


def _baskets(
    draft: Draft, items: tuple[Item, ...], usable: list[list[Hit]], excused: Sequence[Item], near: Point | None
) -> Found:
    """`excused`: items of which it was said already why they cannot be had."""
    by_shop: dict[tuple[str, str], list[list[Candidate]]] = defaultdict(lambda: [[] for _ in items])
    for place, (item, hits) in enumerate(zip(items, usable, strict=True)):
        for hit in hits:
            merchant = hit.merchant
            by_shop[merchant.provider_id, merchant.merchant_id][place].append(_candidate(hit, item, draft.trade))
    made = [basket for each in by_shop.values() for basket in _of_shop(draft, each, near)]
    whole = max(len(basket.lines) for basket in made)
    fullest = [basket for basket in made if len(basket.lines) == whole]
    if whole < len(items) and all(usable) and not draft.wanted.shop:
        return _split(draft, items, fullest)
    found = _chosen(draft, fullest, items)
    absent = [item for place, item in enumerate(items) if all(b.candidates[place] is None for b in fullest)]
    missing = [item for item in absent if item not in excused]
    if missing and not found.refused:
        names = "、".join(item.name for item in missing)
        found = replace(found, doubts=(phrase(Say.ITEMS_MISSING, items=names), *found.doubts))
    return found


def _candidate(hit: Hit, item: Item, trade: Trade) -> Candidate:
    fitting = fitted(hit.offer, item.options, item.without)
    return Candidate(hit, item, fitting, pieces(item, hit.offer, trade))


def _of_shop(draft: Draft, candidates: list[list[Candidate]], near: Point | None) -> Iterable[Basket]:
    """One basket of the best of each item; for a single item, where the shop was named or sells goods, each offer."""
    merchant = next(each[0] for each in candidates if each).hit.merchant
    metres = merchant.point.metres_to(near) if near is not None and not _by_parcel(merchant) else None
    single = len(candidates) == 1 and (draft.trade is not Trade.FOOD or bool(draft.wanted.shop))
    key = candidate_rank(draft.wanted.sort)
    if single:
        return [Basket.of(merchant, (each,), metres) for each in candidates[0]]
    best = tuple(min(each, key=key) if len(each) > 1 else next(iter(each), None) for each in candidates)
    return [Basket.of(merchant, best, metres)]


def _by_parcel(merchant: Merchant) -> bool:
    """Whether how far away it is makes no difference."""
    return merchant.delivery is not None and merchant.delivery.days is not None


def _split(draft: Draft, items: tuple[Item, ...], fullest: list[Basket]) -> Found:
    """No shop has all of it: what the best shop has comes first, the rest becomes an order of its own."""
    by = rank(draft.wanted)
    best = min(fullest, key=lambda basket: (_first_place(basket), *by(basket)))
    here = [place for place, each in enumerate(best.candidates) if each is not None]
    same = [basket for basket in fullest if all(basket.candidates[place] is not None for place in here)]
    first = tuple(items[place] for place in here)
    rest = tuple(item for place, item in enumerate(items) if place not in here)
    reduced = [
        Basket.of(basket.merchant, tuple(basket.candidates[place] for place in here), basket.metres) for basket in same
    ]
    found = _chosen(draft, reduced, first)
    names = [("、".join(item.name for item in part)) for part in (first, rest)]
    notice = phrase(Say.SPLIT, first=names[0], rest=names[1])
    return replace(found, later=rest, notices=(notice, *found.notices))


def _first_place(basket: Basket) -> int:
    """The place of the first item that a shop has: what was said first is brought first."""
    return next(place for place, each in enumerate(basket.candidates) if each is not None)


def _chosen(draft: Draft, baskets: list[Basket], items: tuple[Item, ...]) -> Found:
    """The best few of the baskets, and what is to be said about them."""
    deliverable = [each for each in baskets if each.deliverable]
    if not deliverable:
        closest = min(baskets, key=rank(draft.wanted))
        return Found(refused=_below_minimum(closest), items=items)
    counted = [(each.faults, each) for each in deliverable]
    fewest = min(faults for faults, _ in counted)
    able = [each for faults, each in counted if faults == fewest]
    within = [each for each in able if _within_budget(each, draft.wanted)]
    ranked = sorted(within or able, key=rank(draft.wanted) if within else lambda each: each.whole.fen)
    options = tuple(_option(each) for each in ranked[:OPTIONS_MAX])
    doubts = (*_faults(ranked[0], items), *(() if within else (_over_budget(draft.wanted),)))
    return Found(options, doubts, items=items, matched=len(ranked))


def _below_minimum(basket: Basket) -> Refused:
    delivery = basket.merchant.delivery
    return Refused(
        Code.BELOW_MINIMUM,
        shop=basket.merchant.name,
        minimum_fen=delivery.minimum.fen if delivery else 0,
        goods_fen=basket.goods.fen,
    )


def _within_budget(basket: Basket, wanted: Act) -> bool:
    budget = wanted.budget
    if budget is None:
        return True
    most = budget.max if budget.max is not None else budget.about and budget.about * 6 // 5
    least = budget.min if budget.min is not None else budget.about and budget.about * 4 // 5
    if budget.per == "item":
        prices = [each.amount.fen // (each.qty or 1) for each in basket.lines]
        return all((most is None or fen <= most) and (least is None or fen >= least) for fen in prices)
    whole = basket.whole.fen
    return (most is None or whole <= most) and (least is None or whole >= least)


def _over_budget(wanted: Act) -> Phrase:
    budget = wanted.budget
    return phrase(Say.OVER_BUDGET, max_fen=(budget.max or budget.about or budget.min or 0) if budget else 0)


def _faults(basket: Basket, items: tuple[Item, ...]) -> tuple[Phrase, ...]:
    """What even the best basket cannot do."""
    out: list[Phrase] = []
    for each in basket.lines:
        if each.fitting.missing:
            out.append(phrase(Say.OPTION_MISSING, options="、".join(each.fitting.missing)))
        if each.qty is None:
            name, unit, sold_by = each.item.name, each.item.unit or "个", each.hit.offer.unit
            out.append(phrase(Say.UNIT_DIFFERS, item=name, unit=unit, units=sold_by))
        if each.short:
            out.append(fewer_left(each.hit.offer, each.item, each.qty or 1))
        if each.item.name and each.hit.fit < FIT_WORDS:
            out.append(phrase(Say.SIMILAR, item=each.item.name))
    return tuple(out)


def fewer_left(offer: Offer, item: Item, qty: int) -> Phrase:
    """That there are not so many, and how many there are: fewer are for the person to wish for."""
    left, unit = offer.stock or 0, offer.unit or "份"
    return phrase(Say.FEWER_LEFT, item=offer.name, asked=item.name, left=left, unit=unit, count=qty)


def _option(basket: Basket) -> Option:
    offers = tuple("" if each is None else each.hit.offer.ref for each in basket.candidates)
    names = [each.hit.offer.name for each in basket.lines]
    delivery = basket.merchant.delivery
    return Option(
        ref="+".join(each for each in offers if each),
        title="＋".join(names),
        shop=basket.merchant.name,
        price_fen=basket.whole.fen,
        offers=offers,
        metres=basket.metres,
        minutes=delivery.minutes if delivery and not delivery.days else None,
        rating=basket.merchant.rating,
        name=names[0],
    )
