"""Trouble: why a sum cannot be worked out."""

from enum import StrEnum


class Why(StrEnum):
    """What stands in the way. `report.py` holds the sentences."""

    UNCLEAR = "unclear"  # it is no sum that can be read
    TOO_LONG = "too_long"  # too many digits, brackets or terms
    TOO_HARD = "too_hard"  # more than one unknown, or a power of it
    BY_ZERO = "by_zero"
    UNITS = "units"  # metres and kilograms
    NO_ANSWER = "no_answer"  # an equation that nothing fulfils


class Trouble(Exception):
    """A sum that cannot be worked out."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why
