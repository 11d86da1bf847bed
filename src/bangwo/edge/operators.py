"""Operators at the door: a cookie of their own, the page's proof, and the role that a deed takes."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from bangwo.core.errors import Code, Refused
from bangwo.domain.operator import Operator, Role
from bangwo.edge.identity import CSRF_HEADER, key_of
from bangwo.edge.services import Services
from bangwo.edge.tokens import TOKEN_LENGTH_MAX, Tokens

OPERATOR_COOKIE = "bangwo_operator"
OPERATOR_LIFE = timedelta(hours=12)
_PURPOSE = "operator"
_SAFE = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class OnDuty:
    """An operator with a good login, and the key of the command they bring."""

    operator: Operator
    key: str


class Badges:
    """Grants operators' cookies and reads them. A changed or closed account ends its logins at once."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._tokens: Tokens = services.tokens.apart(_PURPOSE, OPERATOR_LIFE)

    def grant(self, operator: Operator) -> str:
        """A token for an account as it now is."""
        return self._tokens.grant(f"{operator.name}#{operator.version}", self._services.clock.now())

    def put(self, token: str, answer: Response) -> None:
        """Put a token into the answer's cookie, which no script can read."""
        secure = self._services.public_url.startswith("https:")
        life = int(OPERATOR_LIFE.total_seconds())
        answer.set_cookie(OPERATOR_COOKIE, token, max_age=life, secure=secure, httponly=True, samesite="strict")

    def csrf(self, token: str) -> str:
        """What the console's page shows with every command."""
        return self._tokens.csrf(token)

    async def read(self, request: Request) -> tuple[Operator, str]:
        """Whose login a request carries, and its token. Refused: unauthenticated, token_expired."""
        token = request.cookies.get(OPERATOR_COOKIE, "")
        if not token or len(token) > TOKEN_LENGTH_MAX or not token.isascii():
            raise Refused(Code.UNAUTHENTICATED)
        name, _, version = self._tokens.read(token, self._services.clock.now()).partition("#")
        return await self._services.operators.logged_in(name, int(version)), token

    def on_duty(self, role: Role) -> Callable[[Request], Awaitable[OnDuty]]:
        """The dependency of a route that takes a role: Refused(role_lacking) for lower ones."""

        async def operator(request: Request) -> OnDuty:
            found, token = await self.read(request)
            shown = request.headers.get(CSRF_HEADER, "")
            proof = hmac.compare_digest(shown.encode(), self.csrf(token).encode())
            if request.method not in _SAFE and not proof:
                raise Refused(Code.UNAUTHENTICATED)
            found.needs(role)
            return OnDuty(found, key_of(request, self._services))

        return operator
