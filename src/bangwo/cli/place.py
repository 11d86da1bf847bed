"""Place: the running Bangwo of a data folder, as `bangwo up` wrote it down for the other commands."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import cast

from bangwo.cli.exits import Exit, Stop
from bangwo.settings import DATA, HOST, PORT

FILE = "running.json"


@dataclass(frozen=True, slots=True)
class Running:
    """Where it answers, and the environment in which its processes run."""

    url: str
    pid: int
    environment: Mapping[str, str] = field(default_factory=dict[str, str])


def data_folder(given: Path | None) -> Path:
    """The data folder: as given, as BANGWO_DATA says, or `.bangwo` here."""
    return given or Path(os.environ.get("BANGWO_DATA", "") or DATA)


def write(data: Path, running: Running) -> None:
    """Write it down, whole or not at all, for its owner only."""
    draft = data / f"{FILE}.{os.getpid()}"
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(asdict(running), ensure_ascii=False, indent=1), encoding="utf-8")
    draft.rename(data / FILE)


def forget(data: Path) -> None:
    """It runs no longer."""
    (data / FILE).unlink(missing_ok=True)


def find(data: Path) -> Running | None:
    """The Bangwo that runs on a data folder, if its process lives."""
    try:
        found = cast("dict[str, object]", json.loads((data / FILE).read_text(encoding="utf-8")))
        running = Running(str(found["url"]), cast("int", found["pid"]), cast("dict[str, str]", found["environment"]))
        os.kill(running.pid, 0)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return running


def address(url: str | None, data: Path) -> str:
    """Where to call: as given, as BANGWO_URL says, where the data folder's Bangwo runs, or the usual place."""
    if named := url or os.environ.get("BANGWO_URL", ""):
        if not named.startswith(("http://", "https://")):
            raise Stop(f"{named} is no address: write it like http://{HOST}:{PORT}", Exit.USAGE)
        return named.rstrip("/")
    running = find(data)
    return running.url if running else f"http://{HOST}:{os.environ.get('BANGWO_PORT', PORT)}"
