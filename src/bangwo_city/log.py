"""Log: JSON lines on stderr, few of them."""

import logging
import sys
from datetime import UTC, datetime

import orjson


def say(event: str, **fields: str | int | float | bool | None) -> None:
    """One line about something worth knowing."""
    line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **fields}
    sys.stderr.buffer.write(orjson.dumps(line) + b"\n")
    sys.stderr.buffer.flush()


class _Lines(logging.Handler):
    """What libraries log, as our lines."""

    def emit(self, record: logging.LogRecord) -> None:
        error = repr(record.exc_info[1]) if record.exc_info and record.exc_info[1] else None
        say("log", logger=record.name, level=record.levelname.lower(), message=record.getMessage(), error=error)


def take_over() -> None:
    """Have warnings and errors of libraries written as JSON lines too."""
    logging.basicConfig(level=logging.WARNING, handlers=[_Lines()], force=True)
