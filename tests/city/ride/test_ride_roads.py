"""The road graph: connected, named, and its quickest ways are the quickest."""

from collections import deque
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bangwo_city.atlas import plane
from bangwo_city.atlas.roads import MODES, SPEEDS_KMH, Roads, roads, top_speed
from bangwo_city.atlas.routes import OutOfCity, route
from bangwo_city.atlas.search import Link, quickest
from bangwo_city.geography import LANDMARKS, STREETS, Point, locate

ROADS = roads()
EXPRESS_ONLY = {
    node
    for node in range(len(ROADS.spots))
    if {each.kind for each in ROADS.edges if node in (each.a, each.b)} == {"express"}
}
spots = st.tuples(st.floats(-3000, 3000), st.floats(-2800, 2800))
points = spots.map(plane.point) | st.sampled_from(sorted(LANDMARKS)).map(LANDMARKS.__getitem__)


def reached(links: list[list[Link]], start: int) -> set[int]:
    seen, ahead = {start}, deque([start])
    while ahead:
        for link in links[ahead.popleft()]:
            if link.to not in seen:
                seen.add(link.to)
                ahead.append(link.to)
    return seen


def length(line: tuple[plane.Spot, ...]) -> float:
    return sum(plane.metres(a, b) for a, b in pairwise(line))


def test_enough_crossings_and_every_street_is_a_road():
    assert len(ROADS.spots) >= 300
    assert {each.road for each in ROADS.edges} == {each.name for each in STREETS}
    assert {each.kind for each in ROADS.edges} == set(SPEEDS_KMH)
    assert all(each.a != each.b and each.metres > 1 for each in ROADS.edges)


def test_the_same_map_makes_the_same_graph():
    again = Roads(STREETS)
    assert again.spots == ROADS.spots
    assert again.edges == ROADS.edges


@pytest.mark.parametrize("mode", MODES)
def test_one_gets_everywhere(mode: str):
    everywhere = set(range(len(ROADS.spots)))
    assert reached(ROADS.links(mode), 0) == (everywhere if mode == "drive" else everywhere - EXPRESS_ONLY)


def test_nobody_walks_on_an_express_road():
    express = {each.name for each in STREETS if each.kind == "express"}
    for mode in ("walk", "bike"):
        assert not express & {link.via for links in ROADS.links(mode) for link in links}
    assert express <= {link.via for links in ROADS.links("drive") for link in links}


def all_costs(links: list[list[Link]], start: int) -> list[float]:
    """Seconds from one crossing to every other, by relaxing every link until nothing gets better (Bellman-Ford)."""
    cost = [float("inf")] * len(links)
    cost[start], better = 0.0, True
    while better:
        better = False
        for node, out in enumerate(links):
            for link in out:
                if cost[node] + link.seconds < cost[link.to] - 1e-9:
                    cost[link.to], better = cost[node] + link.seconds, True
    return cost


@pytest.mark.parametrize("mode", MODES)
def test_the_quickest_path_is_the_quickest(mode: str):
    dice, links = Random(mode), ROADS.links(mode)
    walkable = [node for node in range(len(ROADS.spots)) if node not in EXPRESS_ONLY]
    for start in dice.sample(walkable, 3):
        costs = all_costs(links, start)
        for end in dice.sample(walkable, 40):
            path = quickest(
                links,
                ROADS.spots,
                starts={start: 0.0},
                ends={end: 0.0},
                goal=ROADS.spots[end],
                top_speed=top_speed(mode),
            )
            assert path is not None
            assert path.seconds == pytest.approx(costs[end])
            assert sum(link.seconds for link in path.links) == pytest.approx(path.seconds)
            assert (path.nodes[0], path.nodes[-1]) == (start, end)


@settings(max_examples=60, deadline=None)
@given(points, points, st.sampled_from(MODES))
def test_a_route_leads_from_one_end_to_the_other(start: Point, goal: Point, mode: str):
    found = route(ROADS, start, goal, mode)
    assert plane.metres(found.line[0], plane.spot(start)) < 2
    assert plane.metres(found.line[-1], plane.spot(goal)) < 2
    assert length(found.line) == pytest.approx(found.metres, abs=3)
    assert found.metres >= plane.metres(plane.spot(start), plane.spot(goal)) - 3
    assert found.steps[-1].text == "到达目的地"
    assert all(step.text and step.metres >= 0 and step.seconds >= 0 for step in found.steps)


@settings(max_examples=40, deadline=None)
@given(points, points)
def test_the_way_back_takes_as_long_and_driving_is_no_slower_than_walking(start: Point, goal: Point):
    there, back = (route(ROADS, a, b, "walk") for a, b in ((start, goal), (goal, start)))
    assert there.seconds == pytest.approx(back.seconds, rel=0.01, abs=5)
    assert route(ROADS, start, goal, "drive").seconds <= there.seconds + 10


def test_steps_name_roads_and_turns():
    steps = [each.text for each in route(ROADS, locate("翠园小区"), locate("云湖机场"), "drive").steps]
    assert any("进入机场高速，行驶" in each for each in steps)
    assert any(each.startswith(("左转", "右转")) for each in steps)
    assert steps[1].startswith("沿")


def test_neighbours_on_one_road_go_straight_along_it():
    found = route(ROADS, locate("人民路100号"), locate("人民路112号"), "drive")
    assert found.metres < 250
    assert sum("人民路" in step.text for step in found.steps) == 1


@pytest.mark.parametrize("far", [Point(30.6, 120.3), Point(0, 0), Point(-90, 180), Point(29.6, 119.6)])
def test_out_of_the_city_there_is_no_way(far: Point):
    for start, goal in ((locate("人民路"), far), (far, locate("人民路"))):
        with pytest.raises(OutOfCity):
            route(ROADS, start, goal, "drive")
