"""Voice: what `bangwo up` says while it works: a line per step, moving in a terminal, silent once nobody listens."""

import os
import sys
import time
from types import TracebackType


class Voice:
    """Says lines; the step in progress is shown with a moving mark where there is a terminal."""

    def __init__(self) -> None:
        self._terminal = sys.stdout is not None and sys.stdout.isatty()
        self._began = time.monotonic()
        self._status = None
        if self._terminal:
            from rich.console import Console

            self._status = Console(highlight=False).status("", spinner="dots")

    def __enter__(self) -> "Voice":
        if self._status is not None:
            self._status.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.rest()

    def doing(self, what: str) -> None:
        """What is being waited for now."""
        if self._status is not None:
            self._status.update(what)

    def done(self, what: str) -> None:
        """A step is behind us."""
        self.say(f"✓ {what}  {time.monotonic() - self._began:.1f} s")

    def rest(self) -> None:
        """No step is in progress any more."""
        if self._status is not None:
            self._status.stop()

    def say(self, line: str) -> None:
        """One line. When our output was closed, the rest is said to nobody and everything runs on."""
        try:
            print(line, flush=True)
        except (BrokenPipeError, ValueError, OSError):
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
            self._status = None
