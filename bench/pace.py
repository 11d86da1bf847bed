"""Pace: what a fixed piece of work costs while something else is measured, to compare runs on a busy machine."""

import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

ROUNDS = 100_000
REST_S = 0.25


def work() -> float:
    """Milliseconds of CPU of one piece."""
    numbers = {each: each for each in range(5000)}
    began, total = time.process_time(), 0
    for each in range(ROUNDS):
        total += numbers[each % 5000]
    return (time.process_time() - began) * 1000


@contextmanager
def paced() -> Iterator[list[float]]:
    """A process of its own does the work meanwhile; its costs are in the list afterwards."""
    costs: list[float] = []
    with subprocess.Popen([sys.executable, "-m", "bench.pace"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as pacer:
        yield costs
        out, _ = pacer.communicate(b"\n")
        costs += map(float, out.split())


def main() -> None:
    """Work a little, rest longer, until a line is sent."""
    while not select.select([sys.stdin], [], [], REST_S)[0]:
        print(work())


if __name__ == "__main__":
    main()
