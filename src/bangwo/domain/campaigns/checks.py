"""Checks: whether a campaign contradicts itself, overlaps, or could pay for more than there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bangwo.domain.campaigns.terms import Campaign, Effect, Fixed, Grant, MemberPrice, Percent, Price, Trigger
from bangwo.domain.money import CNY, ZERO, total

Path = tuple[str | int, ...]
ALL = 100  # percent
_OWN = {Trigger.ORDERS: {"at"}, Trigger.DATE: {"from", "until"}, Trigger.DRAW: {"chance_percent", "per_day"}}
"""What only grants of one trigger can say."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, in a sentence, and where: the path of names and places in the file."""

    path: Path
    text: str


def findings(campaign: Campaign, now: datetime) -> tuple[Finding, ...]:
    """All that is wrong with a campaign by itself, in the order of its file."""
    return (
        *_frame(campaign, now),
        *_effects(campaign),
        *_cards(campaign),
        *_grants(campaign),
        *_caps(campaign),
        *_budget(campaign),
        *_prices(campaign),
    )


def _frame(campaign: Campaign, now: datetime) -> Iterator[Finding]:
    if campaign.currency != CNY:
        text = f"everything here is sold in {CNY}: a campaign in {campaign.currency} can pay for nothing"
        yield Finding(("currency",), text)
    if campaign.until is not None:
        if campaign.from_ is not None and campaign.until <= campaign.from_:
            yield Finding(("runs", "until"), "it ends before it begins")
        elif campaign.until <= now:
            yield Finding(("runs", "until"), f"it is over already: it is {now:%Y-%m-%d %H:%M}")
    if not (campaign.cards or campaign.prices or campaign.pools):
        yield Finding(("campaign",), "it promises nothing: it needs cards, prices or pools")
    if campaign.stacking.beside and campaign.campaign_id in campaign.stacking.beside:
        yield Finding(("stacking", "beside"), "it names itself; how many of its own cards join is `per_order`")


def _effects(campaign: Campaign) -> Iterator[Finding]:
    for card in campaign.cards:
        yield from _effect(card.effect, ("cards", card.kind, "effect"), campaign)
    for price in campaign.prices:
        yield from _effect(price.effect, ("prices", price.price_id, "effect"), campaign)


def _effect(effect: Effect, path: Path, campaign: Campaign) -> Iterator[Finding]:
    match effect:
        case Percent(percent=percent) if percent > ALL:
            yield Finding((*path, "percent", "off"), f"{percent} percent could pay more than the price")
        case Fixed(price=price) if price <= ZERO:
            yield Finding((*path, "fixed", "price_yuan"), "a person always pays at least one fen")
        case MemberPrice(rates=rates):
            for rate in rates:
                if rate.percent > ALL:
                    at = (*path, "member", "brands", rate.brand, "percent")
                    yield Finding(at, f"{rate.percent} percent could pay more than the price")
        case _:
            pass
    if effect.most > campaign.budget.total:
        yield Finding(path, f"one order alone could take {effect.most}, the whole budget is {campaign.budget.total}")


def _cards(campaign: Campaign) -> Iterator[Finding]:
    given = {grant.kind for grant in campaign.grants}
    for card in campaign.cards:
        if card.kind not in given:
            yield Finding(("cards", card.kind), f"nothing grants the card {card.kind}")


def _grants(campaign: Campaign) -> Iterator[Finding]:
    known = {card.kind for card in campaign.cards}
    for index, grant in enumerate(campaign.grants):
        path: Path = ("grants", index)
        if grant.kind not in known:
            named = ", ".join(sorted(known)) or "none"
            yield Finding((*path, "card"), f"there is no card {grant.kind}; there are: {named}")
        yield from _grant(grant, path, campaign)
        for other, earlier in enumerate(campaign.grants[:index]):
            if _overlap(earlier, grant):
                yield Finding(path, f"it overlaps with grant {other + 1}: both give {grant.kind} for the same")


def _grant(grant: Grant, path: Path, campaign: Campaign) -> Iterator[Finding]:
    said = {
        "at": bool(grant.at),
        "from": grant.from_ is not None,
        "until": grant.until is not None,
        "chance_percent": grant.chance != ALL,
        "per_day": grant.per_day is not None,
    }
    own = _OWN.get(grant.on, set[str]())
    for name in sorted(name for name, is_said in said.items() if is_said and name not in own):
        yield Finding((*path, name), f"`{name}` says nothing of {grant.on}")
    if grant.on is Trigger.ORDERS and not grant.at:
        yield Finding(path, "for which orders? `at: [1, 10]` gives a card for the first and the tenth")
    if grant.on is Trigger.DATE:
        if grant.from_ is None or grant.until is None:
            yield Finding(path, "on which dates? It needs `from` and `until`")
        elif grant.until <= grant.from_:
            yield Finding((*path, "until"), "it ends before it begins")
        elif _outside(grant, campaign):
            yield Finding((*path, "from"), "it lies outside of the time in which the campaign runs")
    most = campaign.caps.person_cards
    if most is not None and grant.count > most:
        yield Finding((*path, "count"), f"it gives {grant.count} cards at once, a person may have {most}")


def _outside(grant: Grant, campaign: Campaign) -> bool:
    late = campaign.until is not None and grant.from_ is not None and grant.from_ >= campaign.until
    early = campaign.from_ is not None and grant.until is not None and grant.until <= campaign.from_
    return late or early


def _overlap(one: Grant, other: Grant) -> bool:
    if (one.on, one.kind, one.when.source) != (other.on, other.kind, other.when.source):
        return False
    if one.on is Trigger.ORDERS:
        return bool(set(one.at) & set(other.at))
    if one.on is Trigger.DATE and one.from_ and one.until and other.from_ and other.until:
        return one.from_ < other.until and other.from_ < one.until
    return True


def _caps(campaign: Campaign) -> Iterator[Finding]:
    caps = campaign.caps
    cards = {"person": caps.person_cards, "device": caps.device_cards, "day": caps.day_cards}
    for name, most in cards.items():
        if most is not None and caps.campaign_cards is not None and most > caps.campaign_cards:
            text = f"{most} is more than the campaign ever gives: {caps.campaign_cards}"
            yield Finding(("caps", name, "cards"), text)
    if caps.day_cards is not None and caps.person_cards is not None and caps.day_cards > caps.person_cards:
        text = f"{caps.day_cards} on one day is more than a person ever gets: {caps.person_cards}"
        yield Finding(("caps", "day", "cards"), text)
    for card in campaign.cards:
        if caps.person_off is not None and card.effect.most > caps.person_off:
            text = f"a person could not use one card of {card.effect.most}: the cap is {caps.person_off}"
            yield Finding(("caps", "person", "yuan"), text)
    if caps.campaign_cards is not None and campaign.cards:
        least = min(card.effect.most for card in campaign.cards) * caps.campaign_cards
        if least > campaign.budget.total:
            text = f"{caps.campaign_cards} cards could take {least}, the budget is {campaign.budget.total}"
            yield Finding(("caps", "campaign", "cards"), text)


def _budget(campaign: Campaign) -> Iterator[Finding]:
    budget, pacing = campaign.budget, campaign.budget.pacing
    day = budget.total if pacing.per_day is None else pacing.per_day
    if pacing.per_day is not None and pacing.per_day > budget.total:
        yield Finding(("budget", "pacing", "per_day_yuan"), f"{pacing.per_day} a day is more than all: {budget.total}")
    if pacing.per_hour is not None and pacing.per_hour > day:
        yield Finding(("budget", "pacing", "per_hour_yuan"), f"{pacing.per_hour} an hour is more than {day} a day")
    if campaign.shared < ZERO:
        own = total(campaign.brand_pots.values())
        yield Finding(("budget", "yuan"), f"the budgets of the brands are {own} together, the whole is {budget.total}")
    pools = total(pool.amount for pool in campaign.pools)
    if pools > budget.total:
        yield Finding(("budget", "yuan"), f"the pools of one month are {pools} together, the whole is {budget.total}")


def _prices(campaign: Campaign) -> Iterator[Finding]:
    for index, price in enumerate(campaign.prices):
        for earlier in campaign.prices[:index]:
            if brand := _same_orders(earlier, price):
                text = f"it overlaps with {earlier.price_id}: both would make {brand} cheaper"
                yield Finding(("prices", price.price_id), text)


def _same_orders(one: Price, other: Price) -> str:
    """What both take something off, or nothing."""
    for mine, theirs in (
        (one.scope.providers, other.scope.providers),
        (one.scope.merchants, other.scope.merchants),
        (frozenset(one.scope.goods), frozenset(other.scope.goods)),
    ):
        if mine and theirs and not mine & theirs:
            return ""
    if not one.scope.trades & other.scope.trades:
        return ""
    if isinstance(one.effect, MemberPrice) and isinstance(other.effect, MemberPrice):
        return next(iter({r.brand for r in one.effect.rates} & {r.brand for r in other.effect.rates}), "")
    return "the same orders"
