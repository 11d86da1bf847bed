"""Values: the small things that a campaign file is written in: amounts, moments, hours, conditions."""

import re
from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, WithJsonSchema

from bangwo.adapters.campaigns import cel
from bangwo.adapters.campaigns.cel import CelCondition
from bangwo.core.clock import LOCAL
from bangwo.domain.money import Money
from bangwo.domain.offer import Hours

YUAN_MAX = 1_000_000_000_000
"""A budget of more is a slip of the keyboard; all budgets together still fit the books."""
_FEN = 100
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]|24):([0-5]\d)\Z")

T = TypeVar("T")


def _yuan(value: object) -> Money:
    """An amount in yuan, exact to the fen."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(f"an amount in yuan is a number like 25 or 9.90, not {_said(value)}")
    fen = Decimal(value) * _FEN
    if fen != fen.to_integral_value():
        raise ValueError(f"{value} yuan is finer than a fen")
    if not 0 < value <= YUAN_MAX:
        what = "must be more than nothing" if value <= 0 else f"is more than {YUAN_MAX:,} yuan"
        raise ValueError(f"{value} yuan {what}")
    return Money(int(fen))


def _moment(value: object) -> datetime:
    """A moment, local where no offset is named; a day alone is its beginning."""
    if not isinstance(value, str):
        raise ValueError(f"a moment is written like 2026-02-10T10:00, not {_said(value)}")
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"a moment is written like 2026-02-10T10:00, not {value}") from None
    return read.replace(tzinfo=LOCAL) if read.tzinfo is None else read.astimezone(LOCAL)


def _hours(value: object) -> Hours:
    """A part of the day; 24:00 is its end."""
    found = _HOURS.match(value) if isinstance(value, str) else None
    if found is None or (found[3] == "24" and found[4] != "00"):
        raise ValueError(f"hours are written like 14:00-17:30, not {_said(value)}")
    opens, closes = time(int(found[1]), int(found[2])), time(int(found[3]) % 24, int(found[4]))
    if opens == closes and found[3] != "24":
        raise ValueError(f"{value} is no part of the day: it ends when it begins")
    return Hours(opens, closes)


def _said(value: object) -> str:
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else repr(value)


def _condition(compiled: Callable[[str], CelCondition]) -> Callable[[object], CelCondition]:
    def read(value: object) -> CelCondition:
        if isinstance(value, bool):
            value = str(value).lower()
        if not isinstance(value, str):
            raise ValueError(f"a condition is a sentence in CEL, not {_said(value)}")
        return compiled(value)

    return read


def _schema(kind: str, description: str, **more: object) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, "description": description, **more})


Yuan = Annotated[
    Money,
    BeforeValidator(_yuan),
    _schema("number", "An amount in yuan, exact to the fen", exclusiveMinimum=0, maximum=YUAN_MAX, multipleOf=0.01),
]
Moment = Annotated[datetime, BeforeValidator(_moment), _schema("string", "A moment like 2026-02-10T10:00, local")]
Daily = Annotated[Hours, BeforeValidator(_hours), _schema("string", "A part of every day like 14:00-17:30")]
_CEL = "A condition in CEL that may ask for: "
AboutPerson = Annotated[
    CelCondition, BeforeValidator(_condition(cel.person)), _schema("string", _CEL + ", ".join(sorted(cel.PERSON)))
]
AboutOrder = Annotated[
    CelCondition, BeforeValidator(_condition(cel.order)), _schema("string", _CEL + ", ".join(sorted(cel.ORDER)))
]
AboutRisk = Annotated[
    CelCondition, BeforeValidator(_condition(cel.risk)), _schema("string", _CEL + ", ".join(sorted(cel.RISK)))
]
