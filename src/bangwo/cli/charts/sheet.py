"""Sheets: what is to be drawn, whoever draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Unit = Literal["", "fen", "ms", "%"]

_LARGE_FEN = 10_000_000_000
"""From here on nobody asks for the fen."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure in large letters; `beside`: what it is compared with, or where it comes from."""

    name: str
    value: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Values side by side. `course`: they follow one another in time, and each is a column; else each is a bar."""

    title: str
    points: Sequence[tuple[str, float]]
    unit: Unit = ""
    course: bool = False
    empty: str = "–"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: figures on top, then charts; the first of them is the one that matters."""

    title: str
    beside: str
    tiles: Sequence[Tile]
    charts: Sequence[Chart]
    notes: Sequence[str] = ()


def told(value: float, unit: Unit = "") -> str:
    """A value as it is read: money in yuan, shares in percent, large numbers in groups of three."""
    match unit:
        case "fen":
            return f"¥{value / 100:,.2f}" if abs(value) < _LARGE_FEN else f"¥{value / 1e8:,.1f}M"
        case "%":
            return f"{value * 100:.1f}%"
        case "ms":
            return f"{value:,.0f} ms" if value < 10_000 else f"{value / 1000:,.0f} s"
        case _:
            return f"{value:,.0f}"


def short(value: float, unit: Unit = "") -> str:
    """The same where there is little room."""
    if unit == "%":
        return told(value, unit)
    sign, value = ("¥", value / 100) if unit == "fen" else ("", value)
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= size:
            return f"{sign}{value / (1000 if letter == 'k' else size):,.1f}{letter}"
    return f"{sign}{value:,.0f}"
