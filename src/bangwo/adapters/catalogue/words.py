"""Words: how well what was said fits what a thing is called."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

THE_THING, A_KIND, HAS_THE_WORDS, RESEMBLES = 95, 80, 50, 20
"""From where on a fit means that; see `ports.Hit`."""

TEXT_MAX = 100
_ALIKE_LEAST = 60  # of 100, by rapidfuzz

_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_MEASURE = re.compile(r"(?:\s+|(?<=[^\W\d]))\d[\d.]*\s*[^\W\d]{0,6}(?:[*xX×/]\s*\d*[^\W\d]{0,4})*$")
_SILENT = re.compile(r"[^\w]|_")
_TABLES = Path(__file__).with_name("synonyms.toml")


class Kind(IntEnum):
    """What a label is to its offer."""

    NAME = 0
    ALIAS = 1
    TAG = 2


@dataclass(frozen=True, slots=True)
class Label:
    """A word that offers go by, plain, and its core without brackets and measures (鲜鸡蛋 of 鲜鸡蛋(30枚))."""

    kind: Kind
    plain: str
    core: str

    @classmethod
    def of(cls, kind: Kind, text: str) -> "Label":
        """The label of a name, an alias or a tag."""
        whole = plain(text)
        return cls(
            kind, whole, plain(_MEASURE.sub("", _BRACKETS.sub("", unicodedata.normalize("NFKC", text)))) or whole
        )


def bare(text: str) -> str:
    """A name without brackets and measures, as people say it."""
    return _MEASURE.sub("", _BRACKETS.sub("", unicodedata.normalize("NFKC", text))).strip()


def plain(text: str) -> str:
    """Letters and digits alone, of one width and case: what words are compared by."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", text[:TEXT_MAX]).lower())


def grams(word: str) -> Sequence[str]:
    """Pairs of neighbouring characters, in which any longer word can be found; a single character is its own."""
    return [word[at : at + 2] for at in range(len(word) - 1)] or [word]


def fit(said: str, label: Label) -> int:
    """How well a label fits what was said (both plain), 0 to 100. A tag fits whole or not at all."""
    if label.kind is Kind.TAG:
        return 88 if said == label.plain else 0  # as good as a kind of it
    less = 2 if label.kind is Kind.ALIAS else 0
    if said == label.plain:
        return 100 - less
    if said == label.core:
        return 97 - less
    if label.core.endswith(said) or label.plain.endswith(said):
        return 88 - less  # in Chinese the kind comes last: 珍珠奶茶 is 奶茶, 牛奶糖 is no 牛奶
    if label.plain.startswith(said):
        return 56 - less
    return 60 - less if said in label.plain else 0


def likeness(said: str, label: Label) -> int:
    """How far a label that has not all the words resembles what was said, below `HAS_THE_WORDS`."""
    if label.kind is Kind.TAG:
        return 0
    if len(label.core) > 1 and said.endswith(label.core):
        return 45  # 红富士苹果 was said, 苹果 is sold
    alike = fuzz.ratio(said, label.core)
    return round(alike * 0.45) if alike >= _ALIKE_LEAST else 0


@lru_cache(maxsize=4096)
def meanings(text: str) -> tuple[str, ...]:
    """What was said, plain, and the other words for it: English for Chinese, 西红柿 for 番茄."""
    said = plain(text)
    english, same = _tables()
    found = [said, *english.get(said, ()), *english.get(said.removesuffix("s"), ())]
    for word, others in same.items():
        if word in said:
            found += [said.replace(word, other) for other in others]
    return tuple(dict.fromkeys(each for each in found if each))


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """English → Chinese, and each word of a group → the others of it, all plain."""
    table = tomllib.loads(_TABLES.read_text(encoding="utf-8"))
    english = {plain(word): tuple(map(plain, others)) for word, others in table["english"].items()}
    same: dict[str, tuple[str, ...]] = {}
    for group in table["same"]["groups"]:
        for word in group:
            same[plain(word)] = tuple(plain(other) for other in group if other != word)
    return english, same
