"""MemoryStore: the store in dictionaries, as strict as the real one, for simulation and tests."""

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from bangwo.adapters.desk_memory import DeskShelves
from bangwo.adapters.shelves import Shelves
from bangwo.adapters.store.rules import check_owner, in_order, quote_id_in
from bangwo.app.books import BudgetBrief, CardBrief, HoldBrief, OrderBrief, brief_of
from bangwo.app.changes import Changes, Conversation, JournalEntry, StoredAnswer, TurnRecord
from bangwo.app.ports import Context, ConversationBrief
from bangwo.core.errors import Conflict
from bangwo.domain.campaigns.card import Card
from bangwo.domain.campaigns.programme import Programme, Run
from bangwo.domain.campaigns.terms import Campaign
from bangwo.domain.case import CaseState
from bangwo.domain.facts import Fact, FactKind
from bangwo.domain.invitation import Invited
from bangwo.domain.ledger import Transfer, balances
from bangwo.domain.memo import MEMOS_MAX
from bangwo.domain.money import Money
from bangwo.domain.order import Consent, Order
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote, QuoteState


class MemoryStore(DeskShelves):
    """Implements `CaseStore` and `StoreBooks`. No method waits, so each is atomic among coroutines."""

    def __init__(self, campaigns: Iterable[Campaign] = ()) -> None:
        self._shelves = Shelves()
        running = tuple(campaigns)
        self._programme = Programme(1, tuple(Run(each.campaign_id, ((1, each),), 1) for each in running))
        self._budgets = {name: amount.fen for each in running for name, amount in each.pots.items()}
        self._budgets.update((name, count) for each in running for name, count in each.counts.items())
        self._shelves.left.update(self._budgets)

    @property
    def shelves(self) -> Shelves:
        """The tables themselves, for an auditor that trusts no query."""
        return self._shelves

    async def open_budget(self, campaign_id: str, amount: Money) -> None:
        """Make a budget ready; one that is there keeps what it has."""
        if campaign_id not in self._budgets:
            self._budgets[campaign_id] = amount.fen
            self._shelves.left[campaign_id] = amount.fen

    async def programme(self) -> Programme:
        """Every campaign as it was given."""
        return self._programme

    async def given_out(self) -> frozenset[str]:
        """The campaigns that have given their last card."""
        empty = (name for name, left in self._shelves.left.items() if name.endswith("#cards") and not left)
        return frozenset(name.partition("#")[0] for name in empty)

    async def commit(self, changes: Changes) -> None:
        """Write all or nothing. Raises Conflict."""
        check_owner(changes)
        whole = False
        try:
            for write in in_order(changes.writes):
                self._shelves.write(changes.user_id, write)
            whole = True
        finally:
            self._shelves.end(whole)

    async def person(self, user_id: str) -> Person | None:
        return self._shelves.of[user_id].person.get(user_id)

    async def person_by_phone(self, phone: str) -> Person | None:
        user_id = self._shelves.phones.get(phone)
        return None if user_id is None else await self.person(user_id)

    async def was_here(self, mark: str) -> bool:
        """Whether a person of that mark was here and is forgotten."""
        return mark in self._shelves.phones

    async def erase(self, person: Person, mark: str, orders: Sequence[Order]) -> None:
        """Forget a person. Raises Conflict."""
        shelf = self._shelves.of[person.user_id]
        under_way = any(not each.ended for each in shelf.orders.values())
        under_way |= any(each.state is CaseState.SETTLING for each in shelf.cases.values())
        if shelf.person.get(person.user_id) != person or under_way or await self.open_quotes(person.user_id):
            raise Conflict("person")
        del self._shelves.phones[person.phone]
        self._shelves.phones[mark] = person.user_id
        for code in shelf.invite.values():
            del self._shelves.invite_codes[code]
        for forgotten in (shelf.person, shelf.conversations, shelf.turns, shelf.quotes, shelf.answers, shelf.invite):
            forgotten.clear()
        for stood in (shelf.cases, shelf.memos, shelf.standings, shelf.groups):
            stood.clear()
        shelf.orders.update((each.order_id, each) for each in orders)

    async def open_quotes(self, user_id: str) -> Sequence[Quote]:
        kept = self._shelves.of[user_id].quotes.values()
        return [quote for quote, state in kept if state is QuoteState.OPEN]

    async def context(self, user_id: str, conversation_id: str | None, key: str) -> Context | None:
        """The person, the cards, the conversation, its quote, and the stored answer to `key`."""
        shelf = self._shelves.of[user_id]
        if user_id not in shelf.person:
            return None
        if conversation_id is None:
            running = (each for each in shelf.conversations.values() if each.open)
            conversation = max(running, key=lambda each: (each.updated_at, each.conversation_id), default=None)
        else:
            conversation = shelf.conversations.get(conversation_id)
        quote, quote_state = shelf.quotes.get(quote_id_in(conversation), (None, None))
        cards = tuple(await self.cards(user_id))
        answer = shelf.answers.get(key)
        memos = tuple(sorted(shelf.memos.values(), key=lambda each: (each.at, each.memo_id))[:MEMOS_MAX])
        return Context(shelf.person[user_id], cards, conversation, answer, quote, quote_state, self._programme, memos)

    async def conversation(self, user_id: str, conversation_id: str) -> Conversation | None:
        return self._shelves.of[user_id].conversations.get(conversation_id)

    async def conversations(self, user_id: str, limit: int) -> Sequence[ConversationBrief]:
        """The latest first."""
        kept = self._shelves.of[user_id].conversations.values()
        latest = sorted(kept, key=lambda each: (each.updated_at, each.conversation_id), reverse=True)[:limit]
        first: dict[str, TurnRecord] = {}
        for each in sorted(self._shelves.of[user_id].turns.values(), key=lambda each: (each.at, each.turn_id)):
            if each.text:
                first.setdefault(each.conversation_id, each)
        return [
            ConversationBrief(
                each.conversation_id,
                each.open,
                each.updated_at,
                first[each.conversation_id].text if each.conversation_id in first else "",
            )
            for each in latest
        ]

    async def turns(self, user_id: str, conversation_id: str, limit: int) -> Sequence[TurnRecord]:
        """The latest so many, the oldest of them first."""
        all_of_it = [
            each for each in self._shelves.of[user_id].turns.values() if each.conversation_id == conversation_id
        ]
        all_of_it.sort(key=lambda each: (each.at, each.turn_id))
        return all_of_it[max(0, len(all_of_it) - limit) :]

    async def quote(self, user_id: str, quote_id: str) -> tuple[Quote, QuoteState] | None:
        return self._shelves.of[user_id].quotes.get(quote_id)

    async def order(self, user_id: str, order_id: str) -> Order | None:
        return self._shelves.of[user_id].orders.get(order_id)

    async def orders(self, user_id: str, limit: int) -> Sequence[Order]:
        """The latest first."""
        orders = self._shelves.of[user_id].orders.values()
        return sorted(orders, key=lambda each: (each.created_at, each.order_id), reverse=True)[:limit]

    async def cards(self, user_id: str) -> Sequence[Card]:
        """The first granted first."""
        return sorted(self._shelves.of[user_id].cards.values(), key=lambda each: (each.granted_at, each.card_id))

    async def invited(self, user_id: str, limit: int) -> Invited:
        """The latest first."""
        shelf = self._shelves.of[user_id]
        latest = sorted(shelf.invitations.values(), key=lambda each: (each.at, each.invited_id), reverse=True)
        inviter = self._shelves.invited.get(user_id)
        by = None if inviter is None else self._shelves.of[inviter].invitations[user_id]
        return Invited(shelf.invite.get(user_id, ""), len(latest), tuple(latest[:limit]), by)

    async def inviter(self, code: str) -> str | None:
        return self._shelves.invite_codes.get(code)

    async def transfers(self, user_id: str) -> Sequence[Transfer]:
        """The oldest first."""
        transfers = self._shelves.of[user_id].transfers.values()
        return sorted(transfers, key=lambda each: (each.at, each.transfer_id))

    async def answer(self, user_id: str, key: str) -> StoredAnswer | None:
        return self._shelves.of[user_id].answers.get(key)

    async def consent(self, user_id: str, order_id: str) -> Consent | None:
        return self._shelves.of[user_id].consents.get(order_id)

    async def journal(self, user_id: str, order_id: str) -> Sequence[JournalEntry]:
        entries = self._shelves.of[user_id].journal.values()
        return sorted((each for each in entries if each.order_id == order_id), key=lambda each: each.seq)

    async def find_provider_order(self, provider_id: str, provider_order_id: str) -> tuple[str, str] | None:
        """(user_id, order_id) of a provider's order."""
        return self._shelves.provider_orders.get((provider_id, provider_order_id))

    async def claim_due(self, now: datetime, owner: str, until: datetime, limit: int) -> Sequence[Order]:
        """Orders whose `next_at` has come and that no live claim covers, the longest due first."""
        claims = self._shelves.claims
        free = ((at, key) for key, at in self._shelves.due.items() if at <= now and claims.get(key, now) <= now)
        keys = [key for _, key in heapq.nsmallest(limit, free)]
        claims.update((key, until) for key in keys)
        return [self._shelves.of[user_id].orders[order_id] for user_id, order_id in keys]

    async def expired_quotes(self, now: datetime, limit: int) -> Sequence[Quote]:
        """Open quotes whose life is over, the oldest first."""
        over = ((at, key) for key, at in self._shelves.open_quotes.items() if at <= now)
        keys = [key for _, key in heapq.nsmallest(limit, over)]
        return [self._shelves.of[user_id].quotes[quote_id][0] for user_id, quote_id in keys]

    async def ready(self) -> bool:
        return True

    async def sums_by_account(self) -> dict[str, int]:
        """Balance in fen of every account."""
        return balances(each for shelf in self._shelves.of.values() for each in shelf.transfers.values())

    async def orders_brief(self) -> Sequence[OrderBrief]:
        return [brief_of(order) for shelf in self._shelves.of.values() for order in shelf.orders.values()]

    async def budget_holds(self) -> Sequence[HoldBrief]:
        """Every hold there ever was."""
        return [hold for shelf in self._shelves.of.values() for hold in shelf.holds.values()]

    async def open_holds(self) -> Sequence[HoldBrief]:
        """Those that are held now."""
        return [hold for hold in await self.budget_holds() if hold.state == "held"]

    async def card_states(self) -> Sequence[CardBrief]:
        cards = (card for shelf in self._shelves.of.values() for card in shelf.cards.values())
        return [CardBrief(each.user_id, each.card_id, each.campaign_id, each.state, each.held_for) for each in cards]

    async def budgets(self) -> Sequence[BudgetBrief]:
        return [BudgetBrief(key, budget, self._shelves.left[key]) for key, budget in self._budgets.items()]

    def facts(self) -> list[Fact]:
        """Every fact, person by person."""
        return [fact for shelf in self._shelves.of.values() for fact in shelf.facts.values()]

    async def fact_counts(self) -> dict[FactKind, int]:
        return Counter(fact.kind for shelf in self._shelves.of.values() for fact in shelf.facts.values())
