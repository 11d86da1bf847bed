"""Sums: one item of a sheet parsed by precedence into exact values; nothing in it is ever run."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from bangwo.language.smalltalk.homework import values
from bangwo.language.smalltalk.homework.tokens import Kind, Token
from bangwo.language.smalltalk.homework.trouble import Trouble, Why
from bangwo.language.smalltalk.homework.units import NONE, UNITS, Unit, fen
from bangwo.language.smalltalk.homework.values import Value

DEPTH_MAX = 20
"""Of brackets."""
TERMS_MAX = 80
"""Tokens of one sum."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a relation. `parted`: dividend and divisor where it is one division; `rest`: what it leaves over."""

    value: Value
    tokens: tuple[Token, ...]
    parted: tuple[Value, Value] | None = None
    rest: Fraction | None = None

    @property
    def asks(self) -> bool:
        """Whether it is the unknown and nothing else."""
        kinds = {each.kind for each in self.tokens}
        return Kind.UNKNOWN in kinds and kinds <= {Kind.UNKNOWN, Kind.UNIT, Kind.COUNTED, Kind.OPEN, Kind.CLOSE}


@dataclass(frozen=True, slots=True)
class Sum:
    """Sides, and the relations between them."""

    sides: tuple[Side, ...]
    relations: tuple[str, ...]
    unit: Unit | None = None  # the first that was written
    unknowns: tuple[str, ...] = ()


def parsed(tokens: Sequence[Token]) -> Sum:
    """The sum that the tokens of one item write. Raises Trouble."""
    if len(tokens) > TERMS_MAX:
        raise Trouble(Why.TOO_LONG)
    return _Reader(tuple(tokens)).sum()


@dataclass(slots=True)
class _Reader:
    """Reads from left to right; `at` is the next token."""

    tokens: tuple[Token, ...]
    at: int = 0
    depth: int = 0
    unknowns: list[str] = field(default_factory=list[str])
    parted: tuple[Value, Value] | None = None

    def sum(self) -> Sum:
        sides, relations = [self._side()], list[str]()
        while (relation := self._take(Kind.RELATION)) is not None:
            relations.append(relation.text)
            empty = self.at == len(self.tokens)
            sides.append(Side(self._named("?"), (_asked(relation),)) if empty else self._side())
        if self.at < len(self.tokens):
            raise Trouble(Why.UNCLEAR)
        first = next((self._unit(each) for each in self.tokens if each.kind is Kind.UNIT), None)
        return Sum(tuple(sides), tuple(relations), first, tuple(dict.fromkeys(self.unknowns)))

    def _side(self) -> Side:
        began, self.parted = self.at, None
        value = self._expression()
        parted = self.parted
        tokens = self.tokens[began : self.at]
        self._note()
        rest = self._rest() if self._peek(Kind.REST) or self._bracketed_rest() else None
        return Side(value, tokens, parted, rest)

    def _bracketed_rest(self) -> bool:
        return self._peek(Kind.OPEN) and self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].kind is Kind.REST

    def _rest(self) -> Fraction:
        """What a division leaves over: ……2, 余 2, (余2)."""
        bracket = self._take(Kind.OPEN)
        self._take(Kind.REST)
        known = self._primary().known
        if bracket is not None and self._take(Kind.CLOSE) is None:
            raise Trouble(Why.UNCLEAR)
        if known is None:
            raise Trouble(Why.TOO_HARD)
        return known

    def _expression(self) -> Value:
        out = self._term()
        while self._sign("+-"):
            sign = -1 if self._next().text == "-" else 1
            out = values.add(out, self._term(), sign)
            self.parted = None
        return out

    def _term(self) -> Value:
        out, self.parted = self._factor(), None
        first = True
        while self._sign("*/"):
            if self._next().text == "*":
                out, self.parted = values.multiply(out, self._factor()), None
            else:
                divisor = self._factor()
                self.parted = (out, divisor) if first else None
                out = values.divide(out, divisor)
            first = False
        return out

    def _factor(self) -> Value:
        minus = False
        while self._sign("+-"):
            minus ^= self._next().text == "-"
        out = self._primary()
        if self._sign("^"):
            self._next()
            exponent = self._take(Kind.NUMBER)
            if exponent is None or exponent.amount is None or exponent.amount.denominator != 1:
                raise Trouble(Why.UNCLEAR)
            out = values.power(out, int(exponent.amount))
        return values.multiply(values.number(Fraction(-1)), out) if minus else out

    def _primary(self) -> Value:
        if self._take(Kind.OPEN) is not None:
            return self._bracket()
        if (unknown := self._take(Kind.UNKNOWN)) is not None:
            return self._compound(self._named(unknown.text), plain=False)
        if self._take(Kind.HUNDREDTHS) is not None:
            return values.number(self._number() / 100)
        amount = self._number()
        if self._take(Kind.PERCENT) is not None:
            return values.number(amount / 100)
        letter = self._peek(Kind.UNKNOWN) and self.tokens[self.at].text.isalpha() and not self.tokens[self.at].spaced
        if letter and self.tokens[self.at].text.isascii():
            return values.multiply(values.number(amount), self._named(self._next().text))
        return self._compound(values.number(amount), plain=True)

    def _bracket(self) -> Value:
        self.depth += 1
        if self.depth > DEPTH_MAX:
            raise Trouble(Why.TOO_LONG)
        out = self._expression()
        if self._take(Kind.CLOSE) is None:
            raise Trouble(Why.UNCLEAR)
        self.depth -= 1
        self.parted = None
        return self._compound(out, plain=False)

    def _number(self) -> Fraction:
        """A whole, decimal, mixed or spoken fraction."""
        token = self._take(Kind.NUMBER) or self._take(Kind.FRACTION)
        if token is None:
            raise Trouble(Why.UNCLEAR)
        amount = _amount(token)
        if self._take(Kind.PARTS) is not None:
            return _parts(amount, self._number())
        if token.kind is Kind.NUMBER and self._mixed():
            self._take(Kind.AND)
            return amount + self._number()
        return amount

    def _mixed(self) -> bool:
        after = self.tokens[self.at] if self.at < len(self.tokens) else None
        return after is not None and (after.kind is Kind.AND or (after.kind is Kind.FRACTION and after.spaced))

    def _compound(self, value: Value, plain: bool) -> Value:
        """A value with its unit, and smaller units that follow it (3米20厘米)."""
        out = self._with_unit(value)
        while plain and out.dim not in (None, NONE) and self._another_measure():
            more = self._with_unit(values.number(self._number()))
            out = values.add(out, more)
        return out

    def _another_measure(self) -> bool:
        if not (self._peek(Kind.NUMBER) or self._peek(Kind.FRACTION)):
            return False
        ahead = self.tokens[self.at + 1 : self.at + 4]
        return self.tokens[self.at - 1].kind is Kind.UNIT and any(each.kind is Kind.UNIT for each in ahead)

    def _with_unit(self, value: Value) -> Value:
        if (token := self._take(Kind.UNIT)) is not None:
            value = values.measured(value, self._unit(token))
            if self._sign("/") and self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].kind is Kind.UNIT:
                self._next()  # 60千米/时
                per = values.measured(values.number(Fraction(1)), self._unit(self._next()))
                return values.divide(value, per)
            return value
        self._take(Kind.COUNTED)
        return value

    def _note(self) -> None:
        """A unit in brackets behind a result: 3×4=12(元)."""
        ahead = [each.kind for each in self.tokens[self.at : self.at + 3]]
        if ahead in ([Kind.OPEN, Kind.UNIT, Kind.CLOSE], [Kind.OPEN, Kind.COUNTED, Kind.CLOSE]):
            self.at += 3

    def _named(self, name: str) -> Value:
        name = name.lower() if name.isascii() and name.isalpha() and len(name) == 1 else "□"
        self.unknowns.append(name)
        if len(set(self.unknowns)) > 1:
            raise Trouble(Why.TOO_HARD)
        return values.unknown()

    def _unit(self, token: Token) -> Unit:
        if token.text == "分":
            return fen({UNITS[each.text].dim for each in self.tokens if each.kind is Kind.UNIT and each.text in UNITS})
        found = UNITS.get(token.text) or UNITS.get(token.text.lower())
        if found is None:
            raise Trouble(Why.UNCLEAR)
        return found

    def _peek(self, kind: Kind) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].kind is kind

    def _sign(self, signs: str) -> bool:
        return self._peek(Kind.SIGN) and self.tokens[self.at].text in signs

    def _next(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _take(self, kind: Kind) -> Token | None:
        return self._next() if self._peek(kind) else None


def _asked(relation: Token) -> Token:
    return Token(Kind.UNKNOWN, "?", relation.end, relation.end)


def _amount(token: Token) -> Fraction:
    if token.amount is None:
        raise Trouble(Why.BY_ZERO if token.kind is Kind.FRACTION else Why.TOO_LONG)
    return token.amount


def _parts(under: Fraction, over: Fraction) -> Fraction:
    """三分之二."""
    if not under:
        raise Trouble(Why.BY_ZERO)
    return over / under
