"""Granting: which cards something that happened gives a person, and why it gives none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.campaigns.conditions import Values
from bangwo.domain.campaigns.programme import Programme, Run
from bangwo.domain.campaigns.terms import CardKind, Grant, RiskRule, Trigger, Verdict
from bangwo.domain.money import total

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that may give cards. `key` tells it from every other of its kind, so that it gives only once.

    `orders`: how many the person now has; `luck`: 0–99, for draws; `count`: how many cards instead of the grant's own.
    """

    trigger: Trigger
    key: str
    now: datetime
    orders: int = 0
    luck: int = 0
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a person. `device`: cards that were given from the same device; `risk`: `conditions.RISK`."""

    joined: datetime
    language: str = ""
    age: int = 0
    orders: int = 0
    invited: int = 0
    posts: int = 0
    last_post: datetime = NEVER
    device: int = 0
    risk: Values | None = None

    def values(self, now: datetime, cards: int) -> Values:
        """As conditions ask (`conditions.PERSON`); `cards`: those of the campaign that asks."""
        return {
            "now": now,
            "joined": self.joined,
            "language": self.language,
            "age": self.age,
            "orders": self.orders,
            "cards": cards,
            "invited": self.invited,
            "posts": self.posts,
            "last_post": self.last_post,
        }


class Refusal(StrEnum):
    """Why a grant gives nothing."""

    ALREADY = "already"  # it was given for this before
    NOT_MEANT = "not_meant"  # the campaign is not for this person
    CONDITION = "condition"
    LUCK = "luck"
    DATE = "date"
    PERSON_CAP = "person_cap"
    PERSON_OFF_CAP = "person_off_cap"
    DAY_CAP = "day_cap"
    DEVICE_CAP = "device_cap"
    CAMPAIGN_CAP = "campaign_cap"  # the campaign has given its last card
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class Given:
    """So many cards of a kind, numbered from `first` among all that the campaign gave this person."""

    run: Run
    kind: CardKind
    key: str
    count: int
    first: int
    frozen: str = ""  # why they are frozen from the beginning

    def cards(self, user_id: str, now: datetime) -> tuple[Card, ...]:
        """The cards. Their ids hold their number: two that are given at once cannot both be the last under a cap."""
        state = CardState.FROZEN if self.frozen else CardState.GRANTED
        return tuple(
            Card(
                card_id=f"c_{self.run.campaign_id}_{number}",
                user_id=user_id,
                campaign_id=self.run.campaign_id,
                state=state,
                max=self.kind.effect.most,
                granted_at=now,
                expires_at=now + self.kind.life,
                kind=self.kind.kind,
                version=self.run.version,
                grant=self.key,
            )
            for number in range(self.first, self.first + self.count)
        )


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a grant would have given, and why it did not."""

    campaign_id: str
    grant: Trigger
    why: Refusal
    told: str = ""  # a risk rule's own words


def granted(event: Event, profile: Profile, cards: Sequence[Card], programme: Programme) -> Iterator[Given | Withheld]:
    """What an event gives of each running campaign. `cards`: all that the person ever had."""
    for run in programme.running(event.now):
        hand = tuple(card for card in cards if card.campaign_id == run.campaign_id)
        for grant in run.terms.grants:
            if grant.on is not event.trigger or (grant.at and event.orders not in grant.at):
                continue
            found = _given(run, grant, event, profile, hand)
            yield found
            if isinstance(found, Given):
                hand = (*hand, *found.cards("", event.now))


def _given(run: Run, grant: Grant, event: Event, profile: Profile, hand: Sequence[Card]) -> Given | Withheld:
    kind = run.terms.kind(grant.kind)
    why = _against(run, grant, event, profile.values(event.now, len(hand)))
    if kind is None or why is not None:
        return Withheld(run.campaign_id, grant.on, why or Refusal.CONDITION)
    key = f"{grant.on}:{event.key}"
    if any(card.grant == key for card in hand):
        return Withheld(run.campaign_id, grant.on, Refusal.ALREADY)
    rule = judged(run.terms.risk, profile.risk)
    if rule is not None and rule.then is Verdict.REFUSE:
        return Withheld(run.campaign_id, grant.on, Refusal.RISK, rule.why)
    asked = grant.count if event.count is None else event.count
    given = Given(run, kind, key, asked, len(hand) + 1, rule.why if rule is not None else "")
    many, why = _room(given, grant, event, profile.device, hand)
    return replace(given, count=many) if many else Withheld(run.campaign_id, grant.on, why)


def _against(run: Run, grant: Grant, event: Event, values: Values) -> Refusal | None:
    if not run.terms.who.holds(values):
        return Refusal.NOT_MEANT
    if not grant.when.holds(values):
        return Refusal.CONDITION
    if grant.on is Trigger.DRAW and event.luck >= grant.chance:
        return Refusal.LUCK
    late = grant.until is not None and event.now >= grant.until
    early = grant.from_ is not None and event.now < grant.from_
    return Refusal.DATE if late or early else None


def _room(given: Given, grant: Grant, event: Event, device: int, hand: Sequence[Card]) -> tuple[int, Refusal]:
    """How many cards the caps leave room for, and which cap is the tightest."""
    caps = given.run.terms.caps
    day = event.now.date()
    today = [card for card in hand if card.granted_at.astimezone(event.now.tzinfo).date() == day]
    of_grant = sum(card.grant.startswith(f"{grant.on}:") for card in today)
    rooms: list[tuple[int, Refusal]] = [(given.count, Refusal.CONDITION)]
    if caps.person_cards is not None:
        rooms.append((caps.person_cards - len(hand), Refusal.PERSON_CAP))
    if caps.person_off is not None:
        promised = total(card.max for card in hand)
        rooms.append(((caps.person_off - promised).fen // given.kind.effect.most.fen, Refusal.PERSON_OFF_CAP))
    if caps.day_cards is not None:
        rooms.append((caps.day_cards - len(today), Refusal.DAY_CAP))
    if grant.per_day is not None:
        rooms.append((grant.per_day * grant.count - of_grant, Refusal.DAY_CAP))
    if caps.device_cards is not None:
        rooms.append((caps.device_cards - device, Refusal.DEVICE_CAP))
    many, why = min(rooms, key=lambda room: room[0])
    return max(0, many), why


def judged(rules: Sequence[RiskRule], risk: Values | None) -> RiskRule | None:
    """The first rule that a look falls under; nobody is judged where nothing is known."""
    if risk is None:
        return None
    return next((rule for rule in rules if rule.when.holds(risk)), None)
