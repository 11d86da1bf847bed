"""Pricing: from what was picked to one exact quote, or the reason why it cannot be sold."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bangwo.core.errors import Code, Refused
from bangwo.domain.campaigns.card import Card
from bangwo.domain.campaigns.combining import Choice as Promotion
from bangwo.domain.campaigns.combining import choose
from bangwo.domain.campaigns.granting import Profile
from bangwo.domain.campaigns.programme import NONE, Programme
from bangwo.domain.campaigns.scoping import Piece, Purchase
from bangwo.domain.money import ZERO, Money, total
from bangwo.domain.offer import Choice, Hold, Merchant, Offer, OptionGroup
from bangwo.domain.place import Address
from bangwo.domain.quote import LINES_MAX, PAY_LEAST, QTY_MAX, QUOTE_LIFE, Discount, Fee, Line, Quote


@dataclass(frozen=True, slots=True)
class Pick:
    """So many of one offer. `choice_ids` may leave out groups: their default is taken."""

    offer: Offer
    qty: int = 1
    choice_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket:
    """All that a price depends on: who wants what of one merchant, brought where, and what may make it cheaper.

    `cards`: those that may be used, none where none is wanted; `buyer`: what conditions ask of the person.
    """

    user_id: str
    merchant: Merchant
    picks: Sequence[Pick]
    where: Address | None = None
    note: str = ""
    gift: str = ""
    refs: tuple[str, ...] = ()
    hold: Hold | None = None
    cards: Sequence[Card] = ()
    programme: Programme = NONE
    buyer: Profile | None = None


def price(basket: Basket, quote_id: str, now: datetime) -> Quote:
    """One exact, expiring quote. Refused with the code of the first thing that stands in its way."""
    if not basket.picks:
        raise Refused(Code.ITEM_UNKNOWN)
    if len(basket.picks) > LINES_MAX:
        raise Refused(Code.TOO_MANY_LINES, most=LINES_MAX)
    lines = tuple(line_of(pick) for pick in basket.picks)
    _check_stock(basket.picks)
    _check_showing(basket, now)
    _check_measured(basket, now)
    goods = total(line.amount for line in lines)
    fees = _delivery(basket, goods, now)
    member = basket.hold.member if basket.hold else ZERO
    gross = goods + total(fee.amount for fee in fees) - member
    free = not (goods or fees) and basket.picks[0].offer.measured is not None  # tables and museums may cost nothing
    if gross < PAY_LEAST and not free:
        raise Refused(Code.BELOW_MINIMUM, shop=basket.merchant.name, minimum_fen=PAY_LEAST.fen, goods_fen=goods.fen)
    first = basket.picks[0].offer
    showing, measured = first.showing, first.measured
    return Quote(
        quote_id=quote_id,
        user_id=basket.user_id,
        trade=first.trade,
        provider_id=basket.merchant.provider_id,
        merchant_id=basket.merchant.merchant_id,
        merchant_name=basket.merchant.name,
        lines=lines,
        fees=fees,
        discounts=_discounts(_promotion(basket, lines, fees, now)),
        where=basket.where if basket.merchant.delivery else None,
        note=basket.note,
        gift=basket.gift,
        refs=basket.refs,
        created_at=now,
        expires_at=_ends(basket, now),
        title=showing.title if showing else "",
        venue=basket.merchant.name if showing else "",
        hall=showing.hall if showing else "",
        starts_at=showing.starts_at if showing else None,
        format=showing.format if showing else "",
        rows=showing.rows if showing else 0,
        hold=basket.hold,
        of=measured.of if measured else None,
        member=member,
        brand=measured.brand if measured and member else "",
        rule=measured.rule if measured else "",
    )


def _ends(basket: Basket, now: datetime) -> datetime:
    """A quote lives no longer than what is held for it, or than the price that was asked."""
    measured = basket.picks[0].offer.measured
    ends = [now + QUOTE_LIFE]
    ends += [basket.hold.expires_at] if basket.hold else []
    ends += [measured.of.begins_at] if measured else []
    return min(ends)


def line_of(pick: Pick) -> Line:
    """The line of one pick, its options filled in and priced."""
    if not 1 <= pick.qty <= QTY_MAX:
        raise Refused(Code.QTY_OUT_OF_RANGE, item=pick.offer.name, most=QTY_MAX)
    chosen = choices_of(pick.offer, pick.choice_ids)
    return Line(
        offer_ref=pick.offer.ref,
        offer_id=pick.offer.offer_id,
        name=pick.offer.name,
        qty=pick.qty,
        unit=pick.offer.unit,
        unit_price=sum((choice.price for choice in chosen), pick.offer.price),
        options=tuple(choice.name for choice in chosen),
        choice_ids=tuple(choice.choice_id for choice in chosen),
    )


def piece_price(offer: Offer, choice_ids: Sequence[str]) -> Money:
    """What one piece costs with these choices and the defaults of all other groups. Refused as in `line_of`."""
    return sum((choice.price for choice in choices_of(offer, choice_ids) if choice.price), offer.price)


def choices_of(offer: Offer, choice_ids: Sequence[str]) -> tuple[Choice, ...]:
    """What is chosen in every group of an offer, defaults included, in the order of the menu."""
    wanted = frozenset(choice_ids)
    if wanted and (unknown := wanted - {choice.choice_id for group in offer.groups for choice in group.choices}):
        raise Refused(Code.OPTION_UNKNOWN, item=offer.name, option=min(unknown))
    return tuple([choice for group in offer.groups for choice in _chosen(offer, group, wanted)])


def _chosen(offer: Offer, group: OptionGroup, wanted: frozenset[str]) -> Sequence[Choice]:
    chosen = [choice for choice in group.choices if choice.choice_id in wanted] if wanted else []
    chosen = chosen or [choice for choice in group.choices if choice.choice_id in group.default]
    if not group.least <= len(chosen) <= group.most:
        raise Refused(Code.OPTION_UNKNOWN, item=offer.name, option=group.name, least=group.least, most=group.most)
    for choice in chosen:
        if not choice.available:
            raise Refused(Code.SOLD_OUT, item=offer.name, option=choice.name)
    return chosen


def _check_stock(picks: Sequence[Pick]) -> None:
    """Two lines of one offer draw on the same stock."""
    wanted: Counter[str] = Counter()
    for pick in picks:
        wanted[pick.offer.ref] += pick.qty
    for pick in picks:
        left = pick.offer.stock
        if left is not None and left < wanted[pick.offer.ref]:
            raise Refused(Code.SOLD_OUT, item=pick.offer.name, left=left)


def _check_showing(basket: Basket, now: datetime) -> None:
    for pick in basket.picks:
        showing, hold = pick.offer.showing, basket.hold
        if showing is None:
            continue
        if showing.starts_at <= now:
            raise Refused(Code.DATE_PAST, item=showing.title)
        if hold is None or hold.offer_ref != pick.offer.ref or len(hold.seats) != pick.qty or hold.expires_at <= now:
            raise Refused(Code.SEATS_UNAVAILABLE, item=showing.title, left=showing.seats_left)


def _check_measured(basket: Basket, now: datetime) -> None:
    for pick in basket.picks:
        if (measured := pick.offer.measured) is None:
            continue
        if measured.of.begins_at <= now:
            raise Refused(Code.DATE_PAST, item=pick.offer.name)
        if basket.hold is not None and basket.hold.expires_at <= now:
            raise Refused(Code.SOLD_OUT, item=pick.offer.name)


def _delivery(basket: Basket, goods: Money, now: datetime) -> tuple[Fee, ...]:
    merchant, where = basket.merchant, basket.where
    delivery = merchant.delivery
    if delivery is None:
        return ()
    if not merchant.hours.open_at(now):
        raise Refused(Code.SHOP_CLOSED, shop=merchant.name, opens=merchant.hours.opens.isoformat("minutes"))
    if where is None:
        raise Refused(Code.ADDRESS_UNKNOWN)
    if not delivery.reaches(merchant.point.metres_to(where.point)):
        raise Refused(Code.OUT_OF_RANGE, shop=merchant.name, radius_m=delivery.radius_m or 0)
    if goods < delivery.minimum:
        raise Refused(Code.BELOW_MINIMUM, shop=merchant.name, minimum_fen=delivery.minimum.fen, goods_fen=goods.fen)
    return (Fee("delivery", delivery.fee_for(goods)),)


def promotion(basket: Basket, now: datetime) -> Promotion:
    """What makes a basket cheaper, what would have done so less well, and what does not count for it and why."""
    lines = tuple(line_of(pick) for pick in basket.picks)
    goods = total(line.amount for line in lines)
    return _promotion(basket, lines, _delivery(basket, goods, now), now)


def _promotion(basket: Basket, lines: Sequence[Line], fees: Sequence[Fee], now: datetime) -> Promotion:
    merchant, first = basket.merchant, basket.picks[0].offer
    pieces = (
        Piece(line.name, pick.offer.tags, line.qty, line.amount) for line, pick in zip(lines, basket.picks, strict=True)
    )
    purchase = Purchase(
        now=now,
        trade=first.trade,
        provider_id=merchant.provider_id,
        merchant_id=merchant.merchant_id,
        merchant_name=merchant.name,
        brands=frozenset({merchant.name, *merchant.aliases}),
        lines=tuple(pieces),
        fees=total(fee.amount for fee in fees) - (basket.hold.member if basket.hold else ZERO),
    )
    return choose(purchase, basket.cards, basket.programme, basket.buyer)


def _discounts(promotion: Promotion) -> tuple[Discount, ...]:
    return tuple(
        Discount(cut.title, cut.amount, cut.campaign_id, cut.card_id, cut.pot, cut.windows)
        for cut in promotion.best.cuts
    )
