"""One sandbox for all that only talk to it."""

from collections.abc import Iterator

import pytest

from e2e.sandbox import Sandbox


@pytest.fixture(scope="package")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    running = Sandbox(tmp_path_factory.mktemp("sandbox"), environment={"BANGWO_PAY_NOTIFY": "1"}).start()
    yield running
    running.stop()
