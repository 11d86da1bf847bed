"""Weights: how loudly every trade speaks in a piece of a sentence."""
# ruff: noqa: E501

import re
from collections import defaultdict
from functools import lru_cache

from bangwo.domain.offer import Trade
from bangwo.language import cues
from bangwo.language.cues import kinds
from bangwo.language.folding import Folded, guard, letter_of
from bangwo.language.lexicon import Entry, Term
from bangwo.language.matching import Matcher

Scores = dict[Trade, float]
_FLAGS = re.IGNORECASE
_WAY = guard(
    r"从[^,。]{2,12}到[^,。]{2,14}?(?:得|要|大概|大约|需要)*(?:多久|多远|多长|怎么走|怎么去|几站)|how (?:long|far)[^,.?]* to\b"
    r"|(?:走路|步行|骑车|开车|走过去|坐地铁)[^,。]{0,6}(?:多久|多远|远不远|要多长)",
    _FLAGS,
)
_FIND = guard(
    r"(?:有没有|哪有|哪里有|哪儿有|哪儿能|找|最近的)(?:个|家|一家|{A})?[^,。]{0,6}"
    r"(?:(?<!茶|啡|锅|饭|面|粥|糕|吃|餐|品|烤|酒|包)店|所|局|银行|医院|诊所|网吧|铺|厕|充电|站|[修配洗换补印寄取存][^,。]{0,4}的?)(?=$|[,。?吗啊呀])"
    r"|(?:is|are) there (?:an? |any )(?!ticket|seat|room|flight|train)|where(?:'s| is) the (?:nearest|closest)",
    _FLAGS,
)
_SIGHT = guard(
    r"[\u4e00-\u9fff]{2,6}(?:动物园|植物园|公园|芙蓉园|乐园|寺|古镇|古城|景区|博物馆|美术馆|科技馆|海洋馆|天文馆|陵|遗址|瀑布|溶洞|索道|漂流|游乐场|水世界)"
    r"(?=$|[^\u4e00-\u9fff]|[的看玩逛票门去买成儿大两])"
)
_RIDE = guard(
    r"(?:叫|约|打|喊|派|来|订|要|找)(?:[^,。;]{0,12})车(?![票厘站])|接我|送我(?:们)?[去到回]|(?:[点分半整]|[\ue000-\ue1ff])的车(?!票)|[要叫](?:辆|台|个)?出租(?!屋|房)|[叫约](?:辆|架|台)[^,。]{0,4}车",
    _FLAGS,
)
_DISH = guard(
    r"(?<=[\ue600-\ue7ff])[\u4e00-\u9fff]{0,6}?[\u4e00-\u9fff](?:"
    + kinds.DISH
    + r")(?=$|[^\u4e00-\u9fff]|[不去加少多要送,])"
    r"|[\u4e00-\u9fff](?:" + kinds.DISH + r")(?:要|来)?(?=[\ue600-\ue7ff])"
    r"|[\u4e00-\u9fff]{1,3}(?P<cooked>[炖炒焖煲烩涮煨爆卤拌]|红烧|清蒸|干煸|水煮|油焖|香煎|糖醋|椒盐)(?!好|熟|锅|面|菜)[\u4e00-\u9fff]{1,3}"
)
_PORTION = guard(r"(?:点|来|叫)一?[份杯碗]")
_FLIGHT = guard(r"(?<![a-z\d])(?:[a-z]{2}|\d[a-z]|[a-z]\d)\d{3,4}(?![\da-z])", _FLAGS)
_TRAIN = guard(r"(?<![a-z\d场楼])[gdcztk]\d{1,4}(?![\da-z])(?!码)", _FLAGS)
_SHAPES = _WAY.bit | _FIND.bit | _SIGHT.bit | _RIDE.bit | _PORTION.bit | _FLIGHT.bit | _TRAIN.bit

Cue = tuple[str, tuple[tuple[Trade, float], ...]]


@lru_cache(maxsize=1)
def _cues() -> Matcher[Cue]:
    return Matcher((word, (word, trades)) for word, trades in cues.TRADES.items())


_REFUSING = ("不要", "别放", "不放", "别加", "不加", "免", "少放", "多放", "不吃")
_KIND_WEIGHTS: dict[str, float] = {
    "item": 2.2, "shop": 3, "brand": 2, "carrier": 5, "hotel": 4, "sight": 3.2, "venue": 5, "title": 4.5, "tag": 4, "station": 2.5,
}  # fmt: skip


def weigh(text: str, folded: Folded) -> Scores:
    """How loudly every trade speaks in a piece."""
    scores: defaultdict[Trade, float] = defaultdict(float)
    lowered = text.lower() if len(text.lower()) == len(text) else text
    terms = folded.terms(text)
    _weigh_cues(lowered, terms, scores)
    mask = folded.mask
    if mask & _DISH.bit:
        _weigh_heads(text, scores)
    for term in terms:
        if not lowered[max(0, term.start - 2) : term.start].endswith(_REFUSING):
            _weigh_term(term.entries, term.end - term.start, scores)
    for at, char in enumerate(text):
        if char > "\ud7ff" and (letter := letter_of(char)):
            _weigh_folded(folded, char, letter, text[max(0, at - 2) : at], scores)
    _weigh_shapes(lowered, mask, scores)
    return dict(scores)


def _weigh_heads(text: str, scores: defaultdict[Trade, float]) -> None:
    """Counted things that end like a dish (两碗糊汤粉), or are cooked, are food though no lexicon knows them."""
    for match in _DISH.regex.finditer(text):
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
    if not mask & _SHAPES and "《" not in text:
        return
    if _TRAIN.finds(mask, text):
        scores[Trade.TRAIN] += 5
    elif _FLIGHT.finds(mask, text):
        scores[Trade.FLIGHT] += 5
    if _RIDE.finds(mask, text):
        scores[Trade.RIDE] += 5
    if scores[Trade.RIDE] >= 5:
        for trade in (Trade.HOTEL, Trade.TRAIN, Trade.FLIGHT, Trade.PLACE, Trade.ATTRACTION):
            scores[trade] *= 0.4
    if _WAY.finds(mask, text) or _FIND.finds(mask, text):
        scores[Trade.PLACE] += 4
    if _SIGHT.finds(mask, text):
        scores[Trade.ATTRACTION] += 2.5
    if _PORTION.finds(mask, text):
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
