"""Films: what is on, from its premiere onwards."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from bangwo_city.tickets.tables import rows

NEW_FOR = timedelta(days=14)
"""How long a film leads the programme after its premiere."""

PRESALE = timedelta(days=90)
"""Tickets for a premiere are sold so long before it."""

PREMIERE_RUN = 4
"""Days from the premiere on that are already in the presale."""


@dataclass(frozen=True, slots=True)
class Film:
    """A film, as films.toml explains it."""

    film_id: str
    title: str
    minutes: int
    premiere: date
    draw: int
    price_fen: int
    rating: int
    formats: tuple[str, ...] = ()  # 3D, IMAX, dolby
    languages: tuple[str, ...] = ("国语",)
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def runs_on(self, day: date) -> bool:
        """Whether it is shown on this day; films run for long."""
        return self.premiere <= day

    def is_new_on(self, day: date) -> bool:
        """Whether it premiered within the last two weeks."""
        return self.premiere <= day < self.premiere + NEW_FOR

    def weight(self, day: date) -> int:
        """Its share of the screens: full when new, then less week by week, never nothing."""
        weeks = max((day - self.premiere).days, 0) // 7
        return max(self.draw * 12 // (2 + min(weeks, 10)), 2)


@cache
def films() -> tuple[Film, ...]:
    """Every film there is."""
    return tuple(Film(**row) for row in rows("films.toml", "film"))


def running(day: date) -> tuple[Film, ...]:
    """The films that are shown on this day."""
    return tuple(film for film in films() if film.runs_on(day))


def leading(day: date, turn: int) -> Film | None:
    """The film that a cinema's largest hall shows all day: the newest great one, or the running ones by turns."""
    fresh = [film for film in running(day) if film.is_new_on(day) and film.draw >= 8]
    if fresh:
        return max(fresh, key=lambda film: film.draw)
    # Otherwise the greatest, seen everywhere within three days, and the rest in between.
    great = sorted(running(day), key=lambda film: (-film.draw, film.film_id))
    if not great:
        return None
    return great[0] if turn % 3 == 0 else great[turn % len(great)]


def presale_days(today: date, horizon: int) -> dict[date, tuple[Film, ...]]:
    """Days beyond the programme on which films that are still to come are already sold."""
    days: dict[date, list[Film]] = {}
    for film in films():
        if not today < film.premiere <= today + PRESALE:
            continue
        for offset in range(PREMIERE_RUN):
            day = film.premiere + timedelta(days=offset)
            if day >= today + timedelta(days=horizon):
                days.setdefault(day, []).append(film)
    return {day: tuple(films) for day, films in sorted(days.items())}
