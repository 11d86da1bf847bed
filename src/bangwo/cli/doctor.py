"""Doctor: what is wrong with this machine or this Bangwo, and how to mend it."""

import asyncio
import os
import shutil
import socket
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from http.client import HTTPConnection, HTTPException
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from urllib.parse import urlsplit

from bangwo.cli import place, show
from bangwo.cli.exits import Exit, Stop
from bangwo.settings import Settings

_SCHEMA = {
    "empty": ("nothing in it yet", "start Bangwo: bangwo up"),
    "behind": ("of an older Bangwo, or a migration was interrupted", "run: bangwo up, which brings it up to date"),
    "current": ("current", ""),
    "ahead": ("of a newer Bangwo", "install that Bangwo, or use another database"),
    "broken": (
        "a migration is half done: tables are missing or unknown",
        "restore a backup, or use another data folder",
    ),
}
PYTHON_LEAST = (3, 11)
DISK_LEAST = 1024**3
ASK_TIMEOUT_S = 2.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `mend` says what to do when it is not well."""

    what: str
    well: bool
    found: str
    mend: str = ""


def examine(settings: Settings, data: Path, port: int | None, as_json: bool) -> None:
    """Look at everything and say it. Raises Stop when something is not well."""
    running = place.find(data)
    wanted = settings.port if port is None else port
    findings = [
        *_machine(data),
        _port(settings.host, wanted, running),
        *asyncio.run(_store(settings, data, running)),
        *_services(settings, running),
    ]
    if as_json:
        show.as_json({"well": all(each.well for each in findings), "findings": [asdict(each) for each in findings]})
    else:
        for each in findings:
            print(f"{'✓' if each.well else '✗'} {each.what}: {each.found}{'' if each.well else f'  → {each.mend}'}")
    ill = [each.what for each in findings if not each.well]
    if ill:
        raise Stop(f"not well: {', '.join(ill)}", Exit.REFUSED)


def _machine(data: Path) -> Iterable[Finding]:
    found = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", sys.version_info >= PYTHON_LEAST, found, "use Python 3.11 or newer")
    missing = _missing_packages()
    yield Finding("packages", not missing, f"missing: {', '.join(missing)}" if missing else "all there", "run: make up")
    yield _folder(data)
    nearest = next(each for each in (data.absolute(), *data.absolute().parents) if each.exists())
    free = shutil.disk_usage(nearest).free
    yield Finding("disk", free >= DISK_LEAST, f"{free // 1024**2} MiB free", "free at least 1 GiB, or use --data")
    sane = time.time() > 1_750_000_000  # no release of Bangwo is older
    yield Finding("clock", sane, time.strftime("%Y-%m-%d %H:%M:%S"), "set the machine's clock")


def _missing_packages() -> list[str]:
    try:
        needed = [each.split(";")[0] for each in requires("bangwo") or () if "extra ==" not in each]
    except PackageNotFoundError:
        return ["bangwo"]
    missing: list[str] = []
    for each in needed:
        name = each.split("[")[0].split("=")[0].split("<")[0].split(">")[0].strip()
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
    return missing


def _folder(data: Path) -> Finding:
    mend = "choose another with --data or BANGWO_DATA, or change its rights"
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe = data / f".doctor.{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Finding("data folder", False, f"{data} cannot be written ({error.strerror})", mend)
    return Finding("data folder", True, f"{data} can be written")


def _port(host: str, port: int, running: place.Running | None) -> Finding:
    if running is not None:
        return Finding("port", True, f"Bangwo runs at {running.url} (process {running.pid})")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            by = _listener(port)
            return Finding("port", False, f"{port} cannot be used: {error.strerror}{by}", "stop it, or use --port")
    return Finding("port", True, f"{port} is free")


def _listener(port: int) -> str:
    """Which process listens on a port, where /proc tells."""
    try:
        rows = [line.split() for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]]
        nodes = {f"socket:[{row[9]}]" for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == port}
    except (OSError, ValueError, IndexError):
        return ""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if any(os.readlink(each) in nodes for each in (process / "fd").iterdir()):  # noqa: PTH115
                name = (process / "comm").read_text("utf-8").strip()
                return f", by {name} (process {process.name})"
        except OSError:
            continue
    return ""


async def _store(settings: Settings, data: Path, running: place.Running | None) -> list[Finding]:
    from bangwo.adapters.embedded import attached_dsn
    from bangwo.adapters.store.database import Database, Limits
    from bangwo.adapters.store.schema import state_of
    from bangwo.core.errors import Unavailable

    dsn = settings.database_url or attached_dsn(data) or ""
    if not dsn:
        return [Finding("database", running is None, "embedded, not running", "start Bangwo: bangwo up")]
    database = Database(dsn, Limits(connections=1))
    try:
        await database.open()
    except Unavailable as error:
        mend = "check DATABASE_URL and the server" if settings.database_url else "start Bangwo: bangwo up"
        return [Finding("database", False, f"cannot be reached: {error.what}", mend)]
    try:
        state = await state_of(database)
        return [
            Finding("database", True, "reached"),
            Finding("schema", state.value == "current", *_SCHEMA[state.value]),
        ]
    finally:
        await database.close()


def _services(settings: Settings, running: place.Running | None) -> list[Finding]:
    """Whether the api, the providers and the payment service answer."""
    environment = dict(running.environment) if running else {}
    pairs = environment.get("BANGWO_PROVIDERS", "")
    providers = dict(each.split("=", 1) for each in pairs.split(",") if "=" in each) or dict(settings.providers)
    asked = [(f"provider {name}", f"{url}/.well-known/ucp") for name, url in providers.items()]
    if pay := environment.get("BANGWO_PAY_URL", "") or settings.pay_url:
        asked.append(("payment service", f"{pay}/healthz"))
    if running:
        asked.insert(0, ("api", f"{running.url}/readyz"))
    return [_answers(what, url) for what, url in asked]


def _answers(what: str, url: str) -> Finding:
    target = urlsplit(url)
    began = time.perf_counter()
    connection = HTTPConnection(target.hostname or "", target.port, timeout=ASK_TIMEOUT_S)
    mend = "its log is in the data folder under logs/; when it is not ours, ask whoever runs it"
    try:
        connection.request("GET", target.path)
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        return Finding(what, False, f"{url} does not answer ({error})", mend)
    finally:
        connection.close()
    took = round((time.perf_counter() - began) * 1000)
    return Finding(what, status == 200, f"{url} answers {status} in {took} ms", mend)
