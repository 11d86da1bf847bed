"""Exchange against servers that speak HTTP well, badly, or not at all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bangwo.adapters.exchange import Address, Answer, Exchange, Lost, Unreached
from bangwo.core.errors import Bug

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
MAX = 1000


class Server:
    """What it was sent, request by request, and over how many connections."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[bytes] = []
        self.connections = 0
        self.heard = asyncio.Event()


@asynccontextmanager
async def serving(*answers: bytes, close_after: int = 1000, deaf_after: int = 1000) -> AsyncIterator[Server]:
    """Answers each request with the next of `answers`, the last again and again.

    Hangs up on every connection after so many answers: at once, or when it has heard another request.
    """
    server, left = Server(), list(answers)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        for number in range(close_after):
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            length = next((int(each[16:]) for each in head.split(b"\r\n") if each.startswith(b"Content-Length")), 0)
            server.asked.append(head + await reader.readexactly(length))
            server.heard.set()
            if number == deaf_after:
                break
            writer.write(left.pop(0) if len(left) > 1 else left[0])
            await writer.drain()
        writer.close()

    listener = await asyncio.start_server(serve, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    yield server
    listener.close()


@pytest.fixture
async def exchange() -> AsyncIterator[Exchange]:
    """With two connections to a service."""
    made = Exchange(connect_s=5, total_s=5, connections=2)
    yield made
    made.close()


async def ask(exchange: Exchange, url: str, method: str = "GET", body: bytes | None = None) -> Answer:
    """One exchange."""
    return await exchange.ask(method, Address.of(url), {"X": "y"}, body, MAX)


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (OK, b"ok"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b""),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n3\r\n!!!\r\n0\r\n\r\n", b"ok!!!"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, b"ok"),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK, b"ok"),
    ],
)
async def test_answers_are_read_and_connections_kept(exchange: Exchange, answer: bytes, body: bytes):
    async with serving(answer) as server:
        for _ in range(3):
            assert (await ask(exchange, server.url + "/a?b=c")).body == body
        assert server.connections == 1
        assert server.asked[0].startswith(b"GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:")


async def test_what_is_sent(exchange: Exchange):
    async with serving(OK) as server:
        await ask(exchange, server.url, "POST", b"{}")
        await ask(exchange, server.url, "POST")
        await ask(exchange, server.url, "DELETE")
    assert server.asked[0].endswith(b"\r\nX: y\r\nContent-Length: 2\r\n\r\n{}")
    assert server.asked[1].endswith(b"Content-Length: 0\r\n\r\n")
    assert b"Content-Length" not in server.asked[2]


async def test_headers_are_told_in_lower_case_and_joined(exchange: Exchange):
    async with serving(
        b"HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nVia: a\r\nVIA: b\r\nContent-Length: 0\r\n\r\n"
    ) as server:
        answer = await ask(exchange, server.url)
    assert (answer.status, answer.headers["retry-after"], answer.headers["via"]) == (503, "1", "a, b")


async def test_a_body_that_ends_with_its_connection(exchange: Exchange):
    async with serving(b"HTTP/1.0 200 OK\r\n\r\nuntil the end", close_after=1) as server:
        assert (await ask(exchange, server.url)).body == b"until the end"


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nok",
        b"HTTP/1.1 200 OK\r\nContent-",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n" + b"x" * 0xFFF,
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 20_000,
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        b"",
    ],
)
async def test_no_whole_answer_is_lost(exchange: Exchange, answer: bytes):
    async with serving(answer, close_after=1) as server:
        with pytest.raises(Lost):
            await ask(exchange, server.url, "POST", b"{}")


async def test_no_answer_in_time_is_lost():
    exchange = Exchange(connect_s=5, total_s=0.2, connections=2)
    async with serving(b"") as server:
        with pytest.raises(Lost, match="in time"):
            await ask(exchange, server.url, "POST", b"{}")
    exchange.close()


async def test_a_second_answer_is_nobodys(exchange: Exchange):
    async with serving(OK + OK.replace(b"ok", b"no"), OK) as server:
        assert [(await ask(exchange, server.url)).body for _ in range(2)] == [b"ok", b"ok"]
        assert server.connections == 2


async def test_a_reading_that_meets_a_closing_connection_is_asked_again(exchange: Exchange):
    async with serving(OK, deaf_after=1) as server:
        assert [(await ask(exchange, server.url)).body for _ in range(3)] == [b"ok"] * 3
        assert (server.connections, len(server.asked)) == (3, 5)


async def test_a_command_that_meets_one_is_not(exchange: Exchange):
    async with serving(OK, deaf_after=1) as server:
        await ask(exchange, server.url, "POST", b"{}")
        with pytest.raises(Lost):
            await ask(exchange, server.url, "POST", b"{}")
        assert len(server.asked) == 2


async def test_a_connection_that_was_closed_meanwhile_is_not_used(exchange: Exchange):
    async with serving(OK, close_after=1) as server:
        for _ in range(3):
            await ask(exchange, server.url, "POST", b"{}")
            await asyncio.sleep(0.1)
        assert server.connections == 3


@pytest.mark.parametrize(
    "url", ["http://", "ftp://a/b", "http://a:99999/", "http://a/b c", "http://a/家", "nonsense", "http://[::1/"]
)
async def test_what_is_no_address(url: str):
    with pytest.raises(Unreached):
        Address.of(url)


async def test_no_header_can_become_two(exchange: Exchange):
    with pytest.raises(Bug):
        await exchange.ask("GET", Address.of("http://127.0.0.1:9/"), {"X": "a\r\nB: c"}, None, MAX)


async def test_who_finds_no_connection_free_sends_nothing():
    exchange = Exchange(connect_s=0.2, total_s=1, connections=2)
    async with serving(b"") as server:
        failed = await asyncio.gather(*(ask(exchange, server.url, "POST") for _ in range(4)), return_exceptions=True)
        assert sorted(type(each).__name__ for each in failed) == ["Late", "Late", "Unreached", "Unreached"]
        assert len(server.asked) == 2
    exchange.close()


async def test_who_waits_no_longer_leaves_no_answer_behind(exchange: Exchange):
    async with serving(b"", OK) as server:
        task = asyncio.create_task(ask(exchange, server.url))
        await server.heard.wait()
        task.cancel()
        await asyncio.wait({task})
        assert (await ask(exchange, server.url)).body == b"ok"
        assert server.connections == 2
