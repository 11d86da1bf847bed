"""A store that fails: refused is not done, cut off is unknown, and nothing waits for ever."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg
import pytest
from store_things import a_card, changes, new_id

from bangwo.adapters.store.database import Limits
from bangwo.adapters.store.postgres import PostgresStore
from bangwo.app.changes import PutCard
from bangwo.core.errors import Unavailable, Unknown

Ends = tuple[asyncio.StreamWriter, asyncio.StreamWriter]


class Line:
    """A line to PostgreSQL that can be cut before or after what is said arrives."""

    def __init__(self, upstream: Path) -> None:
        self._upstream = upstream
        self._tasks: set[asyncio.Task[None]] = set()
        self._ends: set[asyncio.StreamWriter] = set()
        self.cut: str = ""  # "" whole, "asking": nothing arrives, "answering": nothing comes back
        self.folder = Path(tempfile.mkdtemp(prefix="bangwo-line-"))

    async def open(self) -> None:
        self._server = await asyncio.start_unix_server(self._serve, self.folder / ".s.PGSQL.5432")

    async def close(self) -> None:
        self._server.close()
        for end in self._ends:
            end.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_unix_connection(self._upstream)
        self._ends |= {writer, forth}
        for source, sink, direction in ((reader, forth, "asking"), (back, writer, "answering")):
            self._tasks.add(asyncio.create_task(self._carry(source, sink, direction, (writer, forth))))

    async def _carry(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, direction: str, ends: Ends
    ) -> None:
        while chunk := await source.read(65536):
            if self.cut == direction:
                break
            sink.write(chunk)
            await sink.drain()
        for end in ends:
            end.close()


def _folder_of(dsn: str) -> Path:
    (host,) = parse_qs(urlsplit(dsn).query)["host"]
    return Path(unquote(host))


@pytest.fixture
async def line(database_url: str) -> AsyncIterator[Line]:
    opened = Line(_folder_of(database_url) / ".s.PGSQL.5432")
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def cut_off(line: Line, database_url: str) -> AsyncIterator[PostgresStore]:
    """A store that reaches the database over the line."""
    dsn = database_url.replace(str(_folder_of(database_url)), str(line.folder))
    store = PostgresStore(dsn, Limits(connections=1, connect_s=1))
    await store.open()
    yield store
    await store.close()


@pytest.mark.parametrize(("cut", "written"), [("asking", 0), ("answering", 1)])
async def test_a_commit_without_an_answer_is_unknown(
    line: Line, cut_off: PostgresStore, postgres_store: PostgresStore, cut: str, written: int
) -> None:
    user = new_id("u")
    await cut_off.commit(changes(user, PutCard(a_card(user))))
    line.cut = cut
    with pytest.raises(Unknown):
        await cut_off.commit(changes(user, PutCard(a_card(user))))
    assert len(await postgres_store.cards(user)) == 1 + written
    line.cut = ""
    await cut_off.commit(changes(user, PutCard(a_card(user))))
    assert len(await cut_off.cards(user)) == 2 + written


@pytest.mark.parametrize("cut", ["asking", "answering"])
async def test_a_reading_without_an_answer_may_be_asked_again(line: Line, cut_off: PostgresStore, cut: str) -> None:
    line.cut = cut
    with pytest.raises(Unavailable) as raised:
        await cut_off.cards("u")
    assert not isinstance(raised.value, Unknown)
    assert not await cut_off.ready()
    line.cut = ""
    assert await cut_off.cards("u") == []
    assert await cut_off.ready()


async def test_a_database_that_goes_away_was_not_written(line: Line, cut_off: PostgresStore) -> None:
    await line.close()
    with pytest.raises(Unavailable):
        await cut_off.cards("u")  # learns that its connection is gone
    with pytest.raises(Unavailable) as raised:
        await cut_off.commit(changes("u", PutCard(a_card("u"))))
    assert not isinstance(raised.value, Unknown)


@pytest.mark.parametrize("dsn", ["postgresql://postgres@127.0.0.1:1/postgres", "postgresql://x@/x?host=/nowhere"])
async def test_a_database_that_is_not_there_is_unavailable(dsn: str) -> None:
    with pytest.raises(Unavailable, match="store: "):
        await PostgresStore(dsn).open()


async def test_a_database_that_does_not_exist_is_unavailable(postgres: str) -> None:
    with pytest.raises(Unavailable, match='database "nothing" does not exist'):
        await PostgresStore(postgres.replace("/postgres?", "/nothing?")).open()


async def test_a_commit_that_waits_too_long_is_given_up(postgres_store: PostgresStore, database_url: str) -> None:
    user = new_id("u")
    card = a_card(user)
    await postgres_store.commit(changes(user, PutCard(card)))
    hasty = PostgresStore(database_url, Limits(statement_s=0.2))
    await hasty.open()
    connection = await asyncpg.connect(database_url)
    try:
        async with connection.transaction():
            await connection.execute("SELECT * FROM cards FOR UPDATE")
            with pytest.raises(Unavailable) as raised:
                await hasty.commit(changes(user, PutCard(card.hold("q"), expects=card.state)))
            assert not isinstance(raised.value, Unknown)
        assert await hasty.cards(user) == [card]
    finally:
        await connection.close()
        await hasty.close()


async def test_one_too_many_does_not_wait_for_ever(database_url: str) -> None:
    store = PostgresStore(database_url, Limits(connections=1, connect_s=0.2, statement_s=1.5))
    await store.open()
    connection = await asyncpg.connect(database_url)
    try:
        async with connection.transaction():
            await connection.execute("LOCK TABLE cards")
            first = asyncio.create_task(store.cards("u"))
            await asyncio.sleep(0.05)
            with pytest.raises(Unavailable):
                await store.cards("u")
        assert await first == []
    finally:
        await connection.close()
        await store.close()
