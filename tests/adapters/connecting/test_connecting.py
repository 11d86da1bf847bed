"""Connecting a provider: what is believed of it, what is said against it, and that nothing is lost."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

import pytest
from aiohttp import web

from adapters.provider.misbehaving import (
    VERSION,
    Answer,
    Trouble,
    drops,
    floods,
    half,
    misbehaving,
    nobody,
    profile,
    says_bytes,
    sleeps,
)
from adapters.provider.misbehaving import says as saying
from bangwo.adapters.outbound import Limits as Patience
from bangwo.adapters.outbound import Outbound
from bangwo.adapters.store.database import Database, Limits
from bangwo.adapters.store.providers import ProviderRows
from bangwo.adapters.ucp.directory import Directory, Made
from bangwo.adapters.ucp.inspection import UcpInspector
from bangwo.adapters.ucp.provider import Endpoint
from bangwo.app.connecting import Connecting, Flaw, NotConnected, address_of
from bangwo.cli.provider_words import SENTENCES
from bangwo.core.clock import LOCAL, ManualClock

NOW = datetime(2026, 2, 10, 12, 0, tzinfo=LOCAL)
FIXED = {"flash": "http://127.0.0.1:18101"}
CAN_SELL = ("checkout", "catalog.search", "catalog.lookup", "order")
SHOP = {
    "id": "s1",
    "name": "老王面包",
    "trade": "food",
    "lat": 29.6,
    "lon": 119.3,
    "opens": "00:00",
    "closes": "00:00",
}
GOOD = {
    "id": "p1",
    "title": "红豆面包",
    "variants": [{"id": "p1", "title": "红豆面包", "price": {"amount": 600, "currency": "CNY"}}],
    "org.bangwo.menu": {"merchant_id": "s1", "unit": "个", "groups": []},
}


def entry(version: str = VERSION) -> list[dict[str, str]]:
    return [{"version": version, "schema": "https://ucp.dev/schemas/x.json"}]


def seller(base: str, **more: Any) -> dict[str, Any]:
    """A profile with which something can be sold; more capabilities may be named with their versions."""
    named = {f"dev.ucp.shopping.{name}": entry() for name in CAN_SELL} | {"org.bangwo.merchants": entry()}
    return profile(base, capabilities={**named, **{name: entry(version) for name, version in more.items()}})


async def sells(request: web.Request) -> web.StreamResponse:
    """Answers as a small merchant does."""
    if request.path == "/org.bangwo/merchants":
        return web.json_response({"merchants": [SHOP]})
    return web.json_response({"ucp": {"version": VERSION}, "products": [GOOD]})


@pytest.fixture
async def trouble() -> AsyncIterator[Trouble]:
    async with misbehaving() as provider:
        provider.answer, provider.profile = sells, seller
        yield provider


@pytest.fixture
async def rows(database_url: str) -> AsyncIterator[ProviderRows]:
    database = Database(database_url, Limits())
    await database.open()
    await database.write("DELETE FROM connected_providers")
    yield ProviderRows(database)
    await database.close()


@pytest.fixture
async def desk(rows: ProviderRows) -> AsyncIterator[Connecting]:
    outbound = Outbound(Patience(connect_s=1, total_s=1, failures=1000))
    yield Connecting(rows, UcpInspector(outbound, "http://127.0.0.1:9/"), ManualClock(NOW), FIXED)
    await outbound.close()


async def refused(desk: Connecting, url: str, name: str = "bakery") -> Flaw:
    """Why it is not connected; nothing must have changed."""
    before = await desk.connections.all()
    with pytest.raises(NotConnected) as why:
        await desk.add(url, name)
    assert await desk.connections.all() == before
    return why.value.finding.flaw


async def test_a_merchant_is_connected(desk: Connecting, trouble: Trouble):
    connection, seen = await desk.add(f"{trouble.url}/.well-known/ucp", "bakery")
    assert (connection.provider_id, connection.url) == ("bakery", trouble.url)
    assert (seen.shops, seen.products, seen.against) == ({"food": 1}, 1, ())
    assert {each.flaw for each in seen.lacks} == {Flaw.NO_KEYS, Flaw.NO_CANCELLING}
    assert await desk.connections.all() == [connection]


async def test_a_name_is_found_for_it(desk: Connecting, trouble: Trouble):
    connection, _ = await desk.add(trouble.url)
    assert connection.provider_id == f"provider-{trouble.url.rsplit(':', 1)[1]}"


async def test_the_same_again_changes_nothing(desk: Connecting, trouble: Trouble):
    first, _ = await desk.add(trouble.url, "bakery")
    await desk.add(trouble.url, "bakery")
    assert await desk.connections.all() == [first]


async def test_names_and_addresses_are_bound_for_good(desk: Connecting, trouble: Trouble):
    await desk.add(trouble.url, "bakery")
    await desk.remove("bakery")
    async with misbehaving() as other:
        other.answer, other.profile = sells, seller
        assert await refused(desk, other.url, "bakery") is Flaw.NAME_TAKEN
        assert await refused(desk, other.url, "flash") is Flaw.NAME_TAKEN
    assert await refused(desk, trouble.url, "tearoom") is Flaw.URL_TAKEN
    await desk.add(trouble.url, "bakery")
    assert [(each.provider_id, each.removed_at) for each in await desk.connections.all()] == [("bakery", None)]


@pytest.mark.parametrize("name", ["Bakery", "1a", "a b", "a:b", "a" * 33, "面包", "-a"])
async def test_names_that_are_none(desk: Connecting, trouble: Trouble, name: str):
    assert await refused(desk, trouble.url, name) is Flaw.NAME


@pytest.mark.parametrize(("name", "flaw"), [("flash", Flaw.NAME_FIXED), ("nothing", Flaw.NAME_UNKNOWN)])
async def test_what_cannot_be_removed(desk: Connecting, name: str, flaw: Flaw):
    with pytest.raises(NotConnected) as why:
        await desk.remove(name)
    assert why.value.finding.flaw is flaw


@pytest.mark.parametrize(
    ("url", "flaw"),
    [
        ("", Flaw.URL),
        ("shop.example.com", Flaw.URL),
        ("ftp://shop.example.com", Flaw.URL),
        ("https://", Flaw.URL),
        ("https://a b", Flaw.URL),
        ("https://u:p@shop.example.com", Flaw.URL),
        ("https://shop.example.com/?a=1", Flaw.URL),
        ("https://[", Flaw.URL),
        ("https://shop.example.com:99999", Flaw.URL),
        ("https://面包.example.com", Flaw.URL),
        ("https://" + "a" * 600, Flaw.URL),
        ("http://shop.example.com", Flaw.INSECURE),
        ("http://10.0.0.1", Flaw.INSECURE),
        ("http://127.0.0.1.example.com", Flaw.INSECURE),
        ("https://shop.invalid", Flaw.UNREACHABLE),
    ],
)
async def test_addresses_that_are_none(desk: Connecting, url: str, flaw: Flaw):
    assert await refused(desk, url) is flaw


async def test_where_nobody_listens(desk: Connecting):
    assert await refused(desk, nobody()) is Flaw.UNREACHABLE


PROFILES: dict[str, tuple[Answer, Flaw]] = {
    "HTML": (says_bytes(200, b"<html>", **{"Content-Type": "text/html"}), Flaw.CONTENT_TYPE),
    "no type": (says_bytes(200, b"{}", **{"Content-Type": "application/octet-stream"}), Flaw.CONTENT_TYPE),
    "no JSON": (says_bytes(200, b"{", **{"Content-Type": "application/json"}), Flaw.GARBLED),
    "broken UTF-8": (says_bytes(200, b'{"ucp":"\xff"}', **{"Content-Type": "application/json"}), Flaw.GARBLED),
    "nothing at all": (says_bytes(200, b"", **{"Content-Type": "application/json"}), Flaw.GARBLED),
    "a list": (saying(200, []), Flaw.GARBLED),
    "no profile": (saying(200, {"hello": "world"}), Flaw.GARBLED),
    "half a profile": (saying(200, {"ucp": {"version": VERSION}}), Flaw.GARBLED),
    "10 MB": (floods, Flaw.TOO_LARGE),
    "10 MB, announced": (says_bytes(200, b"x" * 10_000_000), Flaw.TOO_LARGE),
    "slow": (sleeps, Flaw.SLOW),
    "hangs up": (drops, Flaw.UNREACHABLE),
    "half an answer": (half, Flaw.UNREACHABLE),
    "elsewhere": (saying(302, {}, Location="https://shop.example.com"), Flaw.REDIRECTS),
    "404": (saying(404, {}), Flaw.STATUS),
    "500": (saying(500, {}), Flaw.STATUS),
    "429": (saying(429, {}), Flaw.STATUS),
    "another version": (saying(200, {"ucp": {"version": "2031-01-01"}}), Flaw.VERSION),
}


@pytest.mark.parametrize("name", PROFILES)
async def test_profiles_that_cannot_be_used(desk: Connecting, name: str):
    answer, flaw = PROFILES[name]
    async with misbehaving(answer) as provider:
        assert await refused(desk, provider.url) is flaw


def without(*names: str) -> Callable[[str], Any]:
    def changed(base: str) -> Any:
        made = seller(base)
        kept = made["ucp"]["capabilities"]
        made["ucp"]["capabilities"] = {name: each for name, each in kept.items() if name not in names}
        return made

    return changed


def service(**changes: Any) -> Callable[[str], Any]:
    def changed(base: str) -> Any:
        made = seller(base)
        made["ucp"]["services"]["dev.ucp.shopping"][0] |= changes
        return made

    return changed


SAYS: dict[str, tuple[Callable[[str], Any], Flaw]] = {
    "no checkout": (without("dev.ucp.shopping.checkout"), Flaw.NO_CHECKOUT),
    "no lookup": (without("dev.ucp.shopping.catalog.lookup"), Flaw.NO_CHECKOUT),
    "a checkout to come": (lambda base: seller(base, **{"dev.ucp.shopping.checkout": "2031-01-01"}), Flaw.NO_CHECKOUT),
    "no shops": (without("org.bangwo.merchants"), Flaw.SELLS_NOTHING),
    "an endpoint in the clear": (service(endpoint="http://shop.example.com"), Flaw.INSECURE),
    "an endpoint that is none": (service(endpoint="mailto:shop@example.com"), Flaw.URL),
    "only another transport": (service(transport="mcp"), Flaw.NO_REST),
}


@pytest.mark.parametrize("name", SAYS)
async def test_providers_that_cannot_sell(desk: Connecting, trouble: Trouble, name: str):
    trouble.profile, flaw = SAYS[name]
    assert await refused(desk, trouble.url) is flaw


CATALOGUES: dict[str, tuple[Answer, Flaw]] = {
    "no JSON": (says_bytes(200, b"<html>"), Flaw.CATALOGUE),
    "a list": (saying(200, []), Flaw.CATALOGUE),
    "404": (saying(404, {}), Flaw.STATUS),
    "500": (saying(500, {}), Flaw.STATUS),
    "slow": (sleeps, Flaw.SLOW),
    "hangs up": (drops, Flaw.UNREACHABLE),
    "10 MB": (floods, Flaw.CATALOGUE),
    "no shop": (saying(200, {"merchants": [], "products": []}), Flaw.SELLS_NOTHING),
    "shops that are none": (saying(200, {"merchants": [{"id": 1}, {}, {"id": "x"}]}), Flaw.SELLS_NOTHING),
}


@pytest.mark.parametrize("name", CATALOGUES)
async def test_catalogues_that_cannot_be_read(desk: Connecting, trouble: Trouble, name: str):
    trouble.answer, flaw = CATALOGUES[name]
    assert await refused(desk, trouble.url) is flaw


async def test_what_is_not_used_is_named(desk: Connecting, trouble: Trouble):
    trouble.profile = lambda base: seller(
        base, **{"dev.ucp.shopping.discount": "2031-01-01", "com.example.gift": VERSION}
    )
    seen = await desk.check(trouble.url)
    assert {(each.flaw, each.about.partition(" ")[0]) for each in seen.lacks} >= {
        (Flaw.CAPABILITY_VERSION, "dev.ucp.shopping.discount"),
        (Flaw.CAPABILITY_UNKNOWN, "com.example.gift"),
    }
    assert await desk.connections.all() == []


def test_every_flaw_has_its_sentence():
    assert set(SENTENCES) == set(Flaw)


def test_an_address_is_kept_in_one_form():
    assert address_of(" https://Shop.example.com/a/.well-known/ucp ") == "https://Shop.example.com/a"
    assert address_of("http://[::1]:9000/") == "http://[::1]:9000"


async def test_the_directory_follows_who_comes_and_goes(rows: ProviderRows, desk: Connecting, trouble: Trouble):
    outbound = Outbound()
    directory = Directory(FIXED, rows.all, lambda name, url: Endpoint(outbound, url, name))
    made = Made(directory.endpoints, lambda name, _: [name])
    await desk.add(trouble.url, "bakery")
    assert "bakery" not in made
    await directory.catch_up()
    assert set(directory.selling) == set(directory.endpoints) == {"flash", "bakery"}
    assert made["bakery"] is made["bakery"]
    await desk.remove("bakery")
    await directory.catch_up()
    assert set(directory.selling) == {"flash"}
    assert set(made) == {"flash", "bakery"}  # its orders are followed
    await desk.add(trouble.url, "bakery")
    await directory.catch_up()
    assert set(directory.selling) == {"flash", "bakery"}
    await outbound.close()
