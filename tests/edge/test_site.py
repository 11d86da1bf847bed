"""The site: files as they were built, packed where the browser takes it, kept for ever where the name says so."""

import gzip
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from bangwo.edge.site import PAGES, UNBUILT, read, routes_of

PAGE = b"<!doctype html><title>Bangwo</title>"
SCRIPT = b"export const answer = 42;"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_bytes(PAGE)
    (tmp_path / "assets/app-1a2b.js").write_bytes(SCRIPT)
    (tmp_path / "assets/app-1a2b.js.gz").write_bytes(gzip.compress(SCRIPT))
    (tmp_path / "manifest.webmanifest").write_bytes(b"{}")
    return tmp_path


def client(folder: Path) -> httpx.AsyncClient:
    app = FastAPI()
    app.include_router(routes_of(read(folder)))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bangwo.test")


@pytest.mark.parametrize("page", PAGES)
async def test_every_address_of_the_app_is_its_one_page(built: Path, page: str) -> None:
    async with client(built) as browser:
        answer = await browser.get(page.replace("{id}", "o_1"))
    assert (answer.content, answer.headers["cache-control"]) == (PAGE, "no-cache")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


async def test_no_script_but_our_own_may_run(built: Path) -> None:
    async with client(built) as browser:
        policy = (await browser.get("/")).headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


async def test_a_hashed_name_is_kept_for_ever_and_comes_packed(built: Path) -> None:
    async with client(built) as browser:
        packed = await browser.get("/assets/app-1a2b.js", headers={"accept-encoding": "br, gzip"})
        plain = await browser.get("/assets/app-1a2b.js", headers={"accept-encoding": "identity"})
        assert (await browser.get("/assets/app-1a2b.js.gz")).status_code == 404
    assert "immutable" in packed.headers["cache-control"]
    assert (packed.headers["content-encoding"], packed.content) == ("gzip", SCRIPT)
    assert ("content-encoding" in plain.headers, plain.content) == (False, SCRIPT)


async def test_what_the_browser_has_is_not_sent_again(built: Path) -> None:
    async with client(built) as browser:
        tag = (await browser.get("/")).headers["etag"]
        again = await browser.get("/", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


async def test_without_a_build_one_line_says_so(tmp_path: Path) -> None:
    async with client(tmp_path / "nowhere") as browser:
        answer = await browser.get("/")
    assert (answer.status_code, answer.text) == (404, UNBUILT)


async def test_nothing_beside_the_build_is_reached(built: Path) -> None:
    async with client(built) as browser:
        for path in ("/assets/../../pyproject.toml", "/assets/%2e%2e/index.html", "/etc/passwd"):
            assert (await browser.get(path)).status_code == 404
