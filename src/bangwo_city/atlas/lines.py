"""Lines: the metro and buses, read from a short file and laid over the roads."""

from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from bangwo_city.atlas import plane
from bangwo_city.atlas.plane import Spot
from bangwo_city.atlas.roads import Roads, roads
from bangwo_city.geography import LANDMARKS, at

_BUS_STOPS_APART_M = 380
_NAMED_WITHIN_M = 160


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a line stops."""

    name: str
    spot: Spot

    @property
    def said(self) -> str:
        """As people say it: 人民广场站."""
        return self.name if self.name.endswith("站") else f"{self.name}站"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that runs both ways."""

    name: str  # 地铁1号线
    kind: str  # metro, bus
    every_min: int
    speed_kmh: int
    first: time
    last: time  # before `first`: past midnight
    stops: tuple[Stop, ...]

    def runs_at(self, now: time) -> bool:
        """Whether one can board it at this time of day."""
        if self.first <= self.last:
            return self.first <= now <= self.last
        return now >= self.first or now <= self.last


class LineError(Exception):
    """A line of the file cannot be read; the message names it."""


def read_lines(text: str, on: Roads) -> tuple[Line, ...]:
    """All lines of a file."""
    known: dict[str, Stop] = {}
    lines: list[Line] = []
    for row in text.splitlines():
        if not row.strip() or row.startswith("#"):
            continue
        head, _, rest = row.partition(": ")
        kind, name, every, speed, hours = head.split()
        first, last = (time.fromisoformat(each) for each in hours.split("-"))
        stops = _placed(rest, known) if kind == "metro" else _along(rest.split(), on, row)
        lines.append(Line(name, kind, int(every), int(speed), first, last, stops))
    return tuple(lines)


def _placed(text: str, known: dict[str, Stop]) -> tuple[Stop, ...]:
    for each in text.split(";"):
        name, *where = each.split()
        if where:
            east, north = where[0].split(",")
            known[name] = Stop(name, plane.spot(at(float(east), float(north))))
    return tuple(known[each.split()[0]] for each in text.split(";"))


def _along(names: list[str], on: Roads, row: str) -> tuple[Stop, ...]:
    """The stops of a bus that follows these roads."""
    ways = [_nodes(name, on) for name in names]
    joints = [_joint(a, b, row) for a, b in pairwise(ways)]
    nodes: list[int] = []
    for number, way in enumerate(ways):
        begin = joints[number - 1] if number else _far_end(way, joints[0] if joints else way[-1], on)
        finish = joints[number] if number < len(joints) else _far_end(way, begin, on)
        a, b = way.index(begin), way.index(finish)
        nodes += way[a : b + 1] if a <= b else way[b : a + 1][::-1]
    kept = nodes[:1]
    for node in nodes[1:]:
        if node != nodes[-1] and len(_crossing(node, on)) < 2:
            continue
        if plane.metres(on.spots[kept[-1]], on.spots[node]) >= _BUS_STOPS_APART_M:
            kept.append(node)
    return tuple(Stop(_name(node, on), on.spots[node]) for node in kept)


def _nodes(road: str, on: Roads) -> list[int]:
    edges = [each for each in on.edges if each.road == road]
    return [edges[0].a, *(each.b for each in edges)]


def _joint(one: list[int], other: list[int], row: str) -> int:
    shared = [node for node in one if node in other]
    if not shared:
        raise LineError(f"two roads of {row!r} do not meet")
    return shared[0]


def _far_end(way: list[int], joint: int, on: Roads) -> int:
    return max(way[0], way[-1], key=lambda node: plane.metres(on.spots[node], on.spots[joint]))


def _name(node: int, on: Roads) -> str:
    """A landmark that is near, or else the roads that cross."""
    here = on.spots[node]
    near = min(LANDMARKS, key=lambda name: plane.metres(plane.spot(LANDMARKS[name]), here))
    if plane.metres(plane.spot(LANDMARKS[near]), here) <= _NAMED_WITHIN_M:
        return near
    crossing = _crossing(node, on)
    return f"{crossing[0]}{crossing[1]}口" if len(crossing) > 1 else f"{crossing[0]}口"


def _crossing(node: int, on: Roads) -> list[str]:
    """The roads with pavements that meet there."""
    meeting = (each.road for each in on.edges if node in (each.a, each.b) and each.kind != "express")
    return list(dict.fromkeys(meeting))


@lru_cache(maxsize=1)
def lines() -> tuple[Line, ...]:
    """The lines of 云湖市."""
    return read_lines((files("bangwo_city.atlas") / "lines.txt").read_text("utf-8"), roads())
