"""Desk: `bangwo operator …` keeps the accounts of operators, `bangwo cases …` is the queue in a terminal."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bangwo.cli.exits import Exit, Stop
from bangwo.cli.place import data_folder
from bangwo.domain.operator import Role

if TYPE_CHECKING:  # a command loads what it needs when it runs
    from bangwo.compose import Core
    from bangwo.domain.case import Case
    from bangwo.domain.money import Money
    from bangwo.domain.operator import Operator

operators = typer.Typer(help="Operators: who works on cases, and in which role.", no_args_is_help=True)
cases = typer.Typer(help="Cases: the queue of those who want a person.", invoke_without_command=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits, . _ -")]
CaseId = Annotated[str, typer.Argument(metavar="CASE", help="A case's number or id.")]
Data = Annotated[
    Path | None, typer.Option("--data", help="The data folder.", envvar="BANGWO_DATA", show_default=".bangwo")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of words.")]

T = TypeVar("T")


@operators.command()
def add(
    name: Name,
    role: Annotated[Role, typer.Option("--role", help="viewer looks, agent works, manager may do all.")],
    data: Data = None,
) -> None:
    """Make an account, or give one another role and password, which is asked for or read from standard input."""
    password = _password()

    async def made(core: "Core") -> "Operator":
        return await core.operators.add(name, role, password, _self().name)

    print(f"{name} is {_asked(made, data).role.value}")


@operators.command("list")
def listed(data: Data = None, as_json: AsJson = False) -> None:
    """Every account."""
    from bangwo.app.case_shapes import operator_json
    from bangwo.cli import show

    found = _asked(lambda core: core.operators.all(), data)
    if as_json:
        show.as_json([operator_json(each) for each in found])
        return
    for each in found:
        print(f"{each.name}  {each.role.value}{'' if each.active else '  closed'}")


@operators.command("close")
def close_account(name: Name, data: Data = None) -> None:
    """Close an account: its logins end at once, its deeds stay on record."""
    _asked(lambda core: core.operators.close(name, _self().name), data)
    print(f"{name} is closed")


@cases.callback()
def queue(context: typer.Context, data: Data = None, as_json: AsJson = False) -> None:
    """The queue, the oldest first."""
    from bangwo.app.case_shapes import work_json
    from bangwo.cli import show
    from bangwo.domain.case import CaseState

    if context.invoked_subcommand is not None:
        return
    open_now = tuple(each for each in CaseState if each is not CaseState.CLOSED)
    found = _asked(lambda core: core.casework.queue(open_now), data)
    if as_json:
        show.as_json([work_json(each) for each in found])
    elif not found:
        print("nobody waits")
    for each in () if as_json else found:
        taken = f" by {each.taken_by}" if each.taken_by else ""
        print(f"{each.number}  {each.kind}  {each.state}{taken}  {each.opened_at:%m-%d %H:%M}  {each.said}")


@cases.command()
def show(case: CaseId, data: Data = None) -> None:
    """A case with its conversation, order, ledger lines and journal, as JSON."""
    from bangwo.app.case_shapes import file_json
    from bangwo.cli import show as shown

    async def read(core: "Core") -> None:
        found = await _found(core, case)
        shown.as_json(file_json(await core.casework.file(_self(), found.case_id), _self()))

    _asked(read, data)


@cases.command()
def take(case: CaseId, data: Data = None) -> None:
    """Take a case in hand."""
    _worked(case, data, lambda core, found: core.casework.take(_self(), found.case_id))


@cases.command()
def reply(case: CaseId, text: Annotated[str, typer.Argument()], data: Data = None) -> None:
    """Say something to the person."""
    _worked(case, data, lambda core, found: core.casework.reply(_self(), found.case_id, text, _key(core)))


@cases.command()
def settle(
    case: CaseId,
    refund: Annotated[str, typer.Option("--refund", metavar="YUAN", help="What goes back, e.g. 12.50.")] = "0",
    by: Annotated[str, typer.Option("--by", help="Who bears it: merchant or house.")] = "merchant",
    reason: Annotated[str, typer.Option("--reason", help="Why, for the record.")] = "",
    unfreeze: Annotated[bool, typer.Option("--unfreeze", help="Free the card of an appeal.")] = False,
    data: Data = None,
) -> None:
    """Settle a case, once; money goes back to where it came from."""
    from bangwo.app.casework import Wish
    from bangwo.domain.case import Bearer

    if by not in set(Bearer):
        raise Stop(f"--by is merchant or house, not {by!r}", Exit.USAGE)
    wish = Wish(_money(refund), Bearer(by), reason, unfreeze)
    _worked(case, data, lambda core, found: core.casework.settle(_self(), found.case_id, wish, _key(core)))


@cases.command()
def close(case: CaseId, data: Data = None) -> None:
    """Be done with a case."""
    _worked(case, data, lambda core, found: core.casework.close(_self(), found.case_id, _key(core)))


def _worked(case: str, data: Path | None, work: "Callable[[Core, Case], Awaitable[Case]]") -> None:
    async def run(core: "Core") -> "Case":
        return await work(core, await _found(core, case))

    done = _asked(run, data)
    refund = f", {done.settlement.refund} went back" if done.settlement and done.state == "settled" else ""
    print(f"{done.number} is {done.state}{refund}")


async def _found(core: "Core", case: str) -> "Case":
    from bangwo.domain.case import CaseState

    if (known := await core.store.case(case)) is not None:
        return known
    everybodys = await core.casework.queue(tuple(CaseState))
    fits = [each for each in everybodys if each.number == case.upper()]
    if len(fits) != 1:
        raise Stop(f"there is no case {case}; see: bangwo cases")
    return fits[0]


def _self() -> "Operator":
    """Whoever has the terminal of this machine may do all."""
    import getpass
    from datetime import datetime

    from bangwo.core.clock import LOCAL
    from bangwo.domain.operator import Operator

    return Operator(f"{getpass.getuser()}@terminal", Role.MANAGER, "", datetime.now(LOCAL))


def _key(core: "Core") -> str:
    from bangwo.core.ids import random_id

    return random_id("k", core.clock.now())


def _money(text: str) -> "Money":
    from decimal import Decimal, InvalidOperation

    from bangwo.domain.money import Money

    try:
        fen = Decimal(text) * 100
    except InvalidOperation:
        raise Stop(f"{text!r} is no sum: write it like 12.50", Exit.USAGE) from None
    if fen < 0 or fen != fen.to_integral_value():
        raise Stop(f"{text!r} is no sum of whole fen", Exit.USAGE)
    return Money(int(fen))


def _password() -> str:
    import getpass
    import sys

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Once more: "):
        raise Stop("the two are not the same", Exit.USAGE)
    return password


def _asked(ask: "Callable[[Core], Awaitable[T]]", data: Path | None) -> T:
    """What the running Bangwo's store answers. Raises Stop."""
    import asyncio
    import os
    from dataclasses import replace

    from bangwo.cli import place
    from bangwo.compose import CannotCompose, reached
    from bangwo.core.errors import Conflict, Refused, Unavailable
    from bangwo.language.replies import refusal
    from bangwo.settings import read

    folder = data_folder(data)
    running = place.find(folder)
    own = replace(read(dict(running.environment) if running else os.environ), data=folder)

    async def run() -> T:
        async with reached(own) as core:
            return await ask(core)

    try:
        return asyncio.run(run())
    except (CannotCompose, Unavailable) as error:
        raise Stop(str(error), Exit.UNREACHABLE) from None
    except Refused as refused:
        where = f" ({refused.facts['where']})" if "where" in refused.facts else ""
        raise Stop(refusal(refused.code, refused.facts, "en") + where) from None
    except Conflict:
        raise Stop("someone else is at it at this moment: look, and try again") from None
