"""Roads: the graph of the city's crossings, built from the map, and where on it a point stands."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import hypot

from bangwo_city.atlas.plane import Spot, metres, spot
from bangwo_city.atlas.search import Link
from bangwo_city.geography import STREETS, Point, Street

MODES = ("walk", "bike", "drive")
SPEEDS_KMH = {"express": 78, "main": 42, "street": 30, "lane": 15}
"""How fast a car goes where nothing holds it up."""
_ON_FOOT_KMH = {"walk": 4.8, "bike": 14.0}
_CROSSING_S = {"walk": 3.0, "bike": 5.0, "drive": 7.0}
_MERGE_M = 12.0

REACH_M = 1_500
"""Further than this from any road is outside the city."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight piece of a road between two crossings."""

    a: int
    b: int
    metres: float
    road: str
    kind: str


@dataclass(frozen=True, slots=True)
class Foot:
    """Where a point meets the road nearest to it."""

    edge: Edge
    spot: Spot
    share: float  # of the way from a to b
    away_m: float


class Roads:
    """Crossings, the pieces of road between them, and the links of each way of moving."""

    def __init__(self, streets: tuple[Street, ...]) -> None:
        self.spots: list[Spot] = []
        self.edges: list[Edge] = []
        self._build(streets)
        self._links = {mode: self._linked(mode) for mode in MODES}
        self._pieces = [self._piece(each) for each in self.edges if each.kind != "express"]

    def links(self, mode: str) -> list[list[Link]]:
        """By node: where one gets from there."""
        return self._links[mode]

    def foot(self, point: Point) -> Foot | None:
        """The nearest spot on a road with houses, or None: out of the city."""
        x, y = spot(point)
        found, nearest = None, float(REACH_M)
        for edge, ax, ay, dx, dy, squared, half in self._pieces:
            if abs(x - ax - dx / 2) > half + nearest or abs(y - ay - dy / 2) > half + nearest:
                continue
            share = min(max(((x - ax) * dx + (y - ay) * dy) / squared, 0.0), 1.0)
            away = hypot(ax + dx * share - x, ay + dy * share - y)
            if away < nearest:
                found, nearest = (edge, (ax + dx * share, ay + dy * share), share), away
        return None if found is None else Foot(*found, nearest)

    def seconds(self, edge: Edge, mode: str) -> float:
        """How long a piece takes, its crossing left out."""
        return edge.metres * 3.6 / _speed_kmh(edge.kind, mode)

    def _build(self, streets: tuple[Street, ...]) -> None:
        pieces = [(each, a, b) for each in streets for a, b in pairwise(spot(point) for point in each.points)]
        for street, a, b in pieces:
            met = [a, b]
            for other, c, d in pieces:
                if other is not street and _meet(street.kind, other.kind):
                    crossing = _crossing(a, b, c, d)
                    met += [] if crossing is None else [crossing]
            met.sort(key=lambda each, a=a: metres(a, each))
            nodes = list(dict.fromkeys(self._node(each) for each in met))
            for here, there in pairwise(nodes):
                length = metres(self.spots[here], self.spots[there])
                self.edges.append(Edge(here, there, length, street.name, street.kind))

    def _node(self, here: Spot) -> int:
        for node, there in enumerate(self.spots):
            if abs(here[0] - there[0]) < _MERGE_M and abs(here[1] - there[1]) < _MERGE_M:
                return node
        self.spots.append(here)
        return len(self.spots) - 1

    def _linked(self, mode: str) -> list[list[Link]]:
        links: list[list[Link]] = [[] for _ in self.spots]
        for edge in self.edges:
            if mode != "drive" and edge.kind == "express":
                continue
            seconds = self.seconds(edge, mode) + (0 if edge.kind == "express" else _CROSSING_S[mode])
            links[edge.a].append(Link(edge.b, seconds, edge.metres, edge.road))
            links[edge.b].append(Link(edge.a, seconds, edge.metres, edge.road))
        return links

    def _piece(self, edge: Edge) -> tuple[Edge, float, float, float, float, float, float]:
        (ax, ay), (bx, by) = self.spots[edge.a], self.spots[edge.b]
        return edge, ax, ay, bx - ax, by - ay, edge.metres**2, edge.metres / 2


def _speed_kmh(kind: str, mode: str) -> float:
    return SPEEDS_KMH[kind] if mode == "drive" else _ON_FOOT_KMH[mode]


def top_speed(mode: str) -> float:
    """The fastest one moves, in metres a second."""
    return (max(SPEEDS_KMH.values()) if mode == "drive" else _ON_FOOT_KMH[mode]) / 3.6


def _meet(one: str, other: str) -> bool:
    """Whether roads of these kinds have a crossing where their lines cross; else one runs over the other."""
    return "express" not in (one, other) or {one, other} <= {"express", "main"}


def _crossing(a: Spot, b: Spot, c: Spot, d: Spot) -> Spot | None:
    """Where two straight pieces cross or touch."""
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    across = rx * sy - ry * sx
    if abs(across) < 1e-9:
        return None
    along = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / across
    over = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / across
    slack = 1e-6  # a road that ends on another one meets it
    if not (-slack <= along <= 1 + slack and -slack <= over <= 1 + slack):
        return None
    return a[0] + rx * along, a[1] + ry * along


@lru_cache(maxsize=1)
def roads() -> Roads:
    """The roads of 云湖市."""
    return Roads(STREETS)
