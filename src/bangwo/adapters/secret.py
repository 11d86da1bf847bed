"""Secret: a file that only its owner can read."""

import os
from pathlib import Path


def write_secret(file: Path, content: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all; one that came first stays."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
