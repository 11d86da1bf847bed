"""Gates: characters of which a text must have one before a pattern can fit, worked out from the pattern itself."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownParameterType=false
import re
from functools import cache
from re import _constants as codes  # pyright: ignore[reportAttributeAccessIssue]
from re import _parser as parser  # pyright: ignore[reportAttributeAccessIssue]
from typing import cast

_MANY = 400
"""A class of more characters than this gates nothing."""

Gate = frozenset[str]


@cache
def gate(pattern: re.Pattern[str]) -> Gate | None:
    """Characters of which every text that fits has at least one; None where there is no such set."""
    found = _sequence(parser.parse(pattern.pattern, pattern.flags))
    if found is None:
        return None
    if pattern.flags & re.IGNORECASE:
        found = found | {each.lower() for each in found} | {each.upper() for each in found}
    return found


def shut(pattern: re.Pattern[str], characters: frozenset[str]) -> bool:
    """Whether a text of these characters cannot fit."""
    needed = gate(pattern)
    return needed is not None and needed.isdisjoint(characters)


def _sequence(items: object) -> Gate | None:
    """All items must fit, so the smallest set of one of them will do."""
    best: Gate | None = None
    for code, argument in cast("list[tuple[object, object]]", items):
        found = _item(code, argument)
        if found is not None and (best is None or len(found) < len(best)):
            best = found
    return best


def _item(code: object, argument: object) -> Gate | None:
    if code is codes.LITERAL:
        return frozenset(chr(cast("int", argument)))
    if code is codes.IN:
        return _class(cast("list[tuple[object, object]]", argument))
    if code is codes.BRANCH:
        return _union(cast("tuple[object, list[object]]", argument)[1])
    if code is codes.SUBPATTERN:
        return _sequence(cast("tuple[object, ...]", argument)[-1])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, _, inner = cast("tuple[int, int, object]", argument)
        return _sequence(inner) if least else None
    if code is codes.ASSERT:
        return _sequence(cast("tuple[int, object]", argument)[1])
    return None


def _union(branches: list[object]) -> Gate | None:
    out: set[str] = set()
    for branch in branches:
        found = _sequence(branch)
        if found is None:
            return None
        out |= found
    return frozenset(out) if len(out) <= _MANY else None


def _class(members: list[tuple[object, object]]) -> Gate | None:
    out: set[str] = set()
    for code, argument in members:
        if code is codes.LITERAL:
            out.add(chr(cast("int", argument)))
        elif code is codes.RANGE:
            first, last = cast("tuple[int, int]", argument)
            if last - first > _MANY:
                return None
            out |= {chr(point) for point in range(first, last + 1)}
        else:
            return None
    return frozenset(out) if len(out) <= _MANY else None
