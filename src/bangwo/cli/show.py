"""Show: answers drawn in a terminal; plain lines where nobody looks."""

import json
import sys
from collections.abc import Sequence
from datetime import datetime

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bangwo.cli import words
from bangwo.cli.fields import Answer, clock, number, part, rows, text, yuan
from bangwo.core.json import Json

_TO_PAY = r"(?m)^(?:实付|實付|You pay|Paid) .*$"
COLOURS = {"completed": "green", "cancelled": "dim", "failed": "red", "placing": "yellow", "cancelling": "yellow"}


def as_json(content: Json) -> None:
    """For scripts."""
    print(json.dumps(content, ensure_ascii=False, indent=None if not sys.stdout.isatty() else 1))


def turn(answer: Answer) -> None:
    """What was answered to a sentence."""
    if not sys.stdout.isatty():
        print("\n".join(words.turn_lines(answer)))
        return
    Console(highlight=False).print(Group(*_turn(answer)))


def orders(found: Sequence[Answer], now: datetime) -> None:
    """The latest orders, one a row."""
    if not found:
        print("还没有订单。")
    elif sys.stdout.isatty():
        Console(highlight=False).print(order_table(found, now))
    else:
        for each in found:
            line = [text(each, "id"), words.trade(each), words.state(each), words.items(each), yuan(each, "paid_fen")]
            print("  ".join((*line, _minutes(each, now))))


def order(answer: Answer) -> None:
    """One order."""
    if sys.stdout.isatty():
        Console(highlight=False).print(_order(answer))
    else:
        print("\n".join(words.order_lines(answer)))


def order_table(found: Sequence[Answer], now: datetime) -> Table:
    """Orders as a table, with the minutes since each was placed."""
    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("订单", "", "状态", "内容", "实付", "已过"):
        table.add_column(name, justify="right" if name in ("实付", "已过") else "left")
    for each in found:
        colour = COLOURS.get(text(each, "state"), "cyan")
        details = part(each, "details")
        what = words.showing(details) if text(details, "title") else words.items(each)
        state = Text(words.state(each), colour)
        table.add_row(text(each, "id"), words.trade(each), state, what, yuan(each, "paid_fen"), _minutes(each, now))
    return table


def _turn(answer: Answer) -> list[RenderableType]:
    """The reply holds the quote or the order in full; what can be chosen from is drawn below it."""
    reply = Text(text(answer, "reply"))
    reply.highlight_regex(_TO_PAY, "bold green")
    lists = [_options(options) for block in rows(answer, "blocks") if (options := rows(block, "options"))]
    return [reply, *lists]


def _options(options: Sequence[Answer]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for _ in range(5):
        table.add_column(overflow="fold")
    for each in options:
        price = Text(yuan(each, "price_fen"), "bold", justify="right")
        index = Text(str(each.get("index")), "cyan bold", justify="right")
        more = clock(text(each, "at")) or text(each, "note")
        table.add_row(index, text(each, "title"), Text(text(each, "shop"), "dim"), price, Text(more, "dim"))
    return table


def _order(answer: Answer) -> Panel:
    head, *rest = words.order_lines(answer)
    colour = COLOURS.get(text(answer, "state"), "cyan")
    return Panel("\n".join(rest), title=Text(head), title_align="left", expand=False, border_style=colour)


def _minutes(answer: Answer, now: datetime) -> str:
    moments = rows(answer, "timeline")
    if not moments or number(answer, "paid_fen") is None:
        return ""
    try:
        began = datetime.fromisoformat(text(moments[0], "at"))
    except ValueError:
        return ""
    return f"{max(0, round((now - began).total_seconds() / 60))} 分钟"
