"""Sounds: Chinese characters by syllable without tone, so that a misheard name is found by how it is said."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from bangwo.language.matching import Matcher

_PLAIN_WORDS = frozenset(
    "一二三四五六七八九十两半个的了我你他她是不要来去有在到和也再给把从这那哪吗吧买点订叫送想看今明后天晚早上下午周几多少大小好这里现打车开"
)
_LENGTH_MIN, _LENGTH_MAX = 2, 12


@lru_cache(maxsize=1)
def _syllables() -> dict[str, str]:
    """Every common character → one private character per syllable."""
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415

    codes: dict[str, str] = {}
    out: dict[str, str] = {}
    for point, readings in pinyin_dict.items():
        if 0x4E00 <= point <= 0x9FFF:
            syllable = _plain(readings.partition(",")[0])
            out[chr(point)] = codes.setdefault(syllable, chr(0xF0000 + len(codes)))
    for character, syllable in {
        "行": "hang",
        "长": "chang",
        "乐": "le",
        "和": "he",
        "卜": "bo",
        "厦": "xia",
        "泊": "bo",
        "大": "da",
        "地": "di",
    }.items():
        out[character] = codes.setdefault(syllable, chr(0xF0000 + len(codes)))
    return out


def _plain(syllable: str) -> str:
    """Without tone, zh = z, ing = in."""
    letters = "".join(each for each in unicodedata.normalize("NFD", syllable) if not unicodedata.combining(each))
    return letters.replace("ing", "in").replace("eng", "en")


def spoken(text: str) -> str:
    """One character per syllable; what is no Chinese character stays itself."""
    syllables = _syllables()
    return "".join([syllables.get(each, each) for each in text])


class Ears:
    """Finds names by sound."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for name in names:
            if _LENGTH_MIN <= len(name) <= _LENGTH_MAX and not name.isascii():
                self._names.setdefault(spoken(name), name)
        self._matcher = Matcher((sound, len(sound)) for sound in self._names)

    def corrected(self, text: str, known: bytearray) -> str:
        """The text with every misheard name put right; `known` marks characters that are names already."""
        if not self._names or 0 not in known:
            return text
        sound = spoken(text)
        out = list(text)
        for last, length in self._matcher.longest(sound):
            start, end = last - length + 1, last + 1
            name = self._names[sound[start:end]]
            if text[start:end] != name and self._misheard(text[start:end], name) and not all(known[start:end]):
                if any(known[start:end]) and length < 4:
                    continue
                out[start:end] = name
        return "".join(out)

    @staticmethod
    def _misheard(said: str, name: str) -> bool:
        """Most characters must agree: a pure homophone is too often another word."""
        if any(one != other and one in _PLAIN_WORDS for one, other in zip(said, name, strict=True)):
            return False
        same = sum(one == other for one, other in zip(said, name, strict=True))
        return same * 2 >= len(name)
