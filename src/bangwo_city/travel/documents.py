"""Documents: what a desk offers as it goes over the wire."""

from bangwo_city.merchant import CancelRule, Doc, wire
from bangwo_city.travel.desk import Offer


def product(offer: Offer, capability: str, off_fen: int) -> Doc:
    """An offer as a UCP product of one variant; `off_fen` is the member price's part of one piece, 0 for none."""
    price = {"amount": offer.price_fen, "currency": wire.CURRENCY}
    description = {"plain": offer.description or offer.title}
    variant = {
        "id": offer.product_id,
        "title": offer.title,
        "description": description,
        "price": price,
        "availability": {"available": offer.left > 0, "status": "in_stock" if offer.left > 0 else "out_of_stock"},
    }
    doc: Doc = {
        "id": offer.product_id,
        "title": offer.title,
        "description": description,
        "price_range": {"min": price, "max": price},
        "variants": [variant],
        capability: {
            **offer.details,
            "merchant_id": offer.merchant_id,
            "brand": offer.brand.name if offer.brand else "",
            "left": offer.left,
            "rule": rule(offer.rule),
        },
    }
    if off_fen and offer.brand:
        doc["org.bangwo.member"] = {"off": off_fen, "brand": offer.brand.name}
    return doc


def rule(cancels: CancelRule) -> Doc:
    """What cancelling costs."""
    steps = [
        {
            "until": wire.moment(step.until),
            "fee_percent": step.fee_percent,
            **({"fee": step.fee_fen} if step.fee_fen else {}),
        }
        for step in cancels.steps
    ]
    return {"text": cancels.text, "steps": steps}
