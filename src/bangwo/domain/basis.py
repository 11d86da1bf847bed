"""Bases: by which word an offer was put first, out of how many, and what came right behind it."""

from dataclasses import dataclass
from enum import StrEnum

SHOWN_MAX = 4
"""So many of a ranking are kept: the rest is only counted."""


class Cards(StrEnum):
    """Whether cards were looked at for a price."""

    WEIGHED = "weighed"
    UNWANTED = "unwanted"  # the person wanted none
    EXHAUSTED = "exhausted"  # the campaign had no money left


@dataclass(frozen=True, slots=True)
class Ranked:
    """One that matched, with all that a word can rank it by. `rating` in tenths of a star, 0 where nobody rates it."""

    ref: str
    title: str
    shop: str = ""
    price_fen: int | None = None
    metres: int | None = None
    minutes: int | None = None
    rating: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a quote is about what it is about. Kept with it, for nobody could find it out again a minute later.

    `word`: the contract's `sort`, empty where none was said; `matched`: how many were ranked; `place`: where the one
    that was taken stands among `first`, from 1 (0: not there); `chosen`: the person took it; `within_fen`: the budget
    that all of them keep to (0: none was said, or none keeps to it).
    """

    word: str = ""
    matched: int = 0
    place: int = 0
    chosen: bool = False
    within_fen: int = 0
    cards: Cards = Cards.WEIGHED
    first: tuple[Ranked, ...] = ()
