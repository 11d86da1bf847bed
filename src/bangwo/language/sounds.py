"""Sounds: Chinese characters by syllable without tone, so that a misheard name is found by how it is said."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from bangwo.language.matching import Matcher

_PLAIN_WORDS = frozenset(
    "一二三四五六七八九十两半个的了我你他她是不要来去有在到和也再给把从这那哪吗吧买点订叫送想看今明后天晚早上下午周几多少大小好这里现打车开"
)
_JOINTS = frozenset(
    "上微的了和要来买点给个去到在吃喝加放不少多再就有想看送哪跟也都还换各用带拿叫订飞回从往把被是做没附近外高卖贵便好最能可"
    "一二两三四五六七八九十半百俩几份杯碗斤盒箱袋瓶条只件双台部张间块包根串把桶罐支米面饭茶汤粥"
)
"""Characters that stand beside a word and seldom make another with it."""
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


def _apart(text: str, start: int, end: int, known: bytearray) -> bool:
    """Whether two characters stand as a word of their own (三斤排古), not inside another (创业大厦)."""
    return all(
        not 0 <= at < len(text) or known[at] or text[at] in _JOINTS or not _is_han(text[at]) for at in (start - 1, end)
    )


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


class Ears:
    """Finds names by sound. `plain`: words so common that they need not stand alone."""

    def __init__(self, names: Iterable[str], plain: frozenset[str] = frozenset()) -> None:
        self._names: dict[str, str] = {}
        self._plain = plain
        for name in names:
            if _LENGTH_MIN <= len(name) <= _LENGTH_MAX and not name.isascii():
                self._names.setdefault(spoken(name), name)
        self._matcher = Matcher((sound, len(sound)) for sound in self._names)

    def corrected(self, text: str, known: bytearray) -> str:
        """The text with every misheard name put right; `known` marks characters that are names already."""
        if not self._names or 0 not in known:
            return text
        sound = spoken(text)
        heard = [
            (last + 1 - length, last + 1, name)
            for last, length in self._matcher.all(sound)
            if (name := self._names[sound[last + 1 - length : last + 1]]) != text[last + 1 - length : last + 1]
        ]
        if not heard:
            return text
        out = list(text)
        for start, end, name in sorted(heard, key=lambda each: (each[0] - each[1], each[0])):
            if self._is_meant(text, start, end, name, known):
                out[start:end] = name
                known[start:end] = b"\x01" * (end - start)
        return "".join(out)

    def _is_meant(self, text: str, start: int, end: int, name: str, known: bytearray) -> bool:
        """Whether a name that sounds the same was meant; a short one must stand apart, or be a common word."""
        if all(known[start:end]) or not self._misheard(text[start:end], name):
            return False
        if end - start > 3:
            return True
        return not any(known[start:end]) and (
            end - start == 3 or name in self._plain or _apart(text, start, end, known)
        )

    @staticmethod
    def _misheard(said: str, name: str) -> bool:
        """Most characters must agree: a pure homophone is too often another word."""
        if any(one != other and one in _PLAIN_WORDS for one, other in zip(said, name, strict=True)):
            return False
        same = sum(one == other for one, other in zip(said, name, strict=True))
        return same * 2 >= len(name)
