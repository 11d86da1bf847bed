"""Fares: dearer for longer, by night, on New Year's eve and when everybody wants one; the same for the same seed."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo_city.ride.fares import Car, fares

FARES = fares(1)
CARS = {car.name: car for car in FARES.cars}
NOON = datetime(2026, 2, 10, 12)
cars = st.sampled_from(sorted(CARS)).map(CARS.__getitem__)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31))


@given(cars, st.integers(0, 40_000), st.integers(0, 40_000), st.integers(1, 200), st.integers(1, 200), moments)
def test_further_and_longer_is_never_cheaper(car: Car, a: int, b: int, quick: int, slow: int, at: datetime):
    near, far = sorted((a, b))
    least, most = sorted((quick, slow))
    assert 0 < FARES.fen(car, near, least, at) <= FARES.fen(car, far, most, at)
    assert FARES.fen(car, far, most, at) % 10 == 0


@given(cars, st.integers(0, 40_000), st.integers(1, 200), moments)
def test_a_price_is_a_function_of_ride_moment_and_seed(car: Car, metres: int, minutes: int, at: datetime):
    assert FARES.fen(car, metres, minutes, at) == fares(1).fen(car, metres, minutes, at)
    assert 100 <= FARES.percent(car, at) <= 190


def test_a_short_ride_costs_the_base():
    taxi = CARS["taxi"]
    assert FARES.fen(taxi, 2_900, 7, NOON) == taxi.base == 1100
    assert FARES.fen(taxi, 5_000, 8, NOON) == 1100 + 2 * 230
    assert FARES.fen(taxi, 5_000, 10, NOON) == 1100 + 2 * 230 + 2 * 30
    assert FARES.fen(taxi, 16_000, 8, NOON) == 1100 + 13 * 230 + 60


@pytest.mark.parametrize("car", sorted(CARS))
def test_nights_and_new_year_are_dearer(car: str):
    assert FARES.percent(CARS[car], datetime(2026, 2, 11, 1)) >= 100 + CARS[car].night_percent
    assert FARES.percent(CARS[car], datetime(2026, 2, 16, 20)) >= 140
    assert FARES.percent(CARS[car], datetime(2026, 12, 31, 22)) >= 140
    assert FARES.percent(CARS["taxi"], datetime(2026, 2, 16, 12)) == 100


def test_rain_and_rush_hours_make_it_dearer_but_not_the_taxi():
    days = [datetime(2026, 3, day, hour) for day in range(2, 30) for hour in (10, 13, 17)]
    wet = [at for at in days if FARES.weather(at) == "rain"]
    assert 3 < len(wet) < len(days) / 2
    economy, taxi = CARS["economy"], CARS["taxi"]
    assert all(FARES.percent(economy, at) >= 115 for at in wet)
    rush = [at for at in days if at.hour == 17 and at.weekday() < 5 and at not in wet]
    assert all(FARES.percent(economy, at) >= 112 for at in rush)
    assert all(FARES.percent(taxi, at) == 100 for at in days)
    assert [fares(2).weather(at) for at in days] != [FARES.weather(at) for at in days]


def test_it_snows_in_winter_only():
    hours = [datetime(2026, month, day, 9) for month in range(1, 13) for day in range(1, 29)]
    snowy = {at.month for seed in range(1, 6) for at in hours if fares(seed).weather(at) == "snow"}
    assert snowy
    assert snowy <= {12, 1, 2}
