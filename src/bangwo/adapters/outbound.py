"""Outbound: calls to other services, bounded in time, size and number, whose failures say whether anything was done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

from bangwo.adapters.exchange import Address, Answer, Exchange, Lost, Unreached
from bangwo.core.errors import Unavailable, Unknown

ANSWER_MAX = 1024 * 1024
CATALOGUE_MAX = 32 * 1024 * 1024
"""Pages of a catalogue and maps of halls may be longer than answers to a command."""

_QUIET = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "bangwo"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long we wait, how many connections one service gets, and when we stop asking one that is down."""

    connect_s: float = 1.0
    total_s: float = 3.0
    connections: int = 64
    failures: int = 5  # unreachable so often in a row …
    rest_s: float = 1.0  # … and it is left alone for so long


@dataclass(slots=True)
class _Health:
    """How one service has answered of late."""

    failures: int = 0
    rests_until: float = 0.0


@dataclass(slots=True)
class Outbound:
    """The one HTTP client of a process: kept-alive connections, shared by all adapters. `close` it at the end.

    Raises Unavailable when the call surely was not acted on (no connection, or 503 or 429 that says so), Unknown when
    it may have been (no answer in time, a lost connection, 5xx, an answer too long). Every other status is an answer.
    """

    limits: Limits = field(default_factory=Limits)
    _exchange: Exchange | None = None
    _health: dict[str, _Health] = field(default_factory=dict[str, _Health])

    async def send(
        self,
        method: str,
        url: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        size_max: int = ANSWER_MAX,
    ) -> Answer:
        """Make one call and read its answer whole."""
        try:
            address = Address.of(url)
        except Unreached as error:
            raise Unavailable(str(error)) from error
        health = self._health.setdefault(address.authority, _Health())
        if health.rests_until > monotonic():
            raise Unavailable(f"{address.authority} is down")
        try:
            answer = await self._open().ask(method, address, {**_QUIET, **(headers or {})}, body, size_max)
        except Unreached as error:
            self._count(health)
            raise Unavailable(f"{address.authority}: {error}") from error
        except Lost as error:
            self._count(health)
            raise Unknown(f"{address.authority}: {error}") from error
        health.failures = 0
        if answer.status == 429 or (answer.status == 503 and "retry-after" in answer.headers):
            raise Unavailable(f"{address.authority} answered {answer.status}")
        if answer.status >= 500:
            raise Unknown(f"{address.authority} answered {answer.status}")
        return answer

    async def close(self) -> None:
        """Give the connections back."""
        if self._exchange is not None:
            self._exchange.close()
            self._exchange = None

    def _open(self) -> Exchange:
        if self._exchange is None:
            limits = self.limits
            self._exchange = Exchange(limits.connect_s, limits.total_s, limits.connections)
        return self._exchange

    def _count(self, health: _Health) -> None:
        health.failures += 1
        if health.failures >= self.limits.failures:
            health.rests_until = monotonic() + self.limits.rest_s
