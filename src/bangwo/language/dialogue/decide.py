"""Deciding: from a draft and what is known about the world, the next thing to do or to ask."""

from dataclasses import dataclass, field
from datetime import datetime

from bangwo.core.errors import Code, Refused
from bangwo.domain.offer import GOODS, MEASURED, Trade
from bangwo.domain.place import Address
from bangwo.domain.quote import QTY_MAX, Quote
from bangwo.language.dialogue import trades
from bangwo.language.dialogue.amend import day_of
from bangwo.language.dialogue.state import SEATED, Asks, Draft
from bangwo.language.replies import Phrase, Say, phrase


@dataclass(frozen=True, slots=True)
class Locate:
    """Find out where things go."""


@dataclass(frozen=True, slots=True)
class Look:
    """Look what is on offer."""


@dataclass(frozen=True, slots=True)
class Price:
    """Make an exact quote of what is picked, or else of the first option."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Say something and ask the person. `listed`: the options are shown."""

    asks: str
    phrases: tuple[Phrase, ...]
    listed: bool = False

    @property
    def about(self) -> str:
        """The item of which it is asked how many."""
        said = (each.facts.get("asked") or each.facts.get("item", "") for each in self.phrases)
        return next((str(item) for item in said if item), "") if self.asks == Asks.COUNT else ""


@dataclass(frozen=True, slots=True)
class Present:
    """Show the quote and ask for the yes."""

    quote: Quote
    phrases: tuple[Phrase, ...] = ()
    listed: bool = False


Step = Locate | Look | Price | Ask | Present


@dataclass(frozen=True, slots=True)
class Seen:
    """What the app has found out in this turn.

    `where`: the address. `label`: a label that nobody knows yet; empty: no address at all. `looked`: the options are
    of this turn. `doubts`: why none of them is quite what was asked. `notices`: what is to be said along with them.
    `refused`: why there is nothing, or why what was picked cannot be had. `blocked`: what must be asked before a price.
    """

    now: datetime
    connected: bool = True
    located: bool = False
    where: Address | None = None
    label: str = ""
    looked: bool = False
    doubts: tuple[Phrase, ...] = ()
    notices: tuple[Phrase, ...] = ()
    refused: Refused | None = None
    blocked: Ask | None = None
    quote: Quote | None = None
    facts: dict[str, str | int] = field(default_factory=dict[str, str | int])


def decide(draft: Draft, seen: Seen) -> Step:
    """The next step with a draft: the first thing that is missing, or the quote."""
    if not seen.connected:
        return Ask("", (phrase(Say.UNSUPPORTED, trade=draft.trade.value),))
    step = _goods_missing(draft, seen) if draft.trade in GOODS else _measured_missing(draft, seen)
    if step is not None:
        return step
    if seen.blocked is not None:
        return seen.blocked
    if seen.refused is not None:
        return _refused(draft, seen, seen.refused)
    if not draft.picked and not seen.looked:
        return Look()
    return _to_choose(draft, seen) or _to_price(draft, seen)


def _goods_missing(draft: Draft, seen: Seen) -> Step | None:
    items = draft.wanted.items
    for item in items:
        if item.qty is not None and (item.qty > QTY_MAX or item.qty <= 0):
            return Ask(Asks.COUNT, (phrase(Code.QTY_OUT_OF_RANGE, item=item.name, most=QTY_MAX),))
        if item.qty is not None and item.qty != int(item.qty):
            return Ask(Asks.COUNT, (phrase(Say.QTY_NOT_WHOLE, item=item.name),))
    nothing_named = not draft.what and not draft.picked
    if nothing_named and not draft.browsing and not (draft.wanted.tags or draft.wanted.shop):
        return Ask(Asks.ITEMS, (phrase(Say.ASK_ITEMS),))
    return None if seen.located else Locate()


def _measured_missing(draft: Draft, seen: Seen) -> Step | None:
    """What must be known before anybody can be asked."""
    if draft.trade not in MEASURED or seen.refused is not None:
        return None
    question = trades.missing(draft)
    return None if question is None else Ask(question.asks, (*seen.notices, phrase(question.say, **question.facts)))


def _to_choose(draft: Draft, seen: Seen) -> Step | None:
    """What must be chosen or said before there is one thing to price."""
    if draft.picked:
        return None
    if seen.doubts:
        return Ask(_doubt_asks(seen.doubts), (*seen.notices, *seen.doubts), listed=True)
    if draft.browsing or (draft.trade in GOODS and not draft.what):
        return Ask(Asks.CHOICE, (*seen.notices, _heading(draft, seen), phrase(Say.ASK_CHOICE)), listed=True)
    if draft.trade in SEATED and not draft.wanted.title:
        return Ask(Asks.CHOICE, (*seen.notices, _heading(draft, seen), phrase(Say.ASK_TITLE)), listed=True)
    if draft.trade in SEATED and day_of(draft.wanted) is None and draft.wanted.clock is None and not draft.wanted.sort:
        one_day = len({option.at[:10] for option in draft.options}) == 1 and draft.trade is Trade.SHOW
        asks, question = (Asks.CHOICE, Say.ASK_CHOICE) if one_day else (Asks.DATE, Say.ASK_DATE)
        return Ask(asks, (*seen.notices, _heading(draft, seen), phrase(question)), listed=True)
    return None


_COUNTED = frozenset({Say.UNIT_DIFFERS.value, Say.FEWER_LEFT.value})
"""Doubts about nothing but the number of pieces."""


def _doubt_asks(doubts: tuple[Phrase, ...]) -> str:
    return Asks.COUNT if all(each.code in _COUNTED for each in doubts) else Asks.CHOICE


def _heading(draft: Draft, seen: Seen) -> Phrase:
    count = len(draft.options)
    if draft.trade in GOODS | MEASURED:
        return phrase(Say.LISTED, count=count)
    if draft.wanted.title:
        return phrase(Say.SHOWINGS, title=draft.wanted.title, count=count)
    if draft.trade is Trade.SHOW:
        return phrase(Say.SHOWS, count=count)
    return phrase(Say.FILMS, count=count, **seen.facts)


def _to_price(draft: Draft, seen: Seen) -> Step:
    listed = seen.looked and len(draft.options) > 1
    if draft.trade in GOODS and seen.where is None:
        # somebody new sees that it can be had; who has said where it goes is only asked where that is
        shown = listed and not seen.label
        heading = (_heading(draft, seen),) if shown else ()
        return Ask(Asks.ADDRESS, (*seen.notices, *heading, _where(seen)), listed=shown)
    if draft.trade in SEATED and not tickets(draft):
        heading = (_heading(draft, seen),) if listed else ()
        return Ask(Asks.COUNT, (*seen.notices, *heading, phrase(Say.ASK_COUNT)), listed=listed)
    if draft.trade in SEATED and not 1 <= tickets(draft) <= QTY_MAX:
        return Ask(Asks.COUNT, (phrase(Code.QTY_OUT_OF_RANGE, most=QTY_MAX),))
    if seen.quote is None:
        return Price()
    return Present(seen.quote, seen.notices, listed)


def _where(seen: Seen) -> Phrase:
    return phrase(Say.ASK_LABEL, label=seen.label) if seen.label else phrase(Say.ASK_ADDRESS)


def tickets(draft: Draft) -> int:
    """How many seats are wanted; none when it was not said."""
    wanted = draft.wanted
    if wanted.count is not None:
        return wanted.count if wanted.count > 0 else -1
    people = wanted.people
    if people is not None:
        return sum(each or 0 for each in (people.adult, people.child, people.senior))
    return len(wanted.seats.cols) if wanted.seats else 0  # who names two seats wants two


_ASKED_AFTER: dict[Code, tuple[str, Say | None]] = {
    Code.DATE_PAST: (Asks.DATE, None),
    Code.NO_SHOWING: (Asks.DATE, Say.ASK_DATE),
    Code.TITLE_UNKNOWN: (Asks.CHOICE, Say.ASK_TITLE),
    Code.ITEM_UNKNOWN: (Asks.ITEMS, Say.ASK_ITEMS),
    Code.SHOP_UNKNOWN: (Asks.CHOICE, Say.ASK_CHOICE),
    Code.OUT_OF_RANGE: (Asks.ADDRESS, None),
    Code.QTY_OUT_OF_RANGE: (Asks.COUNT, None),
    Code.TOO_MANY_GUESTS: (Asks.COUNT, None),
    Code.PARTY_TOO_LARGE: (Asks.COUNT, None),
    Code.BELOW_MINIMUM: (Asks.ITEMS, None),
    Code.SEATS_UNAVAILABLE: (Asks.CHOICE, Say.ASK_ROW),
    Code.ADDRESS_UNKNOWN: (Asks.ADDRESS, Say.ASK_ADDRESS),
}


_NOT_TO_BE_HAD = frozenset({Code.SHOP_CLOSED, Code.SHOP_UNKNOWN, Code.SOLD_OUT})


def _refused(draft: Draft, seen: Seen, refused: Refused) -> Ask:
    asks, question = _ASKED_AFTER.get(refused.code, (Asks.CHOICE if len(draft.options) > 1 else "", None))
    if draft.trade in MEASURED and (missing := trades.missing(draft)) is not None:
        asks, question = missing.asks, None if refused.code is Code.DATE_PAST else missing.say  # which asks by itself
    if not draft.options and refused.code in _NOT_TO_BE_HAD and draft.trade in GOODS:
        asks, question = Asks.ITEMS, Say.ASK_OTHER
    tail = (phrase(question),) if question is not None else ()
    listed = bool(draft.options) and (seen.looked or refused.code in (Code.SOLD_OUT, Code.SHOP_CLOSED))
    instead = (phrase(Say.INSTEAD),) if listed else ()
    return Ask(asks, (*seen.notices, phrase(refused.code, **refused.facts), *instead, *tail), listed)
