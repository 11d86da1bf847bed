"""Plain numbers: fractions, percentages, powers, and every number of a text whatever it counts."""
# ruff: noqa: E501

import re
from typing import NamedTuple

from bangwo.language.quantities.found import Found
from bangwo.language.quantities.numbers import MYRIADS, SCALES, Numeral, decimals, numeral
from bangwo.language.quantities.units import Unit, unit_at

_NUMERAL = "0-9零〇一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟廿"
_BEGIN = re.compile(rf"https?://\S+|[负-]? ?(?:(?<![.\d])\.(?=\d)|(?<!\.)半百|[{_NUMERAL}])")
_PER = re.compile(r"((?:百|千|万|佰|仟|亿)(?: *(?:百|千|万|亿))*) *分 *之 *(?:([负-])? *)")
_OF = re.compile(r" *分 *之 *(负?)")
_MIXED = re.compile(r" *又 *(?=[\d零一二两三四五六七八九十百千万壹贰叁])")
_SLASH = re.compile(r"(\d+)/(\d+)(?![\d/])")
_MIXED_SLASH = re.compile(r"(\d+) +(\d+)/(\d+)(?![\d/])")
_POWER = re.compile(r"\^([+-]*)(\d{1,3})(?!\d)|e([+-]?\d{1,3})(?![\da-z])", re.IGNORECASE)
_SUFFIX = re.compile(r" ?([kmbt])(?![a-z])", re.IGNORECASE)
_SUFFIXES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_POINTS = re.compile(r" *个 *百 *分 *点")
_SIGNED = re.compile(r"[负-]$")
_PARTED = ("分", "又", "/", " ")
"""What follows the first numeral of a fraction."""
_NOT_NUMBERS = re.compile(
    r"一(?:[切看起样些下直定共般想听边向旦律致]|点(?![零一二三四五六七八九两半])|会儿?)|四川|五台山|十足|陆[地续]|伍仁|三亚|三明|六安|七喜|八达岭|两两|九寨|[百千万]"
)
_DOZEN = re.compile(r" *打(?![\d的车开听算印扫电包折造])")


class Number(NamedTuple):
    """A number and where it stands; `text` runs from start to end."""

    start: int
    end: int
    value: float


def fraction(text: str, said: Numeral) -> Number | None:
    """三分之一, 一又二分之一, 3/5, 1 3/5 that begin with a numeral."""
    if said.arabic and (match := _MIXED_SLASH.match(text, said.start)) and int(match[3]):
        return Number(said.start, match.end(), int(match[1]) + int(match[2]) / int(match[3]))
    if said.arabic and (match := _SLASH.match(text, said.start)) and int(match[2]):
        return Number(said.start, match.end(), int(match[1]) / int(match[2]))
    if match := _MIXED.match(text, said.end):
        below = numeral(text, match.end())
        part = _part(text, below) if below is not None else None
        return Number(said.start, part.end, said.value + part.value) if part else None
    return _part(text, said)


def _part(text: str, below: Numeral) -> Number | None:
    match = _OF.match(text, below.end)
    if match is None or not below.value:
        return None
    above = numeral(text, match.end())
    if above is None:
        return None
    above = decimals(text, above)
    return Number(below.start, above.end, above.value / below.value * (-1 if match[1] else 1))


def percent(text: str, at: int) -> Number | None:
    """百分之五, 千分之三, 万分之七 (in hundredths), and 百分之百."""
    match = _PER.match(text, at)
    if match is None or (at and text[at - 1] in "零一二两三四五六七八九十几壹贰叁肆伍陆柒捌玖"):
        return None
    scale = 1
    for each in match[1].replace(" ", ""):
        scale *= SCALES.get(each) or MYRIADS[each]
    said = numeral(text, match.end())
    if said is None:
        return (
            Number(at, match.end() + 1, 100.0) if text[match.end() : match.end() + 1] == "百" and scale == 100 else None
        )
    if said.high is not None and not said.plain:
        return None
    said = decimals(text, said)
    value, end = _with_suffix(text, said.value, said.end)
    return Number(at, end, _round(value * 100 / scale * (-1 if match[2] else 1)))


def _with_suffix(text: str, value: float, end: int) -> tuple[float, int]:
    match = _SUFFIX.match(text, end)
    if match is None:
        return value, end
    return _round(value * _SUFFIXES[match[1].lower()]), match.end()


def _round(value: float) -> float:
    """What fifteen digits hold, so that 0.1 + 0.2 is 0.3."""
    return float(f"{value:.15g}")


def percentage(text: str, said: Numeral, unit: Unit, end: int) -> Found | None:
    """22%, 八折 (80), 三成半 (35), 六个百分点."""
    value, start = said.value, said.start
    if unit.name == "折":
        if said.plain and said.arabic and value >= 10:
            value = value if value < 100 else 0
        elif value == 0.5:
            value = 50  # 半折 is said of half the price
        elif said.plain and not said.arabic and end - start - 1 >= 2 and value >= 10:
            pass  # 九九折
        else:
            value *= 10
        if not 0 < value < 100:
            return None
    else:
        value *= unit.size
    if unit.name == "成":
        if tenth := re.match(r" *([一二三四五六七八九\d])(?!\d)|半", text[end : end + 4]):
            value += 5 if tenth[0] == "半" else (int(tenth[1]) if tenth[1].isdecimal() else SIMPLE[tenth[1]])
            end += tenth.end()
    elif said.high is not None and not said.plain:
        return None
    if text[start - 1 : start] in ("-", "负") and start:
        lone = not (start > 1 and text[start - 2].isalnum() and text[start - 1] == "-")
        start, value = (start - 1, -value) if lone else (start, value)
    return Found("percent", text[start:end], start, end, value=_round(value))


SIMPLE = {each: k for k, each in enumerate("零一二三四五六七八九")}


def figures(text: str, said: Numeral) -> Number:
    """A number with its sign, its power and its k or m."""
    start, end, value = said.start, said.end, said.value
    if power := _POWER.match(text, end):
        value, end = _powered(value, power), power.end()
    elif said.arabic:
        value, end = _with_suffix(text, value, end)
    if start and text[start - 1] in "负-" and not (start > 1 and (text[start - 2].isalnum() or text[start - 2] == "-")):
        return Number(start - 1, end, -value)
    return Number(start, end, value)


def _powered(value: float, power: re.Match[str]) -> float:
    exponent = int(power[3]) if power[3] else int(power[2]) * (-1 if power[1] == "-" else 1)
    try:
        return float(value) ** exponent if not power[3] else float(f"{value}e{exponent}")
    except (OverflowError, ZeroDivisionError):
        return value


def find_numbers(text: str) -> list[Found]:
    """Every number of a text, whatever it counts: of 三本 the numeral; prices and percentages with a sign are others' to read."""
    out: list[Found] = []
    at = 0
    while (match := _BEGIN.search(text, at)) is not None:
        at = match.end()
        begin = match.end() - 1
        if match[0].startswith("http"):
            continue
        if match[0].endswith("半百"):
            out.append(Found("number", text[begin - 1 : at], begin - 1, at, value=50.0))
            continue
        if is_word(text, begin):
            at = _word_end(text, begin)
            continue
        found = number(text, begin)
        if found is None:
            at = _after_none(text, begin)
            continue
        at = max(at, found.end)
        if not _other(text, found):
            out.append(Found("number", text[found.start : found.end], found.start, found.end, value=float(found.value)))
    return out


def is_word(text: str, at: int) -> bool:
    """Whether a numeral is only a character of a word, a code or an address."""
    match = _NOT_NUMBERS.match(text, at)
    if match is None:
        return text[at].isdecimal() and at > 0 and text[at - 1].isalpha() and text[at - 1].isascii()
    return match[0] not in "百千万" or not (_PER.match(text, at) or numeral(text, at))


def _word_end(text: str, at: int) -> int:
    end = at + 1
    while end < len(text) and text[at].isdecimal() and text[end].isdecimal():
        end += 1
    return end


def _after_none(text: str, at: int) -> int:
    match = _PER.match(text, at)
    return match.end() if match else at + 1


def number(text: str, at: int) -> Number | None:
    said = numeral(text, at)
    if said is None:
        return None
    whole, said = said, decimals(text, said)
    parted = text[whole.end : whole.end + 1] in _PARTED or text[said.end : said.end + 1] in _PARTED
    if parted and (found := fraction(text, said) or fraction(text, whole)):
        signed = at and text[at - 1] in "负-"
        return Number(at - 1, found.end, -found.value) if signed else found
    if (dozen := _DOZEN.match(text, said.end)) is not None:
        return Number(at, dozen.end(), said.value * 12)
    return figures(text, said)


def _other(text: str, found: Number) -> bool:
    """Whether it is a price in a currency, a discount, or a percentage, which are read as such."""
    if text[found.end : found.end + 1] == "%":
        return True
    if text[found.start - 1 : found.start] in ("$", "¥", "€", "£") and found.start:
        return True
    unit = unit_at(text, found.end)
    if unit is None:
        return False
    counts = unit[0].counts
    if counts == "percent":
        return unit[0].name in ("折", "成", "%")
    return counts == "money" and text[found.end : unit[1]].strip() != "块" and found.end - found.start == 1


def points(text: str, end: int) -> int:
    """The end of 个百分点 behind a numeral, with spaces as typed; 0 where it is none."""
    match = _POINTS.match(text, end) if "点" in text[end : end + 12] else None
    return match.end() if match else 0
