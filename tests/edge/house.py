"""The api over dictionaries and fakes, called in this process."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import httpx
from joserfc.jwk import OKPKey

from bangwo.adapters.campaigns.shipped import terms_of
from bangwo.adapters.memory import MemoryStore
from bangwo.adapters.signer import Ed25519Signer
from bangwo.adapters.tallied import TalliedFacts
from bangwo.app.cases import Cases
from bangwo.app.casework import Casework
from bangwo.app.changes import AddConsent, Changes, PutOrder, Write
from bangwo.app.groups import Groups
from bangwo.app.invites import Invites
from bangwo.app.operators import Operators
from bangwo.app.people import People
from bangwo.app.ports import Hit, PaymentNotice, ProviderOrder, Query
from bangwo.app.privacy import Privacy
from bangwo.app.reasons import Reasons
from bangwo.app.recall import Recall
from bangwo.app.redress import Redress
from bangwo.app.turn import Tell, silent
from bangwo.app.wishes import Wishes
from bangwo.core.clock import LOCAL, ManualClock
from bangwo.core.errors import Code, Refused, Unavailable
from bangwo.core.ids import seeded_ids
from bangwo.core.json import Json
from bangwo.domain.money import Money
from bangwo.domain.offer import Merchant, Offer, Trade
from bangwo.domain.order import Consent, Moment, Order, OrderState, Step
from bangwo.domain.place import Point, Route, Spot
from bangwo.domain.quote import Quote
from bangwo.edge.app import create_app
from bangwo.edge.services import Services
from bangwo.edge.tokens import Tokens
from bangwo.simulation.loop import Loop
from bangwo.simulation.purse import Purse
from bangwo.simulation.wire import Wire

NOW = datetime(2026, 2, 10, 10, tzinfo=LOCAL)
PHONE = "13800000000"
TURN: dict[str, Json] = {
    "conversation_id": "v_1",
    "turn_id": "t_1",
    "reply": "好的",
    "acts": [],
    "asks": None,
    "blocks": [{"kind": "offers", "options": [{"index": 1, "ref": "flash:1", "title": "奶茶", "price_fen": 1500}]}],
    "quote": None,
    "orders": [],
}


@dataclass
class FakeConverse:
    """Answers what it is told to, and remembers what it was asked."""

    error: Exception | None = None
    said: list[tuple[str, ...]] = field(default_factory=list)
    tells: tuple[str, ...] = ()
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def say(self, user_id: str, text: str, conversation_id: str | None, key: str, tell: Tell = silent) -> Json:
        self.said.append((user_id, text, conversation_id or "", key))
        await self._tell(tell)
        return self._answer()

    async def _tell(self, tell: Tell) -> None:
        """Tell what there is to tell, one piece each time the gate opens."""
        for name in self.tells:
            tell(name, {})
            await self.gate.wait()

    async def confirm(self, user_id: str, quote_id: str, digest: str, key: str, tell: Tell = silent) -> Json:
        self.said.append((user_id, quote_id, digest, key))
        return self._answer()

    def _answer(self) -> Json:
        if self.error is not None:
            raise self.error
        return TURN


@dataclass
class FakeCheckout:
    """Cancels what there is."""

    store: MemoryStore

    async def cancel(self, user_id: str, order_id: str, reason: str, key: str, *, fee: Money) -> Order:
        order = await self.store.order(user_id, order_id)
        if order is None:
            raise Refused(Code.NOT_FOUND)
        if order.ended:
            raise Refused(Code.ORDER_NOT_CANCELLABLE)
        return order.moved(OrderState.CANCELLING, NOW)


@dataclass
class FakeFollow:
    """Knows no order, and remembers what it was told."""

    paid_for: list[PaymentNotice] = field(default_factory=list)

    async def news(self, provider_id: str, news: ProviderOrder) -> Order | None:
        return None

    async def paid(self, notice: PaymentNotice) -> Order | None:
        self.paid_for.append(notice)
        return None


class FakeNotices:
    def read(self, form: Mapping[str, str]) -> PaymentNotice:
        if form.get("sign") != "good":
            raise Refused(Code.UNAUTHENTICATED)
        return PaymentNotice(form["buyer_id"], form["out_trade_no"])


class FakeNews:
    async def read(self, provider_id: str, headers: Mapping[str, str], body: bytes) -> ProviderOrder:
        if headers.get("signature") != "good":
            raise Refused(Code.UNAUTHENTICATED)
        return ProviderOrder("p1", OrderState.PREPARING, NOW)


class FakePlaces:
    async def locate(self, text: str) -> Point:
        if text == "map down":
            raise Unavailable("map")
        return Point(30.0, 120.0)

    async def search(self, text: str, near: Point | None, limit: int) -> Sequence[Spot]:
        return ()

    async def route(self, start: Point, end: Point, mode: str) -> Route:
        raise Refused(Code.ROUTE_UNKNOWN)


class EmptyCatalogue:
    """Sells nothing."""

    version = 0

    def search(self, query: Query) -> Sequence[Hit]:
        return ()

    async def refresh(self, refs: Sequence[str]) -> None:
        return None

    def offer(self, ref: str) -> Offer | None:
        return None

    def merchant(self, provider_id: str, merchant_id: str) -> Merchant | None:
        return None

    def merchants(self, trade: Trade) -> Sequence[Merchant]:
        return ()

    def titles(self) -> Mapping[str, datetime | None]:
        return {}


@dataclass
class FakeStock:
    full: bool = True

    async def ready(self) -> bool:
        return self.full


class House:
    """The api and all that can be turned in it."""

    def __init__(self, *, sandbox: bool = True, in_flight_max: int = 100) -> None:
        self.clock = ManualClock(NOW)
        self.ids = seeded_ids(Random(1))
        self.store = MemoryStore([terms_of("new-year")])
        self.converse = FakeConverse()
        self.stock = FakeStock()
        self.follow = FakeFollow()
        self.signer = Ed25519Signer(OKPKey.generate_key("Ed25519"))
        places = FakePlaces()
        tokens = Tokens(b"k" * 32, life=timedelta(days=1))
        self.catalogue = EmptyCatalogue()
        self.purse = Purse(Wire(Loop(self.clock, Random(0)), "payment", calm=True))
        redress = Redress(self.store, self.purse, self.clock, self.ids)
        self.services = Services(
            store=self.store,
            figures=TalliedFacts(self.store.facts),
            stock=self.stock,
            converse=self.converse,
            checkout=FakeCheckout(self.store),
            recall=Recall(self.store, EmptyCatalogue(), {}, self.clock),
            reasons=Reasons(self.store, EmptyCatalogue()),
            follow=self.follow,
            people=People(self.store, places, self.clock, self.ids, tokens.mark),
            privacy=Privacy(self.store, self.clock, self.ids, tokens.mark),
            invites=Invites(self.store, self.clock, self.ids, "http://bangwo.test"),
            cases=Cases(self.store, self.clock, self.ids),
            wishes=Wishes(self.store),
            groups=Groups(self.store, self.catalogue, self.clock, self.ids, "http://bangwo.test"),
            casework=Casework(self.store, redress, self.clock, self.ids),
            operators=Operators(self.store, self.clock, self.ids),
            oversight=None,  # type: ignore[arg-type] (tried against the real store: tests/e2e/test_console.py)
            office=None,  # type: ignore[arg-type]
            places=places,
            news=FakeNews(),
            notices=FakeNotices(),
            signer=self.signer,
            tokens=tokens,
            clock=self.clock,
            ids=self.ids,
            public_url="http://bangwo.test",
            sandbox=sandbox,
            in_flight_max=in_flight_max,
        )
        self.app = create_app(self.services)

    @asynccontextmanager
    async def client(self, token: str = "") -> AsyncIterator[httpx.AsyncClient]:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with httpx.AsyncClient(transport=transport, base_url="http://bangwo.test", headers=headers) as client:
            yield client

    async def token(self, phone: str = PHONE, cards: int = 1) -> str:
        """A person's token; the person joins when new."""
        person, _ = await self.services.people.join(phone, cards)
        return self.services.tokens.grant(person.user_id, self.clock.now())

    async def order(self, phone: str, state: OrderState = OrderState.ACCEPTED) -> str:
        """An order of that person in a state, with its consent; its id."""
        person, _ = await self.services.people.join(phone, 1)
        quote = _quote(self.ids("q", NOW), person.user_id)
        order = Order(
            order_id="o" + quote.quote_id[1:],
            user_id=person.user_id,
            quote=quote,
            state=state,
            step=Step.FOLLOW if state is OrderState.ACCEPTED else Step.END,
            timeline=(Moment(NOW, OrderState.PLACING), Moment(NOW, state)),
            created_at=NOW,
            version=1,
        )
        jws = self.signer.sign({"quote": quote.quote_id, "digest": quote.digest})
        consent = Consent(person.user_id, order.order_id, quote.quote_id, quote.digest, NOW, jws)
        writes: tuple[Write, ...] = (PutOrder(order), AddConsent(consent))
        await self.store.commit(Changes("order.confirmed", person.user_id, writes))
        return order.order_id


def _quote(quote_id: str, user_id: str) -> Quote:
    return Quote(
        quote_id=quote_id,
        user_id=user_id,
        trade=Trade.FOOD,
        provider_id="flash",
        merchant_id="m1",
        merchant_name="茶小店",
        lines=(),
        fees=(),
        discounts=(),
        where=None,
        note="",
        refs=(),
        created_at=NOW,
        expires_at=NOW + timedelta(minutes=10),
    )
