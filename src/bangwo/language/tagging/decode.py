"""Decode: from the net's scores to stretches of acts and tagged spans, as good as the labels allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bangwo.language.lexicon import Term
from bangwo.language.tagging import edges
from bangwo.language.tagging.edges import Span
from bangwo.language.tagging.features import Scores
from bangwo.language.tagging.labels import CODES, FIELDS, KINDS, TAGS, Code, allowed

ACT_BEGINS = 0
"""The column that says whether an act begins; then follow kinds, fields, outside-begin-inside, and tags."""
_KINDS_AT = 1
_FIELDS_AT = _KINDS_AT + len(KINDS)
_BIO_AT = _FIELDS_AT + len(FIELDS)
_TAGS_AT = _BIO_AT + 3
WIDTH = _TAGS_AT + len(TAGS)
SURE = 0.8
"""How far ahead an act must be for the net's word to stand against what the lexicon or a conversation suggests."""
SAME_AGAIN = 4.0
"""How strongly an act must begin to be told from one of the same code before it."""
_KIND_OF = np.array([_KINDS_AT + KINDS.index(code.kind) for code in CODES])
_FIELD_OF = np.array([_FIELDS_AT + FIELDS.index(code.field) for code in CODES])
_MARKS = " ,。;!?.的了吧"


@dataclass(frozen=True, slots=True)
class Stretch:
    """An act from `start` to `end`; `sure` from 0.5 to 1: how far it is ahead of the next best."""

    start: int
    end: int
    code: Code
    sure: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """Everything seen in a sentence, in order."""

    stretches: tuple[Stretch, ...]
    spans: tuple[Span, ...]

    def within(self, stretch: Stretch) -> tuple[Span, ...]:
        """The spans of an act."""
        if len(self.stretches) == 1:
            return self.spans
        return tuple(span for span in self.spans if stretch.start <= span.start < stretch.end)


def decoded(scores: Scores, text: str, terms: Sequence[Term] = ()) -> Tagged:
    """The best legal reading; the scores are those of the text without its edges."""
    stretches = _stretches(scores, text)
    return Tagged(stretches, _spans(scores, text, stretches, terms))


def decoded_as(scores: Scores, text: str, code: Code, terms: Sequence[Term] = ()) -> Tagged:
    """The best reading of a text that is known to be about one thing."""
    whole = (Stretch(0, len(text), code, 1.0),)
    return Tagged(whole, _spans(scores, text, whole, terms))


@cache
def _barred(code: Code) -> NDArray[np.float32]:
    """What no act of a kind has is impossible inside it."""
    return np.array([0.0 if tag in allowed(code) else -1e4 for tag in TAGS], np.float32)


def _stretches(scores: Scores, text: str) -> tuple[Stretch, ...]:
    """The acts; two of the same code are one unless the second clearly begins."""
    starts = _starts(scores, text)
    codes = [_code(scores[start:end]) for start, end in pairwise([*starts, len(text)])]
    kept = [0]
    for at in range(1, len(starts)):
        if codes[at][0] != codes[kept[-1]][0] or scores[starts[at], ACT_BEGINS] >= SAME_AGAIN:
            kept.append(at)
    begins = [starts[at] for at in kept]
    return tuple(
        Stretch(start, end, CODES[codes[at][0]], codes[at][1])
        for at, (start, end) in zip(kept, pairwise([*begins, len(text)]), strict=True)
    )


def _starts(scores: Scores, text: str) -> list[int]:
    """Where acts begin; what says nothing belongs to the act before it."""
    found = [at for at in np.flatnonzero(scores[:, ACT_BEGINS] > 0).tolist() if at]
    kept = [0]
    for start, end in pairwise([*found, len(text)]):
        if len(text[start:end].strip(_MARKS)) > 1:
            kept.append(start)
    return kept


def _code(scores: Scores) -> tuple[int, float]:
    """What a stretch most likely is, and how sure that is."""
    means = scores[:, :_BIO_AT].mean(0)
    weights = means[_KIND_OF] + means[_FIELD_OF]
    best = int(weights.argmax())
    lead = float(weights[best])
    weights[best] = -np.inf
    return best, 1 / (1 + float(np.exp(weights.max() - lead)))


def _spans(scores: Scores, text: str, stretches: tuple[Stretch, ...], terms: Sequence[Term]) -> tuple[Span, ...]:
    segments = edges.whole(text, _segments(scores[:, _BIO_AT:_TAGS_AT].argmax(1).tolist(), stretches))
    if not segments:
        return ()
    tags = scores[:, _TAGS_AT:]
    out: list[Span] = []
    stretch = iter(stretches)
    current = next(stretch)
    barred = _barred(current.code)
    for start, end in segments:
        while start >= current.end:
            current = next(stretch)
            barred = _barred(current.code)
        form = edges.formed(text[start:end])
        best = TAGS.index(form) if form else -1
        if best < 0 or barred[best] < 0:
            best = int((tags[start:end].sum(0) + barred).argmax())
        if barred[best] == 0:
            out.append(Span(start, end, TAGS[best]))
    return edges.fitted(edges.grown(text, out), terms)


def _segments(states: list[int], stretches: tuple[Stretch, ...]) -> list[tuple[int, int]]:
    """Runs of characters that belong together: 1 begins one, 2 goes on, 0 is outside; none goes on into another act."""
    for each in stretches[1:]:
        if states[each.start] == 2:
            states[each.start] = 1
    out: list[tuple[int, int]] = []
    start = -1
    for at, state in enumerate(states):
        if state != 2 and start >= 0:
            out.append((start, at))
            start = -1
        if state == 1 or (state == 2 and start < 0):
            start = at
    if start >= 0:
        out.append((start, len(states)))
    return out
