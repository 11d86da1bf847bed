"""Search: the quickest path through a graph whose nodes lie on the plane (A* over a heap)."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bangwo_city.atlas.plane import Spot, metres


@dataclass(frozen=True, slots=True)
class Link:
    """A way from one node to the next."""

    to: int
    seconds: float
    metres: float
    via: str  # the road or line it belongs to


@dataclass(frozen=True, slots=True)
class Path:
    """The nodes passed and the links between them, without the ways to the first and from the last."""

    seconds: float  # with those ways
    nodes: tuple[int, ...]
    links: tuple[Link, ...]


def quickest(
    links: Sequence[Sequence[Link]],
    spots: Sequence[Spot],
    *,
    starts: Mapping[int, float],
    ends: Mapping[int, float],
    goal: Spot,
    top_speed: float,
) -> Path | None:
    """The quickest path from one of `starts` to one of `ends` (seconds to get there and on from there), or None.

    `top_speed`, in metres a second, is never exceeded: what is left cannot be done sooner.
    """
    goal_node = -1
    best: dict[int, float] = dict(starts)
    came: dict[int, tuple[int, Link]] = {}
    settled: set[int] = set()
    waiting = [(seconds + metres(spots[node], goal) / top_speed, node) for node, seconds in starts.items()]
    heapq.heapify(waiting)
    while waiting:
        estimate, node = heapq.heappop(waiting)
        if node == goal_node:
            return _path(estimate, came)
        if node in settled:
            continue
        settled.add(node)
        seconds = best[node]
        if node in ends and seconds + ends[node] < best.get(goal_node, float("inf")):
            best[goal_node] = seconds + ends[node]
            came[goal_node] = (node, Link(goal_node, ends[node], 0.0, ""))
            heapq.heappush(waiting, (best[goal_node], goal_node))
        for link in links[node]:
            reached = seconds + link.seconds
            if link.to not in settled and reached < best.get(link.to, float("inf")):
                best[link.to] = reached
                came[link.to] = (node, link)
                heapq.heappush(waiting, (reached + metres(spots[link.to], goal) / top_speed, link.to))
    return None


def _path(seconds: float, came: Mapping[int, tuple[int, Link]]) -> Path:
    node, _ = came[-1]
    nodes, links = [node], list[Link]()
    while node in came:
        node, link = came[node]
        nodes.append(node)
        links.append(link)
    return Path(seconds, tuple(reversed(nodes)), tuple(reversed(links)))
