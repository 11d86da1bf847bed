"""Identity: who asks, and the key under which a command is done once."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import Depends
from fastapi.security import HTTPBearer
from starlette.requests import Request

from bangwo.app.once import Command, body_digest
from bangwo.core.errors import Code, Refused
from bangwo.core.json import Json
from bangwo.edge.services import Services

KEY_HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_ID = re.compile(r"[a-z0-9_]{1,64}")
_bearer = HTTPBearer(auto_error=False, description="The token of POST /v1/session")


@dataclass(frozen=True, slots=True)
class Caller:
    """A person with a good token, and the key of the command they bring."""

    user_id: str
    key: str

    def command(self, name: str, body: Json) -> Command:
        """The command that this call is; the name tells apart two commands with equal bodies."""
        return Command(self.user_id, self.key, body_digest([name, body]))


def callers(services: Services) -> Callable[[Request], Awaitable[Caller]]:
    """The dependency that reads who is calling."""

    async def caller(request: Request) -> Caller:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refused(Code.UNAUTHENTICATED)
        now = services.clock.now()
        user_id = services.tokens.read(token.strip(), now)
        request.state.user_id = user_id
        key = request.headers.get(KEY_HEADER) or services.ids("k", now)
        if not _KEY.fullmatch(key):
            raise Refused(Code.BODY_INVALID, where=KEY_HEADER)
        return Caller(user_id, key)

    return caller


DOCUMENTED = [Depends(_bearer)]
"""Puts the bearer scheme into the OpenAPI document of a router."""


def known_id(text: str) -> str:
    """An id that may exist; Refused(not_found) of what no id looks like."""
    if not _ID.fullmatch(text):
        raise Refused(Code.NOT_FOUND)
    return text
