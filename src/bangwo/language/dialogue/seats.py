"""Seats by number: 12排5座 names a row and the seats in it, which no slot of a sentence holds."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bangwo.domain.act import Act, ActKind, SeatWish
from bangwo.language.dialogue.state import SEATED, Draft
from bangwo.language.quantities.numbers import read

_N = r"[\d一二两兩三四五六七八九十]{1,3}"
_MARK = r"(?:座位|座|号座|號座|号位|號位|号|號)"
_HAN = re.compile(
    rf"第?(?P<row>{_N})[排行]的?第?(?P<cols>{_N}{_MARK}?(?:(?:[和跟与與到至、,，/-]|还有|還有)第?{_N}{_MARK}?)*{_MARK})"
)
_ENGLISH = re.compile(
    r"\brow (?P<row>\d{1,2}),? *(?:and )?seats? (?:no\.? ?|number )?(?P<cols>\d{1,2}(?: ?(?:,|and|&|to|-)+ ?\d{1,2})*)",
    re.I,
)
_FROM_BACK = re.compile(
    rf"(?:倒数|倒數|最后|最後)(?:的)?第(?P<n>{_N})[排行]"
    r"|\b(?:the )?(?P<e>second|third|fourth|fifth)[ -](?:(?:to|from) (?:the )?)?(?:last|back) row",
    re.IGNORECASE,
)
_NUMBER = re.compile(_N)
_SPAN = re.compile(rf"({_N}){_MARK}?\s*(?:到|至|-|to)\s*第?({_N})", re.IGNORECASE)
SEATS_MAX = 20


def seats_named(text: str) -> tuple[SeatWish | None, str]:
    """The seats that a sentence names, and the sentence with nothing but their row left of them.

    A row counted from the back (倒数第二排) is a negative one.
    """
    behind = _FROM_BACK.search(text)
    if behind is not None:
        count = _whole(behind["n"] or behind["e"].lower())
        if count:
            return SeatWish(row=-count), text[: behind.start()] + "最后一排" + text[behind.end() :]
    found = _HAN.search(text) or _ENGLISH.search(text)
    if found is None:
        return None, text
    row, cols = _whole(found["row"]), _cols(found["cols"])
    if not row or not cols or len(cols) > SEATS_MAX:
        return None, text
    kept = f"第{found['row']}排" if found.re is _HAN else f"row {found['row']}"
    return SeatWish(row=row, cols=cols), text[: found.start()] + kept + text[found.end() :]


def with_seats(acts: Sequence[Act], wish: SeatWish | None, draft: Draft | None) -> tuple[Act, ...]:
    """The acts with the seats named on the one that is about tickets."""
    if wish is None:
        return tuple(acts)
    seated = draft is not None and draft.trade in SEATED
    out = list(acts)
    for place, act in enumerate(out):
        asks = act.act in (ActKind.ORDER, ActKind.SEARCH, ActKind.AMEND, ActKind.CHANGE)
        if asks and (act.trade in SEATED if act.trade is not None else seated):
            was = act.seats or SeatWish()
            out[place] = replace(act, seats=replace(was, row=wish.row, cols=wish.cols))
            return tuple(out)
    if not seated:
        return tuple(acts)
    others = tuple(act for act in acts if act.act is not ActKind.CHAT)
    return (*others, Act(act=ActKind.AMEND, seats=wish))


def _cols(text: str) -> tuple[int, ...]:
    span = _SPAN.search(text)
    if span is not None:
        first, last = _whole(span[1]), _whole(span[2])
        return tuple(range(first, last + 1)) if 0 < first <= last < first + SEATS_MAX else ()
    return tuple(dict.fromkeys(each for each in map(_whole, _NUMBER.findall(text)) if each))


_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}


def _whole(text: str) -> int:
    found = _ORDINALS.get(text) or read(text)
    return int(found) if found else 0
