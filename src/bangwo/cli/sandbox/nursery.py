"""Nursery: where programs are begun by forking one process that has loaded what they need."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from bangwo.cli.sandbox.forking import Birth, Born, Died, end_with_parent

_MODULE = "bangwo.cli.sandbox.forking"
STOP_S = 6.0


class Barren(Exception):
    """No program can be begun: the nursery's process has ended. Its log says why."""


@dataclass(slots=True)
class Newborn:
    """A running program; what it does not share with the others is its own."""

    pid: int
    returncode: int | None = None
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self) -> int:
        """How it ended: exit status, or less than zero the signal."""
        await self._ended.wait()
        return self.returncode or 0

    def send(self, what: signal.Signals) -> None:
        """Send a signal; nothing when it has ended."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, what)

    def buried(self, code: int) -> None:
        """It has ended."""
        self.returncode = code
        self._ended.set()


class Nursery:
    """One process with these modules loaded, begun when it is needed, and anew when it was lost."""

    def __init__(self, name: str, logs: Path, modules: Sequence[str], environment: Mapping[str, str]) -> None:
        self.log = logs / f"{name}.log"
        self._words = [sys.executable, "-m", _MODULE, str(logs), *modules]
        self._environment = dict(environment)
        self._process: asyncio.subprocess.Process | None = None
        self._hearing: asyncio.Task[None] | None = None
        self._awaited: dict[int, asyncio.Future[Newborn]] = {}
        self._alive: dict[int, Newborn] = {}
        self._numbers = 0

    async def open(self) -> None:
        """Begin to load; returns at once."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._words,
                stdin=PIPE,
                stdout=PIPE,
                stderr=log,
                env=self._environment,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )
        self._hearing = asyncio.create_task(self._hear(self._process))

    async def begin(self, name: str, module: str, words: Sequence[str], environment: Mapping[str, str]) -> Newborn:
        """A new program. Raises Barren."""
        if self._hearing is None or self._hearing.done():
            await self.open()
        assert self._process is not None and self._process.stdin is not None
        self._numbers += 1
        birth = Birth(number=self._numbers, name=name, module=module, words=list(words), environment=dict(environment))
        born = self._awaited[self._numbers] = asyncio.get_running_loop().create_future()
        with contextlib.suppress(ConnectionError):  # told by the end of what we hear
            self._process.stdin.write(json.dumps(birth).encode() + b"\n")
            await self._process.stdin.drain()
        return await born

    async def close(self) -> None:
        """End it, and whatever it has begun that still runs."""
        if self._process is None or self._hearing is None:
            return
        try:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
            await asyncio.wait_for(self._process.wait(), STOP_S)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        await self._hearing

    async def _hear(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            self._heard(cast(Born | Died, json.loads(line)))
        await process.wait()
        for awaited in self._awaited.values():
            if not awaited.done():
                awaited.set_exception(Barren)
        for orphan in self._alive.values():
            orphan.buried(-signal.SIGTERM)  # told so by the system, when their parent died
        self._awaited.clear()
        self._alive.clear()

    def _heard(self, news: Born | Died) -> None:
        if "number" in news:
            newborn = self._alive[news["pid"]] = Newborn(news["pid"])
            awaited = self._awaited.pop(news["number"])
            if not awaited.done():
                awaited.set_result(newborn)
        else:
            self._alive.pop(news["pid"]).buried(news["code"])
