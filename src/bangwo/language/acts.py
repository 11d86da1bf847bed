"""Acts: where one request ends and the next begins, of which kind, and from which trade."""
# ruff: noqa: E501

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from bangwo.domain.act import ActKind
from bangwo.domain.offer import Trade
from bangwo.language import cues
from bangwo.language.cues import kinds
from bangwo.language.folding import Folded, guard, letter_of
from bangwo.language.gates import Guard
from bangwo.language.lexicon import Entry, Lexicon, Term
from bangwo.language.matching import Matcher

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
    way: Guard
    find: Guard
    sight: Guard
    ride: Guard
    dish: Guard
    wants: Guard
    portion: Guard
    asks_first: Guard
    flight: Guard
    train: Guard


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
    ride=guard(
        r"(?:叫|约|打|喊|派|来|订|要|找)(?:[^,。;]{0,12})车(?![票厘站])|接我|送我(?:们)?[去到回]|(?:[点分半整]|[\ue000-\ue1ff])的车(?!票)|[要叫](?:辆|台|个)?出租(?!屋|房)|[叫约](?:辆|架|台)[^,。]{0,4}车",
        _FLAGS,
    ),
    anew=guard(
        r"(?:再|重新|另外|改)(?:给我|帮我)?(?:订|定|买|点|叫|约|来|下)|show me|find me|book|get me|order", _FLAGS
    ),
    way=guard(
        r"从[^,。]{2,12}到[^,。]{2,14}?(?:得|要|大概|大约|需要)*(?:多久|多远|多长|怎么走|怎么去|几站)|how (?:long|far)[^,.?]* to\b"
        r"|(?:走路|步行|骑车|开车|走过去|坐地铁)[^,。]{0,6}(?:多久|多远|远不远|要多长)",
        _FLAGS,
    ),
    find=guard(
        r"(?:有没有|哪有|哪里有|哪儿有|哪儿能|找|最近的)(?:个|家|一家|{A})?[^,。]{0,6}"
        r"(?:(?<!茶|啡|锅|饭|面|粥|糕|吃|餐|品|烤|酒|包)店|所|局|银行|医院|诊所|网吧|铺|厕|充电|站|[修配洗换补印寄取存][^,。]{0,4}的?)(?=$|[,。?吗啊呀])"
        r"|(?:is|are) there (?:an? |any )(?!ticket|seat|room|flight|train)|where(?:'s| is) the (?:nearest|closest)",
        _FLAGS,
    ),
    sight=guard(
        r"[\u4e00-\u9fff]{2,6}(?:动物园|植物园|公园|芙蓉园|乐园|寺|古镇|古城|景区|博物馆|美术馆|科技馆|海洋馆|天文馆|陵|遗址|瀑布|溶洞|索道|漂流|游乐场|水世界)"
        r"(?=$|[^\u4e00-\u9fff]|[的看玩逛票门去买成儿大两])"
    ),
    dish=guard(
        r"(?<=[\ue600-\ue7ff])[\u4e00-\u9fff]{0,6}?[\u4e00-\u9fff](?:"
        + kinds.DISH
        + r")(?=$|[^\u4e00-\u9fff]|[不去加少多要送,])"
        r"|[\u4e00-\u9fff](?:" + kinds.DISH + r")(?:要|来)?(?=[\ue600-\ue7ff])"
        r"|[\u4e00-\u9fff]{1,3}(?P<cooked>[炖炒焖煲烩涮煨爆卤拌]|红烧|清蒸|干煸|水煮|油焖|香煎|糖醋|椒盐)(?!好|熟|锅|面|菜)[\u4e00-\u9fff]{1,3}"
    ),
    portion=guard(r"(?:点|来|叫)一?[份杯碗]"),
    wants=guard(kinds.WANTS, _FLAGS),
    asks_first=guard(kinds.LOOKS_FIRST, _FLAGS),
    cut=re.compile(rf"(?P<mark>[,。;!?]+)|(?<=[^,。;!?])(?P<link>{kinds.CONNECTOR})", _FLAGS),
    flight=guard(r"(?<![a-z\d])(?:[a-z]{2}|\d[a-z]|[a-z]\d)\d{3,4}(?![\da-z])", _FLAGS),
    train=guard(r"(?<![a-z\d场楼])[gdcztk]\d{1,4}(?![\da-z])(?!码)", _FLAGS),
)


Cue = tuple[str, tuple[tuple[Trade, float], ...]]


@lru_cache(maxsize=1)
def _cues() -> Matcher[Cue]:
    return Matcher((word, (word, trades)) for word, trades in cues.TRADES.items())


_REFUSING = ("不要", "别放", "不放", "别加", "不加", "免", "少放", "多放", "不吃")
_LINK = re.compile(rf"^{kinds.CONNECTOR}")
_KIND_WEIGHTS: dict[str, float] = {
    "item": 2.2, "shop": 3, "brand": 2, "carrier": 5, "hotel": 4, "sight": 3.2, "venue": 5, "title": 4.5, "tag": 4, "station": 2.5,
}  # fmt: skip


def pieces(folded: Folded, lexicon: Lexicon) -> list[Piece]:
    """The sentence cut at marks and connectors, each piece weighed."""
    out: list[Piece] = []
    at, linked = 0, False
    text = folded.text
    said = folded.unfold(text)
    if _PATTERNS.reorder.finds(folded.mask, said) or _PATTERNS.homework.finds(folded.mask, said):
        return [_weighed(text, False, folded, lexicon)]
    for match in _PATTERNS.cut.finditer(text):
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
    piece.scores = _scores(text, folded)
    piece.asks = _PATTERNS.order.finds(mask, text)
    piece.looks = _PATTERNS.search.finds(mask, _PATTERNS.open.sub(mask, "", text))
    return piece


def _mark_special(piece: Piece, text: str, mask: int) -> None:
    """Mark what is no purchase."""
    for kind, topic, pattern in _PATTERNS.special:
        if mask & pattern.bit and pattern.regex.search(text):
            piece.kind, piece.topic = kind, topic
            return


def _scores(text: str, folded: Folded) -> Scores:
    """How loudly every trade speaks in a piece."""
    scores: defaultdict[Trade, float] = defaultdict(float)
    lowered = text.lower() if len(text.lower()) == len(text) else text
    terms = folded.terms(text)
    _weigh_cues(lowered, terms, scores)
    _weigh_heads(text, folded.mask, scores)
    for term in terms:
        if not lowered[max(0, term.start - 2) : term.start].endswith(_REFUSING):
            _weigh_term(term.entries, term.end - term.start, scores)
    for at, char in enumerate(text):
        if char > "\ud7ff" and (letter := letter_of(char)):
            _weigh_folded(folded, char, letter, text[max(0, at - 2) : at], scores)
    _weigh_shapes(lowered, folded.mask, scores)
    return dict(scores)


def _weigh_heads(text: str, mask: int, scores: defaultdict[Trade, float]) -> None:
    """Counted things that end like a dish (两碗糊汤粉), or are cooked, are food though no lexicon knows them."""
    for match in _PATTERNS.dish.all(mask, text):
        scores[Trade.FOOD] += 2.5 if match["cooked"] else 2.2


def _weigh_cues(text: str, terms: tuple[Term, ...], scores: defaultdict[Trade, float]) -> None:
    """Cue words, but not those inside longer names (环球影城 is no cinema)."""
    inside = {
        at: term.end - term.start
        for term in terms
        if not term.has("kept") and (not term.has("term") or term.has("landmark"))
        for at in range(term.start, term.end)
    }
    for last, (word, trades) in _cues().longest(text):
        start = last - len(word) + 1
        if inside.get(last, 0) > len(word) or (word.isascii() and not _stands_alone(text, start, last + 1)):
            continue
        if text[max(0, start - 1) : start] in ("从", "回") and trades[0][0] is Trade.HOTEL:
            continue
        for trade, weight in trades:
            scores[trade] += weight


def _weigh_shapes(text: str, mask: int, scores: defaultdict[Trade, float]) -> None:
    """Shapes that tell a trade: numbers of trains and flights, 叫…车, 《》."""
    if _PATTERNS.train.finds(mask, text):
        scores[Trade.TRAIN] += 5
    elif _PATTERNS.flight.finds(mask, text):
        scores[Trade.FLIGHT] += 5
    if _PATTERNS.ride.finds(mask, text):
        scores[Trade.RIDE] += 5
    if scores[Trade.RIDE] >= 5:
        for trade in (Trade.HOTEL, Trade.TRAIN, Trade.FLIGHT, Trade.PLACE, Trade.ATTRACTION):
            scores[trade] *= 0.4
    if _PATTERNS.way.finds(mask, text) or _PATTERNS.find.finds(mask, text):
        scores[Trade.PLACE] += 4
    if _PATTERNS.sight.finds(mask, text):
        scores[Trade.ATTRACTION] += 2.5
    if _PATTERNS.portion.finds(mask, text):
        scores[Trade.FOOD] += 1.5
    if "《" in text:
        scores[Trade.MOVIE] += 3
        scores[Trade.SHOW] += 2


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (
        (start and text[start - 1].isascii() and text[start - 1].isalpha())
        or (end < len(text) and text[end].isascii() and text[end].isalpha())
    )


def _weigh_term(entries: tuple[Entry, ...], length: int, scores: defaultdict[Trade, float]) -> None:
    for entry in entries:
        if entry.kind == "city":
            for trade in (Trade.FLIGHT, Trade.TRAIN, Trade.HOTEL):
                scores[trade] += 0.8
        elif entry.trade is not None:
            scores[entry.trade] += _KIND_WEIGHTS.get(entry.kind, 0) * (0.6 if length == 1 else 1)


def _weigh_folded(folded: Folded, char: str, letter: str, before: str, scores: defaultdict[Trade, float]) -> None:
    held = folded.found(char) if letter in "TDMA" else None
    if held is None:
        return
    if letter == "A":
        for trade, weight in cues.TRADES.get(held.unit, ()):
            scores[trade] += weight
        if held.unit in ("间",):
            scores[Trade.HOTEL] += 3
        if held.unit in ("辆",):
            scores[Trade.RIDE] += 3
    elif letter == "T" and held.premiere:
        scores[Trade.MOVIE] += 4
    elif letter == "D" and before.endswith("住"):
        scores[Trade.HOTEL] += 4
    elif letter == "M" and held.per == "night":
        scores[Trade.HOTEL] += 3


_GOODS = {Trade.FOOD, Trade.GROCERY, Trade.SHOP}
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
