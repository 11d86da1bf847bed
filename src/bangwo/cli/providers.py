"""Providers: `bangwo provider …`: merchants' services connected, looked at and removed while Bangwo runs."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bangwo.cli.exits import Exit, Stop
from bangwo.cli.place import data_folder

if TYPE_CHECKING:  # a command loads what it needs when it runs
    from bangwo.app.connecting import Connecting

app = typer.Typer(help="Providers: whose goods Bangwo sells.", no_args_is_help=True)

Data = Annotated[
    Path | None, typer.Option("--data", help="The data folder.", envvar="BANGWO_DATA", show_default=".bangwo")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of words.")]

T = TypeVar("T")


@app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where its /.well-known/ucp is.")],
    name: Annotated[str, typer.Option("--name", help="What it is called from now on.", show_default="its host")] = "",
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Connect a service that speaks docs/providers.md; api and workers sell for it within seconds."""
    from bangwo.cli import provider_words as words

    connection, inspection = _asked(lambda desk: desk.add(url, name), data, as_json)
    words.connected(connection, inspection, as_json)


@app.command("list")
def listed(data: Data = None, as_json: AsJson = False) -> None:
    """Every provider: those that the settings name, and those connected by hand."""
    from bangwo.cli import provider_words as words

    words.listed(*_asked(words.everybody, data, as_json), as_json)


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `list` shows it.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Sell for it no more. Orders under way are followed to their end, quotes already made are honoured."""
    from bangwo.cli import provider_words as words

    _asked(lambda desk: desk.remove(name), data, as_json)
    words.removed(name, as_json)


@app.command()
def check(
    name: Annotated[str, typer.Argument(metavar="NAME|URL", help="A provider's name, or any address.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """What a provider can sell, and what it cannot. Changes nothing."""
    from bangwo.cli import provider_words as words

    inspection = _asked(lambda desk: desk.check(name), data, as_json)
    words.looked_at(inspection, as_json)
    if inspection.against:
        raise Stop("it cannot be connected as it is")


def _asked(ask: "Callable[[Connecting], Awaitable[T]]", data: Path | None, as_json: bool) -> T:
    """What the running Bangwo's directory answers. Raises Stop."""
    import asyncio
    import os
    from dataclasses import replace

    from bangwo.app.connecting import NotConnected
    from bangwo.cli import place
    from bangwo.cli import provider_words as words
    from bangwo.compose import CannotCompose, connecting
    from bangwo.core.errors import Unavailable
    from bangwo.settings import read

    folder = data_folder(data)
    running = place.find(folder)
    own = replace(read(dict(running.environment) if running else os.environ), data=folder)

    async def run() -> T:
        async with connecting(own) as desk:
            return await ask(desk)

    try:
        return asyncio.run(run())
    except (CannotCompose, Unavailable) as error:
        raise Stop(str(error), Exit.UNREACHABLE) from None
    except NotConnected as refused:
        words.refused(refused, as_json)
        raise Stop("nothing was changed") from None
