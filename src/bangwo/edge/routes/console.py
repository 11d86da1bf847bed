"""The console over HTTP: orders with their stories, campaigns with their files, and how services are."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Literal

from fastapi import APIRouter, Depends
from starlette.responses import Response

from bangwo.app.campaign_shapes import done_json, mistake_json, row_json, rows, story, story_json
from bangwo.app.campaigns import BadCampaign, Campaigns, Done
from bangwo.app.case_shapes import turn_line
from bangwo.app.oversight import Story
from bangwo.app.shapes import order_json, quote_json
from bangwo.core.errors import Code, Refused
from bangwo.core.json import Json
from bangwo.domain.campaigns.programme import Span
from bangwo.domain.money import Money
from bangwo.domain.operator import Role
from bangwo.edge.answers import json_answer
from bangwo.edge.bodies import CampaignFile, Cancellation, Steering
from bangwo.edge.console_documents import (
    CampaignCheck,
    CampaignList,
    CampaignStory,
    OrderFinds,
    OrderStory,
    ProviderList,
)
from bangwo.edge.documents import OrderShape
from bangwo.edge.identity import known_id
from bangwo.edge.operators import Badges, OnDuty
from bangwo.edge.routes.talk import KeyHeader
from bangwo.edge.routing import shared
from bangwo.edge.services import Services

FIND_MAX = 64
Steer = Literal["pause", "resume", "extend", "end"]


def overseen_routes(services: Services) -> APIRouter:
    """Orders of everybody, and the services that sell."""
    router, badges, oversight = shared("operators", "/v1/operator"), Badges(services), services.oversight
    sees, leads = Depends(badges.on_duty(Role.VIEWER)), Depends(badges.on_duty(Role.MANAGER))

    @router.get("/orders", responses={200: {"model": OrderFinds}})
    async def find(find: str = "", duty: OnDuty = sees) -> Response:
        """The order of that number, those of that phone number, or the latest of all."""
        found = await oversight.find(find.strip()[:FIND_MAX])
        shown: list[Json] = [{"user_id": each.user_id, "who": who, "order": order_json(each)} for each, who in found]
        return json_answer({"orders": shown})

    @router.get("/orders/{user_id}/{order_id}", responses={200: {"model": OrderStory}})
    async def told(user_id: str, order_id: str, duty: OnDuty = sees) -> Response:
        """An order from the sentence to the ledger. Looking is recorded."""
        found = await oversight.story(duty.operator, known_id(user_id), known_id(order_id))
        return json_answer(_story_json(found))

    @router.post("/orders/{user_id}/{order_id}/cancel", responses={200: {"model": OrderShape}})
    async def cancel(
        user_id: str, order_id: str, body: Cancellation, duty: OnDuty = leads, idempotency_key: KeyHeader = None
    ) -> Response:
        """Take an order back for its person; `fee_fen` is what it may cost them."""
        order = await oversight.order(known_id(user_id), known_id(order_id))
        done = await oversight.cancel(duty.operator, order, body.reason, duty.key, fee=Money(body.fee_fen))
        return json_answer(order_json(done))

    @router.get("/providers", responses={200: {"model": ProviderList}})
    async def providers(duty: OnDuty = sees) -> Response:
        """How each connected service answered last."""
        shown: list[Json] = [
            {
                "name": each.provider_id,
                "ok": not each.failures and each.answered_at is not None,
                "seen_at": each.answered_at and each.answered_at.isoformat(),
                "trouble": each.problem,
                "offers": each.offers,
                "trades": list(each.trades),
            }
            for each in await oversight.healths.look()
        ]
        return json_answer({"providers": shown})

    return router


def campaign_routes(services: Services) -> APIRouter:
    """Campaigns: looked at by all operators, changed by managers."""
    router, badges = shared("operators", "/v1/operator/campaigns"), Badges(services)
    sees, leads = Depends(badges.on_duty(Role.VIEWER)), Depends(badges.on_duty(Role.MANAGER))

    @router.get("", responses={200: {"model": CampaignList}})
    async def listed(duty: OnDuty = sees) -> Response:
        """Every campaign, how it stands and what is left of its budget."""
        found = await rows(services.office(duty.operator.name))
        return json_answer({"campaigns": [row_json(each) for each in found]})

    @router.get("/{campaign_id}", responses={200: {"model": CampaignStory}})
    async def shown(campaign_id: str, duty: OnDuty = sees) -> Response:
        """One campaign with its file and its record."""
        return json_answer(story_json(await story(services.office(duty.operator.name), campaign_id), source=True))

    @router.post("/check", responses={200: {"model": CampaignCheck}})
    async def check(body: CampaignFile, duty: OnDuty = sees) -> Response:
        """What putting a file in force would change, or every mistake in it with its line."""

        async def look(office: Campaigns) -> Json:
            seen = await office.check(body.source)
            return {
                "ok": True,
                "campaign": seen.campaign_id,
                "changed": seen.changed,
                "diff": seen.diff,
                "mistakes": [],
            }

        return json_answer(await _or_mistakes(look, services.office(duty.operator.name)))

    @router.post("/apply", responses={200: {"model": CampaignCheck}})
    async def apply(body: CampaignFile, duty: OnDuty = leads) -> Response:
        """Put a file in force, at once and everywhere; the same file twice changes nothing the second time."""

        async def put(office: Campaigns) -> Json:
            done = await office.apply(body.source, body.reason)
            await services.oversight.steered(duty.operator, done.run.campaign_id, "apply")
            return {**done_json(done), "mistakes": [], "diff": ""}

        return json_answer(await _or_mistakes(put, services.office(duty.operator.name)))

    @router.post("/{campaign_id}/{deed}", responses={200: {"model": CampaignCheck}})
    async def steer(campaign_id: str, deed: Steer, body: Steering, duty: OnDuty = leads) -> Response:
        """Pause, resume, make up for an outage up to now, or end."""

        async def act(office: Campaigns) -> Json:
            done = await _steered(office, campaign_id, deed, body)
            await services.oversight.steered(duty.operator, campaign_id, deed)
            return {**done_json(done), "mistakes": [], "diff": ""}

        return json_answer(await _or_mistakes(act, services.office(duty.operator.name)))

    return router


async def _steered(office: Campaigns, campaign_id: str, deed: Steer, body: Steering) -> Done:
    match deed:
        case "pause":
            return await office.pause(campaign_id, body.reason)
        case "resume":
            return await office.resume(campaign_id, body.reason)
        case "end":
            return await office.end(campaign_id, body.reason)
        case "extend":
            if body.hours is None:
                raise Refused(Code.BODY_INVALID, where="hours")
            now = office.clock.now()
            return await office.extend(campaign_id, Span(now - timedelta(hours=body.hours), now), body.reason)


async def _or_mistakes(deed: Callable[[Campaigns], Awaitable[Json]], office: Campaigns) -> Json:
    """What came of it, or what stands in its way: an answer too, since operators mend files by it."""
    try:
        return await deed(office)
    except BadCampaign as bad:
        return {"ok": False, "mistakes": [mistake_json(each) for each in bad.mistakes], "diff": "", "changed": []}


def _story_json(story: Story) -> dict[str, Json]:
    order, consent = story.order, story.consent
    return {
        "user_id": order.user_id,
        "who": story.who,
        "order": order_json(order),
        "quote": quote_json(order.quote),
        "turns": [turn_line(each) for each in story.turns],
        "consent": consent and {"at": consent.at.isoformat(), "digest": consent.digest, "jws": consent.jws},
        "journal": [{"at": each.at.isoformat(), "step": each.step, "outcome": each.outcome} for each in story.journal],
        "entries": [
            {
                "at": each.at.isoformat(),
                "kind": each.kind,
                "debit": each.debit,
                "credit": each.credit,
                "fen": each.amount.fen,
            }
            for each in story.transfers
        ],
    }
