"""Killed outright at every crash point of an order's way: afterwards all books agree, and nobody paid twice."""

import json
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import cast

import httpx
import pytest

from bangwo.app.crashpoints import Call, Commit
from bangwo.cli.sandbox.ports import free
from e2e import dying
from e2e.sandbox import Sandbox, family, wait_ready

CONFIRMING = (Commit.CONFIRMED, Call.CREATE, Call.CHARGE, Commit.CHARGED, Call.COMPLETE, Commit.ACCEPTED)
CANCELLING = (Commit.CANCELLING, Call.CANCEL, Call.REFUND, Commit.CANCELLED)
RESUMING = (f"before:{Call.CHARGE}", f"after:{Call.COMPLETE}", f"before:{Commit.ACCEPTED}")
SIDES = ("before", "after")
AT_ONCE = 2
END_S = 60.0
_phones = (f"137000{number:05d}" for number in count())


def own_processes(sandbox: Sandbox, word: str) -> list[int]:
    """The sandbox's processes of a kind."""
    mine = family(sandbox.data)
    return [each for each in mine if Path(f"/proc/{each}/comm").read_text().startswith(f"bangwo-{word}")]


def begun(sandbox: Sandbox, word: str, port: int, crash_at: str) -> BaseProcess:
    """One more process of the sandbox, which dies at a crash point."""
    settings = cast("dict[str, str]", sandbox.running()["environment"])
    own = {"BANGWO_PORT": str(port), "BANGWO_CRASH_AT": crash_at}
    return dying.begun(word, {**settings, **own}, str(sandbox.data / "logs" / f"{word}.dying.log"))


@contextmanager
def paused(pids: list[int]) -> Iterator[None]:
    """These processes stand still."""
    for each in pids:
        os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in pids:
            os.kill(each, signal.SIGCONT)


def dies(process: BaseProcess, seconds: float = 30) -> bool:
    """Whether it was killed at its crash point; in any case it is gone."""
    process.join(seconds)
    died = process.exitcode == -signal.SIGKILL
    process.kill()
    process.join()
    return died


def ordered(client: httpx.Client) -> str:
    """A quote confirmed; its order's id."""
    quote = client.post("/v1/turns", json={"text": "点一杯奶茶"}).json()["quote"]
    client.post(f"/v1/quotes/{quote['id']}/confirm", json={"digest": quote["digest"]})
    return f"o{quote['id'][1:]}"


def crashed(sandbox: Sandbox, crash_at: str, cancelling: bool) -> bool:
    """Whether an api process died at a point while one person's order ran through it."""
    port, phone = free(1)[0], next(_phones)
    with sandbox.client(phone, 家="和平路18号") as safe:
        order_id = ordered(safe) if cancelling else ""
    process = begun(sandbox, "api", port, crash_at)
    unsafe = Sandbox(sandbox.data, port)
    try:
        wait_ready(unsafe.url, process.is_alive)
        with unsafe.client(phone) as client:
            if cancelling:
                client.post(f"/v1/orders/{order_id}/cancel", json={})
            else:
                ordered(client)
    except httpx.TransportError:
        return dies(process, 5)
    dies(process, 0)
    return False  # it answered, and was not to


def settled(sandbox: Sandbox) -> dict[str, object]:
    """The audit once nothing is on its way any more."""
    ends = time.monotonic() + END_S
    while True:
        audit = json.loads(sandbox.bangwo("audit", "--json").stdout)
        if not audit["open_orders"] or time.monotonic() > ends:
            return audit
        time.sleep(1)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_crash_loses_or_doubles_anything(sandbox: Sandbox) -> None:
    points = [(f"{side}:{name}", name in CANCELLING) for name in (*CONFIRMING, *CANCELLING) for side in SIDES]
    with paused(own_processes(sandbox, "work")):
        with ThreadPoolExecutor(AT_ONCE) as pool:
            died = list(pool.map(lambda point: crashed(sandbox, *point), points))
        assert [point for point, dead in zip(points, died, strict=True) if not dead] == []
        # the orders left behind are taken up by workers that die in their turn
        workers = [dies(begun(sandbox, "work", 0, crash_at)) for crash_at in RESUMING]
        assert workers == [True] * len(RESUMING)
    audit = settled(sandbox)
    assert (audit["findings"], audit["open_orders"]) == ([], 0)
    for number in range(len(points)):
        with sandbox.client(f"137000{number:05d}") as client:
            orders = client.get("/v1/orders").json()["orders"]
        assert len(orders) <= 1
        for each in orders:
            undone = each["state"] in ("cancelled", "failed")
            assert each["refunded_fen"] == (each["paid_fen"] if undone else 0)
            assert undone or each["paid_fen"] > 0
