"""Products: UCP products with our menus and showings, read into offers. One that cannot be read hides no other."""

from collections.abc import Iterator
from datetime import time

from bangwo.adapters.catalogue.source import Page, Trades
from bangwo.adapters.wire import Fields, Garbled
from bangwo.domain.money import Money
from bangwo.domain.offer import Choice, Delivery, Hours, Merchant, Offer, OptionGroup, Showing, Trade
from bangwo.domain.place import Point

_MENU, _SHOWING = "org.bangwo.menu", "org.bangwo.showing"
_GONE = "discontinued"
NAME_MAX = 200
_MINUTES_A_DAY = 24 * 60


def merchants_of(provider_id: str, body: Fields) -> tuple[Merchant, ...]:
    """The merchants that can be read."""
    found: list[Merchant] = []
    for each in body.objects("merchants"):
        try:
            found.append(_merchant(provider_id, each))
        except Garbled:
            continue
    return tuple(found)


def page_of(provider_id: str, body: Fields, trades: Trades, revision: int) -> Page:
    """What can be read of the products of known merchants."""
    sold: list[Offer] = []
    gone: list[str] = []
    strangers = 0
    for product in body.objects("products"):
        try:
            if _merchant_id(product) not in trades:
                strangers += 1
                continue
            variants = tuple(_variants(provider_id, product, trades))
        except Garbled:
            continue
        for offer, discontinued in variants:
            if discontinued:
                gone.append(offer.offer_id)
            else:
                sold.append(offer)
    return Page(tuple(sold), tuple(gone), revision, strangers)


def _merchant(provider_id: str, fields: Fields) -> Merchant:
    return Merchant(
        provider_id=provider_id,
        merchant_id=fields.text("id"),
        name=fields.text("name")[:NAME_MAX],
        trade=fields.as_one_of("trade", Trade),
        point=Point(fields.number("lat"), fields.number("lon")),
        address=fields.text("address", ""),
        hours=Hours(fields.as_one_of("opens", time.fromisoformat), fields.as_one_of("closes", time.fromisoformat)),
        rating=fields.whole("rating", 0),
        delivery=_delivery_of(fields),
        aliases=fields.texts("aliases"),
        tags=fields.texts("tags"),
    )


def _delivery_of(merchant: Fields) -> Delivery | None:
    """By a courier of the town, as a parcel, or not at all."""
    if (delivery := merchant.object_or_none("delivery")) is not None:
        return Delivery(
            fee=Money(delivery.whole("fee")),
            radius_m=delivery.whole("radius_m"),
            minutes=delivery.whole("minutes"),
            minimum=Money(delivery.whole("minimum", 0)),
            free_over=_free_over(delivery),
        )
    parcel = merchant.object_or_none("parcel")
    return None if parcel is None else _by_parcel(parcel)


def _by_parcel(parcel: Fields) -> Delivery:
    match parcel.list("days"):
        case [int(least), int(most)] if 0 <= least <= most:
            return Delivery(
                fee=Money(parcel.whole("fee")),
                radius_m=None,
                minutes=most * _MINUTES_A_DAY,
                free_over=_free_over(parcel),
                days=(least, most),
            )
        case other:
            raise Garbled(f"days of a parcel: {other}")


def _free_over(fields: Fields) -> Money | None:
    fen = fields.whole_or_none("free_over")
    return None if fen is None else Money(fen)


def _variants(provider_id: str, product: Fields, trades: Trades) -> Iterator[tuple[Offer, bool]]:
    """One offer for each variant, and whether it is sold no more. A single variant goes by the product's name."""
    variants = tuple(product.objects("variants"))
    title = product.text("title")
    for variant in variants:
        name = title if len(variants) == 1 else f"{title} {variant.text('title')}"
        available = variant.object_or_none("availability")
        discontinued = available is not None and available.text("status", "") == _GONE
        yield _offer(provider_id, product, variant, name[:NAME_MAX], trades), discontinued


def _offer(provider_id: str, product: Fields, variant: Fields, name: str, trades: Trades) -> Offer:
    menu, showing, ours = product.object_or_none(_MENU), product.object_or_none(_SHOWING), _ours(product)
    merchant_id, offer_id, price = ours.text("merchant_id"), variant.text("id"), variant.object("price")
    return Offer(
        ref=f"{provider_id}:{offer_id}",
        provider_id=provider_id,
        merchant_id=merchant_id,
        offer_id=offer_id,
        trade=trades[merchant_id],
        name=name,
        price=Money(price.whole("amount"), price.text("currency")),
        unit=ours.text("unit", ""),
        aliases=ours.texts("aliases"),
        tags=ours.texts("tags"),
        groups=() if menu is None else tuple(_group(each) for each in menu.objects("groups")),
        stock=_stock(ours, variant),
        rating=ours.whole("rating", 0),
        sold=ours.whole("sold", 0),
        showing=None if showing is None else _showing(showing),
    )


def _ours(product: Fields) -> Fields:
    """Our extension of a product: a menu or a showing."""
    extension = product.object_or_none(_MENU) or product.object_or_none(_SHOWING)
    if extension is None:
        raise Garbled("a product of no merchant")
    return extension


def _merchant_id(product: Fields) -> str:
    return _ours(product).text("merchant_id")


def _stock(ours: Fields, variant: Fields) -> int | None:
    """What is left; None where it is not counted, 0 where it cannot be had."""
    available = variant.object_or_none("availability")
    if available is not None and not available.truth("available", True):
        return 0
    return ours.whole_or_none("stock")


def _group(fields: Fields) -> OptionGroup:
    return OptionGroup(
        group_id=fields.text("id"),
        kind=fields.text("kind"),
        name=fields.text("name"),
        least=fields.whole("min"),
        most=fields.whole("max"),
        choices=tuple(
            Choice(
                choice_id=each.text("id"),
                name=each.text("name"),
                price=Money(each.whole("price", 0)),
                available=each.truth("available", True),
            )
            for each in fields.objects("choices")
        ),
        default=fields.texts("default"),
    )


def _showing(fields: Fields) -> Showing:
    return Showing(
        title=fields.text("title"),
        hall=fields.text("hall"),
        starts_at=fields.moment("starts_at"),
        ends_at=fields.moment("ends_at"),
        format=fields.text("format"),
        language=fields.text("language", ""),
        rows=fields.whole("rows"),
        seats_left=fields.whole("seats_left"),
        premiere=fields.truth("premiere", False),
    )
