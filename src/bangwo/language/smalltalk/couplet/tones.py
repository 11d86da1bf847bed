"""Tones: level (平) or oblique (仄), by today's Mandarin readings."""

import unicodedata
from functools import lru_cache

_LEVEL = {"\u0304", "\u0301"}
_READ_AS = {"长": "cháng", "更": "gēng", "发": "fà"}
"""Characters whose first reading is not the one of the bank."""


def reading(character: str) -> str:
    """How a character is read, with its tone mark; empty for what is none."""
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 (its table loads slowly)

    return _READ_AS.get(character) or pinyin_dict.get(ord(character), "").partition(",")[0]


@lru_cache(maxsize=4096)
def level(character: str) -> bool:
    """Whether a character has a level tone: the first or the second of Mandarin (中华新韵, not 平水韵)."""
    return not _LEVEL.isdisjoint(unicodedata.normalize("NFD", reading(character)))
