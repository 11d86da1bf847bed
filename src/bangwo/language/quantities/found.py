"""Found: one quantity in a text, with where it stands and what it means."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bangwo.core.json import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`kind`: time, duration, number, ordinal, percent, money or amount; the fields of that kind are set."""

    kind: str
    text: str
    start: int
    end: int
    # time: a moment, or a window of which either end may be missing; `day`: nothing below the day was said
    at: datetime | None = None
    from_: datetime | None = None
    to: datetime | None = None
    day: bool = False
    premiere: bool = False
    approx: bool = False
    clock: bool = False  # a clock time was said
    seconds: int | None = None
    # number, ordinal, percent, amount
    value: float | None = None
    unit: str = ""
    # money
    fen: int | None = None
    min_fen: int | None = None
    max_fen: int | None = None
    per: str | None = None


def moment(at: datetime, *, ends: bool = False, seconds: bool = False) -> str:
    """Local ISO time without offset; a window that ends at midnight ends at T24:00."""
    shape = "%Y-%m-%dT%H:%M:%S" if seconds else "%Y-%m-%dT%H:%M"
    if ends and at.hour == at.minute == 0:
        return (at - timedelta(days=1)).strftime("%Y-%m-%dT24:00") + (":00" if seconds else "")
    return at.strftime(shape)


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
        if (number := getattr(found, key)) is not None:
            out[key] = number
    if found.value is not None:
        out["value"] = int(found.value) if found.value.is_integer() else found.value
    if found.unit:
        out["unit"] = found.unit
    if found.approx:
        out["approx"] = True
    return out
