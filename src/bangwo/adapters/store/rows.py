"""Rows: what a row of the database is inside."""

from datetime import datetime
from typing import cast

from bangwo.adapters.codec import Codec, load_json, load_order, load_quote
from bangwo.adapters.store.driver import Row
from bangwo.app.books import BudgetBrief, CardBrief, HoldBrief
from bangwo.app.changes import Conversation, JournalEntry, StoredAnswer, TurnRecord
from bangwo.app.ports import Context, ConversationBrief
from bangwo.core.clock import LOCAL
from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.facts import FactKind
from bangwo.domain.invitation import Invitation
from bangwo.domain.ledger import Transfer
from bangwo.domain.memo import MEMOS_MAX, Memo
from bangwo.domain.money import Money
from bangwo.domain.order import Consent, Order
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote, QuoteState

_persons = Codec(Person)
_cards = Codec(Card)
_hands = Codec(tuple[Card, ...])
_memos = Codec(tuple[Memo, ...])
_consents = Codec(Consent)


def text(row: Row, column: str) -> str:
    """A column of text."""
    return cast("str", row[column])


def number(row: Row, column: str) -> int:
    """A column of whole numbers."""
    return cast("int", row[column])


def moment(row: Row, column: str) -> datetime:
    """A column of moments, in the deployment's zone."""
    return cast("datetime", row[column]).astimezone(LOCAL)


def person(row: Row) -> Person:
    return _persons.load(text(row, "body"))


def card(row: Row) -> Card:
    return _cards.load(text(row, "body"))


def consent(row: Row) -> Consent:
    return _consents.load(text(row, "body"))


def quote(row: Row) -> Quote:
    return load_quote(text(row, "body"))


def order(row: Row) -> Order:
    return load_order(text(row, "body"), text(row, "quote"))


def conversation(row: Row) -> Conversation:
    return Conversation(
        user_id=text(row, "user_id"),
        conversation_id=text(row, "conversation_id"),
        state=load_json(text(row, "state")),
        open=bool(row["open"]),
        updated_at=moment(row, "updated_at"),
        version=number(row, "version"),
    )


def conversation_brief(row: Row) -> ConversationBrief:
    return ConversationBrief(
        conversation_id=text(row, "conversation_id"),
        open=bool(row["open"]),
        updated_at=moment(row, "updated_at"),
        first=text(row, "first"),
    )


def answer(row: Row) -> StoredAnswer:
    return StoredAnswer(
        user_id=text(row, "user_id"),
        key=text(row, "key"),
        digest=text(row, "digest"),
        answer=load_json(text(row, "answer")),
        order_id=text(row, "order_id"),
    )


def context(row: Row) -> Context:
    """A row of the one statement that reads all that a turn needs."""
    found_quote = row["quote"] is not None
    return Context(
        person=person(row),
        cards=_hands.load(text(row, "cards")) if row["cards"] is not None else (),
        conversation=conversation(row) if row["conversation_id"] is not None else None,
        answer=answer(row) if row["key"] is not None else None,
        quote=load_quote(text(row, "quote")) if found_quote else None,
        quote_state=QuoteState(text(row, "quote_state")) if found_quote else None,
        memos=_memos.load(text(row, "memos"))[:MEMOS_MAX] if row["memos"] is not None else (),
    )


def invitation(row: Row) -> Invitation:
    return Invitation(
        user_id=text(row, "user_id"),
        invited_id=text(row, "invited_id"),
        at=moment(row, "at"),
        who=text(row, "who"),
        key=text(row, "key"),
        digest=text(row, "digest"),
    )


def turn(row: Row) -> TurnRecord:
    return TurnRecord(
        user_id=text(row, "user_id"),
        conversation_id=text(row, "conversation_id"),
        turn_id=text(row, "turn_id"),
        text=text(row, "text"),
        reply=text(row, "reply"),
        at=moment(row, "at"),
    )


def transfer(row: Row) -> Transfer:
    return Transfer(
        transfer_id=text(row, "transfer_id"),
        order_id=text(row, "order_id"),
        kind=text(row, "kind"),
        debit=text(row, "debit"),
        credit=text(row, "credit"),
        amount=Money(number(row, "fen"), text(row, "currency")),
        at=moment(row, "at"),
    )


def entry(row: Row) -> JournalEntry:
    return JournalEntry(
        order_id=text(row, "order_id"),
        seq=number(row, "seq"),
        at=moment(row, "at"),
        step=text(row, "step"),
        outcome=text(row, "outcome"),
        detail=text(row, "detail"),
    )


def hold_brief(row: Row) -> HoldBrief:
    return HoldBrief(
        user_id=text(row, "user_id"),
        campaign_id=text(row, "campaign_id"),
        hold_id=text(row, "hold_id"),
        fen=number(row, "fen"),
        state=text(row, "state"),
    )


def card_brief(row: Row) -> CardBrief:
    return CardBrief(
        user_id=text(row, "user_id"),
        card_id=text(row, "card_id"),
        campaign_id=text(row, "campaign_id"),
        state=CardState(text(row, "state")),
        held_for=text(row, "held_for"),
    )


def budget_brief(row: Row) -> BudgetBrief:
    return BudgetBrief(text(row, "campaign_id"), number(row, "budget_fen"), number(row, "left_fen"))


def fact_count(row: Row) -> tuple[FactKind, int]:
    return FactKind(text(row, "kind")), number(row, "many")
