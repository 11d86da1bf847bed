"""Tokens: the text of a sheet of sums, folded to one writing and cut into figures, signs, units and words."""
# ruff: noqa: E501

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bangwo.language.normalise import script
from bangwo.language.smalltalk.homework.numerals import ENGLISH, figure, spoken
from bangwo.language.smalltalk.homework.units import COUNTED, UNITS

TOKENS_MAX = 800
"""Of one line: what follows is not read."""


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    FRACTION = "fraction"  # 3/4, written closely
    UNKNOWN = "unknown"
    UNIT = "unit"
    COUNTED = "counted"
    SIGN = "sign"  # + - * / ^
    PARTS = "parts"  # 分之
    AND = "and"  # 又
    HUNDREDTHS = "hundredths"  # 百分之
    PERCENT = "percent"
    OPEN = "open"
    CLOSE = "close"
    RELATION = "relation"  # = < > ≤ ≥ ≠ ≈
    REST = "rest"  # 余, …
    BREAK = "break"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the folded text. `spaced`: white space stood before it. `amount`: of a number."""

    kind: Kind
    text: str
    start: int
    end: int
    spaced: bool = False
    amount: Fraction | None = None
    decimal: bool = False
    spoken: bool = False  # a word for a sign


_FOLD = str.maketrans({"−": "-", "–": "-", "—": "-", "➖": "-", "➕": "+", "✖": "*", "✕": "*", "╳": "*", "×": "×", "➗": "÷", "·": "*", "∙": "*", "⋅": "*",
                       "⋯": "…", "∶": ":", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤", "⁄": "/", "【": "(", "】": ")", "〔": "(", "〕": ")", "{": "(", "}": ")",
                       "[": "(", "]": ")", "☐": "□", "▢": "□", "⬜": "□", "◻": "□", "◯": "○", "△": "□", "￥": "¥", "，": ",", "；": ";", "、": ";", "！": "!", "\r": "\n"})  # fmt: skip
_CIRCLED = {chr(0x2460 + n): f"\n({n + 1}) " for n in range(20)} | {"²": "^2", "³": "^3"}
_VULGAR = re.compile(r"[¼½¾⅐-⅞]")
_DOTS = re.compile(r"…+|·{3,}|⋯+|\.{3,}")

_HAN_NUMERAL = r"(?:半|两(?![百千万亿])|(?:[零〇一二三四五六七八九十百千万亿]|两(?=[百千万亿])){1,24}(?:点[零〇一二三四五六七八九]{1,12})?)"
_WORDS = {
    "+": "加上 加 plus",
    "-": "减去 减 minus",
    "*": "乘以 乘上 乘 times ×",
    "/": "除以 ÷",
}
_RELATIONS = {
    "≥": "大于等于 大于或等于 >= ≥",
    "≤": "小于等于 小于或等于 <= ≤",
    "≠": "不等于 != ≠",
    "≈": "约等于 ≈",
    "=": "等于 就是 是 得 == equals equal is =",
    ">": "大于 >",
    "<": "小于 <",
}
_MEANT = {
    **{word: sign for table in (_WORDS, _RELATIONS) for sign, words in table.items() for word in words.split()},
    **{"divided by": "/", "multiplied by": "*", "greater than": ">", "less than": "<", "is equal to": "="},
}


def _any_of(words: Iterator[str] | list[str]) -> str:
    """Longest first; a word of letters ends where its letters end."""
    found = sorted(set(words), key=len, reverse=True)
    return "|".join(
        re.escape(each) + (r"(?![A-Za-z])" if each[-1].isascii() and each[-1].isalpha() else "") for each in found
    )


_FRACTION = r"(?<![\d./])\d{1,12}/\d{1,12}(?![\d./])"
_NUMBER = r"\d{1,40}(?:\.\d{1,40})?(?:[万亿]|[百千](?![克米]))?|\.\d{1,40}"
_TOKEN = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in (
            ("break", r"[\n;。!]|,"),
            ("rest", r"\.{3}|余数(?:是|为)?|余下?|remainder|(?<=\d)\s?[rR](?=\s?\d)"),
            ("fraction", _FRACTION),
            ("number", _NUMBER),
            ("hundredths", "百分之"),
            ("parts", "分之"),
            ("percent", r"%|percent"),
            ("unit", _any_of([*(UNITS.keys() - {"两"}), "分"])),
            ("relation", _any_of([each for words in _RELATIONS.values() for each in words.split()] + ["greater than", "less than", "is equal to"])),
            ("sign", r"[-+*/^:]|(?<=[\d)□_?%])\s?[xX](?=\s?[\d(□_?.])|" + _any_of([each for words in _WORDS.values() for each in words.split()] + ["divided by", "multiplied by"])),
            ("unknown", r"[□○_]{1,20}|[?？]{1,5}|(?:是)?多少|几|\(\s{0,4}\)|what|how (?:much|many)|(?<![A-Za-z])[xyzXYZ](?![A-Za-z])"),
            ("english", "(?<![A-Za-z])(?:" + "|".join(sorted(ENGLISH, key=len, reverse=True)) + ")(?![A-Za-z])"),
            ("han", _HAN_NUMERAL),
            ("and", "又"),
            ("of", "的|of(?![a-z])"),
            ("counted", _any_of(list(COUNTED))),
            ("open", r"\("),
            ("close", r"\)"),
            ("skip", r"[¥$\ufe0f]"),
            ("space", r"\s+"),
            ("word", r"[A-Za-z]{1,40}|."),
        )
    ),
    re.DOTALL | re.IGNORECASE,
)  # fmt: skip
_STARTS = {each[0] for each in (*UNITS, *COUNTED, *_MEANT, *"零〇一二两三四五六七八九十百千万亿半又的分余是多几")}
_FIGURES = re.compile(rf"(?P<fraction>{_FRACTION})|(?P<number>{_NUMBER})")
_PLAIN = re.compile(r"(?P<break>[,;\n])|(?P<sign>[-+*/^×÷])|(?P<relation>==?|≈)")
_DULL = re.compile(r"[^\x00-\x7f…□○" + "".join(re.escape(each) for each in _STARTS if not each.isascii()) + r"]+")
"""What begins no token but a word."""


def folded(text: str) -> str:
    """The text in one writing: half width, simplified, one sign for each meaning."""
    text = _VULGAR.sub(r" \g<0>", text)
    for mark, plain in _CIRCLED.items():
        if mark in text:
            text = text.replace(mark, plain)
    text = _DOTS.sub("...", text.replace("\n", "\ue000"))
    text = unicodedata.normalize("NFKC", text.translate(_FOLD)).translate(_FOLD)
    lines = (each if each.isascii() else script(each) for each in text.split("\ue000"))
    return "\n".join(lines)


def _reader(character: str) -> re.Pattern[str]:
    """The pattern that reads what begins with a character; few have to go through all of them."""
    if character.isdecimal():
        return _FIGURES
    if character in ",;\n+-*/^×÷=≈":
        return _PLAIN
    return _DULL if _DULL.match(character) else _TOKEN


def tokens(text: str) -> list[Token]:
    """The folded text in pieces; words side by side are one."""
    out: list[Token] = []
    spaced = False
    at = 0
    while at < len(text) and len(out) < TOKENS_MAX:
        match = _reader(text[at]).match(text, at)
        if match is None:
            break
        at = match.end()
        name = match.lastgroup or "word"
        if name in ("space", "skip"):
            spaced = True
            continue
        token = _token(name, match, spaced, out)
        spaced = False
        if token.kind is Kind.WORD and out and out[-1].kind is Kind.WORD:
            out[-1] = Token(Kind.WORD, out[-1].text + token.text, out[-1].start, token.end, out[-1].spaced)
        else:
            out.append(token)
    return out


def _token(name: str, match: "re.Match[str]", spaced: bool, before: list[Token]) -> Token:
    text, start, end = match[0], match.start(), match.end()
    match name:
        case "number":
            return Token(Kind.NUMBER, text, start, end, spaced, figure(text), "." in text)
        case "fraction":
            over, _, under = text.partition("/")
            amount = Fraction(int(over), int(under)) if int(under) else None
            return Token(Kind.FRACTION, text, start, end, spaced, amount)
        case "english":
            return Token(Kind.NUMBER, text, start, end, spaced, Fraction(ENGLISH[text.lower()]))
        case "han":
            return _han(text, start, spaced, before)
        case "sign" | "relation":
            sign = _MEANT.get(text.lower(), "*" if text.strip() in ("x", "X") else "/" if text == ":" else text)
            return Token(Kind(name), sign, start, end, spaced, spoken=text.strip().isalpha())
        case "of":
            return Token(Kind.SIGN, "*", start, end, spaced) if _closes(before) else Token(Kind.WORD, text, start, end)
        case _:
            return Token(Kind(name), text, start, end, spaced)


def _closes(before: list[Token]) -> bool:
    """Whether a value has just ended."""
    ends = (Kind.NUMBER, Kind.FRACTION, Kind.PERCENT, Kind.UNIT, Kind.CLOSE, Kind.COUNTED)
    return bool(before) and before[-1].kind in ends


def _han(text: str, start: int, spaced: bool, before: list[Token]) -> Token:
    """A Chinese numeral; 两 behind a figure is a unit."""
    end = start + len(text)
    if text == "两" and before and before[-1].kind is Kind.NUMBER and not spaced:
        return Token(Kind.UNIT, text, start, end)
    amount = spoken(text)
    if amount is None:
        return Token(Kind.WORD, text, start, end, spaced)
    return Token(Kind.NUMBER, text, start, end, spaced, amount, amount.denominator != 1)
