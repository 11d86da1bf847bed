"""Where the system's Chromium is, and what is said where the browser tests cannot run."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SITE = ROOT / "src/bangwo/site"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def found() -> str:
    """The path of the system's Chromium; empty where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")


def missing() -> str:
    """Why no browser test can run, in one line; empty where they can."""
    if not found():
        return "no Chromium here (apt-get install chromium)"
    if not (SITE / "index.html").exists():
        return "the web app is not built (make .make/web, with Node 20.19 or newer)"
    return ""
