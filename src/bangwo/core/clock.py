"""Clocks: time is an argument, and this is where it comes from."""

from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
"""The deployment's zone: every `datetime` inside Bangwo is aware and in it."""


class Clock(Protocol):
    """Tells the time of the deployment."""

    def now(self) -> datetime:
        """The present moment, aware, in `LOCAL`."""
        ...


class SystemClock:
    """The machine's clock, moved by a fixed offset so that a sandbox can start at any moment and run on."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self._offset = offset

    def now(self) -> datetime:
        """The present moment, moved by the offset."""
        return datetime.now(LOCAL) + self._offset


class ManualClock:
    """A clock that stands still until it is moved: virtual time for tests and simulation."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        """The moment it was last set to."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Move on; never back."""
        if by < timedelta():
            raise ValueError("a clock never runs back")
        self._now += by
