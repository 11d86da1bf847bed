"""Ways: which words or calls do what a tool does, each with a function that tries it."""
# ruff: noqa: E501

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from e2e.sandbox import Sandbox

_phones = count(13900000001)
Answer = dict[str, Any]


@dataclass
class Person:
    """Somebody new, who lives in the city and says what he wants."""

    client: httpx.Client
    conversation: str | None = None

    def say(self, text: str) -> Answer:
        """The turn that answers."""
        body = {"text": text, **({"conversation_id": self.conversation} if self.conversation else {})}
        answer = self.client.post("/v1/turns", json=body)
        assert answer.status_code == 200, answer.text
        turn = answer.json()
        self.conversation = turn["conversation_id"]
        return turn

    def quoted(self, *said: str) -> Answer:
        """The quote that the last of these sentences leads to; nothing is ordered by it."""
        turn = [self.say(each) for each in said][-1]
        assert turn["quote"], turn["reply"]
        assert not self.get("/v1/orders")["orders"]
        return turn["quote"]

    def ordered(self, *said: str) -> Answer:
        """The order that a yes makes of it, accepted by its provider."""
        for each in said:
            self.say(each)
        turn = self.say("确认")
        assert len(turn["orders"]) == 1, turn["reply"]
        order = turn["orders"][0]
        assert order["state"] not in ("placing", "failed"), turn["reply"]
        return order

    def options(self, *said: str) -> list[Answer]:
        """What the last of these sentences shows to choose from."""
        turn = [self.say(each) for each in said][-1]
        found = [option for block in turn["blocks"] for option in block.get("options", ())]
        assert found, turn["reply"]
        return found

    def get(self, path: str) -> Answer:
        """One document."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def cancelled(self, order: Answer, fee_fen: int = 0) -> Answer:
        """The order taken back."""
        answer = self.client.post(f"/v1/orders/{order['id']}/cancel", json={"reason": "", "fee_fen": fee_fen})
        assert answer.status_code == 200, answer.text
        return answer.json()


def somebody(sandbox: Sandbox) -> Any:
    """A context with a client of somebody new who has an address book and no card."""
    return sandbox.client(str(next(_phones)), cards=0, 家="和平路18号", 公司="科技园路6号")


Try = Callable[[Person], None]


@dataclass(frozen=True)
class Way:
    """How a tool's job is done here."""

    domain: str
    tool: str
    how: str
    attempt: Try = field(compare=False)


WAYS: dict[str, Way] = {}


def way(domain: str, tool: str, how: str) -> Callable[[Try], Try]:
    """Register the function as what tries the way."""

    def register(attempt: Try) -> Try:
        assert tool not in WAYS, tool
        WAYS[tool] = Way(domain, tool, how, attempt)
        return attempt

    return register


def page() -> str:
    """docs/coverage.md."""
    titles = {"delivery": "Delivery", "instore": "In the shop", "ota": "Travel", "general": "In general"}
    lines = [
        "# Tools of a public benchmark, and the way in Bangwo",
        "",
        "VitaBench (github.com/meituan-longcat/vitabench, MIT) judges assistants of this very job by 66 tools. Bangwo is no set of",
        "tools: it is spoken to. Here is what one says, or which call of /openapi.json one makes, for what each of them does. Every line",
        "is tried against the sandbox's own programs by `tests/coverage`, which also writes this page:",
        "`.venv/bin/python -m tests.coverage.page > docs/coverage.md`.",
    ]
    for domain, title in titles.items():
        mine = [each for each in WAYS.values() if each.domain == domain]
        lines += ["", f"## {title} ({len(mine)})", "", "| tool | way |", "|---|---|"]
        lines += [f"| `{each.tool}` | {each.how} |" for each in mine]
    return "\n".join(lines) + "\n"
