"""Discounts: the codes that a buyer may name, and what they and member prices take off each line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bangwo_city.merchant.provider import Doc, Priced

_MEMBER_TITLE = "会员优惠"


@dataclass(frozen=True, slots=True)
class Code:
    """So many percent or so many fen off the goods, never off what it costs to bring them."""

    title: str
    percent: int = 0
    fen: int = 0

    def off(self, fen: int) -> int:
        """What it takes off goods of this price."""
        return min(fen * self.percent // 100 + self.fen, fen)


CODES = {"XINCHUN10": Code("新春九折", percent=10), "HONGBAO2": Code("两元红包", fen=200)}
"""Every seller of the city takes them, in either case of letters."""


def applied(priced: Priced, codes: Sequence[str] | None) -> tuple[Priced, Doc | None, list[Doc]]:
    """The price less what the codes take off, `discounts` of UCP (None: nothing to say), and a warning for each code
    that is none of ours. Each code counts from what the ones before it left.
    """
    given = [_applied(_MEMBER_TITLE, [line.off_fen for line in priced.lines], {"automatic": True})]
    rejected: list[Doc] = []
    seen: set[str] = set()
    for number, text in enumerate(codes or ()):
        name = text.strip().upper()
        code = CODES.get(name)
        if code is None:
            rejected.append(_unknown(number, text))
        elif name not in seen:
            seen.add(name)
            shares = _shares(priced, code)
            priced = _less(priced, shares)
            given.append(_applied(code.title, shares, {"code": text}))
    found = [each for each in given if each is not None]
    if codes is None and not found:
        return priced, None, rejected
    return priced, {**({} if codes is None else {"codes": list(codes)}), "applied": found}, rejected


def _shares(priced: Priced, code: Code) -> list[int]:
    """A code's part of each line, in proportion to what is left of them; the parts add up to the whole."""
    left = [line.unit_fen * line.quantity - line.off_fen for line in priced.lines]
    whole, counted, given = sum(left), 0, 0
    off = code.off(whole)
    shares: list[int] = []
    for fen in left:
        counted += fen
        share = off * counted // whole - given if whole else 0
        given += share
        shares.append(share)
    return shares


def _less(priced: Priced, shares: Sequence[int]) -> Priced:
    pairs = zip(priced.lines, shares, strict=True)
    return replace(priced, lines=tuple(replace(line, off_fen=line.off_fen + share) for line, share in pairs))


def _applied(title: str, shares: Sequence[int], said: Doc) -> Doc | None:
    if not any(shares):
        return None
    parts = [{"path": f"$.line_items[{n}]", "amount": share} for n, share in enumerate(shares) if share]
    return {**said, "title": title, "amount": sum(shares), "method": "across", "allocations": parts}


def _unknown(number: int, text: str) -> Doc:
    return {
        "type": "warning",
        "code": "discount_code_invalid",
        "path": f"$.discounts.codes[{number}]",
        "content": f"没有优惠码：{text}",
    }
