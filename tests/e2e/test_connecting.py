"""The example merchant, connected while Bangwo runs: found, ordered, paid, let go, and the books are clean."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bangwo.cli.sandbox.ports import free
from e2e.sandbox import Sandbox

MERCHANT = Path(__file__).parents[2] / "examples" / "merchant.py"
PHONE = "13820000001"
SECONDS = 15.0


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One of its own: its books name a merchant that ends with this module."""
    running = Sandbox(tmp_path_factory.mktemp("connecting")).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def bakery() -> Iterator[str]:
    port = free(1)[0]
    process = subprocess.Popen([sys.executable, str(MERCHANT), str(port)], stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        until(lambda: answers(url))
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)


def answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/.well-known/ucp", timeout=2).status_code == 200
    except httpx.TransportError:
        return False


def until(true: Callable[[], bool]) -> None:
    ends = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < ends, "it took too long"
        time.sleep(0.2)


def say(client: httpx.Client, text: str) -> dict[str, Any]:
    answer = client.post("/v1/turns", json={"text": text})
    assert answer.status_code == 200
    return answer.json()


def offered(client: httpx.Client) -> bool:
    say(client, "算了")
    quote = say(client, "来两个老王厚吐司，送到家")["quote"]
    return quote is not None and [line["name"] for line in quote["lines"]] == ["老王厚吐司"]


def test_connected_in_an_afternoon(sandbox: Sandbox, bakery: str) -> None:
    with sandbox.client(PHONE, 0, 家="和平路20号") as client:
        assert not offered(client)
        looked = sandbox.bangwo("provider", "check", bakery, "--json")
        assert (looked.returncode, json.loads(looked.stdout)["shops"]) == (0, {"food": 1}), looked.stderr
        added = sandbox.bangwo("provider", "add", bakery, "--name", "bakery", "--json")
        assert (added.returncode, json.loads(added.stdout)["provider"]) == (0, "bakery"), added.stderr
        until(lambda: offered(client))
        (order,) = say(client, "确认")["orders"]
        until(lambda: client.get(f"/v1/orders/{order['id']}").json()["state"] in ("accepted", "preparing"))
        assert client.get(f"/v1/orders/{order['id']}").json()["paid_fen"] == 2 * 1200 + 300
        removed = sandbox.bangwo("provider", "remove", "bakery")
        assert removed.returncode == 0, removed.stderr
        until(lambda: not offered(client))
        audit = sandbox.bangwo("audit", "--json")
        assert json.loads(audit.stdout)["clean"], audit.stdout
        listed = {each["provider"]: each for each in json.loads(sandbox.bangwo("provider", "list", "--json").stdout)}
        assert listed["bakery"]["removed_at"] and listed["flash"]["by"] == "settings"


def test_what_cannot_be_connected_is_one_sentence(sandbox: Sandbox) -> None:
    nobody = f"http://127.0.0.1:{free(1)[0]}"
    for words, code in (
        (("add", nobody), "provider_unreachable"),
        (("add", "http://shop.example.com"), "provider_insecure"),
        (("remove", "nobody"), "provider_unknown"),
        (("remove", "flash"), "provider_fixed"),
    ):
        done = sandbox.bangwo("provider", *words)
        first, last = done.stderr.strip().splitlines()
        assert (done.returncode, code in first, last) == (1, True, "bangwo: nothing was changed")
        assert json.loads(sandbox.bangwo("provider", *words, "--json").stdout)["code"] == code
