"""Hearing: a sentence with everything that is known of its characters before it is decided what it asks."""

from dataclasses import dataclass
from datetime import datetime

from bangwo.language.lexicon import Lexicon, Term
from bangwo.language.quantities import Found
from bangwo.language.tagging.features import Scores


@dataclass(frozen=True, slots=True)
class Heard:
    """`scores` are those of the tagger, a line for each character of the text."""

    text: str
    now: datetime
    founds: tuple[Found, ...]
    terms: tuple[Term, ...]
    scores: Scores
    lexicon: Lexicon
