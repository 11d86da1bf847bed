"""Embedded PostgreSQL: starts, is attached to, outlives a crash of ours, and says plainly why it cannot run."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from bangwo.adapters.embedded import EmbeddedError, EmbeddedPostgres, attached_dsn

STARTS_AND_DIES = """
import os, signal, sys
from pathlib import Path
from bangwo.adapters.embedded import EmbeddedPostgres
EmbeddedPostgres(Path(sys.argv[1]), durable=False).start()
os.kill(os.getpid(), signal.SIGKILL)
"""


async def ask(dsn: str, statement: str) -> object:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def test_data_outlives_a_restart(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, durable=False)
    await ask(server.start(), "CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()
    assert not server.running()
    try:
        assert await ask(server.start(), "SELECT number FROM kept") == 7
    finally:
        server.stop()


async def test_another_process_attaches_by_a_private_file(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, durable=False)
    assert attached_dsn(tmp_path) is None
    dsn = server.start()
    try:
        assert attached_dsn(tmp_path) == dsn
        assert stat.S_IMODE((tmp_path / "dsn").stat().st_mode) == 0o600
        with pytest.raises(EmbeddedError, match=f"in use by process {os.getpid()}"):
            EmbeddedPostgres(tmp_path).start()
    finally:
        server.stop()
    assert attached_dsn(tmp_path) is None


def test_a_killed_owner_leaves_a_server_that_the_next_adopts(tmp_path: Path) -> None:
    died = subprocess.run([sys.executable, "-c", STARTS_AND_DIES, str(tmp_path)], check=False)
    assert died.returncode == -signal.SIGKILL
    server = EmbeddedPostgres(tmp_path, durable=False)
    try:
        assert server.running()
        assert asyncio.run(ask(server.start(), "SELECT 1")) == 1
    finally:
        server.stop()


async def test_a_killed_server_recovers(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, durable=False)
    await ask(server.start(), "CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()
    server.start()
    pid = int((tmp_path / "pg/postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    while server.running():
        pass
    again = EmbeddedPostgres(tmp_path, durable=False)
    with pytest.raises(EmbeddedError, match="in use"):
        again.start()
    server.stop()
    try:
        assert await ask(again.start(), "SELECT number FROM kept") == 7
    finally:
        again.stop()


async def test_a_pid_file_that_names_another_process_blocks_nothing(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path, durable=False)
    server.start()
    pid_file = tmp_path / "pg/postmaster.pid"
    text = pid_file.read_text()
    server.stop()
    pid_file.write_text(text.replace(text.split()[0], str(os.getppid()), 1))
    try:
        assert await ask(server.start(), "SELECT 1") == 1
    finally:
        server.stop()


async def test_a_path_too_long_for_a_socket_still_works(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / ("it's a long name " * 6).strip(), durable=False)
    try:
        assert await ask(server.start(), "SELECT 1") == 1
    finally:
        server.stop()


def test_data_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pg").mkdir()
    (tmp_path / "pg/PG_VERSION").write_text("16\n")
    with pytest.raises(EmbeddedError, match="holds data of PostgreSQL 16"):
        EmbeddedPostgres(tmp_path).start()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbeddedError, match=r"cannot be kept in .*/file/data: Not a directory"):
        EmbeddedPostgres(tmp_path / "file/data").start()
