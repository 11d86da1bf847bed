"""Campaigns: `bangwo campaign …`: files checked and applied, and what they began steered, listed and shown."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bangwo.cli.exits import Exit, Stop
from bangwo.cli.place import data_folder

if TYPE_CHECKING:  # a command loads what it needs when it runs
    from bangwo.app.campaigns import BadCampaign, Campaigns, Done

app = typer.Typer(help="Campaigns: who gets what, from which budget.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help="A campaign file.")]
Named = Annotated[str, typer.Argument(metavar="NAME", help="A campaign's name, or its file.")]
Data = Annotated[
    Path | None, typer.Option("--data", help="The data folder.", envvar="BANGWO_DATA", show_default=".bangwo")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of words.")]
Now = Annotated[str | None, typer.Option("--now", metavar="ISO", help="The moment it is, e.g. 2026-02-10T10:00.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, for the record.")]
By = Annotated[str, typer.Option("--by", help="Who does it, for the record.", show_default="the system's user")]

T = TypeVar("T")


@app.command()
def check(file: File, now: Now = None, as_json: AsJson = False) -> None:
    """Whether a file can be applied; every mistake with its line. Needs nothing that runs."""
    from bangwo.adapters.campaigns.reader import checked
    from bangwo.app.campaigns import BadCampaign
    from bangwo.cli import campaign_words as words

    try:
        terms = checked(_text(file), _moment(now)).terms
    except BadCampaign as bad:
        raise _refused(bad, file, as_json) from None
    words.told(
        as_json, {"ok": True, "campaign": terms.campaign_id, "file": str(file)}, f"{file}: {terms.title} is fine"
    )


@app.command()
def apply(file: File, reason: Reason = "", by: By = "", data: Data = None, as_json: AsJson = False) -> None:
    """Begin a campaign, or edit it: in force at once, everywhere; cards already given keep what they were promised."""
    text = _text(file)
    _did(lambda office: office.apply(text, reason), by, data, as_json, file)


@app.command()
def pause(name: Named, reason: Reason = "", by: By = "", data: Data = None, as_json: AsJson = False) -> None:
    """Give nothing and hold nothing until `resume`; quotes already made are honoured."""
    known = _name(name)
    _did(lambda office: office.pause(known, reason), by, data, as_json)


@app.command()
def resume(name: Named, reason: Reason = "", by: By = "", data: Data = None, as_json: AsJson = False) -> None:
    """Go on; the time of the pause is made up for."""
    known = _name(name)
    _did(lambda office: office.resume(known, reason), by, data, as_json)


@app.command()
def extend(
    name: Named,
    since: Annotated[str | None, typer.Option("--from", metavar="ISO", help="When the outage began.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="ISO", help="When it ended.")] = None,
    hours: Annotated[float | None, typer.Option("--hours", help="How long it was, up to now.", min=0.01)] = None,
    reason: Reason = "",
    by: By = "",
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Make up for an outage: the campaign and all cards that were alive in it live longer by as much."""
    if (since is None) == (hours is None) or (until is not None and since is None):
        raise Stop("say how long the outage was: --hours 3, or --from and --until", Exit.USAGE)
    began, ended, known = since and _moment(since), until and _moment(until), _name(name)

    def did(office: "Campaigns") -> "Awaitable[Done]":
        from bangwo.domain.campaigns.programme import Span

        now = office.clock.now()
        first = began or now - timedelta(hours=hours or 0)
        return office.extend(known, Span(first, ended or now), reason)

    _did(did, by, data, as_json)


@app.command()
def end(name: Named, reason: Reason = "", by: By = "", data: Data = None, as_json: AsJson = False) -> None:
    """Give nothing more, for good. Cards already given keep their own end."""
    known = _name(name)
    _did(lambda office: office.end(known, reason), by, data, as_json)


@app.command("list")
def listed(data: Data = None, as_json: AsJson = False) -> None:
    """Every campaign, how it stands, and what is left of its budget."""
    from bangwo.app.campaign_shapes import rows
    from bangwo.cli import campaign_words as words

    words.listed(_asked(rows, "", data), as_json)


@app.command()
def show(
    name: Named,
    source: Annotated[bool, typer.Option("--source", help="The file that is in force, as it was applied.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """One campaign: how it stands, its budgets, and the record of all that was done to it."""
    from bangwo.app.campaign_shapes import story
    from bangwo.cli import campaign_words as words

    known = _name(name)
    words.shown(_asked(lambda office: story(office, known), "", data), source, as_json)


@app.command()
def schema() -> None:
    """The JSON Schema of campaign files, for editors."""
    from bangwo.adapters.campaigns.reader import schema as written

    typer.echo(written(), nl=False)


def _did(
    deed: "Callable[[Campaigns], Awaitable[Done]]", by: str, data: Path | None, as_json: bool, file: Path | None = None
) -> None:
    from bangwo.app.campaigns import BadCampaign
    from bangwo.cli import campaign_words as words

    try:
        done = _asked(deed, by, data)
    except BadCampaign as bad:
        raise _refused(bad, file, as_json) from None
    words.done(done, as_json)


def _asked(ask: "Callable[[Campaigns], Awaitable[T]]", by: str, data: Path | None) -> T:
    """What the campaigns of the running Bangwo answer. Raises Stop, BadCampaign."""
    import asyncio
    import getpass
    import os
    from dataclasses import replace

    from bangwo.cli import place
    from bangwo.compose import CannotCompose, campaigning
    from bangwo.core.errors import Conflict, Refused, Unavailable
    from bangwo.settings import read

    folder = data_folder(data)
    running = place.find(folder)
    own = replace(read(dict(running.environment) if running else os.environ), data=folder)

    async def run() -> T:
        async with campaigning(own, by or getpass.getuser()) as office:
            return await ask(office)

    try:
        return asyncio.run(run())
    except (CannotCompose, Unavailable) as error:
        raise Stop(str(error), Exit.UNREACHABLE) from None
    except Refused as refused:
        raise Stop(f"there is no campaign {refused.facts.get('what', '')}; see: bangwo campaign list") from None
    except Conflict:
        raise Stop("someone else is changing the campaign at this moment: look, and try again") from None


def _refused(bad: "BadCampaign", file: Path | None, as_json: bool) -> Stop:
    from bangwo.cli import campaign_words as words

    words.mistakes(bad.mistakes, str(file or ""), as_json)
    many = len(bad.mistakes)
    return Stop("nothing was done" if file is None else f"{many} mistake{'s' if many > 1 else ''}: nothing was applied")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Stop(f"{file} is no text in UTF-8", Exit.USAGE) from None
    except OSError as error:
        raise Stop(f"{file} cannot be read: {error.strerror or error}", Exit.USAGE) from None


def _name(named: str) -> str:
    """The name itself, or the one in a file."""
    from bangwo.adapters.campaigns.reader import parsed
    from bangwo.app.campaigns import BadCampaign

    if not named.endswith((".yaml", ".yml")):
        return named
    try:
        return parsed(_text(Path(named))).terms.campaign_id
    except BadCampaign as bad:
        raise _refused(bad, Path(named), as_json=False) from None


def _moment(text: str | None) -> datetime:
    """A moment as written, or now."""
    from bangwo.core.clock import LOCAL, SystemClock

    if text is None:
        return SystemClock().now()
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise Stop(f"{text!r} is no moment: write it like 2026-02-10T10:00", Exit.USAGE) from None
    return read.replace(tzinfo=LOCAL) if read.tzinfo is None else read.astimezone(LOCAL)
