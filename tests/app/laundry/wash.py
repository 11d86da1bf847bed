"""Domain: a wash: so many pieces, fetched at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bangwo.core.json import Json


@dataclass(frozen=True, slots=True)
class Wash:
    """How something is cleaned, and when it is fetched."""

    manner: str
    fetched_on: str  # YYYY-MM-DD
    begins_at: datetime  # until when it can be had

    def details(self, pieces: Mapping[str, int]) -> dict[str, Json]:
        """As quotes and orders show it."""
        return {"manner": self.manner, "date": self.fetched_on, "pieces": sum(pieces.values())}
