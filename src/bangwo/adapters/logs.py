"""Logs: one JSON line per event in services, readable lines in a terminal, the request id in each."""

import json
import logging
import sys
from typing import cast

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bangwo.core.trace import request_id


def _with_request(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    if (current := request_id.get()) and "request_id" not in event:
        event["request_id"] = current
    return event


def _json(value: object, **_: object) -> str:
    try:
        return orjson.dumps(value, default=str).decode()
    except TypeError:  # half a surrogate, from text that nobody checked: it is escaped
        return json.dumps(value, default=str)


def configure(form: str, level: str, process: str) -> None:
    """Set up structlog, and send what libraries log the same way. `form`: json or text."""
    number = cast("int", getattr(logging, level.upper(), logging.INFO))

    def named(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        event["process"] = process
        return event

    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=False),
        _with_request,
        named,
        structlog.processors.format_exc_info,
    ]
    last: Processor = (
        structlog.processors.JSONRenderer(serializer=_json)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=last, foreign_pre_chain=shared))
    logging.basicConfig(handlers=[handler], level=max(number, logging.WARNING), force=True)
