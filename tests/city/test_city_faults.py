"""Faults strike as often as told, where told, and can be changed while the city runs."""

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bangwo_city.faults import Fault, Faults

READABLE = [
    # spec, service, what is left of it for that service
    ("", "flash", ""),
    ("flash:slow=0.1@2,pay:lost=0.05", "flash", "flash:slow=0.1@2"),
    ("flash:slow=0.1,pay:lost=0.05,pay:twice=0.5,tickets:dead", "pay", "pay:lost=0.05,pay:twice=0.5"),
    ("tickets:dead", "tickets", "tickets:dead=1"),
    (" soldout , price=0.25 ", "fresh", "soldout=1,price=0.25"),
    ("late=0.5", "flash", "late=0.5@3"),
    ("pay:refuse", "flash", ""),
]
UNREADABLE = ["flash:angry", "slow=often", "slow=2", "slow=-0.1", "slow=0.5@soon", "slow=1@3600", "flash:", "=1"]


@pytest.mark.parametrize(("spec", "service", "left"), READABLE)
def test_a_service_has_its_own_faults(spec: str, service: str, left: str):
    faults = Faults.parse(spec, service)
    assert faults.spec == left
    assert Faults.parse(faults.spec, service).spec == left


@pytest.mark.parametrize("spec", UNREADABLE)
def test_what_cannot_be_read_is_refused_and_changes_nothing(spec: str):
    faults = Faults.parse("dead=0.5", "flash")
    with pytest.raises(ValueError, match="fault"):
        faults.become(spec)
    assert faults.spec == "dead=0.5"


@pytest.mark.parametrize(("rate", "least", "most"), [("0", 0, 0), ("0.3", 230, 370), ("1", 1000, 1000)])
def test_a_fault_strikes_as_often_as_told(rate: str, least: int, most: int):
    faults = Faults.parse(f"price={rate}", "flash")
    assert least <= sum(faults.hits(Fault.PRICE) for _ in range(1000)) <= most
    assert not faults.hits(Fault.SOLDOUT)


def test_the_same_seed_strikes_the_same():
    one, same, other = (Faults.parse("price=0.5", "flash", seed) for seed in (1, 1, 2))
    struck = [[each.hits("price") for _ in range(64)] for each in (one, same, other)]
    assert struck[0] == struck[1] != struck[2]


def test_a_delay_is_as_long_as_told():
    assert Faults.parse("late=1@7", "pay").seconds(Fault.LATE) == 7
    assert Faults.parse("late=0@7", "pay").seconds(Fault.LATE) == 0


class Shop:
    """A service that counts what it did."""

    def __init__(self, spec: str) -> None:
        self.done = 0
        self.app = web.Application()
        Faults.parse(spec, "shop").install(self.app)
        self.app.router.add_post("/sell", self._sell)
        self.app.router.add_get("/healthz", self._sell)

    async def _sell(self, request: web.Request) -> web.Response:
        self.done += 1
        return web.Response(text="sold")


@pytest.mark.parametrize(
    ("spec", "answered", "done"),
    [("", True, 1), ("dead", False, 0), ("lost", False, 1), ("slow=1@0.01", True, 1), ("other:dead", True, 1)],
)
async def test_what_the_caller_sees(spec: str, answered: bool, done: int):
    shop = Shop(spec)
    async with TestClient(TestServer(shop.app)) as client:
        if answered:
            assert await (await client.post("/sell")).text() == "sold"
        else:
            with pytest.raises(aiohttp.ClientError):
                await client.post("/sell")
        assert shop.done == done
        assert (await client.get("/healthz")).status == 200


async def test_faults_change_while_the_service_runs():
    async with TestClient(TestServer(Shop("dead").app)) as client:
        assert await (await client.get("/_faults")).json() == {"spec": "dead=1"}
        assert (await client.post("/_faults", json={"spec": ""})).status == 200
        assert (await client.post("/sell")).status == 200
        for body in ({"spec": "angry"}, {"spec": 1}, {}, [], "x"):
            assert (await client.post("/_faults", json=body)).status == 400
        assert (await client.post("/_faults", data=b"{")).status == 400
        assert await (await client.get("/_faults")).json() == {"spec": ""}
