"""Tokens: who asks, as a signed and expiring bearer token (JWT, HS256)."""

import hashlib
import hmac
from collections import OrderedDict
from datetime import datetime, timedelta

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from bangwo.core.errors import Code, Refused

TOKEN_LIFE = timedelta(days=30)
TOKEN_LENGTH_MAX = 1000
_ALGORITHMS = ["HS256"]
_SEEN_MAX = 50_000


class Tokens:
    """Grants tokens and reads them. A token that was read once is remembered until it is crowded out."""

    def __init__(self, secret: bytes, life: timedelta = TOKEN_LIFE) -> None:
        self._secret = secret
        self._key = OctKey.import_key(secret)
        self._life = life
        self._seen: OrderedDict[str, tuple[str, float]] = OrderedDict()

    def grant(self, user_id: str, now: datetime) -> str:
        """A token for a person."""
        claims = {"sub": user_id, "iat": int(now.timestamp()), "exp": int((now + self._life).timestamp())}
        return jwt.encode({"alg": _ALGORITHMS[0]}, claims, self._key, algorithms=_ALGORITHMS)

    def read(self, token: str, now: datetime) -> str:
        """The user id. Refused: unauthenticated (not ours), token_expired."""
        seen = self._seen.get(token) or self._verified(token)
        user_id, expires = seen
        if now.timestamp() >= expires:
            raise Refused(Code.TOKEN_EXPIRED)
        return user_id

    def apart(self, purpose: str, life: timedelta) -> "Tokens":
        """Tokens for another purpose: none of these is one of those."""
        return Tokens(hmac.new(self._secret, purpose.encode(), hashlib.sha256).digest(), life)

    def csrf(self, token: str) -> str:
        """What a page shows to prove that it is ours when the browser sends this token by itself."""
        return hmac.new(self._secret, b"csrf:" + token.encode(), hashlib.sha256).hexdigest()

    def mark(self, phone: str) -> str:
        """What is kept of the phone number of somebody who is forgotten: nobody reads the number from it."""
        return "gone:" + hmac.new(self._secret, b"phone:" + phone.encode(), hashlib.sha256).hexdigest()

    def _verified(self, token: str) -> tuple[str, float]:
        if len(token) > TOKEN_LENGTH_MAX:
            raise Refused(Code.UNAUTHENTICATED)
        try:
            claims = jwt.decode(token, self._key, algorithms=_ALGORITHMS).claims
        except (JoseError, ValueError):
            raise Refused(Code.UNAUTHENTICATED) from None
        user_id, expires = claims.get("sub"), claims.get("exp")
        if not isinstance(user_id, str) or not isinstance(expires, int):
            raise Refused(Code.UNAUTHENTICATED)
        self._seen[token] = (user_id, expires)
        if len(self._seen) > _SEEN_MAX:
            self._seen.popitem(last=False)
        return user_id, expires
