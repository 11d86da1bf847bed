"""A running sandbox: real processes, started and stopped as a person would."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bangwo.cli.sandbox.ports import free

BANGWO = (sys.executable, "-m", "bangwo")
DEAF = ("sh", "-c", "trap '' INT; exec \"$@\"", "sh")
NOW = "2026-02-10T10:00"
START_S = 90.0
STOP_S = 20.0


def clean_environment(**more: str) -> dict[str, str]:
    """Ours without settings of Bangwo."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BANGWO_", "DATABASE_URL"))}
    return {**kept, **more}


@dataclass
class Sandbox:
    """`bangwo up` on a data folder."""

    data: Path
    port: int = field(default_factory=lambda: free(1)[0])
    options: Sequence[str] = ("--now", NOW)
    environment: Mapping[str, str] = field(default_factory=dict)
    background: bool = False  # as a shell starts what ends in `&`: SIGINT is ignored
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Sandbox":
        """Start, and wait until people can be served."""
        words = [*(DEAF if self.background else ()), *BANGWO, "up"]
        self.process = subprocess.Popen(
            [*words, "--data", str(self.data), "--port", str(self.port), *self.options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=clean_environment(**self.environment),
            start_new_session=True,
        )
        process = self.process
        wait_ready(self.url, lambda: process.poll() is None)
        while not (self.data / "running.json").exists():  # written just after the api is ready
            assert process.poll() is None, "the sandbox ended"
            time.sleep(0.02)
        return self

    def stop(self, how: signal.Signals = signal.SIGTERM) -> str:
        """Tell its group to stop; what it said."""
        assert self.process is not None
        os.killpg(self.process.pid, how)
        try:
            said, _ = self.process.communicate(timeout=STOP_S)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise
        return said

    def running(self) -> dict[str, object]:
        """What `up` wrote down for the other commands."""
        return json.loads((self.data / "running.json").read_text())

    def bangwo(self, *words: str, user: str = "", stdin: str = "") -> subprocess.CompletedProcess[str]:
        """One command against this sandbox."""
        extra = ["--user", user] if user else []
        return bangwo(*words, *extra, stdin=stdin, BANGWO_DATA=str(self.data))

    @contextmanager
    def client(self, phone: str, cards: int = 1, **addresses: str) -> Iterator[httpx.Client]:
        """A logged-in person with an address book."""
        with httpx.Client(base_url=self.url, timeout=30) as client:
            session = client.post("/v1/session", json={"phone": phone, "code": "000000", "cards": cards}).json()
            client.headers["Authorization"] = f"Bearer {session['token']}"
            for label, text in addresses.items():
                client.put(f"/v1/me/addresses/{label}", json={"text": text}).raise_for_status()
            yield client


def bangwo(*words: str, stdin: str = "", timeout: float = 60, **environment: str) -> subprocess.CompletedProcess[str]:
    """One command."""
    return subprocess.run(
        [*BANGWO, *words],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=timeout,
        env=clean_environment(**environment),
        check=False,
    )


def wait_ready(url: str, alive: Callable[[], bool]) -> None:
    """Until /readyz says yes."""
    ends = time.monotonic() + START_S
    while time.monotonic() < ends:
        assert alive(), f"what was to answer at {url} has ended"
        try:
            if httpx.get(f"{url}/readyz", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("it did not become ready")


def family(data: Path) -> list[int]:
    """The processes that work on a data folder."""
    found: list[int] = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            words = (each / "cmdline").read_bytes().decode("utf-8", "replace")
            settings = (each / "environ").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if words and (str(data) in words or f"BANGWO_DATA={data}" in settings):
            found.append(int(each.name))
    return found
