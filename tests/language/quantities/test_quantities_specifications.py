"""Specifications: the public ones beside the checkout, where they are; no score may fall."""

import importlib
import warnings
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent.parent
FLOORS = {"Number": 360, "Ordinal": 7, "Percent": 151, "Currency": 32, "DateTime": 225}


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_as_many_cases_come_out_exactly(name, floor, monkeypatch):
    monkeypatch.syspath_prepend(ROOT)
    numbers = importlib.import_module("bench.numbers")
    if not numbers.FOLDER.is_dir():
        warnings.warn(f"SKIPPED: {numbers.FOLDER} is missing, {name} is not compared", stacklevel=1)
        pytest.skip(f"{numbers.FOLDER} is missing")
    assert sum(numbers.exact(wanted, found) for _, wanted, found in numbers.compared(name)) >= floor
