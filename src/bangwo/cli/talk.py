"""Talk: one sentence, or a conversation."""

import contextlib
import sys

from bangwo.cli import show
from bangwo.cli.client import Client
from bangwo.cli.exits import Exit, Stop
from bangwo.core.json import Json

GREETING = "想买什么、看什么电影，直接说。Ctrl-D 结束。"


def say(client: Client, sentence: str, anew: bool, as_json: bool) -> None:
    """Say one sentence and show what is answered. The conversation goes on where it was."""
    if anew:
        client.send("POST", "/v1/turns", {"text": "算了"})
    answer = client.send("POST", "/v1/turns", {"text": sentence})
    if as_json:
        show.as_json(answer)
    else:
        show.turn(answer)


def chat(client: Client) -> None:
    """Talk until Ctrl-D. A refusal is said, and the talk goes on."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  # pyright: ignore[reportUnusedImport]  it edits lines for input()
    if sys.stdin.isatty():
        print(GREETING)
    conversation: Json = None
    while (sentence := _next()) is not None:
        if not sentence.strip():
            continue
        body: dict[str, Json] = {"text": sentence}
        if conversation:
            body["conversation_id"] = conversation
        try:
            answer = client.send("POST", "/v1/turns", body)
        except Stop as stop:
            if stop.code is Exit.UNREACHABLE:
                raise
            print(stop)
            continue
        conversation = answer.get("conversation_id")
        show.turn(answer)


def _next() -> str | None:
    try:
        return input("› " if sys.stdin.isatty() else "")
    except EOFError:
        if sys.stdin.isatty():
            print()
        return None
