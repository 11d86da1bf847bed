"""Tagger: what the understander needs of a learned net."""

from collections.abc import Iterable
from typing import Protocol

from bangwo.language.lexicon import Term
from bangwo.language.quantities import Found
from bangwo.language.tagging.features import Alphabet, Rows, Scores


class Tagger(Protocol):
    """Scores the characters of a sentence."""

    @property
    def alphabet(self) -> Alphabet:
        """What turns a sentence into rows."""
        ...

    def scores(self, rows: Rows) -> Scores:
        """A line of scores for each character; `decode` tells what its columns are."""
        ...


def scored(text: str, terms: Iterable[Term], founds: Iterable[Found], tagger: Tagger) -> Scores:
    """What a tagger makes of a text of at least one character."""
    lowered = text.lower()
    return tagger.scores(tagger.alphabet.rows(lowered if len(lowered) == len(text) else text, terms, founds))
