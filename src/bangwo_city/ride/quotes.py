"""Quotes: what was offered to whom asked for a ride, remembered for as long as it can be bought."""

import secrets
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bangwo_city.clock import local
from bangwo_city.durable import Batch, Shelf
from bangwo_city.geography import Point

LIFE = timedelta(minutes=10)
KEPT = timedelta(hours=7)
"""Longer than a checkout that was made of a quote can still be completed."""
QUOTES_MAX = 50_000

_TABLE = "quotes"


@dataclass(frozen=True, slots=True)
class End:
    """Where a ride begins or ends."""

    point: Point
    text: str

    def document(self) -> dict[str, Any]:
        """As it is shown and kept."""
        return {"lat": self.point.lat, "lon": self.point.lon, "text": self.text}


@dataclass(frozen=True, slots=True)
class Quote:
    """A ride with its price for every kind of car."""

    quote_id: str
    start: End
    goal: End
    pickup_at: datetime | None  # None: now
    made_at: datetime
    metres: int
    seconds: int  # of the drive, with its traffic
    fens: dict[str, int]  # by kind of car

    def live(self, now: datetime) -> bool:
        """Whether it can still be put into a checkout."""
        return now < self.made_at + LIFE


class Quotes:
    """The quotes of the last hours."""

    def __init__(self) -> None:
        self._shelf: Shelf | None = None
        self._kept: deque[tuple[datetime, str]] = deque()

    def restore(self, shelf: Shelf) -> None:
        """Remember what was offered before a restart."""
        self._shelf = shelf
        made = ((datetime.fromisoformat(row["made_at"]), quote_id) for quote_id, row in shelf.scan(_TABLE))
        self._kept = deque(sorted((local(at), quote_id) for at, quote_id in made))

    def keep(self, quote: Quote) -> None:
        """Remember a quote and forget the oldest; it is on disk when the shelf is flushed."""
        if self._shelf is None:
            raise LookupError("quotes are kept on a shelf, and there is none yet")
        batch = Batch()
        while self._kept and (self._kept[0][0] + KEPT <= quote.made_at or len(self._kept) >= QUOTES_MAX):
            batch.delete(_TABLE, self._kept.popleft()[1])
        self._kept.append((quote.made_at, quote.quote_id))
        batch.put(_TABLE, quote.quote_id, _row(quote))
        self._shelf.write(batch.ops)

    def find(self, product_id: str) -> tuple[Quote, str] | None:
        """The quote of a product and its kind of car."""
        quote_id, _, car = product_id.partition(".")
        row = self._shelf.get(_TABLE, quote_id) if self._shelf is not None else None
        if row is None or car not in row["fens"]:
            return None
        return _quote(quote_id, row), car


def new_id() -> str:
    """The id of a new quote."""
    return f"rd_{secrets.token_hex(8)}"


def _row(quote: Quote) -> dict[str, Any]:
    return {
        "start": quote.start.document(),
        "goal": quote.goal.document(),
        "pickup_at": quote.pickup_at.isoformat() if quote.pickup_at else None,
        "made_at": quote.made_at.isoformat(),
        "metres": quote.metres,
        "seconds": quote.seconds,
        "fens": quote.fens,
    }


def _quote(quote_id: str, row: dict[str, Any]) -> Quote:
    start, goal = (End(Point(each["lat"], each["lon"]), each["text"]) for each in (row["start"], row["goal"]))
    pickup = local(datetime.fromisoformat(row["pickup_at"])) if row["pickup_at"] else None
    made = local(datetime.fromisoformat(row["made_at"]))
    return Quote(quote_id, start, goal, pickup, made, row["metres"], row["seconds"], row["fens"])
