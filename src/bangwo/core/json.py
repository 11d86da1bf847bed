"""Json: the type of what can be written as JSON, and its canonical form."""

import json
from collections.abc import Mapping, Sequence

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


def canonical(value: Json) -> bytes:
    """One byte string for one value: keys sorted, no spaces, UTF-8 (RFC 8785 for the values we use: no floats)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
