"""Changes: the writes that happen together or not at all."""

from dataclasses import dataclass
from datetime import datetime

from bangwo.core.json import Json
from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.case import Case
from bangwo.domain.facts import Fact
from bangwo.domain.group import Group
from bangwo.domain.invitation import Invitation
from bangwo.domain.ledger import Transfer
from bangwo.domain.memo import Memo
from bangwo.domain.money import Money
from bangwo.domain.operator import DeedRecord, Operator
from bangwo.domain.order import Consent, Order
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote, QuoteState
from bangwo.domain.standing import Standing


@dataclass(frozen=True, slots=True)
class Conversation:
    """A running conversation. `state` is the dialogue's own JSON; `version` counts its writes."""

    user_id: str
    conversation_id: str
    state: Json
    open: bool
    updated_at: datetime
    version: int = 0


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """What was said and answered, for history."""

    user_id: str
    conversation_id: str
    turn_id: str
    text: str
    reply: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """The answer to a command that was done: `digest` is of its body, `order_id` names the order it made, if any."""

    user_id: str
    key: str
    digest: str
    answer: Json
    order_id: str = ""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of an order's saga: what was tried and how it came out."""

    order_id: str
    seq: int
    at: datetime
    step: str
    outcome: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PutPerson:
    """Insert (expects no such user and no such phone) or update (expects `person.version - 1`)."""

    person: Person
    new: bool = False


@dataclass(frozen=True, slots=True)
class PutInviteCode:
    """Give a person their code. Conflict: `invite_code` when they have one, or the code is somebody's."""

    user_id: str
    code: str


@dataclass(frozen=True, slots=True)
class AddInvitation:
    """Write down who came by whom. Conflict: `invited` when the person came by somebody before."""

    invitation: Invitation


@dataclass(frozen=True, slots=True)
class PutConversation:
    """Insert at version 1, else update that expects version - 1. Conflict: `conversation`."""

    conversation: Conversation


@dataclass(frozen=True, slots=True)
class AddTurn:
    """Append to the history."""

    turn: TurnRecord


@dataclass(frozen=True, slots=True)
class PutQuote:
    """Insert (expects None) or change the state of a quote (expects the state named). Conflict: `quote`."""

    quote: Quote
    state: QuoteState
    expects: QuoteState | None = None


@dataclass(frozen=True, slots=True)
class PutOrder:
    """Insert at version 1, else update that expects version - 1. Conflict: `order`."""

    order: Order


@dataclass(frozen=True, slots=True)
class PutCard:
    """Insert (expects None) or change a card in the state named, held for `expects_for`. Conflict: `card`."""

    card: Card
    expects: CardState | None = None
    expects_for: str = ""


@dataclass(frozen=True, slots=True)
class HoldBudget:
    """Keep so much of a budget under an id. Conflict: `budget` when it does not suffice or the id is taken.

    `opens`: the budget is made with so much in it where there is none yet, as the first of an hour or a day finds it.
    """

    campaign_id: str
    hold_id: str
    amount: Money
    opens: Money | None = None


@dataclass(frozen=True, slots=True)
class TakeCards:
    """Take so many cards out of all that a campaign may give, for good. Conflict: `budget` when fewer are left."""

    campaign_id: str
    count: int


@dataclass(frozen=True, slots=True)
class EndBudgetHold:
    """Settle a held amount (`used`), give it back (`released`), or give back one that was used (`restored`).

    Conflict: `budget` when the hold is not in the state that this follows (held, held, used).
    """

    campaign_id: str
    hold_id: str
    end: str


@dataclass(frozen=True, slots=True)
class AddTransfers:
    """Append to the ledger. Conflict: `transfer` when an id is there already."""

    transfers: tuple[Transfer, ...]


@dataclass(frozen=True, slots=True)
class AddFacts:
    """Append facts."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class AddConsent:
    """Append the consent of an order. Conflict: `consent`."""

    consent: Consent


@dataclass(frozen=True, slots=True)
class AddJournal:
    """Append to an order's journal. Conflict: `journal` when (order, seq) is there already."""

    user_id: str
    entries: tuple[JournalEntry, ...]


@dataclass(frozen=True, slots=True)
class LinkProviderOrder:
    """Remember which of our orders a provider's order is, so that its webhooks find it. Repeating it is no error."""

    provider_id: str
    provider_order_id: str
    user_id: str
    order_id: str


@dataclass(frozen=True, slots=True)
class Remember:
    """Store the answer to a command. Conflict: `once` when the key is there already."""

    answer: StoredAnswer


@dataclass(frozen=True, slots=True)
class FinishAnswer:
    """Complete the answer of a command that was remembered before its answer was known; the first to do so counts."""

    user_id: str
    key: str
    answer: Json


@dataclass(frozen=True, slots=True)
class PutCase:
    """Insert at version 1 (expects none open about it), else update that expects version - 1. Conflict: `case`."""

    case: Case


@dataclass(frozen=True, slots=True)
class AddMemo:
    """Leave something to be told at the person's next turn. Conflict: `memo` when the id is there already."""

    memo: Memo


@dataclass(frozen=True, slots=True)
class DropMemos:
    """Take away memos that are being told. Conflict: `memo` when one of them was told meanwhile."""

    user_id: str
    memo_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PutOperator:
    """Insert at version 1, else update that expects version - 1. Conflict: `operator`. Owner: the account itself."""

    operator: Operator


@dataclass(frozen=True, slots=True)
class AddDeed:
    """Append to the record of what operators did. Conflict: `deed` when the id is there already."""

    record: DeedRecord


@dataclass(frozen=True, slots=True)
class PutStanding:
    """Insert at version 1, else update that expects version - 1. Conflict: `standing`."""

    standing: Standing


@dataclass(frozen=True, slots=True)
class PutGroup:
    """Insert at version 1 with its code, else update that expects version - 1. Conflict: `group`. Owner: its payer."""

    group: Group


DeskWrite = PutCase | AddMemo | DropMemos | PutOperator | AddDeed | PutStanding | PutGroup
"""What stands: cases, those who work on them, what is to be told, wishes that wait, and shared orders."""

Write = (
    PutPerson
    | PutInviteCode
    | AddInvitation
    | PutConversation
    | AddTurn
    | PutQuote
    | PutOrder
    | PutCard
    | HoldBudget
    | TakeCards
    | EndBudgetHold
    | AddTransfers
    | AddFacts
    | AddConsent
    | AddJournal
    | LinkProviderOrder
    | Remember
    | FinishAnswer
    | DeskWrite
)


@dataclass(frozen=True, slots=True)
class Changes:
    """Writes that happen together or not at all. `name` (`order.confirmed`) is also a crash point, before and after."""

    name: str
    user_id: str
    writes: tuple[Write, ...]
