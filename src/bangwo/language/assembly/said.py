"""Said: one act's part of a sentence, with its spans and what was counted in them."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bangwo.language.hearing import Heard
from bangwo.language.lexicon import Lexicon, Term
from bangwo.language.quantities import Found, spans
from bangwo.language.tagging.decode import Stretch, Tagged
from bangwo.language.tagging.edges import Span
from bangwo.language.tagging.labels import Code

GOODS = frozenset(("food", "grocery", "shop"))
_PLACES = frozenset(("where", "near", "shop"))
"""Tags that no bare amount has (改成4只)."""
_STAGED = frozenset(("movie", "show"))
_SHOPS = frozenset(("shop", "brand"))
_COUNTS = re.compile(
    r"[\d零一二两三四五六七八九十百千半俩仨今明后周初除节]|\b(?:an?|one|two|three|four|five|six|[a-z]+day|[a-z]+night)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """`founds` are those of the whole sentence: a time may take its day from what another act said."""

    text: str
    code: Code
    spans: tuple[Span, ...]
    founds: tuple[Found, ...]
    lexicon: Lexicon
    now: datetime
    terms: tuple[Term, ...] = ()

    @staticmethod
    def of(heard: Heard, stretch: Stretch, tagged: Tagged) -> "Said":
        """An act's part of what was heard."""
        spans = tagged.within(stretch)
        if stretch.code.field in GOODS:
            counted = {(each.start, each.end) for each in heard.founds if each.kind == "amount"}
            spans = tuple(
                replace(each, tag="amount") if each.tag in _PLACES and (each.start, each.end) in counted else each
                for each in spans
            )
            spans = tuple(_shop(heard, each) for each in spans) if len(spans) > 1 else spans
        elif stretch.code.field in _STAGED:
            titles = {(each.start, each.end) for each in heard.terms if each.has("title")}
            spans = tuple(
                replace(each, tag="title") if each.tag == "tag" and (each.start, each.end) in titles else each
                for each in spans
            )
        terms = tuple(each for each in heard.terms if stretch.start <= each.start < stretch.end)
        return Said(heard.text, stretch.code, spans, heard.founds, heard.lexicon, heard.now, terms)

    @cached_property
    def tags(self) -> frozenset[str]:
        """Every tag that something carries."""
        return frozenset([span.tag for span in self.spans])

    def words(self, span: Span) -> str:
        """What a span says."""
        return self.text[span.start : span.end]

    def tagged(self, *tags: str) -> tuple[Span, ...]:
        """The spans that carry one of these tags."""
        return tuple([span for span in self.spans if span.tag in tags])

    def last(self, tag: str) -> str:
        """What was said last with a tag; empty where nothing was."""
        return next((self.words(span) for span in reversed(self.spans) if span.tag == tag), "")

    def closed(self, tag: str) -> str:
        """The value said last of a tag that names its values (`sort:cheapest`)."""
        start = tag + ":"
        return next((span.tag.removeprefix(start) for span in reversed(self.spans) if span.tag.startswith(start)), "")

    def found(self, span: Span, *kinds: str) -> tuple[Found, ...]:
        """The quantities in a span; read anew where its words say more alone than in the sentence."""
        inside = [
            each for each in self.founds if each.kind in kinds and each.start < span.end and span.start < each.end
        ]
        if inside or not _COUNTS.search(self.words(span)):
            return tuple(inside)
        return tuple(each for each in spans(self.words(span), self.now) if each.kind in kinds)


def _shop(heard: Heard, span: Span) -> Span:
    """What is known as a shop and as nothing else is no thing to buy beside others."""
    if span.tag != "item":
        return span
    entries = heard.lexicon.get(heard.text[span.start : span.end].lower())
    return replace(span, tag="shop") if entries and all(each.kind in _SHOPS for each in entries) else span
