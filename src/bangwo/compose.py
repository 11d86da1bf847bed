"""Compose: the one place where parts are joined, opened in order and closed in reverse."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import structlog

from bangwo.adapters.catalogue.index import CatalogueIndex
from bangwo.adapters.catalogue.names import Names
from bangwo.adapters.catalogue.rows import Rows
from bangwo.adapters.catalogue.stock import Stock
from bangwo.adapters.catalogue.sync import Sync
from bangwo.adapters.embedded import attached_dsn
from bangwo.adapters.metered import MeteredPayments, MeteredProvider, MeteredStore
from bangwo.adapters.notices import AlipayNotices
from bangwo.adapters.outbound import Outbound
from bangwo.adapters.payments import AlipayPayments, Keys
from bangwo.adapters.places import MapService
from bangwo.adapters.signer import Ed25519Signer
from bangwo.adapters.store.campaigns import CampaignRows
from bangwo.adapters.store.database import Database, Limits
from bangwo.adapters.store.schema import SchemaState, schema_state
from bangwo.adapters.ucp.market import UcpMarket
from bangwo.adapters.ucp.provider import Endpoint, UcpProvider
from bangwo.adapters.ucp.shelves import UcpShelves
from bangwo.adapters.ucp.webhooks import UcpNews
from bangwo.app.campaigns import Campaigns
from bangwo.app.checkout import Till
from bangwo.app.converse import Converse
from bangwo.app.crashpoints import CrashingPayments, Hook, crashing_providers, crashing_store
from bangwo.app.follow import Follow
from bangwo.app.invites import Invites
from bangwo.app.people import People
from bangwo.app.ports import Payments, Providers, Statement, Store
from bangwo.app.privacy import Privacy
from bangwo.app.reasons import Reasons
from bangwo.app.recall import Recall
from bangwo.app.saga import Saga
from bangwo.app.worker import Worker
from bangwo.core.clock import SystemClock
from bangwo.core.errors import Unavailable
from bangwo.core.ids import random_id
from bangwo.edge.profile import notify_url, profile_url, webhook_url
from bangwo.edge.services import Services
from bangwo.edge.tokens import Tokens
from bangwo.settings import Settings

DATABASE_WAIT_S = 60.0
_LOOK_EVERY_S = 0.05
_log = structlog.get_logger("bangwo.compose")


class CannotCompose(Exception):
    """The parts cannot be joined; the message is the one line to show."""


@dataclass(frozen=True, slots=True)
class World:
    """The other sides: providers and the payment service, and where they are."""

    endpoints: Mapping[str, Endpoint]
    providers: Providers
    payments: Payments
    statement: Statement


@dataclass(frozen=True, slots=True)
class Core:
    """What every process has: the store, the world, and orders on their way between the two."""

    clock: SystemClock
    books: MeteredStore
    store: Store
    rows: Rows
    database: Database
    outbound: Outbound
    world: World
    saga: Saga
    follow: Follow

    @property
    def shelves(self) -> dict[str, UcpShelves]:
        """The catalogue of each provider."""
        return {name: UcpShelves(name, endpoint) for name, endpoint in self.world.endpoints.items()}


@dataclass(frozen=True, slots=True)
class Crew:
    """What a worker does."""

    worker: Worker
    sync: Sync
    campaigns: Campaigns


@asynccontextmanager
async def serving(settings: Settings, ended: asyncio.Event) -> AsyncGenerator[Services]:
    """What the api answers with. Waits for a database that is starting. Raises CannotCompose."""
    async with _core(settings, ended) as core, AsyncExitStack() as stack:
        index = CatalogueIndex(core.rows, core.shelves)
        names = Names(index)
        await index.load()
        await names.catch_up()
        for follow in (index.follow, names.follow):
            stack.push_async_callback(_cancelled, asyncio.create_task(follow()))
        yield _services(settings, core, index, names)


@asynccontextmanager
async def working(settings: Settings, ended: asyncio.Event) -> AsyncGenerator[Crew]:
    """What a worker works with. Waits for a database that is starting. Raises CannotCompose."""
    async with _core(settings, ended) as core:
        from bangwo.adapters.campaigns.reader import checked  # noqa: PLC0415  only those who change campaigns need it

        owner = f"{socket.gethostname()}:{os.getpid()}"
        worker = Worker(core.store, core.saga, core.follow, core.clock, owner)
        campaigns = Campaigns(core.books.campaigns, checked, core.clock, "bangwo")
        yield Crew(worker, Sync(core.rows, tuple(core.shelves.values())), campaigns)


@asynccontextmanager
async def reached(settings: Settings) -> AsyncGenerator[Core]:
    """The store and the world, for whoever compares their books. Raises CannotCompose at once."""
    async with _core(settings, asyncio.Event(), wait_s=0) as core:
        yield core


@asynccontextmanager
async def campaigning(settings: Settings, by: str) -> AsyncGenerator[Campaigns]:
    """The campaigns, for an operator. Raises CannotCompose at once."""
    from bangwo.adapters.campaigns.reader import checked  # noqa: PLC0415  as above

    database = Database(await _database(settings, asyncio.Event(), 0), Limits(connections=1))
    await database.open()
    try:
        yield Campaigns(CampaignRows(database), checked, SystemClock(settings.clock_offset), by)
    finally:
        await database.close()


@asynccontextmanager
async def _core(settings: Settings, ended: asyncio.Event, wait_s: float = DATABASE_WAIT_S) -> AsyncGenerator[Core]:
    async with AsyncExitStack() as stack:
        dsn = await _database(settings, ended, wait_s)
        books, database, outbound = MeteredStore(dsn), Database(dsn, Limits(connections=4)), Outbound()
        stack.push_async_callback(outbound.close)
        for each in (books, database):
            await each.open()
            stack.push_async_callback(each.close)
        clock, hook = SystemClock(settings.clock_offset), _hook(settings.crash_at)
        world = _world(settings, outbound, clock, hook)
        store: Store = crashing_store(books, hook) if hook else books
        saga = Saga(store, world.providers, world.payments, clock, random_id)
        follow = Follow(store, saga, world.providers, clock, random_id)
        yield Core(clock, books, store, Rows(database), database, outbound, world, saga, follow)


def _services(settings: Settings, core: Core, index: CatalogueIndex, names: Names) -> Services:
    clock, store, ids = core.clock, core.store, random_id
    places = MapService(core.outbound, settings.map_url)
    market = UcpMarket(core.world.endpoints, index.merchant)
    signer = Ed25519Signer.of(settings.keys / "consent.pem")
    till = Till(store, core.saga, signer, clock, ids)
    invites = Invites(store, clock, ids, settings.url)
    tokens = Tokens(_secret(settings))
    return Services(
        store=store,
        figures=core.books,
        stock=Stock(core.database, index, names, tuple(core.world.endpoints), settings.catalogue_patience),
        converse=Converse(store, index, core.world.providers, places, market, till, clock, ids, names, invites),
        checkout=till,
        recall=Recall(store, index, core.world.providers, clock),
        reasons=Reasons(store, index),
        follow=core.follow,
        people=People(store, places, clock, ids, tokens.mark),
        privacy=Privacy(store, clock, ids, tokens.mark),
        invites=invites,
        places=places,
        news=UcpNews(core.world.endpoints, lambda name: webhook_url(settings.url, name), clock),
        notices=AlipayNotices(_keys(settings), settings.pay_app_id),
        signer=signer,
        tokens=tokens,
        clock=clock,
        ids=ids,
        public_url=settings.url,
        sandbox=settings.sandbox,
        in_flight_max=settings.in_flight_max,
    )


def _world(settings: Settings, outbound: Outbound, clock: SystemClock, hook: Hook | None) -> World:
    endpoints = {
        name: Endpoint(outbound, url, profile_url(settings.url, name)) for name, url in settings.providers.items()
    }
    providers: Providers = {name: MeteredProvider(name, UcpProvider(endpoint)) for name, endpoint in endpoints.items()}
    service = AlipayPayments(
        outbound, settings.pay_url, settings.pay_app_id, _keys(settings), clock, notify_url=_notify_url(settings)
    )
    payments: Payments = MeteredPayments(service)
    if hook is None:
        return World(endpoints, providers, payments, service)
    return World(endpoints, crashing_providers(providers, hook), CrashingPayments(payments, hook), service)


async def _database(settings: Settings, ended: asyncio.Event, wait_s: float) -> str:
    """The DSN of a database that answers and whose schema is current."""
    loop = asyncio.get_running_loop()
    ends, why = loop.time() + wait_s, "it is not running"
    while not ended.is_set():
        dsn = settings.database_url or attached_dsn(settings.data)
        if dsn:
            try:
                state = await schema_state(dsn)
            except Unavailable as error:
                why = error.what.removeprefix("store: ")
            else:
                if state is SchemaState.CURRENT:
                    return dsn
                why = f"its schema is {state.value}; run: bangwo migrate"
        if loop.time() >= ends:
            break
        await asyncio.sleep(_LOOK_EVERY_S)
    raise CannotCompose(f"the database cannot be used: {why}")


def _notify_url(settings: Settings) -> str:
    """Where the payment service tells what moved; empty where it cannot reach us."""
    return notify_url(settings.url) if settings.pay_notify else ""


def _keys(settings: Settings) -> Keys:
    try:
        return Keys(settings.pay_key_file.read_bytes(), settings.pay_public_key_file.read_bytes())
    except (OSError, ValueError) as error:
        raise CannotCompose(f"a key of the payment service cannot be used: {error}") from None


def _secret(settings: Settings) -> bytes:
    try:
        return (settings.keys / "session.key").read_bytes()
    except OSError as error:
        raise CannotCompose(f"the session key cannot be read: {error}") from None


def _hook(crash_at: str) -> Hook | None:
    """Ends this very process, as hard as can be, at the crash point named."""
    if not crash_at:
        return None

    def hook(name: str) -> None:
        if name == crash_at:
            _log.warning("crash point reached", point=name)
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


async def _cancelled(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait({task})
