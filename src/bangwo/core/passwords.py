"""Passwords: kept as scrypt hashes with a salt of their own (RFC 7914)."""

import hashlib
import hmac
import os
from base64 import b64decode, b64encode

PASSWORD_LEAST, PASSWORD_MOST = 10, 200
_COST, _BLOCK, _LANES, _MEMORY = 2**15, 8, 1, 64 * 1024 * 1024
"""About 32 MiB and a tenth of a second each: dear to try many, cheap to check one."""


def hashed(password: str, salt: bytes = b"") -> str:
    """What is stored in place of a password: `scrypt$cost$salt$hash`."""
    salt = salt or os.urandom(16)
    return f"scrypt${_COST}${b64encode(salt).decode()}${b64encode(_derived(password, salt, _COST)).decode()}"


def fits(password: str, secret: str) -> bool:
    """Whether it is the password of a hash; in as much time for a wrong one."""
    _, cost, salt, kept = secret.split("$")
    return hmac.compare_digest(_derived(password, b64decode(salt), int(cost)), b64decode(kept))


def _derived(password: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=cost, r=_BLOCK, p=_LANES, maxmem=_MEMORY)
