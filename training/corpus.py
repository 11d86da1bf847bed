"""Corpus: marked sentences as the understander hears them, cut into pieces."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from bangwo.language.lexicon import Lexicon
from bangwo.language.normalise import normalise, script
from training.markup import Marked, lines, parse

SENTENCES = Path(__file__).parent / "sentences"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters: plain, or a span with its tag. `act`: the act that begins with it."""

    text: str
    tag: str = ""
    act: str = ""
    value: str = ""


Sentence = tuple[Piece, ...]


def read(paths: Iterable[Path]) -> Iterator[tuple[Path, Sentence]]:
    """Every sentence of the files, as heard; lines that cannot be read are left out (`training.markup` names them)."""
    lexicon = Lexicon.basic()
    for path in paths:
        for _, line in lines(path):
            try:
                marked = parse(line)
            except ValueError:
                continue
            if pieces := cut(heard(marked, lexicon)):
                yield path, pieces


def heard(marked: Marked, lexicon: Lexicon) -> Marked:
    """The same in one script and dialect, with misheard names put right, and the marks moved along."""
    text = lexicon.hear(normalise(marked.text))
    if text == marked.text:
        return marked
    plain = script(marked.text)
    place = _places(plain if len(plain) == len(marked.text) else marked.text, text)
    return Marked(
        text,
        tuple(replace(each, start=place[each.start] if each.start else 0) for each in marked.stretches),
        tuple(
            replace(each, start=place[each.start], end=place[each.end])
            for each in marked.spans
            if place[each.end] > place[each.start]
        ),
    )


def _places(before: str, after: str) -> list[int]:
    """For each place of one text the same place of the other."""
    place = [0] * (len(before) + 1)
    for _, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for at in range(first, last):
            place[at] = min(begin + at - first, end)
        place[last] = end
    return place


def cut(marked: Marked) -> Sentence:
    """The pieces of a sentence, in order; nothing where marks overlap."""
    acts = {each.start: each.act for each in reversed(marked.stretches)}
    out: list[Piece] = []
    at = 0
    for span in marked.spans:
        if span.start < at:
            return ()
        out += _plain(marked.text, at, span.start, acts)
        out.append(Piece(marked.text[span.start : span.end], span.tag, acts.get(span.start, ""), span.value or ""))
        at = span.end
    out += _plain(marked.text, at, len(marked.text), acts)
    return tuple(out)


def _plain(text: str, start: int, end: int, acts: dict[int, str]) -> Iterator[Piece]:
    """The pieces between two spans: a new one where an act begins."""
    edges = [start, *(place for place in sorted(acts) if start < place < end), end]
    for first, last in pairwise(edges):
        if first < last:
            yield Piece(text[first:last], act=acts.get(first, ""))
