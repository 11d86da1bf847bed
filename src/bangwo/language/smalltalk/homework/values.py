"""Values: exact numbers with a measure and at most one unknown."""

from dataclasses import dataclass
from fractions import Fraction

from bangwo.language.smalltalk.homework.trouble import Trouble, Why
from bangwo.language.smalltalk.homework.units import NONE, Dim, Unit

Poly = tuple[Fraction, ...]
"""Coefficients by the power of the unknown."""

POWER_MAX = 3
"""Of the unknown, before it is too hard."""
BITS_MAX = 200
EXPONENT_MAX = 12
_ONE: Poly = (Fraction(1),)


@dataclass(frozen=True, slots=True)
class Value:
    """A ratio of two polynomials of the unknown, and what it measures; a `dim` of None takes any measure."""

    over: Poly
    under: Poly = _ONE
    dim: Dim | None = NONE

    @property
    def known(self) -> Fraction | None:
        """The number, where no unknown is in it."""
        if len(self.over) > 1 or len(self.under) > 1:
            return None
        return sum(self.over, Fraction(0)) / sum(self.under, Fraction(0))


def number(amount: Fraction) -> Value:
    """A plain number."""
    return Value(_trimmed((amount,)))


def unknown() -> Value:
    """The unknown, of whatever measure is wanted."""
    return Value((Fraction(0), Fraction(1)), dim=None)


def measured(value: Value, unit: Unit) -> Value:
    """So many of a unit."""
    scaled = _trimmed(tuple(each * unit.worth for each in value.over))
    dim = unit.dim if value.dim in (None, NONE) else None
    if dim is None:
        raise Trouble(Why.UNCLEAR)
    return Value(scaled, value.under, dim)


def add(left: Value, right: Value, sign: int = 1) -> Value:
    """The sum, or with −1 the difference."""
    dim = _same(left.dim, right.dim)
    if left.under == right.under:
        return Value(_plus(left.over, right.over, sign), left.under, dim)
    over = _plus(_times(left.over, right.under), _times(right.over, left.under), sign)
    return Value(over, _times(left.under, right.under), dim)


def multiply(left: Value, right: Value) -> Value:
    """The product."""
    return Value(_times(left.over, right.over), _times(left.under, right.under), _joined(left.dim, right.dim, 1))


def divide(left: Value, right: Value) -> Value:
    """The quotient."""
    if not right.over:
        raise Trouble(Why.BY_ZERO)
    over, under = _times(left.over, right.under), _times(left.under, right.over)
    if len(under) == 1:
        over, under = _trimmed(tuple(each / under[0] for each in over)), _ONE
    return Value(over, under, _joined(left.dim, right.dim, -1))


def power(base: Value, exponent: int) -> Value:
    """A small whole power."""
    if not 0 <= exponent <= EXPONENT_MAX:
        raise Trouble(Why.TOO_LONG)
    out = number(Fraction(1))
    for _ in range(exponent):
        out = multiply(out, base)
    return out


def solved(left: Value, right: Value) -> Fraction:
    """The unknown of left = right. Raises Trouble where there is not exactly one."""
    both = _plus(_times(left.over, right.under), _times(right.over, left.under), -1)
    if len(both) != 2:
        raise Trouble(Why.TOO_HARD if len(both) > 2 else Why.NO_ANSWER)
    root = -both[0] / both[1]
    if any(_at(each.under, root) == 0 for each in (left, right)):
        raise Trouble(Why.NO_ANSWER)
    return root


def _at(poly: Poly, point: Fraction) -> Fraction:
    return sum((each * point**place for place, each in enumerate(poly)), Fraction(0))


def _same(left: Dim | None, right: Dim | None) -> Dim | None:
    if left is None or right is None:
        return right if left is None else left
    if left != right:
        raise Trouble(Why.UNITS)
    return left


def _joined(left: Dim | None, right: Dim | None, sign: int) -> Dim | None:
    if left is None or right is None:
        return None
    a, b, c, d, e = (one + sign * other for one, other in zip(left, right, strict=True))
    return (a, b, c, d, e)


def _plus(left: Poly, right: Poly, sign: int) -> Poly:
    size = max(len(left), len(right))
    pad = Fraction(0)
    one, other = left + (pad,) * (size - len(left)), right + (pad,) * (size - len(right))
    return _trimmed(tuple(a + sign * b for a, b in zip(one, other, strict=True)))


def _times(left: Poly, right: Poly) -> Poly:
    if _ONE in (left, right):
        return right if left == _ONE else left
    if not left or not right:
        return ()
    if len(left) + len(right) - 2 > POWER_MAX:
        raise Trouble(Why.TOO_HARD)
    out = [Fraction(0)] * (len(left) + len(right) - 1)
    for place, a in enumerate(left):
        for behind, b in enumerate(right):
            out[place + behind] += a * b
    return _trimmed(tuple(out))


def _trimmed(poly: Poly) -> Poly:
    """Without leading zeros, and within bounds."""
    size = len(poly)
    while size and not poly[size - 1]:
        size -= 1
    for each in poly[:size]:
        if each.numerator.bit_length() > BITS_MAX or each.denominator.bit_length() > BITS_MAX:
            raise Trouble(Why.TOO_LONG)
    return poly[:size]
