"""Plane: the city in metres east and north of its centre, where lengths and angles are plain."""

from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians

from bangwo_city.geography import CENTRE, Point

Spot = tuple[float, float]
"""(metres east, metres north) of the centre."""

_METRES_PER_DEGREE = 111_320
_EAST = _METRES_PER_DEGREE * cos(radians(CENTRE.lat))
_WINDS = ("北", "东北", "东", "东南", "南", "西南", "西", "西北")


def spot(point: Point) -> Spot:
    """Where a point lies on the plane."""
    return (point.lon - CENTRE.lon) * _EAST, (point.lat - CENTRE.lat) * _METRES_PER_DEGREE


def point(spot: Spot) -> Point:
    """The point that lies there."""
    return Point(round(CENTRE.lat + spot[1] / _METRES_PER_DEGREE, 6), round(CENTRE.lon + spot[0] / _EAST, 6))


def metres(a: Spot, b: Spot) -> float:
    """The distance as the crow flies."""
    return hypot(b[0] - a[0], b[1] - a[1])


def bearing(a: Spot, b: Spot) -> float:
    """The direction from one spot to another: degrees clockwise from north, 0 to 360."""
    return degrees(atan2(b[0] - a[0], b[1] - a[1])) % 360


def wind(a: Spot, b: Spot) -> str:
    """The direction in words: 东北."""
    return _WINDS[round(bearing(a, b) / 45) % 8]


def turn(a: Spot, b: Spot, c: Spot) -> float:
    """How far one turns at b on the way from a to c: degrees, to the right more than 0, -180 to 180."""
    return (bearing(b, c) - bearing(a, b) + 180) % 360 - 180


def along(line: list[Spot], share: float) -> Spot:
    """The spot at this share (0 to 1) of a line's length."""
    lengths = [metres(a, b) for a, b in pairwise(line)]
    way = min(max(share, 0.0), 1.0) * sum(lengths)
    for (a, b), length in zip(pairwise(line), lengths, strict=True):
        if way <= length and length:
            part = way / length
            return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
        way -= length
    return line[-1]
