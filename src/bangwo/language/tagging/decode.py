"""Decode: from the net's scores to stretches of acts and tagged spans, as good as the labels allow."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bangwo.language.tagging.features import Scores
from bangwo.language.tagging.labels import CODES, FIELDS, KINDS, TAGS, Code, allowed

ACT_BEGINS = 0
"""The column that says whether an act begins; then follow kinds, fields, outside-begin-inside, and tags."""
_KINDS_AT = 1
_FIELDS_AT = _KINDS_AT + len(KINDS)
_BIO_AT = _FIELDS_AT + len(FIELDS)
_TAGS_AT = _BIO_AT + 3
WIDTH = _TAGS_AT + len(TAGS)
_KIND_OF = np.array([_KINDS_AT + KINDS.index(code.kind) for code in CODES])
_FIELD_OF = np.array([_FIELDS_AT + FIELDS.index(code.field) for code in CODES])
_BARRED = np.array([[0.0 if tag in allowed(code) else -30.0 for tag in TAGS] for code in CODES], np.float32)
"""What no act of a kind has is all but impossible inside it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """An act from `start` to `end`; `sure` from 0.5 to 1: how far it is ahead of the next best."""

    start: int
    end: int
    code: Code
    sure: float


@dataclass(frozen=True, slots=True)
class Span:
    """A slot from `start` to `end`; what stands behind a colon in its tag is its value."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """Everything seen in a sentence, in order."""

    stretches: tuple[Stretch, ...]
    spans: tuple[Span, ...]

    def within(self, stretch: Stretch) -> tuple[Span, ...]:
        """The spans of an act."""
        return tuple(span for span in self.spans if stretch.start <= span.start < stretch.end)


def decoded(scores: Scores, text: str) -> Tagged:
    """The best legal reading; the scores are those of the text without its edges."""
    stretches, barred = _stretches(scores, text)
    return Tagged(stretches, _spans(scores, text, barred))


def decoded_as(scores: Scores, text: str, code: Code) -> Tagged:
    """The best reading of a text that is known to be about one thing."""
    whole = Stretch(0, len(text), code, 1.0)
    return Tagged((whole,), _spans(scores, text, _BARRED[CODES.index(code)]))


def _stretches(scores: Scores, text: str) -> tuple[tuple[Stretch, ...], NDArray[np.float32]]:
    """The acts, and for each character what its act bars."""
    begins = scores[:, ACT_BEGINS] > 0
    begins[0] = True
    starts = np.flatnonzero(begins)
    ends = np.append(starts[1:], len(text))
    sums = np.add.reduceat(scores[:, :_BIO_AT], starts, 0)
    means = sums / (ends - starts)[:, None]
    weights = means[:, _KIND_OF] + means[:, _FIELD_OF]
    best = weights.argmax(1)
    out: list[Stretch] = []
    for at, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        two = np.partition(weights[at], -2)[-2:]
        sure = float(1 / (1 + np.exp(two[0] - two[1])))
        out.append(Stretch(start, end, CODES[best[at]], sure))
    return tuple(out), np.repeat(_BARRED[best], ends - starts, 0)


def _spans(scores: Scores, text: str, barred: NDArray[np.float32]) -> tuple[Span, ...]:
    states = scores[:, _BIO_AT:_TAGS_AT].argmax(1).tolist()
    starts: list[int] = []
    ends: list[int] = []
    inside = False
    for at, state in enumerate(states):
        if state == 0:
            if inside:
                ends.append(at)
            inside = False
        elif state == 1 or not inside:
            if inside:
                ends.append(at)
            starts.append(at)
            inside = True
    if inside:
        ends.append(len(text))
    if not starts:
        return ()
    edges = np.array([starts, ends]).T.reshape(-1)
    weights = scores[:, _TAGS_AT:] + barred
    padded = np.concatenate([weights, np.zeros((1, weights.shape[1]), np.float32)])
    best = np.add.reduceat(padded, edges, 0)[::2].argmax(1)
    return tuple(Span(start, end, TAGS[tag]) for start, end, tag in zip(starts, ends, best.tolist(), strict=True))
