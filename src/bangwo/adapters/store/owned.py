"""Owned: a commit writes what one person owns, and nothing of anyone else."""

from bangwo.app.changes import (
    AddConsent,
    AddFacts,
    AddJournal,
    AddTransfers,
    AddTurn,
    Changes,
    EndBudgetHold,
    HoldBudget,
    LinkProviderOrder,
    PutCard,
    PutConversation,
    PutOrder,
    PutPerson,
    PutQuote,
    Remember,
    Write,
)
from bangwo.core.errors import Bug


def check_owner(changes: Changes) -> None:
    """Raises Bug when a write is of another person, or holds nothing: both would break what sharding relies on."""
    for write in changes.writes:
        for owner in _owners(write):
            if owner != changes.user_id:
                raise Bug(f"{changes.name}: {type(write).__name__} of {owner} in a commit of {changes.user_id}")


def _owners(write: Write) -> tuple[str, ...]:
    match write:
        case PutPerson():
            return (write.person.user_id,)
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
        case AddJournal() | LinkProviderOrder():
            return (write.user_id,)
        case Remember():
            return (write.answer.user_id,)
        case HoldBudget() | EndBudgetHold() | AddTransfers():
            return ()
