"""The docs tell the truth: what they name is there, what they tell to run can be run."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from bangwo.cli.tree import app

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
FLOORS = ("", "adapters", "adapters/store", "app", "language")
HOMES = [ROOT, ROOT / "src", *(ROOT / "src/bangwo" / each for each in FLOORS), ROOT / "src/bangwo_city"]
ELSEWHERE = {"spec/understanding.md", "migrations/versions/NNNN_name.py"}
"""Of no file of ours: a specification from outside, and the pattern of a name."""

_FILE = re.compile(r"(?<![\w/.-])((?:[\w.-]+/)+[\w.-]*\.(?:py|md|sql|txt|in)|[\w-]+\.md)\b")
_WORD = re.compile(r"\bbangwo ([a-z]+)(?=[` \n\"])")
_WORDS = frozenset(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_that_are_named_exist(page: Path) -> None:
    named = set(_FILE.findall(page.read_text("utf-8"))) - ELSEWHERE
    assert [each for each in named if not any((home / each).exists() for home in (page.parent, *HOMES))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_that_are_named_exist(page: Path) -> None:
    code = re.findall(r"`[^`\n]+`|^ {4}.*$", page.read_text("utf-8"), re.M)
    named = {word for each in code for word in _WORD.findall(each + " ") if "import" not in each}
    assert named - _WORDS == set()


def test_decisions_have_a_number_each() -> None:
    numbers = [each.name[:4] for each in (ROOT / "docs/adr").glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers))
