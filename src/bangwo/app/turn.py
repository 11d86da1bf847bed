"""Turn: what is known, said, shown and to be written while one sentence is answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bangwo.app import checkout, promote
from bangwo.app.changes import (
    AddFacts,
    AddTurn,
    Conversation,
    DropMemos,
    PutConversation,
    PutPerson,
    TurnRecord,
    Write,
)
from bangwo.app.ports import Context
from bangwo.app.shapes import turn_json
from bangwo.core.errors import Code
from bangwo.core.ids import Ids
from bangwo.core.json import Json
from bangwo.domain.act import Act, ActKind
from bangwo.domain.campaigns.card import Card
from bangwo.domain.campaigns.programme import NONE, Programme
from bangwo.domain.facts import LOCAL_TIER, Fact, FactKind, labelled
from bangwo.domain.memo import Memo
from bangwo.domain.offer import Hold
from bangwo.domain.order import Order
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote, QuoteState, order_id_of
from bangwo.language.dialogue.codec import dialogue_json, dialogue_of
from bangwo.language.dialogue.state import Dialogue, Draft
from bangwo.language.replies import IN_QUOTE, Phrase, phrase, render, trade_word

Tell = Callable[[str, Json], None]
"""Hears how far a turn has come, by name and content, while it goes on."""


def silent(name: str, content: Json) -> None:
    """Told to nobody."""


RESTED = timedelta(minutes=30)
"""After so long a conversation begins anew by itself, unless an answer to it is said."""
STALE = timedelta(hours=6)
"""After so long not even an answer goes on with it."""
_BUYS = frozenset({ActKind.ORDER, ActKind.REORDER})
_CODES = frozenset(code.value for code in Code)


@dataclass(slots=True)
class Turn:
    """One sentence on its way to an answer.

    `before`: the open quote as the turn found it; `quote`: the one that it leaves. `without_card`: no card may be held.
    """

    now: datetime
    person: Person
    cards: tuple[Card, ...]
    conversation_id: str
    turn_id: str
    version: int
    text: str
    state: Dialogue
    before: Quote | None
    language: str
    tier: str = LOCAL_TIER
    programme: Programme = NONE
    acts: Sequence[Act] = ()
    quote: Quote | None = None
    phrases: list[Phrase] = field(default_factory=list[Phrase])
    blocks: list[Json] = field(default_factory=list[Json])
    orders: list[Order] = field(default_factory=list[Order])
    person_after: Person | None = None  # the person with what was learned of them in this turn
    without_card: bool = False
    rested: bool = False  # nobody went on with the conversation for long, and it was not named
    kept: Conversation | None = None  # the conversation as it was stored
    left: Conversation | None = None  # the conversation that is gone on with no more
    interrupted: bool = False  # another request came before what was open was done
    tell: Tell = silent
    memos: tuple[Memo, ...] = ()  # what happened since the last turn, told before all else
    also: tuple[Write, ...] = ()  # what is written with the turn besides
    known_drafts: tuple[Draft, ...] = ()  # as the turn found them, and those of which all was said

    _rendered: tuple[list[Phrase], str] = field(default_factory=lambda: (list[Phrase](), ""))

    def say(self, code: str, /, **facts: str | int) -> None:
        """Add a sentence to the reply."""
        self.phrases.append(phrase(code, **facts))

    def name_of(self, draft: Draft) -> str:
        """What a draft is called: what it is about, or its trade."""
        return draft.subject or trade_word(draft.trade.value, self.language)

    def unsay(self, code: str) -> None:
        """Take a sentence out of the reply."""
        self.phrases = [each for each in self.phrases if each.code != code]

    def begin_anew(self, ids: Ids) -> None:
        """Leave the conversation for a new one. The quote that was open in it is dropped with what it holds."""
        if self.kept is not None:
            self.left = replace(self.kept, open=False, version=self.kept.version + 1)
        self.conversation_id, self.version, self.kept = ids("v", self.now), 0, None
        self.state, self.known_drafts = Dialogue(language=self.language), ()

    @property
    def usable_cards(self) -> tuple[Card, ...]:
        """The cards as they are once the open quote is given up."""
        return promote.freed(self.cards, self.before, self.now) if self.before else self.cards

    @property
    def reply(self) -> str:
        """What is said; put into words once, although the answer and the history both hold it."""
        phrases = [*self._news(), *self.phrases]
        if self._rendered[0] != phrases:
            self._rendered = (phrases, render(phrases, self.language))
        return self._rendered[1]

    def _news(self) -> list[Phrase]:
        return [Phrase(each.code, each.facts) for each in self.memos]

    def answer(self) -> dict[str, Json]:
        """The Turn of the contract; `aside` is what is said beside the figures that a quote's block shows as well."""
        turn = turn_json(
            conversation_id=self.conversation_id,
            turn_id=self.turn_id,
            reply=self.reply,
            acts=self.acts,
            asks=self.state.asks or None,
            blocks=self.blocks,
            quote=self.quote,
            orders=self.orders,
        )
        if self.quote is not None:
            others = [each for each in (*self._news(), *self.phrases) if each.code not in IN_QUOTE]
            turn["aside"] = render(others, self.language) if others else ""
        return turn

    def writes(self, ids: Ids) -> tuple[Write, ...]:
        """All that the turn changes: conversation, history, quotes with what they hold, what the person is now."""
        left = (PutConversation(self.left),) if self.left is not None else ()
        return (*self.spoken(ids), *self._quotes(ids), *self._person(), *left)

    def spoken(self, ids: Ids) -> tuple[Write, ...]:
        """What every turn writes: what was said and answered, that its memos were told, and what it opened."""
        told = tuple(each.memo_id for each in self.memos)
        memos = (DropMemos(self.person.user_id, told),) if told else ()
        return (self.conversation(), self.record(), self.said(ids), *memos, *self.also)

    def conversation(self) -> PutConversation:
        """The conversation in its next version."""
        state = replace(self.state, language=self.language)
        kept = Conversation(
            user_id=self.person.user_id,
            conversation_id=self.conversation_id,
            state=dialogue_json(state),
            open=state.running,
            updated_at=self.now,
            version=self.version + 1,
        )
        return PutConversation(kept)

    def record(self) -> AddTurn:
        """The line of history."""
        user = self.person.user_id
        return AddTurn(TurnRecord(user, self.conversation_id, self.turn_id, self.text, self.reply, self.now))

    def said(self, ids: Ids) -> AddFacts:
        """The facts that something was said, and of what was refused; a button that was pressed is no sentence."""
        refused = [each.code for each in self.phrases if each.code in _CODES]
        told = [(FactKind.REFUSED, code) for code in dict.fromkeys(refused)]
        if self.text:
            buys = next((act.trade.value for act in self.acts if act.trade and act.act in _BUYS), "")
            told.insert(0, (FactKind.COMMAND_SAID, labelled(self.tier, buys)))
        user, now = self.person.user_id, self.now
        return AddFacts(tuple(Fact(ids("f", now), user, kind, now, self.turn_id, label=label) for kind, label in told))

    def _quotes(self, ids: Ids) -> tuple[Write, ...]:
        before, after = self.before, self.quote
        if before is not None and after is not None:
            if before.quote_id == after.quote_id:
                return ()
            return checkout.replaced(before, after, self.cards, self.now, ids)
        if after is not None:
            return checkout.opened(after, self.cards, self.now, ids)
        if before is not None:
            return checkout.dropped(before, self.cards, self.now, ids)
        return ()

    def _person(self) -> tuple[Write, ...]:
        return () if self.person_after is None else (PutPerson(self.person_after),)

    def dropped_hold(self) -> Hold | None:
        """The seats of the quote that the turn gave up, unless its successor has them."""
        if self.before is None or self.before.hold is None:
            return None
        if (
            self.quote is not None
            and self.quote.hold is not None
            and self.quote.hold.hold_id == self.before.hold.hold_id
        ):
            return None
        return self.before.hold

    def new_hold(self) -> Hold | None:
        """The seats that this turn had held, to be given back should it come to nothing."""
        if self.quote is None or self.quote.hold is None:
            return None
        if self.before is not None and self.before.hold is not None:
            return None if self.before.hold.hold_id == self.quote.hold.hold_id else self.quote.hold
        return self.quote.hold


def begin(context: Context, conversation_id: str | None, text: str, now: datetime, ids: Ids) -> Turn:
    """The turn as it begins: the conversation that was named, the latest open one, or a new one."""
    conversation = context.conversation
    if conversation is not None and conversation_id is None and now - conversation.updated_at > STALE:
        conversation = None
    rested = conversation_id is None and conversation is not None and now - conversation.updated_at >= RESTED
    state = dialogue_of(conversation.state) if conversation is not None else Dialogue()
    quote = context.quote if conversation is not None else None
    if quote is not None and context.quote_state is QuoteState.ORDERED:
        state = replace(state.without_draft(), order_id=order_id_of(quote.quote_id))
    open_quote = quote if quote is not None and context.quote_state is QuoteState.OPEN else None
    return Turn(
        now=now,
        person=context.person,
        cards=context.cards,
        conversation_id=conversation.conversation_id if conversation is not None else ids("v", now),
        turn_id=ids("t", now),
        version=conversation.version if conversation is not None else 0,
        text=text,
        state=state,
        before=open_quote,
        language=state.language or context.person.language,
        programme=context.programme,
        rested=rested,
        kept=conversation,
        memos=context.memos,
        known_drafts=state.drafts,
    )
