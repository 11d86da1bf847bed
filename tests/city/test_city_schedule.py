"""The programme: the same for a seed and a day, possible in every hall, and right about premieres."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bangwo_city.clock import LOCAL
from bangwo_city.tickets.films import films
from bangwo_city.tickets.halls import Hall, bits, places
from bangwo_city.tickets.schedule import HORIZON, Schedule, Showing, _programme
from bangwo_city.tickets.shows import shows
from bangwo_city.tickets.venues import cinemas, houses

TITLE, PREMIERE = "惊蛰无声", date(2026, 2, 17)
days = st.dates(date(2026, 1, 1), date(2027, 6, 1))
venues = (*cinemas(), *houses())
halls = [hall for venue in venues for hall in venue.halls]


def day(when: date, seed: int = 1) -> list[Showing]:
    return list(Schedule(seed).day(when))


def on_sale(today: date) -> list[Showing]:
    schedule = Schedule(1)
    return [showing for when in schedule.days(today) for showing in schedule.on_sale(when, today)]


def row(places_: int, number: int) -> int:
    """The seats of one row, as bits from column 1."""
    return (places_ >> (number - 1) * 64) & (1 << 64) - 1


def side_by_side(seats: int, number: int, many: int) -> bool:
    """Whether so many adjacent seats are in this row."""
    run = row(seats, number)
    for _ in range(many - 1):
        run &= run >> 1
    return run != 0


def free(showing: Showing) -> int:
    return showing.hall.seats & ~showing.crowd


@settings(max_examples=15, deadline=None)
@given(when=days, seed=st.integers(1, 3))
def test_no_hall_shows_two_things_at_once(when: date, seed: int):
    by_hall: dict[tuple[str, str], list[Showing]] = {}
    for showing in day(when, seed):
        if showing.venue.trade == "movie":
            by_hall.setdefault((showing.venue.venue_id, showing.hall.name), []).append(showing)
    for showings in by_hall.values():
        for before, after in pairwise(sorted(showings, key=lambda each: each.starts_at)):
            assert before.ends_at + timedelta(minutes=15) <= after.starts_at


@settings(max_examples=15, deadline=None)
@given(when=days)
def test_every_showing_makes_sense(when: date):
    titles = {film.title: film for film in films()}
    showings = day(when)
    assert len({each.showing_id for each in showings}) == len(showings)
    for showing in showings:
        assert showing.starts_at.date() == when
        assert showing.starts_at.tzinfo is LOCAL
        assert showing.starts_at < showing.ends_at
        assert 500 <= showing.price_fen <= 150_000
        assert showing.crowd & ~showing.hall.seats == 0
        film = titles.get(showing.title)
        if film is not None:
            assert film.premiere <= when
            assert showing.premiere == (film.premiere == when)
            assert showing.format in ("2D", *film.formats)
            assert time(9) <= showing.starts_at.time() <= time(22, 45)
            assert showing.starts_at.minute % 5 == 0


@settings(max_examples=8, deadline=None)
@given(when=days)
def test_the_same_seed_and_day_are_the_same_programme(when: date):
    first = day(when)
    _programme.cache_clear()
    assert day(when) == first
    assert {each.showing_id for each in day(when, 1)} != {each.showing_id for each in day(when, 2)}


@pytest.mark.parametrize("when", [PREMIERE, PREMIERE + timedelta(days=1)])
def test_the_new_years_film_runs_morning_afternoon_and_evening(when: date):
    showings = [each for each in on_sale(date(2026, 2, 10)) if each.title == TITLE and each.starts_at.date() == when]
    for least, most in [((9, 0), (12, 0)), ((12, 0), (18, 0)), ((18, 0), (23, 0)), ((19, 30), (20, 30))]:
        near = [each for each in showings if time(*least) <= each.starts_at.time() <= time(*most)]
        assert len({each.venue.venue_id for each in near}) >= 8
        assert sum(side_by_side(free(each), each.hall.rows, 2) for each in near) >= len(near) / 2
        assert sum(side_by_side(free(each), 5, 2) for each in near) >= len(near) / 2
    assert {each.premiere for each in showings} == {when == PREMIERE}
    assert {"IMAX", "dolby", "2D"} <= {each.format for each in showings}


@pytest.mark.parametrize(
    ("today", "first", "evening"),
    [
        (date(2026, 1, 5), PREMIERE, PREMIERE),  # presale, long before
        (date(2026, 2, 10), PREMIERE, PREMIERE),
        (date(2026, 2, 17), PREMIERE, PREMIERE),
        (date(2026, 2, 25), date(2026, 2, 25), date(2026, 2, 26)),
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 24)),  # it runs for long
    ],
)
def test_the_new_years_film_can_be_booked_at_any_time(today: date, first: date, evening: date):
    showings = [each for each in on_sale(today) if each.title == TITLE]
    assert min(each.starts_at.date() for each in showings) == first
    at_eight = datetime.combine(evening, time(20), LOCAL)
    assert any(abs(each.starts_at - at_eight) <= timedelta(minutes=30) for each in showings)


@pytest.mark.parametrize("today", [date(2026, 2, 10), date(2026, 6, 1), date(2026, 11, 23)])
def test_the_city_is_rich_enough(today: date):
    showings = on_sale(today)
    assert 4000 <= len(showings) <= 9000
    for offset in range(HORIZON):
        when = today + timedelta(days=offset)
        that_day = [each for each in showings if each.starts_at.date() == when]
        assert {each.venue.venue_id for each in that_day} >= {venue.venue_id for venue in cinemas()}
        assert {each.venue.trade for each in that_day} == {"movie", "show"}
    assert len({each.title for each in showings if each.venue.trade == "movie"}) >= 10
    assert {each.title for each in showings if each.venue.trade == "show"} == {show.title for show in shows()}
    assert len(cinemas()) >= 8
    assert len(shows()) >= 12


def test_room_is_common():
    showings = [each for each in on_sale(date(2026, 2, 10)) if each.venue.trade == "movie"]
    count = len(showings)
    assert sum(side_by_side(free(each), 3, 2) for each in showings) > 0.8 * count
    assert sum(side_by_side(free(each), 5, 2) for each in showings) > 0.7 * count
    assert sum(side_by_side(free(each), each.hall.rows, 2) for each in showings) > 0.8 * count
    together = [any(side_by_side(free(each), n, 4) for n in range(1, each.hall.rows + 1)) for each in showings]
    assert sum(together) > 0.95 * count
    assert sum(each.crowd != 0 for each in showings) > 0.9 * count


def test_beyond_the_horizon_only_films_to_come_are_sold():
    today = date(2026, 1, 5)
    later = [each for each in on_sale(today) if each.starts_at.date() >= today + timedelta(days=HORIZON)]
    coming = {film.title for film in films() if film.premiere > today}
    assert later
    assert {each.title for each in later} <= coming


@pytest.mark.parametrize("hall", halls, ids=lambda hall: f"{hall.name} {hall.rows}x{hall.cols}")
def test_a_hall_is_a_real_one(hall: Hall):
    assert 4 <= hall.rows <= 14
    assert 12 <= hall.cols <= 26
    assert all(1 <= aisle < hall.cols for aisle in hall.aisles)
    assert hall.seats.bit_count() == hall.rows * hall.cols - len(hall.gaps)
    assert all(side_by_side(hall.seats, number, 2) for number in range(1, hall.rows + 1))
    assert not hall.has([(hall.rows + 1, 1)])
    assert not hall.has([(1, hall.cols + 1)])
    assert not hall.has([(0, 1)])
    assert not hall.has(hall.gaps) if hall.gaps else True


@given(st.sets(st.tuples(st.integers(1, 14), st.integers(1, 26))))
def test_seats_are_bits_and_back(seats: set[tuple[int, int]]):
    assert list(places(bits(seats))) == sorted(seats)


def test_venues_lie_in_the_city_under_names_of_their_own():
    names = [name for venue in venues for name in (venue.name, *venue.aliases)]
    assert len(set(names)) == len(names)
    assert {(venue.trade, len({hall.name for hall in venue.halls}) == len(venue.halls)) for venue in venues} == {
        ("movie", True),
        ("show", True),
    }
    for venue in venues:
        doc = venue.document()
        assert 29.5 < doc["lat"] < 29.7
        assert 119.2 < doc["lon"] < 119.4
