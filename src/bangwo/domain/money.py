"""Money: integer minor units with their currency, so that nothing is created or lost by rounding."""

from collections.abc import Iterable
from dataclasses import dataclass

CNY = "CNY"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in minor units (fen for CNY). Currencies never mix."""

    fen: int
    currency: str = CNY

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - self._same(other), self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.fen * times, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.fen, self.currency)

    def __bool__(self) -> bool:
        return self.fen != 0

    def __str__(self) -> str:
        sign = "-" if self.fen < 0 else ""
        yuan, fen = divmod(abs(self.fen), 100)
        return f"{sign}¥{yuan}.{fen:02d}"

    def split(self, parts: int) -> tuple["Money", ...]:
        """`parts` amounts that sum exactly to this one and differ by at most one fen; the larger come first."""
        share, rest = divmod(self.fen, parts)
        return tuple(Money(share + (1 if index < rest else 0), self.currency) for index in range(parts))

    def allocate(self, weights: Iterable[int]) -> tuple["Money", ...]:
        """Amounts in proportion to `weights` that sum exactly to this one (largest remainder, earlier first)."""
        weighed = tuple(weights)
        whole = sum(weighed)
        if whole <= 0 or min(weighed) < 0:
            raise ValueError("weights must be non-negative and not all zero")
        shares = [self.fen * weight // whole for weight in weighed]
        remainders = sorted(range(len(weighed)), key=lambda i: (-(self.fen * weighed[i] % whole), i))
        for index in remainders[: self.fen - sum(shares)]:
            shares[index] += 1
        return tuple(Money(share, self.currency) for share in shares)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")
        return other.fen


ZERO = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """The sum; zero CNY of nothing."""
    out: Money | None = None
    for amount in amounts:
        out = amount if out is None else out + amount
    return ZERO if out is None else out
