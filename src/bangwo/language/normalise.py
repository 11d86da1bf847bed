"""Normalise: one width, one script, one dialect, no noise; doing it twice changes nothing."""
# ruff: noqa: E501

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import cast

from opencc import OpenCC  # pyright: ignore[reportMissingTypeStubs]

from bangwo.language.words import dialect, mixed, slips

_NOISE = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f]|[\ufe0e\ufe0f]"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARKS = str.maketrans({"，": ",", "：": ":", "；": ";", "！": "!", "？": "?", "（": "(", "）": ")", "~": "~", "～": "~", "—": "-",
                        "“": '"', "”": '"', "‘": "'", "’": "'", "\t": " ", "\n": ",", "…": ",", "。": "。", "「": "《", "」": "》", "『": "《", "』": "》"})  # fmt: skip
_SPACES = re.compile(r"(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])")
_TICKET = re.compile(r"(?<=[一二两三四五六七八九十\d]张)飞(?=[,。!?的]|$)")
_AND = re.compile(r"(?<=[\u4e00-\u9fff])同埋?(?=[一二两三四五六七八九十半\d])")


def _alternatives(words: dict[str, str], stays: dict[str, str]) -> str:
    return "|".join(
        re.escape(each) + (f"(?![{stays[each]}])" if each in stays else "")
        for each in sorted(words, key=len, reverse=True)
    )


@lru_cache(maxsize=1)
def _tools() -> tuple[Callable[[str], str], re.Pattern[str], re.Pattern[str]]:
    return (
        cast("Callable[[str], str]", OpenCC("t2s").convert),  # pyright: ignore[reportUnknownMemberType]
        re.compile(_alternatives(dialect.WORDS, dialect.NOT_BEFORE)),
        re.compile(
            r"(?<![a-z'’])(?:" + _alternatives(mixed.WORDS, {}) + r")(?![a-z'’])( ?的(?=[\u4e00-\u9fff]))?",
            re.IGNORECASE,
        ),
    )


@lru_cache(maxsize=1)
def _slips() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(source), meant) for source, meant in slips.SLIPS)


def script(text: str) -> str:
    """Simplified characters of half width, without invisible ones; where it can, of the same length."""
    text = unicodedata.normalize("NFKC", text)
    if _NOISE.search(text):
        text = _NOISE.sub("", text)
    if not text.isascii():
        text = _tools()[0](text)
    return text.translate(_MARKS)


def normalise(text: str) -> str:
    """The text in one script, with dialect words and stray English replaced by what they stand for."""
    text = script(text)
    if text.isascii():
        return text.strip()
    for _ in range(3):
        once = _words(text)
        if once == text:
            break
        text = once
    return text.strip()


def _words(text: str) -> str:
    _, local, english = _tools()
    text = local.sub(lambda match: dialect.WORDS[match[0]], text)
    if len(_HAN.findall(text)) >= 3 and re.search("[A-Za-z]", text):
        text = (
            english.sub(
                lambda match: (
                    mixed.WORDS[match[0][: match.start(1) - match.start() if match[1] else None].lower()]
                    + (match[1] or "")
                ),
                text,
            )
            if _mixed(text)
            else text
        )
    text = _SPACES.sub(" ", text)
    for slip, meant in _slips():
        text = slip.sub(meant, text)
    return _AND.sub("和", _TICKET.sub("票", text))


def _mixed(text: str) -> bool:
    """Whether Chinese carries the sentence."""
    return len(_HAN.findall(text)) * 2 >= len(re.findall(r"[A-Za-z]+", text))
