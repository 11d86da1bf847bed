"""Gates: the words of which a text must have one before a pattern can fit, all looked for in one pass.

The words are worked out from the patterns themselves. A text is read once (Aho–Corasick) and gives a mask: one bit for
each pattern that may fit; all others are never tried.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownParameterType=false
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from re import _constants as codes  # pyright: ignore[reportAttributeAccessIssue]
from re import _parser as parser  # pyright: ignore[reportAttributeAccessIssue]
from typing import cast

import ahocorasick

_STRINGS_MAX = 48
"""Alternatives past this are not spelled out."""
_WORDS_MAX = 600
"""A set of more words than this gates nothing."""

_VAIN = frozenset(", ")
"""Characters that may come into a text while it is read: they tell nothing."""
_BLOCK = 0x1FF
"""How far a class of marks reaches."""

Words = frozenset[str]
_GUARDS: "list[Guard]" = []


class Guard:
    """A pattern, compiled on first use, that is tried only on texts whose mask has its bit."""

    def __init__(self, source: str, flags: int = 0, marks: str = "") -> None:
        self.source = source
        self.flags = flags
        self.marks = marks
        self.bit = 1 << len(_GUARDS)
        _GUARDS.append(self)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.source, self.flags)

    def search(self, mask: int, text: str, start: int = 0) -> re.Match[str] | None:
        """The first fit."""
        return self.regex.search(text, start) if mask & self.bit else None

    def finds(self, mask: int, text: str) -> bool:
        """Whether it fits anywhere."""
        return bool(mask & self.bit) and self.regex.search(text) is not None

    def all(self, mask: int, text: str) -> "Iterator[re.Match[str]]":
        """Every fit."""
        return self.regex.finditer(text) if mask & self.bit else iter(())

    def sub(self, mask: int, put: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with every fit replaced."""
        return self.regex.sub(put, text) if mask & self.bit else text


def mask_of(lowered: str) -> int:
    """One bit for each pattern that may fit a text in lower case, or a part of it."""
    automaton, always = _automaton(len(_GUARDS))
    mask = always
    for _, bits in automaton.iter(lowered):
        mask |= bits
    return mask


@lru_cache(maxsize=2)
def _automaton(count: int) -> tuple["ahocorasick.Automaton", int]:
    always = 0
    bits: defaultdict[str, int] = defaultdict(int)
    for guard in _GUARDS[:count]:
        found = needed(guard.source, guard.flags, guard.marks)
        if found is None:
            always |= guard.bit
        for word in found or ():
            bits[word] |= guard.bit
    automaton = ahocorasick.Automaton()
    for word, value in bits.items():
        automaton.add_word(word, value)
    automaton.make_automaton()
    return automaton, always


def needed(source: str, flags: int = 0, marks: str = "") -> Words | None:
    """Words (lower case) of which every text that fits has at least one; None where there are no such words."""
    _, found = _sequence(parser.parse(source, flags), marks)
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


def _sequence(items: object, marks: str) -> _Read:
    """All items must fit: neighbours that are spelled out join to longer words."""
    best: Words | None = None
    run, whole = _EMPTY, True
    for code, argument in cast("list[tuple[object, object]]", items):
        if code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
            continue
        exact, words = _item(code, argument, marks)
        if exact is not None and len(exact) * len(run) <= _STRINGS_MAX:
            run = frozenset(head + tail for head in run for tail in exact)
            continue
        best = _better(_better(best, run), words)
        best = _better(best, exact)
        whole = False
        run = _EMPTY
    best = _better(best, run)
    return (run if whole else None), best


def _item(code: object, argument: object, marks: str) -> _Read:
    if code is codes.LITERAL:
        said = frozenset(chr(cast("int", argument)))
        return (None, None) if said <= _VAIN else (said, said)
    if code is codes.IN:
        return _class(cast("list[tuple[object, object]]", argument), marks)
    if code is codes.BRANCH:
        return _branches(cast("tuple[object, list[object]]", argument)[1], marks)
    if code is codes.SUBPATTERN:
        return _sequence(cast("tuple[object, ...]", argument)[-1], marks)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return _repeat(cast("tuple[int, int, object]", argument), marks)
    return None, None


def _repeat(argument: tuple[int, int, object], marks: str) -> _Read:
    least, most, inner = argument
    exact, words = _sequence(inner, marks)
    if most == 1 and exact is not None:
        return (exact if least else exact | _EMPTY), (words if least else None)
    return None, (words if least else None)


def _branches(branches: Iterable[object], marks: str) -> _Read:
    exact: Words | None = frozenset()
    words: Words | None = frozenset()
    for branch in branches:
        one, needs = _sequence(branch, marks)
        exact = exact | one if exact is not None and one is not None else None
        words = words | needs if words is not None and needs is not None else None
    return (exact if exact is not None and len(exact) <= _STRINGS_MAX else None), words


def _class(members: list[tuple[object, object]], marks: str) -> _Read:
    out: set[str] = set()
    spelled = True
    for code, argument in members:
        if code is codes.LITERAL:
            out.add(chr(cast("int", argument)))
            continue
        first, last = cast("tuple[int, int]", argument) if code is codes.RANGE else (0, 0x10FFFF)
        if chr(first) in marks and last - first == _BLOCK:
            out.add(chr(first))  # one mark in the text stands for all of a block
            spelled = False
        elif last - first < 100:
            out |= {chr(point) for point in range(first, last + 1)}
        else:
            return None, None
    if out & _VAIN:
        return None, None
    found = frozenset(out)
    return (found if spelled and len(found) <= 12 else None), found


def firsts(source: str) -> Words | None:
    """Characters with which whatever fits begins; None where it may begin with any."""
    found, empty = _firsts(parser.parse(source))
    return None if empty else found


def begins(source: str) -> Words:
    """Characters with which a fit that is not empty begins."""
    found, _ = _firsts(parser.parse(source))
    return found if found is not None else frozenset()


def _firsts(items: object) -> tuple[Words | None, bool]:
    """The first characters of a sequence, and whether it may be empty."""
    out: Words = frozenset()
    for code, argument in cast("list[tuple[object, object]]", items):
        if code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
            continue
        found, empty = _first_of(code, argument)
        if found is None:
            return None, False
        out |= found
        if not empty:
            return out, False
    return out, True


def _first_of(code: object, argument: object) -> tuple[Words | None, bool]:
    if code is codes.LITERAL:
        return frozenset(chr(cast("int", argument))), False
    if code is codes.IN:
        return _members(cast("list[tuple[object, object]]", argument)), False
    if code is codes.SUBPATTERN:
        return _firsts(cast("tuple[object, ...]", argument)[-1])
    if code is codes.BRANCH:
        read = [_firsts(each) for each in cast("tuple[object, list[object]]", argument)[1]]
        if any(found is None for found, _ in read):
            return None, False
        return frozenset[str]().union(*(found or () for found, _ in read)), any(empty for _, empty in read)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, _, inner = cast("tuple[int, int, object]", argument)
        found, empty = _firsts(inner)
        return found, empty or not least
    return None, False


def _members(members: list[tuple[object, object]]) -> Words | None:
    out: set[str] = set()
    for code, argument in members:
        if code is codes.LITERAL:
            out.add(chr(cast("int", argument)))
        elif code is codes.RANGE:
            first, last = cast("tuple[int, int]", argument)
            out |= {chr(point) for point in range(first, last + 1)}
        elif code is codes.CATEGORY and argument is codes.CATEGORY_DIGIT:
            out |= set("0123456789")
        elif code is codes.CATEGORY and argument is codes.CATEGORY_SPACE:
            out |= set(" \t\n")
        else:
            return None
    return frozenset(out)
