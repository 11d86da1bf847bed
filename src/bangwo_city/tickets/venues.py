"""Venues: the cinemas, theatres and arenas of the city, with their halls."""

from dataclasses import dataclass
from functools import cache

from bangwo_city.geography import locate
from bangwo_city.merchant import Doc
from bangwo_city.tickets.halls import Hall, read
from bangwo_city.tickets.tables import Row, rows


@dataclass(frozen=True, slots=True)
class Venue:
    """A cinema (`movie`) or a house for shows (`show`), as venues.toml explains it."""

    venue_id: str
    name: str
    address: str
    trade: str
    halls: tuple[Hall, ...]
    rating: int
    level_fen: int = 0
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def document(self) -> Doc:
        """As org.bangwo.merchants shows it; tickets are sold around the clock."""
        point = locate(self.address)
        return {
            "id": self.venue_id,
            "name": self.name,
            "trade": self.trade,
            "lat": point.lat,
            "lon": point.lon,
            "address": self.address,
            "opens": "00:00",
            "closes": "00:00",
            "rating": self.rating,
            "aliases": list(self.aliases),
            "tags": list(self.tags),
            "delivery": None,
        }


@cache
def cinemas() -> tuple[Venue, ...]:
    """Every cinema there is."""
    return tuple(_venue("movie", row) for row in rows("venues.toml", "cinema"))


@cache
def houses() -> tuple[Venue, ...]:
    """Every house for shows."""
    return tuple(_venue("show", row) for row in rows("venues.toml", "house"))


def _venue(trade: str, row: Row) -> Venue:
    return Venue(trade=trade, **{**row, "halls": tuple(read(hall) for hall in row["halls"])})
