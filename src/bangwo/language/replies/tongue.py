"""Tongue: which of our languages a sentence is in."""

import re
from functools import cache
from typing import Protocol, cast

import opencc

_LATIN = re.compile(r"[A-Za-z]{2}")
_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_ENGLISH_LEAST = 3
"""So many English words for each Chinese name within them make a sentence English."""


class Converter(Protocol):
    """Turns one script into another."""

    def convert(self, text: str) -> str: ...


@cache
def converter(name: str) -> Converter:
    """OpenCC's converter: `s2t` or `t2s`."""
    return cast(Converter, opencc.OpenCC(name))


def language_of(text: str, before: str) -> str:
    """The language of a sentence; the one before where it does not tell (好, 3, OK)."""
    names = len(_HAN_RUN.findall(text))
    if names and len(_WORD.findall(text)) >= _ENGLISH_LEAST * (names + 1):
        return "en"
    if not names:
        return "en" if _LATIN.search(text) and len(text) > 3 else before
    if converter("s2t").convert(text) != text:
        return "zh-Hans"
    if converter("t2s").convert(text) != text:
        return "zh-Hant"
    return before if before.startswith("zh") else "zh-Hans"
