"""Problems: what a refusal looks like over HTTP (RFC 9457), and the one table from code to status."""

from collections.abc import Mapping
from dataclasses import dataclass

import orjson
from starlette.responses import Response

from bangwo.core.errors import BangwoError, Bug, Code, Conflict, Refused, Unavailable
from bangwo.core.json import Json
from bangwo.core.trace import request_id
from bangwo.language.replies import refusal

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 1

STATUS: Mapping[Code, int] = {
    Code.TEXT_EMPTY: 400,
    Code.TEXT_TOO_LONG: 400,
    Code.TOO_MANY_ACTS: 400,
    Code.TOO_MANY_LINES: 400,
    Code.QTY_OUT_OF_RANGE: 400,
    Code.BODY_TOO_LARGE: 413,
    Code.BODY_INVALID: 400,
    Code.IDEMPOTENCY_MISMATCH: 409,
    Code.RATE_LIMITED: 429,
    Code.UNAUTHENTICATED: 401,
    Code.TOKEN_EXPIRED: 401,
    Code.LOGIN_REFUSED: 403,
    Code.NOT_FOUND: 404,
    Code.SHOP_UNKNOWN: 422,
    Code.SHOP_CLOSED: 422,
    Code.ITEM_UNKNOWN: 422,
    Code.OPTION_UNKNOWN: 422,
    Code.SOLD_OUT: 409,
    Code.OUT_OF_RANGE: 422,
    Code.BELOW_MINIMUM: 422,
    Code.TITLE_UNKNOWN: 422,
    Code.NO_SHOWING: 422,
    Code.DATE_PAST: 422,
    Code.ROW_UNKNOWN: 422,
    Code.PLACE_UNKNOWN: 422,
    Code.ROUTE_UNKNOWN: 422,
    Code.DATE_TOO_FAR: 422,
    Code.DATE_ORDER: 422,
    Code.TOO_MANY_GUESTS: 422,
    Code.PARTY_TOO_LARGE: 422,
    Code.CHILD_ALONE: 422,
    Code.CLOSED_THAT_DAY: 422,
    Code.NO_DRIVER: 409,
    Code.HOLD_EXPIRED: 409,
    Code.CANCEL_FEE: 409,
    Code.SEATS_UNAVAILABLE: 409,
    Code.ADDRESS_UNKNOWN: 422,
    Code.TRADE_UNSUPPORTED: 422,
    Code.QUOTE_EXPIRED: 409,
    Code.QUOTE_GONE: 410,
    Code.DIGEST_MISMATCH: 409,
    Code.PRICE_CHANGED: 409,
    Code.PAYMENT_REFUSED: 402,
    Code.ORDER_NOT_CANCELLABLE: 409,
    Code.ORDERS_RUNNING: 409,
    Code.OVER_CEILING: 409,
    Code.CARD_UNAVAILABLE: 409,
    Code.BUDGET_EXHAUSTED: 409,
    Code.INVITE_UNKNOWN: 404,
    Code.INVITE_OWN: 422,
    Code.INVITE_TAKEN: 409,
    Code.INVITE_CIRCLE: 422,
    Code.INVITE_NOT_NEW: 422,
    Code.GROUP_UNKNOWN: 404,
    Code.GROUP_OVER: 410,
    Code.STANDING_OVER: 409,
    Code.STANDING_NOTHING: 422,
    Code.TOO_MANY_STANDING: 409,
    Code.TOO_MANY_CASES: 409,
    Code.CASE_STATE: 409,
    Code.CASE_TAKEN: 409,
    Code.NOTHING_TO_SETTLE: 422,
    Code.ORDER_OPEN: 409,
    Code.REFUND_TOO_MUCH: 422,
    Code.ROLE_LACKING: 403,
    Code.PERIOD_ORDER: 422,
    Code.PERIOD_AHEAD: 422,
    Code.PERIOD_TOO_LONG: 422,
    Code.PROVIDER_DOWN: 503,
    Code.PAYMENT_DOWN: 503,
    Code.STORE_DOWN: 503,
    Code.OVERLOADED: 503,
    Code.INTERNAL: 500,
}
"""Complete: a test holds it against `Code`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal on its way out. `status` differs from the table's only where HTTP itself has a better one (405)."""

    code: Code
    facts: Mapping[str, Json]
    status: int


def problem_of(error: BangwoError) -> Problem:
    """What a person is told about an error of ours."""
    match error:
        case Refused(code=code, facts=facts):
            return Problem(code, facts, STATUS[code])
        case Unavailable(what=what):
            code = _outage(what)
            return Problem(code, {"what": what}, STATUS[code])
        case Conflict():
            return Problem(Code.OVERLOADED, {}, STATUS[Code.OVERLOADED])
        case Bug() | _:
            return Problem(Code.INTERNAL, {}, STATUS[Code.INTERNAL])


def _outage(what: str) -> Code:
    if what.startswith(("store", "postgres", "database")):
        return Code.STORE_DOWN
    return Code.PAYMENT_DOWN if what.startswith("pay") else Code.PROVIDER_DOWN


def document(problem: Problem, language: str) -> dict[str, Json]:
    """The problem document, in the person's language."""
    spoken = {name: value for name, value in problem.facts.items() if isinstance(value, str | int)}
    return {
        **problem.facts,
        "type": f"urn:bangwo:problem:{problem.code.value}",
        "title": problem.code.value.replace("_", " "),
        "status": problem.status,
        "detail": refusal(problem.code, spoken, language),
        "code": problem.code.value,
        "request_id": request_id.get(),
    }


def answer(problem: Problem, language: str) -> Response:
    """The HTTP answer to a problem."""
    wait = problem.facts.get("retry_after_s", RETRY_AFTER_S)
    headers = {"Retry-After": str(wait)} if problem.status in (429, 503) else {}
    if problem.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    body = orjson.dumps(document(problem, language), default=str)
    return Response(body, problem.status, headers, MEDIA_TYPE)


def language_of(accepted: str, default: str = "zh-Hans") -> str:
    """The language of ours that an Accept-Language header asks for first."""
    for each in accepted.lower().split(","):
        tag = each.partition(";")[0].strip()
        if tag.startswith("en"):
            return "en"
        if tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
            return "zh-Hant"
        if tag.startswith("zh"):
            return "zh-Hans"
    return default
