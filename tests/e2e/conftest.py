"""One sandbox for all that only talk to it."""

from collections.abc import Iterator

import pytest

from e2e.sandbox import Sandbox


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of it in one process, so that there is one sandbox."""
    for item in items:
        if "/e2e/" in str(item.path):
            item.add_marker(pytest.mark.xdist_group("e2e"))


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    running = Sandbox(tmp_path_factory.mktemp("sandbox"), environment={"BANGWO_PAY_NOTIFY": "1"}).start()
    yield running
    running.stop()
