"""Programs of the city, running as processes."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

NOW = "2026-02-10T10:00"

Urls = Mapping[str, str]
"""Base URLs of running programs, by name."""


@contextmanager
def running(folder: Path, *names: str) -> Iterator[Urls]:
    """These programs, their clocks started at `NOW`, until the end of the block."""
    begun = {
        name: subprocess.Popen(
            [sys.executable, "-m", "bangwo_city", name, "--port", "0", "--data", str(folder), "--now", NOW],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for name in names
    }
    try:
        yield {name: _ready(each) for name, each in begun.items()}
    finally:
        for each in begun.values():
            each.terminate()
        for each in begun.values():
            each.communicate(timeout=10)


def _ready(program: subprocess.Popen[bytes]) -> str:
    assert program.stdout is not None
    return str(json.loads(program.stdout.readline())["url"])
