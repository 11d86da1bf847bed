"""Play: the deeds of a crowd, one after the other, on the stage; and what came of all of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from bangwo.adapters.tallied import TalliedFacts
from bangwo.app.report.reading import report
from bangwo.core.errors import Conflict
from bangwo.core.json import Json
from bangwo.domain.campaigns.card import CardState
from bangwo.domain.campaigns.terms import Campaign
from bangwo.domain.facts import FactKind
from bangwo.domain.money import Money
from bangwo.domain.offer import Offer, Trade
from bangwo.domain.order import Order
from bangwo.domain.report.period import period
from bangwo.simulation.auditor import audit
from bangwo.simulation.rehearsal.crowd import Deed, Does, Player, crowd
from bangwo.simulation.rehearsal.scale import STORY_ORDERS
from bangwo.simulation.rehearsal.stage import GOODS, Stage, done

YES_SHARE = 0.86
"""So many of those who see a price that a card made small say yes."""
BROUGHT_AFTER = timedelta(minutes=32)
SWEEP_EVERY = timedelta(minutes=15)
PROGRESS_EVERY = 500

OnDeed = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is rehearsed. `budget`: None is the campaign's own, as much smaller as there are fewer wishes."""

    campaign: Campaign
    begins: datetime
    people: int
    days: int
    seed: int
    budget: Money | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """How the campaign's money ended: so much of it left, and when it first did not suffice."""

    whole: Money
    left: Money
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Fraud:
    """Rings and what they took; in how many of them cards were frozen, and whose were who belong to none."""

    rings: int
    accounts: int
    loss: Money
    caught: int
    kept_back: Money
    wrongly: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a rehearsal; `findings`: broken invariants, of which there should be none."""

    plan: Plan
    report: dict[str, Json]
    budget: Budget
    fraud: Fraud
    abandoned: int
    findings: tuple[str, ...]


class Play:
    """One rehearsal under way."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        chance = Random(plan.seed)
        self.players, self._deeds = crowd(plan.people, plan.days, plan.begins, chance)
        wishes = sum(deed.does is Does.WISH for deed in self._deeds)
        whole = plan.campaign.budget
        total = plan.budget or Money(max(1, whole.total.fen * wishes // STORY_ORDERS), whole.total.currency)
        campaign = replace(plan.campaign, budget=replace(whole, total=total))
        self.stage, self._chance = Stage(campaign, plan.begins, chance), chance
        self._brought: list[tuple[datetime, Order]] = []
        self._swept_at = plan.begins
        self._ended_at: datetime | None = None
        self._abandoned = 0

    def run(self, on_deed: OnDeed | None = None) -> Outcome:
        """Play everything, wait for what is on its way, and look at the books."""
        for number, deed in enumerate(self._deeds):
            self._until(deed.at)
            self._do(deed)
            if on_deed is not None and number % PROGRESS_EVERY == 0:
                on_deed(number, len(self._deeds))
        ends = self._plan.begins + timedelta(days=self._plan.days)
        self._until(max(ends, self.stage.clock.now()) + timedelta(hours=1))
        if on_deed is not None:
            on_deed(len(self._deeds), len(self._deeds))
        return self._outcome(ends)

    def _until(self, moment: datetime) -> None:
        """What is due before a moment: orders that are brought, quotes that are over."""
        while self._brought and self._brought[0][0] <= moment:
            at, order = self._brought.pop(0)
            self.stage.wait(at)
            self.stage.bring(order)
        while self._swept_at + SWEEP_EVERY <= moment:
            self._swept_at += SWEEP_EVERY
            self.stage.wait(self._swept_at)
            self.stage.sweep()
        self.stage.wait(moment)

    def _do(self, deed: Deed) -> None:
        player = deed.player
        match deed.does:
            case Does.JOIN:
                self.stage.join(player.number, player.phone, player.born, player.by)
            case Does.TALK:
                self.stage.say(player.number)
            case Does.WISH:
                self._wish(player, self._wanted(player, deed.tea))

    def _wanted(self, player: Player, tea: bool) -> Offer:
        """Tea, the cheapest of which rings take; else a meal, at times something from a supermarket or a shop."""
        _, food = GOODS[Trade.FOOD]
        if player.ring is not None:
            return food[0]
        if tea:
            return food[self._chance.random() < 0.4]
        (trade,) = self._chance.choices((Trade.FOOD, Trade.GROCERY, Trade.SHOP), (6, 3, 1))
        _, sold = GOODS[trade]
        return self._chance.choice(sold[2:] if trade is Trade.FOOD else sold)

    def _wish(self, player: Player, offer: Offer) -> None:
        """Ask what it costs, and say yes where a card makes it cheap, or where it is wanted all the same."""
        self.stage.say(player.number, offer.trade.value)
        try:
            quote = self.stage.quote(player.number, offer, with_cards=True)
        except Conflict as conflict:
            if conflict.what != "budget":
                raise
            self._ended_at = self._ended_at or self.stage.clock.now()
            quote = self.stage.quote(player.number, offer, with_cards=False)
        loyal = 0.0 if player.ring is not None else player.habit.loyal
        if self._chance.random() >= (YES_SHARE if quote.discounts else loyal):
            self._abandoned += 1
            return
        order = self.stage.confirm(player.number, quote)
        self._brought.append((self.stage.clock.now() + BROUGHT_AFTER, order))

    def _outcome(self, ends: datetime) -> Outcome:
        facts = self.stage.store.facts()
        told = done(report(TalliedFacts(lambda: facts), period(self._plan.begins, ends, ends), ends))
        pot = self.stage.campaign.campaign_id
        left = Money(self.stage.store.shelves.left[pot])
        budget = Budget(self.stage.campaign.shared, left, self._ended_at)
        found = tuple(audit(self.stage.evidence))
        return Outcome(self._plan, told, budget, self._fraud(), self._abandoned, found)

    def _fraud(self) -> Fraud:
        """Rings, as those who drew the crowd know them."""
        ring_of = {self.stage.people[each.number].user_id: each.ring for each in self.players if each.ring is not None}
        lost, kept_back, caught, wrongly = 0, 0, set[int](), 0
        for user_id, shelf in self.stage.store.shelves.of.items():
            frozen = [card.max.fen for card in shelf.cards.values() if card.state is CardState.FROZEN]
            ring = ring_of.get(user_id)
            if ring is None:
                wrongly += bool(frozen)
                continue
            kept_back += sum(frozen)
            lost += sum(fact.fen for fact in shelf.facts.values() if fact.kind is FactKind.CARD_USED)
            if frozen:
                caught.add(ring)
        rings = len(set(ring_of.values()))
        return Fraud(rings, len(ring_of), Money(lost), len(caught), Money(kept_back), wrongly)
