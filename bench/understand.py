"""Sentences understood per second: two processes on the two cores, no cache, on the development sentences."""

import json
import multiprocessing
import time
from datetime import datetime
from itertools import chain
from pathlib import Path

from bangwo.adapters import tagger
from bangwo.core.clock import LOCAL
from bangwo.language.lexicon import Lexicon
from bangwo.language.understand import Ears, understand
from bench.result import Result, middle, percentile

RUNS = 5
RUN_S = 5
WARM_UP_S = 1
PROCESSES = 2
SENTENCES = Path(__file__).parent.parent / "tests/data/commands/dev.jsonl"


def work(seconds: float, barrier: "multiprocessing.synchronize.Barrier") -> list[float]:
    """Latencies in ms of one process over the sentences, round and round."""
    lines = [json.loads(line) for line in SENTENCES.read_text("utf-8").splitlines() if line.strip()]
    said = [(line["text"], datetime.fromisoformat(line["now"]).replace(tzinfo=LOCAL)) for line in lines]
    ears = Ears(Lexicon.basic(), tagger.shipped())
    for text, now in said:
        understand(text, now, ears)
    barrier.wait()
    taken: list[float] = []
    end = time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        text, now = said[len(taken) % len(said)]
        understand(text, now, ears)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def once() -> Result:
    """One run of all processes together."""
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(PROCESSES) as pool:
        barrier = manager.Barrier(PROCESSES)
        taken = sorted(chain.from_iterable(pool.starmap(work, [(RUN_S, barrier)] * PROCESSES)))
    return Result(
        "understand", len(taken) / RUN_S, "1/s", round(percentile(taken, 0.5), 3), round(percentile(taken, 0.99), 3)
    )


def run() -> list[Result]:
    """The median of five runs."""
    return [middle([once() for _ in range(RUNS)])]
