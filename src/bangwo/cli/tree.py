"""Tree: every command with its words; each imports what it needs when it runs."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bangwo.cli import campaigns, desk, providers
from bangwo.cli.client import PHONE, Client
from bangwo.cli.exits import CODES, Exit, Stop
from bangwo.cli.place import address, data_folder

app = typer.Typer(
    name="bangwo",
    help="Bangwo 帮我: one sentence in, one paid order out.",
    epilog=CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

TALKING, KEEPING, RUNNING, CHECKING = "Talk and orders", "Oneself", "Run", "Check and measure"
app.add_typer(campaigns.app, name="campaign", rich_help_panel=RUNNING)
app.add_typer(desk.operators, name="operator", rich_help_panel=RUNNING)
app.add_typer(desk.cases, name="cases", rich_help_panel=RUNNING)
app.add_typer(providers.app, name="provider", rich_help_panel=RUNNING)

User = Annotated[str, typer.Option("--user", metavar="PHONE", help="Who speaks.", envvar="BANGWO_USER")]
Url = Annotated[str | None, typer.Option("--url", help="Where Bangwo runs; found by itself on this machine.")]
Data = Annotated[
    Path | None, typer.Option("--data", help="The data folder.", envvar="BANGWO_DATA", show_default=".bangwo")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of words.")]
Now = Annotated[str | None, typer.Option("--now", metavar="ISO", help="The moment it is, e.g. 2026-02-10T10:00.")]
Png = Annotated[Path | None, typer.Option("--png", metavar="FILE", help="Draw it into a PNG (or .svg) file.")]
Order = Annotated[str, typer.Argument(help="An order's id, the end of one, or `last`.")]


def _client(user: str, url: str | None, data: Path | None) -> Client:
    folder = data_folder(data)
    return Client(address(url, folder), user, folder)


def moment(text: str | None) -> datetime | None:
    """A moment as written on the command line, local where no offset is named."""
    from bangwo.core.clock import LOCAL

    if text is None:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise Stop(f"{text!r} is no moment: write it like 2026-02-10T10:00", Exit.USAGE) from None
    return read.replace(tzinfo=LOCAL) if read.tzinfo is None else read.astimezone(LOCAL)


@app.command(rich_help_panel=TALKING)
def say(
    words: Annotated[list[str], typer.Argument(metavar="SENTENCE", help='What you want, e.g. "帮我点一杯奶茶".')],
    user: User = PHONE,
    url: Url = None,
    data: Data = None,
    new: Annotated[bool, typer.Option("--new", help="Drop what was being talked about first.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say one sentence; the conversation goes on where it was."""
    from bangwo.cli import talk

    talk.say(_client(user, url, data), " ".join(words), new, as_json)


@app.command(rich_help_panel=TALKING)
def chat(user: User = PHONE, url: Url = None, data: Data = None) -> None:
    """Talk until Ctrl-D."""
    from bangwo.cli import talk

    talk.chat(_client(user, url, data))


@app.command(rich_help_panel=TALKING)
def orders(
    user: User = PHONE,
    url: Url = None,
    data: Data = None,
    watch: Annotated[bool, typer.Option("--watch", "-w", help="Follow them until all have ended.")] = False,
    as_json: AsJson = False,
) -> None:
    """Your orders, and how they move."""
    from bangwo.cli import orders as desk

    client = _client(user, url, data)
    if watch:
        desk.watched(client)
    else:
        desk.listed(client, as_json)


@app.command(rich_help_panel=TALKING)
def cancel(
    order: Order,
    reason: Annotated[str, typer.Option("--reason", help="Why, in words.")] = "",
    user: User = PHONE,
    url: Url = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Take an order back: money and card return."""
    from bangwo.cli import orders as desk

    desk.cancelled(_client(user, url, data), order, reason, as_json)


@app.command(rich_help_panel=TALKING)
def receipt(order: Order, user: User = PHONE, url: Url = None, data: Data = None, as_json: AsJson = False) -> None:
    """The signed record of your yes to an order, its signature checked."""
    from bangwo.cli import orders as desk

    desk.receipt(_client(user, url, data), order, as_json)


@app.command(rich_help_panel=TALKING)
def explain(
    quote: Annotated[str, typer.Argument(help="A quote's or an order's id, or `last`.")] = "last",
    user: User = PHONE,
    url: Url = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Why it is this one, how its price is made up, and why not that card."""
    from bangwo.cli import orders as desk

    desk.explained(_client(user, url, data), quote, as_json)


@app.command(rich_help_panel=KEEPING)
def login(phone: Annotated[str, typer.Argument()] = PHONE, url: Url = None, data: Data = None) -> None:
    """Log in (in the sandbox the code is known); `say --user PHONE` does it by itself."""
    from bangwo.cli import oneself

    oneself.login(_client(phone, url, data))


@app.command("address", rich_help_panel=KEEPING)
def address_book(
    label: Annotated[str, typer.Argument(help="家, 公司 …")] = "",
    text: Annotated[str, typer.Argument(help="Where that is; without it the book is shown.")] = "",
    user: User = PHONE,
    url: Url = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Your address book; with a label and a text an address is added or changed."""
    from bangwo.cli import oneself

    oneself.addresses(_client(user, url, data), label, text, as_json)


@app.command(rich_help_panel=KEEPING)
def wallet(user: User = PHONE, url: Url = None, data: Data = None, as_json: AsJson = False) -> None:
    """Your free-order cards, and what was paid and given back."""
    from bangwo.cli import oneself

    oneself.wallet(_client(user, url, data), as_json)


@app.command(rich_help_panel=RUNNING)
def up(
    now: Now = None,
    data: Data = None,
    port: Annotated[int | None, typer.Option("--port", help="Where the api listens.", show_default="8000")] = None,
    faults: Annotated[
        str, typer.Option("--faults", help="How the city misbehaves, e.g. flash:slow=0.1,pay:lost=0.05.")
    ] = "",
    seed: Annotated[int, typer.Option("--seed", help="Another seed, another city.")] = 1,
    pace: Annotated[float, typer.Option("--pace", help="How many times faster than life orders proceed.")] = 1.0,
    no_city: Annotated[bool, typer.Option("--no-city", help="Providers as BANGWO_PROVIDERS names them.")] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=8, help="Processes of the api.", show_default="2")
    ] = None,
) -> None:
    """Start everything: database, city, api, worker. Ctrl-C stops it."""
    from dataclasses import replace

    from bangwo.cli.sandbox.up import API_PROCESSES, Wishes
    from bangwo.cli.sandbox.up import up as run
    from bangwo.cli.serve import settings

    own = settings()
    own = replace(own, data=data_folder(data), port=own.port if port is None else port)
    run(Wishes(own, moment(now), seed, faults, pace, not no_city, workers or API_PROCESSES))


@app.command(rich_help_panel=RUNNING)
def api() -> None:
    """One process of the api, set up by its environment (docs/operations.md)."""
    from bangwo.cli import serve

    serve.api(serve.settings())


@app.command(rich_help_panel=RUNNING)
def work() -> None:
    """One worker: takes up orders left behind, follows them, sweeps quotes, reads catalogues."""
    from bangwo.cli import serve

    serve.work(serve.settings())


@app.command(rich_help_panel=RUNNING)
def migrate() -> None:
    """Bring the database of DATABASE_URL to this version's schema; `up` does it by itself."""
    from bangwo.cli import serve

    serve.migrate(serve.settings())


@app.command(rich_help_panel=RUNNING)
def doctor(
    data: Data = None,
    port: Annotated[int | None, typer.Option("--port")] = None,
    as_json: AsJson = False,
) -> None:
    """What is wrong, and how to mend it."""
    from bangwo.cli import doctor as ward
    from bangwo.cli.serve import settings

    ward.examine(settings(), data_folder(data), port, as_json)


@app.command(rich_help_panel=RUNNING)
def report(
    since: Annotated[
        str | None, typer.Option("--since", metavar="ISO", help="From when.", show_default="6 days ago")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="ISO", help="Until when.", show_default="now")] = None,
    metric: Annotated[str, typer.Option("--metric", help="What the large chart shows.")] = "orders",
    png: Png = None,
    recompute: Annotated[
        bool, typer.Option("--recompute", help="Make every line anew from stored facts, and compare.")
    ] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """The war report: what people asked for and got, what it cost, and how fast."""
    from bangwo.cli import reporting

    folder = data_folder(data)
    if recompute:
        reporting.recomputed(folder, as_json)
    else:
        reporting.reported(folder, (moment(since), moment(until)), metric, png, as_json)


@app.command(rich_help_panel=CHECKING)
def understand(
    text: Annotated[str, typer.Argument()] = "",
    now: Now = None,
    batch: Annotated[
        Path | None, typer.Option("--batch", help='Lines {"id","text","now"}; - for standard input.')
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="What each layer made of the sentence.")] = False,
    as_json: AsJson = False,
) -> None:
    """What a sentence asks, as acts."""
    from bangwo.cli import reading

    if explain:
        reading.explained(text, moment(now), as_json)
    else:
        reading.understood(text, moment(now), batch, as_json)


@app.command(rich_help_panel=CHECKING)
def quantities(
    text: Annotated[str, typer.Argument()] = "",
    now: Now = None,
    batch: Annotated[
        Path | None, typer.Option("--batch", help='Lines {"id","text","now"}; - for standard input.')
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The times, numbers, amounts and money in a sentence."""
    from bangwo.cli import reading

    reading.counted(text, moment(now), batch, as_json)


@app.command(rich_help_panel=CHECKING)
def audit(data: Data = None, as_json: AsJson = False) -> None:
    """Whether ledger, orders, provider orders and charges agree, and nothing is held for nothing."""
    from bangwo.cli import books

    books.audited(data_folder(data), as_json)


@app.command(rich_help_panel=CHECKING)
def simulate(
    seed: Annotated[int, typer.Option("--seed")] = 1,
    steps: Annotated[int, typer.Option("--steps", min=1)] = 20_000,
    as_json: AsJson = False,
) -> None:
    """Many users, a lying world, crashes everywhere, in virtual time; every invariant after every step."""
    from bangwo.cli import books

    books.simulated(seed, steps, as_json)


@app.command(rich_help_panel=CHECKING)
def rehearse(
    campaign: Annotated[str, typer.Argument(help="One that comes with Bangwo (new-year), or a file.")] = "new-year",
    people: Annotated[int, typer.Option("--people", min=10, max=1_000_000)] = 20_000,
    days: Annotated[int, typer.Option("--days", min=1, max=10)] = 6,
    seed: Annotated[int, typer.Option("--seed")] = 1,
    budget: Annotated[
        int | None,
        typer.Option("--budget", metavar="YUAN", min=1, help="Instead of the campaign's, made smaller like the crowd."),
    ] = None,
    png: Png = None,
    as_json: AsJson = False,
) -> None:
    """A campaign, before it begins: synthetic people, days of it in minutes, through the real app."""
    from bangwo.cli import rehearsing

    rehearsing.rehearsed(campaign, people, days, seed, budget, png, as_json)


@app.command(rich_help_panel=CHECKING)
def bench(
    name: Annotated[str, typer.Argument(help="understand, start, orders … or all")] = "all",
    as_json: AsJson = False,
) -> None:
    """Measure; slow, and true only on a quiet machine."""
    from bangwo.cli import books

    books.measured(name, as_json)


@app.command(rich_help_panel=CHECKING)
def version() -> None:
    """Which Bangwo this is."""
    from bangwo import __version__

    typer.echo(f"bangwo {__version__}")
