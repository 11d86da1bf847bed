"""Sheets as a picture: an SVG, made a PNG by resvg."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from bangwo.cli.charts.sheet import Chart, Sheet, Tile, short, told
from bangwo.cli.exits import Exit, Stop

WIDTH = 1200
_EDGE, _GAP = 40, 24
_FULL = WIDTH - 2 * _EDGE
_HALF = (_FULL - _GAP) // 2
_TILES_IN_ROW = 4
_TILE_HEIGHT, _COURSE_HEIGHT, _ROW = 96, 260, 26
_BARS_MAX = 12
_LABELS_MAX = 12
_INK, _PALE, _LINE, _CARD, _BLUE, _PAPER = "#17212b", "#6b7785", "#e3e8ee", "#ffffff", "#2f6fed", "#f5f7fa"
_FONTS = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Zen Hei',sans-serif"
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/System/Library/Fonts")
_CHINESE = ("cjk", "sourcehan", "pingfang", "wqy", "wenquanyi", "heiti", "songti", "arphic", "droidsansfallback")


def chinese_font() -> bool:
    """Whether a font with Chinese characters is installed: where none is, labels are in English."""
    for folder in (Path(each).expanduser() for each in _FOLDERS):
        for path in folder.rglob("*.[to]t[cf]") if folder.is_dir() else ():
            if any(name in path.name.lower().replace("-", "").replace("_", "") for name in _CHINESE):
                return True
    return False


def write(sheet: Sheet, path: Path) -> None:
    """Write the picture: an SVG where the name ends so, else a PNG. Raises Stop where it cannot be written."""
    drawn = svg(sheet)
    try:
        if path.suffix.lower() == ".svg":
            path.write_text(drawn, encoding="utf-8")
        else:
            path.write_bytes(_png(drawn))
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror}", Exit.REFUSED) from None


def _png(drawn: str) -> bytes:
    import resvg_py

    return resvg_py.svg_to_bytes(svg_string=drawn, zoom=2)


def svg(sheet: Sheet) -> str:
    """The sheet from top to bottom: tiles in rows, courses over the full width, bars two beside each other."""
    parts = [_text(_EDGE, 58, sheet.title, 28, weight=700), _text(_EDGE, 86, sheet.beside, 15, _PALE)]
    y = 108
    for at in range(0, len(sheet.tiles), _TILES_IN_ROW):
        parts += _tiles(sheet.tiles[at : at + _TILES_IN_ROW], y)
        y += _TILE_HEIGHT + _GAP
    for chart in sheet.charts:
        if chart.course:
            parts += _course(chart, y)
            y += _COURSE_HEIGHT + _GAP
    bars = [chart for chart in sheet.charts if not chart.course]
    for at in range(0, len(bars), 2):
        pair = bars[at : at + 2]
        height = 64 + _ROW * max(1, *(min(_BARS_MAX, len(each.points)) for each in pair))
        for place, chart in enumerate(pair):
            parts += _bars(chart, _EDGE + place * (_HALF + _GAP), y, height)
        y += height + _GAP
    for note in sheet.notes:
        parts.append(_text(_EDGE, y + 8, note, 13, _PALE))
        y += 22
    height = y + _GAP
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" font-family="{_FONTS}">'
    return "\n".join((head, f'<rect width="{WIDTH}" height="{height}" fill="{_PAPER}"/>', *parts, "</svg>"))


def _tiles(tiles: Sequence[Tile], y: int) -> Iterator[str]:
    width = (_FULL - _GAP * (_TILES_IN_ROW - 1)) // _TILES_IN_ROW
    for place, tile in enumerate(tiles):
        x = _EDGE + place * (width + _GAP)
        yield _card(x, y, width, _TILE_HEIGHT)
        yield _text(x + 18, y + 28, tile.name, 14, _PALE)
        yield _text(x + 18, y + 59, tile.value, 26, weight=700)
        yield _text(x + 18, y + 82, tile.beside, 13, _PALE)


def _course(chart: Chart, y: int) -> Iterator[str]:
    """Columns from left to right over lines of equal height."""
    yield _card(_EDGE, y, _FULL, _COURSE_HEIGHT)
    yield _text(_EDGE + 18, y + 30, chart.title, 16, weight=700)
    top = max((value for _, value in chart.points), default=0)
    left, right, floor, high = _EDGE + 84, _EDGE + _FULL - 18, y + _COURSE_HEIGHT - 34, _COURSE_HEIGHT - 90
    if not top:
        yield _text(_EDGE + 18, y + 70, chart.empty, 15, _PALE)
        return
    for share in (0.0, 0.5, 1.0):
        level = floor - high * share
        yield f'<line x1="{left}" x2="{right}" y1="{level:.1f}" y2="{level:.1f}" stroke="{_LINE}"/>'
        yield _text(left - 10, level + 5, short(top * share, chart.unit), 13, _PALE, anchor="end")
    step = (right - left) / len(chart.points)
    every = -(-len(chart.points) // _LABELS_MAX)
    for place, (name, value) in enumerate(chart.points):
        x, tall = left + place * step, high * value / top
        width = max(0.6, step - min(4.0, step * 0.25))
        yield f'<rect x="{x:.2f}" y="{floor - tall:.2f}" width="{width:.2f}" height="{tall:.2f}" fill="{_BLUE}"/>'
        if place % every == 0:
            yield _text(x, floor + 20, name, 13, _PALE)


def _bars(chart: Chart, x: int, y: int, height: int) -> Iterator[str]:
    """A bar for each point, the name on its left and the value on its right."""
    yield _card(x, y, _HALF, height)
    yield _text(x + 18, y + 30, chart.title, 16, weight=700)
    points = chart.points[:_BARS_MAX]
    top = max((value for _, value in points), default=0)
    if not top:
        yield _text(x + 18, y + 66, chart.empty, 15, _PALE)
        return
    names, values = 150, 110
    for place, (name, value) in enumerate(points):
        at = y + 50 + place * _ROW
        long = (_HALF - names - values - 36) * value / top
        yield _text(x + 18, at + 14, name, 14)
        yield f'<rect x="{x + names}" y="{at + 2}" width="{long:.1f}" height="15" rx="3" fill="{_BLUE}"/>'
        yield _text(x + _HALF - 18, at + 14, told(value, chart.unit), 14, _PALE, anchor="end")


def _card(x: int, y: int, width: int, height: int) -> str:
    shape = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="10"'
    return f'<rect {shape} fill="{_CARD}" stroke="{_LINE}"/>'


def _text(x: float, y: float, words: str, size: int, colour: str = _INK, *, weight: int = 400, anchor: str = "") -> str:
    more = "".join(_given((("font-weight", weight if weight != 400 else ""), ("text-anchor", anchor))))
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}"{more}>{escape(words)}</text>'


def _given(names: Iterable[tuple[str, object]]) -> Iterator[str]:
    return (f' {name}="{value}"' for name, value in names if value != "")
