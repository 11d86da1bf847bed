"""Acts: where one request ends and the next begins, of which kind, and from which trade."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, islice

from bangwo.domain.act import ActKind
from bangwo.domain.offer import Trade
from bangwo.language import weights
from bangwo.language.cues import kinds
from bangwo.language.folding import Folded, guard, letter_of
from bangwo.language.gates import Guard
from bangwo.language.lexicon import Lexicon

PIECES_MAX = 60
"""Pieces of one sentence; the rest of it belongs to the last."""
Scores = dict[Trade, float]


@dataclass(slots=True)
class Piece:
    """A stretch of the sentence, and what speaks for what in it."""

    text: str
    linked: bool = False  # 顺便, 另外 … stood before it
    kind: ActKind | None = None  # of after-sale, wallet, chat, handoff
    topic: str | None = None
    scores: Scores = field(default_factory=dict[Trade, float])
    asks: bool = False  # an order word
    looks: bool = False  # a search word

    def best(self) -> tuple[Trade | None, float]:
        """The trade that most speaks for."""
        if not self.scores:
            return None, 0.0
        trade = max(self.scores, key=lambda each: self.scores[each])
        return trade, self.scores[trade]


@dataclass(frozen=True, slots=True)
class _Patterns:
    special: tuple[tuple[ActKind, str | None, Guard], ...]
    search: Guard
    order: Guard
    request: Guard
    narrative: Guard
    cut: re.Pattern[str]
    open: Guard
    reorder: Guard
    homework: Guard
    anew: Guard
    wants: Guard
    asks_first: Guard


def _special_patterns(flags: int) -> tuple[tuple[ActKind, str | None, Guard], ...]:
    """What is no purchase, in the order in which it is tried."""
    return tuple(
        (kind, topic, Guard(source, flags))
        for kind, topic, source in chain(
            ((ActKind.HANDOFF, None, kinds.HANDOFF),),
            ((ActKind.CHAT, topic, source) for topic, source in kinds.CHAT),
            ((ActKind(kind), None, source) for kind, source in kinds.AFTER),
            ((ActKind.WALLET, topic, source) for topic, source in kinds.WALLET),
        )
    )


_FLAGS = re.IGNORECASE
_PATTERNS = _Patterns(
    special=_special_patterns(_FLAGS),
    search=guard(kinds.SEARCH, _FLAGS),
    order=guard(kinds.ORDER, _FLAGS),
    request=guard(kinds.REQUEST, _FLAGS),
    narrative=guard(kinds.NARRATIVE, _FLAGS),
    open=guard(kinds.OPEN, _FLAGS),
    reorder=guard(dict(kinds.AFTER)["reorder"], _FLAGS),
    homework=guard(dict(kinds.CHAT)["homework"], _FLAGS),
    anew=guard(
        r"(?:再|重新|另外|改)(?:给我|帮我)?(?:订|定|买|点|叫|约|来|下)|show me|find me|book|get me|order", _FLAGS
    ),
    wants=guard(kinds.WANTS, _FLAGS),
    asks_first=guard(kinds.LOOKS_FIRST, _FLAGS),
    cut=re.compile(rf"(?P<mark>[,。;!?]+)|(?<=[^,。;!?])(?P<link>{kinds.CONNECTOR})", _FLAGS),
)


_LINK = re.compile(rf"^{kinds.CONNECTOR}")


def pieces(folded: Folded, lexicon: Lexicon) -> list[Piece]:
    """The sentence cut at marks and connectors, each piece weighed."""
    out: list[Piece] = []
    at, linked = 0, False
    text = folded.text
    said = folded.unfold(text)
    if _PATTERNS.reorder.finds(folded.mask, said) or _PATTERNS.homework.finds(folded.mask, said):
        return [_weighed(text, False, folded, lexicon)]
    for match in islice(_PATTERNS.cut.finditer(text), PIECES_MAX):
        if match["link"] is not None and _only_time(text[at : match.start()]):
            continue  # 当晚再订: the time belongs to what follows
        if text[at : match.start()].strip():
            out.append(
                _weighed(
                    text[at : match.end("mark")] if match["mark"] else text[at : match.start()], linked, folded, lexicon
                )
            )
            linked = False
        if match["link"] is not None:
            linked = True
            at = match.start()
        else:
            at = match.end()
    if text[at:].strip():
        out.append(_weighed(text[at:], linked, folded, lexicon))
    return out


def _only_time(text: str) -> bool:
    return bool(text) and all(letter_of(each) == "T" or each in " 的就" for each in text)


def _weighed(text: str, linked: bool, folded: Folded, lexicon: Lexicon) -> Piece:
    piece = Piece(text, linked or bool(_LINK.match(text)))
    mask = folded.mask
    _mark_special(piece, folded.unfold(text), mask)
    piece.scores = weights.weigh(text, folded)
    piece.asks = _PATTERNS.order.finds(mask, text)
    piece.looks = _PATTERNS.search.finds(mask, _PATTERNS.open.sub(mask, "", text))
    return piece


def _mark_special(piece: Piece, text: str, mask: int) -> None:
    """Mark what is no purchase."""
    for kind, topic, pattern in _PATTERNS.special:
        if mask & pattern.bit and pattern.regex.search(text):
            piece.kind, piece.topic = kind, topic
            return


_GOODS = {Trade.FOOD, Trade.GROCERY, Trade.SHOP}
_ONE_MORE = re.compile(r"再(?:来|要|加|称|拿)|还(?:有|要)(?!.*(?:寄|超市))")
"""What goes on with the same basket, whatever the thing is."""
_PLACED = {ActKind.REFUND, ActKind.CANCEL, ActKind.CHANGE, ActKind.REORDER, ActKind.TRACK}


@dataclass(slots=True)
class Segment:
    """One act before its slots are read."""

    text: str
    kind: ActKind
    trade: Trade | None = None
    topic: str | None = None
    pieces: list[Piece] = field(default_factory=list[Piece])


def segments(folded: Folded, lexicon: Lexicon) -> list[Segment]:
    """The acts of a sentence, in order."""
    groups: list[list[Piece]] = []
    for piece in pieces(folded, lexicon):
        if groups and not _begins(groups[-1], piece, folded.mask):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    if len(groups) > 1 and groups[0][0].topic == "greeting" and len(groups[0][0].text) < 8:
        groups[0][0].kind = groups[0][0].topic = None
        groups[0][0].scores = {}
    if len(groups) > 1 and (_is_preface(groups[0]) or _is_background(groups[0], groups[1])):
        groups[1] = groups[0] + groups[1]
        del groups[0]
    return [_segment(group, folded) for group in groups]


def _is_background(group: list[Piece], after: list[Piece]) -> bool:
    """What was bought, told before what is wrong with it (昨天买的草莓烂了，我要退款)."""
    kinds_after = {ActKind.REFUND, ActKind.CANCEL, ActKind.CHANGE, ActKind.REORDER, ActKind.TRACK, ActKind.HANDOFF}
    return after[0].kind in kinds_after and all(
        piece.kind is None and (not piece.asks or piece.best()[1] < 1) for piece in group
    )


def _is_preface(group: list[Piece]) -> bool:
    """Talk before the first request belongs to it."""
    return all(piece.kind is None and piece.best()[1] < 2 and not piece.asks for piece in group)


def total(group: list[Piece]) -> Scores:
    scores: defaultdict[Trade, float] = defaultdict(float)
    for piece in group:
        for trade, weight in piece.scores.items():
            scores[trade] += weight
    return dict(scores)


def top(scores: Scores) -> tuple[Trade | None, float]:
    if not scores:
        return None, 0.0
    trade = max(scores, key=lambda each: scores[each])
    return trade, scores[trade]


def _begins(group: list[Piece], piece: Piece, mask: int) -> bool:
    """Whether a piece opens a new act."""
    special = next((each for each in group if each.kind is not None), None)
    if piece.kind is not None:
        if special is None:
            return top(total(group))[1] >= 3 or any(each.asks for each in group)
        return (piece.kind, piece.topic) != (special.kind, special.topic) and (
            piece.linked or piece.kind is not ActKind.CHAT
        )
    trade, weight = piece.best()
    if special is not None:
        if special.kind in (ActKind.CHANGE,):
            return piece.linked and piece.asks
        if (
            special.kind is ActKind.CHAT
            and special.topic in ("impossible", "homework", "story", "couplet")
            and not piece.linked
        ):
            return piece.asks and weight >= 4
        if special.kind in _PLACED:
            if piece.linked and piece.asks and _PATTERNS.anew.finds(mask, piece.text):
                return True
            return (piece.asks or piece.linked or piece.looks) and weight >= (1 if piece.linked else 2)
        return (piece.asks or piece.linked or piece.looks or _PATTERNS.request.finds(mask, piece.text)) and weight >= 1
    current, held = top(total(group))
    if current is None or trade is None or trade is current:
        return False
    if held < 2:
        return piece.linked and weight >= 4 and any(each.asks for each in group)
    if {current, trade} <= _GOODS and _ONE_MORE.match(piece.text):
        return False
    if {current, trade} <= _GOODS:
        return piece.linked and weight >= 2 and piece.scores.get(current, 0) + 0.5 < weight
    if piece.linked:
        return weight >= 2.5 and weight > piece.scores.get(current, 0) + 1
    return weight >= 4 and (piece.asks or piece.looks) and weight > piece.scores.get(current, 0) + 2 and held >= 4


def _segment(group: list[Piece], folded: Folded) -> Segment:
    text = "".join(piece.text if piece.text[-1] in ",。;!?" else piece.text + "," for piece in group)
    special = next((each for each in group if each.kind is not None), None)
    if special is not None and special.kind is not None:
        return Segment(text, special.kind, None, special.topic, group)
    trade, weight = top(total(group))
    mask = folded.mask
    asks = any(piece.asks for piece in group)
    looks = any(piece.looks for piece in group)
    said = folded.unfold(text)
    narrative = _PATTERNS.narrative.finds(mask, said) and not _PATTERNS.wants.finds(mask, text)
    silent = not (asks or looks or _PATTERNS.request.finds(mask, text)) and not any(
        letter_of(char) == "A" for char in text
    )
    if silent and _only_goods(text, folded):
        return Segment(text, ActKind.ORDER, trade or Trade.FOOD, None, group)
    if trade is None or weight < 1 or (narrative and (silent or weight < 6)) or (silent and weight < 4):
        return Segment(text, ActKind.CHAT, None, "smalltalk", group)
    return Segment(text, _kind(group, trade, mask), trade, None, group)


def _only_goods(text: str, folded: Folded) -> bool:
    """Whether a thing is named and nothing said of it (牛肉面)."""
    said = text.strip(" ,。!?吧呗")
    return any(term.has("item") and term.end - term.start == len(said) > 1 for term in folded.terms(said))


def _kind(group: list[Piece], trade: Trade, mask: int) -> ActKind:
    """Order or search: the last clear word decides; looking first (先看看) is looking."""
    if trade is Trade.PLACE:
        return ActKind.SEARCH
    text = "".join(piece.text for piece in group)
    if _PATTERNS.asks_first.finds(mask, text):
        return ActKind.SEARCH
    if _PATTERNS.wants.finds(mask, text):
        return ActKind.ORDER
    return ActKind.SEARCH if any(piece.looks for piece in group) else ActKind.ORDER
