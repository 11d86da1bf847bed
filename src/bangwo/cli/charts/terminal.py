"""Sheets in a terminal: tiles, columns of blocks, and bars."""

from collections.abc import Sequence

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bangwo.cli.charts.sheet import Chart, Sheet, short, told

_BLOCKS = " ▁▂▃▄▅▆▇█"
_BAR = "█"
_ROWS = 8
_BAR_WIDTH = 36
_MARGIN = 12


def draw(sheet: Sheet, console: Console | None = None) -> None:
    """Print it; without colours where nobody looks."""
    console = console or Console(highlight=False)
    console.print(Text(sheet.title, style="bold"), Text(sheet.beside, style="dim"))
    console.print(Columns([_tile(*each) for each in ((t.name, t.value, t.beside) for t in sheet.tiles)]))
    for chart in sheet.charts:
        console.print(_chart(chart, console.width))
    for note in sheet.notes:
        console.print(Text(note, style="dim"))


def _tile(name: str, value: str, beside: str) -> RenderableType:
    return Panel(Group(Text(name, style="dim"), Text(value, style="bold"), Text(beside, style="dim")), padding=(0, 1))


def _chart(chart: Chart, width: int) -> RenderableType:
    title = Text(f"\n{chart.title}", style="bold")
    if not any(value for _, value in chart.points):
        return Group(title, Text(chart.empty, style="dim"))
    return Group(title, *(_columns(chart, width) if chart.course else [_bars(chart)]))


def _columns(chart: Chart, width: int) -> list[Text]:
    """A column for each point, or for as many together as there is no room for; the highest of them counts."""
    room = max(10, width - _MARGIN)
    each = max(1, -(-len(chart.points) // room))
    parts = [chart.points[at : at + each] for at in range(0, len(chart.points), each)]
    values = [max(value for _, value in part) for part in parts]
    wide = max(1, min(3, room // len(values)))
    top = max(values)
    lines: list[Text] = []
    for row in range(_ROWS, 0, -1):
        filled = "".join(_block(value / top * _ROWS - row + 1) * wide for value in values)
        scale = short(top * row / _ROWS, chart.unit) if row in (_ROWS, _ROWS // 2) else ""
        lines.append(Text.assemble((f"{scale:>{_MARGIN - 2}} ", "dim"), (filled, "cyan")))
    lines.append(Text(" " * (_MARGIN - 1) + _axis([part[0][0] for part in parts], wide), style="dim"))
    return lines


def _block(height: float) -> str:
    """What of a cell is filled, in eighths; what is not nothing is seen."""
    eighths = round(min(1.0, max(0.0, height)) * 8)
    return _BLOCKS[eighths]


def _axis(labels: Sequence[str], wide: int) -> str:
    """Labels below the columns they belong to, as many as do not run into one another."""
    line, free = "", 0
    for at, label in enumerate(labels):
        place = at * wide
        if place >= free:
            line = line.ljust(place) + label
            free = place + len(label) + 2
    return line[: len(labels) * wide]


def _bars(chart: Chart) -> Table:
    table = Table.grid(padding=(0, 1))
    top = max(value for _, value in chart.points)
    for name, value in chart.points:
        length = max(1 if value else 0, round(value / top * _BAR_WIDTH))
        table.add_row(name, Text(_BAR * length, style="cyan"), told(value, chart.unit))
    return table
