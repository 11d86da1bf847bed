"""Forking: a process that has loaded what programs need, and becomes each of them when asked.

    python -m bangwo.cli.sandbox.forking LOGS MODULE[:FUNCTION]…

It is asked in lines of JSON on stdin, a `Birth` each, and answers on stdout with a `Born` each, and a `Died` when one
has ended. On SIGTERM, and when stdin closes, it tells all that still run to stop, waits for them and ends. What is
loaded once is in memory once.
"""

import ctypes
import gc
import json
import os
import runpy
import select
import signal
import sys
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TypedDict, cast

_PR_SET_PDEATHSIG, _PR_SET_NAME = 1, 15
_READ_MAX = 1 << 16
_HEARD = (signal.SIGCHLD, signal.SIGTERM)
_libc = ctypes.CDLL(None)


class Birth(TypedDict):
    """A program to become: `python -m module words…`, with exactly this environment, its output in LOGS/name.log."""

    number: int
    name: str
    module: str
    words: list[str]
    environment: dict[str, str]


class Born(TypedDict):
    """The process that answers a birth."""

    number: int
    pid: int


class Died(TypedDict):
    """A process that has ended, and how: its exit status, or less than zero the signal that ended it."""

    pid: int
    code: int


def end_with_parent() -> None:
    """In a child: be told to stop when the parent dies, however it dies (Linux)."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def main() -> None:
    """Load, then serve until stdin closes; in a child, be the program that was asked for."""
    logs, *wanted = sys.argv[1:]
    answers = os.dup(1)
    os.dup2(2, 1)  # whoever prints while it is loaded shall not answer for us
    for each in wanted:
        name, _, function = each.partition(":")
        module = import_module(name)
        if function:
            getattr(module, function)()
    sys.stdout.flush()  # or each child would say it again
    gc.freeze()  # nobody's collection shall touch, and so copy, what all have in common
    birth = _serve(answers)
    if birth is not None:
        _settle(birth, Path(logs))
        sys.argv = [birth["module"], *birth["words"]]
        runpy.run_module(birth["module"], run_name="__main__", alter_sys=True)


def _serve(answers: int) -> Birth | None:
    """Fork as asked and answer; returns in each child what it is to be, and None when all has ended."""
    woken, wake = os.pipe()
    for each in (woken, wake):
        os.set_blocking(each, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    for each in _HEARD:
        signal.signal(each, _woken)
    alive: set[int] = set()
    pending = b""
    while True:
        readable, _, _ = select.select([0, woken], [], [])
        if woken in readable and signal.SIGTERM in os.read(woken, _READ_MAX):
            return _end(alive)
        _bury(alive, answers)
        if 0 not in readable:
            continue
        heard = os.read(0, _READ_MAX)
        if not heard:
            return _end(alive)
        *lines, pending = (pending + heard).split(b"\n")
        for line in lines:
            birth = cast(Birth, json.loads(line))
            signal.pthread_sigmask(signal.SIG_BLOCK, _HEARD)  # a child told to end at once shall not hear it as we do
            parent, pid = os.getpid(), os.fork()
            if not pid:
                for each in (woken, wake, answers):
                    os.close(each)
                _leave(parent)
                return birth
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _HEARD)
            alive.add(pid)
            _tell(answers, Born(number=birth["number"], pid=pid))


def _woken(number: int, frame: FrameType | None) -> None:
    """Nothing here: the wake-up pipe is written to wherever a signal has a handler."""


def _leave(parent: int) -> None:
    """In a child: hear signals as anybody does, and end with the parent, even one that has ended already."""
    signal.set_wakeup_fd(-1)
    for each in _HEARD:
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _HEARD)
    end_with_parent()
    if os.getppid() != parent:
        sys.exit(-signal.SIGTERM)


def _bury(alive: set[int], answers: int) -> None:
    """Tell of all that have ended."""
    while alive:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        alive.remove(pid)
        _tell(answers, Died(pid=pid, code=os.waitstatus_to_exitcode(status)))


def _end(alive: set[int]) -> None:
    """Have all stop."""
    for each in alive:
        os.kill(each, signal.SIGTERM)
    for each in alive:
        os.waitpid(each, 0)


def _tell(answers: int, news: Born | Died) -> None:
    os.write(answers, json.dumps(news).encode() + b"\n")  # short enough for a pipe to take it whole


def _settle(birth: Birth, logs: Path) -> None:
    """A life of one's own: session, name, environment, and nothing but a log to write to."""
    os.setsid()  # a signal to the group of `up` is for `up` to pass on, in order
    _libc.prctl(_PR_SET_NAME, f"bangwo-{birth['name']}".encode()[:15])  # for ps and top: our words are the forker's
    for each in os.environ.keys() - birth["environment"].keys():
        del os.environ[each]
    os.environ.update(birth["environment"])
    log = os.open(logs / f"{birth['name']}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for mine, theirs in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(mine, theirs)
    os.close(log)
    os.close(nothing)


if __name__ == "__main__":
    main()
