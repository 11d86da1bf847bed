"""Shots: a walk through the app with a picture of each page, for people to look at: `make shots`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

from browser import chromium
from browser.visitor import Visitor
from e2e.sandbox import NOW, Sandbox

LOOKS: dict[str, dict[str, object]] = {
    "phone": {"width": 390},
    "phone-dark": {"width": 390, "scheme": "dark"},
    "phone-elder": {"width": 390, "elder": True},
    "small": {"width": 320, "height": 640},
    "desktop": {"width": 1280, "height": 800},
    "desktop-dark": {"width": 1280, "height": 800, "scheme": "dark"},
    "english": {"width": 390, "language": "en-GB"},
}
CHANGE = ".ticket-foot > .link"


def main() -> None:
    """Start a sandbox, walk through it in every look, leave the pictures in a folder."""
    parser = argparse.ArgumentParser(description="Take a picture of every page.")
    parser.add_argument("--out", type=Path, default=Path(".bangwo/shots"))
    parser.add_argument("--looks", nargs="*", default=list(LOOKS), choices=LOOKS)
    wishes = parser.parse_args()
    if missing := chromium.missing():
        raise SystemExit(f"no pictures: {missing}")
    wishes.out.mkdir(parents=True, exist_ok=True)
    sandbox = Sandbox(wishes.out.absolute() / "sandbox", options=("--now", NOW, "--pace", "60")).start()
    try:
        with sync_playwright() as playwright:
            chrome = playwright.chromium.launch(executable_path=chromium.found(), args=["--no-sandbox"])
            for name in wishes.looks:
                _walk(Visitor.arrived(chrome, sandbox.url, signed_in=False, **LOOKS[name]), wishes.out / name)  # type: ignore[arg-type]
    finally:
        sandbox.stop()
    print(f"pictures in {wishes.out}")


def _walk(person: Visitor, out: Path) -> None:
    page = person.page
    taken: list[str] = []

    def shot(name: str) -> None:
        page.wait_for_timeout(400)
        taken.append(name)
        page.screenshot(path=f"{out}-{len(taken):02d}-{name}.png")

    page.wait_for_selector(".login-form")
    shot("login")
    person.log_in()
    person.live_at("家", "和平路18号 3栋 201")
    page.reload()
    page.wait_for_selector(".gift")
    shot("welcome")
    for name, act in _talk(person):
        act()
        shot(name)
    page.goto(f"{person.url}/orders")
    page.wait_for_selector(".order-row")
    shot("orders")
    page.locator(".order-row").last.click()
    page.wait_for_selector(".timeline")
    shot("order")
    for path in ("wallet", "invite", "me", "console"):
        page.goto(f"{person.url}/{path}")
        page.wait_for_selector("main h1")
        shot(path)
    person.context.close()


def _talk(person: Visitor) -> list[tuple[str, Callable[[], object]]]:
    """A tea and two tickets, step by step."""
    page = person.page

    def tea() -> None:
        page.locator(".begin-tile").first.click()
        person.quoted("¥0.01")

    def film() -> None:
        person.say("买两张《惊蛰无声》首映日的票，晚上8点左右")
        person.quoted("惊蛰无声")

    def hall() -> None:
        person.ticket.locator(CHANGE).click()
        page.locator(".hall-key").scroll_into_view_if_needed()

    return [
        ("quote", tea),
        ("change", lambda: person.ticket.locator(CHANGE).click()),
        ("ordered", lambda: (person.agree(), person.ordered())),
        ("film", film),
        ("hall", hall),
        ("conversations", lambda: page.locator(".head-list").click()),
    ]


if __name__ == "__main__":
    main()
