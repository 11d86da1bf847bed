"""Case shapes: the JSON of cases, as their persons and as operators see them."""

from bangwo.app.casework import File
from bangwo.app.changes import TurnRecord
from bangwo.app.shapes import card_json, order_json
from bangwo.core.json import Json
from bangwo.domain.case import Case
from bangwo.domain.invitation import masked
from bangwo.domain.operator import DeedRecord, Operator, Role
from bangwo.domain.person import Person


def case_json(case: Case, ahead: int = 0) -> dict[str, Json]:
    """A case as its person sees it: whoever works on it has no name there."""
    out: dict[str, Json] = {
        "id": case.case_id,
        "number": case.number,
        "kind": case.kind.value,
        "state": case.state.value,
        "ahead": ahead,
        "opened_at": case.opened_at.isoformat(),
        "said": case.said,
        "words": [
            {"at": each.at.isoformat(), "by": "me" if each.from_person else "staff", "text": each.text}
            for each in case.words
        ],
    }
    ids = {"order_id": case.order_id, "card_id": case.card_id, "conversation_id": case.conversation_id}
    out |= {name: value for name, value in ids.items() if value}
    if case.settlement is not None:
        out["refund_fen"] = case.settlement.refund.fen
    return out


def work_json(case: Case) -> dict[str, Json]:
    """A case as operators see it in the queue."""
    out = case_json(case)
    del out["ahead"]
    out["user_id"] = case.user_id
    out["words"] = [{"at": each.at.isoformat(), "by": each.by, "text": each.text} for each in case.words]
    out["taken_by"] = case.taken_by
    if case.failure is not None:
        out["failure"] = case.failure.value
    if (settled := case.settlement) is not None:
        out["settlement"] = {
            "by": settled.by,
            "at": settled.at.isoformat(),
            "refund_fen": settled.refund.fen,
            "bearer": settled.bearer.value,
            "reason": settled.reason,
            "unfreeze": settled.unfreeze,
        }
    return out


def file_json(file: File, operator: Operator) -> dict[str, Json]:
    """A case with all that belongs to it. Who only looks sees no whole phone number."""
    out: dict[str, Json] = {
        "case": work_json(file.case),
        "person": _person(file.person, operator),
        "turns": [turn_line(each) for each in file.turns],
        "conversations": [
            {"id": each.conversation_id, "at": each.updated_at.isoformat(), "first": each.first}
            for each in file.conversations
        ],
        "order": None if file.order is None else order_json(file.order),
        "left_fen": file.left.fen,
        "entries": [
            {
                "id": each.transfer_id,
                "at": each.at.isoformat(),
                "kind": each.kind,
                "debit": each.debit,
                "credit": each.credit,
                "fen": each.amount.fen,
            }
            for each in file.transfers
        ],
        "journal": [
            {
                "seq": each.seq,
                "at": each.at.isoformat(),
                "step": each.step,
                "outcome": each.outcome,
                "detail": each.detail,
            }
            for each in file.journal
        ],
        "card": None if file.card is None else card_json(file.card),
        "deeds": [deed_json(each) for each in file.deeds],
    }
    return out


def turn_line(turn: TurnRecord) -> dict[str, Json]:
    """One thing said, and its answer."""
    return {"turn_id": turn.turn_id, "at": turn.at.isoformat(), "text": turn.text, "reply": turn.reply}


def deed_json(record: DeedRecord) -> dict[str, Json]:
    """One line of the record."""
    return {
        "id": record.deed_id,
        "at": record.at.isoformat(),
        "operator": record.operator,
        "deed": record.deed.value,
        "whom": record.user_id,
        "case_id": record.case_id,
        "detail": record.detail,
    }


def operator_json(operator: Operator) -> dict[str, Json]:
    """An account, without its secret."""
    return {"name": operator.name, "role": operator.role.value, "active": operator.active}


def _person(person: Person, operator: Operator) -> Json:
    phone = masked("", person.phone) if operator.role is Role.VIEWER else person.phone
    return {"user_id": person.user_id, "name": person.name, "phone": phone, "language": person.language}
