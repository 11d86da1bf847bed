"""Exits: what the exit codes of `bangwo` mean, and how a command ends with one clear line."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes, as `bangwo --help` documents them."""

    OK = 0
    REFUSED = 1  # understood, and not done: the line says why
    USAGE = 2  # not a command, or not these words
    UNREACHABLE = 3  # Bangwo does not answer
    CANNOT_START = 4  # port taken, folder not writable, database unreachable, already running
    INTERRUPTED = 130


CODES = (
    "Exit codes: 0 done · 1 refused or failed · 2 wrong usage · 3 Bangwo does not answer · "
    "4 cannot start · 130 interrupted"
)


class Stop(Exception):
    """Ends a command: one line for the person, a code for scripts."""

    def __init__(self, line: str, code: Exit = Exit.REFUSED) -> None:
        super().__init__(line)
        self.code = code
