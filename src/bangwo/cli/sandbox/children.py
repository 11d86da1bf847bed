"""Children: programs kept running: logged to files, started again when they crash, ended with their parent."""

import asyncio
import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bangwo.cli.exits import Exit, Stop
from bangwo.cli.sandbox.nursery import Barren, Newborn, Nursery

CRASHES_MAX = 5
CRASH_WINDOW_S = 60.0
RESTART_AFTER_S = 0.3
STOP_S = 6.0
LOG_MAX = 10 * 1024 * 1024

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Program:
    """What to run, and where. `words` are asked anew for each start; `once` is environment of the first start alone."""

    name: str
    nursery: Nursery
    module: str
    words: Callable[[], Sequence[str]]
    environment: Mapping[str, str]
    once: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class Child:
    """One program, supervised from `start` to `stop`."""

    program: Program
    logs: Path
    say: Say
    give_up: Say
    starts: int = 0
    _process: Newborn | None = None
    _watch: asyncio.Task[None] | None = None
    _crashes: deque[float] = field(default_factory=deque[float])
    _stopping: bool = False

    async def start(self) -> None:
        """Start it and keep it running. Raises Stop."""
        try:
            await self._spawn()
        except Barren:
            raise Stop(self._unborn(), Exit.CANNOT_START) from None
        self._watch = asyncio.create_task(self._keep())

    @property
    def pid(self) -> int | None:
        """Its process now."""
        return self._process.pid if self._process and self._process.returncode is None else None

    @property
    def log(self) -> Path:
        """Where it writes."""
        return self.logs / f"{self.program.name}.log"

    async def stop(self) -> None:
        """Ask it to stop; end it when it does not within a few seconds."""
        self._stopping = True
        process = self._process
        if process is not None and process.returncode is None:
            process.send(signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), STOP_S)
            except TimeoutError:
                process.send(signal.SIGKILL)
                await process.wait()
        if self._watch is not None:
            self._watch.cancel()

    async def _spawn(self) -> None:
        environment = {**self.program.environment, **({} if self.starts else self.program.once)}
        self.starts += 1
        if self.log.exists() and self.log.stat().st_size > LOG_MAX:
            self.log.replace(self.log.with_suffix(".log.1"))
        program = self.program
        self._process = await program.nursery.begin(program.name, program.module, program.words(), environment)

    async def _keep(self) -> None:
        while self._process is not None:
            code = await self._process.wait()
            if self._stopping:
                return
            if code == Exit.USAGE:  # the same words again will do no better
                self.give_up(f"{self.program.name} cannot start: {last_words(self.log)}")
                return
            now = time.monotonic()
            self._crashes.append(now)
            while self._crashes and now - self._crashes[0] > CRASH_WINDOW_S:
                self._crashes.popleft()
            how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
            if len(self._crashes) > CRASHES_MAX:
                why = last_words(self.log)
                self.give_up(f"{self.program.name} does not stay up ({how}): {why} (log: {self.log})")
                return
            self.say(f"{self.program.name} stopped ({how}) and is started again")
            await asyncio.sleep(RESTART_AFTER_S * len(self._crashes))
            if self._stopping:
                return
            try:
                await self._spawn()
            except Barren:
                self.give_up(self._unborn())
                return

    def _unborn(self) -> str:
        log = self.program.nursery.log
        return f"{self.program.name} cannot be started: {last_words(log)} (log: {log})"


def last_words(log: Path) -> str:
    """The last line that a program wrote, for the one line that a person sees."""
    try:
        lines = [line.strip() for line in log.read_text("utf-8", "replace")[-4000:].splitlines() if line.strip()]
    except OSError:
        lines = []
    return lines[-1][:300] if lines else "it said nothing"


def keeper(pid_file: Path) -> subprocess.Popen[bytes]:
    """A shell that stops PostgreSQL when our end of its pipe closes, also when we are killed outright."""
    script = 'cat >/dev/null; [ -f "$0" ] && kill -INT "$(head -n 1 "$0")"'
    return subprocess.Popen(
        ["/bin/sh", "-c", script, str(pid_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin")},
    )


def one_only(data: Path) -> int:
    """The lock of a data folder, held until we end. Raises Stop when another holds it, or the folder cannot be used."""
    import fcntl

    try:
        (data / "logs").mkdir(parents=True, exist_ok=True)
        handle = os.open(data / "up.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        why = error.strerror or str(error)
        raise Stop(
            f"the data folder {data} cannot be written ({why}): choose another with --data", Exit.CANNOT_START
        ) from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        other = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
        os.close(handle)
        raise Stop(
            f"Bangwo already runs on {data} (process {other}): stop it, or choose another folder with --data",
            Exit.CANNOT_START,
        ) from None
    os.ftruncate(handle, 0)
    os.pwrite(handle, str(os.getpid()).encode(), 0)
    return handle
