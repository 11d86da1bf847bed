"""Trace: the id of the request that is being answered, for every log line and every call to a provider."""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Set at the edge (`X-Request-Id`) or by a worker for each order it takes up; sent on as `Request-Id`."""
