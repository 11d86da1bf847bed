"""The application: routes joined, every failure turned into a problem document."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import cast

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ExceptionHandler

from bangwo import __version__
from bangwo.core.errors import BangwoError, Code, Unavailable
from bangwo.core.json import Json
from bangwo.edge.documents import ProblemShape
from bangwo.edge.express import Express, Told
from bangwo.edge.gate import Gate, Rooms
from bangwo.edge.identity import callers
from bangwo.edge.problems import MEDIA_TYPE, STATUS, Problem, answer, language_of, problem_of
from bangwo.edge.routes.cases import case_routes
from bangwo.edge.routes.console import campaign_routes, overseen_routes
from bangwo.edge.routes.groups import group_routes
from bangwo.edge.routes.house import house_routes
from bangwo.edge.routes.invite import invite_routes, link_routes
from bangwo.edge.routes.operator import operator_routes, operator_session_routes
from bangwo.edge.routes.orders import order_routes
from bangwo.edge.routes.people import me_routes, session_routes
from bangwo.edge.routes.pushed import pushed_routes
from bangwo.edge.routes.report import report_routes
from bangwo.edge.routes.standing import standing_routes
from bangwo.edge.routes.talk import talk_routes
from bangwo.edge.routes.wallet import wallet_routes
from bangwo.edge.routing import HotRoute
from bangwo.edge.services import Services
from bangwo.edge.site import site_routes

_ERRORS_SHOWN_MAX = 5
_ROUTES = (
    talk_routes,  # first, because it is asked most
    session_routes,
    me_routes,
    order_routes,
    wallet_routes,
    invite_routes,
    link_routes,
    case_routes,
    standing_routes,
    group_routes,
    operator_session_routes,
    operator_routes,
    report_routes,
    pushed_routes,
    house_routes,
    campaign_routes,
    overseen_routes,
    site_routes,
)
_PROBLEMS: dict[int | str, dict[str, object]] = {
    "4XX": {"description": "Refused", "content": {MEDIA_TYPE: {"schema": ProblemShape.model_json_schema()}}},
    "5XX": {"description": "Not now", "content": {MEDIA_TYPE: {"schema": ProblemShape.model_json_schema()}}},
}

_log = structlog.get_logger("bangwo.edge")


def create_app(services: Services, closing: Callable[[], Awaitable[None]] | None = None) -> FastAPI:
    """The api over its services; `closing` is awaited when the server stops."""
    app = FastAPI(
        title="Bangwo 帮我",
        summary="One sentence in, one paid order out.",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        responses=_PROBLEMS,
        lifespan=_lifespan(closing),
    )
    busy: list[HotRoute] = []
    for routes in _ROUTES:
        router = routes(services)
        app.include_router(router)
        busy += [each for each in router.routes if isinstance(each, HotRoute) and each.body is not None]
    told = _handle_failures(app, services)
    app.add_middleware(Express, routes=tuple(busy), who=callers(services), told=told)
    app.add_middleware(Gate, rooms=Rooms.of(services.in_flight_max))
    return app


def _lifespan(
    closing: Callable[[], Awaitable[None]] | None,
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncGenerator[None]:
        yield
        if closing is not None:
            await closing()

    return living


def _handle_failures(app: FastAPI, services: Services) -> Told:
    """Have the framework answer failures as problems; the same for whoever does without it."""

    async def language(request: Request) -> str:
        accepted = request.headers.get("accept-language", "")
        user_id: str = getattr(request.state, "user_id", "")
        if accepted or not user_id:
            return language_of(accepted)
        try:
            person = await services.store.person(user_id)
        except Unavailable:
            person = None
        return person.language if person else language_of("")

    async def ours(request: Request, error: Exception) -> Response:
        problem = problem_of(cast("BangwoError", error))
        if problem.code is Code.INTERNAL:
            _log.error("a bug", exc_info=error)
        return answer(problem, await language(request))

    async def malformed(request: Request, error: Exception) -> Response:
        found = cast("RequestValidationError", error).errors()[:_ERRORS_SHOWN_MAX]
        errors: list[Json] = [{"where": ".".join(map(str, each["loc"])), "what": str(each["msg"])} for each in found]
        return answer(Problem(Code.BODY_INVALID, {"errors": errors}, 400), await language(request))

    async def http(request: Request, error: Exception) -> Response:
        status = cast("HTTPException", error).status_code
        code = {404: Code.NOT_FOUND, 405: Code.NOT_FOUND, 413: Code.BODY_TOO_LARGE}.get(status, Code.BODY_INVALID)
        out = answer(Problem(code, {}, status if status == 405 else STATUS[code]), await language(request))
        out.headers.update(cast("HTTPException", error).headers or {})
        return out

    app.add_exception_handler(BangwoError, cast("ExceptionHandler", ours))
    app.add_exception_handler(RequestValidationError, cast("ExceptionHandler", malformed))
    app.add_exception_handler(HTTPException, cast("ExceptionHandler", http))

    async def told(request: Request, error: Exception) -> Response:
        return await (ours if isinstance(error, BangwoError) else http)(request, error)

    return told
