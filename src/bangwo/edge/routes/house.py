"""The house: whether it lives, whether it is ready, and its metrics."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter
from starlette.responses import Response

from bangwo.core.errors import Unavailable
from bangwo.edge import metrics
from bangwo.edge.answers import json_answer
from bangwo.edge.routing import shared
from bangwo.edge.services import Services


def house_routes(services: Services) -> APIRouter:
    """For operators and load balancers."""
    router = shared("house")

    @router.get("/healthz")
    async def healthy() -> Response:
        """The process answers."""
        return json_answer({"ok": True})

    @router.get("/readyz")
    async def ready() -> Response:
        """The store answers, its schema fits, and there is something to sell; 503 until then."""
        checks = {"store": await _fit(services.store.ready), "catalogue": await _fit(services.stock.ready)}
        fit = all(checks.values())
        return json_answer(
            {"ready": fit, "now": services.clock.now().isoformat(), "checks": checks}, 200 if fit else 503
        )

    @router.get("/metrics")
    async def numbers() -> Response:
        """Prometheus metrics."""
        return Response(metrics.exposition(), media_type=metrics.MEDIA_TYPE)

    return router


async def _fit(ready: Callable[[], Awaitable[bool]]) -> bool:
    try:
        return await ready()
    except Unavailable:
        return False
