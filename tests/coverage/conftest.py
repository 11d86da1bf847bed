"""One sandbox for all tools."""

from collections.abc import Iterator

import pytest

from e2e.sandbox import Sandbox


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    running = Sandbox(tmp_path_factory.mktemp("coverage")).start()
    yield running
    running.stop()
