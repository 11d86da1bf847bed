"""Exchange: HTTP/1.1 as a client, over connections that are kept alive; one request at a time on each."""

import asyncio
import re
import ssl
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from time import monotonic
from typing import cast
from urllib.parse import urlsplit

import httptools

from bangwo.core.errors import Bug

HEAD_MAX = 64 * 1024
KEPT_S = 15.0
"""So long an idle connection is trusted: whoever closes them after a while does not do so sooner."""

_TARGET = re.compile(r"[!-~]+")
_BODILESS = frozenset({"GET", "DELETE"})


class Unreached(Exception):
    """There was no connection: nothing was sent."""


class Lost(Exception):
    """A request was sent, and no whole answer came that can be read."""


class Late(Lost):
    """It did not come in time."""


class TooLong(Lost):
    """It is longer than it may be."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Address:
    """Where a URL leads: the service, and what is asked of it."""

    authority: str
    host: str
    port: int
    secure: bool
    target: str

    @classmethod
    def of(cls, url: str) -> "Address":
        """Raises Unreached for what is no address."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
            authority = parts.netloc.rpartition("@")[2].encode("idna").decode("ascii")
        except ValueError as error:
            raise Unreached(f"{url!r} is no address: {error}") from error
        secure, target = parts.scheme == "https", (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if not host or parts.scheme not in ("http", "https") or not _TARGET.fullmatch(target):
            raise Unreached(f"{url!r} is no address")
        return cls(authority, host, port or (443 if secure else 80), secure, target)


class Exchange:
    """Requests and answers. `close` it at the end.

    `connections` bounds how many one service gets; who finds none free within `connect_s` is told Unreached.
    """

    def __init__(self, connect_s: float, total_s: float, connections: int) -> None:
        self._connect_s = connect_s
        self._total_s = total_s
        self._idle: dict[tuple[str, bool], deque[_Connection]] = defaultdict(deque)
        self._room: dict[tuple[str, bool], asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(connections))

    async def ask(
        self, method: str, address: Address, headers: Mapping[str, str], body: bytes | None, size_max: int
    ) -> Answer:
        """One request and its answer. Raises Unreached, or Lost."""
        message = _written(method, address, headers, body)
        service, ends = (address.authority, address.secure), monotonic() + self._total_s
        room = self._room[service]
        if room.locked():
            await self._for_room(room)
        else:
            await room.acquire()
        try:
            if kept := self._kept(service):
                try:
                    return await self._asked(kept, service, message, size_max, ends)
                except Lost:
                    if method != "GET" or kept.heard or monotonic() >= ends:
                        raise  # it may have been done; a reading that met a closing connection is asked again
            return await self._asked(await self._connected(address), service, message, size_max, ends)
        finally:
            room.release()

    def close(self) -> None:
        """Let go of all connections."""
        for idle in self._idle.values():
            for each in idle:
                each.close()
        self._idle.clear()

    async def _for_room(self, room: asyncio.Semaphore) -> None:
        try:
            async with asyncio.timeout(self._connect_s):
                await room.acquire()
        except TimeoutError as error:
            raise Unreached(f"no connection was free within {self._connect_s:g} s") from error

    def _kept(self, service: tuple[str, bool]) -> "_Connection | None":
        """The one that has rested longest and still stands, so that each of a service's processes gets its share."""
        idle = self._idle[service]
        while idle:
            connection = idle.popleft()
            if connection.open and monotonic() - connection.since < KEPT_S:
                return connection
            connection.close()
        return None

    async def _connected(self, address: Address) -> "_Connection":
        loop = asyncio.get_running_loop()
        tls = _tls() if address.secure else None
        try:
            async with asyncio.timeout(self._connect_s):
                _, connection = await loop.create_connection(_Connection, address.host, address.port, ssl=tls)
        except (OSError, TimeoutError, UnicodeError) as error:
            raise Unreached(str(error) or f"no connection within {self._connect_s:g} s") from error
        return connection

    async def _asked(
        self, connection: "_Connection", service: tuple[str, bool], message: bytes, size_max: int, ends: float
    ) -> Answer:
        answered = False
        try:
            answer = await connection.ask(message, size_max, ends - monotonic())
            answered = True
        finally:
            if not answered:  # also where nobody waits any longer: what may still come is nobody's answer
                connection.close()
        if connection.open:
            self._idle[service].append(connection)
        return answer


class _Connection(asyncio.Protocol):
    """One connection, and the answer that it is hearing."""

    def __init__(self) -> None:
        self.since = monotonic()
        self.heard = False
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._waiting: asyncio.Future[Answer] | None = None
        self._headers: dict[str, str] = {}
        self._chunks: list[bytes] = []
        self._size = self._size_max = self._head_size = 0
        self._in_body = False

    @property
    def open(self) -> bool:
        """Whether it can be asked."""
        return self._transport is not None and not self._transport.is_closing()

    async def ask(self, message: bytes, size_max: int, seconds: float) -> Answer:
        """Send a request and hear its answer. Raises Lost."""
        loop = asyncio.get_running_loop()
        self._waiting, self._size_max, self.heard = loop.create_future(), size_max, False
        timer = loop.call_later(seconds, self._fail, "no answer in time", Late)
        try:
            cast("asyncio.Transport", self._transport).write(message)
            return await self._waiting
        finally:
            timer.cancel()
            self._waiting, self.since = None, monotonic()

    def close(self) -> None:
        """Let go of it at once."""
        if self._transport is not None:
            self._transport.abort()

    # what the event loop tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It stands."""
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """It ended; that ends an answer without a length as well."""
        if exc is None and self._in_body and not {"content-length", "transfer-encoding"} & self._headers.keys():
            self._done()
        else:
            self._fail(str(exc) if exc else "the connection was closed")

    def data_received(self, data: bytes) -> None:
        """The next piece. What nobody asked for ends the connection."""
        if self._waiting is None or self._waiting.done():
            self.close()
            return
        self.heard = True
        self._head_size += 0 if self._in_body else len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._fail(f"no HTTP: {error}")
        if self._head_size > HEAD_MAX and not self._in_body:
            self._fail("endless headers")

    # what the parser tells

    def on_message_begin(self) -> None:
        """A head begins; one behind the answer is not taken for the next."""
        if self._waiting is None or self._waiting.done():
            self.close()

    def on_header(self, name: bytes, value: bytes) -> None:
        """One line of the head."""
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        self._headers[key] = f"{self._headers[key]}, {text}" if key in self._headers else text

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._in_body, self._head_size = True, 0
        length = self._headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._size_max:
            self._fail(f"{length} bytes", TooLong)

    def on_body(self, body: bytes) -> None:
        """A piece of the body, never more of it in memory than the limit and one piece."""
        self._size += len(body)
        if self._size > self._size_max:
            self._fail(f"more than {self._size_max} bytes", TooLong)
        else:
            self._chunks.append(body)

    def on_message_complete(self) -> None:
        """The answer is whole; one that only says that another will come is none."""
        if self._parser.get_status_code() >= 200:
            self._done()
        self._headers, self._chunks, self._size, self._in_body = {}, [], 0, False

    def _done(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            status, alive = self._parser.get_status_code(), self._parser.should_keep_alive()
            self._waiting.set_result(Answer(status, self._headers, b"".join(self._chunks)))
            if not alive:
                self.close()

    def _fail(self, why: str, kind: type[Lost] = Lost) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(kind(why))
        self.close()


def _written(method: str, address: Address, headers: Mapping[str, str], body: bytes | None) -> bytes:
    lines = [f"{method} {address.target} HTTP/1.1", f"Host: {address.authority}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body or method not in _BODILESS:
        lines.append(f"Content-Length: {len(body or b'')}")
    if not all(map(str.isprintable, lines)):
        raise Bug("a header of more than one line")
    return "\r\n".join((*lines, "\r\n")).encode("latin-1") + (body or b"")


@cache
def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context
