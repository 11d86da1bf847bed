"""Others down: it is said plainly, nobody pays for nothing, and what was begun comes to an end when they are back."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any, cast

import httpx
import pytest

from e2e.sandbox import Sandbox

END_S = 60.0
_phones = (f"138100{number:05d}" for number in count())


@contextmanager
def faulty(sandbox: Sandbox, service: str, faults: str) -> Iterator[None]:
    """A service of the city misbehaves for a while."""
    environment = cast("dict[str, str]", sandbox.running()["environment"])
    urls = dict(pair.split("=", 1) for pair in environment["BANGWO_PROVIDERS"].split(","))
    url = {**urls, "pay": environment["BANGWO_PAY_URL"]}[service]
    httpx.post(f"{url}/_faults", json={"spec": f"{service}:{faults}"}).raise_for_status()
    try:
        yield
    finally:
        httpx.post(f"{url}/_faults", json={"spec": ""}).raise_for_status()


def say(client: httpx.Client, text: str) -> dict[str, Any]:
    answer = client.post("/v1/turns", json={"text": text})
    assert answer.status_code == 200
    return answer.json()


def ended(client: httpx.Client) -> dict[str, Any]:
    """The only order, once it is no more being placed."""
    ends = time.monotonic() + END_S
    while True:
        (order,) = client.get("/v1/orders").json()["orders"]
        if order["state"] != "placing" or time.monotonic() > ends:
            return order
        time.sleep(0.3)


OUTAGES = [
    ("a provider that is down", "flash", "dead", "placing", "accepted"),
    ("a payment service that is down", "pay", "dead", "placing", "accepted"),
    ("a payment that is refused", "pay", "refuse", "failed", "failed"),
    ("sold out at the last moment", "flash", "soldout", "failed", "failed"),
    ("another price at the last moment", "flash", "price", "failed", "failed"),
]


@pytest.mark.parametrize(("name", "service", "faults", "now", "then"), OUTAGES, ids=[row[0] for row in OUTAGES])
def test_the_order_waits_or_fails_and_nobody_pays_for_nothing(
    sandbox: Sandbox, name: str, service: str, faults: str, now: str, then: str
) -> None:
    with sandbox.client(next(_phones), 家="和平路18号") as client:
        assert say(client, "点一杯奶茶")["quote"]
        with faulty(sandbox, service, faults):
            turn = say(client, "确认")
        assert turn["reply"]
        assert [(each["state"], each["paid_fen"]) for each in turn["orders"]] == [(now, 0)]
        order = ended(client)
        assert order["state"] == then
        assert (order["paid_fen"] - order["refunded_fen"] > 0) is (then == "accepted")
        card = client.get("/v1/wallet").json()["cards"][0]["state"]
        assert card == "used" if then == "accepted" else card in ("granted", "held")  # held for the price made anew


def test_seats_that_cannot_be_asked_for_are_not_promised(sandbox: Sandbox) -> None:
    with sandbox.client(next(_phones)) as client, faulty(sandbox, "tickets", "dead"):
        turn = say(client, "买一张《惊蛰无声》首映日晚上8点的票")
        assert turn["quote"] is None
        assert "连不上" in turn["reply"]
        assert client.get("/v1/orders").json() == {"orders": []}


def test_the_books_agree_after_all_outages(sandbox: Sandbox) -> None:
    assert json.loads(sandbox.bangwo("audit", "--json").stdout)["findings"] == []


def test_the_payment_service_tells_what_it_did(sandbox: Sandbox) -> None:
    with sandbox.client(next(_phones), 家="和平路18号") as client, faulty(sandbox, "pay", "twice"):
        say(client, "点一杯奶茶")
        say(client, "确认")
        assert ended(client)["state"] == "accepted"
        ends = time.monotonic() + END_S
        while time.monotonic() < ends and not heard(client):
            time.sleep(0.1)
        assert heard(client) >= 2


def heard(client: httpx.Client) -> float:
    """How many notices of payments were taken."""
    taken = 'route="/pay/notify",status="200"'
    lines = [each for each in client.get("/metrics").text.splitlines() if taken in each and "_total{" in each]
    return sum(float(each.rpartition(" ")[2]) for each in lines)
