"""The schedule: which film or show runs where and when, the same for the same seed and day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random

from bangwo_city.clock import LOCAL
from bangwo_city.tickets.films import Film, leading, presale_days, running
from bangwo_city.tickets.halls import FILLS, Hall, crowds
from bangwo_city.tickets.shows import Show, shows
from bangwo_city.tickets.venues import Venue, cinemas, houses

HORIZON = 21
"""Days from today on for which there is a full programme."""

_FIRST_START = 9 * 60
_LAST_START = 22 * 60 + 45
_CLEANING = 15
_ANCHOR = 20 * 60
"""The largest hall's evening showing begins about now; its other showings are laid around it."""


@dataclass(frozen=True, slots=True)
class Showing:
    """A film or show at a time in a hall (of a show: in a zone), with the seats that others have bought."""

    showing_id: str
    venue: Venue
    hall: Hall
    title: str
    starts_at: datetime
    ends_at: datetime
    format: str
    language: str
    price_fen: int
    premiere: bool
    crowd: int
    rating: int = 0
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Schedule:
    """All showings by day. A day is worked out when first asked for, and is the same whenever that is."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def days(self, today: date) -> Sequence[date]:
        """The days on sale: the programme from today on, then the premieres still to come."""
        return [*(today + timedelta(days=n) for n in range(HORIZON)), *presale_days(today, HORIZON)]

    def on_sale(self, day: date, today: date) -> Sequence[Showing]:
        """The showings of a day as sold today: beyond the horizon, the new films alone."""
        if day < today + timedelta(days=HORIZON):
            return self.day(day)
        new = {film.title for film in presale_days(today, HORIZON).get(day, ())}
        return [each for each in self.day(day) if each.title in new]

    def day(self, day: date) -> Sequence[Showing]:
        """Every showing of a day."""
        return _programme(self._seed, day)


@lru_cache(maxsize=64)
def _programme(seed: int, day: date) -> tuple[Showing, ...]:
    films = (
        showing
        for number, venue in enumerate(cinemas())
        for index in range(len(venue.halls))
        for showing in _hall(seed, day, number, index)
    )
    stages = (showing for show in shows() if show.plays_on(day) for showing in _performance(seed, show, day))
    return (*films, *stages)


def _hall(seed: int, day: date, number: int, index: int) -> Iterator[Showing]:
    """What one hall of a cinema shows on a day."""
    venue = cinemas()[number]
    hall = venue.halls[index]
    random = Random(f"{seed}:{venue.venue_id}:{index}:{day}")
    lead = leading(day, day.toordinal() + number) if index == 0 else None
    slots = _in_turn(day, hall, random) if lead is None else ((start, lead) for start in _around(lead.minutes, random))
    for start, film in slots:
        starts_at = _at(day, start)
        format_ = _format(film, hall, random)
        yield Showing(
            showing_id=f"{venue.venue_id}h{index + 1}-{starts_at:%Y%m%d-%H%M}",
            venue=venue,
            hall=hall,
            title=film.title,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=film.minutes),
            format=format_,
            language=random.choice(film.languages),
            price_fen=_price(film, venue, format_, starts_at),
            premiere=day == film.premiere,
            crowd=_crowd(seed, hall, _busy(starts_at, film), random),
            rating=film.rating // 2,
            aliases=film.aliases,
            tags=film.tags,
        )


def _performance(seed: int, show: Show, day: date) -> Iterator[Showing]:
    """A show on a day, zone by zone."""
    venue = next(house for house in houses() if house.venue_id == show.venue_id)
    halls = {hall.name: hall for hall in venue.halls}
    starts_at = datetime.combine(day, show.at, LOCAL)
    for number, (zone, price) in enumerate(zip(show.zones, show.prices_fen, strict=True), 1):
        random = Random(f"{seed}:{show.show_id}:{number}:{day}")
        yield Showing(
            showing_id=f"{show.show_id}z{number}-{starts_at:%Y%m%d-%H%M}",
            venue=venue,
            hall=halls[zone],
            title=show.title,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=show.minutes),
            format="2D",
            language="国语",
            price_fen=price,
            premiere=False,
            crowd=_crowd(seed, halls[zone], 0.5, random),
            aliases=show.aliases,
            tags=show.tags,
        )


def _crowd(seed: int, hall: Hall, busy: float, random: Random) -> int:
    share = (random.random() + random.random()) * 0.8 * busy
    return crowds(hall, seed)[min(int(share * FILLS), FILLS - 1)]


def _format(film: Film, hall: Hall, random: Random) -> str:
    """That of the hall where the film was made for it, else 3D every second time that it can be."""
    if hall.format in film.formats:
        return hall.format
    return "3D" if "3D" in film.formats and random.random() < 0.5 else "2D"


def _around(minutes: int, random: Random) -> list[int]:
    """Starts of one film all day long, one of them near the evening's anchor."""
    evening = _ANCHOR + random.choice((-20, -15, -10, -5, 0, 0, 0, 5, 10, 15, 20))
    step = minutes + _CLEANING + (-minutes) % 5
    first = evening - (evening - _FIRST_START) // step * step
    return list(range(first, _LAST_START + 1, step))


def _in_turn(day: date, hall: Hall, random: Random) -> Iterator[tuple[int, Film]]:
    """Starts of one film after the other, by their weight; a great screen shows what was made for it."""
    films = running(day)
    if hall.format != "2D":
        films = tuple(film for film in films if hall.format in film.formats)
    if not films:
        return
    start = _FIRST_START + 5 * random.randrange(16)
    weights = [film.weight(day) for film in films]
    while start <= _LAST_START:
        film = random.choices(films, weights)[0]
        yield start, film
        start += film.minutes + _CLEANING + (-film.minutes) % 5 + 5 * random.randrange(3)


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(minutes // 60, minutes % 60), LOCAL)


def _price(film: Film, venue: Venue, format_: str, at: datetime) -> int:
    extra = {"IMAX": 2500, "dolby": 1800, "3D": 500}.get(format_, 0)
    hours = -800 if at.hour < 12 else 500 if at.hour >= 18 else 0
    weekend = 400 if at.weekday() >= 5 else 0
    return film.price_fen + venue.level_fen + extra + hours + weekend


def _busy(at: datetime, film: Film) -> float:
    """How full a showing tends to be, 0 to 1."""
    evening = 0.2 if 18 <= at.hour < 22 else -0.15 if at.hour < 12 else 0.0
    new = 0.2 if film.is_new_on(at.date()) else 0.0
    return 0.4 + evening + new + (0.1 if at.weekday() >= 5 else 0.0)
