"""Explain: what each layer made of one sentence, for those who write its rules."""

import json
from dataclasses import dataclass
from datetime import datetime

from bangwo.core.json import Json
from bangwo.domain.act import TEXT_MAX, act_json
from bangwo.language import acts, slots_of
from bangwo.language.folding import Folded
from bangwo.language.lexicon import Lexicon
from bangwo.language.normalise import normalise
from bangwo.language.quantities import found_json, spans
from bangwo.language.weights import Scores


@dataclass(frozen=True, slots=True)
class Layer:
    """The name of a layer, and a line for each thing that it found."""

    name: str
    found: tuple[str, ...]


def explained(text: str, now: datetime, lexicon: Lexicon) -> tuple[Layer, ...]:
    """Every layer's result, in the order in which a sentence goes through them."""
    plain = normalise(text[:TEXT_MAX])
    heard = lexicon.hear(plain)
    folded = Folded(heard, lexicon)
    found = spans(heard, now)
    folded.fold(found)
    segments = acts.segments(folded, lexicon)
    return (
        Layer("normalised", (plain,)),
        Layer("heard", (heard,) if heard != plain else ()),
        Layer("quantities", tuple(_line(found_json(each)) for each in found)),
        Layer("names", tuple(_names(heard, folded))),
        Layer("pieces", tuple(_piece(piece, folded) for each in segments for piece in each.pieces)),
        Layer("acts", tuple(_act(each) for each in segments)),
        Layer("slots", tuple(_line(act_json(slots_of.act(each, folded, lexicon))) for each in segments)),
    )


def confidence(scores: Scores) -> float:
    """From 0.5 to 1: how far the trade that speaks loudest is ahead of the next; 0 where none speaks."""
    loudest = sorted((weight for weight in scores.values() if weight > 0), reverse=True)[:2]
    return loudest[0] / sum(loudest) if loudest else 0.0


def _line(value: dict[str, Json]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _names(text: str, folded: Folded) -> list[str]:
    return [
        f"{text[term.start : term.end]}: "
        + ", ".join(dict.fromkeys(f"{each.kind} {each.trade or ''}".strip() for each in term.entries))
        for term in folded.terms(text)
        if not term.has("kept")
    ]


def _piece(piece: acts.Piece, folded: Folded) -> str:
    marks = [name for name, said in (("linked", piece.linked), ("asks", piece.asks), ("looks", piece.looks)) if said]
    special = f"{piece.kind} {piece.topic or ''}".strip() if piece.kind else ""
    weights = ", ".join(
        f"{trade} {weight:.1f}" for trade, weight in sorted(piece.scores.items(), key=lambda each: -each[1]) if weight
    )
    return " | ".join(each for each in (folded.unfold(piece.text), " ".join(marks), special, weights) if each)


def _act(segment: acts.Segment) -> str:
    said = f"{segment.kind} {segment.trade or segment.topic or ''}".strip()
    sure = confidence(acts.total(segment.pieces))
    return f"{said} ({sure:.2f})" if segment.trade and sure else said
