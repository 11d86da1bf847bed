"""Reconsidering: the cards of a quote come out as they did, or it is known that they cannot."""

from dataclasses import replace
from datetime import timedelta

from campaign_things import a_campaign, a_card, a_kind, running
from hypothesis import given
from hypothesis import strategies as st

from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.campaigns.granting import Profile
from bangwo.domain.money import Money
from bangwo.domain.pricing import Basket, Pick, price
from bangwo.domain.quote import Quote
from bangwo.domain.reconsidering import reconsidered
from bangwo.simulation.goods import EATS, HOME, MERCHANTS, OFFERS
from bangwo.simulation.world import START

TEA = OFFERS[EATS][0]
PROGRAMME = running(a_campaign("new-year", a_kind()))
BUYER = Profile(joined=START)


def quoted(cards: list[Card]) -> Quote:
    basket = Basket(user_id="u_1", merchant=MERCHANTS[EATS], picks=(Pick(TEA),), where=HOME)
    return price(replace(basket, cards=cards, programme=PROGRAMME, buyer=BUYER), "q_1", START)


def anew(quote: Quote, cards: list[Card]) -> bool:
    return (
        reconsidered(quote, cards, PROGRAMME, BUYER, brands=MERCHANTS[EATS].aliases, tags={TEA.ref: TEA.tags})
        is not None
    )


def cards_of(fens: list[int]) -> list[Card]:
    life = timedelta(days=30)
    return [
        replace(a_card(f"c_{n}"), max=Money(fen), granted_at=START, expires_at=START + life)
        for n, fen in enumerate(fens)
    ]


@given(st.lists(st.integers(1, 3000), max_size=5))
def test_it_comes_out_as_it_did_while_the_quote_holds_its_cards_and_after_it_has_used_them(fens: list[int]) -> None:
    cards = cards_of(fens)
    quote = quoted(cards)
    ours = {each.card_id for each in quote.discounts}
    for state in (CardState.HELD, CardState.USED):
        now = [replace(card, state=state, held_for="q_1") if card.card_id in ours else card for card in cards]
        assert anew(quote, now)


def test_a_card_that_came_later_was_not_weighed() -> None:
    quote = quoted([])
    assert anew(quote, [replace(each, granted_at=START + timedelta(minutes=1)) for each in cards_of([2500])])


def test_a_card_that_is_gone_cannot_be_worked_out() -> None:
    cards = cards_of([2500])
    quote = quoted(cards)
    assert not anew(quote, [replace(cards[0], state=CardState.USED, held_for="q_other")])
