"""Gates: the words of which a text must have one before a pattern can fit, worked out from the pattern itself."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
from collections.abc import Iterable
from re import _constants as codes  # pyright: ignore[reportAttributeAccessIssue]
from re import _parser as parser  # pyright: ignore[reportAttributeAccessIssue]
from typing import cast

_STRINGS_MAX = 48
"""Alternatives past this are not spelled out."""
_WORDS_MAX = 600
"""A set of more words than this gates nothing."""
_CLASS_MAX, _SPELLED_MAX = 100, 12
"""Characters of a class that are looked for, and that are joined to their neighbours."""
_VAIN = frozenset(", ")
"""Characters that may come into a text while it is read: they tell nothing."""

Words = frozenset[str]


def needed(source: str, flags: int = 0) -> Words | None:
    """Words (lower case) of which every text that fits has at least one; None where there are no such words."""
    _, found = _sequence(parser.parse(source, flags))
    return frozenset(each.lower() for each in found) if found is not None else None


_Read = tuple[Words | None, Words | None]
"""Every string that a part of a pattern fits, where these are few; and the words that it needs."""
_EMPTY: Words = frozenset([""])


def _better(one: Words | None, other: Words | None) -> Words | None:
    """The set that fewer texts have."""
    if other is None or "" in other or len(other) > _WORDS_MAX:
        return one
    if one is None:
        return other
    return max(one, other, key=lambda each: (min(3, *map(len, each)), -len(each)))


def _sequence(items: object) -> _Read:
    """All items must fit: neighbours that are spelled out join to longer words."""
    best: Words | None = None
    run, whole = _EMPTY, True
    for code, argument in cast("list[tuple[object, object]]", items):
        if code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
            continue
        exact, words = _item(code, argument)
        if exact is not None and len(exact) * len(run) <= _STRINGS_MAX:
            run = frozenset(head + tail for head in run for tail in exact)
            continue
        best = _better(_better(best, run), words)
        best = _better(best, exact)
        whole = False
        run = _EMPTY
    best = _better(best, run)
    return (run if whole else None), best


def _item(code: object, argument: object) -> _Read:
    if code is codes.LITERAL:
        said = frozenset(chr(cast("int", argument)))
        return (None, None) if said <= _VAIN else (said, said)
    if code is codes.IN:
        return _class(cast("list[tuple[object, object]]", argument))
    if code is codes.BRANCH:
        return _branches(cast("tuple[object, list[object]]", argument)[1])
    if code is codes.SUBPATTERN:
        return _sequence(cast("tuple[object, ...]", argument)[-1])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return _repeat(cast("tuple[int, int, object]", argument))
    return None, None


def _repeat(argument: tuple[int, int, object]) -> _Read:
    least, most, inner = argument
    exact, words = _sequence(inner)
    if most == 1 and exact is not None:
        return (exact if least else exact | _EMPTY), (words if least else None)
    return None, (words if least else None)


def _branches(branches: Iterable[object]) -> _Read:
    exact: Words | None = frozenset()
    words: Words | None = frozenset()
    for branch in branches:
        one, needs = _sequence(branch)
        exact = exact | one if exact is not None and one is not None else None
        words = words | needs if words is not None and needs is not None else None
    return (exact if exact is not None and len(exact) <= _STRINGS_MAX else None), words


def _class(members: list[tuple[object, object]]) -> _Read:
    out: set[str] = set()
    for code, argument in members:
        if code is codes.LITERAL:
            out.add(chr(cast("int", argument)))
            continue
        first, last = cast("tuple[int, int]", argument) if code is codes.RANGE else (0, 0x10FFFF)
        if last - first >= _CLASS_MAX:
            return None, None
        out |= {chr(point) for point in range(first, last + 1)}
    if out & _VAIN:
        return None, None
    found = frozenset(out)
    return (found if len(found) <= _SPELLED_MAX else None), found
