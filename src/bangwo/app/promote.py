"""Promote: who gets which card, what is held for a quote, and what becomes of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bangwo.app.changes import AddFacts, EndBudgetHold, HoldBudget, PutCard, TakeCards, Write
from bangwo.core.errors import Bug
from bangwo.core.ids import Ids
from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.campaigns.granting import Event, Given, Profile, Withheld, granted
from bangwo.domain.campaigns.programme import Programme
from bangwo.domain.campaigns.terms import Trigger, Window
from bangwo.domain.facts import Fact, FactKind
from bangwo.domain.money import ZERO, Money
from bangwo.domain.person import Person
from bangwo.domain.quote import Discount, Quote

_FREE = (CardState.GRANTED, CardState.EXPIRED)
"""Whether a card is over is read off the clock: its campaign may have been extended since it was given back."""


@dataclass(frozen=True, slots=True)
class Wallet:
    """What a person has to spend. `cards_max` bounds what one person ever gets of the campaign."""

    cards: tuple[Card, ...]
    usable: int
    cards_max: int
    card_max: Money


def profile_of(person: Person, now: datetime) -> Profile:
    """What conditions may ask of a person, as far as the person's own row tells it."""
    age = now.year - person.birth_year if person.birth_year else 0
    return Profile(joined=person.created_at, language=person.language, age=age)


def welcome(person: Person, cards: int | None, now: datetime, ids: Ids, programme: Programme) -> tuple[Write, ...]:
    """What campaigns give for coming; with `cards` so many instead, as far as caps allow."""
    event = Event(Trigger.FIRST_LOGIN, person.user_id, now, count=cards)
    return given(person.user_id, granted(event, profile_of(person, now), (), programme), now, ids)


def given(user_id: str, found: Iterable[Given | Withheld], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """The cards that an event gives a person.

    Conflict `card`: one was given meanwhile, and caps must be seen anew; `budget`: the campaign has given its last.
    """
    writes: list[Write] = []
    for each in found:
        if isinstance(each, Given):
            cards = each.cards(user_id, now)
            writes += [*(PutCard(card) for card in cards), AddFacts(tuple(granting(card, ids) for card in cards))]
            if each.run.terms.counts:
                writes.append(TakeCards(each.run.campaign_id, len(cards)))
    return tuple(writes)


def granting(card: Card, ids: Ids) -> Fact:
    """The fact that a card was given."""
    at = card.granted_at
    return Fact(ids("f", at), card.user_id, FactKind.CARD_GRANTED, at, card.card_id, card.max.fen, card.campaign_id)


def wallet(cards: Sequence[Card], now: datetime, programme: Programme) -> Wallet:
    """The cards as they now are, and the bounds of the campaign that gives them."""
    shown = tuple(programme.as_now(card, now) for card in cards)
    usable = sum(card.usable(now) for card in shown)
    terms = next((run.terms for run in programme.running(now) if run.terms.cards), None)
    if terms is None:
        return Wallet(shown, usable, len(shown), max((card.max for card in shown), default=ZERO))
    return Wallet(shown, usable, terms.caps.person_cards or len(shown), terms.cards[0].effect.most)


def freed(cards: Sequence[Card], quote: Quote, now: datetime) -> tuple[Card, ...]:
    """The cards as they will be when a quote is dropped: what its successor is priced with."""
    return tuple(card.release(now) if _held_by(card, quote) else card for card in cards)


def hold(quote: Quote, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """Keep the cards and the budgets that a quote promises, under the quote's id."""
    writes: list[Write] = []
    for each, hold_id in _holds(quote):
        if each.card_id:
            card = _card(cards, each)
            expects = card.state if card.state in _FREE else CardState.GRANTED
            writes.append(PutCard(card.hold(quote.quote_id), expects=expects))
        writes += [
            HoldBudget(_pot(each), hold_id, each.amount),
            *(HoldBudget(w.pot, _in(w, hold_id), each.amount, opens=w.most) for w in each.windows),
            AddFacts((_fact(quote, each, FactKind.CARD_HELD, now, ids),)),
        ]
    return tuple(writes)


def release(quote: Quote, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """Give back what a quote, or the order it became, still holds."""
    return _ended(quote, cards, FactKind.CARD_RELEASED, now, ids)


def use(quote: Quote, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """Spend what the quote held."""
    return _ended(quote, cards, FactKind.CARD_USED, now, ids)


def restore(quote: Quote, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """Give back what was spent on an order that was undone after it had been accepted."""
    return _ended(quote, cards, FactKind.CARD_RETURNED, now, ids)


_ENDS = {
    FactKind.CARD_RELEASED: ("released", CardState.HELD),
    FactKind.CARD_USED: ("used", CardState.HELD),
    FactKind.CARD_RETURNED: ("restored", CardState.USED),
}
"""How a hold ends, and the state of the card that each end follows."""


def _ended(quote: Quote, cards: Sequence[Card], kind: FactKind, now: datetime, ids: Ids) -> tuple[Write, ...]:
    end, follows = _ENDS[kind]
    writes: list[Write] = []
    for each, hold_id in _holds(quote):
        if each.card_id:
            card = _card(cards, each)
            after = card.use() if kind is FactKind.CARD_USED else card.release(now)
            writes.append(PutCard(after, expects=follows, expects_for=quote.quote_id))
        writes += [
            EndBudgetHold(_pot(each), hold_id, end),
            *(EndBudgetHold(w.pot, _in(w, hold_id), end) for w in each.windows),
            AddFacts((_fact(quote, each, kind, now, ids),)),
        ]
    return tuple(writes)


def _holds(quote: Quote) -> Iterator[tuple[Discount, str]]:
    """Each discount with the id of its hold: the quote's, numbered from the second one on."""
    for index, each in enumerate(quote.discounts):
        yield each, quote.quote_id if not index else f"{quote.quote_id}+{index}"


def _in(window: Window, hold_id: str) -> str:
    """The id of a hold's part in an hour or a day. All holds of a quote begin with its id and a plus."""
    return f"{hold_id}+{window.pot.rpartition('@')[2]}"


def _pot(discount: Discount) -> str:
    return discount.pot or discount.campaign_id


def _held_by(card: Card, quote: Quote) -> bool:
    return card.state is CardState.HELD and card.held_for == quote.quote_id


def _card(cards: Sequence[Card], discount: Discount) -> Card:
    found = next((card for card in cards if card.card_id == discount.card_id), None)
    if found is None:
        raise Bug(f"card {discount.card_id} of a quote does not exist")
    return found


def _fact(quote: Quote, discount: Discount, kind: FactKind, now: datetime, ids: Ids) -> Fact:
    return Fact(ids("f", now), quote.user_id, kind, now, discount.card_id, discount.amount.fen, discount.campaign_id)
