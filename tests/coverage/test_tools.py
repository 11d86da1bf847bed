"""Every tool's way is tried; the list is whole, and the page says what is tried."""

import json
from pathlib import Path

import coverage_delivery  # noqa: F401
import coverage_general  # noqa: F401
import coverage_instore  # noqa: F401
import coverage_travel  # noqa: F401
import pytest
from coverage_ways import WAYS, Person, page, somebody

from e2e.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
TOOLS = ROOT.parent / "shared" / "data" / "vitabench" / "tools_zh.json"


@pytest.mark.parametrize("tool", WAYS)
def test_there_is_a_way(sandbox: Sandbox, tool: str) -> None:
    with somebody(sandbox) as client:
        WAYS[tool].attempt(Person(client))


def test_no_tool_is_forgotten() -> None:
    if not TOOLS.exists():
        pytest.skip(f"the benchmark's own list is not here: {TOOLS}")
    listed = json.loads(TOOLS.read_text("utf-8"))
    ours = {(each.domain, each.tool) for each in WAYS.values()}
    assert {(domain, tool) for domain, tools in listed.items() for tool in tools} == ours


def test_the_page_is_the_one_that_is_tried() -> None:
    told = "write it anew: python -m tests.coverage.page > docs/coverage.md"
    assert (ROOT / "docs/coverage.md").read_text("utf-8") == page(), told
