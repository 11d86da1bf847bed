"""Rules: what every commit keeps to: one owner, and one order of writes for all."""

from collections.abc import Iterable, Mapping

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
from bangwo.domain.operator import account_of

HOLD_ENDS = {"used": "held", "released": "held", "restored": "used"}
"""How a hold of budget may end, and the state that each end follows."""


def check_owner(changes: Changes) -> None:
    """Raises Bug when a write is of another person, or holds nothing: both would break what sharding relies on."""
    for write in changes.writes:
        for owner in _owners(write):
            if owner != changes.user_id:
                raise Bug(f"{changes.name}: {type(write).__name__} of {owner} in a commit of {changes.user_id}")


def in_order(writes: Iterable[Write]) -> list[Write]:
    """The writes by table, then by key, as given where both are the same.

    Commits that touch the same rows so wait for each other instead of locking each other out, and of several guards
    that fail the same one is told: a repeated command first of all.
    """
    return sorted(writes, key=_place)


def _place(write: Write) -> tuple[int, str]:
    match write:
        case Remember():
            return 0, write.answer.key
        case FinishAnswer():
            return 0, write.key
        case PutPerson():
            return 1, ""
        case PutInviteCode():
            return 1, "code"
        case AddInvitation():  # before the cards it brings: who repeats it is told so
            return 1, "invited"
        case PutConversation():
            return 2, write.conversation.conversation_id
        case PutQuote():
            return 3, write.quote.quote_id
        case PutOrder():
            return 4, write.order.order_id
        case PutCard():
            return 5, write.card.card_id
        case LinkProviderOrder():
            return 8, f"{write.provider_id} {write.provider_order_id}"
        case HoldBudget() | TakeCards() | EndBudgetHold():
            return 9, ""  # last, for others wait at a budget; giving back before taking is the caller's order
        case _:
            return 7, type(write).__name__  # appends and what belongs to cases, of the same kind together


def _owners(write: Write) -> tuple[str, ...]:
    match write:
        case PutPerson():
            return (write.person.user_id,)
        case AddInvitation():
            return (write.invitation.user_id,)
        case PutConversation():
            return (write.conversation.user_id,)
        case AddTurn():
            return (write.turn.user_id,)
        case PutQuote():
            return (write.quote.user_id,)
        case PutOrder():
            return (write.order.user_id,)
        case PutCard():
            return (write.card.user_id,)
        case AddFacts():
            return tuple(fact.user_id for fact in write.facts)
        case AddConsent():
            return (write.consent.user_id,)
        case AddJournal() | LinkProviderOrder() | FinishAnswer() | PutInviteCode():
            return (write.user_id,)
        case Remember():
            return (write.answer.user_id,)
        case _:
            return _desk_owners(write)


def _desk_owners(write: DeskWrite | HoldBudget | TakeCards | EndBudgetHold | AddTransfers) -> tuple[str, ...]:
    match write:
        case PutCase():
            return (write.case.user_id,)
        case AddMemo():
            return (write.memo.user_id,)
        case DropMemos():
            return (write.user_id,)
        case PutOperator():
            return (account_of(write.operator.name),)
        case AddDeed():
            return (write.record.user_id,)
        case PutStanding():
            return (write.standing.user_id,)
        case PutGroup():
            return (write.group.user_id,)
        case HoldBudget() | TakeCards() | EndBudgetHold() | AddTransfers():
            return ()


def quote_id_in(conversation: Conversation | None) -> str:
    """The quote that a conversation's state names, or nothing."""
    state = conversation.state if conversation else None
    quote_id = state.get("quote_id") if isinstance(state, Mapping) else None
    return quote_id if isinstance(quote_id, str) else ""
