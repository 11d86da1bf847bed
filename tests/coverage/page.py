"""Writes docs/coverage.md to standard output: `python -m tests.coverage.page`."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]  # as pytest finds them

import coverage_delivery  # noqa: E402, F401
import coverage_general  # noqa: E402, F401
import coverage_instore  # noqa: E402, F401
import coverage_travel  # noqa: E402, F401
from coverage_ways import page  # noqa: E402

print(page(), end="")
