"""The city's clock: it starts at any moment and runs on from there."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
"""The zone the city lives in; every moment inside it is aware and in this zone."""


def local(moment: datetime) -> datetime:
    """The same moment in the city's zone; one without a zone is taken as local."""
    return moment.replace(tzinfo=LOCAL) if moment.tzinfo is None else moment.astimezone(LOCAL)


class CityClock:
    """The machine's clock, moved so that it shows `start` when it is made. None: the machine's own time."""

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = timedelta() if start is None else local(start) - datetime.now(LOCAL)

    def now(self) -> datetime:
        """The present moment, aware, in `LOCAL`."""
        return datetime.now(LOCAL) + self._offset


class ManualClock(CityClock):
    """A clock that stands still until it is moved, for tests."""

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self._now = local(now)

    def now(self) -> datetime:
        """The moment it was last moved to."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Move on; never back."""
        if by < timedelta():
            raise ValueError("a clock never runs back")
        self._now += by
