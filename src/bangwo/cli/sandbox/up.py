"""Up: the whole of Bangwo on one machine, started in parallel, watched, and stopped in order."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bangwo.adapters.embedded import EmbeddedError, EmbeddedPostgres, attached_dsn
from bangwo.cli import place
from bangwo.cli.exits import Exit, Stop
from bangwo.cli.sandbox import city as city_of
from bangwo.cli.sandbox import keys, ports
from bangwo.cli.sandbox.children import Child, Program, keeper, last_words, one_only
from bangwo.cli.sandbox.city import City
from bangwo.cli.sandbox.nursery import Barren, Nursery
from bangwo.cli.sandbox.voice import Voice
from bangwo.core.clock import LOCAL
from bangwo.settings import Settings, written

READY_S = 90.0
LATER_S = 10.0
"""How long the programs that the first answer does not need wait for it."""
CATALOGUE_PATIENCE = timedelta(seconds=4)
CLOCK = "clock"
CLOCK_MOVED_S = 12 * 3600
API_PROCESSES = min(2, os.cpu_count() or 1)
"""One thread of Python is one core at most."""
LOADED = (
    *("bangwo.cli.tree", "bangwo.cli.serve", "bangwo.compose", "bangwo.edge.app", "granian.server.embed"),
    "bangwo.adapters.catalogue.names:warm",
)
"""What api and worker have in common."""
_SHARED = {"BANGWO_SHARE_PORT": "1"}  # the port was claimed by us; several api processes may listen on it
LOOK_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asks for."""

    settings: Settings
    now: datetime | None = None
    seed: int = 1
    faults: str = ""
    pace: float = 1.0
    with_city: bool = True
    workers: int = API_PROCESSES


def up(wishes: Wishes) -> None:
    """Run until told to stop. Raises Stop when it cannot start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # until the loop runs; it may have been ignored
    settings = replace(wishes.settings, data=wishes.settings.data.absolute())
    lock = one_only(settings.data)
    try:
        ports.claim(settings.host, settings.port)
        shutil.rmtree(_metrics_folder(settings.data), ignore_errors=True)
        _metrics_folder(settings.data).mkdir()
        asyncio.run(_Sandbox(settings, wishes).run())
    finally:
        os.close(lock)


class _Sandbox:
    def __init__(self, settings: Settings, wishes: Wishes) -> None:
        self._wishes = wishes
        self._data = settings.data
        self._city = City.planned(wishes.seed, wishes.faults, wishes.pace) if wishes.with_city else None
        self._settings = _joined(settings, wishes, self._city)
        self._voice = Voice()
        self._ended = asyncio.Event()
        self._lost = ""
        self._children: list[Child] = []
        logs = self._data / "logs"
        self._nursery = Nursery("nursery", logs, LOADED, self._environment())
        self._city_nursery = Nursery("nursery-city", logs, city_of.LOADED, _plain())
        self._fresh = _clock_moved(self._settings)
        if self._fresh:
            self._settings = replace(self._settings, catalogue_patience=CATALOGUE_PATIENCE)

    async def run(self) -> None:
        """Start, watch, stop."""
        loop = asyncio.get_running_loop()
        for each in (signal.SIGINT, signal.SIGTERM):  # also where a shell started us in the background, deaf to SIGINT
            loop.add_signal_handler(each, self._ended.set)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup means this one
            loop.add_signal_handler(signal.SIGHUP, self._ended.set)
        async with AsyncExitStack() as stack:
            stack.callback(place.forget, self._data)
            with self._voice:
                await self._unless_ended(self._start(stack))
            if not self._ended.is_set():
                self._welcome()
                await self._ended.wait()
            self._voice.say("stopping …")
        self._voice.say("stopped")
        if self._lost:
            raise Stop(self._lost, Exit.CANNOT_START)

    async def _unless_ended(self, work: Coroutine[object, object, None]) -> None:
        task, ended = asyncio.create_task(work), asyncio.create_task(self._ended.wait())
        await asyncio.wait({task, ended}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if task.done():
            task.result()
        else:
            task.cancel()
            await asyncio.wait({task})

    def _give_up(self, line: str) -> None:
        self._lost = line
        self._ended.set()

    async def _start(self, stack: AsyncExitStack) -> None:
        for each in self._nurseries:
            await each.open()
            stack.push_async_callback(each.close)
        self._voice.doing("keys")
        await asyncio.to_thread(keys.make, self._settings, city_of.folder(self._data, city_of.PAY))
        stack.push_async_callback(self._stop_all)
        first, later = self._programs()
        await _together(self._start_database(stack), self._start_programs(first))
        self._voice.done(f"{len(first)} programs started")
        self._voice.doing("catalogue and first answer")
        ready = asyncio.create_task(self._until_ready())
        await asyncio.wait({ready}, timeout=LATER_S)
        await self._start_programs(later)
        await ready
        self._voice.done("catalogue read, Bangwo answers")
        (self._data / CLOCK).write_text(repr(self._settings.clock_offset.total_seconds()), encoding="utf-8")
        place.write(self._data, place.Running(self._settings.url, os.getpid(), self._own()))

    async def _start_database(self, stack: AsyncExitStack) -> None:
        if self._settings.database_url:
            await self._migrate(self._settings.database_url)
            self._voice.done("database reached, its schema current")
            return
        self._voice.doing("PostgreSQL" if (self._data / "pg").exists() else "PostgreSQL, its first time")
        server = EmbeddedPostgres(self._data)
        watching = keeper(self._data / "pg" / "postmaster.pid")
        stack.callback(watching.wait)
        stack.callback(lambda: watching.stdin and watching.stdin.close())
        stack.push_async_callback(asyncio.to_thread, server.stop)
        # children are stopped before the server: the stack unwinds in reverse
        stack.push_async_callback(self._stop_all)
        try:
            await _finished(server.start)
        except EmbeddedError as error:
            raise Stop(str(error), Exit.CANNOT_START) from None
        self._voice.doing("migrations")
        await self._migrate(attached_dsn(self._data) or "")
        self._voice.done("PostgreSQL runs, its schema current")

    async def _migrate(self, dsn: str) -> None:
        """In a process of its own: what migrating loads is not to stay with us."""
        environment = {**_plain(), "DATABASE_URL": dsn}
        try:
            process = await self._nursery.begin("migrate", "bangwo", ["migrate"], environment)
        except Barren:
            raise Stop(f"the schema cannot be looked at: {last_words(self._nursery.log)}", Exit.CANNOT_START) from None
        if await process.wait():
            line = last_words(self._data / "logs" / "migrate.log").removeprefix("bangwo: ")
            raise Stop(line, Exit.CANNOT_START)

    async def _start_programs(self, programs: Sequence[Program]) -> None:
        children = [Child(each, self._data / "logs", self._voice.say, self._give_up) for each in programs]
        self._children += children
        await _together(*(each.start() for each in children))

    def _programs(self) -> tuple[Sequence[Program], Sequence[Program]]:
        """Those that the first answer needs, and those that only take its time away.

        Where there is no catalogue, or that of another day, the worker that reads it is among the first.
        """
        api, work = self._ours("api", "api"), self._ours("work", "work")
        others = [self._ours(f"api-{n}", "api") for n in range(1, self._wishes.workers)]
        city = self._of_city()
        return ([work, api, *city], others) if self._fresh else ([api, *city], [work, *others])

    def _ours(self, name: str, word: str) -> Program:
        crash = {"BANGWO_CRASH_AT": self._settings.crash_at} if self._settings.crash_at else {}
        return Program(name, self._nursery, "bangwo", lambda: [word], self._environment(), crash)

    def _of_city(self) -> list[Program]:
        if self._city is None:
            return []
        names = (*city_of.PROVIDERS, city_of.PAY)
        city, nursery = self._city, self._city_nursery
        return [Program(name, nursery, city_of.MODULE, city.words(name, self._settings), _plain()) for name in names]

    @property
    def _nurseries(self) -> Sequence[Nursery]:
        return (self._nursery,) if self._city is None else (self._nursery, self._city_nursery)

    def _environment(self) -> dict[str, str]:
        return {**_plain(), **self._own()}

    def _own(self) -> dict[str, str]:
        """What we add to the environment; the rest of it may hold secrets that are not ours to write down."""
        own = written(replace(self._settings, crash_at=""))
        return {**own, **_SHARED, "PROMETHEUS_MULTIPROC_DIR": str(_metrics_folder(self._data))}

    async def _until_ready(self) -> None:
        ends = asyncio.get_running_loop().time() + READY_S
        while not await asyncio.to_thread(_ready, self._settings):
            if asyncio.get_running_loop().time() > ends:
                api = next(each for each in self._children if each.program.name == "api")
                line = f"Bangwo did not answer within {READY_S:.0f} s: {last_words(api.log)} (logs: {api.logs})"
                raise Stop(line, Exit.CANNOT_START)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _stop_all(self) -> None:
        """Those that take orders first, then the city."""
        names = ("api", "work")
        for ours in (True, False):
            chosen = [each for each in self._children if each.program.name.startswith(names) is ours]
            await asyncio.gather(*(each.stop() for each in chosen))
        self._children = []

    def _welcome(self) -> None:
        at = (datetime.now(LOCAL) + self._settings.clock_offset).strftime("%Y-%m-%d %H:%M")
        self._voice.say(f"\nBangwo 帮我  {self._settings.url}  (it is {at}; data in {_near(self._data)})\n")
        if not self._settings.sandbox:
            self._voice.say("  The sandbox's code logs nobody in here; BANGWO_SANDBOX=1 allows it.")
        for line in ('bangwo say "帮我点一杯奶茶"', "bangwo chat", "bangwo orders", "bangwo doctor"):
            self._voice.say(f"  {_program()}{line.removeprefix('bangwo')}")
        self._voice.say("\nCtrl-C stops it.")


def _joined(settings: Settings, wishes: Wishes, city: City | None) -> Settings:
    """The settings with the sandbox's clock and city in them."""
    if wishes.now is not None:
        settings = replace(settings, clock_offset=wishes.now - datetime.now(LOCAL))
    if city is None:
        return settings
    return replace(
        settings,
        providers=city.providers,
        pay_url=city.url(city_of.PAY),
        pay_public_key=city_of.folder(settings.data, city_of.PAY) / "public.pem",
    )


def _clock_moved(settings: Settings) -> bool:
    """Whether the last start, if there was one, was at another time of the city: it sells other things."""
    try:
        last = float((settings.data / CLOCK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return True
    return abs(last - settings.clock_offset.total_seconds()) > CLOCK_MOVED_S


async def _together(*work: Coroutine[object, object, None]) -> None:
    """All of it; when some fails, or we are told to stop, what is left of the rest has ended as well."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        await asyncio.gather(*tasks)
    finally:
        for each in tasks:
            if not each.cancelling():  # told twice, it would not wait for what it has to wait for
                each.cancel()
        await asyncio.wait(tasks)


async def _finished(call: Callable[[], object]) -> None:
    """Run a call that waits in a thread; also when we are told to stop it is let come to its end."""
    task = asyncio.create_task(asyncio.to_thread(call))
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise


def _ready(settings: Settings) -> bool:
    connection = HTTPConnection(settings.host, settings.port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _plain() -> dict[str, str]:
    """Our own environment without what only we are to read; one arena of memory is enough for one busy thread."""
    kept = {name: value for name, value in os.environ.items() if name not in ("BANGWO_CRASH_AT", "DATABASE_URL")}
    return {"MALLOC_ARENA_MAX": "1", **kept}


def _metrics_folder(data: Path) -> Path:
    """Where processes share their metrics; begun anew by each start."""
    return data / "metrics"


def _near(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _program() -> str:
    """How this program is called from here."""
    beside = Path(sys.executable).with_name("bangwo")
    return _near(beside) if beside.exists() else "bangwo"
