"""Explain: what each layer made of one sentence, for those who write the sentences that the tagger learns from."""

import json
from dataclasses import dataclass
from datetime import datetime

from bangwo.core.json import Json
from bangwo.domain.act import TEXT_MAX, act_json
from bangwo.language.assembly import assemble
from bangwo.language.hearing import Heard
from bangwo.language.normalise import normalise
from bangwo.language.quantities import found_json
from bangwo.language.tagging.decode import Stretch, decoded
from bangwo.language.tagging.edges import Span
from bangwo.language.understand import Ears, listen


@dataclass(frozen=True, slots=True)
class Layer:
    """The name of a layer, and a line for each thing that it found."""

    name: str
    found: tuple[str, ...]


def explained(text: str, now: datetime, ears: Ears) -> tuple[Layer, ...]:
    """Every layer's result, in the order in which a sentence goes through them."""
    plain = normalise(text[:TEXT_MAX])
    spoken = ears.lexicon.hear(plain)
    if not spoken:
        return (Layer("normalised", (plain,)),)
    heard = listen(spoken, now, ears)
    tagged = decoded(heard.scores, spoken, heard.terms)
    return (
        Layer("normalised", (plain,)),
        Layer("heard", (spoken,) if spoken != plain else ()),
        Layer("quantities", tuple(_line(found_json(each)) for each in heard.founds)),
        Layer("names", tuple(_names(heard))),
        Layer("tags", tuple(_tag(each, spoken) for each in tagged.spans)),
        Layer("acts", tuple(_act(each, spoken) for each in tagged.stretches)),
        Layer("slots", tuple(_line(act_json(each)) for each in assemble.acts(heard, tagged))),
    )


def _line(value: dict[str, Json]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _names(heard: Heard) -> list[str]:
    return [
        f"{heard.text[term.start : term.end]}: "
        + ", ".join(dict.fromkeys(f"{each.kind} {each.trade or ''}".strip() for each in term.entries))
        for term in heard.terms
        if not term.has("kept")
    ]


def _tag(span: Span, text: str) -> str:
    return f"{text[span.start : span.end]}: {span.tag}"


def _act(stretch: Stretch, text: str) -> str:
    return f"{stretch.code} ({stretch.sure:.2f}): {text[stretch.start : stretch.end]}"
