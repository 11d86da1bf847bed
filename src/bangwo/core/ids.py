"""Ids: short, sortable by birth, unguessable, and made by a source that is passed in."""

import os
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from random import Random

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, lower case
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_CHANCE_BITS = 70

Ids = Callable[[str, datetime], str]
"""Makes an id: a prefix that names the kind, then 8 characters of time, then 14 of chance."""


def _base32(number: int, width: int) -> str:
    """`width` digits, which must be even: two are written at a time, for an order needs some twenty ids."""
    shifts = range((width - 2) * 5, -1, -10)
    return "".join([_PAIRS[number >> shift & 1023] for shift in shifts])


@lru_cache(maxsize=16)
def _stamp(now: datetime) -> str:
    """The same for all that is made at one moment."""
    return _base32(int(now.timestamp() * 1000) & (1 << 40) - 1, 8)


def random_id(prefix: str, now: datetime) -> str:
    """An id of 70 random bits for real use, e.g. `o_4x2k…`."""
    chance = int.from_bytes(os.urandom(9)) & (1 << _CHANCE_BITS) - 1
    return f"{prefix}_{_stamp(now)}{_base32(chance, 14)}"


def seeded_ids(random: Random) -> Ids:
    """Ids that are the same for the same seed, for simulation and tests."""

    def make(prefix: str, now: datetime) -> str:
        return f"{prefix}_{_stamp(now)}{_base32(random.getrandbits(_CHANCE_BITS), 14)}"

    return make
