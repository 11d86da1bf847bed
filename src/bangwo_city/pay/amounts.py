"""Amounts: yuan with two decimals on the wire, integer fen inside."""

import re

_YUAN = re.compile(r"(0|[1-9]\d{0,8})(?:\.(\d{1,2}))?")


def fen(yuan: str) -> int:
    """`12.5` → 1250. ValueError for anything but 0.01 to 999999999.99 with at most two decimals."""
    found = _YUAN.fullmatch(yuan)
    amount = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else 0
    if amount < 1:
        raise ValueError(f"{yuan!r} is no amount in yuan")
    return amount


def yuan(amount_fen: int) -> str:
    """1250 → `12.50`."""
    return f"{amount_fen // 100}.{amount_fen % 100:02d}"
