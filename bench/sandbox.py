"""A sandbox of its own for a benchmark: `bangwo up` on a temporary folder and a free port."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

READY_S_MAX = 90


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: Path, port: int, *more: str) -> "subprocess.Popen[bytes]":
    """`bangwo up` in a process group of its own."""
    command = [str(Path(sys.executable).parent / "bangwo"), "up", "--data", str(data), "--port", str(port), *more]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=os.environ
    )


def wait_ready(url: str, process: "subprocess.Popen[bytes]") -> float:
    """Seconds until /readyz answers 200."""
    started = time.monotonic()
    while time.monotonic() - started < READY_S_MAX:
        if process.poll() is not None:
            raise RuntimeError(f"the sandbox ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=1) as answer:
                if answer.status == 200:
                    return time.monotonic() - started
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.02)
    raise RuntimeError(f"the sandbox was not ready in {READY_S_MAX} s")


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End it and all it started."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def sandbox(*more: str) -> Iterator[tuple[str, int]]:
    """The address of a running sandbox and the process id of its `up`."""
    with tempfile.TemporaryDirectory(prefix="bangwo-bench-") as folder:
        port = free_port()
        process = start(Path(folder) / "data", port, *more)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_ready(url, process)
            yield url, process.pid
        finally:
            stop(process)
