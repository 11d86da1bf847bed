"""World: the real app, over providers, payments and a store that misbehave, in virtual time."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from bangwo.adapters.campaigns.shipped import terms_of
from bangwo.adapters.memory import MemoryStore
from bangwo.app.cases import Cases
from bangwo.app.casework import Casework
from bangwo.app.changes import Changes, PutCard, PutPerson
from bangwo.app.checkout import Till
from bangwo.app.crashpoints import CrashingPayments, CrashingProvider, crashing_store
from bangwo.app.desk import CaseStore
from bangwo.app.follow import Follow
from bangwo.app.ports import Payments, Provider
from bangwo.app.redress import Redress
from bangwo.app.saga import Saga
from bangwo.app.standings import Standings
from bangwo.app.wishes import Wishes
from bangwo.app.worker import Worker
from bangwo.core.clock import LOCAL, ManualClock
from bangwo.core.errors import Code, Refused
from bangwo.core.ids import seeded_ids
from bangwo.core.json import Json, canonical
from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.campaigns.terms import Campaign
from bangwo.domain.money import Money
from bangwo.domain.order import Order
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote
from bangwo.simulation.auditor import Evidence, audit, yes_to
from bangwo.simulation.counter import Counter
from bangwo.simulation.goods import OFFERS, STOCK
from bangwo.simulation.loop import Loop
from bangwo.simulation.purse import Purse
from bangwo.simulation.records import Weather, distant
from bangwo.simulation.shop import Shop
from bangwo.simulation.wire import Wire

START = datetime(2026, 2, 10, 12, tzinfo=LOCAL)
BUDGET = Money(15_000)
PEOPLE = 6
CARDS_MAX = 3
API = "api"
WORKERS = ("worker-1", "worker-2")
SETTLING_ROUNDS = 2_000


@dataclass(frozen=True, slots=True)
class Bend:
    """Where a test may plant a fault between the app and the world."""

    store: Callable[[CaseStore], CaseStore] = lambda store: store
    provider: Callable[[Provider], Provider] = lambda provider: provider
    payments: Callable[[Payments], Payments] = lambda payments: payments


STRAIGHT = Bend()


class PlainSigner:
    """Implements `Signer` without a key: what is signed can be read."""

    def sign(self, claims: Mapping[str, Json]) -> str:
        return "plain." + canonical(claims).decode()

    def verify(self, jws: str) -> Mapping[str, Json]:
        raise Refused(Code.NOT_FOUND)


class World:
    """Everything there is, made of one seed."""

    def __init__(self, seed: int, bend: Bend = STRAIGHT) -> None:
        self.loop = Loop(ManualClock(START), Random(seed))
        self.clock = self.loop.clock
        self.weather = Weather()
        self.campaign = _small(terms_of("new-year"))
        self.books = MemoryStore(campaigns=(self.campaign,))
        self.shops = {name: Shop(Wire(self.loop, name), dict(STOCK[name])) for name in OFFERS}
        self.purse = Purse(Wire(self.loop, "payment"))
        self.wires = (*(shop.wire for shop in self.shops.values()), self.purse.wire)
        hook = self.loop.hook
        self.store = crashing_store(bend.store(distant(self.books, self.loop, self.weather)), hook)
        self.providers = {name: CrashingProvider(bend.provider(shop), hook) for name, shop in self.shops.items()}
        payments = CrashingPayments(bend.payments(self.purse), hook)
        self.saga = Saga(self.store, self.providers, payments, self.clock, self.ids, alarm=lambda order: None)
        self.till = Till(self.store, self.saga, PlainSigner(), self.clock, self.ids, patience=patient)
        self.follow = Follow(self.store, self.saga, self.providers, self.clock, self.ids)
        self.workers = {name: Worker(self.store, self.saga, self.follow, self.clock, name) for name in WORKERS}
        self.redress = Redress(self.store, payments, self.clock, self.ids)
        pricing = Counter(self.store, self.shops, self.evidence_of, self.clock, self.ids)
        self.standings = Standings(self.store, self.till, pricing, self.providers, self.clock, self.ids)
        self.wishes = Wishes(self.store)
        self.cases = Cases(self.store, self.clock, self.ids)
        self.casework = Casework(self.store, self.redress, self.clock, self.ids)
        self.people: list[Person] = []
        self.quotes: list[Quote] = []
        self.evidence = Evidence(
            self.books.shelves, self.shops, self.purse, self.wires, {self.campaign.campaign_id: BUDGET.fen}, CARDS_MAX
        )
        self._populate()

    def ids(self, prefix: str, now: datetime) -> str:
        """Ids from the chance of the present step."""
        return seeded_ids(self.loop.random)(prefix, now)

    def orders(self) -> list[Order]:
        """Every order, the oldest first."""
        return [order for shelf in self.books.shelves.of.values() for order in shelf.orders.values()]

    def audit(self) -> list[str]:
        """What is wrong now."""
        return audit(self.evidence)

    def work(self, name: str) -> None:
        """Have a worker take up what is due, each order on its own."""
        self.loop.spawn(f"{name} claims", name, self._claim(name))

    def settle(self) -> list[str]:
        """Let the storms pass and everything come to its end; what is wrong then."""
        self.calm()
        for _ in range(SETTLING_ROUNDS):
            self._drain()
            if findings := self.audit():
                return findings
            upcoming = [*self.books.shelves.due.values(), *self.books.shelves.open_quotes.values(), *self._chores_due()]
            if not upcoming and not any(wire.late for wire in self.wires):
                break
            for shop in self.shops.values():
                shop.finish()
            soon = min((each - self.clock.now() for each in upcoming), default=timedelta(seconds=30))
            self.loop.advance(max(soon, timedelta(seconds=1)))
        return audit(self.evidence, settled=True)

    def chore(self, name: str) -> None:
        """Have a worker take up what is due beside orders."""
        self.loop.spawn(f"{name} looks for chores", name, self._chores(name))

    async def _chores(self, name: str) -> None:
        now = self.clock.now()
        for case in await self.store.due_cases(now, 4):
            self.loop.spawn(f"{name} resumes {case.case_id}", name, self.redress.resume(case))
        for wish in await self.store.due_standings(now, 4):
            self.loop.spawn(f"{name} tries {wish.standing_id}", name, self.standings.look_after(wish))

    def _chores_due(self) -> list[datetime]:
        shelves = self.books.shelves.of.values()
        due = [case.next_at for shelf in shelves for case in shelf.cases.values()]
        due += [each.next_at for shelf in shelves for each in shelf.standings.values()]
        return [each for each in due if each is not None]

    def evidence_of(self, quote: Quote) -> None:
        """A yes that was given before it was known to what: the quote is what it was given to."""
        self.evidence.yes.setdefault(quote.quote_id, yes_to(quote))

    async def _claim(self, name: str) -> None:
        now = self.clock.now()
        for order in await self.store.claim_due(now, name, now + timedelta(seconds=10), 4):
            self.loop.spawn(f"{name} runs {order.order_id}", name, self.workers[name].take_up(order))

    def calm(self) -> None:
        """No more faults, and nobody dies."""
        self.weather.calm = True
        self.loop.armed.clear()
        self.purse.poor.clear()
        self.purse.stingy = False
        for wire in self.wires:
            wire.calm, wire.dead = True, False

    def _drain(self) -> None:
        """Everything that can go on now, to its end."""
        self.work(WORKERS[0])
        self.chore(WORKERS[0])
        self.loop.spawn("sweep", WORKERS[0], self.follow.sweep_quotes(self.clock.now()))
        for _ in range(SETTLING_ROUNDS):
            if not self.loop.tasks:
                return
            for wire in self.wires:
                wire.deliver()
            self.loop.spin(50)
            sleeping = [task.wake_at for task in self.loop.tasks if task.wake_at is not None]
            if self.loop.tasks and len(sleeping) == len(self.loop.tasks):
                self.loop.advance(max(min(sleeping) - self.clock.now(), timedelta()))

    def _populate(self) -> None:
        for number in range(PEOPLE):
            person = Person(f"u_{number}", f"1380000000{number}", START, version=1)
            cards = tuple(self._card(person, each) for each in range(number % (CARDS_MAX + 1)))
            self.people.append(person)
            writes = (PutPerson(person, new=True), *(PutCard(card) for card in cards))
            _at_once(self.books.commit(Changes("person.joined", person.user_id, writes)))

    def _card(self, person: Person, number: int) -> Card:
        expires_at = START + timedelta(minutes=self.loop.random.randint(5, 90))
        card_id, campaign = f"c_{person.user_id}_{number}", self.campaign
        most = campaign.cards[0].effect.most
        return Card(card_id, person.user_id, campaign.campaign_id, CardState.GRANTED, most, START, expires_at)


def _small(campaign: Campaign) -> Campaign:
    """The campaign with so little money that it runs out."""
    return replace(campaign, budget=replace(campaign.budget, total=BUDGET))


async def patient(run: Coroutine[None, None, Order], so_far: Order) -> Order:
    """Wait for an order for as long as it takes: in virtual time patience costs nothing."""
    del so_far
    return await run


def _at_once(coro: Coroutine[None, None, None]) -> None:
    """Run what never waits."""
    try:
        coro.send(None)
    except StopIteration:
        return
