"""Shorts: a few words that ask for nothing by a name and are yet clear in a running conversation, or after an order."""

import re
from collections.abc import Callable

from bangwo.domain.act import Act, ActKind, Item, SeatWish
from bangwo.domain.offer import GOODS
from bangwo.language.dialogue import intents as i
from bangwo.language.dialogue.state import SEATED, Asks, Dialogue, Draft
from bangwo.language.normalise import normalise
from bangwo.language.quantities.numbers import read
from bangwo.language.words import shorts as words

Heard = Act | i.Intent | None


def short(state: Dialogue, text: str) -> Heard:
    """What the words mean; None where they are no short of ours, or mean nothing here."""
    plain = normalise(text).strip().lower()
    for pattern, means in _SHORTS:
        if said := pattern.fullmatch(plain):
            return means(state, said)
    return None


def _with_card(state: Dialogue, said: re.Match[str]) -> Heard:
    return Act(act=ActKind.AMEND, coupon=True) if state.draft else Act(act=ActKind.WALLET, topic="cards")


def _without_card(state: Dialogue, said: re.Match[str]) -> Heard:
    return Act(act=ActKind.AMEND, coupon=False) if state.draft else i.Unchangeable()


def _once_more(state: Dialogue, said: re.Match[str]) -> Heard:
    return None if state.draft is not None and not state.order_id else Act(act=ActKind.REORDER, which="last")


def _as_before(state: Dialogue, said: re.Match[str]) -> Heard:
    return Act(act=ActKind.REORDER, which=said.groupdict().get("when") or "last")


def _tracked(state: Dialogue, said: re.Match[str]) -> Heard:
    return Act(act=ActKind.TRACK, which="last") if state.draft is None else None


def _priced(state: Dialogue, said: re.Match[str]) -> Heard:
    return i.Shown() if state.quote_id else None


def _cheaper(state: Dialogue, said: re.Match[str]) -> Heard:
    draft = state.draft
    if draft is None:
        return i.Unchangeable()
    if draft.picked and len(draft.options) > 1 and _cheapest(draft) == draft.picked:
        return i.Kept(sort="cheapest")
    return Act(act=ActKind.CHOOSE if len(draft.options) > 1 else ActKind.AMEND, sort="cheapest")


def _cheapest(draft: Draft) -> tuple[str, ...]:
    return min(draft.options, key=lambda each: each.price_fen or 0).offers


def _so_many(state: Dialogue, said: re.Match[str]) -> Heard:
    draft, count = state.draft, read(said["n"])
    if draft is None or not count or count != int(count):
        return None
    if draft.trade in SEATED:
        return Act(act=ActKind.AMEND, count=int(count))
    if draft.trade in GOODS and len(draft.wanted.items) == 1:
        name = draft.wanted.items[0].name
        return Act(act=ActKind.AMEND, items=(Item(name, float(count)),), replaces=name or None)
    return None


def _whichever(state: Dialogue, said: re.Match[str]) -> Heard:
    draft = state.draft
    if draft is None:
        return None
    if state.quote_id:
        return i.Kept()
    if state.asks == Asks.ITEMS:
        return Act(act=ActKind.SEARCH, trade=draft.trade, sort="popular")
    return Act(act=ActKind.CHOOSE, index=1) if state.listed and draft.options else i.Work()


def _another(state: Dialogue, said: re.Match[str]) -> Heard:
    """换一家: the option after the one that is picked, at another shop where there is one."""
    draft = state.draft
    if draft is None:
        return i.Unchangeable()
    offers = [each.offers for each in draft.options]
    if not draft.picked or len(offers) < 2:
        return i.NoOther(len(offers))
    at = offers.index(draft.picked) if draft.picked in offers else -1
    following = [*range(at + 1, len(offers)), *range(max(at, 0))]
    shop = draft.options[at].shop if at >= 0 else ""
    place = next((place for place in following if draft.options[place].shop != shop), following[0])
    return Act(act=ActKind.CHOOSE, index=place + 1)


def _row(state: Dialogue, said: re.Match[str]) -> Heard:
    draft = state.draft
    if draft is None or draft.trade not in SEATED:
        return None
    words = said["row"]
    row = "last" if re.match(r"最后|末|尾|last|back", words) else "front" if re.match("前|front", words) else "middle"
    return Act(act=ActKind.AMEND, seats=SeatWish(row=row))


def _same_shop(state: Dialogue, said: re.Match[str]) -> Heard:
    return i.SameShop(said["when"])


def _brought_to(state: Dialogue, said: re.Match[str]) -> Heard:
    goods = state.draft is not None and state.draft.trade in GOODS
    return Act(act=ActKind.AMEND, where=said["where"]) if goods else None


def _addresses(state: Dialogue, said: re.Match[str]) -> Heard:
    return Act(act=ActKind.WALLET, topic="address")


def _why(state: Dialogue, said: re.Match[str]) -> Heard:
    return i.WhyAsked()


def _why_card(state: Dialogue, said: re.Match[str]) -> Heard:
    return i.WhyAsked(cards=True)


_MEANS: dict[str, Callable[[Dialogue, re.Match[str]], Heard]] = {
    "no_card": _without_card,
    "card": _with_card,
    "once_more": _once_more,
    "as_before": _as_before,
    "same_shop": _same_shop,
    "track": _tracked,
    "price": _priced,
    "too_dear": _cheaper,
    "so_many": _so_many,
    "whichever": _whichever,
    "row": _row,
    "label": _brought_to,
    "addresses": _addresses,
    "another": _another,
    "why": _why,
    "why_card": _why_card,
}
_SHORTS = tuple(
    (re.compile(f"(?:{source}){words.END}"), _MEANS[name])
    for name, sources in words.PATTERNS.items()
    for source in sources
)
