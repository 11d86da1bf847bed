"""Slots of food, grocery and shop: where to, which shop, wishes, and the items."""

import re

from bangwo.domain.act import ActKind, Item
from bangwo.domain.offer import Trade
from bangwo.language.folding import guard, letter_of
from bangwo.language.lexicon import Term
from bangwo.language.slots import english
from bangwo.language.slots.common import take_common, take_times
from bangwo.language.slots.items import Basket, fold_options
from bangwo.language.slots.reading import Reading, clean, rule
from bangwo.language.words.goods import NEAR, NOTES, PLACE, SHOP_SAID, TAGS, WHERE

_NOTES = tuple(rule("note", each, keep=False) for each in NOTES)
_WHERE = tuple(rule("where", each) for each in WHERE)
_NEAR = tuple(rule(*each) for each in NEAR)
_SHOP_SAID = tuple(rule("shop", each) for each in SHOP_SAID)
_SHOP_ENGLISH = (
    rule(
        "shop",
        r"\bfrom (?:the )?(?P<v>(?!my|now|here)[a-z][a-z'&]*(?: [a-z'&]+){0,3}?)"
        r"(?= (?:to|at|by|for|and|delivered|please|before|on)\b|[,.!?{*}]|$)",
    ),
)
_TAGS = guard(TAGS)
_HOME = re.compile(r"^(?:我)?(?:的)?(?:家|家里|屋里|家里面|住处|屋头)(?:这边|来|去)?$")
_AT = re.compile(r"(?:在|从|去|到|上|找|叫)+$")
_AS_PLACE = re.compile(r"(?:店|家|那家|那儿)的?|里的|上的")
_BRAND_AFTER = re.compile(r"(?:上|里)?的?(?=.)|家的?")


def read(reading: Reading) -> None:
    """All slots of goods."""
    _take_notes(reading)
    take_common(reading, "item")
    reading.apply(_WHERE)
    where = reading.slots.get("where")
    if isinstance(where, str):
        reading.slots["where"] = "家" if _HOME.match(where) else where
    _drop_occasions(reading)
    take_times(reading)
    if reading.kind is ActKind.SEARCH:
        reading.apply(_NEAR)
    _take_shop(reading)
    _take_tags(reading)
    if _is_english(reading.whole):
        reading.apply(_SHOP_ENGLISH)
        items = english.read_items(reading)
        if items:
            reading.slots["items"] = items
        return
    reading.text = fold_options(reading.folded, reading.lexicon, reading.text)
    items = Basket(reading).read()
    if reading.kind is ActKind.SEARCH:
        items = tuple(Item(each.name, each.qty, each.unit, each.options, each.without) for each in items)
    if items or (items := _dish_of_shop(reading)):
        reading.slots["items"] = items


def _is_english(text: str) -> bool:
    """Whether it has letters and no Chinese character."""
    return any(each.isascii() and each.isalpha() for each in text) and not any(
        "\u4e00" <= each <= "\u9fff" for each in text
    )


_OCCASION = guard(r"(?:^|(?<=[,。;!?]))[^,。;!?{T}]*{T}[^,。;!?]*")
_FOR_DELIVERY = re.compile(r"送|到(?!了|家门)|取|要|用|来|订|点|买|deliver|吃|喝|order|get|当天|之前|以前|$^")
_FEAST = re.compile(r"生日|过节|快到|百日|纪念日|聚会|请客|节日")


def _drop_occasions(reading: Reading) -> None:
    """A day that only tells why (室友今天生日) is no delivery day; a clock time always is."""

    def dropped(match: re.Match[str]) -> str:
        clause = match[0]
        days = [each for each in clause if letter_of(each) == "T"]
        only_days = all(reading.folded.found(each).day for each in days)
        feast = _FEAST.search(clause) is not None or "要到了" in clause or "要送" in clause
        if only_days and (feast or not _FOR_DELIVERY.search(clause)) and len(clause) > 2:
            return "".join(" " if letter_of(each) == "T" else each for each in clause)
        return clause

    reading.sub(_OCCASION, dropped)


def _dish_of_shop(reading: Reading) -> tuple[Item, ...]:
    """A counted shop whose name ends in a dish (一份陇上人家牛肉面) tells the dish as well."""
    shop = reading.slots.get("shop")
    counted = [found for _, found in reading.founds("A") if found.unit in ("份", "碗", "杯", "个", "笼", "只")]
    if not isinstance(shop, str) or not counted or reading.answers:
        return ()
    tails = [term for term in reading.folded.terms(shop[1:]) if term.has("item") and term.end == len(shop) - 1]
    return tuple(Item(shop[term.start + 1 :], counted[-1].value, counted[-1].unit) for term in tails)


def _take_notes(reading: Reading) -> None:
    notes: list[str] = []
    for each in _NOTES:
        match = reading.search(each.guard)
        while match is not None:
            words = match["v"] if "v" in each.guard.regex.groupindex and match["v"] else match[0]
            said = clean(reading.folded.unfold(words).strip(",。 "))
            if said:
                notes.append(said)
            reading.take(match.start(), match.end())
            match = each.guard.regex.search(reading.text, match.start() + 1)
    if notes:
        reading.slots["note"] = ",".join(notes)


def _take_tags(reading: Reading) -> None:
    tags: list[str] = []
    reading.take_each(_TAGS, lambda match: tags.append(match["v"]))
    if tags:
        reading.slots["tags"] = tuple(dict.fromkeys(tags))


def _names_shop(term: Term, reading: Reading) -> bool:
    """Whether a name is that of a shop; one that is also a thing (牛肉面) is so only as a place (牛肉面家的)."""
    if not term.has("item"):
        return term.has("shop") or term.has("brand")
    if term.has("shop"):
        return _AS_PLACE.match(reading.text, term.end) is not None
    return term.has("brand") and reading.trade is Trade.SHOP


def _take_shop(reading: Reading) -> None:
    """A shop or brand of the lexicon, else one named by structure (在老王家点)."""
    for term in reading.terms():
        if _names_shop(term, reading):
            said = reading.text[term.start : term.end]
            entry = next(each for each in term.entries if each.kind in ("shop", "brand"))
            tail = _BRAND_AFTER.match(reading.text, term.end)
            end = tail.end() if tail else term.end
            before = _AT.search(reading.text, 0, term.start)
            start = before.start() if before else term.start
            reading.slots.setdefault("shop", entry.canonical or said)
            brand = (
                entry.kind == "brand"
                and reading.trade is Trade.SHOP
                and end < len(reading.text)
                and reading.text[end] not in ",。的"
            )
            first = term.start if brand else start
            reading.text = reading.text[:first] + reading.text[end:]
            break
    if "shop" not in reading.slots:
        reading.apply(_SHOP_SAID)


__all__ = ["PLACE", "read"]
