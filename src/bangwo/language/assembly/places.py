"""Places: which words can be one, and which of several is meant."""

import re
from collections.abc import Sequence

from bangwo.language.hearing import Heard
from bangwo.language.lexicon import Term
from bangwo.language.tagging.edges import Span

PLACED = frozenset(("from", "to", "city", "near", "where", "name"))
"""Tags of places."""
_KINDS = frozenset(("city", "station", "landmark", "place", "hotel", "sight", "venue"))
_ONE_PLACED = frozenset(("from", "to", "city", "near", "name"))
_LIKE = re.compile(
    r"[家路街巷弄村镇区里苑园栋幢楼室号站店院校场寺桥山湖城厦馆]|公司|单位|中心|公寓|[a-z]", re.IGNORECASE
)
"""What names of places are made of."""
_NOW = re.compile(r"(?:现在|马上|立刻|这会儿|这就)+")
_IDLE = re.compile(r"[ ,。、;:!?的吧了就走去到在]*")
_CORRECTED = re.compile(r"不对|不是|错了|改成?|换成?|算了|还是|应该是|actually|instead|sorry|no wait", re.IGNORECASE)


def is_time(heard: Heard, start: int, end: int) -> bool:
    """Whether a part of a text says when, and nothing else; a name that is known stays one."""
    if _known(heard.terms, start, end):
        return False
    left, at = "", start
    for found in heard.founds:
        if found.kind == "time" and found.start < end and start < found.end:
            left, at = left + heard.text[at : max(at, found.start)], max(at, found.end)
    left = _NOW.sub("", left + heard.text[at:end])
    return left != heard.text[start:end] and _IDLE.fullmatch(left) is not None


def meant(text: str, spans: Sequence[Span], terms: Sequence[Term]) -> tuple[Span, ...]:
    """The spans; without what is like no place, where a known one was said for the same slot and not taken back."""
    if _CORRECTED.search(text) or any(each.tag == "x" for each in spans):
        return tuple(spans)
    known = {each.tag for each in spans if each.tag in _ONE_PLACED and _known(terms, each.start, each.end)}
    return tuple(each for each in spans if each.tag not in known or _placelike(text, each, terms))


def _placelike(text: str, span: Span, terms: Sequence[Term]) -> bool:
    return _known(terms, span.start, span.end) or _LIKE.search(text, span.start, span.end) is not None


def _known(terms: Sequence[Term], start: int, end: int) -> bool:
    return any(each.start < end and start < each.end and not each.kinds.isdisjoint(_KINDS) for each in terms)
