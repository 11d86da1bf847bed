"""Windows: the span of time in which a showing may start, from what was said of day and clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code, Refused
from bangwo.domain.act import Act, When

AROUND = timedelta(hours=1)
"""How far from a clock time one looks: 20:00 finds 19:00 to 21:00."""


@dataclass(frozen=True, slots=True)
class Window:
    """Showings that start in [from_, to). `at`: the moment wished, if one was. `whole_day`: only a day was said."""

    from_: datetime
    to: datetime
    at: datetime | None = None
    approx: bool = False
    whole_day: bool = False


def window_of(act: Act, premiere: datetime | None, now: datetime) -> Window | None:
    """The window of a request; None when no day was said. Refused(date_past) when it is over."""
    found = _window(act, premiere, now)
    if found is None:
        return None
    if found.to <= now or (found.at is not None and found.at < now and not found.approx):
        raise Refused(Code.DATE_PAST)
    return Window(max(found.from_, now), found.to, found.at, found.approx, found.whole_day)


def _window(act: Act, premiere: datetime | None, now: datetime) -> Window | None:
    if act.date_ref == "premiere":
        if premiere is None:
            raise Refused(Code.NO_SHOWING, title=f"《{act.title}》")
        day = premiere.astimezone(LOCAL).date()
        return _on_clock(day, act.clock or act.time)
    if act.time is not None:
        return _between(act.time, now)
    if act.date:
        return _on_clock(_day(act.date), act.clock)
    return _on_clock(now.date(), act.clock) if act.clock is not None else None


def _on_clock(day: date, clock: When | None) -> Window:
    start = datetime.combine(day, time(), LOCAL)
    if clock is None:
        return Window(start, start + timedelta(days=1), whole_day=True)

    def on(moment: str | None) -> str | None:
        return None if moment is None else f"{day.isoformat()}T{moment.rpartition('T')[2]}"

    return _between(When(on(clock.at), on(clock.from_), on(clock.to), clock.approx), start)


def _between(when: When, now: datetime) -> Window:
    if when.at:
        at = moment_of(when.at)
        return Window(at - AROUND, at + AROUND + timedelta(minutes=1), at, when.approx)
    start = moment_of(when.from_) if when.from_ else None
    end = moment_of(when.to) if when.to else None
    if start is None:
        start = max(now, datetime.combine(end.date(), time(), LOCAL)) if end is not None else now
    if end is None:
        end = datetime.combine(start.date() + timedelta(days=1), time(), LOCAL)
    whole = start.time() == time() and end.time() == time()
    return Window(start, end, whole_day=whole)


def moment_of(text: str) -> datetime:
    """A local moment as acts write it; T24:00 is the midnight that ends the day. A bare day is its beginning."""
    day, _, clock = text.partition("T")
    hours, _, minutes = (clock or "00:00").partition(":")
    return datetime.combine(_day(day), time(), LOCAL) + timedelta(hours=int(hours), minutes=int(minutes[:2] or 0))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(Code.DATE_PAST) from error
