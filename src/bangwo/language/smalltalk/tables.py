"""Tables: what can be said in several ways, in simplified Chinese and English."""

from collections.abc import Mapping

from bangwo.language.replies.tongue import converter

Table = Mapping[str, tuple[tuple[str, str], ...]]
"""Code → ways of saying it, each (zh-Hans, en)."""


def chosen(table: Table, code: str, language: str, seed: int) -> str:
    """One of the ways; another seed gives another."""
    ways = table[code]
    simplified, english = ways[seed % len(ways)]
    return english if language == "en" else simplified


def written(text: str, language: str) -> str:
    """Chinese text in the script of the language."""
    return converter("s2t").convert(text) if language == "zh-Hant" else text
