"""Document: the shape of a campaign file, from which its JSON Schema is made."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bangwo.adapters.campaigns.values import AboutOrder, AboutPerson, AboutRisk, Daily, Moment, Yuan
from bangwo.domain.campaigns.conditions import ALWAYS
from bangwo.domain.campaigns.terms import (
    Board,
    BrandRate,
    Budget,
    Campaign,
    Caps,
    CardKind,
    Effect,
    Fixed,
    Grant,
    MemberPrice,
    Off,
    Pacing,
    Percent,
    Pool,
    Price,
    RiskRule,
    Scope,
    Stacking,
    Trigger,
    Verdict,
    WhenSpent,
)
from bangwo.domain.offer import Trade

COUNT_MAX = 1_000_000_000_000
Count = Annotated[int, Field(strict=True, ge=1, le=COUNT_MAX)]
Share = Annotated[int, Field(strict=True, ge=1, description="Percent; more than 100 could pay more than the price")]
Days = Annotated[int, Field(strict=True, ge=1, le=3650)]
Name = Annotated[str, Field(strict=True, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Title = Annotated[str, Field(strict=True, min_length=1, max_length=60)]
Text = Annotated[str, Field(strict=True, min_length=1, max_length=200)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1, max_length=200)]


class Part(BaseModel):
    """The root of all parts of the file: what is not known is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, use_attribute_docstrings=True)


class Runs(Part):
    """When the campaign runs; an end that is not named is open."""

    from_: Annotated[Moment | None, Field(alias="from")] = None
    until: Moment | None = None


class OffPart(Part):
    """Takes an amount off, as far as there is something to pay."""

    up_to_yuan: Yuan


class PercentPart(Part):
    """Takes so many percent off."""

    off: Share
    up_to_yuan: Yuan


class FixedPart(Part):
    """Makes all of it cost one price, if that takes no more off than so much."""

    price_yuan: Yuan
    up_to_yuan: Yuan


class BrandPart(Part):
    """One brand's member price, and the budget that the brand has for itself."""

    percent: Share
    budget_yuan: Yuan | None = None


class MemberPart(Part):
    """A member price for each brand."""

    up_to_yuan: Yuan
    brands: Annotated[dict[Text, BrandPart], Field(min_length=1, max_length=500)]


class EffectPart(Part):
    """What is taken off: one of these. A person always pays at least one fen."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    off: OffPart | None = None
    percent: PercentPart | None = None
    fixed: FixedPart | None = None
    member: MemberPart | None = None

    @model_validator(mode="after")
    def _one(self) -> "EffectPart":
        if sum(each is not None for each in (self.off, self.percent, self.fixed, self.member)) != 1:
            raise ValueError("an effect is one of: off, percent, fixed, member")
        return self

    def effect(self) -> Effect:
        """As a value."""
        if self.off is not None:
            return Off(self.off.up_to_yuan)
        if self.percent is not None:
            return Percent(self.percent.off, self.percent.up_to_yuan)
        if self.fixed is not None:
            return Fixed(self.fixed.price_yuan, self.fixed.up_to_yuan)
        assert self.member is not None
        rates = (BrandRate(name, each.percent, each.budget_yuan) for name, each in self.member.brands.items())
        return MemberPrice(tuple(rates), self.member.up_to_yuan)


class WherePart(Part):
    """Where it counts. What is left out leaves everything open."""

    trades: Annotated[tuple[Trade, ...], Field(min_length=1)] | None = None
    providers: Texts | None = None
    merchants: Texts | None = None
    goods: Texts | None = None
    """Words in the names or tags of goods; only these become cheaper."""
    hours: Annotated[tuple[Daily, ...], Field(min_length=1, max_length=24)] | None = None
    minimum_yuan: Yuan | None = None
    when: AboutOrder | None = None

    def scope(self) -> Scope:
        """As a value."""
        return Scope(
            trades=frozenset(self.trades or Trade),
            providers=frozenset(self.providers or ()),
            merchants=frozenset(self.merchants or ()),
            goods=self.goods or (),
            hours=self.hours or (),
            minimum=self.minimum_yuan,
            when=self.when or ALWAYS,
        )


class CardPart(Part):
    """A card: what it takes off, where it counts, how long it lives from the day it is given."""

    title: Title
    effect: EffectPart
    life_days: Days
    where: WherePart = WherePart()

    def card(self, name: str) -> CardKind:
        """As a value."""
        return CardKind(name, self.title, self.effect.effect(), timedelta(days=self.life_days), self.where.scope())


class PricePart(Part):
    """Taken off without a card, for everyone who may take part."""

    title: Title
    effect: EffectPart
    where: WherePart = WherePart()

    def price(self, name: str) -> Price:
        """As a value."""
        return Price(name, self.title, self.effect.effect(), self.where.scope())


class GrantPart(Part):
    """What gives which card."""

    on: Trigger
    card: Name
    count: Count = 1
    at: Annotated[tuple[Count, ...], Field(min_length=1, max_length=100)] | None = None
    """For `orders`: which of a person's orders."""
    from_: Annotated[Moment | None, Field(alias="from")] = None
    until: Moment | None = None
    chance_percent: Annotated[int, Field(strict=True, ge=1, le=100)] | None = None
    per_day: Count | None = None
    when: AboutPerson | None = None

    def grant(self) -> Grant:
        """As a value."""
        return Grant(
            on=self.on,
            kind=self.card,
            count=self.count,
            at=self.at or (),
            from_=self.from_,
            until=self.until,
            chance=100 if self.chance_percent is None else self.chance_percent,
            per_day=self.per_day,
            when=self.when or ALWAYS,
        )


class PersonCap(Part):
    """The most that one person ever gets."""

    cards: Count | None = None
    yuan: Yuan | None = None


class CardCap(Part):
    """The most cards."""

    cards: Count


class CapsPart(Part):
    """The most that is ever given: to a person, from one device, to a person on one day, by the campaign."""

    person: PersonCap = PersonCap()
    device: CardCap | None = None
    day: CardCap | None = None
    campaign: CardCap | None = None

    def caps(self) -> Caps:
        """As a value."""
        return Caps(
            person_cards=self.person.cards,
            person_off=self.person.yuan,
            device_cards=self.device and self.device.cards,
            day_cards=self.day and self.day.cards,
            campaign_cards=self.campaign and self.campaign.cards,
        )


class PacingPart(Part):
    """No more than so much of the budget goes in an hour, or on a day."""

    per_hour_yuan: Yuan | None = None
    per_day_yuan: Yuan | None = None


class BudgetPart(Part):
    """What the campaign may pay in all, how fast, and what becomes of its cards when that is spent."""

    yuan: Yuan
    pacing: PacingPart = PacingPart()
    when_spent: WhenSpent = WhenSpent.WAIT

    def budget(self) -> Budget:
        """As a value."""
        return Budget(self.yuan, Pacing(self.pacing.per_hour_yuan, self.pacing.per_day_yuan), self.when_spent)


class StackingPart(Part):
    """How many cards one order takes, which campaigns may join them, and of which group only one runs at a time."""

    per_order: Annotated[int, Field(strict=True, ge=1, le=5)] = 1
    beside: Literal["any"] | Annotated[tuple[Name, ...], Field(max_length=100)] = ()
    group: Name | None = None

    def stacking(self) -> Stacking:
        """As a value."""
        beside = None if self.beside == "any" else frozenset(self.beside)
        return Stacking(self.per_order, beside, self.group or "")


class ExtensionPart(Part):
    """How much longer an operator may let it all live, in sum, to make up for outages."""

    most_days: Days


class RiskPart(Part):
    """Who looks like this has cards frozen or refused, and is told why."""

    when: AboutRisk
    then: Verdict
    why: Title


class PoolPart(Part):
    """Money shared out every month among the first places, in the proportion of `shares`; the last one repeats."""

    yuan: Yuan
    by: Literal["likes", "posts"]
    places: Annotated[int, Field(strict=True, ge=1, le=10_000)]
    shares: Annotated[tuple[Count, ...], Field(min_length=1, max_length=1000)]


class BoardPart(Part):
    """Who is shown."""

    top: Annotated[int, Field(strict=True, ge=1, le=1000)]
    by: Literal["likes", "posts"]


class CampaignFile(Part):
    """A campaign of Bangwo."""

    campaign: Name
    title: Title
    currency: Annotated[str, Field(strict=True, pattern="^[A-Z]{3}$")] = "CNY"
    runs: Runs = Runs()
    who: AboutPerson | None = None
    """Who may take part; everyone where it is left out."""
    cards: Annotated[dict[Name, CardPart], Field(max_length=20)] = {}
    grants: Annotated[tuple[GrantPart, ...], Field(max_length=50)] = ()
    prices: Annotated[dict[Name, PricePart], Field(max_length=50)] = {}
    caps: CapsPart = CapsPart()
    budget: BudgetPart
    stacking: StackingPart = StackingPart()
    extension: ExtensionPart | None = None
    risk: Annotated[tuple[RiskPart, ...], Field(max_length=50)] = ()
    pools: Annotated[dict[Name, PoolPart], Field(max_length=10)] = {}
    board: BoardPart | None = None

    def terms(self) -> Campaign:
        """As a value."""
        return Campaign(
            campaign_id=self.campaign,
            title=self.title,
            currency=self.currency,
            budget=self.budget.budget(),
            from_=self.runs.from_,
            until=self.runs.until,
            who=self.who or ALWAYS,
            cards=tuple(each.card(name) for name, each in self.cards.items()),
            grants=tuple(each.grant() for each in self.grants),
            prices=tuple(each.price(name) for name, each in self.prices.items()),
            caps=self.caps.caps(),
            stacking=self.stacking.stacking(),
            extension_most=timedelta(days=self.extension.most_days if self.extension else 0),
            risk=tuple(RiskRule(each.when, each.then, each.why) for each in self.risk),
            pools=tuple(Pool(name, p.yuan, p.by, p.shares, p.places) for name, p in self.pools.items()),
            board=Board(self.board.top, self.board.by) if self.board else None,
        )
