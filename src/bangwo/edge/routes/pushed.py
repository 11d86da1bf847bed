"""What other services push: news of orders from providers, notices from the payment service; and who we are to them."""

from typing import Annotated
from urllib.parse import parse_qsl

import structlog
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bangwo.core.errors import Code, Refused
from bangwo.edge.answers import json_answer
from bangwo.edge.problems import Problem, answer
from bangwo.edge.profile import platform_profile
from bangwo.edge.routing import shared
from bangwo.edge.services import Services

TOO_EARLY = 425

_log = structlog.get_logger("bangwo.edge")


def pushed_routes(services: Services) -> APIRouter:
    """Signed by those who push, so no bearer token."""
    router = shared("services")

    @router.post("/webhooks/{provider_id}")
    async def news(request: Request, provider_id: str) -> Response:
        """An order as it now stands at a provider. Repeated, late and unordered news is welcome and harmless."""
        heard = await services.news.read(provider_id, request.headers, await request.body())
        if await services.follow.news(provider_id, heard) is None:
            return answer(Problem(Code.NOT_FOUND, {}, TOO_EARLY), "en")  # not known yet: to be told again
        return json_answer({"ok": True})

    @router.post("/pay/notify")
    async def notice(request: Request) -> Response:
        """A notice of the payment service. It hurries an order that waits; the saga asks before it believes."""
        text = (await request.body()).decode("utf-8", "replace")
        try:
            form = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=100))
        except ValueError:
            raise Refused(Code.BODY_INVALID) from None
        heard = services.notices.read(form)
        if await services.follow.paid(heard) is None:
            _log.warning("payment notice of no order", order_id=heard.order_id)
        return PlainTextResponse("success")

    @router.get("/.well-known/ucp")
    async def profile(provider: Annotated[str, Query(pattern=r"^[a-z0-9_-]{1,40}$")] = "any") -> Response:
        """Who we are to a provider, and where it sends its news."""
        return json_answer(platform_profile(services.public_url, provider))

    return router
