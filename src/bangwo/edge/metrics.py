"""Metrics: how many requests of which route ended how, and how long they took."""

import os
from functools import lru_cache

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)

REQUESTS = Counter("bangwo_requests_total", "Requests answered", ["method", "route", "status"])
SECONDS = Histogram("bangwo_request_seconds", "Time from request to answer", ["method", "route"], buckets=_SECONDS)
SHED = Counter("bangwo_requests_shed_total", "Requests refused because too many were in flight", ["kind"])
MEDIA_TYPE = CONTENT_TYPE_LATEST


@lru_cache(maxsize=1000)
def _of(method: str, route: str, status: int) -> tuple[Counter, Histogram]:
    """The two series of such answers: finding them costs more than counting."""
    return REQUESTS.labels(method, route, status), SECONDS.labels(method, route)


def answered(method: str, route: str, status: int, took_s: float) -> None:
    """Count a request that was answered."""
    requests, seconds = _of(method, route, status)
    requests.inc()
    seconds.observe(took_s)


def exposition() -> bytes:
    """All metrics, of every process of this sandbox where they share a folder."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return generate_latest(registry)
