"""Dying: api and worker processes, forked from one that has loaded all code, each to be killed at a crash point."""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from datetime import datetime
from multiprocessing.process import BaseProcess

import bangwo.compose
import bangwo.edge.app  # noqa: F401
from bangwo.adapters import tagger
from bangwo.cli import serve
from bangwo.core.clock import LOCAL
from bangwo.language.lexicon import Lexicon
from bangwo.language.understand import Ears, understand

if multiprocessing.parent_process() is None and "forkserver" in " ".join(sys.argv):
    # loaded once for all
    understand("帮我点两杯奶茶，送到公司", datetime.now(LOCAL), Ears(Lexicon.basic(), tagger.shipped()))

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["e2e.dying"])


def begun(word: str, environment: Mapping[str, str], log: str) -> BaseProcess:
    """A process of that kind, its output in a file."""
    process = _processes.Process(target=_run, args=(word, dict(environment), log), daemon=True)
    process.start()
    return process


def _run(word: str, environment: dict[str, str], log: str) -> None:
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.environ.update(environment)
    {"api": serve.api, "work": serve.work}[word](serve.settings())
