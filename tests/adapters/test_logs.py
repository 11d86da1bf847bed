"""Logs: whatever text comes, it stays within its line."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bangwo.adapters import logs

ODD = ["两行\nlevel=error", '"}\n{"event":"forged"', "\x1b[2J", "half \ud800 a surrogate", "\x00"]


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """What was set up here is gone afterwards."""
    root = logging.getLogger()
    handlers, level, before = root.handlers[:], root.level, structlog.get_config()
    yield
    structlog.configure(**before)
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize("text", ODD)
def test_odd_text_stays_in_its_line(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "info", "test")
    structlog.get_logger("odd").info("said", text=text)
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["text"] == text
    assert json.loads(line)["process"] == "test"
