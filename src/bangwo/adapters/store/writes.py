"""Writes: a commit as the arguments of the one function that makes it."""

from dataclasses import dataclass, field
from typing import assert_never

from bangwo.adapters.codec import dump, dump_order
from bangwo.adapters.store.rules import HOLD_ENDS, check_owner, in_order, quote_id_in
from bangwo.app.changes import (
    AddConsent,
    AddDeed,
    AddFacts,
    AddInvitation,
    AddJournal,
    AddMemo,
    AddTransfers,
    AddTurn,
    Changes,
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
    TakeCards,
    Write,
)
from bangwo.core.errors import Bug
from bangwo.domain.campaigns.terms import cards_of
from bangwo.domain.case import Case
from bangwo.domain.facts import Fact
from bangwo.domain.ledger import Transfer
from bangwo.domain.order import Order

Field = str | int | bool | None | list["Row"]
Row = dict[str, Field]

_NUL = "\\u0000"


@dataclass(slots=True)
class Arguments:
    """`writes` and `moves` (of budget) are small rows in order; a row names a body by its place, from 1."""

    writes: list[Row] = field(default_factory=list[Row])
    moves: list[Row] = field(default_factory=list[Row])
    bodies: list[str] = field(default_factory=list[str])

    def body(self, text: str) -> int:
        """The place of a body."""
        self.bodies.append(text)
        return len(self.bodies)

    def append(self, table: str, rows: list[Row]) -> None:
        """Rows of one table go together, for they lie together in the order of writes."""
        if rows and self.writes and self.writes[-1]["do"] == table:
            together = self.writes[-1]["rows"]
            assert isinstance(together, list)
            together += rows
        elif rows:
            self.writes.append({"do": table, "rows": rows})


def arguments(changes: Changes) -> tuple[str, str, list[str], str | None]:
    """What `commit_changes` takes: the user, the writes, the bodies, the moves of budget."""
    check_owner(changes)
    into = Arguments()
    for write in in_order(changes.writes):
        _add(into, write)
    moves = _text(into.moves) if into.moves else None
    return changes.user_id, _text(into.writes), into.bodies, moves


def _text(rows: list[Row]) -> str:
    """As JSON. PostgreSQL has no NUL in text: what someone slipped in becomes the sign for what cannot be shown."""
    text = dump(rows)
    if _NUL in text:
        text = "\\\\".join(part.replace(_NUL, "\\ufffd") for part in text.split("\\\\"))
    return text


def _add(into: Arguments, write: Write) -> None:
    match write:
        case HoldBudget() | TakeCards() | EndBudgetHold():
            into.moves.append(_move(write))
        case AddTransfers() | AddFacts() | AddJournal():
            _append(into, write)
        case PutCase() | AddMemo() | DropMemos() | PutOperator() | AddDeed() | PutStanding() | PutGroup():
            into.writes.append(_desk(into, write))
        case _:
            into.writes.append(_row(into, write))


def _move(write: HoldBudget | TakeCards | EndBudgetHold) -> Row:
    match write:
        case HoldBudget(campaign_id, hold_id, amount, opens):
            if amount.fen <= 0:
                raise Bug(f"a hold of {amount}")
            held: Row = {"do": "hold", "campaign": campaign_id, "hold": hold_id, "fen": amount.fen}
            return held if opens is None else held | {"opens": opens.fen}
        case TakeCards(campaign_id, count):
            if count <= 0:
                raise Bug(f"{count} cards taken")
            return {"do": "take", "campaign": cards_of(campaign_id), "fen": count}
        case EndBudgetHold(campaign_id, hold_id, end):
            if end not in HOLD_ENDS:
                raise Bug(f"a hold cannot end as {end}")
            row: Row = {"do": "end", "campaign": campaign_id, "hold": hold_id}
            return row | {"end": end, "follows": HOLD_ENDS[end]}


def _append(into: Arguments, write: AddTransfers | AddFacts | AddJournal) -> None:
    match write:
        case AddTransfers(transfers):
            into.append("transfers", [_transfer(each) for each in transfers])
        case AddFacts(facts):
            into.append("facts", [_fact(each) for each in facts])
        case AddJournal(_, entries):
            into.append("journal", [_entry(each) for each in entries])


def _row(
    into: Arguments,
    write: PutPerson
    | PutInviteCode
    | AddInvitation
    | PutConversation
    | AddTurn
    | PutQuote
    | PutOrder
    | PutCard
    | AddConsent
    | LinkProviderOrder
    | Remember
    | FinishAnswer,
) -> Row:
    match write:
        case PutPerson(person, new):
            do = "person.new" if new else "person"
            return {"do": do, "phone": person.phone, "version": person.version, "body": into.body(dump(person))}
        case PutInviteCode() | AddInvitation():
            return _invite(write)
        case PutConversation():
            return _conversation(into, write.conversation)
        case AddTurn(turn):
            return {
                "do": "turn",
                "conversation": turn.conversation_id,
                "id": turn.turn_id,
                "at": turn.at.isoformat(),
                "text": turn.text,
                "reply": turn.reply,
            }
        case PutQuote():
            return _quote(into, write)
        case PutOrder(order):
            return _order(into, order)
        case PutCard():
            return _card(into, write)
        case AddConsent(consent):
            return {"do": "consent", "id": consent.order_id, "body": into.body(dump(consent))}
        case LinkProviderOrder():
            return {
                "do": "provider_order",
                "provider": write.provider_id,
                "id": write.provider_order_id,
                "order_id": write.order_id,
            }
        case Remember(answer):
            return {
                "do": "answer",
                "key": answer.key,
                "digest": answer.digest,
                "order_id": answer.order_id,
                "body": into.body(dump(answer.answer)),
            }
        case FinishAnswer():
            return {"do": "answer.finish", "key": write.key, "body": into.body(dump(write.answer))}
        case _:
            assert_never(write)


def _desk(into: Arguments, write: DeskWrite) -> Row:
    """What belongs to cases and those who work on them."""
    match write:
        case PutCase(case):
            return _case(into, case)
        case AddMemo(memo):
            return {"do": "memo", "id": memo.memo_id, "at": memo.at.isoformat(), "body": into.body(dump(memo))}
        case DropMemos(_, memo_ids):
            return {"do": "memos.drop", "ids": ",".join(memo_ids), "many": len(memo_ids)}
        case PutOperator(operator):
            do = "operator.new" if operator.version == 1 else "operator"
            row: Row = {"do": do, "name": operator.name, "version": operator.version}
            return row | {"body": into.body(dump(operator))}
        case AddDeed(record):
            return {
                "do": "deed",
                "id": record.deed_id,
                "at": record.at.isoformat(),
                "operator": record.operator,
                "deed": record.deed.value,
                "case": record.case_id,
                "detail": record.detail,
            }
        case PutGroup(group):
            do = "group.new" if group.version == 1 else "group"
            row = {"do": do, "id": group.group_id, "version": group.version, "code": group.code}
            return row | {"body": into.body(dump(group))}
        case PutStanding(standing):
            return {
                "do": "standing.new" if standing.version == 1 else "standing",
                "id": standing.standing_id,
                "version": standing.version,
                "at": standing.made_at.isoformat(),
                "next_at": standing.next_at and standing.next_at.isoformat(),
                "body": into.body(dump(standing)),
            }


def _case(into: Arguments, case: Case) -> Row:
    return {
        "do": "case.new" if case.version == 1 else "case",
        "id": case.case_id,
        "version": case.version,
        "state": case.state.value,
        "about": case.about,
        "at": case.opened_at.isoformat(),
        "next_at": case.next_at and case.next_at.isoformat(),
        "body": into.body(dump(case)),
    }


def _invite(write: PutInviteCode | AddInvitation) -> Row:
    if isinstance(write, PutInviteCode):
        return {"do": "invite_code", "code": write.code}
    invitation = write.invitation
    return {
        "do": "invitation",
        "invited": invitation.invited_id,
        "at": invitation.at.isoformat(),
        "who": invitation.who,
        "key": invitation.key,
        "digest": invitation.digest,
    }


def _conversation(into: Arguments, conversation: Conversation) -> Row:
    return {
        "do": "conversation.new" if conversation.version == 1 else "conversation",
        "id": conversation.conversation_id,
        "version": conversation.version,
        "open": conversation.open,
        "at": conversation.updated_at.isoformat(),
        "quote": quote_id_in(conversation),
        "body": into.body(dump(conversation.state)),
    }


def _quote(into: Arguments, write: PutQuote) -> Row:
    row: Row = {"id": write.quote.quote_id, "state": write.state.value}
    if write.expects is not None:  # a promise never changes, only its state
        return row | {"do": "quote", "expects": write.expects.value}
    return row | {
        "do": "quote.new",
        "expires_at": write.quote.expires_at.isoformat(),
        "body": into.body(dump(write.quote)),
    }


def _order(into: Arguments, order: Order) -> Row:
    row: Row = {
        "id": order.order_id,
        "version": order.version,
        "next_at": order.next_at and order.next_at.isoformat(),
        "body": into.body(dump_order(order)),
    }
    if order.version != 1:
        return row | {"do": "order"}
    return row | {
        "do": "order.new",
        "created_at": order.created_at.isoformat(),
        "quote": into.body(dump(order.quote)),
    }


def _card(into: Arguments, write: PutCard) -> Row:
    card = write.card
    row: Row = {
        "id": card.card_id,
        "state": card.state.value,
        "held_for": card.held_for,
        "body": into.body(dump(card)),
    }
    if write.expects is None:
        return row | {"do": "card.new", "at": card.granted_at.isoformat()}
    return row | {"do": "card", "expects": write.expects.value, "expects_for": write.expects_for}


def _transfer(transfer: Transfer) -> Row:
    return {
        "id": transfer.transfer_id,
        "order_id": transfer.order_id,
        "kind": transfer.kind,
        "debit": transfer.debit,
        "credit": transfer.credit,
        "fen": transfer.amount.fen,
        "currency": transfer.amount.currency,
        "at": transfer.at.isoformat(),
    }


def _fact(fact: Fact) -> Row:
    return {
        "id": fact.fact_id,
        "kind": fact.kind.value,
        "at": fact.at.isoformat(),
        "subject": fact.subject,
        "fen": fact.fen,
        "label": fact.label,
        "ms": fact.ms,
    }


def _entry(entry: JournalEntry) -> Row:
    return {
        "order_id": entry.order_id,
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "step": entry.step,
        "outcome": entry.outcome,
        "detail": entry.detail,
    }
