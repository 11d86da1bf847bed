"""Said: one act's part of a sentence, with its spans and what was counted in them."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bangwo.domain.menu import kind_of
from bangwo.domain.offer import GOODS
from bangwo.language.assembly import places
from bangwo.language.hearing import Heard
from bangwo.language.lexicon import Lexicon, Term
from bangwo.language.quantities import Found, spans
from bangwo.language.tagging.decode import Stretch, Tagged
from bangwo.language.tagging.edges import Span
from bangwo.language.tagging.labels import Code

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
        found = tuple(part for each in tagged.within(stretch) for part in _parts(heard, stretch, each))
        spans = tuple(_known(heard, stretch, each, alone=len(found) == 1) for each in found)
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


def _parts(heard: Heard, stretch: Stretch, span: Span) -> tuple[Span, ...]:
    """热豆浆 and 少糖奶茶 said in one piece: the option, and the thing that is known."""
    text = heard.text[span.start : span.end]
    if stretch.code.field != "food" or span.tag not in ("item", "opt") or heard.lexicon.get(text):
        return (span,)
    for at in range(1, len(text) - 1):
        if kind_of(text[:at]) not in _SPLIT[span.tag] or not _is_item(heard, text[at:]):
            continue
        return replace(span, end=span.start + at, tag="opt"), replace(span, start=span.start + at, tag="item")
    return (span,)


_SPLIT = {"item": ("ice",), "opt": ("ice", "sugar", "size", "spice")}
"""Kinds of option that are taken off the front: from a name only how warm it is."""


def _is_item(heard: Heard, text: str) -> bool:
    return any(each.kind == "item" for each in heard.lexicon.get(text))


def _known(heard: Heard, stretch: Stretch, span: Span, *, alone: bool) -> Span:
    """A span with another tag where what is known of its words leaves no other."""
    place = (span.start, span.end)
    if span.tag in places.PLACED and places.is_time(heard, span.start, span.end):
        return replace(span, tag="time")
    if stretch.code.field in _STAGED and span.tag == "tag":
        titles = {(each.start, each.end) for each in heard.terms if each.has("title")}
        return replace(span, tag="title") if place in titles else span
    if stretch.code.field not in GOODS:
        return span
    if span.tag in _PLACES and any((each.start, each.end) == place for each in heard.founds if each.kind == "amount"):
        return replace(span, tag="amount")
    if span.tag == "item" and not alone and (entries := heard.lexicon.get(heard.text[span.start : span.end].lower())):
        return replace(span, tag="shop") if all(each.kind in _SHOPS for each in entries) else span
    return span
