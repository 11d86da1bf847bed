"""Times: the moment, window or day that an act names."""

from collections.abc import Sequence
from datetime import date, timedelta

from bangwo.domain.act import When
from bangwo.language.assembly.said import Said
from bangwo.language.quantities import Found, moment, spans

Timed = dict[str, When | str | int]
"""The slots of time: `time`, `date`, `date_ref`, `clock`, `return_date`, `nights`."""


def read(said: Said) -> Timed:
    """All slots of time; what was said last stands, and a day goes with the clock time said before it."""
    found = [each for span in said.tagged("time", "premiere") for each in said.found(span, "time")]
    back = [each for span in said.tagged("return") for each in said.found(span, "time")]
    out = _stay(said, found) if said.code.field == "hotel" else _moment(said, found)
    if back and said.code.field == "hotel":
        if found and (nights := (_begin(back[-1]) - _begin(found[-1])).days) > 0:
            out["nights"] = nights
    elif back:
        out["return_date"] = day_of(back[-1])
    return out


def when(found: Found) -> When:
    """A time as a slot."""
    return When(
        at=moment(found.at) if found.at else None,
        from_=moment(found.from_) if found.from_ else None,
        to=moment(found.to, ends=True) if found.to else None,
        approx=found.approx,
    )


def day_of(found: Found) -> str:
    """The day of a time, as a date slot."""
    return _begin(found).strftime("%Y-%m-%d")


def _begin(found: Found) -> date:
    at = found.from_ or found.at or found.to
    assert at is not None
    return at.date()


def _moment(said: Said, found: list[Found]) -> Timed:
    premiere = [each for each in found if each.premiere]
    if premiere or "premiere" in said.tags:
        clock = next((each for each in reversed(found) if each.clock or not each.day), None)
        return {"date_ref": "premiere"} if clock is None else {"date_ref": "premiere", "clock": _clock(clock)}
    close = [each for each in found if not each.day]
    if not close:
        return {"date": day_of(found[-1])} if found else {}
    last = close[-1]
    if found[-1].day and not found[-1].premiere and found[-1].start > last.start:
        joined = [each for each in spans(found[-1].text + last.text, said.now) if each.kind == "time"]
        last = joined[0] if len(joined) == 1 and not joined[0].day else last
        if _within(found[-1], close[-1]):
            return {"date": day_of(found[-1])}
    return {"time": when(_evening(last, close[:-1]))}


def _within(day: Found, window: Found) -> bool:
    """Whether a day said later narrows a span of days said before (周末…周六的)."""
    if not (window.from_ and window.to) or (window.to - window.from_).days < 1:
        return False
    return window.from_.date() <= _begin(day) <= window.to.date()


def _evening(last: Found, before: Sequence[Found]) -> Found:
    """A clock time in the part of the day that was named before it (除夕夜…九点)."""
    if last.at is None:
        return last
    later = last.at + timedelta(hours=12)
    for part in before:
        if part.from_ and part.to and not part.from_ <= last.at < part.to and part.from_ <= later < part.to:
            return last._replace(at=later)
    return last


def _stay(said: Said, found: list[Found]) -> Timed:
    """The check-in day; a span of days stays a window."""
    if not found:
        return {}
    first = found[0] if len(found) == 2 and found[0].day and not found[1].day else found[-1]
    if first.from_ and first.to and not first.day and (first.to - first.from_).days >= 2 - first.from_.hour // 12:
        return {"time": When(from_=moment(first.from_), to=moment(first.to, ends=True))}
    return {"date": day_of(first)}


def _clock(found: Found) -> When:
    full = when(found)
    return When(at=_hour(full.at), from_=_hour(full.from_), to=_hour(full.to), approx=full.approx)


def _hour(moment_said: str | None) -> str | None:
    return moment_said[11:] if moment_said else None
