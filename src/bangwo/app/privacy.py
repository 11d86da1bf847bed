"""Privacy: all that is kept of a person, handed over, or forgotten."""

from dataclasses import dataclass

from bangwo.app import checkout
from bangwo.app.case_shapes import case_json
from bangwo.app.changes import Changes
from bangwo.app.desk import CaseStore
from bangwo.app.people import Mark
from bangwo.app.shapes import card_json, entry_json, order_json, person_json
from bangwo.app.standing_shapes import standing_json
from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Conflict, Refused
from bangwo.core.ids import Ids
from bangwo.core.json import Json
from bangwo.domain.erasure import anonymous
from bangwo.domain.ledger import payer
from bangwo.domain.person import Person

ALL = 100_000
"""More than anybody has of anything."""
_TRIES_MAX = 4


@dataclass(frozen=True, slots=True)
class Privacy:
    """What a person may ask of whoever keeps something of them."""

    store: CaseStore
    clock: Clock
    ids: Ids
    mark: Mark

    async def export(self, user_id: str) -> Json:
        """All that is kept of a person."""
        person = await self._person(user_id)
        conversations: list[Json] = []
        for each in await self.store.conversations(user_id, ALL):
            turns = await self.store.turns(user_id, each.conversation_id, ALL)
            said: list[Json] = [{"at": one.at.isoformat(), "text": one.text, "reply": one.reply} for one in turns]
            conversations.append({"conversation_id": each.conversation_id, "turns": said})
        account = payer(user_id)
        invited = await self.store.invited(user_id, ALL)
        return {
            "at": self.clock.now().isoformat(),
            "me": person_json(person),
            "conversations": conversations,
            "orders": [order_json(each) for each in await self.store.orders(user_id, ALL)],
            "cards": [card_json(each) for each in await self.store.cards(user_id)],
            "transfers": [
                entry_json(each, account)
                for each in await self.store.transfers(user_id)
                if account in (each.debit, each.credit)
            ],
            "cases": [case_json(each) for each in await self.store.cases(user_id, ALL)],
            "standing": [standing_json(each) for each in await self.store.standings(user_id, ALL)],
            "invitations": [{"who": each.who, "at": each.at.isoformat()} for each in invited.latest],
        }

    async def erase(self, user_id: str) -> None:
        """Forget a person. What the books need stays: orders, money and cards, without a name to them.

        Who comes again with the same phone number is somebody new, but not newly welcomed: the number's mark is kept.
        Refused: unauthenticated where there is nobody, orders_running while anything is still under way.
        """
        for _ in range(_TRIES_MAX):
            person = await self._person(user_id)
            await self._give_up_quotes(user_id)
            orders = await self.store.orders(user_id, ALL)
            giving = any(each.giving for each in await self.store.cases(user_id, ALL))
            if giving or any(not each.ended for each in orders):
                raise Refused(Code.ORDERS_RUNNING)
            try:
                await self.store.erase(person, self.mark(person.phone), [anonymous(each) for each in orders])
            except Conflict:
                continue  # a quote was made, or something was written of the person meanwhile
            return
        raise Conflict("person")

    async def _give_up_quotes(self, user_id: str) -> None:
        now = self.clock.now()
        for quote in await self.store.open_quotes(user_id):
            dropped = checkout.dropped(quote, await self.store.cards(user_id), now, self.ids)
            try:
                await self.store.commit(Changes("quote.dropped", user_id, dropped))
            except Conflict:
                continue  # somebody else ended it

    async def _person(self, user_id: str) -> Person:
        person = await self.store.person(user_id)
        if person is None:
            raise Refused(Code.UNAUTHENTICATED)
        return person
