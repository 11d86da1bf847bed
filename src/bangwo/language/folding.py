"""Folding: what is understood becomes one private character each, so that sentence patterns stay short and quick.

A pattern writes `{T}` for a time, `{D}` a duration, `{M}` money, `{A}` an amount, `{O}` an option, `{S}` a shop.
"""

import re
from collections.abc import Iterable

from bangwo.language.gates import Guard, mask_of
from bangwo.language.lexicon import Lexicon, Term
from bangwo.language.quantities import Found

_BLOCK = 0x200
_BASE = 0xE000
KINDS = {
    "time": "T",
    "duration": "D",
    "money": "M",
    "amount": "A",
    "option": "O",
    "shop": "S",
    "number": "A",
    "ordinal": "A",
    "percent": "A",
}
_START = {letter: _BASE + index * _BLOCK for index, letter in enumerate("TDMAOS")}
_CLASSES = {"{" + letter + "}": f"[{chr(start)}-{chr(start + _BLOCK - 1)}]" for letter, start in _START.items()}
ANY = f"{chr(_BASE)}-{chr(_BASE + 6 * _BLOCK - 1)}"
"""For use inside a character class: every folded thing."""

Held = Found | str | tuple[str, ...]


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a sentence pattern with the letters above."""
    for letter, chars in _CLASSES.items():
        source = source.replace(letter, chars)
    return re.compile(source.replace("{*}", ANY), flags)


_MARKS = "".join(chr(_START[letter]) for letter in "TDMA")
"""The first character of each block that is folded before anything is read."""


def guard(source: str, flags: int = 0) -> Guard:
    """A pattern with the letters above that is tried only where its words occur."""
    for letter, chars in _CLASSES.items():
        source = source.replace(letter, chars)
    return Guard(source.replace("{*}", ANY), flags, _MARKS)


def letter_of(char: str) -> str:
    """T, D, M, A, O or S for a folded character, "" for another."""
    offset = ord(char) - _BASE
    return "TDMAOS"[offset // _BLOCK] if 0 <= offset < 6 * _BLOCK else ""


class Folded:
    """A text with things folded into it, and what each stands for."""

    __slots__ = ("_mask", "_next", "_terms", "held", "lexicon", "plain", "said", "text")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = self.plain = text
        self.lexicon = lexicon
        self._mask: int | None = None
        self._terms: dict[str, tuple[Term, ...]] = {}
        self.held: dict[str, Held] = {}
        self.said: dict[int, str] = {}
        self._next = dict(_START)

    def char(self, letter: str, held: Held, said: str) -> str:
        """A new character that stands for something; "" when there is no room for more."""
        point = self._next[letter]
        if point >= _START[letter] + _BLOCK:
            return ""
        self._next[letter] = point + 1
        char = chr(point)
        self.held[char] = held
        self.said[point] = said
        return char

    def fold(self, found: Iterable[Found]) -> None:
        """Fold quantities, which do not overlap and stand in order."""
        parts: list[str] = []
        at = 0
        for each in found:
            char = self.char(KINDS[each.kind], each, self.text[each.start : each.end])
            if char:
                parts += (self.text[at : each.start], char)
                at = each.end
        parts.append(self.text[at:])
        self.text = "".join(parts)

    @property
    def mask(self) -> int:
        """Which guarded patterns may fit the text or a part of it."""
        if self._mask is None:
            marks = [mark for mark in _MARKS if self._next[letter_of(mark)] > ord(mark)]
            self._mask = mask_of(self.plain.lower() + "".join(marks))
        return self._mask

    def terms(self, text: str) -> tuple[Term, ...]:
        """Names of the lexicon in a part of the text, looked for once."""
        found = self._terms.get(text)
        if found is None:
            lowered = text.lower()
            found = tuple(self.lexicon.terms(lowered if len(lowered) == len(text) else text))
            self._terms[text] = found
        return found

    def found(self, char: str) -> Found:
        """The quantity that a character stands for."""
        held = self.held[char]
        assert isinstance(held, Found)
        return held

    def unfold(self, text: str) -> str:
        """The text as it was said."""
        return text.translate(self.said) if self.said else text
