"""The nursery: programs forked from one process, each with a life, an environment and a log of its own."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bangwo.cli.sandbox.nursery import Barren, Nursery
from bangwo.cli.sandbox.up import LOADED

PROGRAM = """
import os, sys, signal
print("loaded by", os.getppid() if "loaded" in sys.modules else "nobody", flush=True)
words = sys.argv[1:]
print("told", *words, os.environ.get("SAID", "nothing"), os.environ.get("ONLY_NURSERY", "nothing"), flush=True)
if "wait" in words:
    signal.pause()
sys.exit(int(words[0]))
"""


@asynccontextmanager
async def nursery(folder: Path, *modules: str) -> AsyncIterator[Nursery]:
    (folder / "program.py").write_text(PROGRAM)
    (folder / "loaded.py").write_text("print('this is no answer')")
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join([str(folder), *sys.path]), "ONLY_NURSERY": "yes"}
    home = Nursery("nursery", folder, modules or ("loaded",), own)
    try:
        yield home
    finally:
        await home.close()


def said(folder: Path, name: str) -> list[str]:
    return (folder / f"{name}.log").read_text().splitlines()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def until_said(folder: Path, name: str) -> None:
    await until(lambda: (folder / f"{name}.log").exists() and len(said(folder, name)) == 2)


def name_of(pid: int) -> str:
    comm = Path(f"/proc/{pid}/comm")
    return comm.read_text().strip() if comm.exists() else ""


async def test_each_has_words_environment_log_and_end_of_its_own(tmp_path: Path) -> None:
    async with nursery(tmp_path) as home:
        one, two = await asyncio.gather(
            home.begin("one", "program", ["0"], {"SAID": "this"}), home.begin("two", "program", ["7"], {})
        )
        assert await asyncio.gather(one.wait(), two.wait()) == [0, 7]
    assert said(tmp_path, "one")[1] == "told 0 this nothing"
    assert said(tmp_path, "two")[1] == "told 7 nothing nothing"


async def test_what_was_loaded_is_there(tmp_path: Path) -> None:
    async with nursery(tmp_path) as home:
        born = await home.begin("one", "program", ["0"], {})
        await born.wait()
    assert said(tmp_path, "one")[0].removeprefix("loaded by ").isdecimal()


async def test_it_is_known_by_its_name_and_ends_by_a_signal(tmp_path: Path) -> None:
    async with nursery(tmp_path) as home:
        born = await home.begin("one", "program", ["wait"], {})
        await until_said(tmp_path, "one")
        assert name_of(born.pid) == "bangwo-one"
        born.send(signal.SIGTERM)
        assert await born.wait() == -signal.SIGTERM
        born.send(signal.SIGTERM)  # nobody is there any more


async def test_they_end_with_the_nursery_and_another_one_is_begun(tmp_path: Path) -> None:
    async with nursery(tmp_path) as home:
        born = await home.begin("one", "program", ["wait"], {})
        await until_said(tmp_path, "one")
        parent = int(said(tmp_path, "one")[0].removeprefix("loaded by "))
        os.kill(parent, signal.SIGKILL)
        assert await born.wait() == -signal.SIGTERM
        await until(lambda: not name_of(born.pid))
        again = await home.begin("two", "program", ["0"], {})
        assert await again.wait() == 0


async def test_closing_tells_those_that_still_run(tmp_path: Path) -> None:
    async with nursery(tmp_path) as home:
        born = await home.begin("one", "program", ["wait"], {})
        await until_said(tmp_path, "one")
    assert await born.wait() == -signal.SIGTERM


async def test_one_that_is_told_to_end_as_soon_as_it_is_born_ends(tmp_path: Path) -> None:
    async with nursery(tmp_path) as home:
        for number in range(50):
            born = await home.begin(f"p{number}", "program", ["wait"], {})
            born.send(signal.SIGTERM)
            assert await asyncio.wait_for(born.wait(), 10) == -signal.SIGTERM


async def test_what_cannot_be_loaded_bears_nothing(tmp_path: Path) -> None:
    async with nursery(tmp_path, "no_such_module") as home:
        with pytest.raises(Barren):
            await home.begin("one", "program", ["0"], {})
        assert "no_such_module" in home.log.read_text()


async def test_closing_while_it_loads_does_not_wait(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text("import time; time.sleep(60)")
    async with asyncio.timeout(10), nursery(tmp_path, "slow") as home:
        await home.open()


async def test_what_the_sandbox_loads_can_be_forked(tmp_path: Path) -> None:
    async with nursery(tmp_path, *LOADED) as home:  # a library's own thread would be lost, and waited for in vain
        born = await home.begin("one", "program", ["0"], {})
        assert await asyncio.wait_for(born.wait(), 20) == 0
