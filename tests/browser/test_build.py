"""The build: small, without inline script, and made from the api as it is."""

import gzip
import json
import re
import subprocess

import pytest

from browser.chromium import ROOT, SITE
from edge.document import document

FIRST_LOAD_MAX = 180 * 1024
built = pytest.mark.skipif(not (SITE / "index.html").exists(), reason="the web app is not built")


def test_the_types_of_the_app_are_made_from_the_api_as_it_is() -> None:
    kept = json.loads((ROOT / "web/openapi.json").read_text("utf-8"))
    assert kept == json.loads(document()), "run: make openapi"


@built
def test_the_first_page_loads_little_script() -> None:
    page = (SITE / "index.html").read_text("utf-8")
    first = {each.removeprefix("/") for each in re.findall(r'(?:src|href)="(/assets/[^"]+\.js)"', page)}
    assert first
    scripts = [(SITE / each).read_bytes() for each in sorted(first)]
    assert sum(len(gzip.compress(each, 9)) for each in scripts) <= FIRST_LOAD_MAX


@built
def test_the_page_names_nothing_but_files_of_its_own() -> None:
    page = (SITE / "index.html").read_text("utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r'(?:src|href)="(?!/)', page) == []
    assert " style=" not in page


@built
def test_every_large_text_is_packed() -> None:
    large = [each for each in SITE.rglob("*.*") if each.suffix in {".js", ".css"} and each.stat().st_size > 1024]
    assert large
    assert [
        each.name for each in large if not all(each.with_name(each.name + end).exists() for end in (".br", ".gz"))
    ] == []


@pytest.mark.skipif(not (ROOT / "web/node_modules/.bin/vitest").exists(), reason="npm ci was not run in web/")
def test_the_parts_that_need_no_browser() -> None:
    ran = subprocess.run(["npm", "test", "--silent"], cwd=ROOT / "web", capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((ROOT / "web/package-lock.json").read_text("utf-8"))
    assert [name for name, each in lock["packages"].items() if "resolved" in each] == []
