"""Operators: who works on cases, what each role may do, and the record of what was done."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bangwo.core.errors import Code, Refused
from bangwo.domain.money import Money

AGENT_REFUND_MAX = Money(20_000)
"""What an agent may give back in one case; a manager may give back all that was paid."""


class Role(StrEnum):
    """Each may do what those before it may."""

    VIEWER = "viewer"  # sees everything
    AGENT = "agent"  # takes cases, replies, settles, closes
    MANAGER = "manager"  # any sum, anybody's case, and the record


_RANK = {Role.VIEWER: 0, Role.AGENT: 1, Role.MANAGER: 2}


class Deed(StrEnum):
    """What operators do, as the record names it."""

    LOGGED_IN = "logged_in"
    ADDED = "added"  # an account was made
    CHANGED = "changed"  # its role or password
    CLOSED_ACCOUNT = "closed_account"
    LOOKED = "looked"  # at a case with all that belongs to it
    TOOK = "took"
    REPLIED = "replied"
    SETTLED = "settled"
    CLOSED = "closed"
    CANCELLED = "cancelled_order"
    STEERED = "steered_campaign"


@dataclass(frozen=True, slots=True)
class Operator:
    """An account. `secret` is the password's scrypt hash; `version` grows with every change and ends its logins."""

    name: str
    role: Role
    secret: str
    created_at: datetime
    active: bool = True
    version: int = 0

    def needs(self, role: Role) -> None:
        """Refused(role_lacking) unless the operator has that role or a higher one."""
        if _RANK[self.role] < _RANK[role]:
            raise Refused(Code.ROLE_LACKING, role=self.role.value, needs=role.value)

    def changed(self, *, role: Role | None = None, secret: str = "", active: bool = True) -> "Operator":
        """The account in its next version."""
        return replace(
            self, role=role or self.role, secret=secret or self.secret, active=active, version=self.version + 1
        )


@dataclass(frozen=True, slots=True)
class DeedRecord:
    """One line of the record. `user_id`: the person it concerns, or `operator:NAME` for an account."""

    deed_id: str
    user_id: str
    at: datetime
    operator: str
    deed: Deed
    case_id: str = ""
    detail: str = ""


def account_of(name: str) -> str:
    """Under whom the record keeps what concerns an account itself."""
    return f"operator:{name}"
