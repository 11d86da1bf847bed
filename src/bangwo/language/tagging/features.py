"""Features: a sentence as rows of the net's first table, one for each thing known of a character."""

import re
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bangwo.language.lexicon import Entry, Term
from bangwo.language.quantities import Found

Rows = NDArray[np.int32]
Scores = NDArray[np.float32]

EDGE, UNKNOWN = 0, 1
"""Rows of what stands before and behind a sentence, and of characters that the net has never seen."""
_NAMED = (
    "item food", "item grocery", "item shop", "item", "shop food", "shop grocery", "shop", "brand", "city", "station",
    "carrier", "hotel", "sight", "venue movie", "venue show", "venue", "title movie", "title show", "title", "tag",
    "landmark", "place", "term", "other",
)  # fmt: skip
_COUNTED = ("time", "duration", "money", "amount")
NONE = 2
"""The row that says nothing."""
NAMES = {name: 3 + 2 * at for at, name in enumerate(_NAMED)}
"""Where each kind of name has its two rows: where it begins, and where it goes on."""
COUNTS = {kind: 3 + 2 * (len(_NAMED) + at) for at, kind in enumerate(_COUNTED)}
ALPHABET = 3 + 2 * (len(_NAMED) + len(_COUNTED))
"""The row of the first character of the alphabet."""
PAIRS = 8192
"""Rows that pairs of neighbouring characters share, and English words."""
CHANNELS = 6
"""Rows for each character: itself, two meanings of its name, its quantity, and its pairs with the characters beside it;
an English letter has its word there, and how that word ends."""
DILATIONS = (1, 2, 4, 8)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_LETTER = re.compile(r"[a-z]")
_ENDING = 3


class Alphabet:
    """The characters that a net knows, by row."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        self._rows = np.full(0x10000, UNKNOWN, np.int32)
        for at, character in enumerate(characters):
            self._rows[ord(character)] = ALPHABET + at

    def __len__(self) -> int:
        """How many rows the first table has."""
        return ALPHABET + len(self.characters) + PAIRS

    def rows(self, text: str, terms: Iterable[Term], founds: Iterable[Found]) -> Rows:
        """The rows of each character of a text in lower case, and of its two edges."""
        out = np.full((len(text) + 2, CHANNELS), NONE, np.int32)
        out[0, 0] = out[-1, 0] = EDGE
        points = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
        out[1:-1, 0] = self._rows[np.minimum(points, 0xFFFF)]
        self._pair(out, points, text)
        for term in terms:
            for channel, row in enumerate(_rows_of(term.entries), 1):
                out[term.start + 1, channel] = row
                out[term.start + 2 : term.end + 1, channel] = row + 1
        for found in founds:
            row = COUNTS.get(found.kind)
            if row is not None:
                out[found.start + 1, 3] = row
                out[found.start + 2 : found.end + 1, 3] = row + 1
        return out

    def _pair(self, out: Rows, points: NDArray[np.uint32], text: str) -> None:
        """Fill in the pairs, and the words of a text that has letters."""
        first = ALPHABET + len(self.characters)
        pairs = (points[:-1] * np.uint32(0x9E3779B1) ^ points[1:] * np.uint32(0x85EBCA77)) >> np.uint32(7)
        rows = first + (pairs % np.uint32(PAIRS)).astype(np.int32)
        out[2:-1, 4] = out[1:-2, 5] = rows
        if _LETTER.search(text) is None:
            return
        for word in _WORD.finditer(text):
            start, end = word.start() + 1, word.end() + 1
            out[start:end, 4] = first + crc32(word[0].encode()) % PAIRS
            out[start:end, 5] = first + crc32(b"-" + word[0][-_ENDING:].encode()) % PAIRS


@lru_cache(maxsize=4096)
def _rows_of(entries: tuple[Entry, ...]) -> tuple[int, ...]:
    """The rows of a name's first two meanings."""
    rows: list[int] = []
    for entry in entries:
        if entry.kind == "kept":
            continue
        exact = f"{entry.kind} {entry.trade}" if entry.trade else entry.kind
        row = NAMES.get(exact) or NAMES.get(entry.kind) or NAMES["other"]
        if row not in rows:
            rows.append(row)
    return tuple(rows[:2])


@lru_cache(maxsize=512)
def neighbours(length: int) -> NDArray[np.int64]:
    """For each layer and place: the place before, itself, and the place after, as far off as the layer looks.

    Past either end stands the place `length`, where there is nothing.
    """
    places = np.arange(length)
    before = [np.where(places >= off, places - off, length) for off in DILATIONS]
    after = [np.where(places + off < length, places + off, length) for off in DILATIONS]
    return np.stack([np.stack([one, places, other], 1).reshape(-1) for one, other in zip(before, after, strict=True)])
