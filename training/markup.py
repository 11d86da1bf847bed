"""Markup: a sentence written with its acts and slots, one a line (see training/README.md)."""
# ruff: noqa: SIM905  lists of words read best as words

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TRADES = "food grocery shop movie show flight train hotel attraction ride place".split()
ACTS = frozenset(
    [f"{kind}.{trade}" for kind in ("order", "search") for trade in TRADES]
    + "track cancel refund change reorder handoff -".split()
    + [f"wallet.{topic}" for topic in "cards invite balance bill address limit".split()]
    + [f"chat.{topic}" for topic in "couplet greeting homework weather story smalltalk impossible other".split()]
)
TAGS = frozenset(
    """item amount opt without same x shop where near venue title city name query from to carrier number near:me
    time return premiere budget count people rooms nights stars row row:last row:front row:middle
    side:center side:aisle side:window together zone
    format:IMAX format:3D format:2D format:dolby format:dubbed format:subtitled
    sort:cheapest sort:nearest sort:fastest sort:best_rated sort:popular sort:earliest sort:latest
    cabin:economy cabin:business cabin:first cabin:second cabin:hard_sleeper cabin:soft_sleeper cabin:hard_seat
    cabin:no_seat room:double room:twin room:family room:suite room:single
    car:economy car:comfort car:business car:six_seat car:taxi mode:drive mode:walk mode:transit mode:bike
    nonstop breakfast coupon:true coupon:false which reason note tag""".split()
)
_PART = re.compile(r"\{(?P<act>[^{}]*)\}|\[(?P<span>[^\[\]|]+)\|(?P<tag>[^\[\]|=]+)(?:=(?P<value>[^\[\]|]+))?\]")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of the text that carry a tag; `value` only where the words do not say it."""

    start: int
    end: int
    tag: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The act that runs from `start` on, up to the next stretch."""

    start: int
    act: str


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence: what is typed, its stretches and its spans, both in order."""

    text: str
    stretches: tuple[Stretch, ...]
    spans: tuple[Span, ...]


def parse(line: str) -> Marked:
    """The sentence that a line of markup writes; ValueError says what is wrong with it."""
    text: list[str] = []
    stretches: list[Stretch] = []
    spans: list[Span] = []
    at = done = 0
    for part in _PART.finditer(line):
        plain = line[done : part.start()]
        text.append(plain)
        at += len(plain)
        done = part.end()
        if (act := part["act"]) is not None:
            if act not in ACTS:
                raise ValueError(f"no act {act!r}")
            stretches.append(Stretch(at, act))
            continue
        if part["tag"] not in TAGS:
            raise ValueError(f"no tag {part['tag']!r}")
        text.append(part["span"])
        spans.append(Span(at, at + len(part["span"]), part["tag"], part["value"]))
        at += len(part["span"])
    text.append(line[done:])
    whole = "".join(text)
    if not stretches or stretches[0].start != 0:
        raise ValueError("a line starts with an act")
    if stray := re.search(r"[\[\]{}|]", whole):
        raise ValueError(f"stray {stray[0]!r}")
    return Marked(whole, tuple(stretches), tuple(spans))


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Number and text of each line that is a sentence."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


def check(paths: list[Path]) -> int:
    """Print each line that cannot be read; the count of those that can."""
    good = 0
    for path in paths:
        for number, line in lines(path):
            try:
                parse(line)
                good += 1
            except ValueError as wrong:
                print(f"{path.name}:{number}: {wrong}: {line}")
    return good


if __name__ == "__main__":
    import sys

    print(check([Path(each) for each in sys.argv[1:]]), "lines")
