"""The city's programs, and what each is told when it is run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bangwo.cli.exits import Exit, Stop
from bangwo.cli.sandbox import keys, ports
from bangwo.core.clock import LOCAL
from bangwo.settings import Settings

PROVIDERS = ("flash", "fresh", "tickets", "travel", "mall", "ride", "dine")
PAY = "pay"
MODULE = "bangwo_city"
LOADED = (f"{MODULE}.main", f"{MODULE}.merchant")
"""What its programs have in common."""


@dataclass(frozen=True, slots=True)
class City:
    """Where each program listens and how it is started."""

    ports: dict[str, int]
    seed: int
    faults: str
    pace: float

    @classmethod
    def planned(cls, seed: int, faults: str, pace: float) -> "City":
        """A city on free ports."""
        names = (*PROVIDERS, PAY)
        _check(faults, names)
        return cls(dict(zip(names, ports.free(len(names)), strict=True)), seed, faults, pace)

    def url(self, name: str) -> str:
        """Where a program is reached."""
        return f"http://127.0.0.1:{self.ports[name]}"

    @property
    def providers(self) -> dict[str, str]:
        """The base URLs of those that sell."""
        return {name: self.url(name) for name in PROVIDERS}

    def words(self, name: str, settings: Settings) -> Callable[[], Sequence[str]]:
        """How a program is told what to do; its clock starts where the sandbox's stands when it is run."""

        def words() -> Sequence[str]:
            words = [name, "--port", str(self.ports[name])]
            words += ["--data", str(folder(settings.data, name)), "--seed", str(self.seed)]
            if settings.clock_offset != timedelta():
                words += ["--now", (datetime.now(LOCAL) + settings.clock_offset).isoformat()]
            if self.faults:
                words += ["--faults", self.faults]
            words += ["--pace", str(self.pace), "--platform", f"{settings.url}/.well-known/ucp"]
            if name == PAY:
                words += ["--app-public-key", str(keys.our_public(settings))]
                words += ["--private-key", str(folder(settings.data, PAY) / "private.pem")]
            return words

        return words


def _check(faults: str, names: Sequence[str]) -> None:
    """Raises Stop for a fault of a service that is not in the city; the rest each service reads for itself."""
    for each in faults.split(","):
        service, colon, _ = each.partition(":")
        if colon and service.strip() not in names:
            raise Stop(f"--faults: no {service.strip()!r} in the city; there are {', '.join(names)}", Exit.USAGE)


def folder(data: Path, name: str) -> Path:
    """Where a program keeps its state."""
    return data / "city" / name
