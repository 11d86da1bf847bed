"""Compose: the one place where parts are joined, opened in order and closed in reverse."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

import structlog

from bangwo.adapters.catalogue.health import ProviderHealth
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
from bangwo.adapters.store.counting import LIMITS as COUNTING
from bangwo.adapters.store.counting import CountRows
from bangwo.adapters.store.database import Database, Limits
from bangwo.adapters.store.figures import FigureRows
from bangwo.adapters.store.finding import FoundOrders
from bangwo.adapters.store.providers import ProviderRows
from bangwo.adapters.store.schema import SchemaState, schema_state
from bangwo.adapters.ucp.directory import Directory, Made
from bangwo.adapters.ucp.inspection import UcpInspector
from bangwo.adapters.ucp.market import UcpMarket
from bangwo.adapters.ucp.provider import Endpoint, UcpProvider
from bangwo.adapters.ucp.shelves import UcpShelves
from bangwo.adapters.ucp.webhooks import UcpNews
from bangwo.app.campaigns import Campaigns
from bangwo.app.cases import Cases
from bangwo.app.casework import Casework
from bangwo.app.checkout import Till
from bangwo.app.chores import Chores
from bangwo.app.connecting import Connecting
from bangwo.app.converse import Converse
from bangwo.app.crashpoints import CrashingPayments, CrashingProvider, Hook, crashing_store
from bangwo.app.desk import CaseStore
from bangwo.app.drafting import Drafting
from bangwo.app.follow import Follow
from bangwo.app.groups import Groups
from bangwo.app.headless import Headless
from bangwo.app.invites import Invites
from bangwo.app.operators import Operators
from bangwo.app.oversight import Oversight
from bangwo.app.people import People
from bangwo.app.ports import Payments, Provider, Providers, Statement
from bangwo.app.privacy import Privacy
from bangwo.app.reasons import Reasons
from bangwo.app.recall import Recall
from bangwo.app.redress import Redress
from bangwo.app.report.counting import Counting
from bangwo.app.saga import Saga
from bangwo.app.standings import Standings
from bangwo.app.wishes import Wishes
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

    directory: Directory
    providers: Providers
    payments: Payments
    statement: Statement


@dataclass(frozen=True, slots=True)
class Core:
    """What every process has: the store, the world, and orders on their way between the two."""

    dsn: str
    clock: SystemClock
    books: MeteredStore
    store: CaseStore
    rows: Rows
    database: Database
    outbound: Outbound
    world: World
    saga: Saga
    follow: Follow
    redress: Redress

    @property
    def casework(self) -> Casework:
        """The operators' side of the queue."""
        return Casework(self.store, self.redress, self.clock, random_id)

    @property
    def operators(self) -> Operators:
        """Their accounts."""
        return Operators(self.store, self.clock, random_id)

    @property
    def shelves(self) -> Mapping[str, UcpShelves]:
        """The catalogue of each provider that sells, whoever comes and goes."""
        return Made(self.world.directory.selling, UcpShelves)


@dataclass(frozen=True, slots=True)
class Crew:
    """What a worker does."""

    worker: Worker
    sync: Sync
    campaigns: Campaigns
    chores: Chores
    counting: Counting


@asynccontextmanager
async def serving(settings: Settings, ended: asyncio.Event) -> AsyncGenerator[Services]:
    """What the api answers with. Waits for a database that is starting. Raises CannotCompose."""
    async with _core(settings, ended) as core, AsyncExitStack() as stack:
        index = CatalogueIndex(core.rows, core.shelves)
        names = Names(index)
        await index.load()
        await names.catch_up()
        for follow in (core.world.directory.follow, index.follow, names.follow):
            stack.push_async_callback(_cancelled, asyncio.create_task(follow()))
        yield _services(settings, core, index, names)


@asynccontextmanager
async def working(settings: Settings, ended: asyncio.Event) -> AsyncGenerator[Crew]:
    """What a worker works with. Waits for a database that is starting. Raises CannotCompose."""
    async with _core(settings, ended) as core, AsyncExitStack() as stack:
        from bangwo.adapters.campaigns.reader import checked  # noqa: PLC0415  only those who change campaigns need it

        owner = f"{socket.gethostname()}:{os.getpid()}"
        worker = Worker(core.store, core.saga, core.follow, core.clock, owner)
        campaigns = Campaigns(core.books.campaigns, checked, core.clock, "bangwo")
        chores = Chores((core.redress.run_due, _standings(settings, core, stack).run_due))
        stack.push_async_callback(_cancelled, asyncio.create_task(core.world.directory.follow()))
        database = Database(core.dsn, COUNTING)
        stack.push_async_callback(database.close)
        await database.open()
        counting = Counting(CountRows(database), core.clock, owner)
        yield Crew(worker, Sync(core.rows, core.shelves), campaigns, chores, counting)


def _standings(settings: Settings, core: Core, stack: AsyncExitStack) -> Standings:
    """What tries wishes that wait. The catalogue is only read into memory once there is one."""
    clock, providers = core.clock, core.world.providers
    till = Till(core.store, core.saga, Ed25519Signer.of(settings.keys / "consent.pem"), clock, random_id)
    made: list[Drafting] = []

    async def drafting() -> Drafting:
        if not made:
            index = CatalogueIndex(core.rows, core.shelves)
            await index.load()
            stack.push_async_callback(_cancelled, asyncio.create_task(index.follow()))
            places = MapService(core.outbound, settings.map_url)
            market = UcpMarket(core.world.directory.selling, index.merchant)
            made.append(Drafting(index, providers, places, market, random_id))
        return made[0]

    headless = Headless(core.store, providers, drafting, clock, random_id)
    return Standings(core.store, till, headless, providers, clock, random_id)


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
async def connecting(settings: Settings) -> AsyncGenerator[Connecting]:
    """Who is connected, for an operator. Raises CannotCompose at once."""
    database = Database(await _database(settings, asyncio.Event(), 0), Limits(connections=1))
    outbound = Outbound()
    await database.open()
    try:
        inspector = UcpInspector(outbound, profile_url(settings.url, "new"))
        clock = SystemClock(settings.clock_offset)
        yield Connecting(ProviderRows(database), inspector, clock, settings.providers)
    finally:
        await outbound.close()
        await database.close()


@asynccontextmanager
async def reporting(settings: Settings) -> AsyncGenerator[tuple[Database, SystemClock]]:
    """Where the report is read, for an operator. Raises CannotCompose at once."""
    database = Database(await _database(settings, asyncio.Event(), 0), COUNTING)
    await database.open()
    try:
        yield database, SystemClock(settings.clock_offset)
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
        world = _world(settings, outbound, database, clock, hook)
        await world.directory.catch_up()
        store: CaseStore = crashing_store(books, hook) if hook else books
        saga = Saga(store, world.providers, world.payments, clock, random_id)
        follow = Follow(store, saga, world.providers, clock, random_id)
        redress = Redress(store, world.payments, clock, random_id)
        yield Core(dsn, clock, books, store, Rows(database), database, outbound, world, saga, follow, redress)


def _services(settings: Settings, core: Core, index: CatalogueIndex, names: Names) -> Services:
    clock, store, ids = core.clock, core.store, random_id
    places = MapService(core.outbound, settings.map_url)
    directory = core.world.directory
    market = UcpMarket(directory.selling, index.merchant)
    signer = Ed25519Signer.of(settings.keys / "consent.pem")
    till = Till(store, core.saga, signer, clock, ids)
    invites = Invites(store, clock, ids, settings.url)
    tokens = Tokens(_secret(settings))
    cases = Cases(store, clock, ids)
    groups = Groups(store, index, clock, ids, settings.url)
    return Services(
        store=store,
        figures=FigureRows(core.database),
        stock=Stock(core.database, index, names, directory.selling, settings.catalogue_patience),
        converse=Converse(
            store, index, core.world.providers, places, market, till, clock, ids, names, invites, cases, groups
        ),
        checkout=till,
        recall=Recall(store, index, core.world.providers, clock),
        reasons=Reasons(store, index),
        follow=core.follow,
        people=People(store, places, clock, ids, tokens.mark),
        privacy=Privacy(store, clock, ids, tokens.mark),
        invites=invites,
        cases=cases,
        wishes=Wishes(store),
        groups=groups,
        casework=core.casework,
        operators=core.operators,
        oversight=Oversight(store, FoundOrders(core.database), ProviderHealth(core.database), till, clock, ids),
        office=partial(_office, core),
        places=places,
        news=UcpNews(directory.endpoints, lambda name: webhook_url(settings.url, name), clock),
        notices=AlipayNotices(_keys(settings), settings.pay_app_id),
        signer=signer,
        tokens=tokens,
        clock=clock,
        ids=ids,
        public_url=settings.url,
        sandbox=settings.sandbox,
        in_flight_max=settings.in_flight_max,
    )


def _office(core: Core, by: str) -> Campaigns:
    """The campaigns, for the operator of that name."""
    from bangwo.adapters.campaigns.reader import checked  # noqa: PLC0415  as above

    return Campaigns(CampaignRows(core.database), checked, core.clock, by)


def _world(settings: Settings, outbound: Outbound, database: Database, clock: SystemClock, hook: Hook | None) -> World:
    directory = Directory(
        settings.providers,
        ProviderRows(database).all,
        lambda name, url: Endpoint(outbound, url, profile_url(settings.url, name)),
    )

    def provider(name: str, endpoint: Endpoint) -> Provider:
        metered = MeteredProvider(name, UcpProvider(endpoint))
        return CrashingProvider(metered, hook) if hook else metered

    providers: Providers = Made(directory.endpoints, provider)
    service = AlipayPayments(
        outbound, settings.pay_url, settings.pay_app_id, _keys(settings), clock, notify_url=_notify_url(settings)
    )
    payments: Payments = MeteredPayments(service)
    return World(directory, providers, CrashingPayments(payments, hook) if hook else payments, service)


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
