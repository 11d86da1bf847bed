"""Shows: concerts, plays and matches that come back every few days, sold zone by zone."""

from dataclasses import dataclass
from datetime import date, time
from functools import cache

from bangwo_city.tickets.tables import rows


@dataclass(frozen=True, slots=True)
class Show:
    """A show, as shows.toml explains it."""

    show_id: str
    title: str
    venue_id: str
    zones: tuple[str, ...]
    prices_fen: tuple[int, ...]
    at: time
    minutes: int
    every: int
    phase: int
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def plays_on(self, day: date) -> bool:
        """Whether it is performed on this day."""
        return (day.toordinal() + self.phase) % self.every == 0


@cache
def shows() -> tuple[Show, ...]:
    """Every show there is."""
    return tuple(Show(**row) for row in rows("shows.toml", "show"))
