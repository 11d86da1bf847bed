"""The programs: ready in one line, stopped cleanly, and one clear line when they cannot start."""

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from bangwo_city.main import PROGRAMS


def command(program: str, data: Path, *more: str, port: int = 0) -> list[str]:
    return [sys.executable, "-m", "bangwo_city", program, "--port", str(port), "--data", str(data), *more]


@pytest.mark.parametrize(
    ("program", "how"), [("flash", signal.SIGTERM), ("fresh", signal.SIGINT), ("ride", signal.SIGTERM)]
)
def test_a_program_starts_answers_and_stops(tmp_path: Path, program: str, how: signal.Signals):
    with subprocess.Popen(
        command(program, tmp_path, "--now", "2026-02-10T10:00"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        assert ready["ready"] == program
        with urllib.request.urlopen(f"{ready['url']}/healthz", timeout=5) as answer:
            health = json.load(answer)
        assert health["now"].startswith("2026-02-10T10:0")
        process.send_signal(how)
        _, said = process.communicate(timeout=10)
        assert process.returncode == 0
        assert [json.loads(line)["event"] for line in said.splitlines()] == ["stopped"]


def refused(words: list[str]) -> tuple[int, str]:
    done = subprocess.run(words, capture_output=True, text=True, timeout=20, check=False)
    return done.returncode, done.stderr


def test_a_taken_port_is_said_in_one_line(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, said = refused(command("flash", tmp_path, port=taken.getsockname()[1]))
    assert status == 1
    assert said.count("\n") == 1
    assert "cannot listen on 127.0.0.1" in said


def test_an_unwritable_folder_is_said_in_one_line(tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    status, said = refused(command("fresh", tmp_path / "file" / "data"))
    assert status == 1
    assert said.count("\n") == 1
    assert "cannot be written" in said


@pytest.mark.parametrize("more", [("--faults", "nonsense"), ("--pace", "0")])
def test_bad_options_are_said_in_one_line(tmp_path: Path, more: tuple[str, str]):
    status, said = refused(command("flash", tmp_path, *more))
    assert (status, said.count("\n")) == (2, 1)


def test_wrong_usage_names_the_programs(tmp_path: Path):
    status, said = refused(command("nothing", tmp_path))
    assert status == 2
    assert all(each in said for each in PROGRAMS)
