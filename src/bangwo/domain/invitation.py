"""Invitations: who came by whom."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """One person came by another's code. It is the inviter's; `who` is the other one, masked.

    `key` and `digest` are those of the command by which it was accepted, so that repeating it is told from another.
    """

    user_id: str
    invited_id: str
    at: datetime
    who: str
    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Invited:
    """A person's code (empty before it is made), how many came by it and who lately, and by whom the person came."""

    code: str
    count: int
    latest: tuple[Invitation, ...]
    by: Invitation | None


def masked(name: str, phone: str) -> str:
    """What others may see of a person: the first character of the name, else a phone number without its middle."""
    return f"{name[0]}**" if name else f"{phone[:3]}****{phone[7:]}"
