"""Log: JSON lines on stderr, few of them."""

import sys
from datetime import UTC, datetime

import orjson


def say(event: str, **fields: str | int | float | bool | None) -> None:
    """One line about something worth knowing."""
    line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **fields}
    sys.stderr.buffer.write(orjson.dumps(line) + b"\n")
    sys.stderr.buffer.flush()
