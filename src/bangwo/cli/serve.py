"""Serve: the processes that do the work, each one set up by its environment and stopped by a signal."""

import asyncio
import contextlib
import gc
import os
import signal
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING

import structlog
import uvloop

from bangwo.cli.exits import Exit, Stop
from bangwo.core.errors import Unavailable
from bangwo.settings import Settings, SettingsError, read

if TYPE_CHECKING:  # it takes long to load, and the api has no use for it
    from bangwo.adapters.catalogue.sync import Sync
    from bangwo.app.campaigns import Campaigns

STOP_S = 5.0
WIND_UP_EVERY_S = 5.0
AHEAD_AFTER_S = 3.0
AHEAD = ("bangwo.adapters.campaigns.reader", "ucp_sdk.models.schemas.profile")
"""What the first answer does not need and the first turn does: loaded as soon as the start is over."""
GARBAGE = (20_000, 20, 50)
"""Requests leave hardly any circles behind: looking for them seldom saves a tenth of the time."""


def settings() -> Settings:
    """The settings of the environment. Raises Stop."""
    try:
        return read(os.environ)
    except SettingsError as error:
        raise Stop(str(error), Exit.USAGE) from None


def api(own: Settings) -> None:
    """Answer HTTP until told to stop."""
    from bangwo.cli.sandbox.ports import claim

    claim_alone = os.environ.get("BANGWO_SHARE_PORT", "") != "1"
    if claim_alone:
        claim(own.host, own.port)
    _run(own, "api", _api)


def work(own: Settings) -> None:
    """Take up orders, follow them, sweep quotes and read catalogues until told to stop."""
    _run(own, "work", _work)


def migrate(own: Settings) -> None:
    """Bring the database to this version's schema."""
    from bangwo.adapters.store.migrate import SchemaError
    from bangwo.adapters.store.migrate import migrate as run

    if not own.database_url:
        raise Stop("DATABASE_URL names no database; the embedded one is migrated by: bangwo up", Exit.USAGE)
    try:
        asyncio.run(run(own.database_url))
    except Unavailable as error:
        why = error.what.removeprefix("store: ")
        line = why if isinstance(error, SchemaError) else f"the database cannot be reached: {why}"
        raise Stop(line, Exit.CANNOT_START) from None
    print("the schema is current")


def _run(own: Settings, name: str, serve: Callable[[Settings, asyncio.Event], Awaitable[None]]) -> None:
    from bangwo.adapters.logs import configure
    from bangwo.compose import CannotCompose

    configure(own.log_format, own.log_level, name)

    ended = asyncio.Event()

    async def until_told() -> None:
        for each in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(each, ended.set)
        await serve(own, ended)

    try:
        uvloop.run(until_told())
    except CannotCompose as error:
        if not ended.is_set():
            raise Stop(str(error), Exit.CANNOT_START) from None


async def _api(own: Settings, ended: asyncio.Event) -> None:
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.server.embed import Server

    from bangwo.compose import serving
    from bangwo.edge.app import create_app

    async with serving(own, ended) as services:
        app = create_app(services)
        gc.collect()
        gc.freeze()  # the catalogue lives as long as we do: no collection need look at it again
        gc.set_threshold(*GARBAGE)
        server = Server(
            app,
            address=own.host,
            port=own.port,
            interface=Interfaces.ASGI,
            websockets=False,
            backlog=1024,
            log_enabled=False,
            http1_settings=HTTP1Settings(header_read_timeout=10_000),
        )
        serving = asyncio.create_task(server.serve())
        stopping = asyncio.create_task(ended.wait())
        ahead = asyncio.create_task(_load_ahead())
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        server.stop()
        await asyncio.wait({serving}, timeout=STOP_S)
        for each in (stopping, ahead):
            each.cancel()
        if serving.done():
            serving.result()


async def _load_ahead() -> None:
    await asyncio.sleep(AHEAD_AFTER_S)
    for each in AHEAD:
        await asyncio.to_thread(import_module, each)


async def _work(own: Settings, ended: asyncio.Event) -> None:
    from bangwo.compose import working

    async with working(own, ended) as crew:
        jobs = (_read(crew.sync), _wind_up(crew.campaigns), crew.chores.run(), crew.counting.run())
        beside = {asyncio.create_task(each) for each in jobs}
        for each in beside:
            each.add_done_callback(_told)
        await crew.worker.run(ended)
        for each in beside:
            each.cancel()
        await asyncio.wait(beside)


def _told(task: "asyncio.Task[None]") -> None:
    """Whatever runs beside the orders and breaks is heard of; orders go on."""
    if not task.cancelled() and (error := task.exception()) is not None:
        structlog.get_logger("bangwo.work").error("broke", error=repr(error), exc_info=error)


async def _wind_up(campaigns: "Campaigns") -> None:
    """Campaigns that end with their budget, ended soon after."""
    while True:
        with contextlib.suppress(Unavailable):
            await campaigns.wind_up()
        await asyncio.sleep(WIND_UP_EVERY_S)


async def _read(sync: "Sync") -> None:
    """Catalogues: at once, whoever was reading them when it died, and then whenever they are due."""
    with contextlib.suppress(Unavailable):
        await sync.now()
    await sync.run()
