"""Profile: CPU of every process per order at a steady rate; with py-spy on the path, also where the api spends it.

BENCH_RATE (orders/s), BENCH_SECONDS and BENCH_STACKS (a file for the stacks) change what is run. Other work on
the machine makes all figures larger: `pace` is what a fixed piece of Python cost meanwhile.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import uvloop

from bench.orders import NOON, Crowd, Tally, drive
from bench.pace import paced
from bench.result import Result, percentile
from bench.sandbox import sandbox

RATE = int(os.environ.get("BENCH_RATE", "20"))
RUN_S = float(os.environ.get("BENCH_SECONDS", "15"))
STACKS = os.environ.get("BENCH_STACKS", "")
"""A file for the api's stacks, folded, as flame graphs want them."""
WARM_UP_S = 4
PEOPLE = 150
NAMES = {"bangwo-api": "api", "bangwo-work": "worker"}


def run() -> list[Result]:
    """Milliseconds of CPU per accepted order, by process, and their sum."""
    with sandbox("--now", NOON) as (url, pid):
        return uvloop.run(measure(url, pid))


async def measure(url: str, pid: int) -> list[Result]:
    """Warm up, then count what a steady rate costs."""
    crowd = Crowd(url)
    await crowd.gather(PEOPLE)
    await drive(crowd, RATE, WARM_UP_S)
    before = spent(pid)
    with spied(pid), paced() as paces:
        tally = await drive(crowd, RATE, RUN_S)
        after = spent(pid)
    pace = Result("pace", sum(paces) / len(paces), "ms", note="a fixed piece of work")
    return [*told(tally, before, after), pace]


def told(tally: Tally, before: dict[str, float], after: dict[str, float]) -> list[Result]:
    """Differences per order, the dearest first."""
    orders = max(1, len(tally.whole))
    each = {name: (after[name] - before.get(name, 0)) * 1000 / orders for name in after}
    whole = sorted(tally.whole)
    note = f"{len(whole)} orders at {RATE}/s, failures {tally.failures}"
    total = Result(
        "cpu_order", sum(each.values()), "ms", round(percentile(whole, 0.5)), round(percentile(whole, 0.99)), note
    )
    parts = sorted(each.items(), key=lambda item: -item[1])
    return [total, *(Result(f"  {name}", value, "ms") for name, value in parts if value >= 0.01)]


def spent(pid: int) -> dict[str, float]:
    """Seconds of CPU by kind of process: all that `up` started, its database, and this client."""
    out: dict[str, float] = {"client": time.process_time()}
    for each in family(pid):
        try:
            times, name = each.cpu_times(), kind(each)
        except psutil.Error:
            continue
        out[name] = out.get(name, 0) + times.user + times.system
    return out


def family(pid: int) -> list[psutil.Process]:
    """`up`, what it started, and the database, which is nobody's child."""
    up = psutil.Process(pid)
    data = str(Path(up.cmdline()[up.cmdline().index("--data") + 1]))
    masters = [p for p in psutil.process_iter(["name", "cmdline"]) if _is_master(p, data)]
    databases = [each for master in masters for each in (master, *master.children(recursive=True))]
    return list({each.pid: each for each in (up, *up.children(recursive=True), *databases)}.values())


def _is_master(process: psutil.Process, data: str) -> bool:
    line = process.info["cmdline"] or []  # type: ignore[attr-defined]
    return process.info["name"] == "postgres" and any(part.startswith(data) for part in line)  # type: ignore[attr-defined]


def kind(process: psutil.Process) -> str:
    """What a process is for."""
    if process.name() == "postgres":
        return "postgres"
    if not process.name().startswith("bangwo-"):
        return "up"
    return next((name for start, name in NAMES.items() if process.name().startswith(start)), process.name()[7:])


@contextmanager
def spied(pid: int) -> Iterator[None]:
    """The api's stacks written to STACKS meanwhile, where asked for and py-spy is there."""
    spy = shutil.which("py-spy")
    if not STACKS or not spy:
        yield
        return
    api = next(each.pid for each in family(pid) if kind(each) == "api")
    command = [spy, "record", "-p", str(api), "-d", str(int(RUN_S)), "-r", "250", "-f", "raw", "-o", STACKS]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=sys.stderr) as recording:
        yield
        recording.wait()
