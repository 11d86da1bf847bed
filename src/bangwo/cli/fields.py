"""Fields: reading answers of the HTTP contract whose parts may be missing."""

from collections.abc import Mapping, Sequence
from typing import cast

from bangwo.core.json import Json
from bangwo.domain.money import Money

Answer = Mapping[str, Json]


def text(answer: Answer, name: str) -> str:
    """A text, or nothing."""
    value = answer.get(name)
    return value if isinstance(value, str) else ""


def number(answer: Answer, name: str) -> int | None:
    """A whole number, if there is one."""
    value = answer.get(name)
    return value if isinstance(value, int) else None


def yuan(answer: Answer, name: str) -> str:
    """An amount in fen as it is shown, or nothing."""
    fen = number(answer, name)
    return "" if fen is None else str(Money(fen))


def part(answer: Answer, name: str) -> Answer:
    """An object, or an empty one."""
    value = answer.get(name)
    return cast("Answer", value) if isinstance(value, Mapping) else {}


def rows(answer: Answer, name: str) -> list[Answer]:
    """The objects of a list."""
    value = answer.get(name)
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    return [cast("Answer", each) for each in value if isinstance(each, Mapping)]


def words(answer: Answer, name: str) -> list[str]:
    """The texts of a list."""
    value = answer.get(name)
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    return [str(each) for each in value]


def clock(stamp: str) -> str:
    """`2026-02-17T19:50:00+08:00` as `02-17 19:50`."""
    return f"{stamp[5:10]} {stamp[11:16]}" if len(stamp) >= 16 else stamp
