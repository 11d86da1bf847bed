"""Start and memory: `bangwo up` to its first answer on a warm install, and what all its processes keep when idle."""

import tempfile
import time
from pathlib import Path
from statistics import median

from bench.profile import family
from bench.result import Result
from bench.sandbox import free_port, start, stop, wait_ready

RUNS = 5
IDLE_S = 10


def run() -> list[Result]:
    """First start, five warm starts, and the memory of the last."""
    with tempfile.TemporaryDirectory(prefix="bangwo-bench-") as folder:
        data = Path(folder) / "data"
        first, _ = begin_and_end(data)
        warm = [begin_and_end(data)[0] for _ in range(RUNS - 1)]
        last, memory_mib = begin_and_end(data, IDLE_S)
    return [
        Result("start", round(median([*warm, last]), 2), "s", note="second start, median of five"),
        Result("start_first", round(first, 2), "s", note="empty data folder"),
        Result("memory", round(memory_mib), "MiB", note="proportional set size of all processes, idle"),
    ]


def begin_and_end(data: Path, idle_s: float = 0) -> tuple[float, float]:
    """Seconds to the first answer, and MiB kept after idling."""
    port = free_port()
    process = start(data, port)
    try:
        seconds = wait_ready(f"http://127.0.0.1:{port}", process)
        time.sleep(idle_s)
        return seconds, kept_mib(process.pid)
    finally:
        stop(process)


def kept_mib(pid: int) -> float:
    """Proportional memory of `up`, all it has begun, and the database: shared pages count once."""
    return sum(each.memory_full_info().pss for each in family(pid) if each.is_running()) / 2**20
