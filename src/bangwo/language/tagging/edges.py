"""Edges: where spans begin and end, as far as words, titles and known names tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bangwo.language.lexicon import Term


@dataclass(frozen=True, slots=True)
class Span:
    """A slot from `start` to `end`; what stands behind a colon in its tag is its value."""

    start: int
    end: int
    tag: str


NAMED = frozenset(("item", "shop", "where", "near", "venue", "title", "city", "name", "query", "from", "to", "carrier"))
"""Tags of names."""
_SINGLE = NAMED - {"item"} | {"number", "which", "reason"}
"""Tags of slots with one value."""
_UNFIT = frozenset(("kept", "term", "tag"))
_GLUE = frozenset(("", "的", " "))
_QUOTED = re.compile(r"《([^《》]{1,40})》?")


_FORMS = (
    (re.compile(r"第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})排|row \d{1,2}", re.IGNORECASE), "row"),
    (re.compile(r"[GDCZTK]\d{1,4}|(?:[A-Z]{2}|\d[A-Z]|[A-Z]\d)\d{3,4}", re.IGNORECASE), "number"),
)
"""What words of such a form can only be, wherever an act may have it."""


def formed(words: str) -> str:
    """The tag that the form of words tells; empty where it tells none."""
    return next((tag for form, tag in _FORMS if form.fullmatch(words)), "")


def whole(text: str, segments: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Segments that cut neither a title in 《》 nor an English word in two."""
    quotes = [each.span(1) for each in _QUOTED.finditer(text)] if "《" in text else []
    out: list[tuple[int, int]] = []
    for start, end in segments:
        first, last = _words(text, start, end)
        for begin, close in quotes:
            if first <= close and begin - 1 < last:
                first, last = begin, close
        if out and first < out[-1][1]:
            out[-1] = (out[-1][0], max(last, out[-1][1]))
        else:
            out.append((first, last))
    return out


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    while start and _latin(text[start]) and _latin(text[start - 1]):
        start -= 1
    while end < len(text) and _latin(text[end - 1]) and _latin(text[end]):
        end += 1
    return start, end


def _joined(spans: list[Span], terms: Sequence[Term]) -> list[Span]:
    """Parts of one name of the lexicon are one span."""
    out: list[Span] = []
    for span in spans:
        before = out[-1] if out else None
        if (
            before is not None
            and before.tag == span.tag in NAMED
            and before.end == span.start
            and any(
                term.start <= before.start and span.end <= term.end and term.kinds.isdisjoint(_UNFIT) for term in terms
            )
        ):
            out[-1] = Span(before.start, span.end, span.tag)
        else:
            out.append(span)
    return out


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def grown(text: str, spans: list[Span]) -> list[Span]:
    """Neighbouring spans of a slot that has one value are one span, also over a 的."""
    out: list[Span] = []
    for span in spans:
        if out and out[-1].tag == span.tag and span.tag in _SINGLE and text[out[-1].end : span.start] in _GLUE:
            out[-1] = Span(out[-1].start, span.end, span.tag)
        else:
            out.append(span)
    return out


def fitted(spans: list[Span], terms: Sequence[Term]) -> tuple[Span, ...]:
    """Names that cut a name of the lexicon in two take all of it, unless another span is there."""
    spans = _joined(spans, terms)
    for at, span in enumerate(spans):
        if span.tag not in NAMED:
            continue
        first = spans[at - 1].end if at else 0
        last = spans[at + 1].start if at + 1 < len(spans) else 1 << 30
        start, end = span.start, span.end
        for term in terms:
            if term.start < end and start < term.end and term.kinds.isdisjoint(_UNFIT):
                start = term.start if first <= term.start < start else start
                end = term.end if end < term.end <= last else end
        if (start, end) != (span.start, span.end):
            spans[at] = Span(start, end, span.tag)
    return tuple(spans)
