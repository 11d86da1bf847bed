"""Desks: the app over a store and services that behave, with buyers and quotes ready to be confirmed."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bangwo.app import promote
from bangwo.app.changes import Changes, PutPerson
from bangwo.app.checkout import Till, opened
from bangwo.app.follow import Follow
from bangwo.app.ports import Payments, Provider, Store
from bangwo.app.saga import Saga
from bangwo.app.worker import Worker
from bangwo.core.clock import ManualClock
from bangwo.core.ids import seeded_ids
from bangwo.domain.offer import Seat
from bangwo.domain.order import Order
from bangwo.domain.person import Person
from bangwo.domain.pricing import Basket, Pick, price
from bangwo.domain.quote import QUOTE_LIFE, Quote
from bangwo.simulation.goods import EATS, FILMS, HOME, MERCHANTS, OFFERS, STOCK
from bangwo.simulation.loop import Loop
from bangwo.simulation.purse import Purse
from bangwo.simulation.shop import Shop
from bangwo.simulation.wire import Wire
from bangwo.simulation.world import START, PlainSigner

TEA, CAKE, SWEET = OFFERS[EATS]
FILM = OFFERS[FILMS][0]


class Desk:
    """One till and all it needs. The services answer at once and truly, unless a test says otherwise."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = ManualClock(START)
        self.ids = seeded_ids(random.Random())
        loop = Loop(self.clock, random.Random(0))
        self.eats = Shop(Wire(loop, EATS, calm=True), dict(STOCK[EATS]))
        self.films = Shop(Wire(loop, FILMS, calm=True), dict(STOCK[FILMS]))
        self.purse = Purse(Wire(loop, "payment", calm=True))
        self.join({EATS: self.eats, FILMS: self.films}, self.purse)

    def join(self, providers: Mapping[str, Provider], payments: Payments) -> None:
        """Put the app over these services."""
        self.saga = Saga(self.store, providers, payments, self.clock, self.ids, alarm=lambda order: None)
        self.till = Till(self.store, self.saga, PlainSigner(), self.clock, self.ids)
        self.follow = Follow(self.store, self.saga, providers, self.clock, self.ids)
        self.worker = Worker(self.store, self.saga, self.follow, self.clock, "worker")

    async def buyer(self, cards: int = 0) -> Person:
        now = self.clock.now()
        person = Person(self.ids("u", now), f"1{random.getrandbits(40):013d}", now, version=1)
        writes = (
            PutPerson(person, new=True),
            *promote.welcome(person, cards, now, self.ids, await self.store.programme()),
        )
        await self.store.commit(Changes("person.joined", person.user_id, writes))
        return person

    async def quote(self, person: Person, *picks: Pick, coupon: bool | None = None) -> Quote:
        """A quote on the table, with a card where there is one."""
        now, cards = self.clock.now(), await self.store.cards(person.user_id)
        programme = await self.store.programme()
        cards = () if coupon is False else cards
        basket = Basket(user_id=person.user_id, merchant=MERCHANTS[EATS], picks=picks or (Pick(TEA),), where=HOME)
        return await self._opened(replace(basket, cards=cards, programme=programme), now)

    async def tickets(self, person: Person, *seats: Seat) -> Quote:
        """A quote for seats, which are held for it."""
        now = self.clock.now()
        hold = await self.films.hold_seats(FILM, seats, self.ids("h", now), now + QUOTE_LIFE)
        picks = (Pick(FILM, len(seats)),)
        return await self._opened(
            Basket(user_id=person.user_id, merchant=MERCHANTS[FILMS], picks=picks, hold=hold), now
        )

    async def order(self, person: Person, quote: Quote, key: str = "") -> Order:
        """The yes to a quote."""
        return await self.till.confirm(person, quote.quote_id, quote.digest, key or f"yes {quote.quote_id}")

    async def later(self, by: timedelta) -> None:
        """Time passes, and a worker takes up what is due."""
        self.clock.advance(by)
        while await self.worker.run_due():
            pass

    async def _opened(self, basket: Basket, now: datetime) -> Quote:
        quote = price(basket, self.ids("q", now), now)
        cards = await self.store.cards(quote.user_id)
        await self.store.commit(Changes("turn.answered", quote.user_id, opened(quote, cards, now, self.ids)))
        return quote


async def states_of_cards(desk: Desk, person: Person) -> list[str]:
    return [card.state.value for card in await desk.store.cards(person.user_id)]


async def ledger_of(desk: Desk, person: Person) -> list[tuple[str, int]]:
    """Kind and amount of every transfer, in the order of the alphabet."""
    return sorted((each.kind, each.amount.fen) for each in await desk.store.transfers(person.user_id))
