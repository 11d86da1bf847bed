"""Granting: who gets which cards for what, once, and never more than the caps let."""

from dataclasses import replace
from datetime import timedelta

import pytest
from campaign_things import DAY, NOW, a_campaign, a_card, a_kind, running, yuan
from hypothesis import given
from hypothesis import strategies as st

from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.campaigns.granting import Event, Given, Profile, Refusal, Withheld, granted
from bangwo.domain.campaigns.terms import Campaign, Caps, Grant, RiskRule, Trigger, Verdict

PERSON = Profile(joined=NOW)


class When:
    """A condition on one value."""

    def __init__(self, name: str, least: int) -> None:
        self.source, self.name, self.least = f"{name} >= {least}", name, least

    def holds(self, values: dict[str, int]) -> bool:
        return self.name in values and values[self.name] >= self.least


def event(trigger: Trigger = Trigger.INVITATION, key: str = "u_2", **fields: object) -> Event:
    return replace(Event(trigger, key, NOW), **fields)


def inviting(**fields: object) -> Campaign:
    return a_campaign(grants=(Grant(Trigger.INVITATION, "free"),), **fields)


def outcome(campaign: Campaign, what: Event, *cards: Card, person: Profile = PERSON) -> list[object]:
    found = granted(what, person, cards, running(campaign))
    return [each.count if isinstance(each, Given) else each.why for each in found]


HAND = [a_card(f"c_new-year_{n}", granted_at=NOW - DAY, grant=f"invitation:x{n}") for n in range(1, 4)]


@pytest.mark.parametrize(
    ("grant", "what", "given"),
    [
        (Grant(Trigger.INVITATION, "free"), event(), [1]),
        (Grant(Trigger.INVITATION, "free", 3), event(), [3]),
        (Grant(Trigger.FIRST_LOGIN, "free"), event(), []),
        (Grant(Trigger.FIRST_LOGIN, "free"), event(Trigger.FIRST_LOGIN, count=5), [5]),
        (Grant(Trigger.FIRST_LOGIN, "free"), event(Trigger.FIRST_LOGIN, count=0), [Refusal.CONDITION]),
        (Grant(Trigger.ORDERS, "free", at=(3, 10)), event(Trigger.ORDERS, orders=3), [1]),
        (Grant(Trigger.ORDERS, "free", at=(3, 10)), event(Trigger.ORDERS, orders=4), []),
        (Grant(Trigger.DRAW, "free", chance=10), event(Trigger.DRAW, luck=9), [1]),
        (Grant(Trigger.DRAW, "free", chance=10), event(Trigger.DRAW, luck=10), [Refusal.LUCK]),
        (Grant(Trigger.DATE, "free", from_=NOW, until=NOW + DAY), event(Trigger.DATE), [1]),
        (Grant(Trigger.DATE, "free", from_=NOW - DAY, until=NOW), event(Trigger.DATE), [Refusal.DATE]),
        (Grant(Trigger.FIRST_POST, "free", when=When("age", 60)), event(Trigger.FIRST_POST), [Refusal.CONDITION]),
    ],
)
def test_a_grant_gives_what_it_says(grant: Grant, what: Event, given: list[object]) -> None:
    assert outcome(a_campaign(grants=(grant,)), what) == given


@pytest.mark.parametrize(
    ("campaign", "person", "given"),
    [
        (inviting(caps=Caps(person_cards=4)), PERSON, [1]),
        (inviting(caps=Caps(person_cards=3)), PERSON, [Refusal.PERSON_CAP]),
        (inviting(caps=Caps(person_off=yuan(100))), PERSON, [1]),
        (inviting(caps=Caps(person_off=yuan(99))), PERSON, [Refusal.PERSON_OFF_CAP]),
        (inviting(caps=Caps(day_cards=1)), PERSON, [1]),
        (inviting(caps=Caps(device_cards=9)), replace(PERSON, device=9), [Refusal.DEVICE_CAP]),
        (inviting(who=When("posts", 1)), PERSON, [Refusal.NOT_MEANT]),
        (inviting(who=When("cards", 3)), PERSON, [1]),
        (inviting(until=NOW), PERSON, []),
    ],
)
def test_caps_and_conditions_bound_what_is_given(campaign: Campaign, person: Profile, given: list[object]) -> None:
    assert outcome(campaign, event(), *HAND, person=person) == given


def test_what_was_given_for_something_is_not_given_for_it_again() -> None:
    assert outcome(inviting(), event(key="x2"), *HAND) == [Refusal.ALREADY]


def test_a_day_ends_at_midnight() -> None:
    today = [replace(card, granted_at=NOW - timedelta(hours=n)) for n, card in enumerate(HAND)]
    assert outcome(inviting(caps=Caps(day_cards=3)), event(), *today) == [Refusal.DAY_CAP]
    assert outcome(inviting(caps=Caps(day_cards=3)), event(now=NOW + DAY), *today) == [1]


@pytest.mark.parametrize(
    ("verdict", "score", "given"),
    [
        (Verdict.FREEZE, 89, CardState.GRANTED),
        (Verdict.FREEZE, 90, CardState.FROZEN),
        (Verdict.REFUSE, 90, "多项风险"),
    ],
)
def test_a_risk_freezes_or_refuses_and_says_why(verdict: Verdict, score: int, given: object) -> None:
    campaign = inviting(risk=(RiskRule(When("score", 90), verdict, "多项风险"),))
    (found,) = granted(event(), replace(PERSON, risk={"score": score}), (), running(campaign))
    if isinstance(found, Withheld):
        assert (found.why, found.told) == (Refusal.RISK, given)
    else:
        assert [card.state for card in found.cards("u_1", NOW)] == [given]


def test_a_card_keeps_the_terms_of_its_day() -> None:
    (found,) = granted(event(), PERSON, HAND, running(a_campaign(grants=inviting().grants)))
    assert isinstance(found, Given)
    (card,) = found.cards("u_1", NOW)
    assert (card.card_id, card.version, card.kind, card.grant) == ("c_new-year_4", 1, "free", "invitation:u_2")
    assert card.expires_at == NOW + 7 * DAY


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4), st.integers(0, 40)), max_size=40),
    st.integers(1, 9),
    st.integers(1, 4),
)
def test_caps_hold_whatever_happens(events: list[tuple[int, int, int]], most: int, per_day: int) -> None:
    caps = Caps(person_cards=most, person_off=yuan(25 * most), day_cards=min(per_day, most))
    campaign = running(inviting(caps=caps))
    hand: tuple[Card, ...] = ()
    for friend, count, hours in sorted(events, key=lambda each: each[2]):
        what = event(key=f"u_{friend}", count=count, now=NOW + timedelta(hours=hours))
        for found in granted(what, PERSON, hand, campaign):
            hand += found.cards("u_1", what.now) if isinstance(found, Given) else ()
    assert len(hand) == len({card.card_id for card in hand}) <= most
    days = [card.granted_at.date() for card in hand]
    assert all(days.count(day) <= per_day for day in days)
    assert a_kind().effect.most * len(hand) <= yuan(25 * most)
