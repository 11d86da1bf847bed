"""Checking: whether a sum is right, and what would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bangwo.language.smalltalk.homework import values
from bangwo.language.smalltalk.homework.sheet import Item
from bangwo.language.smalltalk.homework.showing import Style, plain, shown, style
from bangwo.language.smalltalk.homework.sums import Side, Sum, parsed
from bangwo.language.smalltalk.homework.tokens import Kind
from bangwo.language.smalltalk.homework.trouble import Trouble, Why
from bangwo.language.smalltalk.homework.units import NONE
from bangwo.language.smalltalk.homework.values import Value


class Mark(StrEnum):
    """How a sum is marked."""

    RIGHT = "right"
    WRONG = "wrong"
    SOLVED = "solved"  # it was asked, not answered
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one sum: `result` is the right result, or the whole right sum where `whole`."""

    mark: Mark
    text: str
    label: str = ""
    result: str = ""
    whole: bool = False
    simpler: str = ""  # the lowest terms of a right fraction
    why: Why | None = None
    unknown: str = ""
    root: Fraction | None = None  # what the unknown is


def checked(items: Sequence[Item]) -> list[Verdict]:
    """The sums marked one by one; x = 5 behind an equation is its answer."""
    out: list[Verdict] = []
    for item in items:
        verdict = _verdict(item)
        before = out[-1] if out else None
        if verdict.root is not None and before is not None and _answers(item, verdict, before):
            out[-1] = _answered(before, item, verdict)
        else:
            out.append(verdict)
    return out


def _answers(item: Item, verdict: Verdict, before: Verdict) -> bool:
    assigned = 0 < len(item.tokens) <= 4 and item.tokens[0].kind is Kind.UNKNOWN and not item.label
    same = before.unknown == verdict.unknown
    return assigned and same and before.mark is Mark.SOLVED and before.root is not None


def _answered(before: Verdict, item: Item, verdict: Verdict) -> Verdict:
    right = before.root == verdict.root
    text = f"{before.text}，{item.text}" if not before.text.isascii() else f"{before.text}, {item.text}"
    return Verdict(Mark.RIGHT if right else Mark.WRONG, text, before.label, before.result, whole=True)


def _verdict(item: Item) -> Verdict:
    try:
        total = parsed(item.tokens)
        return _fill_relation(item) or (_solution(item, total) if total.unknowns else _marked(item, total))
    except Trouble as trouble:
        try:
            filled = _fill_relation(item)
        except Trouble:
            filled = None
        return filled or Verdict(Mark.UNREAD, item.text, item.label, why=trouble.why)


def _fill_relation(item: Item) -> Verdict | None:
    """3/4 ○ 2/3: which sign belongs there."""
    circles = [at for at, each in enumerate(item.tokens) if each.text == "○"]
    if len(circles) != 1 or any(each.kind is Kind.RELATION for each in item.tokens):
        return None
    left, right = (parsed(each) for each in (item.tokens[: circles[0]], item.tokens[circles[0] + 1 :]))
    a, b = left.sides[0].value, right.sides[0].value
    if a.known is None or b.known is None or a.dim != b.dim:
        return None
    sign = ">" if a.known > b.known else "<" if a.known < b.known else "="
    return Verdict(Mark.SOLVED, item.text, item.label, item.text.replace("○", sign), whole=True)


def _solution(item: Item, total: Sum) -> Verdict:
    """What is asked: 37×4=?, □+3=8, 17÷5=?"""
    if len(total.sides) != 2 or total.relations != ("=",):
        raise Trouble(Why.TOO_HARD if len(total.sides) > 1 else Why.UNCLEAR)
    left, right = total.sides
    asked = next((each for each in total.sides if each.asks), None)
    other = left if asked is right else right
    if asked is not None and (amount := other.value.known) is not None and total.unknowns == ("□",):
        how = style(asked.tokens, item.tokens)
        said = _amount(amount, other.value, how) + _parted(other)
        body = item.text[: other.tokens[-1].end - item.tokens[0].start] if other is left else _text(item, other)
        return Verdict(Mark.SOLVED, item.text, item.label, f"{body}={said}", whole=True)
    _fits(left, right)
    root = values.solved(left.value, right.value)
    name = total.unknowns[0]
    how = style((), item.tokens)
    loose = total.unit is not None and not any(_has_unit(item, at) for at in _places(item))
    unit = total.unit if loose and _measure(left, right) else None
    said = plain(root / unit.worth, how) + unit.name if unit is not None else plain(root, how)
    return Verdict(Mark.SOLVED, item.text, item.label, f"{name}={said}", whole=True, unknown=name, root=root)


def _measure(left: Side, right: Side) -> bool:
    """Whether the unknown itself is a measure: 3米+□=5米, not 3米×□=12米."""
    signs = {each.text for side in (left, right) for each in side.tokens if each.kind is Kind.SIGN}
    return not signs & {"*", "/"}


def _places(item: Item) -> list[int]:
    return [at for at, each in enumerate(item.tokens) if each.kind is Kind.UNKNOWN]


def _has_unit(item: Item, at: int) -> bool:
    return at + 1 < len(item.tokens) and item.tokens[at + 1].kind is Kind.UNIT


def _marked(item: Item, total: Sum) -> Verdict:
    if len(total.sides) == 1:  # 37×4, nothing more
        side = total.sides[0]
        amount = _known(side)
        said = _amount(amount, side.value, style((), item.tokens)) + _parted(side)
        return Verdict(Mark.SOLVED, item.text, item.label, f"{item.text}={said}", whole=True)
    for left, right, relation in zip(total.sides, total.sides[1:], total.relations, strict=False):
        if (wrong := _wrong(item, left, right, relation, total.sides[0])) is not None:
            return wrong
    return Verdict(Mark.RIGHT, item.text, item.label, simpler=_simpler(total))


def _wrong(item: Item, left: Side, right: Side, relation: str, first: Side) -> Verdict | None:
    """What is wrong between two sides, if anything is."""
    if right.rest is not None:
        return _wrong_rest(item, left, right)
    _fits(left, right)
    a, b = _known(left), _known(right)
    how = style(right.tokens, item.tokens)
    if relation in "=≈" and (a == b or (relation == "≈" and _rounded(a, b, right))):
        return None
    if relation in "=≈":
        said = _amount(a, left.value, how) + (_parted(left) if relation == "=" else "")
        chained = first is not left or any(each.kind is Kind.SIGN for each in right.tokens)
        whole = f"{_text(item, left)}={said}" if chained else said
        return Verdict(Mark.WRONG, item.text, item.label, whole, whole=chained)
    holds = {">": a > b, "<": a < b, "≥": a >= b, "≤": a <= b, "≠": a != b}[relation]
    if holds:
        return None
    sign = ">" if a > b else "<" if a < b else "="
    return Verdict(Mark.WRONG, item.text, item.label, f"{_text(item, left)}{sign}{_text(item, right)}", whole=True)


def _wrong_rest(item: Item, left: Side, right: Side) -> Verdict | None:
    """17÷5=3……2: quotient, rest, and the rest smaller than the divisor."""
    parts = _division(left)
    if parts is None or right.rest is None:
        raise Trouble(Why.UNCLEAR)
    dividend, divisor = parts
    if not divisor:
        raise Trouble(Why.BY_ZERO)
    quotient, rest = divmod(dividend, divisor)
    if _known(right) == quotient and right.rest == rest:
        return None
    said = f"{quotient}……{plain(rest, Style())}" if rest else str(quotient)
    return Verdict(Mark.WRONG, item.text, item.label, said)


def _division(side: Side) -> tuple[Fraction, Fraction] | None:
    """Dividend and divisor of a side that is one division (also written 17/5)."""
    if side.parted is not None:
        over, under = side.parted[0].known, side.parted[1].known
        return (over, under) if over is not None and under is not None else None
    if len(side.tokens) == 1 and side.tokens[0].kind is Kind.FRACTION:
        over, _, under = side.tokens[0].text.partition("/")
        return Fraction(int(over)), Fraction(int(under))
    return None


def _parted(side: Side) -> str:
    """A division of whole numbers that leaves something: what it leaves, beside the exact result."""
    parts = _division(side) if side.parted is not None else None
    if parts is None or side.value.dim != NONE or any(each.denominator != 1 for each in parts):
        return ""
    quotient, rest = divmod(*parts)
    return f"（{quotient}……{rest}）" if rest and quotient > 0 else ""


def _fits(left: Side, right: Side) -> None:
    """Both sides must measure the same; a bare answer to measures is let pass where it fits in some unit."""
    one, other = left.value.dim, right.value.dim
    if one is not None and other is not None and one != other:
        raise Trouble(Why.UNITS)


def _known(side: Side) -> Fraction:
    known = side.value.known
    if known is None:
        raise Trouble(Why.TOO_HARD)
    return known


def _rounded(exact: Fraction, given: Fraction, side: Side) -> bool:
    """Whether the given number is the exact one rounded to its own places."""
    text = side.tokens[-1].text if len(side.tokens) == 1 else ""
    places = len(text.partition(".")[2]) if "." in text else 0
    trailing = len(str(given)) - len(str(given).rstrip("0")) if not places and given.denominator == 1 else 0
    unit = Fraction(1, 10**places) if places else Fraction(10**trailing)
    return abs(exact - given) * 2 <= unit


def _simpler(total: Sum) -> str:
    """The lowest terms of a result that is right and could be shorter."""
    last = total.sides[-1]
    worked = any(each.kind is Kind.SIGN for each in total.sides[0].tokens)
    if total.relations[-1] != "=" or len(last.tokens) != 1 or last.tokens[0].kind is not Kind.FRACTION or not worked:
        return ""
    amount = str(_known(last))
    return amount if amount != last.tokens[0].text else ""


def _amount(amount: Fraction, value: Value, how: Style) -> str:
    return shown(amount, how, value.dim not in (None, NONE))


def _text(item: Item, side: Side) -> str:
    """A side as it was written."""
    began = item.tokens[0].start
    return item.text[side.tokens[0].start - began : side.tokens[-1].end - began].strip()
