"""Examples: sentences as the numbers that a net learns from."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bangwo.core.clock import LOCAL
from bangwo.language.lexicon import Lexicon
from bangwo.language.quantities import spans
from bangwo.language.tagging.features import Alphabet, Rows
from bangwo.language.tagging.labels import CODES, FIELDS, KINDS, TAGS
from training.corpus import Sentence

NOW = datetime(2026, 2, 6, 10, tzinfo=LOCAL)
_CODES = {str(code): (KINDS.index(code.kind), FIELDS.index(code.field)) for code in CODES}
_TAGS = {tag: at for at, tag in enumerate(TAGS)}
NO_TAG = UNTOLD = -100
"""What is not to be learned from."""


class Example(NamedTuple):
    """A sentence in rows, and what each character is; `stretch` counts the acts."""

    rows: Rows
    begins: NDArray[np.float32]
    stretch: NDArray[np.int64]
    kinds: NDArray[np.int64]
    fields: NDArray[np.int64]
    bio: NDArray[np.int64]
    tags: NDArray[np.int64]


def example(sentence: Sentence, lexicon: Lexicon, alphabet: Alphabet) -> Example:
    """A sentence with everything that is to be learned from it."""
    text = "".join(piece.text for piece in sentence)
    lowered = text.lower() if len(text.lower()) == len(text) else text
    size = len(text)
    begins, stretch = np.zeros(size, np.float32), np.zeros(size, np.int64)
    kinds, fields = np.zeros(size, np.int64), np.zeros(size, np.int64)
    bio, tags = np.zeros(size, np.int64), np.full(size, NO_TAG, np.int64)
    at, act, count = 0, (UNTOLD, UNTOLD), -1
    for piece in sentence:
        end = at + len(piece.text)
        if piece.act:
            act, count = _CODES[piece.act], count + 1
            begins[at] = 1
        stretch[at:end], kinds[at:end], fields[at:end] = max(count, 0), act[0], act[1]
        if piece.tag:
            bio[at:end], tags[at:end] = 2, _TAGS[piece.tag]
            bio[at] = 1
        at = end
    rows = alphabet.rows(lowered, lexicon.terms(lowered), spans(text, NOW))
    return Example(rows, begins, stretch, kinds, fields, bio, tags)


def alphabet_of(sentences: Sequence[Sentence]) -> Alphabet:
    """Every character that is seen."""
    seen = {each for sentence in sentences for piece in sentence for each in piece.text.lower() if each <= "\uffff"}
    return Alphabet("".join(sorted(seen)))
