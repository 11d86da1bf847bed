"""Shelves: tables in dictionaries, the guards of every write, and the way back when one fails."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar, assert_never

from bangwo.adapters.codec import dump, load_json
from bangwo.adapters.store.rules import HOLD_ENDS
from bangwo.app.books import HoldBrief
from bangwo.app.changes import (
    AddConsent,
    AddDeed,
    AddFacts,
    AddInvitation,
    AddJournal,
    AddMemo,
    AddTransfers,
    AddTurn,
    Conversation,
    DeskWrite,
    DropMemos,
    EndBudgetHold,
    FinishAnswer,
    HoldBudget,
    JournalEntry,
    LinkProviderOrder,
    PutCard,
    PutCase,
    PutConversation,
    PutGroup,
    PutInviteCode,
    PutOperator,
    PutOrder,
    PutPerson,
    PutQuote,
    PutStanding,
    Remember,
    StoredAnswer,
    TakeCards,
    TurnRecord,
    Write,
)
from bangwo.core.errors import Bug, Conflict
from bangwo.core.json import Json
from bangwo.domain.campaigns.card import Card
from bangwo.domain.campaigns.terms import cards_of
from bangwo.domain.case import Case, CaseState
from bangwo.domain.facts import Fact
from bangwo.domain.group import Group
from bangwo.domain.invitation import Invitation
from bangwo.domain.ledger import Transfer
from bangwo.domain.memo import Memo
from bangwo.domain.operator import DeedRecord, Operator
from bangwo.domain.order import Consent, Order
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote, QuoteState
from bangwo.domain.standing import Standing

Append = AddTurn | AddTransfers | AddFacts | AddConsent | AddJournal | LinkProviderOrder | Remember | DeskWrite

K = TypeVar("K")
V = TypeVar("V")


@dataclass(slots=True)
class Shelf:
    """All that one person owns."""

    person: dict[str, Person] = field(default_factory=dict[str, Person])
    conversations: dict[str, Conversation] = field(default_factory=dict[str, Conversation])
    turns: dict[tuple[str, str], TurnRecord] = field(default_factory=dict[tuple[str, str], TurnRecord])
    quotes: dict[str, tuple[Quote, QuoteState]] = field(default_factory=dict[str, tuple[Quote, QuoteState]])
    orders: dict[str, Order] = field(default_factory=dict[str, Order])
    cards: dict[str, Card] = field(default_factory=dict[str, Card])
    holds: dict[str, HoldBrief] = field(default_factory=dict[str, HoldBrief])
    transfers: dict[str, Transfer] = field(default_factory=dict[str, Transfer])
    facts: dict[str, Fact] = field(default_factory=dict[str, Fact])
    consents: dict[str, Consent] = field(default_factory=dict[str, Consent])
    journal: dict[tuple[str, int], JournalEntry] = field(default_factory=dict[tuple[str, int], JournalEntry])
    answers: dict[str, StoredAnswer] = field(default_factory=dict[str, StoredAnswer])
    invite: dict[str, str] = field(default_factory=dict[str, str])
    invitations: dict[str, Invitation] = field(default_factory=dict[str, Invitation])
    cases: dict[str, Case] = field(default_factory=dict[str, Case])
    memos: dict[str, Memo] = field(default_factory=dict[str, Memo])
    deeds: dict[str, DeedRecord] = field(default_factory=dict[str, DeedRecord])
    groups: dict[str, Group] = field(default_factory=dict[str, Group])
    standings: dict[str, Standing] = field(default_factory=dict[str, Standing])


class Shelves:
    """Everyone's shelves, what lies between them, and the steps back to the last commit."""

    def __init__(self) -> None:
        self.of: defaultdict[str, Shelf] = defaultdict(Shelf)
        self.phones: dict[str, str] = {}
        self.provider_orders: dict[tuple[str, str], tuple[str, str]] = {}
        self.invite_codes: dict[str, str] = {}
        self.invited: dict[str, str] = {}
        self.operators: dict[str, Operator] = {}
        self.group_codes: dict[str, tuple[str, str]] = {}
        self.left: dict[str, int] = {}
        self.due: dict[tuple[str, str], datetime] = {}
        self.claims: dict[tuple[str, str], datetime] = {}
        self.open_quotes: dict[tuple[str, str], datetime] = {}
        self._steps_back: list[Callable[[], object]] = []

    def end(self, whole: bool) -> None:
        """End a commit: what was written stays when it is whole, and is forgotten otherwise."""
        if not whole:
            for step in reversed(self._steps_back):
                step()
        self._steps_back.clear()

    def write(self, user_id: str, write: Write) -> None:
        """Make one write, or raise Conflict."""
        shelf = self.of[user_id]
        match write:
            case PutPerson():
                self._put_person(shelf, write)
            case PutInviteCode():
                self._add(self.invite_codes, write.code, user_id, "invite_code")
                self._add(shelf.invite, user_id, write.code, "invite_code")
            case AddInvitation(invitation):
                self._add(self.invited, invitation.invited_id, user_id, "invited")
                self._add(shelf.invitations, invitation.invited_id, invitation, "invited")
            case PutConversation():
                self._put_conversation(shelf, write.conversation)
            case PutQuote():
                self._put_quote(shelf, write)
            case PutOrder():
                self._put_order(shelf, write.order)
            case PutCard():
                self._put_card(shelf, write)
            case HoldBudget():
                self._hold_budget(user_id, shelf, write)
            case TakeCards():
                self._take_cards(write)
            case EndBudgetHold():
                self._end_hold(shelf, write)
            case FinishAnswer():
                self._finish(shelf, write)
            case _:
                self._append(shelf, write)

    def _append(self, shelf: Shelf, write: Append) -> None:
        match write:
            case AddTurn(turn):
                self._add(shelf.turns, (turn.conversation_id, turn.turn_id), turn, "turn")
            case AddTransfers(transfers):
                for transfer in transfers:
                    self._add(shelf.transfers, transfer.transfer_id, transfer, "transfer")
            case AddFacts(facts):
                for fact in facts:
                    self._add(shelf.facts, fact.fact_id, fact, "fact")
            case AddConsent(consent):
                self._add(shelf.consents, consent.order_id, consent, "consent")
            case AddJournal(_, entries):
                for entry in entries:
                    self._add(shelf.journal, (entry.order_id, entry.seq), entry, "journal")
            case LinkProviderOrder():
                key = (write.provider_id, write.provider_order_id)
                self._put(self.provider_orders, key, self.provider_orders.get(key, (write.user_id, write.order_id)))
            case Remember(answer):
                kept = replace(answer, answer=as_stored(answer.answer))
                self._add(shelf.answers, answer.key, kept, "once")
            case _:
                self._desk(shelf, write)

    def _desk(self, shelf: Shelf, write: DeskWrite) -> None:
        match write:
            case PutCase(case):
                self._put_case(shelf, case)
            case AddMemo(memo):
                self._add(shelf.memos, memo.memo_id, memo, "memo")
            case DropMemos(_, memo_ids):
                for memo_id in memo_ids:
                    _expect(memo_id in shelf.memos, "memo")
                    self._drop(shelf.memos, memo_id)
            case PutOperator(operator):
                known = self.operators.get(operator.name)
                _expect((known.version if known else 0) == operator.version - 1, "operator")
                self._put(self.operators, operator.name, operator)
            case AddDeed(record):
                self._add(shelf.deeds, record.deed_id, record, "deed")
            case PutGroup(group):
                grouped = shelf.groups.get(group.group_id)
                _expect((grouped.version if grouped else 0) == group.version - 1, "group")
                if grouped is None:
                    self._add(self.group_codes, group.code, (group.user_id, group.group_id), "group")
                self._put(shelf.groups, group.group_id, group)
            case PutStanding(standing):
                stood = shelf.standings.get(standing.standing_id)
                _expect((stood.version if stood else 0) == standing.version - 1, "standing")
                self._put(shelf.standings, standing.standing_id, standing)
            case _:
                assert_never(write)

    def _finish(self, shelf: Shelf, write: FinishAnswer) -> None:
        known = shelf.answers.get(write.key)
        if known is not None and known.answer is None:
            self._put(shelf.answers, write.key, replace(known, answer=as_stored(write.answer)))

    def _put_conversation(self, shelf: Shelf, conversation: Conversation) -> None:
        known = shelf.conversations.get(conversation.conversation_id)
        _expect((known.version if known else 0) == conversation.version - 1, "conversation")
        kept = replace(conversation, state=as_stored(conversation.state))
        self._put(shelf.conversations, conversation.conversation_id, kept)

    def _put_person(self, shelf: Shelf, write: PutPerson) -> None:
        person = write.person
        known = shelf.person.get(person.user_id)
        if write.new:
            _expect(known is None and person.phone not in self.phones, "person")
            self._put(self.phones, person.phone, person.user_id)
        else:
            same = known is not None and (known.version, known.phone) == (person.version - 1, person.phone)
            _expect(same, "person")
        self._put(shelf.person, person.user_id, person)

    def _put_quote(self, shelf: Shelf, write: PutQuote) -> None:
        quote = write.quote
        known = shelf.quotes.get(quote.quote_id)
        _expect((known[1] if known else None) is write.expects, "quote")
        kept = known[0] if known else quote  # a promise never changes, only its state
        self._put(shelf.quotes, quote.quote_id, (kept, write.state))
        key = (quote.user_id, quote.quote_id)
        if write.state is QuoteState.OPEN:
            self._put(self.open_quotes, key, kept.expires_at)
        else:
            self._drop(self.open_quotes, key)

    def _put_order(self, shelf: Shelf, order: Order) -> None:
        known = shelf.orders.get(order.order_id)
        _expect((known.version if known else 0) == order.version - 1, "order")
        if known is not None:
            order = replace(order, quote=known.quote, created_at=known.created_at)
        self._put(shelf.orders, order.order_id, order)
        key = (order.user_id, order.order_id)
        self._drop(self.claims, key)
        if order.next_at is None:
            self._drop(self.due, key)
        else:
            self._put(self.due, key, order.next_at)

    def _put_case(self, shelf: Shelf, case: Case) -> None:
        known = shelf.cases.get(case.case_id)
        _expect((known.version if known else 0) == case.version - 1, "case")
        others = (each for each in shelf.cases.values() if each.case_id != case.case_id)
        open_now = {each.about for each in others if each.state is not CaseState.CLOSED}
        _expect(case.state is CaseState.CLOSED or case.about not in open_now, "case")
        self._put(shelf.cases, case.case_id, case)

    def _put_card(self, shelf: Shelf, write: PutCard) -> None:
        known = shelf.cards.get(write.card.card_id)
        if write.expects is None:
            _expect(known is None, "card")
        else:
            as_told = known is not None and (known.state, known.held_for) == (write.expects, write.expects_for)
            _expect(as_told, "card")
        self._put(shelf.cards, write.card.card_id, write.card)

    def _hold_budget(self, user_id: str, shelf: Shelf, write: HoldBudget) -> None:
        if write.amount.fen <= 0:
            raise Bug(f"a hold of {write.amount}")
        opened = write.opens.fen if write.opens is not None else 0
        left = self.left.get(write.campaign_id, opened)
        _expect(write.hold_id not in shelf.holds and left >= write.amount.fen, "budget")
        self._put(self.left, write.campaign_id, left - write.amount.fen)
        hold = HoldBrief(user_id, write.campaign_id, write.hold_id, write.amount.fen, "held")
        self._put(shelf.holds, write.hold_id, hold)

    def _take_cards(self, write: TakeCards) -> None:
        if write.count <= 0:
            raise Bug(f"{write.count} cards taken")
        pot = cards_of(write.campaign_id)
        left = self.left.get(pot, 0)
        _expect(left >= write.count, "budget")
        self._put(self.left, pot, left - write.count)

    def _end_hold(self, shelf: Shelf, write: EndBudgetHold) -> None:
        if write.end not in HOLD_ENDS:
            raise Bug(f"a hold cannot end as {write.end}")
        hold = shelf.holds.get(write.hold_id)
        if hold is None or (hold.campaign_id, hold.state) != (write.campaign_id, HOLD_ENDS[write.end]):
            raise Conflict("budget")
        self._put(shelf.holds, write.hold_id, replace(hold, state=write.end))
        if write.end != "used":
            self._put(self.left, write.campaign_id, self.left[write.campaign_id] + hold.fen)

    def _add(self, table: dict[K, V], key: K, value: V, what: str) -> None:
        _expect(key not in table, what)
        self._put(table, key, value)

    def _put(self, table: dict[K, V], key: K, value: V) -> None:
        if key in table:
            self._steps_back.append(lambda old=table[key]: table.update({key: old}))
        else:
            self._steps_back.append(lambda: table.pop(key))
        table[key] = value

    def _drop(self, table: dict[K, V], key: K) -> None:
        if key in table:
            self._steps_back.append(lambda old=table[key]: table.update({key: old}))
            del table[key]


def as_stored(value: Json) -> Json:
    """What reading JSON gives back: the writer's own lists are not shared, and its tuples are lists."""
    return load_json(dump(value))


def _expect(true: bool, what: str) -> None:
    if not true:
        raise Conflict(what)
