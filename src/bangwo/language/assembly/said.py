"""Said: one act's part of a sentence, with its spans and what was counted in them."""

from dataclasses import dataclass
from datetime import datetime

from bangwo.language.lexicon import Lexicon
from bangwo.language.quantities import Found, spans
from bangwo.language.tagging.decode import Span
from bangwo.language.tagging.labels import Code


@dataclass(frozen=True, slots=True)
class Said:
    """`founds` are those of the whole sentence: a time may take its day from what another act said."""

    text: str
    code: Code
    spans: tuple[Span, ...]
    founds: tuple[Found, ...]
    lexicon: Lexicon
    now: datetime

    def words(self, span: Span) -> str:
        """What a span says."""
        return self.text[span.start : span.end]

    def tagged(self, *tags: str) -> tuple[Span, ...]:
        """The spans that carry one of these tags."""
        return tuple(span for span in self.spans if span.tag in tags)

    def last(self, tag: str) -> str:
        """What was said last with a tag; empty where nothing was."""
        return next((self.words(span) for span in reversed(self.spans) if span.tag == tag), "")

    def closed(self, tag: str) -> str:
        """The value said last of a tag that names its values (`sort:cheapest`)."""
        start = tag + ":"
        return next((span.tag.removeprefix(start) for span in reversed(self.spans) if span.tag.startswith(start)), "")

    def has(self, tag: str) -> bool:
        """Whether anything carries a tag."""
        return any(span.tag == tag for span in self.spans)

    def found(self, span: Span, *kinds: str) -> tuple[Found, ...]:
        """The quantities in a span; read anew where its words say more alone than in the sentence."""
        inside = tuple(
            each for each in self.founds if each.kind in kinds and each.start < span.end and span.start < each.end
        )
        return inside or tuple(each for each in spans(self.words(span), self.now) if each.kind in kinds)
