"""Starting and stopping: what goes wrong is one clear line, and nothing is left behind."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest

from bangwo.cli.sandbox.ports import free
from databases import dsn_of, run_now
from e2e.sandbox import Sandbox, bangwo, family

CANNOT_START = 4


def one_line(text: str) -> bool:
    return len(text.strip().splitlines()) == 1 and text.startswith("bangwo: ")


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = bangwo("up", "--data", str(tmp_path), "--port", str(port))
    assert done.returncode == CANNOT_START
    assert one_line(done.stderr) and str(port) in done.stderr and "--port" in done.stderr


def test_a_data_folder_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    done = bangwo("up", "--data", str(file / "data"), "--port", str(free(1)[0]))
    assert done.returncode == CANNOT_START
    assert one_line(done.stderr) and "--data" in done.stderr


def test_a_second_one_on_the_same_folder(sandbox: Sandbox) -> None:
    done = bangwo("up", "--data", str(sandbox.data), "--port", str(free(1)[0]))
    assert done.returncode == CANNOT_START
    assert one_line(done.stderr) and "already runs" in done.stderr


def test_a_database_that_cannot_be_reached(tmp_path: Path) -> None:
    url = f"postgresql://nobody@127.0.0.1:{free(1)[0]}/none"
    done = bangwo("up", "--data", str(tmp_path), "--port", str(free(1)[0]), DATABASE_URL=url)
    assert done.returncode == CANNOT_START
    assert "database" in done.stderr and one_line(done.stderr)
    assert family(tmp_path) == []


def test_a_migration_that_is_half_done(tmp_path: Path, postgres: str) -> None:
    run_now(postgres, "CREATE DATABASE halfway")
    run_now(dsn_of(postgres, "halfway"), "CREATE TABLE orders (id int)")
    url = dsn_of(postgres, "halfway")
    done = bangwo("up", "--no-city", "--data", str(tmp_path), "--port", str(free(1)[0]), DATABASE_URL=url)
    assert done.returncode == CANNOT_START
    assert "half made" in done.stderr and one_line(done.stderr)
    ill = bangwo("doctor", "--data", str(tmp_path), "--port", str(free(1)[0]), DATABASE_URL=url)
    assert ill.returncode == 1
    assert "✗ schema" in ill.stdout


CITY_WORDS = [
    ("a fault that is none", ("--faults", "flash:angry"), "angry"),
    ("a fault of nobody", ("--faults", "flush:slow=0.1"), "flush"),
    ("a fault too often", ("--faults", "pay:lost=2"), "rate"),
    ("no pace at all", ("--pace", "0"), "pace"),
]


@pytest.mark.parametrize(("name", "words", "named"), CITY_WORDS, ids=[row[0] for row in CITY_WORDS])
def test_a_city_that_cannot_be_so(tmp_path: Path, name: str, words: tuple[str, ...], named: str) -> None:
    done = bangwo("up", "--data", str(tmp_path), "--port", str(free(1)[0]), *words)
    assert done.returncode in (2, CANNOT_START)
    assert one_line(done.stderr) and named in done.stderr
    assert "started again" not in done.stdout
    assert family(tmp_path) == []


BAD_WORDS = [
    ("a moment that is none", ("up", "--now", "tomorrow")),
    ("a port that is none", ("up", "--port", "70000")),
    ("an address that is none", ("say", "好", "--url", "localhost")),
    ("no such command", ("fly",)),
    ("a setting that cannot be read", ("api",)),
]


@pytest.mark.parametrize(("name", "words"), BAD_WORDS, ids=[row[0] for row in BAD_WORDS])
def test_wrong_usage(tmp_path: Path, name: str, words: tuple[str, ...]) -> None:
    done = bangwo(*words, BANGWO_DATA=str(tmp_path), BANGWO_CLOCK_OFFSET_S="a while")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_nothing_runs(tmp_path: Path) -> None:
    done = bangwo("say", "好", "--url", f"http://127.0.0.1:{free(1)[0]}", BANGWO_DATA=str(tmp_path))
    assert done.returncode == 3
    assert one_line(done.stderr) and "bangwo up" in done.stderr


def test_stopped_begun_again_and_killed(tmp_path: Path) -> None:
    first = Sandbox(tmp_path / "data", background=True).start()
    assert first.bangwo("address", "家", "和平路18号").returncode == 0
    assert "stopped" in first.stop(signal.SIGINT)
    assert family(tmp_path) == []
    again = Sandbox(tmp_path / "data").start()
    assert "和平路18号" in again.bangwo("address").stdout
    assert again.process is not None
    os.kill(again.process.pid, signal.SIGKILL)
    again.process.wait()
    ends = time.monotonic() + 15
    while family(tmp_path) and time.monotonic() < ends:
        time.sleep(0.1)
    assert family(tmp_path) == []
