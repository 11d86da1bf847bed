"""Outbound: calls to other services, bounded in time, size and number, whose failures say whether anything was done."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

import aiohttp
from yarl import URL

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


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes


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
    _session: aiohttp.ClientSession | None = None
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
        target = URL(url, encoded=True)
        health = self._health.setdefault(target.authority, _Health())
        if health.rests_until > monotonic():
            raise Unavailable(f"{target.authority} is down")
        try:
            answer = await self._exchange(method, target, body, headers or {}, size_max)
        except (TimeoutError, aiohttp.ClientError) as error:
            self._count(health)
            raise _told(target.authority, error) from error
        health.failures = 0
        if answer.status in (429, 503) and ("Retry-After" in answer.headers or answer.status == 429):
            raise Unavailable(f"{target.authority} answered {answer.status}")
        if answer.status >= 500:
            raise Unknown(f"{target.authority} answered {answer.status}")
        return answer

    async def close(self) -> None:
        """Give the connections back."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _exchange(
        self, method: str, url: URL, body: bytes | None, headers: Mapping[str, str], size_max: int
    ) -> Answer:
        async with self._open().request(
            method, url, data=body, headers={**_QUIET, **headers}, allow_redirects=False
        ) as response:
            return Answer(response.status, response.headers, await _read(response, size_max))

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, limit_per_host=self.limits.connections, keepalive_timeout=15),
                timeout=aiohttp.ClientTimeout(
                    total=self.limits.total_s, connect=self.limits.connect_s, sock_connect=self.limits.connect_s
                ),
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session

    def _count(self, health: _Health) -> None:
        health.failures += 1
        if health.failures >= self.limits.failures:
            health.rests_until = monotonic() + self.limits.rest_s


async def _read(response: aiohttp.ClientResponse, size_max: int) -> bytes:
    """The body, never more of it in memory than the limit and one chunk."""
    if (response.content_length or 0) > size_max:
        response.close()
        raise aiohttp.ClientPayloadError(f"{response.content_length} bytes")
    chunks: list[bytes] = []
    size = 0
    async for chunk in response.content.iter_any():
        size += len(chunk)
        if size > size_max:
            response.close()
            raise aiohttp.ClientPayloadError(f"more than {size_max} bytes")
        chunks.append(chunk)
    return b"".join(chunks)


def _told(what: str, error: aiohttp.ClientError | asyncio.TimeoutError) -> Unavailable:
    """Which of the two failures it was: without a connection nothing can have been done."""
    reason = f"{what}: {str(error) or type(error).__name__}"
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError | aiohttp.InvalidURL):
        return Unavailable(reason)
    return Unknown(reason)
