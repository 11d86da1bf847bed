"""The report in PostgreSQL: every fact once, whoever counts, whoever dies, and however late a fact is committed."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bangwo.adapters.store.counting import CountRows
from bangwo.adapters.store.database import Database, Limits
from bangwo.adapters.store.figures import FigureRows
from bangwo.adapters.store.recount import recount
from bangwo.adapters.tallied import TalliedFacts
from bangwo.app.report.counting import Came, Counting
from bangwo.app.report.reading import report
from bangwo.core.clock import LOCAL, ManualClock
from bangwo.core.errors import Conflict, Unavailable
from bangwo.domain.facts import Fact
from bangwo.domain.report.period import period
from report_things import facts_of

NOW = datetime(2026, 2, 15, 12, tzinfo=LOCAL)
TABLES = "facts report_lines report_seconds report_sketches report_people"


@dataclass
class Desk:
    """A database with a report, and connections of one's own to it."""

    url: str
    database: Database

    def counting(self, owner: str = "me", most: int = 50) -> Counting:
        return Counting(CountRows(self.database), ManualClock(NOW), owner, most)

    async def connect(self) -> asyncpg.Connection:
        return await asyncpg.connect(self.url)

    async def count(self) -> None:
        """Until nothing is left."""
        free = "UPDATE report_cursor SET owned_until = '-infinity', wrote = pg_current_xact_id()"
        await self.database.write(free)
        while await self.counting("last").count() is Came.MORE:
            pass

    async def check(self) -> None:
        """What was counted is what the facts say."""
        found = await recount(self.database)
        assert found.differences == []
        (row,) = await self.database.rows("SELECT count(*) AS many FROM facts")
        assert found.lines or not row["many"]


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Desk]:
    database = Database(database_url, Limits(connections=8))
    await database.open()
    for table in TABLES.split():
        await database.write(f"DELETE FROM {table}")
    yield Desk(database_url, database)
    await database.close()


async def put(connection: asyncpg.Connection, facts: Sequence[Fact]) -> None:
    columns = ["user_id", "fact_id", "kind", "at", "subject", "fen", "label", "ms"]
    records = [(f.user_id, f.fact_id, f.kind.value, f.at, f.subject, f.fen, f.label, f.ms) for f in facts]
    await connection.copy_records_to_table("facts", records=records, columns=columns)


async def test_what_was_counted_is_what_facts_say(desk: Desk) -> None:
    connection, facts = await desk.connect(), facts_of(Random(1), 2_000)
    for at in range(0, len(facts), 130):
        await put(connection, facts[at : at + 130])
        await desk.counting().count()
    await desk.count()
    await desk.check()
    (row,) = await desk.database.rows("SELECT count(*) AS moved FROM facts WHERE tx = '0'")
    assert row["moved"] == 0  # nothing was taken for a restore
    await connection.close()


async def test_a_fact_that_is_committed_late_is_neither_missed_nor_counted_twice(desk: Desk) -> None:
    early, late = await desk.connect(), await desk.connect()
    held = late.transaction()
    await held.start()
    await put(late, facts_of(Random(1), 5, "late"))
    await put(early, facts_of(Random(2), 5, "early"))
    await desk.count()  # not past the one that is still under way
    await held.commit()
    await desk.count()
    await desk.check()
    assert (await desk.database.rows("SELECT count(*) AS n FROM report_cursor WHERE upto > '0'"))[0]["n"] == 1
    await early.close()
    await late.close()


async def test_a_transaction_larger_than_a_batch_is_counted_whole(desk: Desk) -> None:
    connection = await desk.connect()
    await put(connection, facts_of(Random(3), 400))
    await put(connection, facts_of(Random(4), 10, "more"))
    await desk.count()
    await desk.check()
    await connection.close()


async def test_two_that_count_at_once_count_once(desk: Desk) -> None:
    """Both read the same span, as after a lease that was lost; one of them is told."""
    connection, store = await desk.connect(), CountRows(desk.database)
    await put(connection, facts_of(Random(5), 40))
    desk_a, desk_b = desk.counting("a"), desk.counting("a")
    outcomes = await asyncio.gather(desk_a.count(), desk_b.count(), return_exceptions=True)
    assert all(isinstance(each, Came | Conflict) for each in outcomes)
    await desk.count()
    await desk.check()
    assert await store.next_span("b", 10, 10) is None  # the lease is another's
    await connection.close()


async def test_concurrent_writers_and_dying_counters(desk: Desk) -> None:
    """Eight write, some of them break off, while counters come and are killed in the middle."""
    chance = Random(6)

    async def writer(number: int) -> None:
        connection, own = await desk.connect(), Random(number)
        for part in range(12):
            transaction = connection.transaction()
            await transaction.start()
            await put(connection, facts_of(own, own.randint(1, 40), f"{number}-{part}"))
            await asyncio.sleep(own.random() * 0.02)
            await (transaction.rollback() if own.random() < 0.2 else transaction.commit())
        await connection.close()

    async def counter(number: int) -> None:
        while True:
            with suppress(Conflict):
                await desk.counting("same").count()
            await asyncio.sleep(0)

    writers = [asyncio.create_task(writer(number)) for number in range(8)]
    while not all(each.done() for each in writers):
        counters = [asyncio.create_task(counter(number)) for number in range(3)]
        await asyncio.sleep(chance.random() * 0.05)
        for each in counters:
            each.cancel()
        await asyncio.gather(*counters, return_exceptions=True)
    await asyncio.gather(*writers)
    await desk.count()
    await desk.check()


async def test_after_a_restore_everything_is_counted_anew(desk: Desk) -> None:
    """A dump brings rows back under other transactions: what the cursor says of them means nothing."""
    connection = await desk.connect()
    await put(connection, facts_of(Random(7), 200))
    await desk.count()
    await connection.execute("CREATE TEMP TABLE kept AS SELECT * FROM report_cursor; DELETE FROM report_cursor")
    await connection.execute("INSERT INTO report_cursor SELECT * FROM kept; DROP TABLE kept")
    await put(connection, facts_of(Random(8), 50, "after"))
    assert await desk.counting("last").count() is Came.MORE
    while await desk.counting("last").count() is Came.MORE:
        pass
    await desk.check()
    await connection.close()


async def test_facts_of_a_later_version_wait_for_it(desk: Desk) -> None:
    connection = await desk.connect()
    await put(connection, facts_of(Random(11), 5))
    await connection.execute("UPDATE facts SET kind = 'sent_to_the_moon' WHERE fact_id = 'f-3'")
    with pytest.raises(Unavailable, match="sent_to_the_moon"):
        await desk.count()
    assert await desk.database.rows("SELECT FROM report_lines") == []
    await connection.close()


async def test_a_wrong_line_is_found(desk: Desk) -> None:
    connection = await desk.connect()
    await put(connection, facts_of(Random(9), 100))
    await desk.count()
    await desk.database.write("UPDATE report_lines SET many = many + 1 WHERE grain = 'day' AND line = 'commands'")
    assert {each.line for each in (await recount(desk.database)).differences} == {"commands"}
    await connection.close()


async def test_the_report_is_the_same_from_rows_and_from_memory(desk: Desk) -> None:
    connection, facts = await desk.connect(), facts_of(Random(10), 1_500)
    await put(connection, facts)
    await desk.count()
    span = period(NOW - timedelta(days=6), None, NOW)
    stored = await report(FigureRows(desk.database), span, NOW)
    whole = await report(TalliedFacts(lambda: facts), span, NOW)
    estimated = {"counted_at", "people", "growth"}
    assert {k: v for k, v in stored.items() if k not in estimated} == {
        k: v for k, v in whole.items() if k not in estimated
    }
    for line in ("active", "buyers"):
        assert stored["people"][line] == pytest.approx(whole["people"][line], rel=FigureRows.error)
        assert stored["people"]["by_day"][line] == whole["people"]["by_day"][line]
    assert stored["totals"]["first_orders_over_60"] > 0
    await connection.close()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), pieces=st.lists(st.integers(1, 60), min_size=1, max_size=8))
async def test_any_facts_in_any_pieces(desk: Desk, seed: int, pieces: list[int]) -> None:
    connection, chance = await desk.connect(), Random(seed)
    facts = facts_of(chance, sum(pieces), uuid4().hex)
    chance.shuffle(facts)
    for piece in pieces:
        await put(connection, facts[:piece])
        facts = facts[piece:]
        await desk.count()
    await desk.check()
    await connection.close()
