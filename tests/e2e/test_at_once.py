"""Many at once against the real processes: one yes makes one order, the last one is sold once, faults change no sum."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, TypeVar, cast

import httpx

from bangwo.cli.sandbox.city import PROVIDERS
from e2e.sandbox import Sandbox

T = TypeVar("T")
YESES = 50
PEOPLE = 20
SHOWING = "c01h1-20260217-2000"
LAST_SEAT = "买一张云幕影城湖滨店《惊蛰无声》首映日的票，晚上8点"
LAST_CAKE = "在昼夜咖啡点一份提拉米苏"
FAULTS = (
    "flash:lost=0.2,flash:slow=0.2@0.5,fresh:lost=0.1,pay:lost=0.2,pay:twice=0.3,pay:late=0.2@1,tickets:soldout=0.2"
)
WANTED = ("点一杯奶茶", "买一盒鸡蛋", "买一张《惊蛰无声》首映日晚上8点左右的票")
ORDERS = 60
END_S = 90.0
_phones = (f"139000{number:05d}" for number in count())


@contextmanager
def crowd(sandbox: Sandbox, size: int) -> Iterator[list[httpx.Client]]:
    """So many people, each with a home and a card."""
    with ExitStack() as stack:
        yield [stack.enter_context(sandbox.client(next(_phones), 家="和平路18号")) for _ in range(size)]


def at_once(do: Callable[[httpx.Client], T], people: Sequence[httpx.Client]) -> list[T]:
    """The same thing by everybody, all together."""
    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(do, people))


def said(client: httpx.Client, text: str) -> dict[str, Any]:
    return client.post("/v1/turns", json={"text": text}).json()


def yes(client: httpx.Client, quote: dict[str, Any]) -> httpx.Response:
    return client.post(f"/v1/quotes/{quote['id']}/confirm", json={"digest": quote["digest"]})


def orders_of(client: httpx.Client) -> list[dict[str, Any]]:
    return client.get("/v1/orders").json()["orders"]


def city(sandbox: Sandbox, name: str) -> str:
    """Where a provider of the city is reached."""
    environment = cast("dict[str, str]", sandbox.running()["environment"])
    return dict(pair.split("=", 1) for pair in environment["BANGWO_PROVIDERS"].split(","))[name]


def trades(sandbox: Sandbox, order_ids: set[str]) -> list[dict[str, Any]]:
    """What the payment service has for these orders."""
    pay = cast("dict[str, str]", sandbox.running()["environment"])["BANGWO_PAY_URL"]
    return [each for each in httpx.get(f"{pay}/_books").json()["trades"] if each["out_trade_no"] in order_ids]


def behave(sandbox: Sandbox) -> None:
    """The city misbehaves no longer."""
    environment = cast("dict[str, str]", sandbox.running()["environment"])
    for url in (*(city(sandbox, name) for name in PROVIDERS), environment["BANGWO_PAY_URL"]):
        httpx.post(f"{url}/_faults", json={"spec": ""}).raise_for_status()


def settled(sandbox: Sandbox) -> dict[str, Any]:
    """The audit once nothing is on its way any more."""
    ends = time.monotonic() + END_S
    while True:
        audit = json.loads(sandbox.bangwo("audit", "--json").stdout)
        if not audit["open_orders"] or time.monotonic() > ends:
            return audit
        time.sleep(0.5)


def test_fifty_yeses_to_one_quote_are_one_order(sandbox: Sandbox) -> None:
    with crowd(sandbox, 1) as (client,):
        quote = said(client, "点一杯奶茶")["quote"]
        answers = at_once(lambda each: yes(each, quote), [client] * YESES)
        assert {each.status_code for each in answers} == {200}
        (order,) = orders_of(client)
        assert {each["id"] for answer in answers for each in answer.json()["orders"]} == {order["id"]}
    (trade,) = trades(sandbox, {order["id"]})
    assert trade["fen"] == order["paid_fen"] == quote["pay_fen"]


def leave_one_seat(tickets: str) -> list[int]:
    """Somebody else holds every other free seat of the showing."""
    *others, last = httpx.get(f"{tickets}/org.bangwo/showings/{SHOWING}/seats").json()["free"]
    for at in range(0, len(others), 6):
        body = {"showing_id": SHOWING, "seats": others[at : at + 6], "expires_at": "2026-02-10T10:30:00+08:00"}
        held = httpx.post(f"{tickets}/org.bangwo/holds", json=body, headers={"Idempotency-Key": f"all but one {at}"})
        assert held.status_code == 201
    return last


def test_the_last_seat_wanted_by_twenty_is_sold_once(sandbox: Sandbox) -> None:
    row, col = leave_one_seat(city(sandbox, "tickets"))
    with crowd(sandbox, PEOPLE) as people:
        turns = at_once(lambda each: said(each, LAST_SEAT), people)
        winners = [
            (client, turn["quote"])
            for client, turn in zip(people, turns, strict=True)
            if turn["quote"] and {"row": row, "col": col} in turn["quote"]["details"]["seats"]
        ]
        ((winner, quote),) = winners
        assert all(turn["reply"] for turn in turns)
        (order,) = yes(winner, quote).json()["orders"]
        assert (order["paid_fen"], len(order["details"]["codes"])) == (quote["pay_fen"], 1)
        bought = [len(orders_of(client)) for client in people]
    assert sorted(bought) == [0] * (PEOPLE - 1) + [1]


def test_the_last_piece_promised_to_twenty_is_sold_once_and_nobody_else_pays(sandbox: Sandbox) -> None:
    with crowd(sandbox, PEOPLE + 1) as (first, *people):
        offered = [turn["quote"] for turn in at_once(lambda each: said(each, LAST_CAKE), people)]
        assert all(offered)
        quotes = {id(client): quote for client, quote in zip(people, offered, strict=True)}
        (most,) = yes(first, said(first, "在昼夜咖啡点14份提拉米苏")["quote"]).json()["orders"]
        assert most["state"] == "accepted"
        turns = [answer.json() for answer in at_once(lambda each: yes(each, quotes[id(each)]), people)]
        settled(sandbox)
        found = [order for client in people for order in orders_of(client)]
        wallets = [client.get("/v1/wallet").json()["cards"][0]["state"] for client in people]
    assert Counter(order["state"] for order in found) == {"accepted": 1, "failed": PEOPLE - 1}
    assert all(turn["reply"] for turn in turns)
    kept = {order["state"]: order["paid_fen"] - order["refunded_fen"] for order in found}
    assert kept["failed"] == 0 < kept["accepted"]
    assert Counter(wallets) == {"granted": PEOPLE - 1, "used": 1}
    for trade in trades(sandbox, {order["id"] for order in found if order["state"] == "failed"}):
        assert trade["fen"] == trade["refunded_fen"]


def test_the_books_agree_after_all_that(sandbox: Sandbox) -> None:
    audit = settled(sandbox)
    assert (audit["findings"], audit["open_orders"]) == ([], 0)


def test_sixty_orders_in_a_city_that_misbehaves(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path / "data", options=("--now", "2026-02-10T11:00", "--faults", FAULTS)).start()
    try:
        with crowd(sandbox, PEOPLE) as people:
            for wanted in WANTED:
                at_once(lambda each, wanted=wanted: _try(each, wanted), people)
            behave(sandbox)
            audit = settled(sandbox)
            found = [order for client in people for order in orders_of(client)]
        assert (audit["findings"], audit["open_orders"]) == ([], 0)
        assert len(found) > ORDERS * 2 // 3
        undone = [each for each in found if each["state"] in ("failed", "cancelled")]
        assert len(undone) < len(found) // 2
        assert [each["id"] for each in undone if each["paid_fen"] != each["refunded_fen"]] == []
    finally:
        sandbox.stop()


def _try(client: httpx.Client, wanted: str) -> None:
    """Ask for it and say yes to what is offered. That a service is down at times is part of it."""
    quote = said(client, wanted).get("quote")
    if quote:
        yes(client, quote)
