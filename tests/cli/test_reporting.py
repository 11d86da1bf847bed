"""`bangwo report`: what it draws, what it refuses, and what it finds wrong."""

import asyncio
import json
from pathlib import Path
from random import Random

import asyncpg
import pytest

from bangwo.adapters.store.counting import LIMITS, CountRows
from bangwo.adapters.store.database import Database
from bangwo.app.report.counting import Came, Counting
from bangwo.cli import main
from bangwo.core.clock import SystemClock
from databases import run_now
from report_things import facts_of

PERIOD = ("--since", "2026-02-06", "--until", "2026-02-15")


@pytest.fixture(scope="module")
def counted(database_url: str) -> str:
    async def count() -> None:
        connection, database = await asyncpg.connect(database_url), Database(database_url, LIMITS)
        await database.open()
        facts = facts_of(Random(1), 900)
        records = [(f.user_id, f.fact_id, f.kind.value, f.at, f.subject, f.fen, f.label, f.ms) for f in facts]
        columns = ("user_id", "fact_id", "kind", "at", "subject", "fen", "label", "ms")
        await connection.copy_records_to_table("facts", records=records, columns=columns)
        while await Counting(CountRows(database), SystemClock(), "me").count() is Came.MORE:
            pass
        await connection.close()
        await database.close()

    asyncio.run(count())
    return database_url


@pytest.fixture
def bangwo(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, counted: str):
    for name, value in {"DATABASE_URL": counted, "BANGWO_DATA": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["bangwo", "report", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return run


def test_a_report_is_drawn(bangwo) -> None:
    code, out, _ = bangwo(*PERIOD)
    assert code == 0
    for words in (
        "War report 2026-02-06 00:00 – 2026-02-15 00:00",
        "Orders, by hour",
        "Refusals by reason",
        "sold_out",
    ):
        assert words in out
    assert "█" in out


def test_a_report_as_json_and_by_another_metric(bangwo) -> None:
    _, out, _ = bangwo(*PERIOD, "--json")
    found = json.loads(out)
    assert found["totals"]["commands"] > found["totals"]["buying"] > 0
    assert found["behind"] is False
    assert "Active people, by day" in bangwo(*PERIOD, "--metric", "active")[1]


def test_a_report_as_a_picture(bangwo, tmp_path: Path) -> None:
    assert bangwo(*PERIOD, "--png", str(tmp_path / "r.png")) == (0, f"{tmp_path / 'r.png'}\n", "")
    assert (tmp_path / "r.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    bangwo(*PERIOD, "--png", str(tmp_path / "r.svg"))
    assert (tmp_path / "r.svg").read_text("utf-8").startswith("<svg")
    assert bangwo(*PERIOD, "--png", str(tmp_path / "no" / "r.png"))[0] == 1


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--since", "2026-02-10", "--until", "2026-02-09"), "The period has to begin before it ends."),
        (("--since", "2999-01-01"), "That period lies ahead: there is nothing to report yet."),
        (("--since", "2020-01-01"), "A report covers 400 days at most."),
        (("--since", "gestern"), "'gestern' is no moment: write it like 2026-02-10T10:00"),
        (("--metric", "love"), "there is no metric 'love'; there are: orders, commands, buying"),
    ],
)
def test_what_cannot_be_reported(bangwo, words: tuple[str, ...], line: str) -> None:
    code, out, err = bangwo(*words)
    assert (code, out) == (2, "")
    assert line in err


def test_a_report_made_anew_is_the_same_until_a_line_is_bent(bangwo, counted: str) -> None:
    code, out, _ = bangwo("--recompute")
    assert code == 0
    assert "0 of them not what the facts say" in out
    run_now(counted, "UPDATE report_lines SET fen = fen + 1 WHERE grain = 'day' AND line = 'subsidy'")
    code, out, err = bangwo("--recompute")
    assert code == 1
    assert "✗ day" in out
    assert "lines differ" in err
    assert json.loads(bangwo("--recompute", "--json")[1])["same"] is False
