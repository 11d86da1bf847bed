"""Combining: of all cards and prices that count for a purchase, those that together take the most off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from heapq import nsmallest

from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.campaigns.granting import Profile
from bangwo.domain.campaigns.programme import Programme, Run, Standing
from bangwo.domain.campaigns.scoping import Purchase, Why, share_of, why_not
from bangwo.domain.campaigns.terms import (
    BrandRate,
    Campaign,
    Effect,
    Fixed,
    MemberPrice,
    Off,
    Percent,
    Scope,
    Window,
    pot_of,
    windows_of,
)
from bangwo.domain.money import ZERO, Money, total
from bangwo.domain.quote import PAY_LEAST

SHOWN_MAX = 5

_STOPPED = {
    CardState.HELD: Why.HELD,
    CardState.USED: Why.USED,
    CardState.FROZEN: Why.FROZEN,
    CardState.EXPIRED: Why.EXPIRED,
}
_Sort = tuple[str, int, str, int, CardState]
"""Campaign, version, kind, worth and state: all that a card differs in but its age."""


class Lost(StrEnum):
    """Why a combination was not taken."""

    LESS = "less"  # it takes off less
    MORE_CARDS = "more_cards"  # it takes off the same with more cards
    LATER = "later"  # its cards live longer: those that run out first are used first
    LARGER = "larger"  # it spends a larger card for the same


@dataclass(frozen=True, slots=True)
class Cut:
    """What one card or price takes off, and the budget that pays it. `card_id` is empty for a price."""

    campaign_id: str
    title: str
    card_id: str
    amount: Money
    pot: str
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class Combination:
    """Cuts in the order in which they are made, and why this was not the best (None: it was)."""

    cuts: tuple[Cut, ...] = ()
    lost: Lost | None = None

    @property
    def off(self) -> Money:
        """What all take off together."""
        return total(cut.amount for cut in self.cuts)


@dataclass(frozen=True, slots=True)
class Left:
    """A card or price that does not count here, and why."""

    campaign_id: str
    title: str
    card_id: str
    why: Why


@dataclass(frozen=True, slots=True)
class Choice:
    """The best combination, the next best ones, and what was never in it."""

    best: Combination
    others: tuple[Combination, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    """One way in which a card or price takes something off."""

    effect: Effect
    base: Money  # what of the purchase it makes cheaper


@dataclass(frozen=True, slots=True)
class _Candidate:
    campaign: Campaign
    title: str
    terms: tuple[_Term, ...]
    brands: frozenset[str]
    card: Card | None

    @property
    def rank(self) -> tuple[int, str, str]:
        """Prices come first, then percentages, then amounts: each makes cheaper what the ones before left."""
        order = {MemberPrice: 0, Fixed: 1, Percent: 2, Off: 3}
        return min(order[type(term.effect)] for term in self.terms), self.campaign.campaign_id, self.key

    @property
    def key(self) -> str:
        return self.card.card_id if self.card else self.title

    @property
    def alike(self) -> tuple[object, ...]:
        """Cards that differ in nothing but their age."""
        return self.campaign.campaign_id, self.terms, self.card is None or self.card.max

    def off(self, rest: Money) -> Money:
        """The most that any of its terms takes off the rest of a price, of which a fen must be left."""
        most = max(_taken(term.effect, min(term.base, rest), self.brands) for term in self.terms)
        return max(min(most, rest - PAY_LEAST), ZERO)


def choose(purchase: Purchase, cards: Sequence[Card], programme: Programme, buyer: Profile | None = None) -> Choice:
    """The best of all that may be combined, found by exact search.

    Best is what takes off most; of equals, what needs fewer cards, then what runs out first, then the smaller card.
    `buyer` is whom prices are meant for; without one only those count that are for everyone.
    """
    good, left = _cards(purchase, cards, programme)
    more, less = _prices(purchase, cards, programme, buyer)
    candidates, left = [*good, *more], (*left, *less)
    found = sorted((_priced(chosen, purchase) for chosen in _allowed(_fewest(candidates))), key=_order)
    best, others = found[0], found[1:]
    told = tuple(_told(best, each) for each in others[:SHOWN_MAX])
    return Choice(best.combination, told, left)


@dataclass(frozen=True, slots=True)
class _Priced:
    chosen: tuple[_Candidate, ...]
    combination: Combination

    @property
    def ends(self) -> tuple[datetime, ...]:
        return tuple(sorted(each.card.expires_at for each in self.chosen if each.card is not None))

    @property
    def spends(self) -> int:
        return sum(each.card.max.fen for each in self.chosen if each.card is not None)


def _order(priced: _Priced) -> tuple[object, ...]:
    keys = tuple(each.key for each in priced.chosen)
    return -priced.combination.off.fen, len(priced.ends), priced.ends, priced.spends, keys


def _told(best: _Priced, other: _Priced) -> Combination:
    if other.combination.off < best.combination.off:
        lost = Lost.LESS
    elif len(other.ends) > len(best.ends):
        lost = Lost.MORE_CARDS
    elif other.ends != best.ends:
        lost = Lost.LATER
    else:
        lost = Lost.LARGER
    return Combination(other.combination.cuts, lost)


def _cards(
    purchase: Purchase, cards: Sequence[Card], programme: Programme
) -> tuple[list[_Candidate], tuple[Left, ...]]:
    """Cards of one sort count alike, so that one of them is weighed for all, and the first to run out are kept."""
    runs = {run.campaign_id: run for run in programme.runs}
    weighed: dict[_Sort, _Candidate | Why] = {}
    hands: dict[_Sort, list[Card]] = {}
    left: list[Left] = []
    for given in cards:
        run = runs.get(given.campaign_id)
        if run is None:
            left.append(Left(given.campaign_id, "", given.card_id, Why.CAMPAIGN))
            continue
        card = run.as_now(given, purchase.now)
        sort = (card.campaign_id, card.version, card.kind, card.max.fen, card.state)
        if sort not in weighed:
            weighed[sort] = _of_card(purchase, card, run)
        found = weighed[sort]
        if isinstance(found, Why):
            left.append(Left(card.campaign_id, run.terms.title, card.card_id, found))
        else:
            hands.setdefault(sort, []).append(card)
    return [each for sort, hand in hands.items() for each in _first(weighed[sort], hand)], tuple(left)


def _first(like: _Candidate | Why, hand: Sequence[Card]) -> Iterator[_Candidate]:
    """As many of a hand of one sort as one order may take, those that run out first."""
    if isinstance(like, _Candidate):
        for card in nsmallest(like.campaign.stacking.per_order, hand, key=lambda each: (each.expires_at, each.card_id)):
            yield _Candidate(like.campaign, like.title, like.terms, like.brands, card)


def _prices(
    purchase: Purchase, cards: Sequence[Card], programme: Programme, buyer: Profile | None
) -> tuple[list[_Candidate], tuple[Left, ...]]:
    good: list[_Candidate] = []
    left: list[Left] = []
    for run in programme.running(purchase.now):
        many = sum(card.campaign_id == run.campaign_id for card in cards)
        meant = run.terms.who.holds(buyer.values(purchase.now, many) if buyer else {})
        for price in run.terms.prices:
            why = why_not(price.scope, purchase) if meant else Why.PERSON
            term = _term(price.effect, price.scope, purchase)
            candidate = _Candidate(run.terms, price.title, (term,), purchase.brands, None)
            if why is None and candidate.off(purchase.gross) > ZERO:
                good.append(candidate)
            else:
                left.append(Left(run.campaign_id, price.title, "", why or Why.NOTHING))
    return good, tuple(left)


def _of_card(purchase: Purchase, card: Card, run: Run) -> _Candidate | Why:
    """What a card takes off, as it now stands."""
    if card.state in _STOPPED:
        return _STOPPED[card.state]
    if run.standing(purchase.now) is Standing.PAUSED:
        return Why.PAUSED
    kinds = run.kinds_of(card)
    whys = [why_not(kind.scope, purchase) for _, kind in kinds]
    good = [kind for (_, kind), why in zip(kinds, whys, strict=True) if why is None]
    terms = [_term(kind.effect, kind.scope, purchase) for kind in good]
    if not terms:
        return next((why for why in reversed(whys) if why is not None), Why.CAMPAIGN)
    title = kinds[-1][1].title
    candidate = _Candidate(run.terms, title, tuple(terms), purchase.brands, card)
    return candidate if candidate.off(purchase.gross) > ZERO else Why.NOTHING


def _term(effect: Effect, scope: Scope, purchase: Purchase) -> _Term:
    return _Term(effect, share_of(scope, purchase))


def _fewest(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Of cards that are alike the first to run out, as many as one order may take: no other can be better."""
    kept: list[_Candidate] = []
    many: dict[tuple[object, ...], int] = {}
    for each in sorted(candidates, key=_age):
        many[each.alike] = many.get(each.alike, 0) + 1
        if each.card is None or many[each.alike] <= each.campaign.stacking.per_order:
            kept.append(each)
    return sorted(kept, key=lambda each: each.rank)


def _age(candidate: _Candidate) -> tuple[float, str]:
    return (candidate.card.expires_at.timestamp() if candidate.card else 0.0), candidate.key


def _allowed(candidates: Sequence[_Candidate], chosen: tuple[_Candidate, ...] = ()) -> Iterator[tuple[_Candidate, ...]]:
    """Every set that stacking allows, nothing at all among them; each in the order of the ranks."""
    yield chosen
    for index, each in enumerate(candidates):
        if all(_together(each, other) for other in chosen) and _room(each, chosen):
            yield from _allowed(candidates[index + 1 :], (*chosen, each))


def _together(one: _Candidate, other: _Candidate) -> bool:
    mine, theirs = one.campaign.campaign_id, other.campaign.campaign_id
    if mine == theirs:
        return True
    return _lets(one.campaign, theirs) and _lets(other.campaign, mine)


def _lets(campaign: Campaign, other: str) -> bool:
    return campaign.stacking.beside is None or other in campaign.stacking.beside


def _room(candidate: _Candidate, chosen: Sequence[_Candidate]) -> bool:
    """Cards up to what one order may take of the campaign; of its prices one."""
    same = [each for each in chosen if each.campaign.campaign_id == candidate.campaign.campaign_id]
    if candidate.card is None:
        return all(each.card is not None for each in same)
    return sum(each.card is not None for each in same) < candidate.campaign.stacking.per_order


def _priced(chosen: tuple[_Candidate, ...], purchase: Purchase) -> _Priced:
    cuts: list[Cut] = []
    rest = purchase.gross
    for each in chosen:
        amount = each.off(rest)
        if amount <= ZERO:
            continue
        rest -= amount
        campaign_id, card_id = each.campaign.campaign_id, each.card.card_id if each.card else ""
        windows = windows_of(each.campaign, purchase.now)
        cuts.append(Cut(campaign_id, each.title, card_id, amount, _pot(each), windows))
    return _Priced(chosen, Combination(tuple(cuts)))


def _pot(candidate: _Candidate) -> str:
    campaign_id = candidate.campaign.campaign_id
    for term in candidate.terms:
        if isinstance(term.effect, MemberPrice):
            rate = _rate(term.effect, candidate.brands)
            if rate is not None and rate.budget is not None:
                return pot_of(campaign_id, rate.brand)
    return campaign_id


def _rate(effect: MemberPrice, brands: frozenset[str]) -> BrandRate | None:
    return next((rate for rate in effect.rates if rate.brand in brands), None)


def _taken(effect: Effect, base: Money, brands: frozenset[str]) -> Money:
    """What an effect takes off a base. Percentages are rounded down: never a fen more than was promised."""
    match effect:
        case Off():
            return min(effect.most, base)
        case Percent():
            return min(effect.most, Money(base.fen * effect.percent // 100, base.currency))
        case Fixed():
            off = base - effect.price
            return off if ZERO < off <= effect.most else ZERO
        case MemberPrice():
            rate = _rate(effect, brands)
            percent = rate.percent if rate else 0
            return min(effect.most, Money(base.fen * percent // 100, base.currency))
