"""CEL: conditions in the Common Expression Language, checked against what they may speak of before anything runs."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportAttributeAccessIssue=false

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Protocol, cast

from cel_expr_python import cel

from bangwo.domain.campaigns.conditions import ORDER, PERSON, RISK, Type, Value, Values, Vocabulary

LENGTH_MAX = 2000
_MESSAGE = re.compile(r"ERROR: <input>:(\d+):(\d+): (.*?)(?:\n|$)")
_SAMPLES: tuple[Mapping[Type, Value], ...] = (
    {"bool": False, "int": 0, "string": "", "timestamp": datetime(1970, 1, 1, tzinfo=UTC), "strings": ()},
    {"bool": True, "int": 7, "string": "x", "timestamp": datetime(2026, 2, 10, tzinfo=UTC), "strings": ("x",)},
)


class _Result(Protocol):
    def type(self) -> object: ...
    def plain_value(self) -> object: ...


class _Expression(Protocol):
    def eval(self, *, data: Mapping[str, object]) -> _Result: ...
    def return_type(self) -> object: ...


class BadCondition(ValueError):
    """What is wrong with a condition. `line` counts from 0 within it."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


class CelCondition:
    """Implements `Condition`. Two are the same when their text is."""

    __slots__ = ("_expression", "_vocabulary", "source")

    def __init__(self, source: str, vocabulary: Vocabulary) -> None:
        """Compile a text; raises BadCondition."""
        self.source = source
        self._vocabulary = vocabulary
        self._expression = _compiled(source, vocabulary)

    def holds(self, values: Values) -> bool:
        """Whether it is true; what cannot be answered (a division by zero) is not true."""
        return _answer(self._expression, {name: values[name] for name in self._vocabulary if name in values}) is True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CelCondition) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"CelCondition({self.source!r})"


def person(source: str) -> CelCondition:
    """A question about a person."""
    return CelCondition(source, PERSON)


def order(source: str) -> CelCondition:
    """A question about what is bought."""
    return CelCondition(source, ORDER)


def risk(source: str) -> CelCondition:
    """A question about how someone looks."""
    return CelCondition(source, RISK)


def _compiled(source: str, vocabulary: Vocabulary) -> _Expression:
    if len(source) > LENGTH_MAX:
        raise BadCondition(0, f"a condition has at most {LENGTH_MAX} characters")
    try:
        expression = cast("_Expression", _environment(tuple(vocabulary.items())).compile(source))
    except RuntimeError as error:
        raise _bad(str(error), vocabulary) from None
    if expression.return_type() != cel.Type.BOOL:
        raise BadCondition(0, "a condition must be true or false: compare it with something")
    for sample in _SAMPLES:
        if _answer(expression, {name: sample[kind] for name, kind in vocabulary.items()}) is not None:
            return expression
    raise BadCondition(0, "it cannot be answered for anybody: does it divide by zero, or read a word as a date?")


def _answer(expression: _Expression, values: Values) -> bool | None:
    """The answer, None where there is none."""
    data = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    result = expression.eval(data=data)
    return cast("bool", result.plain_value()) if result.type() == cel.Type.BOOL else None


def _bad(message: str, vocabulary: Vocabulary) -> BadCondition:
    found = _MESSAGE.search(message)
    if found is None:
        return BadCondition(0, f"it is no CEL: {message.splitlines()[0]}")
    line, column, why = int(found[1]), int(found[2]), found[3]
    if why.startswith("undeclared reference"):
        name = why.split("'")[1]
        known = ", ".join(sorted(vocabulary))
        return BadCondition(line - 1, f"`{name}` is not known here; a condition may ask for: {known}")
    if why.startswith("found no matching overload"):
        why = f"these do not go together: {why.removeprefix('found no matching overload for ')}"
    return BadCondition(line - 1, f"it is no CEL at character {column}: {why}")


@cache
def _environment(vocabulary: tuple[tuple[str, Type], ...]) -> cel.Env:
    types = {
        "bool": cel.Type.BOOL,
        "int": cel.Type.INT,
        "string": cel.Type.STRING,
        "timestamp": cel.Type.TIMESTAMP,
        "strings": cel.Type.List(cel.Type.STRING),
    }
    return cel.NewEnv(variables={name: types[kind] for name, kind in vocabulary})
