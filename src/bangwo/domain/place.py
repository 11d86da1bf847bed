"""Places: points on a map, addresses and the distance between them."""

from dataclasses import dataclass
from math import cos, hypot, radians

_METRES_PER_DEGREE = 111_320


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees north and east (WGS 84)."""

    lat: float
    lon: float

    def metres_to(self, other: "Point") -> int:
        """Distance in metres, on a plane: right to a metre or two within a city."""
        north = (other.lat - self.lat) * _METRES_PER_DEGREE
        east = (other.lon - self.lon) * _METRES_PER_DEGREE * cos(radians(self.lat))
        return round(hypot(north, east))


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person wants things brought: a label of their own (家, 公司; empty for one said once) and the text."""

    label: str
    text: str
    point: Point
    contact: str = ""
    phone: str = ""

    def __str__(self) -> str:
        return f"{self.label} · {self.text}" if self.label else self.text
