"""Sheets: a text cut into sums, each with the number under which it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bangwo.language.smalltalk.homework.numerals import DIGITS, ENGLISH, SCALES
from bangwo.language.smalltalk.homework.tokens import TOKENS_MAX, Kind, Token, folded, tokens

ITEMS_MAX = 60
"""Sums of one sheet that are looked at."""

LINES_MAX = 200
FOLDED_MAX = 2_400
"""Characters that are read; ½ is three of them."""
_NEXT = re.compile(r"(?=第\d{1,3}题)|(?<=[\s;,。])(?=\(?\d{1,3}\)\s?[\d(□x])|(?<=[\s;,。])(?=\d{1,2}\. )")
"""Where a numbered sum begins inside a line."""
_LABEL = re.compile(r"^[ \t]*(?:第|no\.?\s?|q)?[(]?(\d{1,3})(?:\)|[.:;]|题[:;.]?)(?=(.?))", re.IGNORECASE)
_SOME_NUMBER = re.compile(r"[\d半½¼¾⅐-⅞①-⑳" + "".join((*DIGITS, *SCALES)) + "]|" + "|".join(ENGLISH), re.IGNORECASE)
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_TALK = re.compile(
    r"帮我|帮忙|请你?|麻烦|给我|替我|老师|孩子|检查|批改|改|看看|看下|看|算算|算|做|写|对不对|对吗|对不|错|答案|作业|数学|口算|题目?|练习|一?下|下面|这些|"
    r"这[个道]?|我的?|了|吗|呢|吧|的|和|有没有|哪里?|解方程|解|答|check|please|my|homework|math|maths|right|correct|this|these|are|the|sums?|for|me|"
    r"solve|calculate|help|hi|what's|ok|[^\w\s]",
    re.IGNORECASE,
)
_VALUES = {Kind.NUMBER, Kind.FRACTION, Kind.UNKNOWN, Kind.HUNDREDTHS}
_TELLING = {Kind.SIGN, Kind.UNKNOWN, Kind.UNIT, Kind.FRACTION, Kind.PERCENT, Kind.HUNDREDTHS}
_ENDS = {Kind.NUMBER, Kind.FRACTION, Kind.UNKNOWN, Kind.UNIT, Kind.COUNTED, Kind.CLOSE, Kind.PERCENT}


@dataclass(frozen=True, slots=True)
class Item:
    """One sum: its tokens, the text that wrote it, and the number before it if there was one."""

    tokens: tuple[Token, ...]
    text: str
    label: str = ""


def items(text: str) -> tuple[Item, ...]:
    """The sums of a text, in order."""
    return _read(text)[0]


@lru_cache(maxsize=16)
def _read(text: str) -> tuple[tuple[Item, ...], str]:
    """The sums of a text, and the words around them."""
    if not _SOME_NUMBER.search(text):
        return (), ""
    out: list[Item] = []
    words: list[str] = []
    lines = _NEXT.sub("\n", _ungrouped(folded(text)[:FOLDED_MAX])).split("\n")[:LINES_MAX]
    labelled = _labelled(lines)
    read = 0
    for line in lines:
        match = _LABEL.match(line)
        label = match[1] if match and (labelled or _is_label(match)) else ""
        rest = line[match.end() :] if match and label else line
        cut = tokens(rest)
        read += len(cut)
        words += (each.text for each in cut if each.kind is Kind.WORD)
        found = [each for run in _runs(cut) for each in _items(run, rest)]
        out += [Item(each.tokens, each.text, label if not at else "") for at, each in enumerate(found)]
        if len(out) >= ITEMS_MAX or read >= TOKENS_MAX:
            break
    return tuple(out[:ITEMS_MAX]), "".join(words)


def has_sums(text: str) -> bool:
    """Whether a sum stands in the text: an operation and what it gives, or is asked to give."""
    return any(_whole(each.tokens) for each in items(text))


def only_sums(text: str) -> bool:
    """Whether the text is sums and nothing else but a request to look at them."""
    if not any(each in text for each in "=＝<>＜＞≈") or not has_sums(text):
        return False
    return not _TALK.sub("", _read(text)[1]).strip()


def _whole(found: Sequence[Token]) -> bool:
    """Whether the item is surely a sum, and no 3是… of some talk."""
    kinds = {each.kind for each in found}
    marked = any(each.kind is Kind.RELATION and not each.spoken for each in found)
    values = sum(each.kind in _VALUES for each in found)
    return (Kind.RELATION in kinds and bool(kinds & _TELLING)) or (marked and values > 1)


def _ungrouped(text: str) -> str:
    """Without the commas in 12,000, where they divide no sums."""
    lines: list[str] = []
    for line in text.split("\n"):
        parts = line.split(",")
        apart = all(re.search(r"[=<>≈≥≤]", part) for part in parts)
        lines.append(line if apart else _GROUPED.sub(lambda match: match[0].replace(",", ""), line))
    return "\n".join(lines)


def _labelled(lines: Sequence[str]) -> bool:
    """Whether the lines are counted 1. 2. 3., so that 1.3+5 is the first line and no decimal."""
    numbers = [int(match[1]) for line in lines if line.strip() and (match := _LABEL.match(line))]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _is_label(match: "re.Match[str]") -> bool:
    """A number before a sum: 1. 3+5, (2)3+5, 第3题:3+5; but not 1.5+2 or (3)+5."""
    mark, after = match[0][-1], match[2]
    if mark in ".:" and "题" not in match[0]:
        return not after.isdigit()
    return not after or after not in "+-*/×÷=^"


def _runs(found: Sequence[Token]) -> list[list[Token]]:
    """Tokens between breaks and words, and between sums that only a space divides."""
    out: list[list[Token]] = [[]]
    related = False
    ahead = _relations_ahead(found)
    for at, token in enumerate(found):
        before = out[-1][-1] if out[-1] else None
        if token.kind in (Kind.BREAK, Kind.WORD) or _loose(before, token):
            out.append([])
            related = False
        elif before is not None and related and ahead[at] and _begins(before, token, found[at + 1 : at + 2]):
            out.append([token])
            related = False
        else:
            out[-1].append(token)
            related |= token.kind is Kind.RELATION
    return [each for each in out if each]


def _relations_ahead(found: Sequence[Token]) -> list[bool]:
    """For each token, whether a relation follows before the next break or word."""
    out = [False] * len(found)
    seen = False
    for at in range(len(found) - 1, -1, -1):
        kind = found[at].kind
        seen = kind is Kind.RELATION or (seen and kind not in (Kind.BREAK, Kind.WORD))
        out[at] = seen
    return out


def _loose(before: Token | None, token: Token) -> bool:
    """Whether the token can stand in no sum: a unit without a number, a sign or relation without a left side."""
    if before is None:
        return token.kind in (Kind.RELATION, Kind.UNIT, Kind.COUNTED, Kind.CLOSE) or token.text in ("*", "/", "^")
    if token.kind in (Kind.UNIT, Kind.COUNTED):
        return before.kind not in (*_VALUES, Kind.CLOSE, Kind.OPEN, Kind.SIGN)
    return False


def _begins(before: Token, token: Token, after: Sequence[Token]) -> bool:
    """Whether a sum can begin here although nothing but a space divides it from the one before."""
    opens = token.kind is Kind.OPEN and bool(after) and after[0].kind in _VALUES
    return token.spaced and before.kind in _ENDS and (token.kind in _VALUES or opens)


def _items(run: Sequence[Token], text: str) -> list[Item]:
    """The run as an item, where it is a sum at all."""
    run = _unasked(run)
    kinds = {each.kind for each in run}
    told = kinds & {Kind.SIGN, Kind.RELATION} or any(each.text == "○" for each in run[1:-1])
    if not kinds & {Kind.NUMBER, Kind.FRACTION} or not told or len(run) < 3:
        return []
    return [Item(tuple(run), text[run[0].start : run[-1].end].strip())]


def _unasked(run: Sequence[Token]) -> Sequence[Token]:
    """Without the words and marks of a question: what is … before the sum, ? behind it."""
    if (
        len(run) > 2
        and run[0].kind is Kind.UNKNOWN
        and run[0].text.isalpha()
        and run[1].kind is Kind.RELATION
        and run[1].spoken
    ):
        run = run[2:]
    if len(run) > 1 and run[-1].kind is Kind.UNKNOWN and run[-1].text[0] in "?？" and run[-2].kind in _ENDS:
        run = run[:-1]
    return run
