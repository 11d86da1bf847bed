"""The report over many facts: how fast they are counted, whether a stream is kept up with, how fast it is read.

Facts of six days are copied in bulk, `BENCH_FACTS` of them (1,000,000 unless it says more). One counter counts all of
them, then facts stream in at 8,000 a second while it goes on, then the report of all six days is read, and at last it
is made anew from the facts and compared.
"""

import asyncio
import os
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import asyncpg
import uvloop

from bangwo.adapters.embedded import EmbeddedPostgres
from bangwo.adapters.store.counting import LIMITS, CountRows
from bangwo.adapters.store.database import Database
from bangwo.adapters.store.figures import FigureRows
from bangwo.adapters.store.migrate import migrate
from bangwo.adapters.store.recount import recount
from bangwo.app.report.counting import Came, Counting
from bangwo.app.report.reading import report
from bangwo.core.clock import LOCAL, ManualClock
from bangwo.domain.report.period import period
from bench.result import Result, percentile

FACTS = int(os.environ.get("BENCH_FACTS", "1000000"))
RATE = 8_000
STREAM_S = 10
READINGS = 100
CHUNK = 20_000
BEGINS = datetime(2026, 2, 6, tzinfo=LOCAL)
NOW = BEGINS + timedelta(days=6)
COLUMNS = ("user_id", "fact_id", "kind", "at", "subject", "fen", "label", "ms")
_LAG = "SELECT count(*) FROM facts WHERE tx >= (SELECT upto FROM report_cursor)"
Record = tuple[str, str, str, datetime, str, int, str, int]


def run() -> list[Result]:
    """On a PostgreSQL of its own."""
    with tempfile.TemporaryDirectory(prefix="bangwo-bench-") as folder:
        server = EmbeddedPostgres(Path(folder))
        dsn = server.start()
        try:
            asyncio.run(migrate(dsn))
            return uvloop.run(_measured(dsn))
        finally:
            server.stop()


async def _measured(dsn: str) -> list[Result]:
    database, connection = Database(dsn, LIMITS), await asyncpg.connect(dsn)
    await database.open()
    try:
        chance, people = Random(1), max(1_000, FACTS // 12)
        for at in range(0, FACTS, CHUNK):
            await _copy(connection, [_fact(chance, people, at + each) for each in range(min(CHUNK, FACTS - at))])
        await connection.execute("VACUUM ANALYZE facts")
        counting = Counting(CountRows(database), ManualClock(NOW), "bench")
        counted = await _count_all(counting)
        streamed = await _stream(dsn, connection, counting, chance, people)
        read = await _read(FigureRows(database))
        began = time.perf_counter()
        found = await recount(database)
        if found.differing:
            raise RuntimeError(f"{found.differing} lines differ, the first: {found.differences[0]}")
        seconds = time.perf_counter() - began
        again = Result("recompute", seconds, "s", note=f"{found.lines:,} lines from {FACTS:,} facts, all the same")
        return [counted, streamed, read, again]
    finally:
        await connection.close()
        await database.close()


async def _count_all(counting: Counting) -> Result:
    began, worked = time.perf_counter(), time.process_time()
    while await counting.count() is Came.MORE:
        pass
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    note = f"{FACTS:,} facts in {seconds:.0f} s by one counter, {worked / FACTS * 1e6:.0f} µs of its CPU a fact"
    return Result("count", FACTS / seconds, "/s", note=note)


async def _stream(dsn: str, connection: asyncpg.Connection, counting: Counting, chance: Random, people: int) -> Result:
    """So many facts each second, in ten pieces; how late each piece was counted."""
    late, piece = list[float](), RATE // 10
    loop = asyncio.get_running_loop()
    last = FACTS + RATE * STREAM_S
    pieces = [[_fact(chance, people, at + each) for each in range(piece)] for at in range(FACTS, last, piece)]
    counter = asyncio.create_task(counting.run())
    watch = await asyncpg.connect(dsn)
    begins = loop.time()
    for number, records in enumerate(pieces):
        await asyncio.sleep(max(0.0, begins + number / 10 - loop.time()))
        await _copy(connection, records)
        late.append(int(await watch.fetchval(_LAG)))
    behind_s = loop.time() - begins - STREAM_S
    counter.cancel()
    await watch.close()
    while await counting.count() is Came.MORE:
        pass
    late.sort()
    p50, p99 = (round(percentile(late, share)) for share in (0.5, 0.99))
    note = f"offered {RATE:,}/s for {STREAM_S} s, facts not counted yet: p50 {p50:,}, p99 {p99:,}"
    return Result("ingest", RATE * STREAM_S / (STREAM_S + max(0.0, behind_s)), "/s", note=note)


async def _read(figures: FigureRows) -> Result:
    ms: list[float] = []
    for _ in range(READINGS):
        began = time.perf_counter()
        await report(figures, period(BEGINS, None, NOW), NOW)
        ms.append((time.perf_counter() - began) * 1000)
    ms.sort()
    p50, p99 = (round(percentile(ms, share), 1) for share in (0.5, 0.99))
    return Result("report", 1000 * READINGS / sum(ms), "/s", p50, p99, f"six days over {FACTS:,} facts")


async def _copy(connection: asyncpg.Connection, records: list[Record]) -> None:
    await connection.copy_records_to_table("facts", records=records, columns=COLUMNS)


_TRADES = ("food", "food", "food", "grocery", "movie", "ride", "flight", "hotel")


def _fact(chance: Random, people: int, number: int) -> Record:
    """One fact of a mix like that of orders: mostly commands, then orders with all that belongs to them."""
    user = f"u_{int(people * chance.random() ** 2):07}"
    at = BEGINS + timedelta(seconds=6 * 86_400 * (number / (FACTS + RATE * STREAM_S)), microseconds=number % 1_000_000)
    roll, trade = chance.random(), _TRADES[number % len(_TRADES)]
    name = f"f_{number:010}"
    if roll < 0.5:
        return user, name, "command_said", at, "t_1", 0, f"local {trade}" if roll < 0.2 else "local", 0
    if roll < 0.6:
        label = f"{trade} card" if roll < 0.58 else trade
        return user, name, "order_accepted", at, "o_1", 2_000, label, int(200 / (1.01 - chance.random()))
    if roll < 0.65:
        return user, name, "user_joined", at, user, 0, "", 0
    if roll < 0.68:
        return user, name, "birth_year_told", at, user, 0, str(1940 + number % 70), 0
    if roll < 0.7:
        return user, name, "refused", at, "t_1", 0, ("sold_out", "shop_closed", "out_of_range")[number % 3], 0
    kinds = ("quote_made", "order_confirmed", "order_charged", "card_granted", "card_held", "card_used")
    return user, name, kinds[number % 6], at, "x_1", 1_500, "new-year", 0
