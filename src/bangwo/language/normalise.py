"""Normalise: one width, one script, one dialect, no noise; doing it twice changes nothing."""
# ruff: noqa: E501

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, cast

from opencc import OpenCC  # pyright: ignore[reportMissingTypeStubs]

from bangwo.language.gates import needed
from bangwo.language.matching import Matcher
from bangwo.language.words import dialect, mixed, slips

_NOISE = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f]|[\ufe0e\ufe0f]"
)
_LETTER = re.compile(r"[A-Za-z]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARKS = str.maketrans({"，": ",", "：": ":", "；": ";", "！": "!", "？": "?", "（": "(", "）": ")", "~": "~", "～": "~", "—": "-",
                        "“": '"', "”": '"', "‘": "'", "’": "'", "\t": " ", "\n": ",", "…": ",", "。": "。", "「": "《", "」": "》", "『": "《", "』": "》"})  # fmt: skip
_SPACES = re.compile(r"(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])")
_APART = re.compile(r"(?<=[\u4e00-\u9fff\d]) +(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) +(?=\d+(?:[\u4e00-\u9fff]|$))")
_TICKET = re.compile(r"(?<=[一二两三四五六七八九十\d]张)飞(?=[,。!?的]|$)")
_AND = re.compile(r"(?<=[\u4e00-\u9fff])同埋?(?=[一二两三四五六七八九十半\d])")


def _alternatives(words: dict[str, str], stays: dict[str, str]) -> str:
    return "|".join(
        re.escape(each) + (f"(?![{stays[each]}])" if each in stays else "")
        for each in sorted(words, key=len, reverse=True)
    )


class _Tools(NamedTuple):
    simplified: Callable[[str], str]
    marked: Matcher[int]
    dialect: re.Pattern[str]
    english: re.Pattern[str]


@lru_cache(maxsize=1)
def _tools() -> _Tools:
    return _Tools(
        cast("Callable[[str], str]", OpenCC("t2s").convert),  # pyright: ignore[reportUnknownMemberType]
        Matcher(_marks().items()),
        re.compile(_alternatives(dialect.WORDS, dialect.NOT_BEFORE)),
        re.compile(
            r"(?<![a-z'’])(?:" + _alternatives(mixed.WORDS, {}) + r")(?![a-z'’])( ?的(?=[\u4e00-\u9fff]))?",
            re.IGNORECASE,
        ),
    )


@lru_cache(maxsize=1)
def _slips() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(source), meant) for source, meant in slips.SLIPS)


def _marks() -> dict[str, int]:
    """Every word that tells that something may be replaced, and what: bit 0 for dialect, then one for each slip."""
    bits: defaultdict[str, int] = defaultdict(int)
    for word in dialect.WORDS:
        bits[word] |= 1
    for at, (source, _) in enumerate(slips.SLIPS, 1):
        for word in needed(source) or ():
            bits[word] |= 1 << at
    return bits


def script(text: str) -> str:
    """Simplified characters of half width, without invisible ones; where it can, of the same length."""
    text = unicodedata.normalize("NFKC", text)
    if _NOISE.search(text):
        text = _NOISE.sub("", text)
    if not text.isascii() and not _traditional().isdisjoint(text):
        text = _tools().simplified(text)
    return text.translate(_MARKS)


@lru_cache(maxsize=1)
def _traditional() -> frozenset[str]:
    """Characters that script conversion may change."""
    convert = _tools().simplified
    return frozenset(
        each for each in map(chr, (*range(0x2E80, 0xA000), *range(0xF900, 0xFB00))) if convert(each) != each
    )


def normalise(text: str) -> str:
    """The text in one script, with dialect words and stray English replaced by what they stand for."""
    text = script(text).strip()
    if text.isascii():
        return text
    for _ in range(3):
        once = _words(text)
        if once == text:
            break
        text = once
    return text.strip()


def _words(text: str) -> str:
    tools = _tools()
    english = tools.english
    marked = 0
    for _, bits in tools.marked.all(text):
        marked |= bits
    if marked & 1:
        text = tools.dialect.sub(lambda match: dialect.WORDS[match[0]], text)
    if _LETTER.search(text) and len(_HAN.findall(text)) >= 3:
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
    if " " in text:
        text = _SPACES.sub(" ", text)
        if len(_HAN.findall(text)) * 2 > len(text):
            text = _APART.sub(",", text)
    if marked > 1:
        for at, (slip, meant) in enumerate(_slips(), 1):
            if marked >> at & 1:
                text = slip.sub(meant, text)
    if "飞" in text:
        text = _TICKET.sub("票", text)
    return _AND.sub("和", text) if "同" in text else text


def _mixed(text: str) -> bool:
    """Whether Chinese carries the sentence."""
    return len(_HAN.findall(text)) * 2 >= len(re.findall(r"[A-Za-z]+", text))
