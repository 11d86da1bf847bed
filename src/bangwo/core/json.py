"""Json: the type of what can be written as JSON, and its canonical form."""

from collections.abc import Mapping, Sequence
from typing import cast

import orjson

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


def parsed(text: str) -> Json:
    """What a text of ours holds; nothing where it is empty."""
    return cast("Json", orjson.loads(text)) if text else None


def canonical(value: Json) -> bytes:
    """One byte string for one value: keys sorted, no spaces, UTF-8 (RFC 8785 for the values we use: no floats)."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
