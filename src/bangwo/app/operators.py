"""Operators: their accounts, their logins, and the record of both."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bangwo.app.changes import AddDeed, Changes, PutOperator
from bangwo.app.desk import CaseStore
from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Conflict, Refused
from bangwo.core.ids import Ids
from bangwo.core.passwords import PASSWORD_LEAST, PASSWORD_MOST, fits, hashed
from bangwo.domain.operator import Deed, DeedRecord, Operator, Role, account_of

_NAME = re.compile(r"[a-z][a-z0-9._-]{1,31}")
_NOBODY = hashed("nobody has this password", b"0" * 16)
"""Checked where there is no such account, so that it takes as long."""
_TRIES_MAX = 5


@dataclass(frozen=True, slots=True)
class Operators:
    """Makes accounts and opens doors. `by`: who keeps the accounts, for the record."""

    store: CaseStore
    clock: Clock
    ids: Ids

    async def add(self, name: str, role: Role, password: str, by: str) -> Operator:
        """Make an account, or give one that is there another role and password, which ends its logins.

        Refused(body_invalid): a name or a password that will not do.
        """
        if not _NAME.fullmatch(name):
            raise Refused(Code.BODY_INVALID, where="name")
        if not PASSWORD_LEAST <= len(password) <= PASSWORD_MOST:
            raise Refused(Code.BODY_INVALID, where="password", least=PASSWORD_LEAST, most=PASSWORD_MOST)
        secret = await asyncio.to_thread(hashed, password)
        for _ in range(_TRIES_MAX):
            known = await self.store.operator(name)
            made = Operator(name, role, secret, self.clock.now(), version=1)
            operator = made if known is None else known.changed(role=role, secret=secret)
            deed = Deed.ADDED if known is None else Deed.CHANGED
            try:
                return await self._put(operator, deed, by, role.value)
            except Conflict:
                continue
        raise Conflict("operator")

    async def close(self, name: str, by: str) -> Operator:
        """Close an account: its logins end, its deeds stay. Refused(not_found)."""
        for _ in range(_TRIES_MAX):
            known = await self.store.operator(name)
            if known is None:
                raise Refused(Code.NOT_FOUND, what=name)
            try:
                return await self._put(known.changed(active=False), Deed.CLOSED_ACCOUNT, by)
            except Conflict:
                continue
        raise Conflict("operator")

    async def log_in(self, name: str, password: str) -> Operator:
        """Whose password it is. Refused(login_refused), alike for a wrong name and a wrong password."""
        known = await self.store.operator(name)
        good = await asyncio.to_thread(fits, password[:PASSWORD_MOST], known.secret if known else _NOBODY)
        if known is None or not good or not known.active:
            raise Refused(Code.LOGIN_REFUSED)
        await self.store.commit(
            Changes("operator.logged_in", account_of(name), (self._deed(known, Deed.LOGGED_IN, name),))
        )
        return known

    async def logged_in(self, name: str, version: int) -> Operator:
        """The account of a login, as it now is. Refused(unauthenticated) when it was changed or closed since."""
        known = await self.store.operator(name)
        if known is None or not known.active or known.version != version:
            raise Refused(Code.UNAUTHENTICATED)
        return known

    async def all(self) -> Sequence[Operator]:
        """Every account, closed ones too."""
        return await self.store.operators()

    async def _put(self, operator: Operator, deed: Deed, by: str, detail: str = "") -> Operator:
        writes = (PutOperator(operator), self._deed(operator, deed, by, detail))
        await self.store.commit(Changes("operator.changed", account_of(operator.name), writes))
        return operator

    def _deed(self, operator: Operator, deed: Deed, by: str, detail: str = "") -> AddDeed:
        now = self.clock.now()
        return AddDeed(DeedRecord(self.ids("d", now), account_of(operator.name), now, by, deed, detail=detail))
