"""Promote: who gets which card, and which card pays for an order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bangwo.app.changes import AddFacts, EndBudgetHold, HoldBudget, PutCard, Write
from bangwo.core.errors import Bug
from bangwo.core.ids import Ids
from bangwo.domain.campaign import NEW_YEAR, Campaign, Card, CardState
from bangwo.domain.facts import Fact, FactKind
from bangwo.domain.money import Money
from bangwo.domain.offer import Trade
from bangwo.domain.person import Person
from bangwo.domain.quote import Discount, Quote

CAMPAIGNS: tuple[Campaign, ...] = (NEW_YEAR,)


@dataclass(frozen=True, slots=True)
class Wallet:
    """What a person has to spend. `cards_max` bounds what one person ever gets of the campaign."""

    cards: tuple[Card, ...]
    usable: int
    cards_max: int
    card_max: Money


def welcome(person: Person, cards: int, now: datetime, ids: Ids) -> tuple[Write, ...]:
    """The first cards of a new person, never more than the campaign's cap."""
    many = max(0, min(cards, NEW_YEAR.cards_per_user_max))
    granted = tuple(_granted(person, now, ids) for _ in range(many))
    facts = tuple(
        Fact(ids("f", now), person.user_id, FactKind.CARD_GRANTED, now, card.card_id, card.max.fen, card.campaign_id)
        for card in granted
    )
    return (*(PutCard(card) for card in granted), *((AddFacts(facts),) if facts else ()))


def _granted(person: Person, now: datetime, ids: Ids) -> Card:
    return Card(
        card_id=ids("c", now),
        user_id=person.user_id,
        campaign_id=NEW_YEAR.campaign_id,
        state=CardState.GRANTED,
        max=NEW_YEAR.card_max,
        granted_at=now,
        expires_at=now + NEW_YEAR.card_life,
    )


def choose(cards: Sequence[Card], trade: Trade, now: datetime, coupon: bool | None = None) -> Card | None:
    """The usable card that expires first; none where the person wants none (`coupon` False)."""
    if coupon is False:
        return None
    good = {each.campaign_id for each in CAMPAIGNS if trade in each.trades}
    fitting = [card for card in cards if card.usable(now) and card.campaign_id in good]
    return min(fitting, key=lambda card: (card.expires_at, card.card_id), default=None)


def wallet(cards: Sequence[Card], now: datetime) -> Wallet:
    """The cards as they are to be shown: one whose time ran out is expired, whatever was stored."""
    shown = tuple(
        replace(card, state=CardState.EXPIRED) if card.state is CardState.GRANTED and not card.usable(now) else card
        for card in cards
    )
    usable = sum(card.usable(now) for card in shown)
    return Wallet(shown, usable, NEW_YEAR.cards_per_user_max, NEW_YEAR.card_max)


def freed(cards: Sequence[Card], quote: Quote, now: datetime) -> tuple[Card, ...]:
    """The cards as they will be when a quote is dropped: what its successor is priced with."""
    return tuple(card.release(now) if _held_by(card, quote) else card for card in cards)


def hold(quote: Quote, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """Keep the card and the budget that a quote promises, under the quote's id."""
    writes: list[Write] = []
    for each in quote.discounts:
        card = _card(cards, each)
        writes += [
            PutCard(card.hold(quote.quote_id), expects=CardState.GRANTED),
            HoldBudget(each.campaign_id, quote.quote_id, each.amount),
            AddFacts((_fact(quote, each, FactKind.CARD_HELD, now, ids),)),
        ]
    return tuple(writes)


def release(quote: Quote, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """Give back what a quote, or the order it became, still holds."""
    writes: list[Write] = []
    for each in quote.discounts:
        writes += [
            PutCard(_card(cards, each).release(now), expects=CardState.HELD, expects_for=quote.quote_id),
            EndBudgetHold(each.campaign_id, quote.quote_id, "released"),
            AddFacts((_fact(quote, each, FactKind.CARD_RELEASED, now, ids),)),
        ]
    return tuple(writes)


def use(quote: Quote, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """Spend what the quote held."""
    writes: list[Write] = []
    for each in quote.discounts:
        writes += [
            PutCard(_card(cards, each).use(), expects=CardState.HELD, expects_for=quote.quote_id),
            EndBudgetHold(each.campaign_id, quote.quote_id, "used"),
            AddFacts((_fact(quote, each, FactKind.CARD_USED, now, ids),)),
        ]
    return tuple(writes)


def restore(quote: Quote, cards: Sequence[Card], now: datetime, ids: Ids) -> tuple[Write, ...]:
    """Give back what was spent on an order that was undone after it had been accepted."""
    writes: list[Write] = []
    for each in quote.discounts:
        writes += [
            PutCard(_card(cards, each).release(now), expects=CardState.USED, expects_for=quote.quote_id),
            EndBudgetHold(each.campaign_id, quote.quote_id, "restored"),
            AddFacts((_fact(quote, each, FactKind.CARD_RETURNED, now, ids),)),
        ]
    return tuple(writes)


def _held_by(card: Card, quote: Quote) -> bool:
    return card.state is CardState.HELD and card.held_for == quote.quote_id


def _card(cards: Sequence[Card], discount: Discount) -> Card:
    found = next((card for card in cards if card.card_id == discount.card_id), None)
    if found is None:
        raise Bug(f"card {discount.card_id} of a quote does not exist")
    return found


def _fact(quote: Quote, discount: Discount, kind: FactKind, now: datetime, ids: Ids) -> Fact:
    return Fact(ids("f", now), quote.user_id, kind, now, discount.card_id, discount.amount.fen, discount.campaign_id)
