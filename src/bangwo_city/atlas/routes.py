"""Routes: the quickest way by road from one point to another, with its line and what to do on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bangwo_city.atlas import plane
from bangwo_city.atlas.plane import Spot
from bangwo_city.atlas.roads import Foot, Roads, top_speed
from bangwo_city.atlas.search import quickest
from bangwo_city.geography import Point

VERBS = {"walk": "步行", "bike": "骑行", "drive": "行驶"}
_OFF_ROAD_M_S = {"walk": 1.2, "bike": 1.2, "drive": 2.5}


class OutOfCity(Exception):
    """A point that no road of the city comes near."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do on the way."""

    text: str  # 右转进入中山路，行驶1.2公里
    metres: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Route:
    """A way: its steps add up to it."""

    mode: str
    metres: float
    seconds: float
    steps: tuple[Step, ...]
    line: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """A straight piece of the way on one road; no road: a few steps from the door."""

    road: str
    metres: float
    seconds: float
    to: Spot


def route(roads: Roads, start: Point, goal: Point, mode: str) -> Route:
    """The quickest way by walk, bike or drive; OutOfCity where one of its ends lies nowhere near a road."""
    here, there = feet(roads, start, goal)
    legs = [Leg("", here.away_m, here.away_m / _OFF_ROAD_M_S[mode], here.spot)]
    legs += _on_roads(roads, here, there, mode)
    legs.append(Leg("", there.away_m, there.away_m / _OFF_ROAD_M_S[mode], plane.spot(goal)))
    return drawn(mode, plane.spot(start), [leg for leg in legs if leg.metres >= 1])


def feet(roads: Roads, start: Point, goal: Point) -> tuple[Foot, Foot]:
    """Where a way begins and ends on the roads."""
    here, there = roads.foot(start), roads.foot(goal)
    if here is None or there is None:
        raise OutOfCity
    return here, there


def ends(roads: Roads, foot: Foot, mode: str) -> dict[int, float]:
    """The seconds from a foot to the crossings at both ends of its piece of road."""
    whole = roads.seconds(foot.edge, mode)
    nearer = {foot.edge.a: whole * foot.share}
    beyond = whole * (1 - foot.share)
    nearer[foot.edge.b] = min(beyond, nearer.get(foot.edge.b, beyond))
    return nearer


def drawn(mode: str, start: Spot, legs: Sequence[Leg]) -> Route:
    """A route out of its legs: those that follow one road become one step."""
    steps: list[Step] = []
    line = [start]
    turned = ""
    number = 0
    while number < len(legs):
        road = legs[number].road
        last = number
        while last + 1 < len(legs) and legs[last + 1].road == road:
            last += 1
        run = legs[number : last + 1]
        length = sum(leg.metres for leg in run)
        text = _said(
            mode, road, turned or plane.wind(line[-1], run[0].to), length, first=not steps, last=run[-1] is legs[-1]
        )
        steps.append(Step(text, length, sum(leg.seconds for leg in run)))
        before = line[-1] if len(run) == 1 else run[-2].to
        line += [leg.to for leg in run]
        number = last + 1
        turned = _turned(before, line[-1], legs[number].to) if road and number < len(legs) else ""
    steps.append(Step("到达目的地", 0.0, 0.0))
    metres, seconds = sum(step.metres for step in steps), sum(step.seconds for step in steps)
    return Route(mode, metres, seconds, tuple(steps), tuple(line))


def length_said(metres: float) -> str:
    """350米, 1.2公里."""
    whole = round(metres)
    return (
        f"{max(round(whole, -1), 10) if whole >= 10 else max(whole, 1)}米" if whole < 995 else f"{whole / 1000:.1f}公里"
    )


def _on_roads(roads: Roads, here: Foot, there: Foot, mode: str) -> list[Leg]:
    """The legs from foot to foot."""
    direct = None
    if here.edge is there.edge:
        share = abs(here.share - there.share)
        direct = Leg(here.edge.road, here.edge.metres * share, roads.seconds(here.edge, mode) * share, there.spot)
    path = quickest(
        roads.links(mode),
        roads.spots,
        starts=ends(roads, here, mode),
        ends=ends(roads, there, mode),
        goal=there.spot,
        top_speed=top_speed(mode),
    )
    if direct is not None and (path is None or direct.seconds <= path.seconds):
        return [direct]
    if path is None:
        raise OutOfCity
    first, last = path.nodes[0], path.nodes[-1]
    legs = [_partly(roads, here, first, mode, roads.spots[first])]
    legs += [Leg(link.via, link.metres, link.seconds, roads.spots[link.to]) for link in path.links]
    return [*legs, _partly(roads, there, last, mode, there.spot)]


def _partly(roads: Roads, foot: Foot, node: int, mode: str, to: Spot) -> Leg:
    """The piece of a road between a foot and the crossing at one of its ends."""
    length = plane.metres(foot.spot, roads.spots[node])
    seconds = roads.seconds(foot.edge, mode) * length / foot.edge.metres
    return Leg(foot.edge.road, length, seconds, to)


def _said(mode: str, road: str, where: str, metres: float, *, first: bool, last: bool) -> str:
    length = length_said(metres)
    if not road:
        return f"从起点步行{length}到路边" if first else f"{'步行' if last else VERBS[mode]}{length}到目的地"
    if first or where not in _TURNS:
        return f"沿{road}向{where}{VERBS[mode]}{length}"
    return f"{where}进入{road}，{VERBS[mode]}{length}"


_TURNS = ("直行", "向右前方", "向左前方", "右转", "左转", "向右后方", "向左后方", "调头")


def _turned(a: Spot, b: Spot, c: Spot) -> str:
    angle = plane.turn(a, b, c)
    if abs(angle) < 25:
        return "直行"
    side = "右" if angle > 0 else "左"
    if abs(angle) < 55:
        return f"向{side}前方"
    if abs(angle) < 125:
        return f"{side}转"
    return f"向{side}后方" if abs(angle) < 165 else "调头"
