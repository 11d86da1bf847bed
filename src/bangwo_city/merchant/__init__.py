"""Merchant: a UCP business over REST, sold for by flash, fresh and tickets alike."""

from bangwo_city.merchant.catalogue import Catalogue, Entry, Page
from bangwo_city.merchant.provider import (
    CancelRule,
    CancelStep,
    Doc,
    Finder,
    Leg,
    Mover,
    Notice,
    Plan,
    Priced,
    PricedLine,
    Provider,
    Refusal,
    Step,
    Wish,
    WishLine,
)
from bangwo_city.merchant.server import answer, build_app, refuse

__all__ = [
    "CancelRule",
    "CancelStep",
    "Catalogue",
    "Doc",
    "Entry",
    "Finder",
    "Leg",
    "Mover",
    "Notice",
    "Page",
    "Plan",
    "Priced",
    "PricedLine",
    "Provider",
    "Refusal",
    "Step",
    "Wish",
    "WishLine",
    "answer",
    "build_app",
    "refuse",
]
