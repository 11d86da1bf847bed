"""Metro and buses: their lines lie on the map, run at their hours, and save walking."""

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bangwo_city.atlas import plane
from bangwo_city.atlas.lines import LineError, lines, read_lines
from bangwo_city.atlas.roads import roads
from bangwo_city.atlas.routes import route
from bangwo_city.atlas.transit import transit
from bangwo_city.geography import LANDMARKS, locate

NOON, NIGHT = time(12), time(3)
known = st.sampled_from(sorted(LANDMARKS)).map(LANDMARKS.__getitem__)


def test_lines_have_stops_near_roads():
    assert {each.kind for each in lines()} == {"metro", "bus"}
    for line in lines():
        assert len(line.stops) >= 3
        assert len({stop.spot for stop in line.stops}) == len(line.stops)
        for stop in line.stops:
            foot = roads().foot(plane.point(stop.spot))
            assert foot is not None
            assert foot.away_m < 100, (line.name, stop.name)


def test_metro_lines_meet():
    met = {line.name: {stop.name for stop in line.stops} for line in lines() if line.kind == "metro"}
    assert all(any(stops & other for name, other in met.items() if name != own) for own, stops in met.items())


@settings(max_examples=60, deadline=None)
@given(known, known, st.times())
def test_transit_is_never_slower_than_walking_and_leads_there(start, goal, at):
    found = transit(start, goal, at)
    assert found.seconds <= route(roads(), start, goal, "walk").seconds + 1
    assert plane.metres(found.line[0], plane.spot(start)) < 2
    assert plane.metres(found.line[-1], plane.spot(goal)) < 2


def test_a_ride_is_told_with_line_direction_and_stops():
    steps = [step.text for step in transit(locate("大学城"), locate("东湖新城"), NOON).steps]
    assert any("乘地铁3号线（往云湖站方向）坐3站，在中山路站下车" in each for each in steps)
    assert any("换乘地铁2号线" in each for each in steps)
    assert steps[-2].startswith("步行")


def test_at_night_only_night_buses_run():
    by_day, by_night = (transit(locate("大学城"), locate("云湖站"), at) for at in (NOON, NIGHT))
    assert any("地铁" in step.text for step in by_day.steps)
    assert not any("地铁" in step.text for step in by_night.steps)
    assert by_night.seconds > by_day.seconds
    running = {line.name for line in lines() if line.runs_at(NIGHT)}
    assert running
    assert all(name.startswith("夜") for name in running)


@pytest.mark.parametrize("row", ["bus 9路 8 18 06:00-22:00: 滨湖路 科技园路"])
def test_a_bus_cannot_jump_between_roads(row: str):
    with pytest.raises(LineError):
        read_lines(row, roads())
