"""Transit: the quickest way by foot, metro and bus, told ride by ride."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from itertools import groupby

from bangwo_city.atlas import plane
from bangwo_city.atlas.lines import Line, Stop, lines
from bangwo_city.atlas.plane import Spot
from bangwo_city.atlas.roads import Roads, roads
from bangwo_city.atlas.routes import Route, Step, ends, feet, length_said, route
from bangwo_city.atlas.search import Link, Path, quickest
from bangwo_city.geography import Point

_DWELL_S = 25
_WALK_M_S = 4.8 / 3.6
_DOWN_S = {"metro": 90, "bus": 10}
"""From the street to the platform."""
_UP_S = {"metro": 60, "bus": 5}
_DETOUR = 1.05
"""A line is a little longer than the straight way between its stops."""


@dataclass(frozen=True, slots=True)
class Platform:
    """One line at one of its stops."""

    line: Line
    number: int

    @property
    def stop(self) -> Stop:
        """Where it is."""
        return self.line.stops[self.number]


class Network:
    """The roads on foot, and over them the lines that run."""

    def __init__(self, on: Roads, running: Sequence[Line]) -> None:
        self._roads = on
        self.platforms = [Platform(line, number) for line in running for number in range(len(line.stops))]
        self._first = len(on.spots)
        self.spots = [*on.spots, *(each.stop.spot for each in self.platforms)]
        self.links = [list(each) for each in on.links("walk")] + [list[Link]() for _ in self.platforms]
        self._top_speed = max([_WALK_M_S, *(line.speed_kmh / 3.6 for line in running)])
        for number, platform in enumerate(self.platforms, self._first):
            self._join(number, platform)

    def route(self, start: Point, goal: Point) -> Route:
        """The quickest way; on foot where that is no slower."""
        on_foot = route(self._roads, start, goal, "walk")
        here, there = feet(self._roads, start, goal)
        path = quickest(
            self.links,
            self.spots,
            starts=ends(self._roads, here, "walk"),
            ends=ends(self._roads, there, "walk"),
            goal=there.spot,
            top_speed=self._top_speed,
        )
        if path is None or path.seconds >= on_foot.seconds or not any(self._platform(node) for node in path.nodes):
            return Route("transit", on_foot.metres, on_foot.seconds, on_foot.steps, on_foot.line)
        return self._told(start, goal, path)

    def _join(self, number: int, platform: Platform) -> None:
        """Link a platform with the street, with the next stop and with other lines here."""
        line, stop = platform.line, platform.stop
        wait = line.every_min * 30
        for node, metres in self._street(stop):
            walk = metres / _WALK_M_S
            self.links[node].append(Link(number, walk + _DOWN_S[line.kind] + wait, metres, ""))
            self.links[number].append(Link(node, walk + _UP_S[line.kind], metres, ""))
        if platform.number:
            metres = plane.metres(stop.spot, self.spots[number - 1]) * _DETOUR
            seconds = metres * 3.6 / line.speed_kmh + _DWELL_S
            self.links[number].append(Link(number - 1, seconds, metres, line.name))
            self.links[number - 1].append(Link(number, seconds, metres, line.name))
        for other_number, other in enumerate(self.platforms[: number - self._first], self._first):
            if other.stop.name == stop.name and other.line is not line and other.line.kind == line.kind == "metro":
                self.links[number].append(Link(other_number, 120 + other.line.every_min * 30, 80, ""))
                self.links[other_number].append(Link(number, 120 + wait, 80, ""))

    def _street(self, stop: Stop) -> Iterator[tuple[int, float]]:
        """The crossings next to a stop."""
        foot = self._roads.foot(plane.point(stop.spot))
        if foot is None:
            raise LookupError(f"{stop.name} lies on no road")
        for node in (foot.edge.a, foot.edge.b):
            yield node, plane.metres(stop.spot, self._roads.spots[node])

    def _platform(self, node: int) -> Platform | None:
        return self.platforms[node - self._first] if node >= self._first else None

    def _told(self, start: Point, goal: Point, path: Path) -> Route:
        """The path as walks and rides."""
        steps: list[Step] = []
        spots: list[Spot] = [plane.spot(start), *(self.spots[node] for node in path.nodes), plane.spot(goal)]
        here, there = feet(self._roads, start, goal)
        walked = here.away_m + plane.metres(here.spot, self.spots[path.nodes[0]])
        walked_s = walked / _WALK_M_S
        rest = there.away_m + plane.metres(there.spot, self.spots[path.nodes[-1]])
        number = 0
        for via, group in groupby(path.links, key=lambda link: link.via if link.via in self._names else ""):
            run = list(group)
            metres, seconds = sum(link.metres for link in run), sum(link.seconds for link in run)
            boarded = self._platform(path.nodes[number])
            number += len(run)
            left = self._platform(path.nodes[number])
            if not via:
                walked, walked_s = walked + metres, walked_s + seconds
            elif boarded is not None and left is not None:
                steps += [_walk(walked, walked_s, boarded, bool(steps)), _ride(boarded, left, metres, seconds)]
                walked, walked_s = 0.0, 0.0
        walked, walked_s = walked + rest, walked_s + rest / _WALK_M_S
        steps += [Step(f"步行{length_said(walked)}到目的地", walked, walked_s), Step("到达目的地", 0.0, 0.0)]
        metres, seconds = sum(step.metres for step in steps), sum(step.seconds for step in steps)
        return Route("transit", metres, seconds, tuple(steps), tuple(dict.fromkeys(spots)))

    @property
    def _names(self) -> set[str]:
        return {each.line.name for each in self.platforms}


def _walk(metres: float, seconds: float, to: Platform, changing: bool) -> Step:
    where = to.stop.said
    if changing and metres <= 100:
        return Step(f"在{where}换乘{to.line.name}，约需{round(seconds / 60)}分钟", metres, seconds)
    return Step(f"步行{length_said(metres)}到{where}，等{to.line.name}", metres, seconds)


def _ride(boarded: Platform, left: Platform, metres: float, seconds: float) -> Step:
    stops = abs(left.number - boarded.number)
    end = boarded.line.stops[-1 if left.number > boarded.number else 0]
    way = f"乘{boarded.line.name}（往{end.name}方向）坐{stops}站，在{left.stop.said}下车"
    return Step(way, metres, seconds)


def transit(start: Point, goal: Point, at: time) -> Route:
    """The quickest way by public transport for someone who leaves at this time of day."""
    return _network(tuple(line.name for line in lines() if line.runs_at(at))).route(start, goal)


@lru_cache(maxsize=16)
def _network(running: tuple[str, ...]) -> Network:
    return Network(roads(), [line for line in lines() if line.name in running])
