"""Claims per second: cards given from one hot budget, every one durable before anybody is told.

Two processes, each with its own connections, keep as many claims open as there are in a campaign's first minute, each
of another person. The budget has fewer cards than there are claims: all of them are given, and not one more.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bangwo.adapters.campaigns.reader import checked
from bangwo.adapters.embedded import EmbeddedPostgres
from bangwo.adapters.store.migrate import migrate
from bangwo.adapters.store.postgres import PostgresStore
from bangwo.app.campaigns import Campaigns
from bangwo.app.claims import Claim, Claims
from bangwo.core.clock import SystemClock
from bangwo.core.ids import random_id
from bangwo.domain.campaigns.card import Card
from bangwo.domain.campaigns.granting import Event, Profile
from bangwo.domain.campaigns.terms import Trigger
from bench.result import Result, middle, percentile

PROCESSES = 2
RUNS = 3
CLAIMS = 30_000
"""Of each process."""
OPEN = 2_000
"""So many claims of one process wait at once."""
CARDS = PROCESSES * CLAIMS - 5_000
FILE = """
campaign: run-{run}
title: 抢卡
cards:
  c: {{title: 卡, effect: {{off: {{up_to_yuan: 25}}}}, life_days: 7}}
grants: [{{on: invitation, card: c}}]
caps: {{campaign: {{cards: {cards}}}, person: {{cards: 21}}}}
budget: {{yuan: 3000000000}}
"""


def run() -> list[Result]:
    """The median of some runs, on a PostgreSQL of its own that syncs every commit to disk."""
    with tempfile.TemporaryDirectory(prefix="bangwo-bench-") as folder:
        server = EmbeddedPostgres(Path(folder))
        dsn = server.start()
        try:
            asyncio.run(migrate(dsn))
            return [middle([_measured(dsn, number) for number in range(RUNS)])]
        finally:
            server.stop()


def _measured(dsn: str, number: int) -> Result:
    asyncio.run(_begin(dsn, number))
    command = [sys.executable, "-m", "bench.claims", dsn]
    pipe = subprocess.PIPE
    children = [
        subprocess.Popen([*command, f"{number}-{each}"], stdin=pipe, stdout=pipe, text=True)
        for each in range(PROCESSES)
    ]
    for child in children:
        assert child.stdout is not None
        child.stdout.readline()  # it is ready
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    told = [json.loads(child.communicate()[0]) for child in children]
    seconds = max(each["ended"] for each in told) - min(each["began"] for each in told)
    latencies = sorted(ms for each in told for ms in each["ms"])
    given, left = sum(each["given"] for each in told), asyncio.run(_left(dsn, number))
    if (given, left) != (CARDS, 0):
        raise RuntimeError(f"{given} cards were given of {CARDS}, {left} are left")
    p50, p99 = (round(percentile(latencies, share), 1) for share in (0.5, 0.99))
    note = f"{PROCESSES * CLAIMS} claims of {CARDS} cards, {PROCESSES} processes, fsync on, to the last card"
    return Result("claims", PROCESSES * CLAIMS / seconds, "/s", p50, p99, note)


async def _begin(dsn: str, number: int) -> None:
    """One campaign, which alone gives cards for invitations."""
    store = PostgresStore(dsn)
    await store.open()
    office = Campaigns(store.campaigns, checked, SystemClock(), "bench")
    for each in (await store.programme()).running(SystemClock().now()):
        await office.end(each.campaign_id)
    await office.apply(FILE.format(run=number, cards=CARDS))
    await store.close()


async def _left(dsn: str, number: int) -> int:
    store = PostgresStore(dsn)
    await store.open()
    budgets = await store.budgets()
    await store.close()
    return next(each.left_fen for each in budgets if each.campaign_id == f"run-{number}#cards")


async def _claim_all(dsn: str, name: str) -> None:
    """What one process does: its share of the claims, so many of them open at any moment."""
    store = PostgresStore(dsn)
    await store.open()
    desk, now = Claims(store.claims, random_id), SystemClock().now()
    person, event = Profile(joined=now), Event(Trigger.INVITATION, "friend", now)
    numbers, ms, given = iter(range(CLAIMS)), list[float](), 0

    async def people() -> None:
        nonlocal given
        for number in numbers:
            began = time.perf_counter()
            answer = await desk.claim(Claim(f"u_{name}_{number}", event, person))
            ms.append((time.perf_counter() - began) * 1000)
            given += sum(isinstance(each, Card) for each in answer)

    print("ready", flush=True)
    sys.stdin.readline()
    began = time.time()
    await asyncio.gather(*(people() for _ in range(OPEN)))
    print(json.dumps({"began": began, "ended": time.time(), "ms": ms, "given": given}))
    await store.close()


if __name__ == "__main__":
    import uvloop

    uvloop.run(_claim_all(*sys.argv[1:]))
