"""The gate: every check of `make test`, cheapest first, each shown with its time."""

import subprocess
import sys
import time
from pathlib import Path

from tests.browser import chromium

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent

CHECKS: dict[str, list[str]] = {
    "lint": [f"{BIN}/ruff", "check", "--quiet", "src", "tests", "bench"],
    "format": [f"{BIN}/ruff", "format", "--check", "--quiet", "src", "tests", "bench"],
    "floors": [f"{BIN}/lint-imports", "--no-cache"],
    "types": [f"{BIN}/pyright"],
    "tests": [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadscope", "tests"],
}


def main(chosen: list[str]) -> int:
    """Run the checks named, or all; 0 when every one passes."""
    failed: list[str] = []
    for name, command in CHECKS.items():
        if chosen and name not in chosen:
            continue
        print(f"── {name}", flush=True)
        started = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        print(f"── {name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True)
        if code:
            failed.append(name)
    if missing := chromium.missing():
        print(f"!! THE BROWSER TESTS WERE SKIPPED: {missing}")
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
