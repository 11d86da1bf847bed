"""Visitor: a person at a browser, who reads, touches, types and speaks."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

PHONE_FROM = 13950000000
HOME = "和平路18号 3栋 201"
_phones = count(PHONE_FROM)

_SPEECH = """
window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const voice = { speak: (each) => window.spoken.push(each.text), cancel: () => undefined };
Object.defineProperty(window, 'speechSynthesis', { value: voice });
"""
"""A voice that keeps what it was to read: the machine of the tests has none."""


@dataclass
class Visitor:
    """One context, one page, one person."""

    context: BrowserContext
    page: Page
    url: str
    phone: str = ""
    complaints: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    @classmethod
    def arrived(
        cls,
        browser: Browser,
        url: str,
        *,
        width: int = 390,
        height: int = 844,
        scheme: str = "light",
        language: str = "zh-CN",
        elder: bool = False,
        scripts: Sequence[str] = (),
        signed_in: bool = True,
    ) -> "Visitor":
        """At the login page, or past it with a home."""
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale=language,
            reduced_motion="reduce",
        )
        for each in (_SPEECH, *scripts):
            context.add_init_script(each)
        if elder:
            prefs = json.dumps({"elder": True, "elderOffered": True})
            context.add_init_script(f"localStorage['bangwo.prefs'] ??= {json.dumps(prefs)}")
        visitor = cls(context, context.new_page(), url)
        visitor.watch(visitor.page)
        visitor.page.goto(url)
        if signed_in:
            visitor.log_in()
            visitor.live_at("家", HOME)
        return visitor

    def watch(self, page: Page) -> None:
        """Keep what the page complains of."""

        def heard(message: ConsoleMessage) -> None:
            if message.type == "error" and not any(each in message.text for each in self.expected):
                self.complaints.append(message.text)

        page.on("console", heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def log_in(self, phone: str = "") -> None:
        """As a new person, unless a number is named."""
        self.phone = phone or str(next(_phones))
        self.page.locator("input[type=tel]").fill(self.phone)
        self.page.get_by_role("button", name="000000").click()
        self.page.locator("button[type=submit]").click()
        expect(self.page.locator(".frame")).to_be_visible()

    def live_at(self, label: str, text: str) -> None:
        """Put an address into the book, as the page itself would."""
        self.call("PUT", f"/v1/me/addresses/{quote(label, safe='')}", {"text": text, "contact": "王", "phone": ""})

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Ask the api with the page's own cookie."""
        return self.page.evaluate(
            """async ([method, path, body]) => {
                const { csrf } = await (await fetch('/v1/web/session')).json();
                const headers = { 'X-CSRF-Token': csrf, 'Content-Type': 'application/json' };
                const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
                return answer.status === 204 ? null : answer.json();
            }""",
            [method, path, body],
        )

    def orders(self) -> list[dict[str, Any]]:
        """What the api has of this person's orders."""
        return self.call("GET", "/v1/orders")["orders"]

    def say(self, text: str) -> None:
        """Type a sentence and send it."""
        self.page.locator("textarea").fill(text)
        self.page.keyboard.press("Enter")

    @property
    def ticket(self) -> Locator:
        """The quote that lies on the table."""
        return self.page.locator(".ticket").last

    @property
    def yes(self) -> Locator:
        """The one big yes."""
        return self.ticket.locator(".yes")

    def quoted(self, *parts: str) -> None:
        """Wait until the quote on the table has all this in it."""
        for each in parts:
            expect(self.ticket).to_contain_text(each)
        expect(self.yes).to_be_enabled()

    def agree(self) -> None:
        """Say yes by the button; in elder mode a second time, after the last look."""
        self.yes.click()
        if self.page.locator("html[data-elder=on]").count():
            self.page.locator("dialog[open] .yes").click()

    def ordered(self) -> str:
        """Wait for the order in the conversation; its id."""
        link = self.page.locator(".order-link").last
        expect(link).to_be_visible(timeout=15_000)
        href = link.get_attribute("href") or ""
        return href.rsplit("/", 1)[-1]

    def asked_for_tea(self) -> None:
        """A milk tea is on the table."""
        self.say("帮我点一杯奶茶")
        self.quoted("奶茶", "¥0.01")


def pay_of(text: str) -> int:
    """The fen that a button names."""
    found = re.search(r"¥(\d+)\.(\d\d)", text)
    assert found, text
    return int(found[1]) * 100 + int(found[2])
