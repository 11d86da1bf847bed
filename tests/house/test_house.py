"""The house keeps its own rules: what STYLE asks for and a linter does not check."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LINES_MAX = 400
FUNCTION_LINES_MAX = 70

PROCESS_EDGES = {
    "src/bangwo/edge/gate.py",  # where a request enters the process: logged with its trace, answered as a 500
    "src/bangwo/simulation/loop.py",  # stands for a process: what ends one run is recorded and audited
}
"""Where a broad except may stand: it reports and goes on, or reports and ends the process."""


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_opens_with_one_line_that_says_its_idea(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring, "no docstring"
    first, *rest = docstring.splitlines()
    assert first.endswith("."), "the first line is a sentence"
    assert not rest or not rest[0].strip(), "one line, then a blank one"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_and_functions_fit(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LINES_MAX
    for name, length in functions(ast.parse(text)):
        assert length <= FUNCTION_LINES_MAX, f"{name}: {length} lines"


def functions(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_broad_except_stands_only_at_a_process_edge(path: Path) -> None:
    broad = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]
    assert not broad or name_of(path) in PROCESS_EDGES, f"lines {broad}"


def test_every_process_edge_is_still_there() -> None:
    assert {name for name in PROCESS_EDGES if not (ROOT / name).is_file()} == set()


@pytest.mark.parametrize("path", [p for p in SOURCES if "src/bangwo/" in str(p)], ids=name_of)
def test_no_any_past_the_adapters(path: Path) -> None:
    floor = path.relative_to(ROOT / "src/bangwo").parts[0]
    if floor in {"core", "domain", "language", "app"}:
        text = path.read_text("utf-8")
        names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
        assert "Any" not in names
        assert "dict[str, object]" not in text


def test_nothing_names_a_package_registry() -> None:
    hosts = re.compile("|".join(["pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.(org|com)"]))
    named = [name_of(p) for p in tracked() if p.suffix not in {".png", ".jpg"} and hosts.search(read(p))]
    assert not named


def test_locked_requirements_carry_hashes() -> None:
    for name in ("run", "test"):
        pins = re.findall(r"^\S+==\S+.*(?:\n    .*)*", (ROOT / f"requirements/{name}.txt").read_text(), re.M)
        assert pins
        assert all("--hash=sha256:" in pin for pin in pins)


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")
