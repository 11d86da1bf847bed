"""Case documents: the shapes of answers about cases, for persons and for operators."""

from typing import Literal

from pydantic import JsonValue

from bangwo.edge.documents import CardShape, OrderShape, Shape

Kind = Literal["handoff", "dispute", "appeal"]
State = Literal["waiting", "taken", "settling", "settled", "closed"]


class CaseWord(Shape):
    """Something said in a case. For its person `by` is `me` or `staff`; for operators `person` or a name."""

    at: str
    by: str
    text: str


class CaseShape(Shape):
    """A person's case; `ahead`: how many wait before it."""

    id: str
    number: str
    kind: Kind
    state: State
    ahead: int
    opened_at: str
    said: str
    words: list[CaseWord]
    order_id: str | None = None
    card_id: str | None = None
    conversation_id: str | None = None
    refund_fen: int | None = None


class CaseList(Shape):
    """One's own cases, the latest first."""

    cases: list[CaseShape]


class SettlementShape(Shape):
    """How a case was settled."""

    by: str
    at: str
    refund_fen: int
    bearer: Literal["merchant", "house"]
    reason: str
    unfreeze: bool


class Work(Shape):
    """A case as operators see it."""

    id: str
    number: str
    kind: Kind
    state: State
    opened_at: str
    said: str
    user_id: str
    words: list[CaseWord]
    taken_by: str
    order_id: str | None = None
    card_id: str | None = None
    conversation_id: str | None = None
    refund_fen: int | None = None
    failure: str | None = None
    settlement: SettlementShape | None = None


class WorkList(Shape):
    """The queue, the oldest first."""

    cases: list[Work]


class Deed(Shape):
    """One line of the record of what operators did."""

    id: str
    at: str
    operator: str
    deed: str
    whom: str
    case_id: str
    detail: str


class Deeds(Shape):
    """The record, the latest first."""

    deeds: list[Deed]


class CaseFile(Shape):
    """A case with all that belongs to it; `left_fen`: what of the order's money may still go back."""

    case: Work
    person: JsonValue
    turns: list[JsonValue]
    conversations: list[JsonValue]
    order: OrderShape | None
    left_fen: int
    entries: list[JsonValue]
    journal: list[JsonValue]
    card: CardShape | None
    deeds: list[Deed]


class StandingShape(Shape):
    """A wish that waits, or waited; `most_fen`: what it may cost at most, all in."""

    id: str
    state: Literal["waiting", "ordered", "done", "failed", "expired", "cancelled"]
    what: str
    wanted: JsonValue
    when: Literal["at", "price", "stock"]
    most_fen: int
    until: str
    made_at: str
    orders: list[str]
    at: str | None = None
    where: str | None = None


class StandingList(Shape):
    """One's own wishes, the latest first."""

    standing: list[StandingShape]


class OperatorShape(Shape):
    """An operator's account."""

    name: str
    role: Literal["viewer", "agent", "manager"]
    active: bool


class OperatorSession(Shape):
    """Who a browser is logged in as, if anybody; commands carry `csrf` in `X-CSRF-Token`."""

    operator: OperatorShape | None
    csrf: str
