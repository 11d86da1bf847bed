"""Reconsidering: which cards and prices were weighed for a quote, worked out anew from the quote and the cards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.campaigns.combining import Choice, choose
from bangwo.domain.campaigns.granting import Profile
from bangwo.domain.campaigns.programme import Programme
from bangwo.domain.campaigns.scoping import Piece, Purchase
from bangwo.domain.money import total
from bangwo.domain.quote import Quote

Tags = Mapping[str, tuple[str, ...]]
"""The tags of offers by their ref."""


def reconsidered(
    quote: Quote, cards: Sequence[Card], programme: Programme, buyer: Profile, *, brands: Iterable[str], tags: Tags
) -> Choice | None:
    """The choice as it was when the quote was priced; None where campaigns have changed so that it would be another.

    `brands`: the other names of the merchant. Cards that the quote itself holds or has used count as free.
    """
    at = quote.created_at
    hand = [_as_then(card, quote) for card in cards if card.granted_at <= at]
    purchase = Purchase(
        now=at,
        trade=quote.trade,
        provider_id=quote.provider_id,
        merchant_id=quote.merchant_id,
        merchant_name=quote.merchant_name,
        brands=frozenset({quote.merchant_name, *brands}),
        lines=tuple(Piece(each.name, tags.get(each.offer_ref, ()), each.qty, each.amount) for each in quote.lines),
        fees=total(fee.amount for fee in quote.fees) - quote.member,
    )
    choice = choose(purchase, hand, programme, buyer)
    found = [(cut.campaign_id, cut.card_id, cut.amount) for cut in choice.best.cuts]
    promised = [(each.campaign_id, each.card_id, each.amount) for each in quote.discounts]
    return choice if found == promised else None


def _as_then(card: Card, quote: Quote) -> Card:
    """A card as the quote found it."""
    ours = card.held_for == quote.quote_id and card.state in (CardState.HELD, CardState.USED)
    return replace(card, state=CardState.GRANTED, held_for="") if ours else card
