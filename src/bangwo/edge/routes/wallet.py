"""The wallet over HTTP: cards and what was paid."""

from fastapi import APIRouter, Depends
from starlette.responses import Response

from bangwo.app.promote import wallet
from bangwo.app.shapes import card_json, entry_json
from bangwo.core.json import Json
from bangwo.domain.ledger import payer
from bangwo.domain.money import Money
from bangwo.domain.person import Ceilings, Person
from bangwo.edge.answers import json_answer
from bangwo.edge.bodies import CeilingsBody
from bangwo.edge.documents import CeilingsShape, Wallet
from bangwo.edge.identity import Caller, callers
from bangwo.edge.routing import own
from bangwo.edge.services import Services


def wallet_routes(services: Services) -> APIRouter:
    """One's own wallet."""
    router = own("wallet", "/v1")
    asks = Depends(callers(services))

    @router.get("/wallet", responses={200: {"model": Wallet}})
    async def mine(caller: Caller = asks) -> Response:
        """Cards, their limits, and money paid and given back."""
        person = await services.people.who(caller.user_id)
        programme = await services.store.programme()
        held = wallet(await services.store.cards(person.user_id), services.clock.now(), programme)
        transfers = await services.store.transfers(person.user_id)
        account = payer(person.user_id)
        entries = [entry_json(each, account) for each in transfers if account in (each.debit, each.credit)]
        limits: Json = {
            "usable": held.usable,
            "cards_max": held.cards_max,
            "card_max_fen": held.card_max.fen,
            **_ceilings(person),
        }
        return json_answer({"cards": [card_json(each) for each in held.cards], "limits": limits, "entries": entries})

    @router.put("/wallet/limits", responses={200: {"model": CeilingsShape}})
    async def limit(body: CeilingsBody, caller: Caller = asks) -> Response:
        """Set what an order, and all orders of one day, may cost at most. It binds every way of ordering."""
        command = caller.command("limits", body.model_dump())
        person = await services.people.put_ceilings(command, Ceilings(_money(body.order_fen), _money(body.day_fen)))
        return json_answer(_ceilings(person))

    return router


def _money(fen: int | None) -> Money | None:
    return None if fen is None else Money(fen)


def _ceilings(person: Person) -> dict[str, Json]:
    order, day = person.ceilings.order, person.ceilings.day
    return {"order_fen": None if order is None else order.fen, "day_fen": None if day is None else day.fen}
