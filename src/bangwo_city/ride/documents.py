"""Documents: rides as catalogue products, as org.bangwo.ride has them."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from bangwo_city.geography import CENTRE
from bangwo_city.merchant import Doc
from bangwo_city.merchant.wire import moment
from bangwo_city.ride.fares import CANCEL_FEE_FEN, Car
from bangwo_city.ride.quotes import LIFE, Quote

CAPABILITY = "org.bangwo.ride"
MERCHANT_ID = "yunhu-chuxing"
RULE = f"司机接单后2分钟内取消免费，之后取消收{CANCEL_FEE_FEN // 100}元，上车后不能取消"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a guest who orders now can expect."""

    wait_minutes: int
    free_until: datetime  # cancelling costs nothing
    starts_at: datetime


def merchant(title: str) -> Doc:
    """The ride service, as org.bangwo.merchants shows it."""
    return {
        "id": MERCHANT_ID,
        "name": title,
        "trade": "ride",
        "lat": CENTRE.lat,
        "lon": CENTRE.lon,
        "address": "云湖市",
        "opens": "00:00",
        "closes": "00:00",
        "rating": 47,
        "aliases": ["打车", "叫车"],
        "tags": ["出租车", "专车"],
        "delivery": None,
    }


def title(quote: Quote, car: Car) -> str:
    """经济型 人民广场→云湖机场."""
    return f"{car.title} {quote.start.text or '起点'}→{quote.goal.text or '终点'}"


def ride(quote: Quote, car: str) -> Doc:
    """The ride itself, whatever may become of it."""
    doc: Doc = {
        "merchant_id": MERCHANT_ID,
        "car": car,
        "from": quote.start.document(),
        "to": quote.goal.document(),
        "distance_m": quote.metres,
        "minutes": ceil(quote.seconds / 60),
    }
    return doc if quote.pickup_at is None else {**doc, "pickup_at": moment(quote.pickup_at)}


def product(quote: Quote, car: Car, outlook: Outlook | None) -> Doc:
    """One kind of car for a ride; without an outlook nobody is free to drive it."""
    fen = quote.fens[car.name]
    price = {"amount": fen, "currency": "CNY"}
    name = title(quote, car)
    product_id = f"{quote.quote_id}.{car.name}"
    description = {"plain": f"{quote.metres / 1000:.1f}公里，约{ceil(quote.seconds / 60)}分钟，最多{car.seats}人"}
    status = "out_of_stock" if outlook is None else "in_stock"
    about = ride(quote, car.name) | {
        "wait_minutes": 0 if outlook is None else outlook.wait_minutes,
        "seats": car.seats,
        "expires_at": moment(quote.made_at + LIFE),
        "rule": {"text": RULE, "steps": [] if outlook is None else _steps(outlook, fen)},
    }
    variant = {"id": product_id, "title": name, "description": description, "price": price}
    variant["availability"] = {"available": outlook is not None, "status": status}
    return {
        "id": product_id,
        "title": name,
        "description": description,
        "price_range": {"min": price, "max": price},
        "variants": [variant],
        CAPABILITY: about,
    }


def _steps(outlook: Outlook, fen: int) -> list[Doc]:
    """When it would cost what, if it was ordered now: an order has its own moments."""
    percent = min(-(-CANCEL_FEE_FEN * 100 // fen), 100)
    return [
        {"until": moment(outlook.free_until), "fee_percent": 0},
        {"until": moment(outlook.starts_at), "fee_percent": percent},
    ]
