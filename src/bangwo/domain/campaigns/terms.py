"""Terms: what a campaign file says, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bangwo.domain.campaigns.conditions import ALWAYS, Condition
from bangwo.domain.money import Money
from bangwo.domain.offer import Hours, Trade


class Trigger(StrEnum):
    """What a card is given for."""

    FIRST_LOGIN = "first_login"
    INVITATION = "invitation"
    DRAW = "draw"
    ORDERS = "orders"
    DATE = "date"
    FIRST_POST = "first_post"


class WhenSpent(StrEnum):
    """What becomes of the cards that were given when the budget is spent."""

    WAIT = "wait"  # they count again as soon as refunds bring money back
    END = "end"  # the campaign ends: nothing is promised any more that cannot be paid


class Verdict(StrEnum):
    """What a risk rule does with a card that is about to be given or held."""

    FREEZE = "freeze"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Off:
    """Takes up to `most` off."""

    most: Money


@dataclass(frozen=True, slots=True)
class Percent:
    """Takes so many percent off, `most` at the most."""

    percent: int
    most: Money


@dataclass(frozen=True, slots=True)
class Fixed:
    """Makes everything together cost `price`, if that takes no more than `most` off."""

    price: Money
    most: Money


@dataclass(frozen=True, slots=True)
class BrandRate:
    """One brand's member price: so many percent off, paid by a budget of its own where it has one."""

    brand: str
    percent: int
    budget: Money | None = None


@dataclass(frozen=True, slots=True)
class MemberPrice:
    """Each brand takes its own percentage off, `most` at the most."""

    rates: tuple[BrandRate, ...]
    most: Money


Effect = Off | Percent | Fixed | MemberPrice


@dataclass(frozen=True, slots=True)
class Scope:
    """Where something counts. Empty fields leave everything open. `hours` of each day, any of them."""

    trades: frozenset[Trade] = frozenset(Trade)
    providers: frozenset[str] = frozenset()
    merchants: frozenset[str] = frozenset()  # by id or name
    goods: tuple[str, ...] = ()  # words in names, or tags; only these goods are made cheaper
    hours: tuple[Hours, ...] = ()
    minimum: Money | None = None
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class CardKind:
    """One card of a campaign: what it takes off, where it counts, and how long it lives."""

    kind: str
    title: str
    effect: Effect
    life: timedelta
    scope: Scope = Scope()


@dataclass(frozen=True, slots=True)
class Price:
    """Taken off for everyone who may take part, without a card."""

    price_id: str
    title: str
    effect: Effect
    scope: Scope = Scope()


@dataclass(frozen=True, slots=True)
class Grant:
    """What gives which cards. `at`: the order counts; `from_`, `until`: the dates; `chance`: percent of draws won."""

    on: Trigger
    kind: str
    count: int = 1
    at: tuple[int, ...] = ()
    from_: datetime | None = None
    until: datetime | None = None
    chance: int = 100
    per_day: int | None = None
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that is ever given: to a person, from a device, to a person on one day, by the campaign."""

    person_cards: int | None = None
    person_off: Money | None = None
    device_cards: int | None = None
    day_cards: int | None = None
    campaign_cards: int | None = None


@dataclass(frozen=True, slots=True)
class Pacing:
    """No more than so much of the budget may go in one hour or on one day."""

    per_hour: Money | None = None
    per_day: Money | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """What a campaign may pay in all."""

    total: Money
    pacing: Pacing = Pacing()
    when_spent: WhenSpent = WhenSpent.WAIT


@dataclass(frozen=True, slots=True)
class Stacking:
    """So many cards of the campaign on one order; `beside` names the campaigns that may join, None lets all."""

    per_order: int = 1
    beside: frozenset[str] | None = frozenset()
    group: str = ""  # of the campaigns of one group only one runs at a time


@dataclass(frozen=True, slots=True)
class RiskRule:
    """Who looks like this has cards frozen or refused, and is told why."""

    when: Condition
    then: Verdict
    why: str


@dataclass(frozen=True, slots=True)
class Pool:
    """Money shared out each month: the first `places` by `by`, in the proportion of `shares` (the last one repeats)."""

    pool_id: str
    amount: Money
    by: str  # likes, posts
    shares: tuple[int, ...]
    places: int


@dataclass(frozen=True, slots=True)
class Board:
    """Who is shown: the first so many by `by`."""

    top: int
    by: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """One version of a campaign, as its file says."""

    campaign_id: str
    title: str
    currency: str
    budget: Budget
    from_: datetime | None = None
    until: datetime | None = None
    who: Condition = ALWAYS
    cards: tuple[CardKind, ...] = ()
    grants: tuple[Grant, ...] = ()
    prices: tuple[Price, ...] = ()
    caps: Caps = Caps()
    stacking: Stacking = Stacking()
    extension_most: timedelta = timedelta()
    risk: tuple[RiskRule, ...] = ()
    pools: tuple[Pool, ...] = ()
    board: Board | None = None

    def kind(self, name: str) -> CardKind | None:
        """The card of that name; the first one where none is named."""
        if not name:
            return self.cards[0] if self.cards else None
        return next((each for each in self.cards if each.kind == name), None)

    @property
    def pots(self) -> Mapping[str, Money]:
        """Every budget that is drawn on: the brands' own, and the campaign's for all else."""
        return {self.campaign_id: self.shared, **self.brand_pots}

    @property
    def brand_pots(self) -> Mapping[str, Money]:
        """The budgets that brands have for themselves, by the name of the pot."""
        return {
            pot_of(self.campaign_id, rate.brand): rate.budget
            for effect in self.effects
            if isinstance(effect, MemberPrice)
            for rate in effect.rates
            if rate.budget is not None
        }

    @property
    def counts(self) -> Mapping[str, int]:
        """What is counted out in cards, by the name of the pot: all that the campaign ever gives, if capped."""
        most = self.caps.campaign_cards
        return {} if most is None else {cards_of(self.campaign_id): most}

    @property
    def shared(self) -> Money:
        """The budget without what brands have for themselves."""
        return sum((-each for each in self.brand_pots.values()), self.budget.total)

    @property
    def effects(self) -> tuple[Effect, ...]:
        """All that it ever takes off."""
        return (*(each.effect for each in self.cards), *(each.effect for each in self.prices))


def pot_of(campaign_id: str, brand: str) -> str:
    """The name of a brand's own budget in a campaign."""
    return f"{campaign_id}/{brand}"


@dataclass(frozen=True, slots=True)
class Window:
    """An hour or a day of a campaign, and the most that may be held of its budget in it."""

    pot: str
    most: Money


def windows_of(campaign: Campaign, now: datetime) -> tuple[Window, ...]:
    """The hour and the day that bound what is held now, as far as the campaign is paced."""
    name, pacing = campaign.campaign_id, campaign.budget.pacing
    hour = () if pacing.per_hour is None else (Window(f"{name}@{now:%Y-%m-%dT%H}", pacing.per_hour),)
    return hour if pacing.per_day is None else (*hour, Window(f"{name}@{now:%Y-%m-%d}", pacing.per_day))


def cards_of(campaign_id: str) -> str:
    """The name of the pot from which a campaign's cards are counted out."""
    return f"{campaign_id}#cards"
