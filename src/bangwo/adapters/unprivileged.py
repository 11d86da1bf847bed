"""Unprivileged: the system user whom PostgreSQL runs as when we are root, for PostgreSQL refuses root."""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

USER = "pgserver"  # the name that the wheel itself uses, so that both share one user

_ADD = ("useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", USER)


def run_as() -> str | None:
    """The user to run PostgreSQL as; None for ourselves. As root it is made where missing (or OSError)."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(USER)
    except KeyError:
        _add_user()
    return USER


def give(folder: Path, user: str | None) -> None:
    """Make a folder private to the user."""
    folder.chmod(stat.S_IRWXU)
    if user is not None:
        entry = pwd.getpwnam(user)
        os.chown(folder, entry.pw_uid, entry.pw_gid)


def let_through(path: Path, user: str | None) -> None:
    """Let the user pass (not list) every folder above a path: without it root's own folders are closed to it."""
    if user is None:
        return
    for folder in path.absolute().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)


def let_read(tree: Path, user: str | None) -> None:
    """Let the user read installed programs, which a strict umask may have closed."""
    if user is None or all(each.stat().st_mode & stat.S_IROTH for each in (tree, tree / "bin", tree / "bin/postgres")):
        return
    for each in (tree, *tree.rglob("*")):
        if not each.is_symlink():
            mode = each.stat().st_mode
            passable = stat.S_IXOTH if mode & stat.S_IXUSR else 0
            each.chmod(mode | stat.S_IROTH | passable)


def _add_user() -> None:
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    if shutil.which(_ADD[0], path=path) is None:
        raise OSError(
            f"PostgreSQL refuses root, and the user {USER} cannot be made without useradd: do not run as root"
        )
    done = subprocess.run(_ADD, env={"PATH": path}, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 9):  # 9: someone else made it just now
        raise OSError(f"the system user {USER} cannot be made: {done.stderr.strip()}")
