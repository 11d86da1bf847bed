"""Ids: short, sortable by birth, unguessable, and made by a source that is passed in."""

import secrets
from collections.abc import Callable
from datetime import datetime
from random import Random

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, lower case
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]

Ids = Callable[[str, datetime], str]
"""Makes an id: a prefix that names the kind, then 8 characters of time, then 14 of chance."""


def _base32(number: int, width: int) -> str:
    """`width` digits, which must be even: two are written at a time, for an order needs some twenty ids."""
    pairs: list[str] = []
    for _ in range(width // 2):
        number, pair = divmod(number, 1024)
        pairs.append(_PAIRS[pair])
    return "".join(reversed(pairs))


def _stamp(now: datetime) -> str:
    return _base32(int(now.timestamp() * 1000) & (1 << 40) - 1, 8)


def random_id(prefix: str, now: datetime) -> str:
    """An id of 70 random bits for real use, e.g. `o_4x2k…`."""
    return f"{prefix}_{_stamp(now)}{_base32(secrets.randbits(70), 14)}"


def seeded_ids(random: Random) -> Ids:
    """Ids that are the same for the same seed, for simulation and tests."""

    def make(prefix: str, now: datetime) -> str:
        return f"{prefix}_{_stamp(now)}{_base32(random.getrandbits(70), 14)}"

    return make
