"""Cases: what a person wants a person for, from the queue to the close, and what may follow what."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bangwo.core.errors import Code, Refused
from bangwo.domain.money import ZERO, Money
from bangwo.domain.operator import AGENT_REFUND_MAX, Operator, Role

CASES_MAX = 5
"""So many of one person may be open at once."""
WORDS_MAX = 200
NUMBER_LENGTH = 6
LEASE = timedelta(seconds=15)
"""How long a run that gives money back may take before a worker takes it over."""
WAIT_MAX = timedelta(minutes=5)
PERSON = "person"


class CaseKind(StrEnum):
    """What it is about."""

    HANDOFF = "handoff"
    DISPUTE = "dispute"
    APPEAL = "appeal"


class CaseState(StrEnum):
    """Where it stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    SETTLING = "settling"  # money is on its way back
    SETTLED = "settled"
    CLOSED = "closed"


class Bearer(StrEnum):
    """Who bears what is given back."""

    MERCHANT = "merchant"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Word:
    """Something said in a case, by the person or by an operator."""

    at: datetime
    by: str
    text: str

    @property
    def from_person(self) -> bool:
        """Whether the person said it."""
        return self.by == PERSON


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a case was settled: what is given back, who bears it, and whether the card is free again."""

    by: str
    at: datetime
    refund: Money = ZERO
    bearer: Bearer = Bearer.MERCHANT
    reason: str = ""
    unfreeze: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One matter of one person. `version` counts its writes; `next_at`: when a worker should go on with it."""

    case_id: str
    user_id: str
    kind: CaseKind
    opened_at: datetime
    said: str
    state: CaseState = CaseState.WAITING
    conversation_id: str = ""
    order_id: str = ""
    card_id: str = ""
    words: tuple[Word, ...] = ()
    taken_by: str = ""
    settlement: Settlement | None = None
    failure: Code | None = None  # why the last settlement came to nothing
    closed_at: datetime | None = None
    version: int = 0
    next_at: datetime | None = None
    attempts: int = 0

    @property
    def number(self) -> str:
        """What a person calls it by."""
        return self.case_id[-NUMBER_LENGTH:].upper()

    @property
    def about(self) -> str:
        """What it is about: there is one open case of each."""
        return f"{self.kind}:{self.order_id or self.card_id}"

    @property
    def giving(self) -> Money:
        """What is on its way back."""
        return self.settlement.refund if self.state is CaseState.SETTLING and self.settlement else ZERO

    def taken(self, operator: Operator) -> "Case":
        """In an operator's hands."""
        operator.needs(Role.AGENT)
        if self.state is CaseState.TAKEN and self.taken_by != operator.name:
            operator.needs(Role.MANAGER)
        elif self.state is not CaseState.WAITING:
            raise Refused(Code.CASE_STATE, state=self.state.value)
        return self._next(state=CaseState.TAKEN, taken_by=operator.name)

    def replied(self, operator: Operator, text: str, now: datetime) -> "Case":
        """With an operator's words."""
        self._worked_by(operator, CaseState.TAKEN, CaseState.SETTLED)
        return self._said(Word(now, operator.name, text))

    def added(self, text: str, now: datetime) -> "Case":
        """With more words of the person."""
        if self.state is CaseState.CLOSED:
            raise Refused(Code.CASE_STATE, state=self.state.value)
        return self._said(Word(now, PERSON, text))

    def settled(self, operator: Operator, settlement: Settlement, left: Money) -> "Case":
        """With a settlement; `left`: what of the order's money may still go back. Money has to be given first."""
        self._worked_by(operator, CaseState.TAKEN)
        if settlement.refund > left:
            raise Refused(Code.REFUND_TOO_MUCH, left_fen=left.fen)
        if settlement.refund > AGENT_REFUND_MAX:
            operator.needs(Role.MANAGER)
        if not settlement.refund:
            return self._next(state=CaseState.SETTLED, settlement=settlement, failure=None)
        return self._next(
            state=CaseState.SETTLING, settlement=settlement, failure=None, next_at=settlement.at + LEASE, attempts=0
        )

    def given(self) -> "Case":
        """The money is back."""
        return self._next(state=CaseState.SETTLED, next_at=None)

    def ungiven(self, failure: Code) -> "Case":
        """The payment service said no: it is in the operator's hands again."""
        return self._next(state=CaseState.TAKEN, settlement=None, failure=failure, next_at=None)

    def resumed(self, now: datetime) -> "Case":
        """Taken over by another run, which keeps the one before from writing."""
        return self._next(next_at=now + LEASE)

    def later(self, now: datetime) -> "Case":
        """To be looked at again, ever more seldom."""
        wait = min(timedelta(seconds=2 ** min(self.attempts, 16)), WAIT_MAX)
        return self._next(next_at=now + wait, attempts=self.attempts + 1)

    def closed(self, now: datetime, operator: Operator | None = None) -> "Case":
        """Over. Without an operator the person closes it, which goes for as long as it waits."""
        if operator is None and self.state is not CaseState.WAITING:
            raise Refused(Code.CASE_STATE, state=self.state.value)
        if operator is not None and self.state is CaseState.WAITING:
            operator.needs(Role.AGENT)
        elif operator is not None:
            self._worked_by(operator, CaseState.TAKEN, CaseState.SETTLED)
        return self._next(state=CaseState.CLOSED, closed_at=now)

    def _worked_by(self, operator: Operator, *states: CaseState) -> None:
        operator.needs(Role.AGENT)
        if self.state not in states:
            raise Refused(Code.CASE_STATE, state=self.state.value)
        if operator.name != self.taken_by and operator.role is not Role.MANAGER:
            raise Refused(Code.CASE_TAKEN, by=self.taken_by)

    def _said(self, word: Word) -> "Case":
        if len(self.words) >= WORDS_MAX:
            raise Refused(Code.TOO_MANY_LINES, most=WORDS_MAX)
        return self._next(words=(*self.words, word))

    def _next(self, **changes: object) -> "Case":
        return replace(self, version=self.version + 1, **changes)  # pyright: ignore[reportArgumentType]
