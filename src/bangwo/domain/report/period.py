"""Periods: the spans that a report is about, in whole hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code, Refused
from bangwo.domain.report.tally import DAY, HOUR, Grain

USUAL_DAYS = 7
DAYS_MAX = 400
_YEARS = (2000, 9000)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)

Part = tuple[Grain, datetime, datetime]
"""Lines of one grain from a moment to before another."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the beginning of an hour to the end of one; `until` may lie ahead within the present hour."""

    since: datetime
    until: datetime

    def parts(self) -> Iterator[Part]:
        """Whole days as days, what is left at both ends as hours: so a year is as quickly added up as a day."""
        first = _midnight(self.since + _DAY - timedelta(microseconds=1))
        last = _midnight(self.until)
        if first >= last:
            yield HOUR, self.since, self.until
            return
        for grain, since, until in ((HOUR, self.since, first), (DAY, first, last), (HOUR, last, self.until)):
            if since < until:
                yield grain, since, until

    def before(self, now: datetime) -> "Period":
        """The period that growth is measured against: as long as what has passed of this one, right before it."""
        passed = self.ends(now) - self.since
        return Period(self.since - passed, self.since)

    def ends(self, now: datetime) -> datetime:
        """The end of its last hour that has begun."""
        return min(self.until, _hour(now) + _HOUR)


def period(since: datetime | None, until: datetime | None, now: datetime) -> Period:
    """The hours that were asked for; today and the six days before where nothing was.

    Refused: period_order, period_ahead (it begins in the future), period_too_long.
    """
    ends = _within(until) if until is not None else None
    to = min(ends, now) if ends is not None else now
    from_ = _within(since) if since is not None else _midnight(to) - (USUAL_DAYS - 1) * _DAY
    if from_ > now:
        raise Refused(Code.PERIOD_AHEAD)
    if ends is not None and from_ >= ends:
        raise Refused(Code.PERIOD_ORDER)
    if to - from_ > DAYS_MAX * _DAY:
        raise Refused(Code.PERIOD_TOO_LONG, most=DAYS_MAX)
    end = _hour(to)
    whole = ends is not None and ends == end
    return Period(_hour(from_), end if whole else end + _HOUR)


def _within(moment: datetime) -> datetime:
    """The same in local time; nothing is older than the first of these years, or lies beyond the last."""
    first, last = (datetime(year, 1, 1, tzinfo=LOCAL) for year in _YEARS)
    return min(max(moment, first), last).astimezone(LOCAL)


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
