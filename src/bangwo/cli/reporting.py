"""Reporting: `bangwo report`: the war report of the running Bangwo, drawn, as JSON, or compared with stored facts."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bangwo.cli import place, show
from bangwo.cli.exits import Exit, Stop
from bangwo.core.errors import Refused, Unavailable
from bangwo.core.json import Json
from bangwo.language.replies import refusal
from bangwo.settings import read

if TYPE_CHECKING:
    from bangwo.adapters.store.database import Database
    from bangwo.adapters.store.recount import Recount
    from bangwo.core.clock import Clock

SHOWN_MAX = 20
T = TypeVar("T")


def reported(
    data: Path, span: tuple[datetime | None, datetime | None], metric: str, png: Path | None, as_json: bool
) -> None:
    """The report of a period."""
    from bangwo.cli.charts import picture, terminal
    from bangwo.cli.report_sheet import METRICS, sheet_of

    if metric not in METRICS:
        raise Stop(f"there is no metric {metric!r}; there are: {', '.join(METRICS)}", Exit.USAGE)
    found = _asked(data, lambda database, clock: _read(database, clock, span))
    if png is not None:
        picture.write(sheet_of(found, metric, chinese=picture.chinese_font()), png)
    if as_json:
        show.as_json(found)
    elif png is None:
        terminal.draw(sheet_of(found, metric, chinese=False))
    else:
        print(png)


def recomputed(data: Path, as_json: bool) -> None:
    """Every line made anew from facts, and compared."""
    from bangwo.adapters.store.recount import recount

    found = _asked(data, lambda database, _: recount(database))
    if as_json:
        show.as_json({"lines": found.lines, "same": not found.differing, "differences": list(_differences(found))})
    else:
        for each in found.differences[:SHOWN_MAX]:
            at = each.at.isoformat(timespec="seconds")
            print(f"✗ {each.grain} {at} {each.line}: counted {_sum(each.counted)}, by the facts {_sum(each.facts)}")
        print(f"{found.lines} lines, {found.differing} of them not what the facts say")
    if found.differing:
        raise Stop(f"{found.differing} lines differ")


def _differences(found: "Recount") -> Sequence[Json]:
    return [
        {
            "grain": each.grain,
            "at": each.at.isoformat(),
            "line": each.line,
            "counted": {"many": each.counted[0], "fen": each.counted[1]},
            "facts": {"many": each.facts[0], "fen": each.facts[1]},
        }
        for each in found.differences
    ]


def _sum(pair: tuple[int, int]) -> str:
    many, fen = pair
    return f"{many} (¥{fen / 100:,.2f})" if fen else str(many)


async def _read(database: "Database", clock: "Clock", span: tuple[datetime | None, datetime | None]) -> dict[str, Json]:
    from bangwo.adapters.store.figures import FigureRows
    from bangwo.app.report.reading import report
    from bangwo.domain.report.period import period

    now = clock.now()
    try:
        wanted = period(*span, now)
    except Refused as refused:
        raise Stop(refusal(refused.code, dict(refused.facts), "en"), Exit.USAGE) from None
    return await report(FigureRows(database), wanted, now)


def _asked(data: Path, ask: "Callable[[Database, Clock], Awaitable[T]]") -> T:
    """What the database of the running Bangwo answers. Raises Stop."""
    from bangwo.compose import CannotCompose, reporting

    running = place.find(data)
    own = replace(read(dict(running.environment) if running else os.environ), data=data)

    async def run() -> T:
        async with reporting(own) as (database, clock):
            return await ask(database, clock)

    try:
        return asyncio.run(run())
    except (CannotCompose, Unavailable) as error:
        raise Stop(f"the report cannot be read: {error}", Exit.UNREACHABLE) from None
