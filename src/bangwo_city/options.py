"""Options: what every program of the city is started with, and what it is made of."""

import argparse
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bangwo_city.clock import CityClock
from bangwo_city.durable import Shelf
from bangwo_city.faults import Faults


@dataclass(frozen=True, slots=True)
class Options:
    """One program's start: its shelf is open, its clock runs, its faults are read."""

    program: str  # flash, fresh, tickets, travel, ride, pay
    clock: CityClock
    shelf: Shelf
    faults: Faults
    data: Path  # this program's own folder
    seed: int = 1
    platform: str = ""  # URL of the platform's profile where a caller names none
    pace: float = 1.0  # how many times faster than life orders proceed
    extra: argparse.Namespace = field(default_factory=argparse.Namespace)  # options a program added itself


def moment(text: str) -> datetime:
    """`2026-02-10T10:00`, local time where no offset is named."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no moment; write it like 2026-02-10T10:00") from None
