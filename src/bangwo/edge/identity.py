"""Identity: who asks, and the key under which a command is done once."""

import hmac
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
from bangwo.edge.tokens import TOKEN_LENGTH_MAX, Tokens

KEY_HEADER = "Idempotency-Key"
COOKIE = "bangwo_session"
CSRF_HEADER = "X-CSRF-Token"
_SAFE = frozenset({"GET", "HEAD"})
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
        now = services.clock.now()
        user_id = services.tokens.read(_token(request, services.tokens), now)
        request.state.user_id = user_id
        return Caller(user_id, key_of(request, services))

    return caller


def key_of(request: Request, services: Services) -> str:
    """The key of a command; a new one where it brings none. Refused(body_invalid)."""
    key = request.headers.get(KEY_HEADER) or services.ids("k", services.clock.now())
    if not _KEY.fullmatch(key):
        raise Refused(Code.BODY_INVALID, where=KEY_HEADER)
    return key


def _token(request: Request, tokens: Tokens) -> str:
    """The bearer token, or that of a browser's cookie: then a command must show that a page of ours sent it."""
    given = request.headers.get("authorization")
    if given is not None:
        scheme, _, token = given.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refused(Code.UNAUTHENTICATED)
        return token.strip()
    token = request.cookies.get(COOKIE, "")
    if not token or len(token) > TOKEN_LENGTH_MAX or not token.isascii():
        raise Refused(Code.UNAUTHENTICATED)
    shown = request.headers.get(CSRF_HEADER, "")
    if request.method not in _SAFE and not hmac.compare_digest(shown.encode(), tokens.csrf(token).encode()):
        raise Refused(Code.UNAUTHENTICATED)
    return token


DOCUMENTED = [Depends(_bearer)]
"""Puts the bearer scheme into the OpenAPI document of a router."""


def known_id(text: str) -> str:
    """An id that may exist; Refused(not_found) of what no id looks like."""
    if not _ID.fullmatch(text):
        raise Refused(Code.NOT_FOUND)
    return text
