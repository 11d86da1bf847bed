"""The city's programs: each starts, says that it is ready, and stops cleanly when told."""

import argparse
import asyncio
import importlib
import math
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import orjson
import uvloop
from aiohttp import web

from bangwo_city.clock import CityClock
from bangwo_city.durable import Shelf, ShelfError
from bangwo_city.faults import Faults
from bangwo_city.log import say, take_over
from bangwo_city.options import Options, moment
from bangwo_city.signing import KeyFileError

PROGRAMS = ("flash", "fresh", "mall", "tickets", "travel", "ride", "dine", "pay")
"""Each is a package with `build(options) -> web.Application` and, if it has options of its own, `add_options`."""

_BACKLOG = 1024
_SHUTDOWN_S = 2.0


class CannotStart(Exception):
    """A program cannot start; the message is the one line to show."""


class WrongUsage(CannotStart):
    """Nor will it with the same options."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one program until it is told to stop. 0: stopped cleanly; 1: could not start; 2: wrong usage."""
    words = sys.argv[1:] if argv is None else list(argv)
    arguments = _parser(next((word for word in words if word in PROGRAMS), "")).parse_args(words)
    take_over()
    try:
        uvloop.run(_run(arguments))
    except (CannotStart, ShelfError, KeyFileError) as error:
        print(f"bangwo_city {arguments.program}: {error}", file=sys.stderr)
        return 2 if isinstance(error, WrongUsage) else 1
    return 0


def _parser(wanted: str) -> argparse.ArgumentParser:
    """Only the wanted program is loaded, so that each stays small."""
    parser = argparse.ArgumentParser(prog="bangwo_city", description="The sandbox city, one program at a time.")
    parser.add_argument("program", choices=PROGRAMS)
    _add_options(parser)
    if wanted in PROGRAMS and hasattr(_program(wanted), "add_options"):
        _program(wanted).add_options(parser)
    return parser


def _program(name: str) -> ModuleType:
    return importlib.import_module(f"bangwo_city.{name}")


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, required=True, help="0 picks a free one")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--data", type=Path, required=True, help="the folder of its durable state")
    parser.add_argument("--now", type=moment, help="the moment its clock starts at, e.g. 2026-02-10T10:00")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another city")
    parser.add_argument("--faults", default="", help="e.g. flash:slow=0.1,flash:lost=0.05,tickets:dead")
    parser.add_argument("--pace", type=float, default=1.0, help="how many times faster than life orders proceed")
    parser.add_argument("--platform", default="", help="URL of the platform's profile where a caller names none")


async def _run(arguments: argparse.Namespace) -> None:
    with _listen(arguments.host, arguments.port) as listener:
        shelf = Shelf(arguments.data / f"{arguments.program}.db")
        try:
            await _serve(_program(arguments.program).build(_options(arguments, shelf)), listener, arguments.program)
        finally:
            shelf.close()


def _options(arguments: argparse.Namespace, shelf: Shelf) -> Options:
    try:
        faults = Faults.parse(arguments.faults, arguments.program, arguments.seed)
    except ValueError as error:
        raise WrongUsage(str(error)) from error
    if not 0 < arguments.pace < math.inf:
        raise WrongUsage("--pace must be more than 0")
    return Options(
        program=arguments.program,
        clock=CityClock(arguments.now),
        shelf=shelf,
        faults=faults,
        data=arguments.data,
        seed=arguments.seed,
        platform=arguments.platform,
        pace=arguments.pace,
        extra=arguments,
    )


def _listen(host: str, port: int) -> socket.socket:
    """The listening socket, taken before anything else is touched."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        raise CannotStart(f"cannot listen on {host}:{port}: {error}") from error
    listener.setblocking(False)
    return listener


async def _serve(app: web.Application, listener: socket.socket, program: str) -> None:
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=_SHUTDOWN_S)
    await runner.setup()
    try:
        await web.SockSite(runner, listener, backlog=_BACKLOG).start()
        stopped = asyncio.Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(each, stopped.set)
        host, port = listener.getsockname()[:2]
        ready = {"ready": program, "url": f"http://{host}:{port}"}
        print(orjson.dumps(ready).decode(), flush=True)
        await stopped.wait()
    finally:
        await runner.cleanup()
    say("stopped", program=program)
