"""Found: one quantity in a text, with where it stands and what it means."""

from datetime import datetime, timedelta
from typing import NamedTuple

from bangwo.core.json import Json


class Found(NamedTuple):
    """`kind`: time, duration, number, ordinal, percent, money or amount; the fields of that kind are set.

    A named tuple, because a sentence makes several and a frozen dataclass of this width takes five times as long.
    """

    kind: str
    text: str
    start: int
    end: int
    # time: a moment, or a window of which either end may be missing
    at: datetime | None = None
    from_: datetime | None = None
    to: datetime | None = None
    day: bool = False  # one day, and nothing below it was said
    dated: bool = False  # a day, or a longer span, was said
    grain: str = ""  # the smallest thing said: minute, part, day, week, month, year
    premiere: bool = False
    approx: bool = False  # also of money, numbers and amounts
    clock: bool = False  # a clock time was said
    every: str = ""  # 每天: it comes again after so long (P1D); such a time may have no moment
    seconds: int | None = None
    # number, ordinal, percent, amount, and money of another currency
    value: float | None = None
    unit: str = ""
    # money
    fen: int | None = None
    min_fen: int | None = None
    max_fen: int | None = None
    per: str | None = None
    currency: str = ""  # of another than the yuan, ISO 4217; then value, least and most are set instead of fen
    least: float | None = None
    most: float | None = None


def moment(at: datetime, *, ends: bool = False, seconds: bool = False) -> str:
    """Local ISO time without offset; a window that ends at midnight ends at T24:00."""
    if ends and at.hour == at.minute == 0:
        return (at - timedelta(days=1)).strftime("%Y-%m-%dT24:00") + (":00" if seconds else "")
    return at.replace(tzinfo=None).isoformat(timespec="seconds" if seconds else "minutes")


def found_json(found: Found) -> dict[str, Json]:
    """The JSON of spec: kind, text, and what was found."""
    out: dict[str, Json] = {"kind": found.kind, "text": found.text}
    if found.at is not None:
        out["at"] = moment(found.at, seconds=True)
    if found.from_ is not None:
        out["from"] = moment(found.from_, seconds=True)
    if found.to is not None:
        out["to"] = moment(found.to, ends=True, seconds=True)
    for key in ("seconds", "fen", "min_fen", "max_fen"):
        if (whole := getattr(found, key)) is not None:
            out[key] = whole
    for key in ("value", "least", "most"):
        if (number := getattr(found, key)) is not None:
            out[key] = int(number) if number == int(number) else number
    for key in ("unit", "currency", "every"):
        if said := getattr(found, key):
            out[key] = said
    if found.approx:
        out["approx"] = True
    return out
