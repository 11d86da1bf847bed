"""Operators over HTTP: their login, the queue, and what is done with a case."""

from typing import Literal

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from bangwo.app.case_shapes import deed_json, file_json, operator_json, turn_line, work_json
from bangwo.app.casework import DEEDS_MAX, Wish
from bangwo.core.errors import Refused
from bangwo.domain.case import Bearer, CaseState
from bangwo.domain.money import Money
from bangwo.domain.operator import Role
from bangwo.edge.answers import json_answer
from bangwo.edge.bodies import CaseWords, OperatorLogin, SettlementBody
from bangwo.edge.case_documents import CaseFile, Deeds, OperatorSession, Work, WorkList
from bangwo.edge.identity import known_id
from bangwo.edge.limits import Logins
from bangwo.edge.operators import OPERATOR_COOKIE, Badges, OnDuty
from bangwo.edge.routes.talk import KeyHeader
from bangwo.edge.routing import shared
from bangwo.edge.services import Services

Which = Literal["waiting", "taken", "settling", "settled", "closed"]
_OPEN = (CaseState.WAITING, CaseState.TAKEN, CaseState.SETTLING, CaseState.SETTLED)


def operator_session_routes(services: Services) -> APIRouter:
    """Login of operators: a cookie of their own."""
    router, logins, badges = shared("operators", "/v1/operator/session"), Logins(), Badges(services)

    @router.post("", responses={200: {"model": OperatorSession}})
    async def log_in(request: Request, body: OperatorLogin) -> Response:
        """Log in with name and password."""
        address, now = request.client.host if request.client else "", services.clock.now()
        logins.attempt(body.name, address, now)
        try:
            operator = await services.operators.log_in(body.name, body.password)
        except Refused:
            logins.wrong(body.name, address, now)
            raise
        token = badges.grant(operator)
        answer = json_answer({"operator": operator_json(operator), "csrf": badges.csrf(token)})
        badges.put(token, answer)
        return answer

    @router.get("", responses={200: {"model": OperatorSession}})
    async def look(request: Request) -> Response:
        """Who this browser is logged in as, if anybody."""
        try:
            operator, token = await badges.read(request)
        except Refused:
            return json_answer({"operator": None, "csrf": ""})
        return json_answer({"operator": operator_json(operator), "csrf": badges.csrf(token)})

    @router.delete("", status_code=204)
    async def log_out() -> Response:
        """Take the cookie back."""
        answer = Response(status_code=204)
        answer.delete_cookie(OPERATOR_COOKIE, httponly=True, samesite="strict")
        return answer

    return router


def operator_routes(services: Services) -> APIRouter:
    """The queue and its cases."""
    router, badges, work = shared("operators", "/v1/operator"), Badges(services), services.casework
    sees, works, leads = (Depends(badges.on_duty(each)) for each in (Role.VIEWER, Role.AGENT, Role.MANAGER))

    @router.get("/cases", responses={200: {"model": WorkList}})
    async def queue(state: Which | None = None, duty: OnDuty = sees) -> Response:
        """Everybody's cases, the oldest first: all that are open, or those of one state."""
        states = _OPEN if state is None else (CaseState(state),)
        return json_answer({"cases": [work_json(each) for each in await work.queue(states)]})

    @router.get("/cases/{case_id}", responses={200: {"model": CaseFile}})
    async def file(case_id: str, duty: OnDuty = sees) -> Response:
        """A case with its conversation, order, ledger lines, journal and record. Looking is recorded."""
        return json_answer(file_json(await work.file(duty.operator, known_id(case_id)), duty.operator))

    @router.get("/cases/{case_id}/conversations/{conversation_id}")
    async def conversation(case_id: str, conversation_id: str, duty: OnDuty = sees) -> Response:
        """Another conversation of the same person. Looking is recorded."""
        turns = await work.turns(duty.operator, known_id(case_id), known_id(conversation_id))
        return json_answer({"turns": [turn_line(each) for each in turns]})

    @router.post("/cases/{case_id}/take", responses={200: {"model": Work}})
    async def take(case_id: str, duty: OnDuty = works, idempotency_key: KeyHeader = None) -> Response:
        """Take it in hand; a manager may take it over."""
        return json_answer(work_json(await work.take(duty.operator, known_id(case_id))))

    @router.post("/cases/{case_id}/reply", responses={200: {"model": Work}})
    async def reply(case_id: str, body: CaseWords, duty: OnDuty = works, idempotency_key: KeyHeader = None) -> Response:
        """Say something to the person."""
        return json_answer(work_json(await work.reply(duty.operator, known_id(case_id), body.text, duty.key)))

    @router.post("/cases/{case_id}/settle", responses={200: {"model": Work}})
    async def settle(
        case_id: str, body: SettlementBody, duty: OnDuty = works, idempotency_key: KeyHeader = None
    ) -> Response:
        """Settle it, once; money goes back to where it came from."""
        wish = Wish(Money(body.refund_fen), Bearer(body.bearer), body.reason, body.unfreeze)
        return json_answer(work_json(await work.settle(duty.operator, known_id(case_id), wish, duty.key)))

    @router.post("/cases/{case_id}/close", responses={200: {"model": Work}})
    async def close(case_id: str, duty: OnDuty = works, idempotency_key: KeyHeader = None) -> Response:
        """Be done with it."""
        return json_answer(work_json(await work.close(duty.operator, known_id(case_id), duty.key)))

    @router.get("/deeds", responses={200: {"model": Deeds}})
    async def deeds(case_id: str = "", duty: OnDuty = leads) -> Response:
        """What operators did, the latest first."""
        found = await work.store.deeds(DEEDS_MAX, known_id(case_id) if case_id else "")
        return json_answer({"deeds": [deed_json(each) for each in found]})

    return router
