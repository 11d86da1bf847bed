"""Things that tests of campaigns are made of."""

from dataclasses import replace
from datetime import datetime, timedelta

from bangwo.core.clock import LOCAL
from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.campaigns.programme import Change, Deed, Programme, programme
from bangwo.domain.campaigns.scoping import Piece, Purchase
from bangwo.domain.campaigns.terms import Budget, Campaign, CardKind, Effect, Grant, Off, Price, Scope, Trigger
from bangwo.domain.money import ZERO, Money
from bangwo.domain.offer import Trade

NOW = datetime(2026, 2, 10, 10, 0, tzinfo=LOCAL)
DAY = timedelta(days=1)


def yuan(amount: int) -> Money:
    return Money(amount * 100)


def a_kind(name: str = "free", effect: Effect | None = None, life: timedelta = 7 * DAY, **scope: object) -> CardKind:
    return CardKind(name, name, effect or Off(yuan(25)), life, replace(Scope(), **scope))


def a_campaign(name: str = "new-year", *kinds: CardKind, **fields: object) -> Campaign:
    cards = kinds or (a_kind(),)
    grants = tuple(Grant(Trigger.FIRST_LOGIN, each.kind) for each in cards)
    campaign = Campaign(name, name, "CNY", Budget(yuan(10_000)), cards=cards, grants=grants)
    return replace(campaign, **fields)


def priced(name: str, effect: Effect, **fields: object) -> Campaign:
    return replace(Campaign(name, name, "CNY", Budget(yuan(10_000)), prices=(Price("p", name, effect),)), **fields)


def applied(campaign: Campaign, seq: int = 1, at: datetime = NOW - DAY) -> Change:
    return Change(campaign.campaign_id, seq, Deed.APPLY, at, "operator", terms=campaign)


def running(*campaigns: Campaign) -> Programme:
    return programme([applied(each) for each in campaigns], 1)


def a_card(name: str = "c_1", days: float = 7, campaign: str = "new-year", **fields: object) -> Card:
    ends = NOW + timedelta(days=days)
    card = Card(name, "u_1", campaign, CardState.GRANTED, yuan(25), NOW - DAY, ends, kind="", version=1)
    return replace(card, **fields)


def a_purchase(fen: int = 3000, fees: int = 0, **fields: object) -> Purchase:
    purchase = Purchase(
        now=NOW,
        trade=Trade.FOOD,
        provider_id="flash",
        merchant_id="m1",
        merchant_name="一家茶",
        brands=frozenset({"一家茶"}),
        lines=(Piece("奶茶", ("饮品",), 1, Money(fen)),),
        fees=Money(fees) if fees else ZERO,
    )
    return replace(purchase, **fields)
