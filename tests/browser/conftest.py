"""One sandbox and one browser for all that is seen and touched."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser import chromium
from browser.visitor import Visitor
from e2e.sandbox import NOW, Sandbox

PACE = "600"
"""So many times faster than life: a delivery takes three seconds."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of it or nothing."""
    missing = chromium.missing()
    for item in items:
        if "/browser/" in str(item.path) and missing and "visit" in item.fixturenames:  # type: ignore[attr-defined]
            item.add_marker(pytest.mark.skip(reason=f"BROWSER TESTS SKIPPED: {missing}"))


@pytest.fixture(scope="package")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    running = Sandbox(tmp_path_factory.mktemp("browser"), options=("--now", NOW, "--pace", PACE)).start()
    yield running
    running.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium. Closed with the package: its loop must not run under tests with loops of their own."""
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium.found(), args=["--no-sandbox"])
        yield chrome
        chrome.close()


@pytest.fixture
def visit(browser: Browser, sandbox: Sandbox) -> Iterator[Callable[..., Visitor]]:
    """Opens the app for a person of their own; at the end no page may have complained."""
    visitors: list[Visitor] = []

    def opened(**wishes: object) -> Visitor:
        visitors.append(Visitor.arrived(browser, sandbox.url, **wishes))  # type: ignore[arg-type]
        return visitors[-1]

    yield opened
    complaints = [each for visitor in visitors for each in visitor.complaints]
    for each in visitors:
        each.context.close()
    assert complaints == []
