"""Matching: many words found in one pass (Aho–Corasick), with types around a library that has none."""
# ruff: noqa: E501

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar, cast

import ahocorasick

Meaning = TypeVar("Meaning")


class Matcher(Generic[Meaning]):
    """Words and what each means."""

    def __init__(self, words: Iterable[tuple[str, Meaning]]) -> None:
        self._automaton = ahocorasick.Automaton()
        self._empty = True
        for word, meaning in words:
            self._automaton.add_word(word, meaning)
            self._empty = False
        if not self._empty:
            self._automaton.make_automaton()

    def any(self, text: str) -> bool:
        """Whether one of the words is in the text."""
        return not self._empty and next(self.longest(text), None) is not None

    def all(self, text: str) -> Iterator[tuple[int, Meaning]]:
        """Every word in the text, also those inside others: the place of the last character, the meaning."""
        return iter(()) if self._empty else cast("Iterator[tuple[int, Meaning]]", self._automaton.iter(text))

    def longest(self, text: str) -> Iterator[tuple[int, Meaning]]:
        """The longest words in the text, left to right, without overlap: the place of the last character, the meaning."""
        if self._empty:
            return iter(())
        return cast("Iterator[tuple[int, Meaning]]", self._automaton.iter_long(text))
