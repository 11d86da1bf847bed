"""Numbers: matches on public specifications of Chinese numbers, money and dates that lie beside the checkout.

The specifications have conventions of their own, which are translated here, never in the reader (docs/quantities.md).
"""

import json
import sys
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple, cast

from bangwo.core.clock import LOCAL
from bangwo.language.normalise import script
from bangwo.language.quantities import Found, find, find_numbers
from bench.result import Result

FOLDER = Path(__file__).parent.parent.parent / "shared" / "data" / "numbers"
FILES = {
    "Number": "Number/Chinese/NumberModel.json",
    "Ordinal": "Number/Chinese/OrdinalModel.json",
    "Percent": "Number/Chinese/PercentModel.json",
    "Currency": "NumberWithUnit/Chinese/CurrencyModel.json",
    "DateTime": "DateTime/Chinese/DateTimeModel.json",
}
Case = dict[str, object]
_UNRESOLVED = "not resolved"


class Answer(NamedTuple):
    """The words of a quantity, what it is, and the values that it may have; none where a specification gives none."""

    words: str
    type: str
    values: frozenset[str]


def run() -> list[Result]:
    """One line per file: how many of its cases come out exactly, and how many with the right words and type."""
    if not FOLDER.is_dir():
        print(f"numbers: SKIPPED, {FOLDER} is missing", file=sys.stderr)
        return []
    return [_scored(name, FOLDER / path) for name, path in FILES.items()]


def compared(name: str) -> list[tuple[Case, list[Answer], list[Answer]]]:
    """Each case of a file, with what it wants and what was found."""
    cases = cast("list[Case]", json.loads((FOLDER / FILES[name]).read_text("utf-8-sig")))
    return [
        (
            case,
            [_wanted(each) for each in cast("list[dict[str, object]]", case["Results"])],
            _READERS[name](str(case["Input"]), _now(case)),
        )
        for case in cases
    ]


def typed(wanted: list[Answer], found: list[Answer]) -> bool:
    """Whether words and types agree."""
    return [each[:2] for each in wanted] == [each[:2] for each in found]


def exact(wanted: list[Answer], found: list[Answer]) -> bool:
    """Whether words, types and values agree."""
    return typed(wanted, found) and all(
        not one.values or one.values & other.values for one, other in zip(wanted, found, strict=True)
    )


def _scored(name: str, path: Path) -> Result:
    rows = compared(name)
    right = sum(exact(wanted, found) for _, wanted, found in rows)
    close = sum(typed(wanted, found) for _, wanted, found in rows)
    return Result(f"numbers {name}", right, "", note=f"of {len(rows)} exact; {close} with the right words and type")


def _now(case: Case) -> datetime:
    context = cast("dict[str, str]", case.get("Context") or {})
    return datetime.fromisoformat(context.get("ReferenceDateTime", "2016-11-07T00:00:00")[:19]).replace(tzinfo=LOCAL)


def _said(words: str) -> str:
    """Words as the specifications write them: half width, lower case; old characters are as good as new."""
    return script(unicodedata.normalize("NFKC", words)).lower()


def _wanted(result: dict[str, object]) -> Answer:
    resolution = cast("dict[str, object]", result.get("Resolution") or {})
    values = cast("list[dict[str, str]]", resolution.get("values") or [resolution])
    kind = str(result["TypeName"]).removeprefix("datetimeV2.")
    return Answer(_said(str(result["Text"])), kind, frozenset(filter(None, (_value(each) for each in values))))


def _value(resolution: dict[str, str]) -> str:
    if "start" in resolution or "end" in resolution:
        return f"{resolution.get('start', '')}/{resolution.get('end', '')}"
    value = str(resolution.get("value") or "")
    if "isoCurrency" in resolution or "unit" in resolution:
        return f"{_rounded(value)} {resolution.get('isoCurrency', '')}".strip()
    return "" if value == _UNRESOLVED else _rounded(value)


def _rounded(value: str) -> str:
    """Figures to twelve digits, as the specifications round to fifteen; a percentage keeps its sign."""
    try:
        return f"{float(value.removesuffix('%')):.12g}" + ("%" if value.endswith("%") else "")
    except ValueError:
        return value


def _numbers(text: str, now: datetime) -> list[Answer]:
    return [_figures(each, "number") for each in find_numbers(script(text).lower())]


def _figures(found: Found, kind: str) -> Answer:
    sign = "%" if kind == "percentage" else ""
    return Answer(_said(found.text), kind, frozenset({_rounded(str(found.value)) + sign}))


def _of(kind: str, told: str) -> Callable[[str, datetime], list[Answer]]:
    def read(text: str, now: datetime) -> list[Answer]:
        return [_figures(each, told) for each in find(text, now) if each.kind == kind]

    return read


def _money(text: str, now: datetime) -> list[Answer]:
    out: list[Answer] = []
    for each in find(text, now):
        if each.kind == "money":
            value = each.fen / 100 if each.fen is not None else each.value
            code = "" if each.text.startswith("$") or each.currency == "XBT" else each.currency or "CNY"
            out.append(Answer(_said(each.text), "currency", frozenset({f"{_rounded(str(value))} {code}".strip()})))
    return out


def _time(text: str, now: datetime) -> list[Answer]:
    return [
        Answer(_said(each.text), _type(each), frozenset(_moments(each)))
        for each in find(text, now)
        if each.kind in ("time", "duration")
    ]


def _type(found: Found) -> str:
    if found.seconds is not None:
        return "duration"
    if found.every:
        return "set"
    if found.day:
        return "date"
    if found.at is not None:
        return "datetime" if found.dated else "time"
    if found.grain in ("minute", "part"):
        return "datetimerange" if found.dated else "timerange"
    return "daterange"


def _moments(found: Found) -> list[str]:
    """The forms in which the specifications write a time: day, clock, moment, or first and last of a window."""
    if found.seconds is not None:
        return [str(found.seconds)]
    if found.at is not None:
        moment = f"{found.at:%Y-%m-%d %H:%M:%S}"
        return [moment, moment[11:]] if found.dated else [moment[11:]]
    if found.day and found.from_ is not None:
        return [f"{found.from_:%Y-%m-%d}"]
    if found.grain in ("minute", "part"):
        first, last = (f"{each:%Y-%m-%d %H:%M:%S}" if each else "" for each in (found.from_, found.to))
        return [f"{first}/{last}" if found.dated else f"{first[11:]}/{last[11:]}"]
    first = f"{found.from_:%Y-%m-%d}" if found.from_ else ""
    return [f"{first}/{last:%Y-%m-%d}" for last in _lasts(found)] if found.to else [f"{first}/"]


def _lasts(found: Found) -> list[datetime]:
    """The end of a window, and where its last month or year begins: 三月到五月 ends with the first of May there."""
    to = found.to
    assert to is not None
    if found.grain == "day":
        return [to - timedelta(days=1)]
    last = to - timedelta(days=1)
    begins = {
        "month": to.replace(year=last.year, month=last.month, day=1),
        "year": to.replace(year=last.year, month=1, day=1),
    }
    return [to, begins[found.grain]] if found.grain in begins and _between(found) else [to]


def _between(found: Found) -> bool:
    return found.from_ is not None and found.to is not None and found.to - found.from_ > timedelta(days=32)


_READERS: dict[str, Callable[[str, datetime], list[Answer]]] = {
    "Number": _numbers,
    "Ordinal": _of("ordinal", "ordinal"),
    "Percent": _of("percent", "percentage"),
    "Currency": _money,
    "DateTime": _time,
}
