"""Orders: they proceed on the city's clock, can be cancelled for a while, and their news is told and signed."""

import base64
import hashlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from selling import Platform, basket, line, listening, selling

TEA = basket(line("luming-1"))
STATES = ["preparing", "on_the_way", "completed"]


async def test_an_order_proceeds_on_the_clock(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        order_id = await buyer.buy(TEA)
        seen: list[str] = []
        for _ in range(40):
            seen.append(await buyer.state(order_id))
            buyer.pass_time(minutes=1)
        assert list(dict.fromkeys(seen)) == ["accepted", *STATES]
        assert 20 <= seen.index("completed") <= 32  # the shop promises 26 minutes


async def test_the_courier_moves_from_the_shop_to_the_door(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        order_id = await buyer.buy(TEA)
        away: list[float] = []
        for _ in range(40):
            courier = (await buyer.get(f"/orders/{order_id}"))["org.bangwo.order"].get("courier")
            if courier is not None:
                away.append(abs(courier["lat"] - 29.6) + abs(courier["lon"] - 119.3))
            buyer.pass_time(minutes=1)
        assert len(away) > 8
        assert away == sorted(away, reverse=True)


@pytest.mark.parametrize(("minutes", "status"), [(0, 200), (6, 200), (16, 409), (60, 409)])
async def test_cancelling_until_the_courier_has_it(tmp_path: Path, minutes: int, status: int):
    async with selling(tmp_path) as buyer:
        order_id = await buyer.buy(TEA)
        buyer.pass_time(minutes=minutes)
        got, doc = await buyer.call("POST", f"/org.bangwo/orders/{order_id}/cancel", {"reason": "点错了"}, "k")
        assert got == status
        assert doc.get("code") == (None if status == 200 else "order_not_cancellable")
        buyer.pass_time(hours=1)
        assert await buyer.state(order_id) == ("cancelled" if status == 200 else "completed")


async def test_every_change_is_told_signed(tmp_path: Path):
    platform = Platform()
    async with listening(platform) as agent, selling(tmp_path, agent=agent) as buyer:
        await buyer.buy(TEA)
        for told, minutes in enumerate((3, 12, 20), 1):
            buyer.pass_time(minutes=minutes)
            await platform.until(told)
        assert await platform.until(3) == STATES
        jwk = (await buyer.get("/.well-known/ucp"))["signing_keys"][0]
        assert platform.profile_reads == 1
    for headers, body in platform.heard:
        check_signature(headers, body, "/hooks/flash", jwk)
    assert len({headers["Webhook-Id"] for headers, _ in platform.heard}) == 3


def check_signature(headers: dict[str, str], body: bytes, path: str, jwk: dict[str, str]) -> None:
    """RFC 9421 by hand: the signature is over these very fields with the profile's key."""
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    assert headers["Content-Digest"] == f"sha-256=:{digest}:"
    parameters = headers["Signature-Input"].removeprefix("sig1=")
    names = [name.strip('"') for name in parameters[1 : parameters.index(")")].split()]
    assert {"@method", "@path", "content-digest", "webhook-id", "webhook-timestamp"} <= set(names)
    derived = {"@method": "POST", "@path": path, "@authority": headers["Host"]}
    lower = {name.lower(): value for name, value in headers.items()} | derived
    base = "".join(f'"{name}": {lower[name]}\n' for name in names) + f'"@signature-params": {parameters}'
    raw = base64.b64decode(headers["Signature"].removeprefix("sig1=:").removesuffix(":"))
    r, s = (int.from_bytes(part, "big") for part in (raw[:32], raw[32:]))
    x, y = (int.from_bytes(base64.urlsafe_b64decode(jwk[each] + "=="), "big") for each in "xy")
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    key.verify(encode_dss_signature(r, s), base.encode(), ec.ECDSA(hashes.SHA256()))


async def test_cancelling_is_told(tmp_path: Path):
    platform = Platform()
    async with listening(platform) as agent, selling(tmp_path, agent=agent) as buyer:
        order_id = await buyer.buy(TEA)
        await buyer.call("POST", f"/org.bangwo/orders/{order_id}/cancel", {"reason": "点错了"}, "k")
        assert await platform.until(1) == ["cancelled"]


async def test_news_is_tried_again_and_told_twice_when_told_to(tmp_path: Path):
    platform = Platform(failures=1)
    async with listening(platform) as agent, selling(tmp_path, agent=agent, faults="twice") as buyer:
        await buyer.buy(TEA)
        buyer.pass_time(minutes=60)
        assert await platform.until(2) == ["completed", "completed"]
    assert platform.heard[0][0]["Webhook-Id"] == platform.heard[1][0]["Webhook-Id"]


async def test_orders_go_on_after_a_restart(tmp_path: Path):
    platform = Platform()
    async with listening(platform) as agent:
        async with selling(tmp_path, agent=agent) as buyer:
            await buyer.buy(TEA)
            now = buyer.clock.now()
        async with selling(tmp_path, now=now, agent=agent) as buyer:
            assert await platform.until(1) == ["accepted"]
            buyer.pass_time(minutes=60)
            assert await platform.until(2) == ["accepted", "completed"]
        platform.heard.clear()
        async with selling(tmp_path, now=buyer.clock.now(), agent=agent):
            pass
    assert platform.heard == []  # what has ended is not told again


async def test_the_books_hold_every_order(tmp_path: Path):
    async with selling(tmp_path) as buyer:
        order_id = await buyer.buy(TEA)
        (entry,) = (await buyer.get("/_books"))["orders"]
        assert entry == {
            "id": order_id,
            "checkout_id": entry["checkout_id"],
            "reference": "o_1",
            "charge": "ch_1",
            "total": 1600,
            "state": "accepted",
        }
