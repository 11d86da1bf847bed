"""Assemble: the acts of a tagged sentence."""

import re
from dataclasses import replace
from typing import cast

from bangwo.domain.act import ACTS_MAX, Act, ActKind, Budget, Item, People, SeatWish, When
from bangwo.domain.offer import GOODS, MEASURED, Trade
from bangwo.language.assembly import basket, heads, money, orders, places, times
from bangwo.language.assembly.said import Said
from bangwo.language.hearing import Heard
from bangwo.language.tagging.decode import SURE, Stretch, Tagged
from bangwo.language.tagging.edges import NAMED, Span
from bangwo.language.tagging.labels import CODES, TRADES, Code

Slot = str | int | bool | None | When | Budget | People | SeatWish | Trade | tuple[Item, ...] | tuple[str, ...]

_NAMES = NAMED - {"item"} | {"number"}
_CLOSED = {
    "sort": "sort", "format": "format", "cabin": "cabin", "car": "car", "mode": "mode", "room": "room_type",
    "coupon": "coupon", "near": "near",
}  # fmt: skip
"""Tags that name their value, and the slot of each."""
_TIMES = frozenset(("time", "premiere", "return"))
_HEADS = frozenset(("count", "people"))
_SEATS = frozenset(
    ("row", "row:last", "row:front", "row:middle", "side:center", "side:aisle", "side:window", "together", "zone")
)
_GOODS = frozenset(("item", "amount", "opt", "without"))
_EDGES = " ,。、;:!?的《》\"'“”()"
_PLACES = ("where", "from", "to")
_TOWARDS = re.compile(r"^(?:送到|送去|寄到|寄去|到|去|在|上(?=[一二三四五六七八九十\d]+楼))(?=..)")
_HOME = re.compile(r"(?:我|我们|咱|俺)?(?:的)?(?:家|家里|屋里|家里面|住处|屋头|屋企|my place|home)(?:这边|里)?")
_CLOSE = re.compile(r"(?:比较|更|很)?近(?:一?点)?$")
_CITY = re.compile(r"^([\u4e00-\u9fff]{2,})市$")
_SECONDS_A_DAY = 86400
_SOLD = frozenset(("item", "title"))
_QUANTITIES = {"time": "time", "amount": "count", "money": "budget"}
_AFTERWARDS = frozenset(("track", "cancel", "refund", "change", "reorder", "handoff"))
"""What is asked of orders that are there."""


def acts(heard: Heard, tagged: Tagged) -> tuple[Act, ...]:
    """The acts of a sentence, in the order said; a sentence that asks nothing is small talk."""
    settled = (_settled(heard, each) for each in tagged.stretches)
    asked = [each for each in settled if each.code.kind != "-"][:ACTS_MAX]
    found = tuple(act(Said.of(heard, each, _counted(heard, each) if _added(each) else tagged)) for each in asked)
    return found or (Act(act=ActKind.CHAT, topic="smalltalk"),)


def _settled(heard: Heard, stretch: Stretch) -> Stretch:
    """An act whose trade the net is unsure of is about the trade of the names in it, where they all are of one.

    Where a trade is named that the net has not learned, whatever the net makes of it is about that trade.
    """
    names = [each for each in heard.terms if stretch.start <= each.start and each.end <= stretch.end]
    named = (entry.trade for each in names for entry in each.entries if entry.kind == "trade" and entry.trade)
    if stretch.code.kind not in _AFTERWARDS and (trade := next(named, None)) is not None:
        kind = "search" if stretch.code.kind == "search" else "order"
        return replace(stretch, code=Code(kind, trade), sure=1.0)
    if stretch.sure >= SURE:
        return stretch
    trades = {entry.trade for each in names for entry in each.entries if entry.kind in _SOLD}
    code = Code(stretch.code.kind, trades.pop() or "") if len(trades) == 1 else stretch.code
    return replace(stretch, code=code) if code in CODES else stretch


def _added(stretch: Stretch) -> bool:
    """Whether it is about a trade that the net has not learned."""
    return stretch.code.field in MEASURED and stretch.code.field not in TRADES


def _counted(heard: Heard, stretch: Stretch) -> Tagged:
    """What the quantities alone tell of an act."""
    found = [each for each in heard.founds if stretch.start <= each.start < stretch.end and each.kind in _QUANTITIES]
    return Tagged((stretch,), tuple(Span(each.start, each.end, _QUANTITIES[each.kind]) for each in found))


def act(said: Said, *, kind: ActKind | None = None) -> Act:
    """One act with its slots. `kind`: `amend`, where an answer changes the draft."""
    code = said.code
    what = kind or ActKind(code.kind)
    if what in (ActKind.CHAT, ActKind.WALLET):
        return Act(act=what, topic=code.field)
    slots: dict[str, Slot] = {}
    for span in places.meant(said.text, said.spans, said.terms):
        _plain(said, span, slots)
    tags = said.tags
    if code.field == "movie" and "title" not in tags and (film := _film(said)) is not None:
        slots["title"] = film
    if tags & _TIMES:
        slots.update(times.read(said))
    if tags & _HEADS:
        slots.update(heads.read(said))
    if "budget" in tags and (budget := money.read(said)) is not None:
        slots["budget"] = budget
    if tags & _SEATS and (seats := _seats(said)) is not None:
        slots["seats"] = seats
    if tags & _GOODS and (code.field in GOODS or what is ActKind.REORDER):
        items = basket.read(said)
        slots["items"] = items if what is ActKind.AMEND else _dishes(items, said, slots)
    if what in (ActKind.ORDER, ActKind.SEARCH):
        slots["trade"] = Trade(code.field)
    return Act(act=what, **slots)  # pyright: ignore[reportArgumentType]


def _film(said: Said) -> str | None:
    """A film of the lexicon that carries no tag."""
    for term in said.terms:
        if term.has("title") and not any(each.start < term.end and term.start < each.end for each in said.spans):
            return _name(said, Span(term.start, term.end, "title"))
    return None


def _dishes(items: tuple[Item, ...], said: Said, slots: dict[str, Slot]) -> tuple[Item, ...]:
    """Named items that are no shops: of a shop that is named after its dish (陇上人家牛肉面) the dish is wanted."""
    out: list[Item] = []
    shop = slots.get("shop")
    if len(items) == 1 and not items[0].name and isinstance(shop, str) and (dish := _dish(shop, said)):
        return (replace(items[0], name=dish),)
    for item in items:
        if not item.name:
            continue
        kinds = {each.kind for each in said.lexicon.get(item.name)}
        dish = _dish(item.name, said) if "shop" in kinds and "item" not in kinds else ""
        if dish:
            slots["shop"] = item.name
        out.append(replace(item, name=dish or item.name))
    return tuple(out)


def _dish(shop: str, said: Said) -> str:
    """The longest dish that a shop's name ends in."""
    tails = (shop[at:] for at in range(1, len(shop) - 1))
    return next((tail for tail in tails if any(each.kind == "item" for each in said.lexicon.get(tail))), "")


def _plain(said: Said, span: Span, slots: dict[str, Slot]) -> None:
    """Fill the slot of a span that needs nothing but itself; what is said last stands."""
    tag, _, value = span.tag.partition(":")
    if value and (slot := _CLOSED.get(tag)) is not None:
        slots[slot] = value == "true" if tag == "coupon" else value
    elif tag in _NAMES:
        if (name := _name(said, span)) is not None:
            slots["from_" if tag == "from" else tag] = name
    elif tag in ("stars", "rooms"):
        slots[tag] = heads.whole(said.words(span))
    elif tag in ("nonstop", "breakfast"):
        slots[tag] = True
    elif tag == "nights":
        slots[tag] = _nights(said, span)
    elif tag == "which":
        slots[tag] = orders.which(said.words(span))
    elif tag in ("reason", "note", "tag"):
        _words(tag, said.words(span).strip(_EDGES), slots)


def _words(tag: str, words: str, slots: dict[str, Slot]) -> None:
    """Words as said: the last reason, all notes in one, every taste once."""
    if not words or (tag == "note" and len(words) == 1):
        return
    if tag == "reason":
        slots[tag] = words
    elif tag == "note":
        slots[tag] = f"{slots[tag]},{words}" if tag in slots else words
    else:
        said = cast("tuple[str, ...]", slots.get("tags", ()))
        slots["tags"] = said if words in said else (*said, words)


def _name(said: Said, span: Span) -> str | None:
    """A name as said, without what stands around it."""
    tag, text = span.tag, said.words(span).strip(_EDGES)
    if tag in _PLACES:
        text = _TOWARDS.sub("", text)
        if _HOME.fullmatch(text):
            return "家" if not text.isascii() else text.lower().removeprefix("my ")
    if tag == "near":
        text = _CLOSE.sub("", text)
    if not text:
        return None
    if tag == "number":
        return text.upper().replace(" ", "")
    known = next((each.canonical for each in said.lexicon.get(text.lower()) if each.canonical), "")
    if known:
        return known
    if tag in ("from", "to", "city") and (match := _CITY.match(text)) is not None:
        return match[1]
    return text


def _nights(said: Said, span: Span) -> int | None:
    for found in said.found(span, "duration"):
        if found.seconds and found.seconds % _SECONDS_A_DAY == 0:
            return found.seconds // _SECONDS_A_DAY
    return heads.whole(said.words(span))


def _seats(said: Said) -> SeatWish | None:
    row: str | int | None = said.closed("row") or None
    if "row" in said.tags:
        row = heads.whole(said.last("row")) or row
    wish = SeatWish(
        row=row,
        side=said.closed("side") or None,
        together="together" in said.tags or None,
        zone=said.last("zone").strip(_EDGES) or None,
    )
    return wish if wish != SeatWish() else None
