"""What a shelf acknowledged is there, whatever happened; waiting together costs one trip to the disk."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bangwo_city.durable import Shelf, ShelfError

WRITER = Path(__file__).with_name("shelf_writer.py")


async def test_what_was_put_is_read_back_after_reopening(tmp_path: Path):
    shelf = Shelf(tmp_path / "s.db")
    await shelf.put("cups", "a", {"size": "大杯", "fen": 1200})
    await shelf.put("cups", "b", [1, None, True])
    await shelf.delete("cups", "b")
    shelf.close()
    again = Shelf(tmp_path / "s.db")
    assert list(again.scan("cups")) == [("a", {"size": "大杯", "fen": 1200})]
    assert again.get("cups", "b") is None
    again.close()


async def test_a_write_is_seen_at_once_and_a_read_is_a_copy(tmp_path: Path):
    shelf = Shelf(tmp_path / "s.db")
    written = shelf.put("cups", "a", {"n": 1})
    shelf.get("cups", "a")["n"] = 2
    assert shelf.get("cups", "a") == {"n": 1}
    await written
    shelf.close()


async def test_a_batch_is_all_or_nothing(tmp_path: Path):
    shelf = Shelf(tmp_path / "s.db")
    with pytest.raises(RuntimeError):
        async with shelf.batch() as batch:
            batch.put("cups", "a", 1)
            raise RuntimeError
    assert shelf.get("cups", "a") is None
    async with shelf.batch() as batch:
        batch.put("cups", "a", 1)
        batch.put("lids", "a", 2)
    assert (shelf.get("cups", "a"), shelf.get("lids", "a")) == (1, 2)
    shelf.close()


async def test_writers_that_wait_together_share_one_trip_to_the_disk(tmp_path: Path):
    shelf = Shelf(tmp_path / "s.db")
    await asyncio.gather(*(shelf.put("cups", str(n), n) for n in range(1000)))
    assert shelf.commits < 20
    assert shelf.count("cups") == 1000
    shelf.close()


async def test_closing_writes_what_waits(tmp_path: Path):
    shelf = Shelf(tmp_path / "s.db")
    for n in range(100):
        shelf.put("cups", str(n), n)
    shelf.close()
    shelf.close()
    again = Shelf(tmp_path / "s.db")
    assert again.count("cups") == 100
    again.close()
    with pytest.raises(ShelfError, match="is closed"):
        await again.put("cups", "x", 1)


@pytest.mark.parametrize("folder", ["/proc/nowhere", "/dev/null/nowhere"])
def test_a_folder_that_cannot_be_written_is_named(folder: str):
    with pytest.raises(ShelfError, match=f"{folder}/s.db cannot be written"):
        Shelf(Path(folder) / "s.db")


def test_a_file_that_is_no_shelf_is_named(tmp_path: Path):
    (tmp_path / "s.db").write_bytes(b"not a database" * 100)
    with pytest.raises(ShelfError, match=r"s\.db cannot be written"):
        Shelf(tmp_path / "s.db")


def test_one_file_is_of_one_program(tmp_path: Path):
    shelf = Shelf(tmp_path / "s.db")
    with pytest.raises(ShelfError, match="database is locked"):
        Shelf(tmp_path / "s.db")
    shelf.close()
    Shelf(tmp_path / "s.db").close()


@pytest.mark.parametrize("acknowledged", [1, 60, 400])
def test_a_kill_in_the_middle_loses_nothing_acknowledged(tmp_path: Path, acknowledged: int):
    path = tmp_path / "s.db"
    with subprocess.Popen([sys.executable, WRITER, path], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline().strip() for _ in range(acknowledged)]
        writer.kill()
        said += [line.strip() for line in writer.stdout if line.endswith("\n")]
    shelf = Shelf(path)
    left, right = dict(shelf.scan("left")), dict(shelf.scan("right"))
    shelf.close()
    assert set(said) <= set(left)
    assert {key: [value] for key, value in left.items()} == right


values = st.one_of(st.none(), st.integers(-(2**53), 2**53), st.text())
steps = st.lists(st.tuples(st.sampled_from("abc"), values), max_size=30)


@settings(max_examples=25, deadline=None)
@given(steps=steps)
def test_a_shelf_is_a_dictionary_that_lasts(tmp_path_factory: pytest.TempPathFactory, steps: list):
    path = tmp_path_factory.mktemp("shelf") / "s.db"
    expected: dict[str, object] = {}

    async def write() -> None:
        shelf = Shelf(path)
        for key, value in steps:
            if value is None:
                expected.pop(key, None)
                shelf.delete("t", key)
            else:
                expected[key] = value
                shelf.put("t", key, value)
        await shelf.flushed()
        assert dict(shelf.scan("t")) == expected
        shelf.close()

    asyncio.run(write())
    again = Shelf(path)
    assert dict(again.scan("t")) == expected
    again.close()
