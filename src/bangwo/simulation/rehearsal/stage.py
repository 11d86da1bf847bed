"""The stage: the real app over stores, shops and a payment service that are in the best of health."""

from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import TypeVar

from bangwo.adapters.memory import MemoryStore
from bangwo.app.changes import AddFacts, Changes
from bangwo.app.checkout import Till, opened
from bangwo.app.follow import Follow
from bangwo.app.invites import Invites
from bangwo.app.once import Command, body_digest
from bangwo.app.people import People, Wish
from bangwo.app.ports import Places, ProviderOrder
from bangwo.app.promote import profile_of
from bangwo.app.saga import Saga
from bangwo.core.clock import ManualClock
from bangwo.core.errors import Bug
from bangwo.core.ids import seeded_ids
from bangwo.domain.campaigns.terms import Campaign
from bangwo.domain.facts import LOCAL_TIER, Fact, FactKind, labelled
from bangwo.domain.money import Money
from bangwo.domain.offer import Delivery, Hours, Merchant, Offer, Trade
from bangwo.domain.order import Order, OrderState
from bangwo.domain.person import Person
from bangwo.domain.place import Address, Point, Route, Spot
from bangwo.domain.pricing import Basket, Pick, price
from bangwo.domain.quote import Quote
from bangwo.simulation.auditor import Evidence, Yes
from bangwo.simulation.goods import HOME, MERCHANTS
from bangwo.simulation.loop import Loop
from bangwo.simulation.purse import Purse
from bangwo.simulation.shop import Shop
from bangwo.simulation.wire import Wire
from bangwo.simulation.world import PlainSigner, patient

T = TypeVar("T")

TOWN = "town"
_PLENTY = 10_000_000


def _goods() -> dict[Trade, tuple[Merchant, tuple[Offer, ...]]]:
    """A shop for each trade, and what it sells, from cheap to dear (fen)."""
    prices = {
        Trade.FOOD: (("奶茶", 1_200), ("果茶", 1_600), ("盖饭", 2_400), ("麻辣烫", 2_900), ("披萨", 5_800)),
        Trade.GROCERY: (("鸡蛋", 1_500), ("牛奶", 3_200), ("车厘子", 7_900)),
        Trade.SHOP: (("抽纸", 2_300), ("保温杯", 6_900)),
    }
    like = next(iter(MERCHANTS.values()))
    found: dict[Trade, tuple[Merchant, tuple[Offer, ...]]] = {}
    for trade, sold in prices.items():
        shop = replace(
            like, provider_id=TOWN, merchant_id=trade.value, trade=trade, hours=Hours(*_ALL_DAY), delivery=_BROUGHT
        )
        offers = tuple(
            Offer(f"{TOWN}/{trade}-{at}", TOWN, trade.value, f"{trade}-{at}", trade, name, Money(fen), "份")
            for at, (name, fen) in enumerate(sold)
        )
        found[trade] = shop, offers
    return found


_ALL_DAY = (datetime.min.time(), datetime.min.time())
_BROUGHT = Delivery(Money(300), 5_000, 30)
GOODS = _goods()


class _NoMap:
    """Implements `Places`: nobody asks the way here."""

    async def locate(self, text: str) -> Point:
        raise Bug(f"{text} was looked for")

    async def search(self, text: str, near: Point | None, limit: int) -> list[Spot]:
        raise Bug(f"{text} was looked for near {near}, {limit} of it")

    async def route(self, start: Point, end: Point, mode: str) -> Route:
        raise Bug(f"a way from {start} to {end} by {mode}")


class Stage:
    """The app and the world around it, at a moment of virtual time. People go by the numbers of their players."""

    def __init__(self, campaign: Campaign, begins: datetime, chance: Random) -> None:
        self.campaign = campaign
        self.people: dict[int, Person] = {}
        self.codes: dict[int, str] = {}
        self.clock = ManualClock(begins)
        self.ids = seeded_ids(chance)
        self.store = MemoryStore(campaigns=(campaign,))
        loop = Loop(self.clock, chance)
        wires = tuple(Wire(loop, side, calm=True) for side in (TOWN, "payment"))
        stock = {offer.offer_id: _PLENTY for _, offers in GOODS.values() for offer in offers}
        self.shop, self.purse = Shop(wires[0], stock), Purse(wires[1])
        providers = {TOWN: self.shop}
        saga = Saga(self.store, providers, self.purse, self.clock, self.ids)
        places: Places = _NoMap()
        self.till = Till(self.store, saga, PlainSigner(), self.clock, self.ids, patience=patient)
        self.follow = Follow(self.store, saga, providers, self.clock, self.ids)
        self.desk = People(self.store, places, self.clock, self.ids, lambda phone: f"mark {phone}")
        self.invites = Invites(self.store, self.clock, self.ids, "")
        budgets = {name: amount.fen for name, amount in campaign.pots.items()}
        most = campaign.caps.person_cards or _PLENTY
        self.evidence = Evidence(self.store.shelves, {TOWN: self.shop}, self.purse, wires, budgets, most)

    def join(self, number: int, phone: str, born: int | None, by: int | None) -> None:
        """Somebody comes, tells the birth year at times, and accepts the invitation of a friend."""
        person, _ = done(self.desk.join(phone))
        if born is not None:
            person = done(self.desk.change(_command(person, "born"), Wish(birth_year=born)))
        self.people[number] = person
        if by is not None:
            if by not in self.codes:
                self.codes[by] = done(self.invites.mine(self.people[by].user_id)).code
            done(self.invites.accept(_command(person, "friend"), self.codes[by]))

    def say(self, number: int, buys: str = "") -> None:
        """Somebody says something."""
        user, now = self.people[number].user_id, self.clock.now()
        label = labelled(LOCAL_TIER, buys)
        fact = Fact(self.ids("f", now), user, FactKind.COMMAND_SAID, now, "", label=label)
        done(self.store.commit(Changes("turn.said", user, (AddFacts((fact,)),))))

    def quote(self, number: int, offer: Offer, *, with_cards: bool) -> Quote:
        """What something costs the person now, with what is held for it. Conflict: budget."""
        person, now = self.people[number], self.clock.now()
        cards = done(self.store.cards(person.user_id)) if with_cards else ()
        merchant, _ = GOODS[offer.trade]
        where = Address(HOME.label, HOME.text, HOME.point)
        basket = Basket(
            user_id=person.user_id,
            merchant=merchant,
            picks=(Pick(offer, 1),),
            where=where,
            cards=cards,
            programme=done(self.store.programme()),
            buyer=profile_of(person, now),
        )
        quote = price(basket, self.ids("q", now), now)
        done(self.store.commit(Changes("turn.said", person.user_id, opened(quote, cards, now, self.ids))))
        return quote

    def confirm(self, number: int, quote: Quote) -> Order:
        """Say yes to it; the auditor hears what to."""
        lines = tuple((line.offer_id, line.qty, line.choice_ids) for line in quote.lines)
        text = quote.where.text if quote.where else ""
        self.evidence.yes[quote.quote_id] = Yes(quote.digest, quote.pay.fen, quote.gross.fen, lines, text)
        return done(self.till.confirm(self.people[number], quote.quote_id, quote.digest, f"yes {quote.quote_id}"))

    def bring(self, order: Order) -> None:
        """The order is brought, and the shop tells so."""
        sold = self.shop.sold[order.provider_order_id]
        sold.state = OrderState.COMPLETED
        done(self.follow.news(TOWN, ProviderOrder(sold.order_id, sold.state, self.clock.now())))
        self.shop.mail.clear()

    def sweep(self) -> None:
        """Quotes to which nobody said yes give back what they hold."""
        done(self.follow.sweep_quotes(self.clock.now()))

    def wait(self, until: datetime) -> None:
        """Let time pass up to a moment."""
        self.clock.advance(max(until, self.clock.now()) - self.clock.now())


def done(coro: Coroutine[object, None, T]) -> T:
    """Run what waits for nothing but its turn, to its end."""
    while True:
        try:
            coro.send(None)
        except StopIteration as end:
            return end.value


def _command(person: Person, key: str) -> Command:
    return Command(person.user_id, key, body_digest(key))
