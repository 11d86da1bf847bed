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


@dataclass(frozen=True, slots=True)
class Spot:
    """Something on the map that was looked for."""

    spot_id: str
    name: str
    address: str
    point: Point
    metres: int | None = None  # from where it was looked for


@dataclass(frozen=True, slots=True)
class Route:
    """How to get somewhere: `mode` is walk, drive, transit or bike; each step is a sentence of the map."""

    mode: str
    metres: int
    minutes: int
    steps: tuple[str, ...]
