"""News is believed when the provider signed it, for us, just now; anything else is refused."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from misbehaving import Trouble, misbehaving, profile

from adapters.connected import connect
from bangwo.adapters.outbound import Outbound
from bangwo.adapters.ucp.webhooks import UcpNews
from bangwo.core.clock import LOCAL, ManualClock
from bangwo.core.errors import Code, Refused
from bangwo.domain.order import OrderState
from bangwo_city.signing import MessageKey
from city.selling import Platform, basket, line, listening, selling

NOW = datetime(2026, 2, 10, 12, 0, tzinfo=LOCAL)
URL = "http://127.0.0.1:8000/webhooks/p"
ORDER = {
    "id": "or_1",
    "org.bangwo.order": {
        "reference": "o_1",
        "state": "on_the_way",
        "updated_at": "2026-02-10T11:59:58+08:00",
        "deliver_at": "2026-02-10T12:30:00+08:00",
        "courier": {"lat": 29.6, "lon": 119.3},
        "codes": ["8842"],
    },
}


@dataclass
class Sender:
    """A provider with a key, and us who know it by its profile."""

    key: MessageKey
    news: UcpNews
    clock: ManualClock
    trouble: Trouble

    def letter(self, order: Any = ORDER, url: str = URL, at: datetime = NOW) -> tuple[dict[str, str], bytes]:
        """Signed news."""
        body = json.dumps(order).encode()
        headers = {
            "Content-Type": "application/json",
            "Webhook-Id": "w1",
            "Webhook-Timestamp": str(int(at.timestamp())),
        }
        return self.key.signed("POST", url, headers, body, at), body


@pytest.fixture
async def sender(tmp_path: Path) -> AsyncIterator[Sender]:
    """The provider `p`."""
    key, clock, outbound = MessageKey.kept(tmp_path / "key.pem"), ManualClock(NOW), Outbound()
    async with misbehaving() as trouble:
        trouble.profile = lambda base: {**profile(base), "keys": [key.jwk]}
        endpoints = connect(outbound, {"p": trouble.url}, lambda _: "http://127.0.0.1:9").endpoints
        yield Sender(
            key, UcpNews(endpoints, lambda name: f"http://127.0.0.1:8000/webhooks/{name}", clock), clock, trouble
        )
        await outbound.close()


async def test_signed_news_is_read(sender: Sender):
    order = await sender.news.read("p", *sender.letter())
    assert (order.provider_order_id, order.state, order.codes) == ("or_1", OrderState.ON_THE_WAY, ("8842",))
    assert order.at == datetime(2026, 2, 10, 11, 59, 58, tzinfo=LOCAL)
    assert order.courier is not None


async def test_reading_it_again_is_the_same(sender: Sender):
    letter = sender.letter()
    assert await sender.news.read("p", *letter) == await sender.news.read("p", *letter)


def _without(name: str) -> Callable[[dict[str, str], bytes], tuple[dict[str, str], bytes]]:
    return lambda headers, body: ({key: value for key, value in headers.items() if key != name}, body)


def _with(name: str, change: Callable[[str], str]) -> Callable[[dict[str, str], bytes], tuple[dict[str, str], bytes]]:
    return lambda headers, body: ({**headers, name: change(headers[name])}, body)


TAMPERED: dict[str, Callable[[dict[str, str], bytes], tuple[dict[str, str], bytes]]] = {
    "another body": lambda headers, body: (headers, body.replace(b"on_the_way", b"completed")),
    "another body and its digest": lambda headers, body: (
        {**headers, "Content-Digest": "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"},
        b"",
    ),
    "no signature": _without("Signature"),
    "no input": _without("Signature-Input"),
    "no digest": _without("Content-Digest"),
    "a digest that is no base64": _with("Content-Digest", lambda _: "sha-256=:" + "A" * 41 + "===:"),
    "another id": _with("Webhook-Id", lambda _: "w2"),
    "another time": _with("Webhook-Timestamp", lambda at: str(int(at) + 1)),
    "a header that was signed is gone": _without("Webhook-Id"),
    "the body is not signed": _with("Signature-Input", lambda text: text.replace('"content-digest" ', "")),
    "another key id": _with("Signature-Input", lambda text: text.replace('keyid="', 'keyid="x')),
    "signed later": _with("Signature-Input", lambda text: text.replace(";created=1", ";created=2")),
    "a signature of nothing": _with("Signature", lambda _: "sig1=:" + "A" * 86 + "==:"),
    "a short signature": _with("Signature", lambda _: "sig1=:AAAA:"),
    "no base64": _with("Signature", lambda _: "sig1=:=:"),
    "no structure": _with("Signature-Input", lambda _: "((((((" * 400),
}


@pytest.mark.parametrize("name", TAMPERED)
async def test_tampered_news_is_refused(name: str, sender: Sender):
    with pytest.raises(Refused) as refused:
        await sender.news.read("p", *TAMPERED[name](*sender.letter()))
    assert refused.value.code is Code.UNAUTHENTICATED


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/webhooks/q", "http://other.example/webhooks/p"])
async def test_news_for_someone_else_is_refused(url: str, sender: Sender):
    with pytest.raises(Refused) as refused:
        await sender.news.read("p", *sender.letter(url=url))
    assert refused.value.code is Code.UNAUTHENTICATED


@pytest.mark.parametrize(("minutes", "believed"), [(-6, False), (-4, True), (4, True), (6, False)])
async def test_only_the_present_is_believed(minutes: int, believed: bool, sender: Sender):
    letter = sender.letter(at=NOW + timedelta(minutes=minutes))
    if believed:
        assert (await sender.news.read("p", *letter)).provider_order_id == "or_1"
        return
    with pytest.raises(Refused) as refused:
        await sender.news.read("p", *letter)
    assert refused.value.code is Code.UNAUTHENTICATED


async def test_a_forger_does_not_make_us_ask_for_keys_again_and_again(sender: Sender, tmp_path: Path):
    await sender.news.read("p", *sender.letter())
    honest, sender.key = sender.key, MessageKey.kept(tmp_path / "forger.pem")
    for _ in range(5):
        with pytest.raises(Refused):
            await sender.news.read("p", *sender.letter())
    assert len(sender.trouble.asked) <= 2
    sender.key = honest
    assert (await sender.news.read("p", *sender.letter())).provider_order_id == "or_1"


@pytest.mark.parametrize(
    "order", [{}, {"id": 1}, {"id": "or_1"}, {"id": "or_1", "org.bangwo.order": {"state": "placing"}}]
)
async def test_signed_nonsense_is_invalid(order: Any, sender: Sender):
    with pytest.raises(Refused) as refused:
        await sender.news.read("p", *sender.letter(order))
    assert refused.value.code is Code.BODY_INVALID


async def test_nobody_of_that_name(sender: Sender):
    with pytest.raises(Refused) as refused:
        await sender.news.read("q", *sender.letter())
    assert refused.value.code is Code.NOT_FOUND


async def test_the_citys_own_news_is_believed(tmp_path: Path):
    platform, outbound = Platform(), Outbound()
    async with listening(platform) as agent, selling(tmp_path, "flash", agent=agent) as buyer:
        url = str(buyer.client.make_url("")).rstrip("/")
        registry = connect(outbound, {"flash": url}, lambda _: agent)
        news = UcpNews(registry.endpoints, lambda _: f"{platform.url}/hooks/flash", ManualClock(NOW))
        products = [each for each in await buyer.everything() if each["org.bangwo.menu"]["stock"] is None]
        await buyer.buy(basket(line(products[0]["id"], 3)))
        buyer.pass_time(minutes=3)
        await platform.until(1)
        order = await news.read("flash", *platform.heard[0])
        assert order.state is OrderState.PREPARING
        assert order == await registry.providers["flash"].order(order.provider_order_id)
    await outbound.close()
