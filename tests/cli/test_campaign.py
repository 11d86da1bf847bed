"""`bangwo campaign …`: what it prints, what it refuses, and with which exit code."""

import json
from pathlib import Path

import pytest

from bangwo.adapters.campaigns.shipped import FOLDER
from bangwo.cli import main

NEW_YEAR, DAY_TWO = str(FOLDER / "new-year.yaml"), str(FOLDER / "new-year-day-2.yaml")


@pytest.fixture
def bangwo(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, database_url: str):
    """Runs a command as a terminal does: its exit code, what it printed, and what it complained."""
    for name, value in {"DATABASE_URL": database_url, "BANGWO_DATA": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["bangwo", "campaign", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return run


def a_file(tmp_path: Path, text: str) -> str:
    file = tmp_path / "a.yaml"
    file.write_text(text, "utf-8")
    return str(file)


def test_a_good_file_is_fine(bangwo) -> None:
    assert bangwo("check", NEW_YEAR) == (0, f"{NEW_YEAR}: 新年免单卡 is fine\n", "")
    assert json.loads(bangwo("check", NEW_YEAR, "--json")[1]) == {"ok": True, "campaign": "new-year", "file": NEW_YEAR}


def test_mistakes_are_told_with_file_and_line(bangwo, tmp_path: Path) -> None:
    file = a_file(tmp_path, "campaign: a\ntitle: x\nbudget: {yuan: -1}\nbudgett: 3\n")
    code, out, err = bangwo("check", file)
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        f"{file}:3: -1 yuan must be more than nothing",
        f"{file}:4: there is no `budgett` here; did you mean `budget`?",
        "bangwo: 2 mistakes: nothing was applied",
    ]
    (first, _) = json.loads(bangwo("check", file, "--json")[1])["mistakes"]
    assert (first["file"], first["line"], first["path"]) == (file, 3, "budget.yuan")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["check", "nowhere.yaml"], 2, "cannot be read"),
        (["check", NEW_YEAR, "--now", "soon"], 2, "is no moment"),
        (["pause", "nothing"], 1, "there is no campaign nothing"),
        (["show", "nothing"], 1, "there is no campaign nothing"),
        (["extend", "new-year"], 2, "say how long the outage was"),
        (["extend", "new-year", "--hours", "999"], 1, "may be extended by 14 days in all"),
        (["resume", "new-year"], 1, "new-year is not paused"),
    ],
)
def test_what_cannot_be_done_is_told(bangwo, words: list[str], code: int, said: str) -> None:
    ended, _, err = bangwo(*words)
    assert (ended, said in err) == (code, True), err


def test_a_campaign_is_applied_steered_and_shown(bangwo) -> None:
    assert "changed: cards" in bangwo("apply", DAY_TWO, "--reason", "the supermarket joins", "--by", "lin")[1]
    assert "nothing changed" in bangwo("apply", DAY_TWO)[1]
    assert "new-year is paused" in bangwo("pause", NEW_YEAR)[1]
    assert json.loads(bangwo("resume", "new-year", "--json")[1])["state"] == "running"
    assert "new-year is running" in bangwo("extend", "new-year", "--hours", "2", "--reason", "outage")[1]
    (row,) = json.loads(bangwo("list", "--json")[1])
    assert (row["campaign"], row["version"], row["seq"]) == ("new-year", 2, 5)
    assert row["budget_fen"] == row["left_fen"] == 300_000_000_000
    shown = bangwo("show", "new-year")[1]
    assert "apply by lin: the supermarket joins" in shown
    assert bangwo("show", "new-year", "--source")[1] == Path(DAY_TWO).read_text("utf-8")
    assert "new-year is ended" in bangwo("end", "new-year")[1]
    code, _, err = bangwo("apply", NEW_YEAR)
    assert (code, f"{NEW_YEAR}:3: new-year was ended on" in err) == (1, True)


def test_where_nothing_runs_that_is_said(bangwo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    assert bangwo("list")[0] == 3


def test_the_schema_is_printed(bangwo) -> None:
    assert json.loads(bangwo("schema")[1])["title"] == "CampaignFile"
