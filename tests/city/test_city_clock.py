"""The city's clock starts anywhere and runs on."""

from datetime import UTC, datetime, timedelta

import pytest

from bangwo_city.clock import LOCAL, CityClock, ManualClock, local

START = datetime(2026, 2, 10, 10, 0)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (START, START.replace(tzinfo=LOCAL)),
        (datetime(2026, 2, 10, 2, 0, tzinfo=UTC), START.replace(tzinfo=LOCAL)),
    ],
)
def test_a_moment_without_a_zone_is_local(said: datetime, meant: datetime):
    assert local(said) == meant
    assert local(said).tzinfo is LOCAL


def test_it_starts_where_it_is_told_and_runs_on():
    clock = CityClock(START)
    first, second = clock.now(), clock.now()
    assert timedelta() <= first - local(START) < timedelta(minutes=1)
    assert second >= first


def test_it_shows_the_machines_time_when_nothing_is_said():
    assert abs(CityClock().now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_manual_clock_stands_still_until_it_is_moved():
    clock = ManualClock(START)
    assert clock.now() == clock.now() == local(START)
    clock.advance(timedelta(hours=1))
    assert clock.now() == local(START) + timedelta(hours=1)
    with pytest.raises(ValueError, match="never runs back"):
        clock.advance(timedelta(seconds=-1))
