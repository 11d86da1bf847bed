"""Hotline: opens a case in words, and tells how far one is."""

from dataclasses import dataclass
from datetime import timedelta

from bangwo.app.aftersale import AfterSale
from bangwo.app.case_shapes import case_json
from bangwo.app.cases import Cases, Matter, Place
from bangwo.app.turn import Turn
from bangwo.core.errors import Refused
from bangwo.domain.campaigns.card import CardState
from bangwo.domain.case import CaseKind, CaseState
from bangwo.domain.order import Order
from bangwo.language.dialogue.intents import HumanWanted
from bangwo.language.replies import Say

RECENT = timedelta(days=14)
"""Who says that something came broken means one of the orders of these days."""


@dataclass(frozen=True, slots=True)
class Hotline:
    """Answers whoever wants a person. What opens the case is written in the commit of the turn."""

    cases: Cases
    orders: AfterSale

    async def answer(self, turn: Turn, wish: HumanWanted) -> bool:
        """Open a case, or say how far the open one is; False where nothing can be meant (东西坏了, and no order)."""
        kind = CaseKind(wish.kind)
        order = await self._order(turn, wish)
        if kind is CaseKind.DISPUTE and order is None:
            if not wish.sure:
                return False
            kind = CaseKind.HANDOFF
        card = next((each for each in turn.cards if each.state is CardState.FROZEN), None)
        if kind is CaseKind.APPEAL and card is None:
            turn.say(Say.NO_FROZEN_CARD)
            return True
        matter = Matter(
            kind,
            turn.text,
            order_id=order.order_id if order is not None and kind is not CaseKind.APPEAL else "",
            card_id=card.card_id if card is not None and kind is CaseKind.APPEAL else "",
            conversation_id=turn.conversation_id,
        )
        try:
            place, writes = await self.cases.begun(turn.person.user_id, matter)
        except Refused as refused:
            turn.say(refused.code, **refused.facts)
            return True
        turn.also += writes
        self._tell(turn, place)
        return True

    async def _order(self, turn: Turn, wish: HumanWanted) -> Order | None:
        """The order that is meant; for a plain wish to talk to somebody, none unless one was named."""
        if wish.kind == CaseKind.HANDOFF.value and not wish.which:
            return None
        order = await self.orders.find(turn, wish.which) or await self.orders.find(turn, "")
        return order if order is not None and turn.now - order.created_at <= RECENT else None

    def _tell(self, turn: Turn, place: Place) -> None:
        number = place.case.number
        if place.case.state is not CaseState.WAITING:
            turn.say(Say.CASE_IN_HAND, number=number)
        elif place.ahead:
            turn.say(Say.CASE_OPENED if place.new else Say.CASE_WAITS, number=number, ahead=place.ahead)
        else:
            turn.say(Say.CASE_OPENED_FIRST if place.new else Say.CASE_WAITS_FIRST, number=number)
        turn.blocks.append({"kind": "case", "case": case_json(place.case, place.ahead)})
