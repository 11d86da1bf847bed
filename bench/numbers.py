"""Numbers: exact matches on public specifications of Chinese numbers, money and dates that lie beside the checkout."""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import cast

from bangwo.core.clock import LOCAL
from bangwo.language.quantities import Found, find, found_json
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
Answer = tuple[str, frozenset[str]]
"""The words of a quantity, and the values that they may have."""


def run() -> list[Result]:
    """One line per file: how many of its cases come out exactly, and how many with the right words only."""
    if not FOLDER.is_dir():
        print(f"numbers: SKIPPED, {FOLDER} is missing", file=sys.stderr)
        return []
    return [_scored(name, FOLDER / path) for name, path in FILES.items()]


def _scored(name: str, path: Path) -> Result:
    cases = cast("list[Case]", json.loads(path.read_text("utf-8-sig")))
    exact = spans = 0
    for case in cases:
        wanted = [_wanted(each) for each in cast("list[dict[str, object]]", case["Results"])]
        found = _READERS[name](str(case["Input"]), _now(case))
        spans += [words for words, _ in wanted] == [words for words, _ in found]
        exact += len(wanted) == len(found) and all(
            one[0] == other[0] and (not one[1] or one[1] & other[1]) for one, other in zip(wanted, found, strict=True)
        )
    return Result(f"numbers {name}", exact, "", note=f"of {len(cases)} exact; {spans} with the right words")


def _now(case: Case) -> datetime:
    context = cast("dict[str, str]", case.get("Context") or {})
    return datetime.fromisoformat(context.get("ReferenceDateTime", "2016-11-07T00:00:00")[:19]).replace(tzinfo=LOCAL)


def _wanted(result: dict[str, object]) -> Answer:
    resolution = cast("dict[str, object]", result.get("Resolution") or {})
    values = cast("list[dict[str, str]]", resolution.get("values") or [resolution])
    return str(result["Text"]), frozenset(filter(None, (_value(each) for each in values)))


def _value(resolution: dict[str, str]) -> str:
    if "start" in resolution or "end" in resolution:
        return f"{resolution.get('start', '')}/{resolution.get('end', '')}"
    return str(resolution.get("value", ""))


def _plain(kind: str) -> Callable[[str, datetime], list[Answer]]:
    """Reads what is a number whatever stands behind it: of 三本 the numeral."""

    def read(text: str, now: datetime) -> list[Answer]:
        out: list[Answer] = []
        for each in find(text, now):
            if each.value is not None and (each.kind == kind or (kind == "number" and each.kind == "amount")):
                words = each.text.removesuffix(each.unit) if each.unit else each.text
                out.append((words, frozenset({_figure(each.value) + ("%" if kind == "percent" else "")})))
        return out

    return read


def _figure(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _money(text: str, now: datetime) -> list[Answer]:
    return [
        (each.text, frozenset({_figure(each.fen / 100)}))
        for each in find(text, now)
        if each.kind == "money" and each.fen is not None
    ]


def _time(text: str, now: datetime) -> list[Answer]:
    return [(each.text, frozenset(_moments(each))) for each in find(text, now) if each.kind in ("time", "duration")]


def _moments(found: Found) -> list[str]:
    """The forms in which the specifications write a time: day, clock, moment, or first and last of a window."""
    if found.seconds is not None:
        return [str(found.seconds)]
    said = {key: str(value).replace("T", " ") for key, value in found_json(found).items()}
    if "at" in said:
        return [said["at"], said["at"][11:]]
    first, last = said.get("from", ""), _midnight(found, said.get("to", ""))
    return [
        f"{first}/{last}",
        f"{first[:10]}/{last[:10]}",
        f"{first[11:]}/{last[11:]}",
        first[:10] if found.day else "",
    ]


def _midnight(found: Found, said: str) -> str:
    return found.to.strftime("%Y-%m-%d %H:%M:%S") if found.to is not None else said


_READERS: dict[str, Callable[[str, datetime], list[Answer]]] = {
    "Number": _plain("number"),
    "Ordinal": _plain("ordinal"),
    "Percent": _plain("percent"),
    "Currency": _money,
    "DateTime": _time,
}
