"""Showing: an exact value written as the sheet writes its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from bangwo.language.smalltalk.homework.tokens import Kind, Token
from bangwo.language.smalltalk.homework.units import UNITS, Dim, Unit, fen

PLACES_MAX = 12
"""Decimals that are written out; more is written as a fraction."""


@dataclass(frozen=True, slots=True)
class Style:
    """How numbers are written: as fractions, mixed, per cent, and in which units, the largest first."""

    fraction: bool = False
    mixed: bool = False
    percent: bool = False
    units: tuple[Unit, ...] = ()


def style(answer: Sequence[Token], whole: Sequence[Token]) -> Style:
    """The writing of an answer, of the whole sum where the answer does not show it."""
    kinds = {each.kind for each in whole}
    decimal = any(each.decimal for each in whole)
    dims = {UNITS[each.text].dim for each in whole if each.text in UNITS}
    own = _units(answer, dims) or _units(whole, dims)[:1]
    return Style(
        fraction=bool(kinds & {Kind.FRACTION, Kind.PARTS}) and not decimal,
        mixed=_mixed(whole),
        percent=any(each.kind in (Kind.PERCENT, Kind.HUNDREDTHS) for each in answer),
        units=tuple(sorted(own, key=lambda each: -each.worth)),
    )


def shown(amount: Fraction, how: Style, measured: bool) -> str:
    """The amount, which is in base units where it is `measured`."""
    if not measured or not how.units:
        return plain(amount * 100, how) + "%" if how.percent else plain(amount, how)
    out, left = "", amount
    for place, unit in enumerate(how.units):
        last = place == len(how.units) - 1
        count = left / unit.worth if last else Fraction(left // unit.worth)
        left -= count * unit.worth
        if count or (last and not out):
            out += plain(count, how) + unit.name
    return out


def plain(amount: Fraction, how: Style) -> str:
    """A bare number."""
    if amount.denominator == 1:
        return str(amount.numerator)
    if not how.fraction and (places := _places(amount.denominator)) is not None:
        scaled = amount * 10**places
        digits = f"{abs(scaled.numerator):0{places + 1}d}"
        return f"{'-' if amount < 0 else ''}{digits[:-places]}.{digits[-places:]}"
    if how.mixed and abs(amount) > 1:
        whole, part = divmod(abs(amount), 1)
        return f"{'-' if amount < 0 else ''}{whole} {part}"
    return str(amount)


def _places(denominator: int) -> int | None:
    """How many decimals write such a fraction exactly; None where none do."""
    counts = [0, 0]
    for index, prime in enumerate((2, 5)):
        while denominator % prime == 0 and counts[index] <= PLACES_MAX:
            denominator //= prime
            counts[index] += 1
    return max(counts) if denominator == 1 and max(counts) <= PLACES_MAX else None


def _mixed(tokens: Sequence[Token]) -> bool:
    return any(
        one.kind is Kind.NUMBER and (other.kind is Kind.AND or (other.kind is Kind.FRACTION and other.spaced))
        for one, other in pairwise(tokens)
    )


def _units(tokens: Sequence[Token], dims: set[Dim]) -> list[Unit]:
    known = [each.text for each in tokens if each.kind is Kind.UNIT]
    found = [UNITS.get(each) or UNITS.get(each.lower()) or (fen(dims) if each == "分" else None) for each in known]
    return list(dict.fromkeys(each for each in found if each is not None))
